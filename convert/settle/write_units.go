package settle

import (
	"fmt"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/entry"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
)

// unit notes a unit that the source writes behind a figure and the form does not
// have.
func (w *writer) unit(p *puzzle, c int, cell *report.Cell, piece draft.Piece) {
	column := p.block.Columns[c]
	e, _ := entry.Read(p.spec, column, piece.Text)
	unit, heading := e.Unit, p.src.Unit
	if p.src.Units != nil {
		heading = p.src.Units[column.ID]
	}
	above := unit == heading // a heading states it, too
	if unit == "" && p.kind(c).IsAmount() {
		unit, above = heading, true
	}
	if cell.Value.Blank() || unit == "" || unit == p.spec.UnitOf(column) {
		return
	}
	cell.Unit = unit
	f := report.NewFinding(report.CodeUnit, fmt.Sprintf("%s写作“%s”，单位“%s”与表格规定不同，数字照录，未作换算。", p.table.CellName(p.id(c)), piece.Text, unit), p.id(c))
	f.Text, f.Line = piece.Text, piece.Line
	if above && (p.spec.UnitOf(column) == "" || cell.Value.Sign() == 0) {
		f.Severity = report.Info // 采购总金额（万元）, where the form leaves the unit open; 0 in any unit
		f.Message = fmt.Sprintf("%s的单位是“%s”，照录。", p.table.CellName(p.id(c)), unit)
	}
	if figure.Counts(unit) && !figure.CountsPeople(unit) && !p.kind(c).Fraction() {
		f.Severity = report.Info // 3件 where the form counts without saying what
		f.Message = fmt.Sprintf("%s写作“%s”，单位“%s”略去。", p.table.CellName(p.id(c)), piece.Text, unit)
		cell.Unit = ""
	}
	if above && e.Unit == "" && f.Severity == report.Warning {
		w.stateUnit(unit, f)
		return
	}
	w.r.Add(f)
}

// A statedUnit is a unit that the source states once for several cells.
type statedUnit struct {
	unit  string
	cells []string
	first report.Finding
}

func (w *writer) stateUnit(unit string, f report.Finding) {
	for _, s := range w.stated {
		if s.unit == unit {
			s.cells = append(s.cells, f.Cells...)
			return
		}
	}
	w.stated = append(w.stated, &statedUnit{unit, f.Cells, f})
}

// units writes the findings of units that are stated once.
func (w *writer) units() {
	for _, s := range w.stated {
		f := s.first
		if len(s.cells) > 1 {
			f.Text, f.Cells = "", s.cells
			f.Message = fmt.Sprintf("表“%s”有%d格的单位是“%s”，与表格规定不同，数字照录，未作换算。", w.t.Name, len(s.cells), s.unit)
		}
		w.r.Add(f)
	}
}
