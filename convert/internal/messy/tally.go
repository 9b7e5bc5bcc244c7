package messy

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/convert/report"
)

// Read reads one input, as convert.Converter.Read does.
type Read func(name string, data []byte) (*report.Report, error)

// A Tally counts what came back of known cells.
type Tally struct {
	Documents int // read
	AllRight  int // of them, all cells right and no finding missing
	Cells     int
	Right     int // the value as shown, or open where it cannot be told
	Silent    int // another number or unit, or one where there is none, and no error finding covers it
	Lost      int // null or absent though the source shows a value, and no error finding covers it
	Named     int // wrong or open, and an error finding covers it
	False     int // right, and an error finding covers it, though the figures hold together
	Unsaid    int // documents that lack a finding they must have
	Unread    int // documents that are not read at all
	Differ    int // spellings that do not mean the same in every input
}

func (t *Tally) add(o Tally) {
	t.Documents += o.Documents
	t.AllRight += o.AllRight
	t.Cells += o.Cells
	t.Right += o.Right
	t.Silent += o.Silent
	t.Lost += o.Lost
	t.Named += o.Named
	t.False += o.False
	t.Unsaid += o.Unsaid
	t.Unread += o.Unread
	t.Differ += o.Differ
}

// String is the one line of a summary.
func (t Tally) String() string {
	s := fmt.Sprintf("%d documents, %d all right (%.1f%%); %d cells: %d right, %d silent, %d lost, %d named, %d false", t.Documents, t.AllRight, t.Share(), t.Cells, t.Right, t.Silent, t.Lost, t.Named, t.False)
	for _, more := range []struct {
		n    int
		what string
	}{{t.Unsaid, "without a finding they must have"}, {t.Unread, "not read"}, {t.Differ, "spellings differ between inputs"}} {
		if more.n > 0 {
			s += fmt.Sprintf("; %d %s", more.n, more.what)
		}
	}
	return s
}

// Share is how many documents are all right, in percent.
func (t Tally) Share() float64 { return 100 * float64(t.AllRight) / float64(max(t.Documents, 1)) }

// A Group is a set of kinds with a law of its own.
type Group string

const (
	Spelling  Group = "spelling"  // of a cell
	Clear     Group = "clear"     // drawn so that a person reads it without doubt
	Doubtful  Group = "doubt"     // drawn so that a person may doubt: open or right, never silent
	Converted Group = "converter" // by a real converter
	Torn      Group = "torn"      // by one that cuts characters in the middle
)

// A kind is what failures are counted by.
type kind struct {
	group Group
	name  string
}

// A Bench keeps the tallies of one run by kind, and prints and dumps what fails.
type Bench struct {
	t     testing.TB
	read  Read
	Whole bool   // NIANBAO_MESSY is set: everything is run
	only  string // NIANBAO_MESSY_ONLY
	dump  string // NIANBAO_MESSY_DUMP
	seed  uint64
	kinds map[kind]*Tally
	shown map[kind]int // failures printed
}

// NewBench starts a run that reads with read.
func NewBench(t testing.TB, read Read) *Bench {
	b := &Bench{t: t, read: read, only: os.Getenv("NIANBAO_MESSY_ONLY"), dump: os.Getenv("NIANBAO_MESSY_DUMP"), seed: seedOf(), kinds: map[kind]*Tally{}, shown: map[kind]int{}}
	b.Whole = os.Getenv("NIANBAO_MESSY") != ""
	return b
}

// random is the source of chance of one name: the same for the same name and seed.
func (b *Bench) random(name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(b.seed, h.Sum64()))
}

// wanted reports whether a name is among those that are asked for; in a plain run one
// of n names is, by chance.
func (b *Bench) wanted(name string, n int) bool {
	if b.only != "" {
		return strings.Contains(name, b.only)
	}
	return b.Whole || n < 2 || b.random("drawn/"+name).IntN(n) == 0
}

// A sample is one rendered report with its answers.
type sample struct {
	kind       kind
	name, file string
	data       []byte
	want       map[string]*want
	codes      []string
	kept       bool // the figures hold together: no error finding belongs to a right cell
}

// readTimed reads with a limit: no report may take long.
func (b *Bench) readTimed(s *sample) (*report.Report, error) {
	start := time.Now()
	rep, err := b.read(s.file, s.data)
	if took := time.Since(start); err == nil && took > 10*time.Second {
		err = fmt.Errorf("took %v", took)
	}
	return rep, err
}

// score reads a sample and counts its cells.
func (b *Bench) score(s *sample) *report.Report {
	rep, err := b.readTimed(s)
	var one Tally
	var faults []string
	if err != nil {
		one = Tally{Unread: 1}
		faults = []string{"not read: " + err.Error()}
	} else {
		one, faults = tallyOf(rep, s)
	}
	one.Documents = 1
	if one.Right == one.Cells && one.False+one.Unread == 0 {
		one.AllRight = 1
	}
	b.count(s.kind, one)
	b.tell(s, rep, faults)
	return rep
}

