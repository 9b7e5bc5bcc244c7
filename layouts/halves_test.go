package layouts

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
)

// halvesForm has two halves; labels of one group of the right half and a caption stand
// between their rows.
const halvesForm = `id: sides
name: 收支表
clause: 附件
title: "{agency}{year}年收支表"
sections:
  - {id: all, heading: 收支表, table: all}
tables:
  - id: all
    name: 收支表
    widths: [30, 20, 10, 30, 20]
    blocks:
      - head:
          - [{text: 收入}, {column: sum}]
        columns:
          - {id: sum, label: 金额, kind: amount}
        rows:
          - {id: fees, label: 收费, align: right}
          - {id: all_in, label: 合计, level: all_out}
      - beside: true
        head:
          - [{text: 支出, colspan: 2}, {column: sum}]
        columns:
          - {id: sum, label: 金额, kind: amount}
        rows:
          - id: care
            label: 养护
            groups: [{label: 园林, rowspan: 2}]
          - id: water
            label: 水
            captions: [{label: 其中, align: center}]
          - {id: all_out, label: 合计, colspan: 2}
    rules:
      - {code: balance, left: [all_in.sum], op: "=", right: [all_out.sum], says: 收支平衡}
`

func TestHalves(t *testing.T) {
	l, err := Parse("sides.yaml", []byte(halvesForm))
	if err != nil {
		t.Fatal(err)
	}
	table := l.Tables[0]
	kinds := map[CellKind]string{HeadCell: "head", CaptionCell: "caption", LabelCell: "label", DataCell: "data", GroupCell: "group", BlankCell: "blank"}
	var got []string
	for _, c := range table.Grid().Cells {
		got = append(got, fmt.Sprintf("%d,%d %dx%d %s %s %s", c.Row, c.Col, c.Rowspan, c.Colspan, kinds[c.Kind], c.Text, c.Alignment()))
	}
	want := []string{
		"0,0 1x1 head 收入 center", "0,1 1x1 head 金额 center", "0,2 1x2 head 支出 center", "0,4 1x1 head 金额 center",
		"1,0 1x1 label 收费 right", "1,1 1x1 data  center", "1,2 3x1 group 园林 center", "1,3 1x1 label 养护 center", "1,4 1x1 data  center",
		"2,0 1x1 blank  center", "2,1 1x1 blank  center", "2,3 1x2 caption 其中 center",
		"3,0 1x1 blank  center", "3,1 1x1 blank  center", "3,3 1x1 label 水 center", "3,4 1x1 data  center",
		"4,0 1x1 label 合计 center", "4,1 1x1 data  center", "4,2 1x2 label 合计 center", "4,4 1x1 data  center",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
	if n := table.Grid().HeadRows(); n != 1 || !table.ByCells() {
		t.Errorf("%d rows of heads", n)
	}
	halves := l.ByHalves().Tables
	if len(halves) != 2 || halves[1].Grid().Columns != 3 || halves[1].Ref("all.all_out.sum") == nil || halves[0].Ref("all.all_out.sum") != nil {
		t.Errorf("the halves are %v", halves)
	}
	if other := Find("disclosure-2021"); other.ByHalves() != other {
		t.Error("a form without halves is another by halves")
	}
}

func TestInvalidHalves(t *testing.T) {
	for _, tt := range []struct{ name, old, new, msg string }{
		{"first beside", "      - head:\n          - [{text: 收入}", "      - beside: true\n        head:\n          - [{text: 收入}", "the first is not"},
		{"no such row", "level: all_out", "level: all_up", `"all_up" is none`},
		{"a row of the same half", "level: all_out", "level: fees", `"fees" is none`},
		{"levels that cross", "{id: fees, label: 收费, align: right}", "{id: fees, label: 收费, level: all_out}", "crosses another"},
		{"a row that repeats", "{id: fees, label: 收费, align: right}", "{id: fees, repeat: true}", "do not repeat"},
		{"heads of another height", "          - [{text: 支出, colspan: 2}, {column: sum}]", "          - [{text: 支出, colspan: 3}]\n          - [{text: 项目, colspan: 2}, {column: sum}]", "as many rows of heads"},
		{"too wide", "{text: 支出, colspan: 2}", "{text: 支出, colspan: 3}", "6 places wide"},
		{"too narrow", "widths: [30, 20, 10, 30, 20]", "widths: [30, 20, 10, 30, 20, 10]", "but 5 places wide"},
		{"a place not covered", "label: 合计, colspan: 2}", "label: 合计}", "place 3 of its row 4"},
		{"an alignment", "align: right", "align: rihgt", "did you mean right?"},
		{"an alignment of a caption", "align: center", "align: middle", "alignment"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(halvesForm, tt.old) {
				t.Fatalf("the layout does not have %q", tt.old)
			}
			_, err := Parse("form.yaml", []byte(strings.Replace(halvesForm, tt.old, tt.new, 1)))
			var invalid *InvalidError
			if !errors.As(err, &invalid) || !strings.Contains(invalid.Why.Error(), tt.msg) {
				t.Fatalf("got %v, want %q", err, tt.msg)
			}
			at := 1 + strings.Count(halvesForm[:strings.Index(halvesForm, tt.old)], "\n")
			if invalid.Line < at-11 || invalid.Line > at+14 || invalid.Column < 1 {
				t.Errorf("placed at %d:%d, the change is at line %d", invalid.Line, invalid.Column, at)
			}
		})
	}
	alone := strings.Replace(strings.Replace(listForm, "id: part,", "id: part, level: total,", 1), "id: list", "id: listed", 1)
	if _, err := Parse("form.yaml", []byte(alone)); err == nil || !strings.Contains(err.Error(), "another half") {
		t.Errorf("a level without halves: %v", err)
	}
}

// TestReadmeHalves: the halves of the README are a table.
func TestReadmeHalves(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(data), "```yaml\n")[1:] {
		block, _, _ = strings.Cut(block, "```")
		if !strings.Contains(block, "beside: true") {
			continue
		}
		head, _, _ := strings.Cut(halvesForm, "    widths:")
		if l, err := Parse("readme.yaml", []byte(head+block)); err != nil || l.Tables[0].Grid().Rows != 4 {
			t.Errorf("%v", err)
		}
		return
	}
	t.Error("no halves in the README")
}

// TestKeys: the columns that tell records from each other are of words, and those marked or
// else the first of text.
func TestKeys(t *testing.T) {
	for _, kind := range []string{"amount", "text"} { // of a figure, and in a block whose rows do not repeat
		_, err := Parse("form.yaml", []byte(strings.Replace(listForm, "label: 统计数, kind: count}", "label: 统计数, key: true, kind: "+kind+"}", 1)))
		if err == nil || !strings.Contains(err.Error(), "a key is a column of words") {
			t.Errorf("%s: %v", kind, err)
		}
	}
	for _, tt := range []struct {
		columns []*Column
		want    string
	}{
		{[]*Column{{ID: "no", Kind: Count}, {ID: "name", Kind: Text}, {ID: "office", Kind: Text}}, "name"},
		{[]*Column{{ID: "no", Kind: Count}, {ID: "name", Kind: Text, Key: true}, {ID: "office", Kind: Text, Key: true}}, "name office"},
		{[]*Column{{ID: "due", Kind: Date, Key: true}, {ID: "name", Kind: Text}}, "due"},
		{[]*Column{{ID: "no", Kind: Count}, {ID: "due", Kind: Date}}, ""},
	} {
		var ids []string
		for _, c := range (&Block{Columns: tt.columns}).Keys() {
			ids = append(ids, c.ID)
		}
		if got := strings.Join(ids, " "); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
