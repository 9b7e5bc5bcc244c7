package layouts

import (
	"strings"
	"testing"
)

// repeatedForm has a rule of each kind over a row that repeats.
const repeatedForm = `id: projects
name: 项目表
clause: 附件
title: "{agency}{year}年项目表"
sections:
  - {id: all, heading: 项目, table: projects}
tables:
  - id: projects
    name: 项目
    widths: [60, 30, 30, 30]
    blocks:
      - head:
          - [{column: name}, {column: planned}, {column: spent}, {column: rate}]
        columns:
          - {id: name, label: 名称, kind: text}
          - {id: planned, label: 计划, kind: amount, unit: 万元}
          - {id: spent, label: 支出, kind: amount, unit: 万元}
          - {id: rate, label: 执行率, kind: percent, unit: "%"}
        rows:
          - {id: item, repeat: true}
          - {id: total, label: 合计, over: [name]}
    rules:
      - {code: column-sum, each: [planned, spent], left: ["total.{each}"], op: "=", right: ["item.{each}"], says: 合计等于各项之和}
      - {code: implausible, left: [item.spent], op: "<=", right: [item.planned], says: 支出不大于计划}
      - {code: ratio, left: [item.rate], op: "/", right: [item.spent, item.planned], says: 执行率等于支出除以计划}
      - {code: ratio, left: [total.rate], op: "/", right: [total.spent, total.planned], says: 执行率等于支出除以计划}
`

// TestRepeated: the form of a report has a row for each, and its rules are over them: a
// total over all, what is within a row over each.
func TestRepeated(t *testing.T) {
	l, err := Parse("projects.yaml", []byte(repeatedForm))
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{
		0: "total.planned= total.spent= / total.rate/total.spent,total.planned",
		1: "total.planned=item[1].planned total.spent=item[1].spent item[1].planned>=item[1].spent / item[1].rate/item[1].spent,item[1].planned total.rate/total.spent,total.planned",
		2: "total.planned=item[1].planned,item[2].planned total.spent=item[1].spent,item[2].spent item[1].planned>=item[1].spent item[2].planned>=item[2].spent / " +
			"item[1].rate/item[1].spent,item[1].planned item[2].rate/item[2].spent,item[2].planned total.rate/total.spent,total.planned",
	} {
		own := l.For(map[string]int{"projects.item": n})
		var rules []string
		add := func(list []*Rule) {
			for _, r := range list {
				rules = append(rules, strings.ReplaceAll(strings.Join(r.Left, ",")+string(r.Op)+strings.Join(r.Right, ","), "projects.", ""))
			}
		}
		add(own.Tables[0].Rules())
		rules = append(rules, "/")
		add(own.Rules())
		if got := strings.Join(rules, " "); got != want {
			t.Errorf("%d rows: %s\nwant %s", n, got, want)
		}
		if own.Form() != l || own.Tables[0].Form() != l.Tables[0] || own.Tables[0].Grid().Rows != n+2 || len(own.CellIDs()) != 4*n+3 {
			t.Errorf("%d rows: %d of the grid, cells %v", n, own.Tables[0].Grid().Rows, own.CellIDs())
		}
	}
	if again := l.For(nil).For(map[string]int{"projects.item": 3}); len(again.CellIDs()) != 15 {
		t.Errorf("the form of a report is of the form: %v", again.CellIDs())
	}
	for _, more := range []string{"charts:\n  - {title: 支出, cells: [projects.item.spent]}\n", "prose:\n  - {match: '支出{n}', cells: [[projects.item.spent]]}\n"} {
		if _, err := Parse("projects.yaml", []byte(repeatedForm+more)); err == nil || !strings.Contains(err.Error(), "projects.item.spent") {
			t.Errorf("%s: %v", more, err)
		}
	}
	years := strings.Replace(repeatedForm, "    rules:", "    years:\n      - {code: carry-over, each: rows, cell: \"{each}.planned\", before: [\"{each}.spent\"], says: 承上年}\n    rules:", 1)
	if l, err := Parse("projects.yaml", []byte(years)); err != nil || len(l.For(map[string]int{"projects.item": 2}).Tables[0].YearRules()) != 1 {
		t.Errorf("%v: the total alone is held to the year before", err)
	}
	for _, id := range []string{"item", "item[0]", "item[01]", "item[x]", "item[1"} {
		if _, n := CutRepeated(id); n != 0 {
			t.Errorf("%s is a repeated row", id)
		}
	}
}
