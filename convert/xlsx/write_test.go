package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	return f
}

// TestWritesTheFormAsPrinted compares the texts and merges of each table's sheet
// with the layout's grid.
func TestWritesTheFormAsPrinted(t *testing.T) {
	for _, l := range layouts.Builtin() {
		f := opened(t, written(t, filled(t, l, nil)))
		for _, lt := range l.Tables {
			sheet := printedHeading(l, lt)
			merged := map[string]string{}
			cells, err := f.GetMergeCells(sheet)
			must(t, err)
			for _, m := range cells {
				merged[m.GetStartAxis()] = m.GetEndAxis()
			}
			for _, c := range lt.Grid().Cells {
				from := newForm(lt).place(c)
				to := place{from.col + c.Colspan - 1, from.row + c.Rowspan - 1}
				text, err := f.GetCellValue(sheet, from.ref())
				must(t, err)
				if c.Kind != layouts.DataCell && text != c.Text {
					t.Errorf("%s %s: %q, want %q", sheet, from.ref(), text, c.Text)
				}
				if got := merged[from.ref()]; got != to.ref() && from != to {
					t.Errorf("%s %s is merged to %q, want %q", sheet, from.ref(), got, to.ref())
				}
			}
		}
	}
}

func TestTotals(t *testing.T) {
	f := opened(t, written(t, contradictory(t)))
	tests := []struct{ name, cell, formula, value string }{
		{"a sum that holds", "J5", "SUM(D5:I5)", "5"},
		{"a sum that does not", "J6", "", "2"},
		{"a blank total", "J8", "", ""},
		{"a total with an absent part", "D26", "", "4"},
		{"no total", "D5", "", "3"},
		{"an absent total", "J24", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			formula, err := f.GetCellFormula(tableThree, tt.cell)
			must(t, err)
			value, err := f.GetCellValue(tableThree, tt.cell)
			must(t, err)
			if formula != tt.formula || value != tt.value {
				t.Errorf("formula %q and value %q, want %q and %q", formula, value, tt.formula, tt.value)
			}
		})
	}
}

func TestTotalOfAColumn(t *testing.T) {
	f := opened(t, written(t, filled(t, layouts.Find("disclosure-2021"), nil)))
	for cell, want := range map[string]string{"D28": "SUM(D7:D27)", "J28": "SUM(D28:I28)"} {
		if got, err := f.GetCellFormula(tableThree, cell); err != nil || got != want {
			t.Errorf("%s has the formula %q, want %q", cell, got, want)
		}
	}
}

func TestNotes(t *testing.T) {
	f := opened(t, written(t, contradictory(t)))
	notes := map[string]string{}
	for _, sheet := range []string{tableTwo, tableThree} {
		comments, err := f.GetComments(sheet)
		must(t, err)
		for _, c := range comments {
			text := c.Text
			for _, run := range c.Paragraph {
				text += run.Text
			}
			notes[sheet+c.Cell] = text
		}
	}
	for cell, want := range map[string][]string{
		tableThree + "J6": {"【错误】", "应为：1，实为：2", "按各项相加为1，来源为2", "来源第118行"},
		tableTwo + "B19":  {"可能是：3、36", "来源：“3”"},
		tableTwo + "D19":  {"可能是：6705283.86、705283.86", "来源所注单位：元", "来源第31行：“6705283.860元”"},
	} {
		for _, w := range want {
			if !strings.Contains(notes[cell], w) {
				t.Errorf("the note of %s is %q, without %q", cell, notes[cell], w)
			}
		}
	}
	if note, ok := notes[tableThree+"J5"]; ok {
		t.Errorf("a cell that holds has the note %q", note)
	}
}

