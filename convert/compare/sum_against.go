package compare

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/sums"
	"github.com/nianbao/nianbao/layouts"
)

// Against compares the sum with the whole that was published, cell by cell, and
// adds what it finds to the sum's findings: an error for each cell of the whole
// that is not the sum. What cannot be told is said in a warning, one a table:
// cells that units may count twice, that are open or blank on either side, or in
// another unit. When units are missing from the sum, nothing can be told.
//
// whole is on the sum's layout. It returns how many cells agree, differ, and
// cannot be told.
func (s *Sum) Against(whole *report.Report, missing []string) (agree, differ, untold int) {
	a := &comparison{Sum: s, own: sums.NewBook(s.layout, s.Report), whole: sums.NewBook(s.layout, whole)}
	if len(missing) > 0 {
		a.doubt(fmt.Sprintf("不能判断公布数是否有误：尚缺%s的报告。", strings.Join(missing, "、")), nil)
		return 0, 0, len(s.layout.CellIDs())
	}
	for _, t := range s.layout.Tables {
		var cells, why []string
		for _, id := range t.CellIDs() {
			if row, column := t.Cell(id); s.listed[t.ID+"."+row.ID] != nil || !row.KindOf(column).Adds() {
				continue
			}
			switch reason := a.compare(t, id); reason {
			case same:
				agree++
			case different:
				differ++
				s.Report.Add(a.finding(t, id))
			default:
				cells = append(cells, id)
				why = append(why, reason)
			}
		}
		if untold += len(cells); cells != nil {
			a.doubt(fmt.Sprintf("表“%s”有%d格不能判断公布数是否有误：%s。", t.Name, len(cells), strings.Join(unique(why), "；")), cells)
		}
	}
	if y := whole.Year; y != 0 && s.Report.Year != 0 && y != s.Report.Year {
		s.Report.Add(report.NewFinding(report.CodeDate, fmt.Sprintf("对照的报告是%d年度的，各单位的报告是%d年度的。", y, s.Report.Year)))
	}
	s.Report.SortFindings()
	return agree, differ, untold
}

// doubt adds what cannot be told.
func (a *comparison) doubt(message string, cells []string) {
	f := report.NewFinding(report.CodeAgainst, message, cells...)
	f.Severity = report.Warning
	a.Report.Add(f)
}

// A comparison holds a sum against a published whole.
type comparison struct {
	*Sum
	own, whole *sums.Book
}

// What compare says of cells that can be told; else it says why they cannot.
const (
	same      = ""
	different = "不同"
)

func (a *comparison) compare(t *layouts.Table, id string) string {
	own, whole := termOf(a.own, id, 0), termOf(a.whole, id, 0)
	_, column := t.Cell(id)
	if a.lost[id] == nil && !own.lost && !whole.lost && zeroIfBlank(own).Cmp(zeroIfBlank(whole)) == 0 && (own.unit == whole.unit || zeroIfBlank(own).Sign() == 0) {
		return same
	}
	switch {
	case a.own.Cells[id] == nil && a.whole.Cells[id] == nil:
		return same // neither has it
	case whole.lost:
		return "公布的报告中未能确定或没有"
	case own.lost, a.lost[id] != nil:
		return strings.Join(a.lost[id], "、") + "未能确定"
	case column.Shared:
		return "各单位可能重复计算同一事项"
	case a.blank[id] != nil:
		return strings.Join(a.blank[id], "、") + "空白"
	case whole.blank:
		return "公布的报告中空白"
	case own.unit != whole.unit:
		return "计量单位不同"
	}
	return different
}

func zeroIfBlank(t term) *big.Rat {
	if t.value == nil {
		return new(big.Rat)
	}
	return t.value
}

func (a *comparison) finding(t *layouts.Table, id string) report.Finding {
	own, whole := termOf(a.own, id, 0), termOf(a.whole, id, 0)
	f := report.NewFinding(report.CodeAgainst, "", id)
	f.Expected = report.NumberOf(own.value, own.decimals).String()
	f.Actual = report.NumberOf(whole.value, whole.decimals).String()
	f.Message = fmt.Sprintf("%s公布的是%s，%d个单位相加是%s。", t.CellName(id), f.Actual, len(a.units), f.Expected)
	return f
}
