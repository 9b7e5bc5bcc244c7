package layouts

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestBuiltin(t *testing.T) {
	tests := []struct {
		id    string
		cells map[string]int // of each table
		rules map[string]int // by code
	}{
		{"disclosure-2014", map[string]int{"statistics": 58},
			map[string]int{"column-sum": 5, "case-sum": 2, "implausible": 3}},
		{"disclosure-2019", map[string]int{"proactive": 22, "applications": 161, "litigation": 15},
			map[string]int{"row-sum": 23, "column-sum": 7, "balance": 7, "case-sum": 3, "implausible": 8}},
		{"disclosure-2021", map[string]int{"proactive": 10, "applications": 175, "litigation": 15},
			map[string]int{"row-sum": 25, "column-sum": 7, "balance": 7, "case-sum": 3, "implausible": 2}},
	}
	for _, tt := range tests {
		t.Run(tt.id, func(t *testing.T) {
			l := Find(tt.id)
			if len(l.Charts) == 0 {
				t.Error("nothing to draw of two years")
			}
			if l == nil {
				t.Fatal("not built in")
			}
			rules := map[string]int{}
			for _, table := range l.Tables {
				n := 0
				for _, c := range table.Grid().Cells {
					if c.Kind == DataCell {
						n++
					}
				}
				if n != tt.cells[table.ID] {
					t.Errorf("table %s has %d cells, want %d", table.ID, n, tt.cells[table.ID])
				}
				for _, r := range table.Rules() {
					rules[r.Code]++
				}
			}
			for code, n := range tt.rules {
				if rules[code] != n {
					t.Errorf("%d rules %s, want %d", rules[code], code, n)
				}
			}
		})
	}
}

// TestGroups: the group labels of table three cover as many rows as the notice prints.
func TestGroups(t *testing.T) {
	for id, want := range map[string]map[string]int{
		"disclosure-2021": {"三、本年度办理结果": 22, "（三）不予公开": 8, "（四）无法提供": 3, "（五）不予处理": 5, "（六）其他处理": 3},
		"disclosure-2019": {"三、本年度办理结果": 20, "（三）不予公开": 8, "（四）无法提供": 3, "（五）不予处理": 5},
	} {
		got := map[string]int{}
		for _, c := range Find(id).Table("applications").Grid().Cells {
			if c.Kind == GroupCell {
				got[c.Text] = c.Rowspan
			}
		}
		for label, n := range want {
			if got[label] != n {
				t.Errorf("%s: %s spans %d rows, want %d", id, label, got[label], n)
			}
		}
	}
}

