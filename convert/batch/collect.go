package batch

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/xlsx"
)

// A collector takes the jobs one after the other, in the order of the inputs. It
// alone renames files and writes journal, manifest and summary.
type collector struct {
	*run
	summary *Summary
	book    *xlsx.Summary // nil when there is no manifest
	records []*record
	first   map[string]string // the first input for an agency and year
	folders map[string]bool   // folder arguments, true when something in them was no mere skip
}

func newCollector(r *run) *collector {
	c := &collector{
		run:     r,
		summary: &Summary{Inputs: len(r.inputs), findings: map[report.Severity]int{}},
		first:   map[string]string{},
		folders: map[string]bool{},
	}
	if r.manifest != nil {
		c.book = xlsx.NewSummary()
	}
	return c
}

// collect finishes one job. Its record is in the journal before its files get
// their names: so no file is ever ours without being known as ours.
func (c *collector) collect(j *job) {
	c.duplicate(j.result)
	rec := c.record(j)
	if len(j.staged) > 0 {
		c.note(rec)
		if err := commitAll(j.staged); err != nil {
			j.staged = nil
			j.fail(err)
			rec = c.record(j)
			c.note(rec)
		}
	}
	if j.in.folder != "" {
		c.folders[j.in.folder] = c.folders[j.in.folder] || j.result.Status != Skipped
	}
	c.take(j.result, rec)
}

func (c *collector) take(res *Result, rec *record) {
	c.records = append(c.records, rec)
	c.summary.add(res)
	if c.book != nil && res.Status != Skipped {
		c.book.Add(row(res, rec)) // the first error is also that of Write
	}
	c.Progress.Done(res)
}

// row is what the summary says of a result. It names the input as the manifest
// does, so that both can go elsewhere together with the reports.
func row(res *Result, rec *record) xlsx.Result {
	row := xlsx.Result{Input: rec.Input}
	if rec.Error != nil {
		row.Code, row.Message = rec.Error.Code, rec.Error.Message
	} else {
		row.Report, row.Layout = res.Reading.Report, res.Reading.Layout
	}
	return row
}

func (c *collector) note(rec *record) {
	if c.manifest != nil {
		c.manifest.note(rec)
	}
}

// duplicate adds a finding when an earlier input was the same agency's report for
// the same year.
func (c *collector) duplicate(res *Result) {
	if res.Reading == nil || res.Reading.Report.Agency == "" || res.Reading.Report.Year == 0 {
		return
	}
	r := res.Reading.Report
	key := fmt.Sprint(r.Year, " ", strings.Join(strings.Fields(r.Agency), ""))
	if c.first[key] == "" {
		c.first[key] = res.Input
		return
	}
	message := fmt.Sprintf("%s %d 年的报告已在 %s 中出现，同一单位同一年度有两份报告。", r.Agency, r.Year, c.first[key])
	r.Add(report.Finding{Code: "duplicate", Severity: report.Warning, Message: message})
}

// record is the manifest's line on a job.
func (c *collector) record(j *job) *record {
	rec := newRecord(j.result)
	if c.manifest == nil {
		return rec
	}
	rec.Input = c.manifest.key(j.in)
	rec.Bytes, rec.SHA256, rec.MS = j.bytes, j.sha256, j.ms
	if j.result.Status == Converted || j.result.Status == Unchanged {
		rec.Outputs, rec.Fingerprint = c.manifest.rels(j.result.Outputs), j.fingerprint
	}
	isOutput := func(file string) bool { return slices.Contains(rec.Outputs, file) }
	rec.Left = c.manifest.left(c.manifest.old[rec.Input], isOutput)
	return rec
}

// finish says what is to be said of the run as a whole, and writes summary and
// manifest. A run that was broken off writes no summary, and its manifest keeps
// the records of what it did not reach.
func (c *collector) finish(broken bool) error {
	if !broken {
		c.emptyFolders()
	}
	if c.manifest == nil {
		return nil
	}
	if broken {
		c.book.Close()
		c.keep()
	} else {
		c.gone()
		if err := c.writeBook(); err != nil {
			return err
		}
	}
	c.summary.Manifest = c.manifest.file
	return c.manifest.close(c.records)
}

func (c *collector) writeBook() error {
	var b bytes.Buffer
	name := c.manifest.summaryName()
	if err := c.book.Write(&b); err != nil {
		return writeError(name, err)
	}
	c.summary.Workbook = name
	return WriteFile(name, b.Bytes())
}

// keep adds the records of what was not reached.
func (c *collector) keep() {
	have := map[string]bool{}
	for _, rec := range c.records {
		have[rec.Input] = true
	}
	for _, key := range c.manifest.order {
		if !have[key] {
			c.records = append(c.records, c.manifest.old[key])
		}
	}
}

var errEmptyFolder = fmt.Errorf("%w: the folder holds nothing that could be a report, besides what earlier runs wrote", convert.ErrEmpty)

// emptyFolders reports the folder arguments in which there was nothing to read.
func (c *collector) emptyFolders() {
	for _, top := range c.tops {
		if !c.folders[top] {
			in := &input{path: top, real: realPath(top)}
			j := &job{in: in, result: &Result{Input: top, Status: Failed, Err: errEmptyFolder}}
			c.summary.Inputs++
			c.take(j.result, c.record(j))
		}
	}
}

// ErrGone is the Err of an input of an earlier run that no longer exists.
var ErrGone = fmt.Errorf("%w: it is no longer there; what was made of it is left alone", convert.ErrUnreadable)

// gone reports inputs of earlier runs that no longer exist, as long as what was
// made of them does.
func (c *collector) gone() {
	have, outputs := map[string]bool{}, map[string]bool{}
	for _, rec := range c.records {
		have[rec.Input] = true
		for _, file := range rec.Outputs {
			outputs[file] = true
		}
	}
	for _, key := range c.manifest.order {
		if have[key] || key == StdinName {
			continue
		}
		old := c.manifest.old[key]
		left := c.manifest.left(old, func(file string) bool { return outputs[file] })
		if len(left) == 0 {
			continue
		}
		if _, err := os.Lstat(c.manifest.abs(key)); !errors.Is(err, os.ErrNotExist) {
			continue
		}
		res := &Result{Input: filepath.Join(filepath.Dir(c.manifest.file), filepath.FromSlash(key)), Status: Skipped, Err: ErrGone}
		rec := newRecord(res)
		rec.Input, rec.SHA256, rec.Bytes, rec.Left = key, old.SHA256, old.Bytes, left
		c.take(res, rec)
	}
}
