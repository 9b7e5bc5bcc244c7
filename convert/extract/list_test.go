package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// listForm is a list whose rows have units in cells of their own, captions above
// them, and labels that two groups share.
const listForm = `id: list
name: 统计表
clause: 附件
title: "{agency}{year}年统计表"
titles: [年度报告]
sections:
  - {id: text, heading: 一、概述}
  - {id: requests, heading: 二、申请公开情况}
  - {id: all, heading: 工作情况统计表, table: all}
tables:
  - id: all
    name: 统计表
    widths: [100, 20, 30]
    blocks:
      - head:
          - [{text: 统计指标}, {text: 单位}, {column: n}]
        columns:
          - {id: n, label: 统计数, kind: count}
        units: true
        rows:
          - {id: got, label: （一）收到申请数（不同渠道收到的同一申请计1件）, unit: 件, captions: [{label: 一、申请公开情况, mark: ——}]}
          - {id: fax, label: 其中：传真申请数, unit: 件}
          - {id: fees, label: （二）收取的费用, variants: [收取的申请费用], kind: amount, unit: 万元}
          - {id: appeals, label: 二、复议数量, unit: 件}
          - {id: upheld, label: （一）维持原行为数, unit: 件}
          - {id: mended, label: （二）依法纠错数, unit: 件}
          - {id: suits, label: 三、诉讼数量, unit: 件}
          - {id: rejected, label: （一）维持原行为数, unit: 件}
          - {id: amended, label: （二）依法纠错数, unit: 件}
          - {id: taught, label: （三）接受培训人员数, unit: 人次, captions: [{label: 四、培训情况, mark: ——}]}
`

const listTop = "河东区教育局2017年度报告\n一、概述\n工作有序推进。\n二、申请公开情况\n收到的申请均已答复。\n附件：1.工作情况统计表\n河东区教育局\n2018年1月26日\n附件1\n2017年度工作情况统计表\n"