func TestInvalid(t *testing.T) {
	builtin := string(Find("disclosure-2021").Source())
	tests := []struct {
		name, old, new string
		msg            string
	}{
		{"unknown key", "clause: 国办公开办函〔2021〕30号\nyears", "clause: 国办公开办函〔2021〕30号\ncolour: red\nyears", "colour"},
		{"rule over a cell that is not there", `["{each}.in_force", "{each}.repealed"]`, `["{each}.in_force", "{each}.revoked"]`, `no cell "rules.revoked"`},
		{"merge too tall", "rowspan: 22}", "rowspan: 23}", "overlaps"},
		{"group below the last row", "rowspan: 22}", "rowspan: 40}", "below the last row"},
		{"merge too wide", "{text: 申请人情况, colspan: 7}", "{text: 申请人情况, colspan: 8}", "is 10 wide"},
		{"place not covered", "{text: 申请人情况, colspan: 7}", "{text: 申请人情况, colspan: 6}", "covered by no cell"},
		{"kind", "label: 本年制发件数, variants", "kind: money, label: 本年制发件数, variants", "kind"},
		{"operator", `op: ">="`, `op: "<>"`, "operator"},
		{"id twice", "{id: coercion, label: 行政强制", "{id: penalties, label: 行政强制", "used twice"},
		{"sentence over a cell that is not there", "cells: [[applications.carried_in.total]]", "cells: [[applications.carried_on.total]]", `no cell "applications.carried_on.total"`},
		{"sentence without number", "- match: '部分公开(?:的)?[^0-9]{0,4}?{n}{u}'", "- match: '部分公开'", "{n}"},
		{"section of no table", "table: litigation\n  - id: problems", "table: cases\n  - id: problems", "no table"},
		{"sentence with a phrase that is not there", "not: '{elsewhere}|", "not: '{elsewhre}|", "{elsewhre}"},
		{"sentence of no number", "value: '0'", "value: 'none'", `value "none" is no number`},
		{"cell twice in a sum", `right: ["{each}.natural_person", "{each}.enterprise"`, `right: ["{each}.natural_person", "{each}.natural_person"`, `"received.natural_person" stands twice`},
		{"total among its parts", `right: ["{each}.natural_person"`, `right: ["{each}.total"`, `"received.total" stands on both sides`},
		{"text for a number", "rowspan: 22}", "rowspan: many}", `"many" is not a whole number`},
		{"word for true or false", "filled: true", "filled: yes", `"yes" is not true or false`},
		{"type size", "size: 10.5", "size: 105", "5 to 22 points"},
		{"place in the title", "{agency}{year}年", "{agency}{date}年", "{agency}, {year} and {period}"},
		{"deep", "id: disclosure-2021", "id: " + strings.Repeat("[", 5000), "nest deeper"},
		{"deep in lines", "id: disclosure-2021", "id: " + strings.Repeat("{a: [\n", 50_000), "nest deeper"},
		{"deep without brackets", "id: disclosure-2021", "id: " + strings.Repeat("- ", 50_000), "a line of"},
		{"no YAML", "id: disclosure-2021", "id: [", ""},
		{"nearest key", "size: 10.5", "sise: 10.5", "did you mean size?"},
		{"known keys", "size: 10.5", "farbe: 10.5", "known are blocks, clause, fields, id"},
		{"field without a label", "size: 10.5", "size: 10.5\n    fields: [{id: note, label: ：, place: note}]", "a field needs a label"},
		{"field of no place", "size: 10.5", "size: 10.5\n    fields: [{id: note, label: 注, place: below}]", "known are above, note, sign-off"},
		{"field near a place", "size: 10.5", "size: 10.5\n    fields: [{id: day, label: 日期, place: sign-of}]", "did you mean sign-off?"},
		{"field twice", "size: 10.5", "size: 10.5\n    fields: [{id: a, label: 注, place: note}, {id: a, label: 备注, place: note}]", "used twice"},
		{"field above the whole form", "\nsections:", "\nfields: [{id: unit, label: 单位, place: above}]\nsections:", "unknown place"},
		{"nearest code", "code: implausible", "code: inplausible", "did you mean implausible?"},
		{"known operators", `op: ">="`, `op: "=>"`, "known are >=, <=, >, <, both"},
		{"two rows of one label", "{id: coercion, label: 行政强制", "{id: coercion, label: 行政处罚", "行政处罚"},
		{"two headings", "heading: 五、", "heading: 一、总体情况 #", "two sections have the heading"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(builtin, tt.old) {
				t.Fatalf("the layout does not have %q", tt.old)
			}
			text := strings.Replace(builtin, tt.old, tt.new, 1)
			_, err := Parse("form.yaml", []byte(text))
			var invalid *InvalidError
			if !errors.As(err, &invalid) {
				t.Fatalf("got %v, want an InvalidError", err)
			}
			at := 1 + strings.Count(builtin[:strings.Index(builtin, tt.old)], "\n")
			if tt.msg != "" && (invalid.Line < at-1 || invalid.Line > at+60) || invalid.Column < 1 { // what is no YAML is told where its reader gives up
				t.Errorf("placed at %d:%d, the change is at line %d", invalid.Line, invalid.Column, at)
			}
			if !strings.Contains(invalid.Why.Error(), tt.msg) || !strings.HasPrefix(invalid.Error(), "form.yaml:") {
				t.Errorf("message %q", invalid.Error())
			}
		})
	}
}

func TestCutOrdinal(t *testing.T) {
	for text, want := range map[string][2]string{
		"三 、本年度办理结果":  {"三 、", "本年度办理结果"},
		"(一) 予以公开":    {"(一) ", "予以公开"},
		"（十二）其他":      {"（十二）", "其他"},
		"1.属于国家秘密":    {"1.", "属于国家秘密"},
		"2、重复申请":      {"2、", "重复申请"},
		"3．危及":        {"3．", "危及"},
		"①属于国家秘密":     {"①", "属于国家秘密"},
		"1属于国家秘密":     {"1", "属于国家秘密"},
		"三安全一稳定":      {"", "三安全一稳定"},
		"2023年度报告":    {"", "2023年度报告"},
		"3件":          {"", "3件"},
		"1.50":        {"", "1.50"},
		"其中：1.涉及国家秘密": {"其中：1.", "涉及国家秘密"},
		"其 中:公开数":     {"其 中:", "公开数"},
		"其中（一）公开数":    {"其中（一）", "公开数"},
		"其中公开数":       {"", "其中公开数"},
		"其中：":         {"其中：", ""},
		"（本列数据的勾稽关系）": {"", "（本列数据的勾稽关系）"},
		"":            {"", ""},
	} {
		if o, rest := CutOrdinal(text); o != want[0] || rest != want[1] {
			t.Errorf("CutOrdinal(%q) = %q, %q; want %q", text, o, rest, want)
		}
	}
}

