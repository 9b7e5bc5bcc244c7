package batch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/convert/xlsx"
)

// A collector takes the jobs one after the other, in the order of the inputs. It
// alone renames files and writes journal, manifest and summary.
type collector struct {
	*run
	summary *Summary
	book    *summaryWriter    // nil when there is no summary to write
	entered map[string]bool   // inputs in the manifest, and
	outputs map[string]bool   // outputs of this run, as the manifest names them: kept for what earlier runs left
	first   map[string]string // the first input for an agency and year
	folders map[string]bool   // folder arguments, true when something in them was no mere skip
}

func newCollector(r *run, total int) *collector {
	c := &collector{
		run:     r,
		summary: &Summary{Inputs: total, findings: map[report.Severity]int{}},
		entered: map[string]bool{},
		outputs: map[string]bool{},
		first:   map[string]string{},
		folders: map[string]bool{},
	}
	if r.manifest != nil && r.Shard.whole() {
		c.book = newSummaryWriter(summaryOf(r.manifest.base))
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
	if !c.Shard.whole() {
		rec.Shard = newShare(j)
	}
	c.take(j.result, rec)
}

// take counts a result, says it, and writes it down.
func (c *collector) take(res *Result, rec *record) {
	c.summary.add(res)
	c.enter(rec)
	if c.book != nil {
		c.book.add(row(res, rec))
	}
	c.Progress.Done(res)
}

// enter writes a record in the manifest.
func (c *collector) enter(rec *record) {
	if c.manifest == nil {
		return
	}
	c.manifest.next.write(rec.line())
	if len(c.manifest.old.order) == 0 {
		return
	}
	c.entered[rec.Input] = true
	for _, out := range rec.Outputs {
		c.outputs[out] = true
	}
}

// row is what the summary says of a result. It names the input as the manifest
// does, so that both can go elsewhere together with the reports.
func row(res *Result, rec *record) xlsx.Result {
	row := xlsx.Result{Input: rec.Input, Skipped: res.Status == Skipped}
	if rec.Error != nil {
		row.Code, row.Message = rec.Error.Code, rec.Error.Message
	} else {
		row.Report, row.Layout = res.Reading.Report, res.Reading.Layout
	}
	if len(rec.Outputs) > 0 {
		row.Output = rec.Outputs[0]
		for _, out := range rec.Outputs {
			if filepath.Ext(out) == convert.XLSX.Ext() {
				row.Output = out
			}
		}
	}
	return row
}

func (c *collector) note(rec *record) {
	if c.manifest != nil {
		c.manifest.note(rec)
	}
}

// duplicate adds a finding when an earlier input was the same agency's report for
// the same year, or the same part of it.
func (c *collector) duplicate(res *Result) {
	if res.Reading == nil || res.Reading.Report.Agency == "" || res.Reading.Report.Year == 0 {
		return
	}
	r := res.Reading.Report
	key := fmt.Sprint(r.Year, r.Period, " ", convert.AgencyKey(r.Agency))
	if c.first[key] == "" {
		c.first[key] = res.Input
		return
	}
	message := fmt.Sprintf("%s %d 年%s的报告已在 %s 中出现，同一单位同一年度有两份报告。", r.Agency, r.Year, r.Period, c.first[key])
	if r.Period != "" {
		message = strings.Replace(message, "同一年度", "同一期", 1)
	}
	r.Add(report.NewFinding(report.CodeDuplicate, message))
}

// record is the manifest's line on a job.
func (c *collector) record(j *job) *record {
	rec := newRecord(j.result)
	if c.manifest == nil {
		return rec
	}
	rec.Input = c.manifest.key(j.in)
	rec.MS = j.ms
	if j.made != nil {
		rec.Bytes, rec.SHA256 = j.made.bytes, j.made.sha256
	}
	if j.result.Status == Converted || j.result.Status == Unchanged {
		rec.Outputs, rec.Fingerprint = c.manifest.rels(j.result.Outputs), j.made.fingerprint
	}
	isOutput := func(file string) bool { return slices.Contains(rec.Outputs, file) }
	rec.Left = c.manifest.left(j.old, isOutput)
	c.keepHashes(rec, j)
	return rec
}

// finish says what is to be said of the run as a whole, and puts manifest and
// summary in their places. A run that was broken off writes no summary, and its
// manifest keeps the records of what it did not reach; of a shard that was broken
// off, the journal tells that it has not finished.
func (c *collector) finish(broken bool) error {
	if !broken {
		c.emptyFolders()
	}
	if c.manifest == nil {
		return nil
	}
	defer c.manifest.close()
	defer c.book.close()
	switch {
	case c.Shard.whole() && len(c.tops) > 0 && len(c.inputs)+len(c.manifest.old.order) == 0:
		return nil // empty folders, and nothing of earlier runs: there is nothing to write of
	case !broken:
		c.gone()
	case !c.Shard.whole():
		return nil
	default:
		c.keep()
	}
	if err := c.manifest.commit(); err != nil {
		return err
	}
	c.summary.Manifest = c.manifest.file
	if broken || !c.Shard.whole() {
		return nil
	}
	if err := c.book.write(); err != nil {
		return err
	}
	c.summary.Workbook = c.book.name
	c.manifest.removeShards()
	return nil
}

// keep adds the records of what was not reached.
func (c *collector) keep() {
	for _, key := range c.manifest.old.order {
		if rec := c.manifest.old.get(key); rec != nil && !c.entered[key] {
			rec.Shard = nil
			c.enter(rec)
		}
	}
}

var errEmptyFolder = words.New("empty.folder", convert.ErrEmpty)

// emptyFolders reports the folder arguments in which there was nothing to read. A
// shard knows its share only: it notes them for the merge.
func (c *collector) emptyFolders() {
	for _, top := range c.tops {
		if c.folders[top] {
			continue
		}
		j := &job{in: &input{path: top, real: realPath(top)}, result: &Result{Input: top, Status: Failed, Err: errEmptyFolder}}
		rec := c.record(j)
		if c.Shard.whole() {
			c.summary.Inputs++
			c.take(j.result, rec)
		} else {
			rec.Shard = newShare(j)
			c.enter(rec)
		}
	}
}

// ErrGone is the Err of an input of an earlier run that no longer exists.
var ErrGone = words.New("unreadable.gone", convert.ErrUnreadable)

// gone reports inputs of earlier runs that no longer exist, as long as what was
// made of them does. A shard leaves those of the whole to the merge.
func (c *collector) gone() {
	m := c.manifest
	for _, key := range m.old.order {
		if c.entered[key] || key == StdinName || m.old.entries[key].file < m.own {
			continue
		}
		old := m.old.get(key)
		left := m.left(old, func(file string) bool { return c.outputs[file] })
		if len(left) == 0 {
			continue
		}
		if _, err := os.Lstat(m.abs(key)); !errors.Is(err, os.ErrNotExist) {
			continue
		}
		res := &Result{Input: filepath.Join(filepath.Dir(m.file), filepath.FromSlash(key)), Status: Skipped, Err: ErrGone}
		rec := newRecord(res)
		rec.Input, rec.SHA256, rec.Bytes, rec.Left, rec.Hashes = key, old.SHA256, old.Bytes, left, old.Hashes
		if !c.Shard.whole() {
			rec.Shard = &share{Path: res.Input, Gone: true}
		}
		c.summary.Inputs++
		c.take(res, rec)
	}
}