// TestNoteShowsTheText: whatever the source has in a cell stands in its note.
func TestNoteShowsTheText(t *testing.T) {
	const text = `_x0041_ <b>&"a"`
	r := filled(t, layouts.Find("disclosure-2021"), map[string]string{"applications.received.total": "?"})
	r.Cell("applications.received.total").Text = text
	comments, err := opened(t, written(t, r)).GetComments(tableThree)
	must(t, err)
	if len(comments) != 1 || comments[0].Cell != "J5" || !strings.Contains(unescape(comments[0].Paragraph[0].Text), text) {
		t.Errorf("notes %+v", comments)
	}
}

// TestNoteOfARow: where a finding is about every cell of a row, and has nothing
// of its own to say of each, one note is enough.
func TestNoteOfARow(t *testing.T) {
	r := filled(t, layouts.Find("disclosure-2021"), nil)
	long := report.NewFinding("repaired", strings.Repeat("数字连在一起，按勾稽关系认定。", 5))
	for _, row := range r.Table("applications").Rows[:2] {
		for _, c := range row.Cells {
			c.Line, c.Text = 90, "0000000"
			long.Cells = append(long.Cells, "applications."+row.ID+"."+c.Column)
		}
	}
	r.Add(long)
	comments, err := opened(t, written(t, r)).GetComments(tableThree)
	must(t, err)
	if len(comments) != 2 || comments[0].Cell != "D5" || comments[1].Cell != "D6" {
		t.Fatalf("notes %v", comments)
	}
	if text := comments[1].Paragraph[0].Text; !strings.Contains(text, "详见“核对”第1条") || !strings.Contains(text, "来源第90行") {
		t.Errorf("the note of another row is %q", text)
	}
}

func TestReviewLinksToCells(t *testing.T) {
	r := contradictory(t)
	f := opened(t, written(t, r))
	rows, err := f.GetRows(reviewName)
	must(t, err)
	if len(rows) != 4+len(r.Findings) || rows[4][1] != "错误" || rows[len(rows)-1][1] != "提示" {
		t.Fatalf("rows %q", rows)
	}
	for i, row := range rows[4:] {
		_, link, err := f.GetCellHyperLink(reviewName, place{3, i + 5}.ref())
		must(t, err)
		if row[2] != "" && !strings.HasSuffix(link, "!"+row[2]) {
			t.Errorf("row %q links to %q", row, link)
		}
	}
}

func TestInputsAreOpenAndLabelsLocked(t *testing.T) {
	f := opened(t, written(t, filled(t, layouts.Find("disclosure-2021"), nil)))
	for cell, locked := range map[string]bool{"A5": true, "A2": true, "D5": false, "J5": true, "A1": true} {
		id, err := f.GetCellStyle(tableThree, cell)
		must(t, err)
		s, err := f.GetStyle(id)
		must(t, err)
		if got := s.Protection == nil || s.Protection.Locked; got != locked {
			t.Errorf("%s locked: %v, want %v", cell, got, locked)
		}
	}
	if p, err := f.GetSheetProtection(tableThree); err != nil || p.Password != "" || !p.SelectUnlockedCells {
		t.Errorf("protection %+v, %v", p, err)
	}
}

