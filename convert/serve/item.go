package serve

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
)

// An item is a report of the list.
type item struct {
	id   int
	name string
	path string // as the Store knows it; "" for what was dropped in

	mu      sync.Mutex // of what follows
	data    []byte     // of what was dropped in
	decided *decision.File
	state   state
	undo    []change // what was done here, the last one last
}

// A state is what the list tells of a report.
type state struct {
	Known                 bool
	Failed                error
	Agency                string
	Year                  int
	Period                string
	Errors, Open, Decided int
}

// A change is what undoes a decision or a dismissal: what was there before.
type change struct {
	cells   map[string]*decision.Decision
	finding *decision.Dismissal
	stood   *decision.Dismissal // before; nil: it was not dismissed
}

// load returns the bytes of a report and what is decided.
func (s *Server) load(it *item) ([]byte, *decision.File, error) {
	if it.path == "" {
		it.mu.Lock()
		defer it.mu.Unlock()
		return it.data, it.decided.Clone(), nil
	}
	data, err := s.store.Load(it.path)
	if err != nil {
		return nil, nil, err
	}
	decided, err := s.store.Decisions(it.path)
	if decided == nil {
		decided = &decision.File{}
	}
	return data, decided, err
}

// read reads a report with what is decided. A panic is that report's error.
func (s *Server) read(it *item) (r *convert.Reading, data []byte, decided *decision.File, err error) {
	data, decided, err = s.load(it)
	if err == nil {
		r, err = s.readWith(it, data, decided)
	}
	it.tell(r, err)
	return r, data, decided, err
}

func (s *Server) readWith(it *item, data []byte, decided *decision.File) (r *convert.Reading, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = words.New("internal.panic", fmt.Sprint(e))
		}
	}()
	r, err = s.conv.ReadDecided(filepath.Base(it.name), data, decided)
	if r != nil {
		r.Source = it.name
	}
	return r, err
}

// count makes what the list tells of a report known.
func (s *Server) count(it *item) {
	it.mu.Lock()
	known := it.state.Known
	it.mu.Unlock()
	if !known {
		s.read(it)
	}
}

// tell keeps what the list tells of a report.
func (it *item) tell(r *convert.Reading, err error) {
	st := state{Known: true, Failed: err}
	if r != nil {
		st.Agency, st.Year, st.Period = r.Report.Agency, r.Report.Year, r.Report.Period
		st.Errors, st.Open = r.Report.Count(report.Error), len(r.Report.Unsettled())
		for _, f := range r.Report.Findings {
			if f.Code == report.CodeDecision {
				st.Decided++
			}
		}
	}
	it.mu.Lock()
	it.state = st
	it.mu.Unlock()
}

func (it *item) told() state {
	it.mu.Lock()
	defer it.mu.Unlock()
	return it.state
}

// decide changes what is decided about a report, and keeps what undoes it.
func (s *Server) decide(it *item, do func(*decision.File) (change, error)) error {
	var undo change
	err := s.change(it, func(f *decision.File) (err error) {
		undo, err = do(f)
		return err
	})
	if err == nil {
		it.mu.Lock()
		it.undo = append(it.undo, undo)
		it.mu.Unlock()
	}
	return err
}

// change changes what is decided about a report.
func (s *Server) change(it *item, do func(*decision.File) error) error {
	if it.path != "" {
		return s.store.Decide(it.path, do)
	}
	it.mu.Lock()
	defer it.mu.Unlock()
	f := it.decided.Clone()
	err := do(f)
	if err == nil {
		it.decided = f
	}
	return err
}

// takeBack returns what undoes the last change; false where nothing was done.
func (it *item) takeBack() (c change, ok bool) {
	it.mu.Lock()
	defer it.mu.Unlock()
	if len(it.undo) == 0 {
		return c, false
	}
	c = it.undo[len(it.undo)-1]
	it.undo = it.undo[:len(it.undo)-1]
	return c, true
}

// apply puts back what was there before.
func (c change) apply(f *decision.File) {
	for cell, before := range c.cells {
		if f.Undecide(cell); before != nil {
			f.Decide(*before)
		}
	}
	if c.finding != nil {
		if f.Restore(*c.finding); c.stood != nil {
			f.Allow(*c.stood)
		}
	}
}

// fileName is the name of a report without its folders.
func (it *item) fileName() string {
	name := it.name
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	return name
}

// stem is the name of the outputs of a report.
func (it *item) stem() string {
	name := it.fileName()
	if ext := filepath.Ext(name); ext != name {
		name = strings.TrimSuffix(name, ext)
	}
	return name
}

// uniqueNames are names for reports in one archive, no two alike.
func uniqueNames(items []*item) []string {
	var names []string
	for _, it := range items {
		name := it.fileName()
		for n := 2; slices.ContainsFunc(names, func(o string) bool { return strings.EqualFold(o, name) }); n++ {
			ext := filepath.Ext(it.fileName())
			name = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(it.fileName(), ext), n, ext)
		}
		names = append(names, name)
	}
	return names
}
