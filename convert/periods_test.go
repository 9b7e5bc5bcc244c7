package convert_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestPeriods: a form that is filled in several times a year: its period is read where forms
// say it, is in every output and reads back, and keeps reports of several periods apart.
func TestPeriods(t *testing.T) {
	form := strings.Replace(balanceForm, "{year}年资产负债简表", "{year}年{period}资产负债简表", 1)
	l, err := layouts.Parse("balance.yaml", []byte(form))
	must(t, err)
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	must(t, err)
	read := func(title, below, end string) *convert.Reading {
		t.Helper()
		return readAs(t, c, "a.html", []byte("<h1>"+title+"</h1>"+below+"<table><tr><td>项目</td><td>期初</td><td>期末</td></tr><tr><td>货币资金</td><td>10</td><td>"+end+"</td></tr><tr><td>存货</td><td>5</td><td>6</td></tr><tr><td>资产合计</td><td>15</td><td>18</td></tr></table>"))
	}
	for _, tt := range []struct{ title, below, period string }{
		{"江州市园林局2024年第三季度资产负债简表", "", "第三季度"},
		{"江州市园林局2024年度3季度资产负债简表", "", "第三季度"},
		{"江州市园林局2024年前三季度资产负债简表", "", "前三季度"},
		{"江州市园林局2024年上半年资产负债简表", "", "上半年"},
		{"江州市园林局2024年6月资产负债简表", "", "6月"},
		{"江州市园林局2024年1-6月份资产负债简表", "", "1—6月"},
		{"江州市园林局资产负债简表", "<p>（2024年第四季度）</p>", "第四季度"},
		{"资产负债简表", "<p>填报单位：江州市园林局　　2024年第四季度</p>", "第四季度"},
		{"资产负债简表", "<p>填报单位：江州市园林局　报告期：2024年上半年</p>", "上半年"},
		{"江州市园林局2024年资产负债简表", "", ""},
	} {
		r := read(tt.title, tt.below, "12")
		if r.Report.Period != tt.period || r.Report.Year != 2024 || r.Report.Agency != "江州市园林局" {
			t.Errorf("%s%s: period %q, year %d, agency %s", tt.title, tt.below, r.Report.Period, r.Report.Year, r.Report.Agency)
		}
		told := false
		for _, f := range r.Report.Findings {
			told = told || strings.Contains(f.Message, "哪一期")
			if f.Severity != report.Info && !strings.Contains(f.Message, "哪一期") {
				t.Errorf("%s%s: %s", tt.title, tt.below, f.Message)
			}
		}
		if told != (tt.period == "") {
			t.Errorf("%s%s: %v", tt.title, tt.below, r.Report.Findings)
		}
		for _, f := range convert.Formats() {
			if back := readAs(t, c, "b"+f.Ext(), written(t, c, f, r)); back.Report.Period != tt.period {
				t.Errorf("%s%s: %s reads back as of %q", tt.title, tt.below, f, back.Report.Period)
			}
		}
	}
	untitled := &convert.Reading{Layout: l, Report: &report.Report{Layout: l.ID, Agency: "江州市园林局", Year: 2024, Period: "第二季度", Tables: read("江州市园林局2024年第二季度资产负债简表", "", "12").Report.Tables}}
	for _, f := range convert.Formats() {
		back := readAs(t, c, "b"+f.Ext(), written(t, c, f, untitled)).Report
		if back.Period != "第二季度" || f != convert.JSON && f != convert.XLSX && back.Title != "江州市园林局2024年第二季度资产负债简表" {
			t.Errorf("%s: without a title it reads back as %q of %q", f, back.Title, back.Period)
		}
	}

	two := read("江州市园林局2024年第二季度资产负债简表", "<p>（2024年第三季度）</p>", "12").Report
	if two.Period != "第二季度" || !strings.Contains(two.Findings[0].Message, "下面一行却写") {
		t.Errorf("two periods: %q, %v", two.Period, two.Findings)
	}
	first, second, next := read("江州市园林局2024年第一季度资产负债简表", "", "12"), read("江州市园林局2024年第二季度资产负债简表", "", "13"), read("江州市园林局2025年第一季度资产负债简表", "", "14")
	var years *convert.YearsError
	if _, err := c.Sum([]*convert.Reading{first, second}, convert.SumOptions{}); !errors.As(err, &years) || len(years.Periods) != 2 {
		t.Errorf("two periods: %v", err)
	}
	sum, err := c.Sum([]*convert.Reading{first, read("乙县园林局2024年第一季度资产负债简表", "", "12")}, convert.SumOptions{Agency: "江州市"})
	must(t, err)
	if sum.Reading.Report.Period != "第一季度" || !bytes.Contains(written(t, c, convert.JSON, sum.Reading), []byte(`"period": "第一季度"`)) {
		t.Errorf("the sum is of %q", sum.Reading.Report.Period)
	}
	pairs := convert.Pair([]*convert.Reading{first, second}, []*convert.Reading{next, read("江州市园林局2025年第三季度资产负债简表", "", "14")})
	if len(pairs.Pairs) != 1 || pairs.Pairs[0] != [2]*convert.Reading{first, next} || len(pairs.Older) != 1 || len(pairs.Newer) != 1 {
		t.Errorf("%v", pairs)
	}
	for _, tt := range []struct {
		older, newer *convert.Reading
		says         string
	}{{first, next, ""}, {first, second, "不是相邻两年的同一期"}} {
		d, err := c.Diff(tt.older, tt.newer)
		must(t, err)
		said := ""
		for _, f := range d.Findings {
			said += f.Message
		}
		if !strings.Contains(said, tt.says) || tt.says == "" && said != "" {
			t.Errorf("it says %q, want %q", said, tt.says)
		}
	}
}
