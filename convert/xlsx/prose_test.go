package xlsx

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestReadsDatesInProse: a day written in a cell is kept as a number.
func TestReadsDatesInProse(t *testing.T) {
	for format, want := range map[string]string{`yyyy"年"m"月"d"日"`: "2025年1月26日", "yyyy-mm-dd": "2025-01-26"} {
		r := read(t, edited(t, written(t, filled(t, layouts.Find("disclosure-2021"), nil)), func(f *excelize.File) {
			const signed = "五、存在的主要问题及改进情况"
			must(t, f.SetCellValue(signed, "A11", 45683))
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			must(t, err)
			must(t, f.SetCellStyle(signed, "A11", "A11", id))
		}))
		if got := r.Section(report.Signature).Texts(); len(got) != 2 || got[1] != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestReadsProseWithoutNames finds the sections by their headings.
func TestReadsProseWithoutNames(t *testing.T) {
	r := filled(t, layouts.Find("disclosure-2021"), nil)
	r.Section("applications").Paragraphs = report.Prose("表下的一段。")
	r.Sections[0].Paragraphs = report.Prose("本报告由以下部分组成：", "一、总体情况", "二、主动公开政府信息情况", "六、其他需要报告的事项") // a list of contents
	r.Section("other").Heading = "六、杂项"
	data := edited(t, written(t, r), func(f *excelize.File) { dropNames(t, f) })
	sameReport(t, read(t, data), r)
}

// TestReadsSheetsOfNoSection: no text is lost when a sheet has lost its name, or
// when a clerk writes above a table or on a sheet of the clerk's own.
func TestReadsSheetsOfNoSection(t *testing.T) {
	lose := func(f *excelize.File, sheet, renamed string) { // as programs do that do not know names
		must(t, f.SetSheetName(sheet, renamed))
		for _, n := range f.GetDefinedName() {
			if n.Scope == "Workbook" && strings.Contains(n.RefersTo, renamed) {
				must(t, f.DeleteDefinedName(&excelize.DefinedName{Name: n.Name}))
			}
		}
	}
	tests := []struct {
		name, section string
		edit          func(f *excelize.File)
		added         []string // behind the section's paragraphs
		findings      []string
		heading       string // of the section, when it is another
	}{
		{"a section's sheet", "overview", func(f *excelize.File) { lose(f, "一、总体情况", "Sheet3") }, nil, nil, ""},
		{"the notes beside the headings, too", "overview", func(f *excelize.File) {
			lose(f, "一、总体情况", "Sheet3")
			must(t, f.SetCellValue("Sheet3", "B1", nil))
		}, nil, nil, ""},
		{"a table's sheet", "proactive", func(f *excelize.File) {
			lose(f, tableTwo, "表二")
			must(t, f.MoveSheet("表二", "一、总体情况"))
		}, nil, nil, ""},
		{"rows in prose, and the names stay", "problems", func(f *excelize.File) { // as openpyxl does
			const sheet = "五、存在的主要问题及改进情况"
			rows, err := f.GetRows(sheet)
			must(t, err)
			for y := len(rows); y > 3; y-- {
				for _, col := range []string{"A", "B"} {
					v, err := f.GetCellValue(sheet, col+fmt.Sprint(y))
					must(t, err)
					must(t, f.SetCellValue(sheet, col+fmt.Sprint(y+2), v))
					must(t, f.SetCellValue(sheet, col+fmt.Sprint(y), nil))
				}
			}
			must(t, f.SetCellValue(sheet, "A4", "添一段。"))
			must(t, f.SetCellValue(sheet, "A5", "又一段。"))
		}, []string{"添一段。", "又一段。"}, nil, ""},
		{"a row in prose", "overview", func(f *excelize.File) {
			must(t, f.InsertRows("一、总体情况", 7, 1))
			must(t, f.SetCellValue("一、总体情况", "A7", "添一段。"))
		}, []string{"添一段。"}, nil, ""},
		{"a table's sheet under a heading of its own", "litigation", func(f *excelize.File) {
			lose(f, tableFour, "表四")
			must(t, f.SetCellValue("表四", "A1", "附表"))
		}, nil, nil, "附表"},
		{"above a table", "proactive", func(f *excelize.File) {
			must(t, f.InsertRows(tableTwo, 2, 1))
			must(t, f.SetCellValue(tableTwo, "A2", "本年度没有规章。"))
		}, []string{"本年度没有规章。"}, nil, ""},
		{"a new sheet", "other", func(f *excelize.File) {
			_, err := f.NewSheet("附件")
			must(t, err)
			must(t, f.SetCellValue("附件", "A2", "附件：目录"))
		}, []string{"附件：目录"}, []string{"label-variant"}, ""},
		{"a new sheet of figures", "other", func(f *excelize.File) {
			_, err := f.NewSheet("计算")
			must(t, err)
			must(t, f.SetSheetRow("计算", "A1", &[]any{"收到", 12, 3}))
		}, nil, []string{"unknown-row"}, ""},
	}
	r := filled(t, layouts.Find("disclosure-2021"), nil)
	original := written(t, r)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, edited(t, original, tt.edit))
			if len(got.Sections) != len(r.Sections) {
				t.Fatalf("%d sections, want %d", len(got.Sections), len(r.Sections))
			}
			for i, s := range r.Sections {
				want := s.Texts()
				if s.ID == tt.section {
					want = append(slices.Clone(want), tt.added...)
				}
				head := s.Heading
				if s.ID == tt.section && tt.heading != "" {
					head = tt.heading
				}
				if g := got.Sections[i]; g.ID != s.ID || g.Heading != head || !slices.Equal(g.Texts(), want) {
					t.Errorf("section %s %s %q, want %s %s %q", g.ID, g.Heading, g.Texts(), s.ID, head, want)
				}
			}
			if c := codes(got); !slices.Equal(c, tt.findings) {
				t.Errorf("findings %v, want %v", got.Findings, tt.findings)
			}
		})
	}
}
