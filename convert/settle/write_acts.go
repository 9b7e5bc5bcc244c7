package settle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
)

// A basis is what left a row one reading.
type basis int

const (
	byForm  basis = iota // its number of columns
	byRow                // its own sums
	byTable              // the sums over the table
	byProse              // what sentences state
	nothing              // no reading is left
)

var basisName = map[basis]string{
	byForm:  "按列数只有一种拆法",
	byRow:   "按本行的勾稽关系认定",
	byTable: "按全表的勾稽关系认定",
	byProse: "按正文所述认定",
}

var mannerName = map[manner]string{
	plain:   "空格的位置不明",
	parted:  "数字连在一起",
	placed:  "空格的位置不明",
	refound: "缺少一个数",
	lacked:  "缺少一列",
}

// An act is what was done to rows in one manner on one basis.
type act struct {
	manner manner
	basis  basis
	cells  []string
	says   []string
	line   int
}

// act is what was done in the manner on the basis, begun at the row when nothing was yet.
func (w *writer) act(m manner, by basis, p *puzzle) *act {
	for _, a := range w.done {
		if a.manner == m && a.basis == by {
			return a
		}
	}
	a := &act{manner: m, basis: by, line: p.src.Line}
	if len(p.values) > 0 {
		a.line = p.values[0].Line
	}
	w.done = append(w.done, a)
	return a
}

// repaired notes what was done; acts of one manner by one rule become one finding.
func (w *writer) repaired(p *puzzle, r reading, by basis) {
	a := w.act(r.manner, by, p)
	var values []string
	for c := range p.width() {
		if p.isExtra(c) {
			continue
		}
		a.cells = append(a.cells, p.id(c))
		v := r.values[c].String()
		if v == "" {
			v = "空"
		}
		values = append(values, v)
	}
	a.says = append(a.says, fmt.Sprintf("“%s”行“%s”读作%s", p.table.RowTitle(p.spec), texts(p.values), strings.Join(values, "、")))
}

// acts writes the findings of what was done.
func (w *writer) acts() {
	for _, a := range w.done {
		f := report.NewFinding(report.CodeRepaired, fmt.Sprintf("表“%s”%s，%s：%s。", w.t.Name, mannerName[a.manner], basisName[a.basis], listed(a.says)), a.cells...)
		if a.basis == nothing {
			f = report.NewFinding(report.CodeMissingCell, fmt.Sprintf("表“%s”缺少%s，无法确定其中的数，请对照原文填写。", w.t.Name, w.columnsOf(a.cells)), a.cells...)
		}
		f.Line = a.line
		w.r.Add(f)
	}
	w.units()
	if len(w.struck) > 0 {
		f := report.NewFinding(report.CodeStruckOut, fmt.Sprintf("表“%s”有%d格中有划去的字，未读入，只读未划去的部分。", w.t.Name, len(w.struck)), w.struck...)
		f.Line = w.r.Cell(w.struck[0]).Line
		w.r.Add(f)
	}
}

// columnsOf names the columns that cells are in.
func (w *writer) columnsOf(cells []string) string {
	var names []string
	for _, id := range cells {
		if _, c := w.t.Cell(id); c != nil && !slices.Contains(names, c.Title()) {
			names = append(names, c.Title())
		}
	}
	if len(names) == 1 {
		return "“" + names[0] + "”一列"
	}
	return fmt.Sprintf("%d列：“%s”", len(names), strings.Join(names, "”“"))
}

// listed names the first few acts and how many there are.
func listed(says []string) string {
	const few = 8
	if len(says) <= few {
		return strings.Join(says, "；")
	}
	return fmt.Sprintf("%s；等%d行", strings.Join(says[:few], "；"), len(says))
}
