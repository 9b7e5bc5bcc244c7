// Package batch runs conversions over files and folders; one file is a batch of
// one. It is the part that touches the disk: it finds the inputs, names the
// outputs, writes each report's files whole or not at all, and keeps a manifest,
// so that a run that was broken off is taken up and a second one converts only
// what has changed.
//
//	conv, err := convert.New(convert.Options{})
//	sum, err := batch.Run(ctx, conv, []string{"reports"}, batch.Options{Out: "out"})
//	fmt.Println(sum.Converted, sum.Failed)
//
// Workers read, convert and stage: they write each file under a hidden name
// beside its target. One collector takes their results in the order of the
// inputs, notes each in a journal, renames the staged files, and tells Progress.
// When the run ends the manifest takes the place of the one before. So the files left are the
// same, in the same order, whatever the number of workers, and a run killed at
// any moment leaves whole files and a journal that the next run goes on from.
//
// It owns the disk, the names of outputs, the manifest, shards and the time that a report
// may take. It does not own what a report is, or what is printed of a run.
package batch

import (
	"context"
	"io"
	"runtime"
	"time"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
)

// Stdin is the path that means standard input, StdinName what it is called in
// outputs and the manifest.
const (
	Stdin     = "-"
	StdinName = "stdin"
)

// NoManifest as Options.Manifest asks for none.
const NoManifest = "none"

// DefaultLimit is the time after which an input is given up: a thousand times what
// a report takes.
const DefaultLimit = 2 * time.Minute

// Options of a run. The zero value is what the command does without flags.
type Options struct {
	Out      string           // folder to write to; "" is the current one
	Formats  []convert.Format // nil: convert.DefaultFormats
	Check    bool             // read and check only, write nothing; Out, Formats and what follows them do not count
	Ignore   bool             // what a person has decided, beside the inputs
	Force    bool             // convert again what the manifest says is unchanged
	Manifest string           // file; "": OUT/manifest.jsonl for a folder or several inputs, else none; NoManifest: none
	Settings func() string    // what else the outputs depend on (program, layout, fonts), asked when there is a manifest: what it gives changes, all is converted again
	Shard    Shard            // take this share of the inputs only
	Merge    bool             // join the manifests of the shards; with paths, a run over all inputs that does so as any does
	Jobs     int              // reports converted at once; 0: the number of CPUs
	Stdin    io.Reader        // nil: empty
	Limit    time.Duration    // for one input to be read and converted; 0: DefaultLimit
	Progress Progress         // nil: silence
}

// Progress is told how a run goes, by one goroutine. Done comes for every input
// in the order of the inputs; of a cancelled run, for those that were finished.
type Progress interface {
	Start(total int)
	Done(*Result)
	Finish(*Summary)
}

// A Status is what became of an input.
type Status string

const (
	Converted Status = "converted" // its outputs were written (or it was checked)
	Unchanged Status = "unchanged" // its outputs of an earlier run still stand
	Failed    Status = "failed"
	Skipped   Status = "skipped" // a file in a folder that can be no report, or an earlier input that is gone
)

// A Result is what became of one input.
type Result struct {
	Input   string // as the user would name it
	Status  Status
	Reading *convert.Reading // nil when the input could not be read; the batch may have added to its findings (duplicate)
	Outputs []string         // files that hold the report now, as the user would name them
	Err     error            // why it failed or was skipped
}

// Findings are those of the report, none when there is no report.
func (r *Result) Findings() []report.Finding {
	if r.Reading == nil {
		return nil
	}
	return r.Reading.Report.Findings
}

// Count returns how many findings of the severity there are.
func (r *Result) Count(s report.Severity) int {
	n := 0
	for _, f := range r.Findings() {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// A Summary counts the results of a run.
type Summary struct {
	Inputs                                int // all, those of a cancelled run that were not reached, too
	Converted, Unchanged, Failed, Skipped int
	Doubtful                              int    // converted or unchanged, with a finding of severity error
	Manifest, Workbook                    string // files written, "" for none

	findings map[report.Severity]int
}

// Count returns how many findings of the severity the reports have.
func (s *Summary) Count(sev report.Severity) int { return s.findings[sev] }

func (s *Summary) add(r *Result) {
	switch r.Status {
	case Converted:
		s.Converted++
	case Unchanged:
		s.Unchanged++
	case Failed:
		s.Failed++
	case Skipped:
		s.Skipped++
	}
	for _, f := range r.Findings() {
		s.findings[f.Severity]++
	}
	if r.Err == nil && r.Count(report.Error) > 0 {
		s.Doubtful++
	}
}

// Run reads the inputs that paths name (files, folders, Stdin) and writes their
// outputs. What goes wrong with one input is in its Result and in the Summary's
// counts; the error is of the run as a whole: the manifest could not be written
// (convert.ErrWrite). When ctx is cancelled, Run finishes the inputs in hand,
// keeps what the next run needs to go on, and returns ctx's error with the Summary.
//
// Without paths and with o.Merge, Run reads no inputs: it joins what the shards
// beside the manifest have left.
func Run(ctx context.Context, conv *convert.Converter, paths []string, o Options) (*Summary, error) {
	if o.Out == "" {
		o.Out = "."
	}
	if o.Formats == nil {
		o.Formats = convert.DefaultFormats()
	}
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	if o.Limit <= 0 {
		o.Limit = DefaultLimit
	}
	if o.Progress == nil {
		o.Progress = silence{}
	}
	r, err := newRun(conv, paths, o)
	if err != nil {
		return nil, err
	}
	if o.merges(paths) {
		return r.merge(ctx)
	}
	return r.do(ctx)
}

type silence struct{}

func (silence) Start(int)       {}
func (silence) Done(*Result)    {}
func (silence) Finish(*Summary) {}
