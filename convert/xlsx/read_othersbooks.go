package xlsx

import (
	"slices"
	"sort"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// A Sheet is a sheet of any workbook as it is shown: without what is hidden.
type Sheet struct {
	Name  string
	Cells []SheetCell // that show something, row by row
	Last  int         // the last row that holds something, shown or not
}

// A SheetCell is a cell that shows something. A merged one stands where it begins.
type SheetCell struct {
	Row, Col         int // its place, from 1
	LastRow, LastCol int // of a merged cell, its end; else its place
	Runs             []SheetRun
}

// A SheetRun is a part of what a cell shows.
type SheetRun struct {
	Text   string
	Struck bool // struck out
	Raised bool // raised or lowered, as the mark of a note
}

// Text is what the cell shows, without what is struck out.
func (c *SheetCell) Text() string {
	var b strings.Builder
	for _, r := range c.Runs {
		if !r.Struck {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// A PlainBook is a workbook as Sheets reads it.
type PlainBook struct {
	Sheets []Sheet // that are shown; none of a workbook of ours
	Own    bool    // it has names of ours, or its opening sheet is ours: it is for Read
}

// Sheets reads the sheets of any workbook as they are shown: numbers by their formats,
// formulas as the values that were stored for them, without hidden sheets, rows and
// columns. The error is a *NotWorkbookError, or wraps ErrDamaged or ErrTooLarge.
func Sheets(data []byte) (*PlainBook, error) {
	w, err := openWorkbook(data)
	if err != nil {
		return nil, words.New("workbook", err)
	}
	b := &PlainBook{Own: w.own()}
	if b.Own {
		return b, nil
	}
	for _, g := range w.sheets {
		if !g.view.hidden && g.last() > 0 {
			s, err := w.plain(g)
			if err != nil {
				return nil, words.New("workbook", err)
			}
			b.Sheets = append(b.Sheets, s)
		}
	}
	return b, nil
}

// own reports whether the workbook has names of ours, or says which form it is on.
func (w *workbook) own() bool {
	for name := range w.names {
		if strings.HasPrefix(name, ownNames) {
			return true
		}
	}
	r := &reader{workbook: w}
	return layoutID.MatchString(strings.TrimSpace(r.coverText(fieldLayout)))
}

// plain is a sheet as it is shown.
func (w *workbook) plain(g *readSheet) (Sheet, error) {
	s := Sheet{Name: clean(g.name), Last: g.last()}
	merged, err := newMerges(g)
	if err != nil {
		return s, err
	}
	for _, y := range g.rows {
		for _, x := range g.columns[y] {
			at := place{x, y}
			m := merged.at(at)
			if m == nil {
				if g.view.hides(at) {
					continue
				}
				m = &area{at, at}
			} else if m.from != at {
				continue // it is under a merged cell
			} else if at = g.view.shown(*m); at.row == 0 {
				continue
			}
			if runs := w.show(g, g.at(m.from)); runs != nil {
				s.Cells = append(s.Cells, SheetCell{at.row, at.col, m.to.row, m.to.col, runs})
			}
		}
	}
	sort.SliceStable(s.Cells, func(i, j int) bool {
		a, b := s.Cells[i], s.Cells[j]
		return a.Row < b.Row || a.Row == b.Row && a.Col < b.Col
	})
	return s, nil
}

// shown is the first place of an area that is not hidden; no place when all are.
func (v *view) shown(a area) place {
	at := a.from
	for at.row <= a.to.row && v.rows[at.row] {
		at.row++
	}
	for at.col <= a.to.col && v.hidesColumn(at.col) {
		at.col++
	}
	if at.row > a.to.row || at.col > a.to.col {
		return place{}
	}
	return at
}

// merges finds the merged cell over a place.
type merges struct {
	list []area
	rows map[int][]int // of rows that hold something: the areas over them
}

// newMerges keeps of each row that holds something the areas over it.
func newMerges(g *readSheet) (*merges, error) {
	m := &merges{list: g.view.merges, rows: map[int][]int{}}
	const most = 2_000_000 // rows in all areas together; more is no table
	steps := 0
	for i, a := range m.list {
		from, _ := slices.BinarySearch(g.rows, a.from.row)
		for _, y := range g.rows[from:] {
			if y > a.to.row {
				break
			}
			if steps++; steps > most {
				return nil, words.New("because", ErrTooLarge, words.New("too-large.merged-rows", most))
			}
			m.rows[y] = append(m.rows[y], i)
		}
	}
	return m, nil
}

func (m *merges) at(p place) *area {
	for _, i := range m.rows[p.row] {
		if a := &m.list[i]; a.from.col <= p.col && p.col <= a.to.col {
			return a
		}
	}
	return nil
}

// show is what a cell shows; nil for nothing.
func (w *workbook) show(g *readSheet, f *field) []SheetRun {
	if f.runs != nil {
		var runs []SheetRun
		for _, r := range f.runs {
			if r.text != "" {
				runs = append(runs, SheetRun{r.text, r.struck || f.style.struck, r.raised})
			}
		}
		return runs
	}
	text := w.display(f)
	if g.view.noZero && f.number && isZero(f.text) || text == "" {
		return nil
	}
	return []SheetRun{{Text: text, Struck: f.style.struck}}
}
