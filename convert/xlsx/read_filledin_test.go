package xlsx

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// edited is a workbook after a clerk has had it.
func edited(t testing.TB, data []byte, edit func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	edit(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// shown is a cell as filled takes it.
func shown(c *report.Cell) string {
	switch {
	case c == nil:
		return "x"
	case c.Open:
		return "?"
	}
	return c.Value.String() + c.Unit
}

func codes(r *report.Report) []string {
	var all []string
	for _, f := range r.Findings {
		if strings.Contains(f.Message, "重新相加") { // TestTotalsPassedOver is about them
			continue
		}
		all = append(all, string(f.Code))
	}
	return all
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const (
	tableTwo   = "二、主动公开政府信息情况"
	tableThree = "三、收到和处理政府信息公开申请情况"
	tableFour  = "四、政府信息公开行政复议、行政诉讼情况"
)

// dropNames takes every defined name out of a workbook.
func dropNames(t testing.TB, f *excelize.File) {
	for _, n := range f.GetDefinedName() {
		scope := n.Scope
		if scope == "Workbook" {
			scope = ""
		}
		must(t, f.DeleteDefinedName(&excelize.DefinedName{Name: n.Name, Scope: scope}))
	}
}

func TestReadsWhatClerksDo(t *testing.T) {
	set := func(sheet, cell string, value any) func(f *excelize.File) {
		return func(f *excelize.File) { must(t, f.SetCellValue(sheet, cell, value)) }
	}
	text := func(value string) func(f *excelize.File) { return set(tableThree, "D5", value) }
	const d5 = "applications.received.natural_person"
	tests := []struct {
		name     string
		edit     func(f *excelize.File)
		want     map[string]string
		findings []string
	}{
		{"nothing", func(*excelize.File) {}, map[string]string{d5: "0", "applications.received.total": "0"}, nil},
		{"a number", set(tableThree, "D5", 7), map[string]string{d5: "7"}, nil},
		{"emptied", set(tableThree, "D5", nil), map[string]string{d5: ""}, nil},
		{"number as text", text("12"), map[string]string{d5: "12"}, nil},
		{"spaces around", text("  12\u00a0"), map[string]string{d5: "12"}, nil},
		{"spaces inside", text("1 2"), map[string]string{d5: "?"}, []string{"unreadable"}}, // of two cells, perhaps
		{"note mark", text("187[1]"), map[string]string{d5: "187"}, nil},
		{"Han numerals", text("十二"), map[string]string{d5: "12"}, nil},
		{"of a program", text("16.0"), map[string]string{d5: "16"}, nil},
		{"no value of a program", text("nan"), map[string]string{d5: ""}, nil},
		{"apostrophe", text("'0"), map[string]string{d5: "0"}, nil},
		{"full width", text("１２３"), map[string]string{d5: "123"}, nil},
		{"thousands", text("1,234"), map[string]string{d5: "1234"}, nil},
		{"leading zeros", text("007"), map[string]string{d5: "?"}, []string{"unreadable"}},
		{"a unit that only counts", text("12件"), map[string]string{d5: "12"}, nil},
		{"the form's own unit", set(tableTwo, "B4", "5件"), map[string]string{"proactive.rules.issued": "5"}, nil},
		{"dash", text("——"), map[string]string{d5: ""}, nil},
		{"none", text("无"), map[string]string{d5: ""}, nil},
		{"circle", text("〇"), map[string]string{d5: "0"}, nil},
		{"word", text("约5"), map[string]string{d5: "?"}, []string{"unreadable"}},
		{"negative count", set(tableThree, "D5", -3), map[string]string{d5: "?"}, []string{"unreadable"}},
		{"fractional count", set(tableThree, "D5", 1.5), map[string]string{d5: "?"}, []string{"unreadable"}},
		{"logical", set(tableThree, "D5", true), map[string]string{d5: "?"}, []string{"unreadable"}},
		{"amount", set(tableTwo, "B15", 59237.2449), map[string]string{"proactive.fees.amount": "59237.2449"}, nil},
		{"date", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "D5", 45296))
			id, err := f.NewStyle(&excelize.Style{NumFmt: 14})
			must(t, err)
			must(t, f.SetCellStyle(tableThree, "D5", "D5", id))
		}, map[string]string{d5: "?"}, []string{"unreadable"}},
		{"percent", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "D5", 1))
			id, err := f.NewStyle(&excelize.Style{NumFmt: 9})
			must(t, err)
			must(t, f.SetCellStyle(tableThree, "D5", "D5", id))
		}, map[string]string{d5: "?"}, []string{"unreadable"}},
		{"formulas never calculated", func(f *excelize.File) {
			for cell, formula := range map[string]string{"D5": "1+2", "J5": "SUM(D5:I5)"} {
				must(t, f.SetCellValue(tableThree, cell, nil))
				must(t, f.SetCellFormula(tableThree, cell, formula))
			}
		}, map[string]string{d5: "?", "applications.received.total": ""}, []string{"unreadable"}},
		{"formula cleared", set(tableThree, "J5", nil), map[string]string{"applications.received.total": ""}, nil},
		{"total typed over", set(tableThree, "J5", 9), map[string]string{"applications.received.total": "9"}, nil},
		{"sheets renamed and reordered", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "D5", 7))
			must(t, f.SetSheetName(tableThree, "表三"))
			must(t, f.MoveSheet("表三", coverName))
			must(t, f.SetSheetName(coverName, "首页"))
		}, map[string]string{d5: "7"}, nil},
		{"names lost", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "D5", 7))
			must(t, f.SetCellValue(tableThree, "J5", 7))
			must(t, f.SetCellValue(tableThree, "D27", 8)) // a row whose label is the text of a column head
			must(t, f.SetCellValue(tableTwo, "B11", 6))
			must(t, f.SetCellValue(tableTwo, "B12", 4))
			must(t, f.SetCellValue(tableFour, "K5", 3))
			dropNames(t, f)
		}, map[string]string{d5: "7", "applications.received.total": "7", "applications.other_not_corrected.natural_person": "0",
			"applications.other_other.natural_person": "8", "proactive.penalties.decisions": "6", "proactive.coercion.decisions": "4",
			"litigation.cases.after_reconsideration.upheld": "3", "litigation.cases.reconsideration.upheld": "0"}, nil},
		{"names and heading lost, rows above", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "D5", 7))
			dropNames(t, f)
			must(t, f.InsertRows(tableThree, 1, 3))
			must(t, f.InsertCols(tableThree, "A", 1))
		}, map[string]string{d5: "7"}, nil},
		{"row inserted", func(f *excelize.File) {
			must(t, f.InsertRows(tableThree, 7, 1))
			must(t, f.SetCellValue(tableThree, "B7", "其中：本级"))
			must(t, f.SetCellValue(tableThree, "D7", 99))
			must(t, f.SetCellValue(tableThree, "D8", 5))
		}, map[string]string{"applications.carried_in.natural_person": "0", "applications.granted.natural_person": "5", "applications.carried_over.total": "0"}, []string{"unknown-row"}},
		{"row inserted, names lost", func(f *excelize.File) {
			must(t, f.InsertRows(tableThree, 7, 1))
			must(t, f.SetCellValue(tableThree, "B7", "其中：本级"))
			must(t, f.SetCellValue(tableThree, "D7", 99))
			must(t, f.SetCellValue(tableThree, "D8", 5))
			dropNames(t, f)
		}, map[string]string{"applications.granted.natural_person": "5", "applications.carried_over.total": "0"}, []string{"unknown-row"}},
		{"row removed", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "D8", 5))
			must(t, f.RemoveRow(tableThree, 7))
		}, map[string]string{"applications.granted.total": "x", "applications.partly_granted.natural_person": "5"}, []string{"missing-row"}},
		{"rows exchanged", func(f *excelize.File) { // labels and figures moved, names stayed
			must(t, f.SetCellValue(tableTwo, "B11", 6))
			must(t, f.SetCellValue(tableTwo, "A11", "行政强制"))
			must(t, f.SetCellValue(tableTwo, "A12", "行政处罚"))
		}, map[string]string{"proactive.penalties.decisions": "0", "proactive.coercion.decisions": "6"}, nil},
		{"columns moved", func(f *excelize.File) { // heads and figures moved, names stayed
			for row, moved := range map[string][]any{"3": {"本年制发件数", "本年废止件数", "现行有效件数"}, "4": {5, 0, 24}, "5": {1, 2, 3}} {
				must(t, f.SetCellValue(tableTwo, "B"+row, nil))
				must(t, f.SetSheetRow(tableTwo, "C"+row, &moved))
			}
		}, map[string]string{"proactive.rules.issued": "5", "proactive.rules.in_force": "24", "proactive.normative.repealed": "2"}, nil},
		{"column deleted", func(f *excelize.File) { // the names stayed
			for row, moved := range map[string][]any{"3": {"现行有效件数", nil}, "4": {24, nil}, "5": {3, nil}} {
				must(t, f.SetSheetRow(tableTwo, "C"+row, &moved))
				must(t, f.SetCellValue(tableTwo, "D"+row, nil))
			}
		}, map[string]string{"proactive.rules.issued": "0", "proactive.rules.repealed": "x", "proactive.rules.in_force": "24", "proactive.normative.in_force": "3"}, []string{"missing-cell"}},
		{"last column deleted", func(f *excelize.File) {
			for _, cell := range []string{"D3", "D4", "D5"} {
				must(t, f.SetCellValue(tableTwo, cell, nil))
			}
		}, map[string]string{"proactive.rules.repealed": "0", "proactive.rules.in_force": "x"}, []string{"missing-cell"}},
		{"column called otherwise", set(tableTwo, "D3", "现有件数"), map[string]string{"proactive.rules.in_force": "0"}, nil},
		{"column deleted among several of one name", func(f *excelize.File) {
			var figures []any
			for n := range 15 {
				figures = append(figures, n+1)
			}
			must(t, f.SetSheetRow(tableFour, "A5", &figures))
			must(t, f.RemoveCol(tableFour, "B"))
			dropNames(t, f)
		}, map[string]string{"litigation.cases.reconsideration.upheld": "1", "litigation.cases.reconsideration.corrected": "x", "litigation.cases.direct.upheld": "6", "litigation.cases.direct.corrected": "x"},
			[]string{"missing-cell", "missing-cell", "missing-cell", "unknown-row"}},
		{"last row deleted", func(f *excelize.File) {
			must(t, f.SetSheetRow(tableTwo, "A15", &[]any{nil, nil}))
		}, map[string]string{"proactive.fees.amount": "x", "proactive.coercion.decisions": "0"}, []string{"missing-row"}},
		{"merged heads filled in", func(f *excelize.File) {
			must(t, f.SetSheetRow(tableFour, "A4", &[]any{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"}))
			must(t, f.SetCellValue(tableFour, "F5", 3))
		}, map[string]string{"litigation.cases.direct.upheld": "3", "litigation.cases.reconsideration.upheld": "0"}, nil},
		{"row moved that has no label", func(f *excelize.File) { // as below an inserted row, the names stayed
			must(t, f.UnmergeCell(tableFour, "A6", "O6"))
			must(t, f.SetSheetRow(tableFour, "A6", &[]any{7, 0, 0, 0, 7, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0}))
			for col := 'A'; col <= 'O'; col++ {
				must(t, f.SetCellValue(tableFour, string(col)+"5", nil))
			}
		}, map[string]string{"litigation.cases.reconsideration.upheld": "7", "litigation.cases.direct.total": "1"}, nil},
		{"figure beside the table", set(tableThree, "L7", 99), map[string]string{d5: "0"}, []string{"unknown-row"}},
		{"note among the rows", func(f *excelize.File) {
			must(t, f.InsertRows(tableThree, 7, 1))
			must(t, f.SetCellValue(tableThree, "A7", "说明：待核。"))
		}, map[string]string{d5: "0"}, []string{"unknown-row"}},
		{"copy of a sheet", func(f *excelize.File) {
			n, err := f.NewSheet("副本")
			must(t, err)
			from, err := f.GetSheetIndex(tableThree)
			must(t, err)
			must(t, f.CopySheet(from, n))
			must(t, f.SetCellValue("副本", "D5", 77))
		}, map[string]string{d5: "0"}, []string{"unknown-row"}},
		{"a value where a merged cell was", func(f *excelize.File) {
			must(t, f.UnmergeCell(tableTwo, "B8", "D8"))
			must(t, f.SetCellValue(tableTwo, "C8", 9))
		}, map[string]string{"proactive.licensing.decisions": "0"}, []string{"unknown-row"}},
		{"a number longer than a spreadsheet keeps", func(f *excelize.File) {
			must(t, f.SetCellValue(tableTwo, "B8", 1234567890123456))
		}, map[string]string{"proactive.licensing.decisions": "1234567890123460"}, []string{"implausible"}},
		{"colours of a clerk's own", func(f *excelize.File) {
			yellow, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{openFill}}})
			must(t, err)
			must(t, f.SetCellValue(tableThree, "D5", nil))
			must(t, f.SetCellStyle(tableThree, "D5", "E5", yellow))
		}, map[string]string{d5: ""}, nil},
		{"table sheet removed", func(f *excelize.File) {
			must(t, f.DeleteSheet(tableFour))
		}, map[string]string{"litigation.cases.direct.total": "x", d5: "0"}, []string{"missing-table"}},
		{"year and date", func(f *excelize.File) {
			must(t, f.SetCellValue(coverName, "B5", "二四年"))
			must(t, f.SetCellValue(coverName, "B6", "今年"))
		}, map[string]string{d5: "0"}, []string{"date", "date"}},
	}
	l := layouts.Find("disclosure-2021")
	original := written(t, filled(t, l, nil))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, edited(t, original, tt.edit))
			for _, id := range slices.Sorted(maps.Keys(tt.want)) {
				if got := shown(r.Cell(id)); got != tt.want[id] {
					t.Errorf("%s is %q, want %q", id, got, tt.want[id])
				}
			}
			if got := codes(r); !slices.Equal(got, tt.findings) {
				t.Errorf("findings %v, want %v: %v", got, tt.findings, r.Findings)
			}
		})
	}
}

