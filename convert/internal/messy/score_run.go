package messy

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A Run renders known figures into every shape that reports come in, with noise and
// with damage, reads them back and scores every cell:
//
//	right   the cell says what the text says
//	silent  it says something else, or nothing, and no error finding names it
//	named   it is wrong or empty, and an error finding names it
//	open    it is null and unsettled; or it is absent
//	alarm   it is right, and an error finding names it for nothing
//
// The law is that nothing is wrong in silence. A failure is named by its shape,
// noise, scale and layout, and comes again with the same seed. A plain run takes
// one scale and layout for each shape and noise.
type Run struct {
	t      testing.TB
	read   Read
	table  map[string]map[string]*Score // by shape, by noise or damage
	failed map[string]int
	times  int
	all    bool // every scale and layout
	seed   uint64
	only   string
	cases  int
}

// NewRun starts a run that reads with read.
func NewRun(t testing.TB, read Read) *Run {
	r := &Run{t: t, read: read, table: map[string]map[string]*Score{}, failed: map[string]int{}, times: 1, seed: seedOf(), only: os.Getenv("NIANBAO_MESSY_ONLY")}
	if n, err := strconv.Atoi(os.Getenv("NIANBAO_MESSY")); err == nil {
		r.times, r.all = n, true
	}
	t.Logf("seed %d, %d times", r.seed, r.times)
	return r
}

// random is the source of chance of one case: the same for the same name and seed.
func (r *Run) random(name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(r.seed, h.Sum64()))
}

// drawn reports whether a plain run takes this scale and layout for the pair.
func (r *Run) drawn(pair string, l *layouts.Layout, size scale) bool {
	rnd := r.random(pair)
	return layouts.Builtin()[rnd.IntN(len(layouts.Builtin()))] == l && scales[rnd.IntN(len(scales))].name == size.name
}

// run renders, reads and scores one case.
func (r *Run) run(l *layouts.Layout, sh shape, size scale, thin thinning, column string, change func(*paper), damaged bool, n int) {
	name := fmt.Sprintf("%s/%s/%s/%s/%s/%d", sh.name, column, size.name, thin, l.ID, n)
	if sh.lists && !listed(l) || !strings.Contains(name, r.only) || !r.all && r.only == "" && !r.drawn(sh.name+column, l, size) {
		return
	}
	rnd := r.random(name)
	p := newPaper(newFigures(l, size, thin, rnd), rnd)
	p.damaged = damaged
	p.fragile = sh.glued || !sh.slots && thin != noBlanks
	change(p)
	m := &messyReport{name: name, paper: p, shape: sh}
	if damaged {
		m.damage = column
	}
	m.data = []byte(sh.print(p))
	r.score(m, column)
}

func (r *Run) score(m *messyReport, column string) {
	r.cases++
	start := time.Now()
	rep, err := r.read("report.txt", m.data)
	took := time.Since(start)
	if err != nil {
		m.faults = append(m.faults, "not read: "+err.Error())
	}
	var sc Score
	if err == nil {
		sc = m.cells(rep)
		if rep.Layout != m.paper.layout.ID {
			m.faults = append(m.faults, "read on "+rep.Layout)
		}
	}
	sc.Longest = took
	if r.table[m.shape.name] == nil {
		r.table[m.shape.name] = map[string]*Score{}
	}
	if r.table[m.shape.name][column] == nil {
		r.table[m.shape.name][column] = &Score{}
	}
	r.table[m.shape.name][column].add(sc)
	r.dump(m, rep)
	if len(m.faults) > 0 {
		r.failed[m.shape.name+"/"+column]++
		if len(r.failed) <= 40 && r.failed[m.shape.name+"/"+column] == 1 {
			r.t.Logf("%s (seed %d):\n  %s", m.name, r.seed, strings.Join(m.faults[:min(4, len(m.faults))], "\n  "))
		}
	}
}

// dump writes a case with faults, or with cells left open that are sure.
func (r *Run) dump(m *messyReport, rep *report.Report) {
	dir := os.Getenv("NIANBAO_MESSY_DUMP")
	if dir == "" || len(m.faults) == 0 && (m.damage != "" || len(m.lines) == 0) {
		return
	}
	dir = filepath.Join(dir, strings.ReplaceAll(m.name, "/", "_"))
	_ = os.MkdirAll(dir, 0o755)
	truth, _ := json.MarshalIndent(m.paper.values, "", " ")
	_ = os.WriteFile(filepath.Join(dir, "input.txt"), m.data, 0o644)
	_ = os.WriteFile(filepath.Join(dir, "truth.json"), truth, 0o644)
	notes := strings.Join(m.faults, "\n") + "\n" + strings.Join(m.lines, "\n") + "\n"
	if rep != nil {
		for _, f := range rep.Findings {
			notes += fmt.Sprintf("finding %s %s line %d %v: %s\n", f.Code, f.Severity, f.Line, f.Cells, f.Message)
		}
	}
	_ = os.WriteFile(filepath.Join(dir, "notes.txt"), []byte(notes), 0o644)
}