func (b *Bench) count(k kind, one Tally) {
	if b.kinds[k] == nil {
		b.kinds[k] = &Tally{}
	}
	b.kinds[k].add(one)
}

// tell prints the first failures of each kind and dumps all.
func (b *Bench) tell(s *sample, rep *report.Report, faults []string) {
	if len(faults) == 0 {
		return
	}
	if b.shown[s.kind]++; b.shown[s.kind] <= 2 {
		b.t.Logf("%s:\n  %s", s.name, strings.Join(faults[:min(4, len(faults))], "\n  "))
	}
	if b.dump == "" {
		return
	}
	dir := filepath.Join(b.dump, strings.ReplaceAll(s.name, "/", "_"))
	_ = os.MkdirAll(dir, 0o755)
	_ = os.WriteFile(filepath.Join(dir, s.file), s.data, 0o644)
	truth := map[string]string{}
	for id, w := range s.want {
		if truth[id] = w.text + w.unit; w.open {
			truth[id] = "(open)"
		}
	}
	answers, _ := json.MarshalIndent(truth, "", " ")
	_ = os.WriteFile(filepath.Join(dir, "truth.json"), answers, 0o644)
	notes := strings.Join(faults, "\n") + "\n"
	if rep != nil {
		for _, f := range rep.Findings {
			notes += fmt.Sprintf("finding %s %s line %d %v: %s\n", f.Code, f.Severity, f.Line, f.Cells, f.Message)
		}
	}
	_ = os.WriteFile(filepath.Join(dir, "notes.txt"), []byte(notes), 0o644)
}

// All is the sum over all kinds of a group.
func (b *Bench) All(group Group) Tally {
	var all Tally
	for k, t := range b.kinds {
		if k.group == group {
			all.add(*t)
		}
	}
	return all
}

// Print logs a line for each kind that is not all right.
func (b *Bench) Print() {
	var lines []string
	for k, t := range b.kinds {
		if t.AllRight < t.Documents || t.Unsaid+t.Differ > 0 {
			lines = append(lines, fmt.Sprintf("%-44s %s", string(k.group)+" "+k.name, t))
		}
	}
	sort.Strings(lines)
	b.t.Logf("\n%s", strings.Join(lines, "\n"))
}

// tallyOf compares a report with what is wanted.
func tallyOf(rep *report.Report, s *sample) (one Tally, faults []string) {
	covered := errorsOf(rep)
	ids := make([]string, 0, len(s.want))
	for id := range s.want {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		what := judge(rep, id, s.want[id], covered(id), s.kept, &one)
		if what != "" {
			faults = append(faults, fmt.Sprintf("%s: %s: got %s, want %q", what, id, shown(rep.Cell(id)), s.want[id].text+s.want[id].unit))
		}
	}
	for _, code := range s.codes {
		if !slices.ContainsFunc(rep.Findings, func(f report.Finding) bool { return string(f.Code) == code }) {
			one.Unsaid = 1
			faults = append(faults, "no finding "+code)
		}
	}
	return one, faults
}

// judge counts one cell and says what is wrong with it; "" when nothing is.
func judge(rep *report.Report, id string, w *want, covered, kept bool, one *Tally) string {
	one.Cells++
	c := rep.Cell(id)
	none := c == nil || c.Open || c.Value.Blank()
	right := !w.open && (none && w.text == "" || !none && same(c.Value.String(), w.text) && (w.unit == "" || c.Unit == w.unit))
	switch {
	case w.open && (covered || c != nil && c.Open || none && w.none || !none && w.or != "" && same(c.Value.String(), w.or)):
		one.Right++
	case right && covered && kept:
		one.False++
		return "false"
	case right:
		one.Right++
	case covered:
		one.Named++
		return "named"
	case none && (w.open || w.text != ""):
		one.Lost++
		return "lost"
	default:
		one.Silent++
		return "silent"
	}
	return ""
}

// errorsOf tells which cells an error finding covers: it names the cell, its row or
// its table.
func errorsOf(rep *report.Report) func(id string) bool {
	var named []string
	for _, f := range rep.Findings {
		if f.Severity == report.Error {
			named = append(named, f.Cells...)
		}
	}
	return func(id string) bool {
		return slices.ContainsFunc(named, func(n string) bool { return n == id || strings.HasPrefix(id, n+".") })
	}
}

func shown(c *report.Cell) string {
	switch {
	case c == nil:
		return "no cell"
	case c.Open:
		return "open"
	case c.Value.Blank():
		return "blank"
	}
	return fmt.Sprintf("%q", c.Value.String()+c.Unit)
}

// seedOf is the seed of a run: NIANBAO_MESSY_SEED, or 1.
func seedOf() uint64 {
	if n, err := strconv.ParseUint(os.Getenv("NIANBAO_MESSY_SEED"), 10, 64); err == nil {
		return n
	}
	return 1
}
