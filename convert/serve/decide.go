package serve

import (
	"net/http"
	"slices"
	"time"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
)

// A typed value is what somebody wants a cell to be. Seen is when the decision that the page
// showed was made; "" for none.
type typed struct {
	Cell  string `json:"cell"`
	Value string `json:"value"`
	Seen  string `json:"seen"`
	Drop  bool   `json:"drop"` // no decision any more
}

type wanted struct {
	Cells  []typed `json:"cells"`
	Reason string  `json:"reason"`
}

// A conflict says that somebody else has decided about the cell meanwhile.
type conflict struct {
	error
	seen string
}

func (c *conflict) Unwrap() error          { return c.error }
func (c *conflict) In(l words.Lang) string { return words.Say(l, c.error) }

func now() string { return time.Now().Format(time.RFC3339Nano) }

// valueOf is what a cell holds; what is not there is open.
func valueOf(c *report.Cell) decision.Value {
	if c == nil {
		return decision.Value{Open: true}
	}
	return decision.Value{Text: c.Shown(), Open: c.Open}
}

// made turns what is wanted into decisions about the report as it was read without any.
func (w *wanted) made(r *convert.Reading, bare *report.Report) ([]decision.Decision, error) {
	var all []decision.Decision
	for _, t := range w.Cells {
		if t.Drop {
			continue
		}
		to, err := decision.Typed(r.Layout, t.Cell, t.Value)
		if err != nil {
			return nil, err
		}
		d := decision.Decision{Cell: t.Cell, From: valueOf(bare.Cell(t.Cell)), To: to, Reason: w.Reason, Time: now()}
		if c := bare.Cell(t.Cell); c != nil {
			d.Text = c.Text
		}
		all = append(all, d)
	}
	return all, nil
}

// put changes a file as it is wanted.
func (w *wanted) put(f *decision.File, made []decision.Decision) {
	for _, t := range w.Cells {
		f.Undecide(t.Cell)
	}
	for _, d := range made {
		f.Decide(d)
	}
}

// prepare reads what is wanted, and the report it is wanted of.
func (s *Server) prepare(r *http.Request, it *item) (w *wanted, made []decision.Decision, now *convert.Reading, decided *decision.File, data []byte, err error) {
	w = &wanted{}
	if err = asked(r, w); err != nil {
		return
	}
	if now, data, decided, err = s.read(it); err != nil {
		return
	}
	bare, err := s.readWith(it, data, nil)
	if err != nil {
		return
	}
	made, err = w.made(now, bare.Report)
	return
}

// try tells which rules would be broken, and which would hold again, before anything is
// kept.
func (s *Server) try(w http.ResponseWriter, r *http.Request, it *item) error {
	want, made, before, decided, data, err := s.prepare(r, it)
	if err != nil {
		return err
	}
	f := decided.Clone()
	f.Rebase(before.SHA256)
	want.put(f, made)
	after, err := s.readWith(it, data, f)
	if err != nil {
		return err
	}
	return answer(w, map[string]any{"breaks": news(before.Report, after.Report), "mends": news(after.Report, before.Report)})
}

// news are the messages of the errors and warnings that the second report has and the first
// has not, but those of the cells that are open.
func news(a, b *report.Report) []string {
	list := []string{}
	for _, f := range b.Findings {
		if f.Severity != report.Info && !slices.ContainsFunc(a.Findings, func(g report.Finding) bool { return g.Code == f.Code && g.Message == f.Message }) {
			list = append(list, f.Message)
		}
	}
	return list
}

// decideCells keeps what is wanted.
func (s *Server) decideCells(w http.ResponseWriter, r *http.Request, it *item) error {
	want, made, reading, _, _, err := s.prepare(r, it)
	if err != nil {
		return err
	}
	err = s.decide(it, func(f *decision.File) (change, error) {
		undo := change{cells: map[string]*decision.Decision{}}
		for _, t := range want.Cells {
			before := f.Of(t.Cell)
			if seen := timeOf(before); seen != t.Seen {
				return undo, theirs(reading, t.Cell, before, seen)
			}
			if before != nil {
				kept := *before
				before = &kept
			}
			undo.cells[t.Cell] = before
		}
		f.Rebase(reading.SHA256)
		want.put(f, made)
		return undo, nil
	})
	if err != nil {
		return err
	}
	return s.done(w, it)
}

func timeOf(d *decision.Decision) string {
	if d == nil {
		return ""
	}
	return d.Time
}

// theirs is the conflict with what somebody else has decided.
func theirs(r *convert.Reading, cell string, d *decision.Decision, seen string) error {
	name := cell
	for _, t := range r.Layout.Tables {
		if row, _ := t.Cell(cell); row != nil {
			name = t.CellName(cell)
		}
	}
	if d == nil {
		return &conflict{words.New("serve.conflict-none", name), seen}
	}
	return &conflict{words.New("serve.conflict", name, d.To.Text, d.Reason), seen}
}

// done reads the report anew, for the list, and says that it is done.
func (s *Server) done(w http.ResponseWriter, it *item) error {
	_, _, _, err := s.read(it)
	if err != nil {
		return err
	}
	return answer(w, map[string]bool{"done": true})
}

// dismiss lets a finding stand, or no more.
func (s *Server) dismiss(w http.ResponseWriter, r *http.Request, it *item) error {
	var want struct {
		Finding int    `json:"finding"` // among those of the page
		Code    string `json:"code"`    // of it
		Reason  string `json:"reason"`
		Drop    bool   `json:"drop"`
	}
	if err := asked(r, &want); err != nil {
		return err
	}
	reading, _, decided, err := s.read(it)
	if err != nil {
		return err
	}
	findings := reading.Report.Findings
	if want.Finding < 0 || want.Finding >= len(findings) || string(findings[want.Finding].Code) != want.Code {
		return words.New("serve.changed")
	}
	d := dismissal(findings, want.Finding, decided)
	d.Reason, d.Time = want.Reason, now()
	err = s.decide(it, func(f *decision.File) (change, error) {
		undo := change{finding: &d}
		if i := slices.IndexFunc(f.Dismissed, func(o decision.Dismissal) bool { return o.Same(d) }); i >= 0 {
			stood := f.Dismissed[i]
			undo.stood = &stood
		}
		f.Rebase(reading.SHA256)
		if f.Restore(d); !want.Drop {
			f.Allow(d)
		}
		return undo, nil
	})
	if err != nil {
		return err
	}
	return s.done(w, it)
}

// dismissal is that of a finding: the one there is, or one that tells it from the others.
func dismissal(findings []report.Finding, i int, decided *decision.File) decision.Dismissal {
	f := &findings[i]
	if d := decided.Standing(f); d != nil {
		return *d
	}
	d := decision.Dismissal{Code: f.Code, Cells: f.Cells}
	for k := range findings {
		if k != i && d.Names(&findings[k]) {
			d.Message = f.Message
		}
	}
	return d
}

// undo takes the last change back.
func (s *Server) undo(w http.ResponseWriter, r *http.Request, it *item) error {
	c, ok := it.takeBack()
	if !ok {
		return words.New("serve.nothing-done")
	}
	err := s.change(it, func(f *decision.File) error {
		c.apply(f)
		return nil
	})
	if err != nil {
		return err
	}
	return s.done(w, it)
}