func TestReadsFilledInCells(t *testing.T) {
	r := contradictory(t)
	data := edited(t, written(t, r), func(f *excelize.File) {
		must(t, f.SetCellValue(tableTwo, "B19", 36))  // was open
		must(t, f.SetCellValue(tableThree, "D24", 1)) // was absent, as its row
	})
	got := read(t, data)
	if c := got.Cell("proactive.procurement.projects"); shown(c) != "36" {
		t.Errorf("the open cell reads as %q", shown(c))
	}
	if c := got.Cell("applications.refused_reissue.natural_person"); shown(c) != "1" {
		t.Errorf("the absent cell reads as %q", shown(c))
	}
	if c := got.Cell("applications.refused_reissue.total"); c != nil {
		t.Errorf("its neighbour reads as %q", shown(c))
	}
}

func TestReadsCover(t *testing.T) {
	tests := []struct {
		name        string
		cell, value any
		want        func(r *report.Report) any
		expect      any
	}{
		{"year with 年度", "B5", "2023年度", func(r *report.Report) any { return r.Year }, 2023},
		{"no year", "B5", nil, func(r *report.Report) any { return r.Year }, 0},
		{"written date", "B6", "2025年1月6日", func(r *report.Report) any { return r.Date }, "2025-01-06"},
		{"date as a number", "B6", 45683, func(r *report.Report) any { return r.Date }, "2025-01-26"},
		{"no date", "B6", nil, func(r *report.Report) any { return r.Date }, ""},
		{"new property", "A16", "主题分类", func(r *report.Report) any { return r.Properties[len(r.Properties)-1].Key }, "主题分类"},
	}
	original := written(t, filled(t, layouts.Find("disclosure-2021"), nil))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, edited(t, original, func(f *excelize.File) { must(t, f.SetCellValue(coverName, tt.cell.(string), tt.value)) }))
			if got := tt.want(r); got != tt.expect || r.Findings != nil {
				t.Errorf("got %v, want %v; findings %v", got, tt.expect, r.Findings)
			}
		})
	}
}