func readList(t *testing.T, text string) *draft.Draft {
	t.Helper()
	l, err := layouts.Parse("list.yaml", []byte(listForm))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := source.Read("report.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := Extract(doc, "report.txt", NewForms(l))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const listRows = `统计指标|单位|统计数
一、申请公开情况|——|——
（一）收到申请数（不同渠道收到的同一申请计1件）|件|31
其中：传真申请数|件|4
（二）收取的费用|万元|1.50
二、复议数量|件|3
（一）维持原行为数|件|2
（二）依法纠错数|件|1
三、诉讼数量|件|9
（一）维持原行为数|件|8
（二）依法纠错数|件|1
四、培训情况|——|——
（三）接受培训人员数|人次|120`

// TestListInMess reads one list in the shapes that sources give it.
func TestListInMess(t *testing.T) {
	const all = "got 31 fax 4 fees 1.50 appeals 3 upheld 2 mended 1 suits 9 rejected 8 amended 1 taught 120"
	each := func(old, new string) func(string) string {
		return func(s string) string { return strings.ReplaceAll(s, old, new) }
	}
	one := func(old, new string) func(string) string {
		return func(s string) string {
			if !strings.Contains(s, old) {
				t.Fatalf("the list has no %q", old)
			}
			return strings.Replace(s, old, new, 1)
		}
	}
	tests := []struct {
		name   string
		change func(string) string
		want   string
	}{
		{"bars", each("|", " | "), all},
		{"tabs", each("|", "\t"), all},
		{"words", each("|", " "), all},
		{"a cell a line", each("|", "\n"), all},
		{"blank lines between", func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "|", "\n"), "\n", "\n\n") }, all},
		{"run together", each("|", ""), all},
		{"columns of spaces", each("|", "      "), all},
		{"no numbers", func(s string) string {
			for _, n := range []string{"（一）", "（二）", "（三）", "一、", "二、", "三、", "四、", "其中："} {
				s = strings.ReplaceAll(s, n, "")
			}
			return s
		}, all},
		{"no units", func(s string) string {
			return strings.NewReplacer("|件|", "||", "|万元|", "||", "|人次|", "||").Replace(s)
		}, all},
		{"units behind labels", func(s string) string {
			return strings.NewReplacer("|件|", "（单位：件）||", "|万元|", "（万元）||", "|人次|", "（单位：人次）||").Replace(s)
		}, all},
		{"units behind figures", func(s string) string {
			return strings.NewReplacer("|件|31", "||31件", "|人次|120", "||120人次").Replace(s)
		}, strings.NewReplacer("31", "31件", "120", "120人次").Replace(all)},
		{"no captions", func(s string) string {
			return strings.NewReplacer("一、申请公开情况|——|——\n", "", "四、培训情况|——|——\n", "").Replace(s)
		}, all},
		{"captions without marks", each("|——|——", "||"), all},
		{"marks of lost captions", func(s string) string {
			return strings.ReplaceAll(strings.NewReplacer("一、申请公开情况", "", "四、培训情况", "").Replace(s), "|", "\n")
		}, all},
		{"a label lost", one("（一）维持原行为数|件|8", "|件|8"), all},
		{"a label lost, a cell a line", func(s string) string {
			return strings.ReplaceAll(strings.Replace(s, "（一）维持原行为数|件|8", "|件|8", 1), "|", "\n")
		}, all},
		{"blank, and the next label lost", func(s string) string {
			return strings.ReplaceAll(strings.NewReplacer("复议数量|件|3", "复议数量|件", "（一）维持原行为数|件|2", "件|2").Replace(s), "|", "\n")
		}, strings.Replace(all, "appeals 3", "appeals", 1)},
		{"a label on two lines", one("其中：传真申请数|", "其中：传真\n申请数|"), all},
		{"a label broken at what looks like a unit", one("接受培训人员数|人次|", "接受培训\n人\n员数\n人次\n"), all},
		{"a label broken behind its digit", one("同一申请计1件）|件|31", "同一申请计1\n件）\n件\n31"), all},
		{"values beside the first line of a label", one("（一）收到申请数（不同渠道收到的同一申请计1件）|件|31", "（一）收到申请数（不同渠道|件|31\n收到的同一申请计1件）"), all},
		{"values between the lines of a label", one("（二）收取的费用|万元|1.50", "（二）收取的\n|万元|1.50\n申请费用"), all},
		{"a number apart from its mark", one("四、培训情况|——|——", "四   、培训情况   ——   ——"), all},
		{"其中 by itself", one("其中：传真", "其中：\n传真"), all},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readList(t, listTop+tt.change(listRows))
			var got []string
			for _, row := range r.Table("all").Rows {
				got = append(got, row.ID)
				for _, p := range row.Pieces {
					if p.Text != "" {
						got = append(got, p.Text)
					}
				}
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("got  %s\nwant %s", g, tt.want)
			}
			for _, f := range r.Report.Findings {
				if f.Severity != report.Info {
					t.Errorf("finding: %s %s", f.Code, f.Message)
				}
			}
		})
	}
}

// TestListUnit: a unit that is not the form's stands beside the row.
func TestListUnit(t *testing.T) {
	for _, row := range []string{"（二）收取的费用|元|1.50", "（二）收取的费用（元）||1.50", "（二）收取的费用（单位：元）||1.50"} {
		r := readList(t, listTop+strings.Replace(listRows, "（二）收取的费用|万元|1.50", row, 1))
		if got := r.Table("all").Row("fees"); got == nil || got.Unit != "元" {
			t.Errorf("%s: got %+v", row, got)
		}
	}
}

// TestListWordForValue: words in the cell of a figure are what the source says there; the
// cell is not blank.
func TestListWordForValue(t *testing.T) {
	for _, word := range []string{"若干", "见附件", "？"} {
		row := readList(t, listTop+strings.Replace(listRows, "|件|31", "|件|"+word, 1)).Table("all").Row("got")
		if row == nil || len(row.Pieces) != 1 || row.Pieces[0].Text != word {
			t.Errorf("%s: got %+v", word, row)
		}
	}
}

// TestListDoubt: a caption with a figure, an unknown row and rows whose values cannot
// be told apart are never taken for rows of the form.
func TestListDoubt(t *testing.T) {
	r := readList(t, listTop+strings.NewReplacer("申请公开情况|——|——", "申请公开情况|件|77", "二、复议", "停车场数|个|55\n二、复议").Replace(listRows))
	var kept []string
	for _, f := range r.Report.Findings {
		if f.Code == "unknown-row" {
			kept = append(kept, f.Text)
		}
	}
	if want := []string{"一、申请公开情况 件 77", "停车场数 个 55"}; !slices.Equal(kept, want) {
		t.Errorf("got %q, want %q", kept, want)
	}
}

// TestListScattered: figures that stand away from their labels are no row's, and the
// rows that show none are in doubt.
func TestListScattered(t *testing.T) {
	tests := []struct {
		name, old, new string
		doubtful       []string
	}{
		{"figures above the labels", "统计数\n一、申请公开情况|——|——\n（一）收到申请数（不同渠道收到的同一申请计1件）|件|31\n其中：传真申请数|件|4",
			"统计数\n——|——\n件|31\n件|4\n一、申请公开情况\n（一）收到申请数（不同渠道收到的同一申请计1件）\n其中：传真申请数", []string{"got", "fax"}},
		{"a unit behind its figure", "（一）维持原行为数|件|2\n（二）依法纠错数|件|1\n三、", "（一）维持原行为数|件\n（二）依法纠错数|2|件\n三、", []string{"upheld", "mended"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(listRows, tt.old) {
				t.Fatalf("the list has no %q", tt.old)
			}
			r := readList(t, listTop+strings.ReplaceAll(strings.Replace(listRows, tt.old, tt.new, 1), "|", "\n"))
			var doubtful []string
			for _, row := range r.Table("all").Rows {
				if row.Doubt {
					doubtful = append(doubtful, row.ID)
				}
			}
			if !slices.Equal(doubtful, tt.doubtful) {
				t.Errorf("got %q, want %q: %+v", doubtful, tt.doubtful, r.Report.Findings)
			}
		})
	}
}

// TestAnnexTitle: headings of prose worded as captions, the annex named in the text,
// the signature above the table and the title on it.
func TestAnnexTitle(t *testing.T) {
	r := readList(t, listTop+strings.ReplaceAll(listRows, "|", "\n"))
	var got []string
	for _, s := range r.Report.Sections {
		got = append(got, s.ID+"="+s.Heading+"="+strings.Join(s.Texts(), "/"))
	}
	want := []string{
		"text=一、概述=工作有序推进。",
		"requests=二、申请公开情况=收到的申请均已答复。/附件：1.工作情况统计表",
		"signature==河东区教育局/2018年1月26日",
		"all=附件1=2017年度工作情况统计表",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if r.Report.Agency != "河东区教育局" || r.Report.Year != 2017 || r.Report.Date != "2018-01-26" {
		t.Errorf("got %q, %d, %q", r.Report.Agency, r.Report.Year, r.Report.Date)
	}
}
