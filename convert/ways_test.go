package convert_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/report"
)

// Sheets of the empty form.
const (
	cover = "封面"
	one   = "一、总体情况" // below the preamble
	two   = "二、主动公开政府信息情况"
	three = "三、收到和处理政府信息公开申请情况"
	four  = "四、政府信息公开行政复议、行政诉讼情况"
	five  = "五、存在的主要问题及改进情况" // with 六 and the signature
)

// An op is one thing that a clerk, or a program, does to a workbook: set (a text, or a
// number when Number is true, with a format), insert or delete a row, rename or remove
// a sheet, or note a cell.
type op struct {
	Op, Sheet, Cell, Value, Format string
	Number                         bool
	Row                            int
}

func text(sheet, cell, value string) op {
	return op{Op: "set", Sheet: sheet, Cell: cell, Value: value}
}
func number(sheet, cell, value, format string) op {
	return op{Op: "set", Sheet: sheet, Cell: cell, Value: value, Number: true, Format: format}
}

// A way is one way to fill in the form, and what is read of it: a cell's value, "?"
// when it is open, or the paragraphs of a section; and what some finding must say, ""
// for none about the cell.
type way struct {
	Name string
	Ops  []op
	cell string
	want string
	says string
}

const (
	natural = "applications.received.natural_person" // D5 of table three
	total   = "applications.received.total"
	permits = "proactive.licensing.decisions" // B8 of table two
)

// ways are more than thirty. Every one begins with a form that says whose it is.
func ways() []way {
	list := []way{
		{"a number", []op{number(three, "D5", "7", "")}, natural, "7", ""},
		{"its total", []op{number(three, "D5", "7", ""), number(three, "E5", "2", "")}, total, "9", ""},
		{"zero", []op{number(three, "D5", "0", "")}, natural, "0", ""},
		{"number as text", []op{text(three, "D5", "12")}, natural, "12", ""},
		{"the total of a text", []op{text(three, "D5", "12"), number(three, "E5", "3", "")}, total, "15", ""},
		{"text zero", []op{text(three, "D5", "〇")}, natural, "0", ""},
		{"full width", []op{text(three, "D5", "１２３")}, natural, "123", ""},
		{"spaces", []op{text(three, "D5", "  12 ")}, natural, "12", ""},
		{"an apostrophe", []op{text(three, "D5", "'12")}, natural, "12", ""},
		{"thousands", []op{text(three, "D5", "1,234")}, natural, "1234", ""},
		{"thousands by format", []op{number(three, "D5", "1234", "#,##0")}, natural, "1234", ""},
		{"a unit", []op{text(two, "B8", "187件")}, permits, "187", ""},
		{"a dash", []op{text(three, "D5", "—")}, natural, "", ""},
		{"none", []op{text(three, "D5", "无")}, natural, "", ""},
		{"left blank", []op{number(three, "E5", "1", "")}, natural, "", ""},
		{"a word", []op{text(three, "D5", "约5")}, natural, "?", "不是可用的数"},
		{"negative", []op{number(three, "D5", "-3", "")}, natural, "?", "负数"},
		{"not whole", []op{number(three, "D5", "1.5", "")}, natural, "?", "不是整数"},
		{"percent", []op{number(three, "D5", "0.5", "0%")}, natural, "?", "百分比"},
		{"a date", []op{number(three, "D5", "45292", "yyyy-mm-dd")}, natural, "?", "日期"},
		{"an amount", []op{number(two, "B15", "15.8", "0.00")}, fees, "15.80", ""},
		{"an amount as text", []op{text(two, "B15", "59237.2449")}, fees, "59237.2449", ""},
		{"a leading point", []op{text(two, "B15", ".50")}, fees, "0.50", ""},
		{"eighteen digits", []op{number(two, "B8", "123456789012345678", "")}, permits, "123456789012346000", "15位"},
		{"a row inserted", []op{number(three, "D7", "4", ""), {Op: "insert", Sheet: three, Row: 7}}, "applications.granted.natural_person", "4", ""},
		{"a row deleted", []op{number(three, "D9", "4", ""), {Op: "delete", Sheet: three, Row: 8}}, "applications.denied_state_secret.natural_person", "4", "“部分公开"},
		{"a sheet renamed", []op{number(three, "D5", "7", ""), {Op: "rename", Sheet: three, Value: "表三"}}, natural, "7", ""},
		{"a sheet missing", []op{number(three, "D5", "7", ""), {Op: "remove", Sheet: four}}, natural, "7", "没有找到表“政府信息公开行政复议、行政诉讼情况”"},
		{"a note", []op{number(three, "D5", "7", ""), {Op: "note", Sheet: three, Cell: "D5", Value: "已与台账核对"}}, natural, "7", ""},
		{"a paragraph", []op{text(one, "A8", "2024年共收到申请7件。")}, "overview", "2024年共收到申请7件。", ""},
		{"a preamble", []op{text(one, "A2", "根据条例编制本报告。"), text(one, "A8", "总体良好。")}, "preamble", "根据条例编制本报告。", ""},
		{"a signature", []op{text(five, "A28", "示例区教育局"), text(five, "A29", "2025年1月26日")}, "signature", "示例区教育局|2025年1月26日", ""},
		{"rows inserted in the text", []op{{Op: "insert", Sheet: five, Row: 3}, {Op: "insert", Sheet: five, Row: 3}, text(five, "A2", "甲"), text(five, "A3", "乙"), text(five, "A4", "丙"), text(five, "A17", "丁")}, "problems", "甲|乙|丙", ""},
		{"text below rows inserted", []op{{Op: "insert", Sheet: five, Row: 3}, text(five, "A2", "甲"), text(five, "A16", "丁"), text(five, "A29", "示例区教育局")}, "other", "丁", ""},
		{"a sheet of text renamed", []op{{Op: "rename", Sheet: one, Value: "正文"}, text("正文", "A8", "总体良好。")}, "overview", "总体良好。", ""},
	}
	for i := range list {
		list[i].Ops = append([]op{text(cover, "B4", "示例区教育局"), number(cover, "B5", "2024", "0"), text(cover, "B6", "2025年1月26日")}, list[i].Ops...)
	}
	return list
}