func TestInputsAreValidated(t *testing.T) {
	f := opened(t, written(t, filled(t, layouts.Find("disclosure-2019"), nil)))
	all, err := f.GetDataValidations(tableTwo)
	must(t, err)
	kinds := map[string]string{}
	for _, v := range all {
		for _, ref := range strings.Fields(v.Sqref) {
			kinds[ref] = v.Type + " " + v.Formula1
		}
		if v.Error == nil || *v.Error == "" || !v.AllowBlank {
			t.Errorf("validation %+v", v)
		}
	}
	for ref, want := range map[string]string{"C8:C9": "whole -999999999999999", "D19": "decimal 0", "B19": "whole 0"} {
		if kinds[ref] != want {
			t.Errorf("%s: %q, want %q in %v", ref, kinds[ref], want, kinds)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	first := written(t, contradictory(t))
	for range 5 {
		if !bytes.Equal(written(t, contradictory(t)), first) {
			t.Fatal("the bytes differ")
		}
	}
}

// TestPartsTellNothing: no time, no person, nothing outside of the file.
func TestPartsTellNothing(t *testing.T) {
	data := written(t, contradictory(t))
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var core string
	for _, p := range zr.File {
		if p.Modified.Year() != 1980 {
			t.Errorf("%s bears the time %v", p.Name, p.Modified)
		}
		r, err := p.Open()
		must(t, err)
		text, err := io.ReadAll(r)
		must(t, err)
		for _, bad := range []string{"TargetMode=\"External\"", "xuri", "vbaProject", "dcterms"} {
			if bytes.Contains(text, []byte(bad)) {
				t.Errorf("%s contains %s", p.Name, bad)
			}
		}
		if p.Name == "docProps/core.xml" {
			core = string(text)
		}
	}
	if !strings.Contains(core, "<dc:title>河东区医疗保障局2024年政府信息公开工作年度报告</dc:title><dc:creator>河东区医疗保障局</dc:creator>") {
		t.Errorf("properties %s", core)
	}
}

func TestTextIsNeverAFormula(t *testing.T) {
	r := filled(t, layouts.Find("disclosure-2021"), nil)
	r.Title, r.Agency = "=HYPERLINK(\"http://a\")", "+1"
	r.Properties = []report.Property{{Key: "@a", Value: "=1"}}
	r.Sections[1].Heading, r.Sections[1].Paragraphs = "=A1", report.Prose("=1+1", "-1")
	r.Add(report.NewFinding("date", "=1+1"))
	f := opened(t, written(t, r))
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		must(t, err)
		for y, row := range rows {
			for x, text := range row {
				at := place{x + 1, y + 1}
				formula, err := f.GetCellFormula(sheet, at.ref())
				must(t, err)
				if text != "" && strings.ContainsRune("=+-@", rune(text[0])) && formula != "" && at != (place{1, 1}) {
					t.Errorf("%s %s has the formula %q", sheet, at.ref(), formula)
				}
			}
		}
	}
}

func TestLongParagraphs(t *testing.T) {
	r := filled(t, layouts.Find("disclosure-2021"), nil)
	high := strings.Repeat("一段很长的文字，", 200)                  // higher than a row
	long := strings.Repeat("比一格还长的文字𠮷，", 2*maxText/10) + "完" // longer than a cell
	r.Section("overview").Paragraphs = report.Prose(high, "短", long, "末")
	r.Section("applications").Paragraphs = report.Prose("表下", high)
	sameReport(t, read(t, written(t, r)), r)
	f := opened(t, written(t, r))
	merged, err := f.GetMergeCells("一、总体情况", true)
	must(t, err)
	if len(merged) == 0 || merged[0].GetStartAxis() != "A5" {
		t.Errorf("%d merged cells", len(merged))
	}
}

func TestSheetNames(t *testing.T) {
	n := sheetNames{}
	for _, tt := range []struct{ want, name string }{
		{"一、总体情况", "一、总体情况"},
		{"一、总体情况", "一、总体情况 2"},
		{"a/b:c[d]*e?f\\g'", "a／b：c〔d〕＊e？f＼g’"},
		{"", "_"},
		{"History", "History_"},
		{strings.Repeat("长", 40), strings.Repeat("长", 31)},
		{strings.Repeat("长", 40), strings.Repeat("长", 29) + " 2"},
		{strings.Repeat("𠮷", 20), strings.Repeat("𠮷", 15)},
	} {
		if got := n.pick(tt.want); got != tt.name {
			t.Errorf("%q is named %q, want %q", tt.want, got, tt.name)
		}
	}
}

func TestSeveralSectionsOfOneKind(t *testing.T) {
	r := filled(t, layouts.Find("disclosure-2021"), nil)
	r.Sections = append(r.Sections,
		&report.Section{ID: "other", Heading: "附件1", Paragraphs: report.Prose("一")},
		&report.Section{ID: "applications", Heading: "三、依申请公开", Paragraphs: report.Prose("没有表")},
		&report.Section{ID: "my-own id", Heading: "七、其他"})
	got := read(t, written(t, r))
	r.Sections[len(r.Sections)-1].ID = "my_own_id" // what a name may be
	sameReport(t, got, r)
}

func TestWriteRefusesOtherCells(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	r := filled(t, l, nil)
	r.Tables[1].Rows[0].Cells[0].Column = "nobody"
	if err := Write(io.Discard, &Book{Report: r, Layout: l}); err == nil || !strings.Contains(err.Error(), "applications.received.nobody") {
		t.Errorf("error %v", err)
	}
}

// ownForm is a form that no built-in layout is like: totals in a circle, amounts
// that are added up, ids that no name may be.
const ownForm = `
id: own
name: 自定表
clause: 测试
title: "{agency}“{year}”报表"
titles: [报表]
sections:
  - {id: s, heading: 一、表, table: 2a}
tables:
  - id: 2a
    name: 表
    widths: [40, 20, 20, 20, 20]
    size: 10.5
    blocks:
      - head:
          - - {text: 项目}
            - {column: a}
            - {column: b}
            - {column: c}
            - {column: d}
        columns:
          - {id: a, label: 甲, kind: amount}
          - {id: b, label: 乙, kind: amount}
          - {id: c, label: 合计, kind: amount}
          - {id: d, label: 总和, kind: amount}
        rows:
          - {id: r, label: 收入}
    rules:
      - {code: row-sum, left: [r.c], op: "=", right: [r.a, r.b], says: 合计}
      - {code: row-sum, left: [r.d], op: "=", right: [r.c, r.a], says: 总和}
      - {code: row-sum, left: [r.a], op: "=", right: [r.d], says: 转一圈}
`

func TestFormOfOnesOwn(t *testing.T) {
	l, err := layouts.Parse("own.yaml", []byte(ownForm))
	must(t, err)
	r := &report.Report{Layout: "own", Tables: []*report.Table{{ID: "2a", Rows: []*report.Row{{ID: "r"}}}}}
	for i, v := range []string{"0.10", "0.2", "0.30", "0.4"} {
		r.Tables[0].Rows[0].Cells = append(r.Tables[0].Rows[0].Cells, cellOf(t, string(rune('a'+i)), v))
	}
	var b bytes.Buffer
	must(t, Write(&b, &Book{Report: r, Layout: l}))
	f := opened(t, b.Bytes())
	for cell, want := range map[string]string{"B3": "", "D3": "SUM(B3:C3)", "E3": "SUM(D3,B3)"} {
		if got, err := f.GetCellFormula("一、表", cell); err != nil || got != want {
			t.Errorf("%s has the formula %q, want %q", cell, got, want)
		}
	}
	got, err := Read(b.Bytes(), []*layouts.Layout{l})
	must(t, err)
	sameReport(t, got, r)
	if names := f.GetDefinedName(); !slices.ContainsFunc(names, func(n excelize.DefinedName) bool { return n.Name == "_2a.r.a" }) {
		t.Errorf("names %v", names)
	}
}

// TestTitleOnTop: what stands at the top of the cover, as stored and as its formula
// comes to.
func TestTitleOnTop(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	for _, tt := range []struct {
		title, agency string
		year          int
		want          string
	}{
		{"某局年报", "某局", 2024, "某局年报"},
		{"", "某局", 2024, "某局2024年政府信息公开工作年度报告"},
		{"", "某局", 0, "某局政府信息公开工作年度报告"},
		{"", "", 0, "政府信息公开工作年度报告"},
	} {
		r := filled(t, l, nil)
		r.Title, r.Agency, r.Year = tt.title, tt.agency, tt.year
		f := opened(t, written(t, r))
		stored, err := f.GetCellValue(coverName, "A1")
		must(t, err)
		calculated, err := f.CalcCellValue(coverName, "A1")
		must(t, err)
		if stored != tt.want || calculated != tt.want {
			t.Errorf("%q, calculated %q, want %q", stored, calculated, tt.want)
		}
	}
}
