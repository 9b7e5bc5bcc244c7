package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
)

// TestPages reads single rows as web pages give them when their text is taken out.
func TestPages(t *testing.T) {
	tests := []struct {
		name, old, new string
		row            string // table and row
		want           string
	}{
		{"a label with a long note", "行政规范性文件 | 0 | 0 | 0 |",
			"行政规范性文件(本机关名下的决定、公告、规定,普遍适用且反复适用的规范性文件,不算会议纪要,也不算内部的管理制度) |\n3 |\n1 |\n8 |\n其他公开的文件(本机关办公室发出的、不算规范性文件而又向社会公开的各种文件,不算会议纪要) |\n5 |\n0 |\n0 |",
			"proactive normative", "3 1 8"},
		{"the first label lost", "规章 | 0 | 0 | 0 |", "\n2\n\n0\n\n7\n", "proactive rules", "2 0 7"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := changed(t, tt.old, tt.new)
			table, id, _ := strings.Cut(tt.row, " ")
			row := r.Table(table).Row(id)
			if row == nil {
				t.Fatalf("row %s is missing: %+v", tt.row, r.Report.Findings)
			}
			var got []string
			for _, p := range row.Pieces {
				got = append(got, p.Text)
			}
			if g := strings.Join(got, " "); g != tt.want || row.Doubt {
				t.Errorf("got %q, want %q (in doubt: %v)", g, tt.want, row.Doubt)
			}
		})
	}
}

// TestTopHeadings: the headings of the report are its numbered ones, though parts of
// the first section are called alike.
func TestTopHeadings(t *testing.T) {
	r, err := extract(t, page("", "（一）主动公开政府信息情况\n2024年主动公开10条。\n依申请公开政府信息情况\n没有收到申请。", ""))
	if err != nil {
		t.Fatal(err)
	}
	if s := r.Report.Section("overview"); len(s.Paragraphs) != 4 || r.Report.Year != 2024 {
		t.Errorf("got %q, %d", s.Texts(), r.Report.Year)
	}
}

// TestFlat: a page that lost its line breaks is broken at the headings of the form;
// a list of contents is not.
func TestFlat(t *testing.T) {
	r, err := extract(t, strings.Join(strings.Fields(page("甲乡2024年政府信息公开工作年度报告", "2024年做好公开。", "甲乡人民政府\n2025年1月6日")), " "))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, s := range r.Report.Sections {
		ids = append(ids, s.ID)
	}
	if g := strings.Join(ids, " "); g != "overview proactive applications litigation problems other signature" || r.Report.Agency != "甲乡" || r.Report.Date != "2025-01-06" || r.Report.Section("problems").Paragraphs[0].Text != "仍有不足。" {
		t.Errorf("got %s, %q, %s", g, r.Report.Agency, r.Report.Date)
	}
	contents := "目录 一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 四、政府信息公开行政复议、行政诉讼情况"
	if r, err = extract(t, page(contents, "好。", "")); err != nil || len(r.Report.Sections) != 6 || r.Report.Findings[0].Code != "left-out" || r.Report.Findings[0].Text != contents {
		t.Errorf("got %+v, %+v, %v", r.Report.Sections, r.Report.Findings, err)
	}
}

// TestPinyin: pronunciations in brackets keep no label from being found, and stay in
// the text.
func TestPinyin(t *testing.T) {
	mirror := strings.NewReplacer("数", "數(shù)", "规", "規(guī)", "处", "處(chǔ)", "总计", "總(zǒng)計(jì)", "结", "結(jié)", "审", "審(shěn)", "诉", "訴(sù)", "开", "開(kāi)")
	r, err := extract(t, mirror.Replace(page("甲县审计局2024年政府信息公开工作年度报告", "2024年做好公开。", "")))
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, table := range r.Tables {
		rows += len(table.Rows)
	}
	if rows != 32 || len(r.Report.Sections) != 6 || r.Report.Agency != "甲县審计局" || r.Report.Section("overview").Paragraphs[0].Text != "2024年做好公開(kāi)。" {
		t.Errorf("got %d rows, %d sections, %q, %q", rows, len(r.Report.Sections), r.Report.Agency, r.Report.Section("overview").Texts())
	}
}

