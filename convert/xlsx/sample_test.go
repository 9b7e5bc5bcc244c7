package xlsx

import (
	"bytes"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// filled is a report on the layout whose cells are all 0 but for those given by
// id. "" is blank, "?" open, "x" absent.
func filled(t testing.TB, l *layouts.Layout, values map[string]string) *report.Report {
	t.Helper()
	r := &report.Report{
		Layout: l.ID, Title: "河东区医疗保障局2024年政府信息公开工作年度报告", Agency: "河东区医疗保障局", Year: 2024, Date: "2025-01-26",
		Properties: []report.Property{{Key: "索引号", Value: "hedongquhdylbzj/2025-0000015"}, {Key: "文号", Value: ""}, {Key: "发布机构", Value: "河东区医疗保障局"}},
	}
	r.Sections = append(r.Sections, &report.Section{ID: report.Preamble, Paragraphs: report.Prose("根据《中华人民共和国政府信息公开条例》，形成本报告。")})
	for _, s := range l.Sections {
		section := &report.Section{ID: s.ID, Heading: s.Heading, Table: s.Table}
		if s.Text {
			section.Paragraphs = report.Prose(strings.Repeat("坚持以公开为常态、不公开为例外，", 9)+"持续加大工作力度。", "（一）主动公开。全年公开信息379条。")
		}
		r.Sections = append(r.Sections, section)
	}
	r.Sections = append(r.Sections, &report.Section{ID: report.Signature, Paragraphs: report.Prose("河东区医疗保障局", "2025年1月26日")})
	used := 0
	for _, lt := range l.Tables {
		table := &report.Table{ID: lt.ID}
		for _, b := range lt.Blocks {
			for _, lr := range b.Rows {
				row := &report.Row{ID: lr.ID}
				for _, c := range b.Columns {
					v, ok := values[layouts.CellID(lt.ID, lr.ID, c.ID)]
					if !ok {
						v = "0"
					} else {
						used++
					}
					if cell := cellOf(t, c.ID, v); cell != nil {
						row.Cells = append(row.Cells, cell)
					}
				}
				if row.Cells != nil {
					table.Rows = append(table.Rows, row)
				}
			}
		}
		r.Tables = append(r.Tables, table)
	}
	if used != len(values) {
		t.Fatalf("%d of the %d values are of no cell of %s", len(values)-used, len(values), l.ID)
	}
	return r
}

func cellOf(t testing.TB, column, v string) *report.Cell {
	switch v {
	case "x":
		return nil
	case "":
		return &report.Cell{Column: column}
	case "?":
		return &report.Cell{Column: column, Open: true}
	}
	n, err := report.ParseNumber(v)
	if err != nil {
		t.Fatal(err)
	}
	return &report.Cell{Column: column, Value: n}
}

// written is the workbook of a report.
func written(t testing.TB, r *report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, bookOf(r)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func bookOf(r *report.Report) *Book {
	return &Book{Report: r, Layout: layouts.Find(r.Layout), Source: "000.txt", SHA256: strings.Repeat("d8995657", 8)}
}

// contradictory is a report with something of everything: sums that hold, one
// that does not, blank, open and absent cells, long and exact numbers, a unit.
func contradictory(t testing.TB) *report.Report {
	l := layouts.Find("disclosure-2019")
	r := filled(t, l, map[string]string{
		"proactive.normative.made": "5", "proactive.normative.public_total": "24", "proactive.rules.made": "",
		"proactive.penalties.change": "-8", "proactive.penalties.previous": "11",
		"proactive.procurement.projects": "?", "proactive.procurement.amount": "6705283.860",
		"applications.received.natural_person": "3", "applications.received.enterprise": "2", "applications.received.total": "5",
		"applications.carried_in.natural_person": "1", "applications.carried_in.total": "2",
		"applications.granted.natural_person": "4", "applications.granted.total": "4",
		"applications.partly_granted.enterprise": "2", "applications.partly_granted.total": "",
		"applications.refused_reissue.natural_person": "x", "applications.refused_reissue.enterprise": "x", "applications.refused_reissue.research": "x",
		"applications.refused_reissue.public_interest": "x", "applications.refused_reissue.legal_service": "x", "applications.refused_reissue.other_org": "x", "applications.refused_reissue.total": "x",
		"applications.processed_total.natural_person": "4", "applications.processed_total.enterprise": "2", "applications.processed_total.total": "6",
		"litigation.cases.after_reconsideration.upheld": "7", "litigation.cases.after_reconsideration.total": "7",
	})
	c := r.Cell("proactive.procurement.amount")
	c.Unit, c.Line, c.Text = "元", 31, "6705283.860元"
	r.Cell("proactive.procurement.projects").Text = "3"
	r.Cell("applications.carried_in.total").Line = 118
	f := report.NewFinding("row-sum", "表三“上年结转”一行的总计不等于各列之和。", "applications.carried_in.total", "applications.carried_in.natural_person")
	f.Expected, f.Actual, f.Line = "1", "2", 118
	r.Add(f)
	f = report.NewFinding("ambiguous", "采购项目数量与采购总金额连写，有多种读法。", "proactive.procurement.projects", "proactive.procurement.amount")
	f.Candidates = [][]string{{"3", "6705283.86"}, {"36", "705283.86"}}
	r.Add(f, report.NewFinding("missing-row", "来源中没有“要求行政机关确认”一行。", "applications.refused_reissue.total"),
		report.NewFinding("empty-section", "第五部分只有标题，没有内容。"))
	f = report.NewFinding("repaired", "“复议后起诉”按总计推得。", "litigation.cases.after_reconsideration.upheld")
	r.Add(f)
	return r
}