// TestWays: the empty form, filled in by four programs in more than thirty ways, reads as what
// it shows, or is refused with the reason.
func TestWays(t *testing.T) {
	c := converter(t)
	for _, client := range []string{"openpyxl", "exceljs", "POI", "LibreOffice"} {
		t.Run(client, func(t *testing.T) {
			long.Skip(t, "takes a while")
			dir := filledBy(t, client)
			for i, w := range ways() {
				t.Run(w.Name, func(t *testing.T) {
					name := filepath.Join(dir, fmt.Sprintf("%02d.xlsx", i))
					data, err := os.ReadFile(name)
					if err != nil {
						t.Fatal(err)
					}
					r := readAs(t, c, w.Name+".xlsx", data).Report
					if got := valueOf(r, w.cell); got != w.want {
						t.Errorf("%s is %q, want %q: %v", w.cell, got, w.want, r.Findings)
					}
					says := slices.ContainsFunc(r.Findings, func(f report.Finding) bool { return strings.Contains(f.Message+f.Text, w.says) })
					if w.says != "" && !says {
						t.Errorf("nothing says %s: %v", w.says, r.Findings)
					}
					for _, f := range r.Findings {
						if w.says == "" && slices.Contains(f.Cells, w.cell) && f.Severity == report.Error && f.Code != "blank-table" {
							t.Errorf("finding %s: %s", f.Code, f.Message)
						}
					}
					if r.Agency != "示例区教育局" || r.Year != 2024 || r.Date != "2025-01-26" {
						t.Errorf("agency %q, year %d, date %q", r.Agency, r.Year, r.Date)
					}
				})
			}
		})
	}
}

func valueOf(r *report.Report, id string) string {
	if s := r.Section(id); s != nil {
		return strings.Join(s.Texts(), "|")
	}
	switch c := r.Cell(id); {
	case c == nil:
		return "absent"
	case c.Open:
		return "?"
	default:
		return c.Value.String()
	}
}
