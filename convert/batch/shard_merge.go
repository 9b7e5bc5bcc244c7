package batch

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
)

// A shardLine is one line of a shard's manifest, on its way into that of the whole.
type shardLine struct {
	class, order int
	entry
}

// The classes of parts, in the order in which a run over all inputs has them.
const (
	inputPart = iota
	folderPart
	gonePart
)

// merge joins what the shards left: records in the order of all inputs, findings
// of duplicates anew, the summary. It reads no input.
func (r *run) merge(ctx context.Context) (*Summary, error) {
	lines := newLedger()
	defer lines.close()
	defer r.manifest.close()
	parts, err := r.parts(lines)
	if err != nil {
		return nil, err
	}
	c := newCollector(r, len(parts))
	defer c.book.close()
	r.Progress.Start(len(parts))
	for _, p := range parts {
		if err := ctx.Err(); err != nil {
			return c.summary, err
		}
		if err := c.join(lines.read(p.entry)); err != nil {
			return c.summary, err
		}
	}
	lines.close()
	err = c.finish(false)
	r.Progress.Finish(c.summary)
	return c.summary, err
}

// parts are the lines of all the shards' manifests, in the order of the inputs.
func (r *run) parts(lines *ledger) ([]shardLine, error) {
	if err := r.complete(); err != nil {
		return nil, err
	}
	var parts []shardLine
	seen := map[string]int{} // folders in whose share a shard found nothing
	for i, s := range r.manifest.beside {
		file := s.manifestOf(r.manifest.base)
		err := lines.add(file, func(rec *record) {
			if rec.Shard == nil {
				rec.Shard = &share{}
			}
			p := shardLine{order: rec.Shard.Order}
			switch {
			case p.order > 0:
			case rec.Status == Failed:
				p.class = folderPart
				if seen[rec.Input]++; seen[rec.Input] < s.Count {
					return // to others it was not empty, as far as is known
				}
			default:
				p.class = gonePart
			}
			p.entry = lines.entries[rec.Input]
			parts = append(parts, p)
		})
		if err != nil {
			return nil, manifestError(file, err)
		}
		if len(lines.files) != i+1 {
			return nil, r.unfinished(s)
		}
	}
	slices.SortStableFunc(parts, func(a, b shardLine) int {
		return cmp.Or(a.class-b.class, a.order-b.order)
	})
	for i, p := range parts {
		if p.class == inputPart && p.order != i+1 {
			return nil, writeError(r.manifest.base, errMoved)
		}
	}
	return parts, nil
}

var errNoShards = words.New("shards.none")

var errMoved = words.New("shards.moved")

// complete demands that every shard has a manifest and none a journal.
func (r *run) complete() error {
	m := r.manifest
	if len(m.beside) == 0 {
		return writeError(m.base, errNoShards)
	}
	if last := m.beside[len(m.beside)-1]; last.Count != m.beside[0].Count {
		return writeError(m.base, words.New("shards.mixed", m.beside[0].Count, last.Count))
	}
	var open []Shard
	for i := range m.beside[0].Count {
		s := Shard{i + 1, m.beside[0].Count}
		_, err := os.Stat(s.manifestOf(m.base))
		_, journal := os.Stat(journalOf(s.manifestOf(m.base)))
		if err != nil || journal == nil {
			open = append(open, s)
		}
	}
	if len(open) > 0 {
		return r.unfinished(open...)
	}
	return nil
}

func (r *run) unfinished(shards ...Shard) error {
	var names []string
	for _, s := range shards {
		names = append(names, s.String())
	}
	return writeError(r.manifest.base, words.New("shards.open", strings.Join(names, ", ")))
}

// join takes a shard's record as if its input had just been converted.
func (c *collector) join(rec *record) error {
	if rec == nil || rec.Shard == nil {
		return writeError(c.manifest.base, words.New("shards.changed"))
	}
	res := &Result{Input: rec.Shard.Path, Status: rec.Status}
	for _, out := range rec.Outputs {
		res.Outputs = append(res.Outputs, filepath.Join(filepath.Dir(c.manifest.base), filepath.FromSlash(out)))
	}
	if rec.Error != nil {
		res.Err = &convert.RecordedError{Code: rec.Error.Code, Message: rec.Error.Message, English: rec.Shard.English}
		if rec.Shard.Gone {
			res.Err = ErrGone
		}
	} else {
		reading, err := c.recall(rec)
		if err != nil {
			return err
		}
		res.Reading = reading
		c.duplicate(res)
		rec.Findings = tallyOf(res)
	}
	rec.Shard = nil
	c.take(res, rec)
	return nil
}

// recall is the report of a record, as far as the summary and the findings go.
func (c *collector) recall(rec *record) (*convert.Reading, error) {
	l := c.conv.Layout(rec.Layout)
	if l == nil {
		return nil, writeError(c.manifest.base, words.New("shards.layout", rec.Input, rec.Layout))
	}
	rep, err := report.Decode(rec.Shard.Report)
	if err != nil {
		return nil, words.New("shards.record", rec.Input, err)
	}
	rep.Findings = slices.DeleteFunc(rep.Findings, func(f report.Finding) bool { return f.Code == report.CodeDuplicate })
	return &convert.Reading{Report: rep, Layout: l, Source: filepath.Base(rec.Shard.Path), SHA256: rec.SHA256}, nil
}
