package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
)

// A gatherer reads the reports that sum and diff work on, and says which of them
// could not be read.
type gatherer struct {
	*readFlags
	t      *terminal
	meter  meter
	conv   *convert.Converter
	read   []*convert.Reading
	failed []string // inputs, as the user would name them
}

func newGatherer(t *terminal, r *readFlags, conv *convert.Converter) *gatherer {
	return &gatherer{readFlags: r, t: t, conv: conv}
}

// gather reads what the paths name, in its order. The source of a reading is its
// path. skip tells inputs that are not wanted.
func (g *gatherer) gather(paths []string, out string, skip func(path string) bool) error {
	g.meter = newMeter(g.t, g.quiet || batch.Single(paths))
	from := len(g.read)
	_, err := batch.Run(g.t.ctx, g.conv, paths, batch.Options{Check: true, Out: out, Jobs: g.jobs, Limit: g.timeout, Ignore: g.undecided, Stdin: g.t.in, Progress: g})
	if g.t.ctx.Err() != nil {
		return errInterrupted
	}
	if skip != nil {
		kept := slices.DeleteFunc(g.read[from:], func(r *convert.Reading) bool { return skip(r.Source) })
		g.read = g.read[:from+len(kept)]
	}
	return err
}

func (g *gatherer) Start(total int)       { g.meter.start(total) }
func (g *gatherer) Finish(*batch.Summary) { g.meter.finish() }

func (g *gatherer) Done(res *batch.Result) {
	switch {
	case res.Status == batch.Failed:
		g.meter.pause()
		g.failed = append(g.failed, res.Input)
		fail(g.t, g.readFlags, res.Input, convert.Code(res.Err), batch.Message(g.t.lang, res.Err))
	case res.Reading != nil:
		res.Reading.Source = res.Input
		g.read = append(g.read, res.Reading)
	}
	g.meter.step()
}

// fail says that an input is of no use: to a program as the JSON line of a failed
// input, else on standard error.
func fail(t *terminal, r *readFlags, input, code, message string) {
	if !r.json {
		t.complain(fmt.Sprintf("%s: %s (%s)", input, message, code))
		return
	}
	fmt.Fprintf(t.out, "{%s,%s}\n", field("input", input), field("error", map[string]string{"code": code, "message": message}))
}

// tellFindings prints findings: as JSON lines under the name of an input, or for
// the clerk.
func tellFindings(t *terminal, r *readFlags, input string, findings []report.Finding) {
	for _, f := range findings {
		switch {
		case r.json:
			fmt.Fprintln(t.out, findingLine(input, f))
		case !r.quiet || f.Severity == report.Error:
			fmt.Fprint(t.out, finding(t, f))
		}
	}
}

// writeAll writes one thing in each of the formats, under a name below a folder.
func writeAll(t *terminal, out, name string, formats []convert.Format, write func(io.Writer, convert.Format) error) ([]string, error) {
	var files []string
	for _, f := range formats {
		file := outputFile(out, name, f)
		if t.ctx.Err() != nil {
			return files, errInterrupted
		}
		var b bytes.Buffer
		if err := write(&b, f); err != nil {
			return files, words.New("make", file, err)
		}
		if batch.EditedSince(file, f) {
			return files, words.New("write.because", file, convert.ErrWrite, words.New("write.changed"))
		}
		if err := batch.WriteFile(file, b.Bytes()); err != nil {
			return files, err
		}
		files = append(files, file)
	}
	return files, nil
}

// outputFile is the file that writeAll writes in a format.
func outputFile(out, name string, f convert.Format) string {
	return filepath.Join(out, batch.FileName(name)+f.Ext())
}

// tellFiles names what was written.
func tellFiles(t *terminal, r *readFlags, files []string) {
	if r.json || r.quiet {
		return
	}
	for _, file := range files {
		fmt.Fprintf(t.out, "  → %s\n", plain(file))
	}
}

// samePlace tells paths that lead to one file.
func samePlace(a string) func(b string) bool {
	real := func(p string) string {
		if abs, err := filepath.Abs(p); err == nil {
			p = abs
		}
		if link, err := filepath.EvalSymlinks(p); err == nil {
			p = link
		}
		return p
	}
	a = real(a)
	return func(b string) bool { return b != batch.Stdin && strings.EqualFold(real(b), a) }
}