// TestBlankLines: blank lines in place of empty cells tell where the values stand, when
// every row that is short agrees with them.
func TestBlankLines(t *testing.T) {
	const row = "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
	for _, tt := range []struct {
		name, empty, stray, want string
	}{
		{"a line for an empty cell", "\n", "", "0   2   2"},
		{"two lines for an empty cell", "\n\n", "", "0   2   2"},
		{"a stray blank line", "\n", "\n", "0    2   2"}, // more cells than columns: open
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			for line := range strings.Lines(page("", "好。", "")) {
				if strings.Contains(line, "| 0 | 0 | 0 | 0 | 0 | 0 | 0 |") {
					value := "0"
					if strings.HasPrefix(line, row) {
						value = tt.stray + "2"
					}
					line = line[:strings.Index(line, " |")] + "\n\n0\n\n" + strings.Repeat(tt.empty, 2) + value + "\n\n" + strings.Repeat(tt.empty, 2) + strings.TrimSpace(value) + "\n"
				}
				b.WriteString(strings.ReplaceAll(strings.TrimSuffix(line, "\n"), " | ", "\n\n") + "\n\n")
			}
			r, err := extract(t, b.String())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range r.Table("applications").Row("refused_duplicate").Pieces {
				got = append(got, p.Text)
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("got %q, want %q", g, tt.want)
			}
		})
	}
}

// framedPage is the page with a cell a line, and a bar before each row.
func framedPage(bar string) string {
	var b strings.Builder
	for line := range strings.Lines(page("", "好。", "")) {
		cells := strings.Split(strings.TrimSuffix(strings.TrimSpace(line), "|"), " | ")
		if len(cells) == 1 && !strings.HasPrefix(line, "第二十条") {
			b.WriteString(line)
			continue
		}
		switch {
		case cells[0] == "规章":
			cells = []string{"规章", "", "", "5"}
		case cells[0] == "2.重复申请":
			cells = []string{"2.重复申请", "1", "", "3", "", "", "", "4"}
		case cells[0] == "0":
			cells = make([]string, 15)
			cells[8] = "2"
		}
		b.WriteString(bar)
		for _, c := range cells {
			b.WriteString(strings.TrimSpace(c+" |") + "\n")
		}
	}
	return b.String()
}

// TestFramed: a bar on a line of its own before each row is no empty cell; one in the
// place of a cell is.
func TestFramed(t *testing.T) {
	for _, tt := range []struct{ name, bar string }{
		{"a bar before each row", "|\n"},
		{"none", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := extract(t, framedPage(tt.bar))
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]string{"proactive rules": "//5", "applications refused_duplicate": "1//3////4", "litigation cases": "////////2//////"}
			for id, w := range want {
				table, row, _ := strings.Cut(id, " ")
				var got []string
				for _, p := range r.Table(table).Row(row).Pieces {
					got = append(got, p.Text)
				}
				if g := strings.Join(got, "/"); g != w {
					t.Errorf("%s: got %q, want %q", id, g, w)
				}
			}
		})
	}
}

// TestArabicHeadings: where the report's headings have Arabic numbers, so have those
// that are worded otherwise.
func TestArabicHeadings(t *testing.T) {
	text := strings.NewReplacer("一、总体", "1、总体", "二、主动", "2、主动", "三、收到", "3、收到", "四、政府", "4、政府", "五、存在的主要问题及改进情况", "5、存在的问题和改进措施", "六、其他需要报告的事项", "6、其他需要汇报事项").Replace(page("", "1、做好公开。", ""))
	r, err := extract(t, text)
	if err != nil {
		t.Fatal(err)
	}
	if s := r.Report.Section("problems"); len(r.Report.Sections) != 6 || s == nil || s.Paragraphs[0].Text != "仍有不足。" {
		t.Errorf("got %+v", r.Report.Sections)
	}
}

// TestHeadUnits: a unit in the heading of an amount is that of the amounts below it.
func TestHeadUnits(t *testing.T) {
	const official = "本年收费金额（单位：万元）"
	for heading, want := range map[string]string{
		official: "万元", "本年收费金额": "", "本年收费金额(元)": "元", "本年收费金额 |\n（单位：元）": "元", "收费金额/千元": "千元",
	} {
		r, err := extract(t, strings.Replace(page("", "好。", ""), official, heading, 1))
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Table("proactive").Row("fees").Unit; got != want {
			t.Errorf("%q: got %q, want %q", heading, got, want)
		}
	}
}

// TestScraps: headings broken side by side in narrow columns part no row from them.
func TestScraps(t *testing.T) {
	text := page("", "好。", "")
	from := strings.Index(text, "行政复议 | 行政诉讼")
	to := strings.Index(text, "五、存在")
	text = text[:from] + "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n结 结 其 尚\n结 结 其 尚 结 结 其 尚\n果 果 他 未\n总计 果 果 他 未 总 果 果 他 未 总\n维 纠 结 审\n维 纠 结 审 计 维 纠 结 审 计\n持 正 果 结\n持 正 果 结 持 正 果 结\n1 0 0 2 3 0 0 0 0 0 0 0 0 0 0\n" + text[to:]
	r, err := extract(t, text)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range r.Table("litigation").Row("cases").Pieces {
		got = append(got, p.Text)
	}
	if g := strings.Join(got, ""); g != "100230000000000" || slices.ContainsFunc(r.Report.Findings, func(f report.Finding) bool { return f.Code == "unknown-row" }) {
		t.Errorf("got %s, %+v", g, r.Report.Findings)
	}
}