func TestKey(t *testing.T) {
	for text, want := range map[string]string{
		"（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "部分公开",
		"3.危及“三安全一稳定”":  "危及三安全一稳定",
		"(七)總計(未填寫)":    "总计",
		"本年收费金额（单位：万元）": "本年收费金额",
		"社会公\n益 组织":     "社会公益组织",
		"ＡＢ１２":          "ab12",
	} {
		if got := Key(text); got != want {
			t.Errorf("Key(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestClaims(t *testing.T) {
	l := Find("disclosure-2021")
	tests := []struct{ clause, cell, want string }{
		{"本单位共收到依申请公开政府信息1件", "applications.received.total", "1"},
		{"2023年共收到依申请公开2次", "applications.received.total", "2"},
		{"新收政府信息公开申请五件", "applications.received.total", "五"},
		{"上年度结转3件", "applications.carried_in.total", "3"},
		{"结转下年度继续办理4件", "applications.carried_over.total", "4"},
		{"未收到政府信息公开申请", "applications.received.total", "0"},
		{"无因政府信息公开申请行政复议", "litigation.cases.reconsideration.total", "0"},
		{"制发行政规范性文件5件", "proactive.normative.issued", "5"},
		{"主动公开政府信息121条", "", ""},
		{"通过网络收到申请3件", "", ""},
		{"共受理人大建议协办2件", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.clause, func(t *testing.T) {
			got, cell := "", ""
			for _, c := range l.Prose {
				if f := c.Find("申请。"+tt.clause, NewClause(tt.clause)); f != nil && got == "" {
					got, cell = f[0], c.Cells[0][0]
				}
			}
			if got != tt.want || cell != tt.cell {
				t.Errorf("got %q for %s, want %q for %s", got, cell, tt.want, tt.cell)
			}
		})
	}
}

// TestClaimsOfText holds the cheap look at a clause to the expression it spares.
func TestClaimsOfText(t *testing.T) {
	files, _ := filepath.Glob("../testdata/reports/*.txt")
	var texts []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.FieldsFunc(string(data), func(r rune) bool { return strings.ContainsRune("，。；：\n（）", r) })...)
	}
	texts = append(texts, "收到申请十件", "新收政府信息公开申请1件", "无行政诉讼", "废止规范性文件两件", "现行有效行政规范性文件24件", "行政处罚决定307件", "全部办结", "结转至下年度3件")
	stated := 0
	for _, l := range Builtin() {
		for _, c := range l.Prose {
			c.ready()
			for _, text := range texts {
				if c.match.MatchString(text) {
					if stated++; !slices.Contains(l.Claims(text), c) {
						t.Errorf("%s: %q may state nothing, but matches", c.Match, text)
					}
				}
			}
		}
	}
	if stated < 20 {
		t.Errorf("%d clauses state something: too few to tell", stated)
	}
}

func BenchmarkParse(b *testing.B) {
	data := Find("disclosure-2021").Source()
	for b.Loop() {
		if _, err := Parse("disclosure-2021.yaml", data); err != nil {
			b.Fatal(err)
		}
	}
}

func TestTrimPinyin(t *testing.T) {
	for _, tt := range [][2]string{
		{"行政復(fù)議、行政訴訟(sòng)情況", "行政復議、行政訴訟情況"},
		{"本機（jī）關(guān)", "本機關"},
		{"惡(è)意", "惡意"},
		{"(一)予以公開(kāi)", "(一)予以公開"},
		{"客户端(APP)", "客户端(APP)"},
		{"见附件(a)", "见附件(a)"},
		{"规章（全区）", "规章（全区）"},
	} {
		if got := TrimPinyin(tt[0]); got != tt[1] {
			t.Errorf("%s: got %s", tt[0], got)
		}
	}
}
