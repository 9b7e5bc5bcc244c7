package settle

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
)

// An act is what was done to rows in one manner by one rule.
type act struct {
	cells []string
	says  []string
	line  int
}

// act is the act with the key, begun at the row when there is none yet.
func (w *writer) act(key string, p *puzzle) *act {
	if w.moved == nil {
		w.moved = map[string]*act{}
	}
	a := w.moved[key]
	if a == nil {
		a = &act{line: p.src.Line}
		if len(p.values) > 0 {
			a.line = p.values[0].Line
		}
		w.moved[key] = a
		w.order = append(w.order, key)
	}
	return a
}

// repaired notes what was done; acts of one manner by one rule become one finding.
func (w *writer) repaired(p *puzzle, r reading, by string) {
	a := w.act(fmt.Sprint(r.manner, by), p)
	var values []string
	for c := range p.width() {
		if p.isExtra(c) {
			continue
		}
		a.cells = append(a.cells, p.id(c))
		v := r.values[c].String()
		if v == "" {
			v = "空"
		}
		values = append(values, v)
	}
	a.says = append(a.says, fmt.Sprintf("“%s”行“%s”读作%s", p.table.RowTitle(p.spec), texts(p.values), strings.Join(values, "、")))
}

// acts writes the findings of what was done.
func (w *writer) acts() {
	for _, key := range w.order {
		a := w.moved[key]
		var m manner
		var by string
		fmt.Sscan(key, &m, &by)
		f := report.NewFinding("repaired", fmt.Sprintf("表“%s”%s，%s：%s。", w.t.Name, mannerName[m], byName[by], listed(a.says)), a.cells...)
		if by == "none" {
			f = report.NewFinding("missing-cell", fmt.Sprintf("表“%s”%s，无法确定其中的数，请对照原文填写。", w.t.Name, mannerName[m]), a.cells...)
		}
		f.Line = a.line
		w.r.Add(f)
	}
}

// listed names the first few acts and how many there are.
func listed(says []string) string {
	const few = 8
	if len(says) <= few {
		return strings.Join(says, "；")
	}
	return fmt.Sprintf("%s；等%d行", strings.Join(says[:few], "；"), len(says))
}

var mannerName = map[manner]string{
	plain:   "空格的位置不明",
	parted:  "数字连在一起",
	placed:  "空格的位置不明",
	refound: "缺少一个数",
	lacked:  "缺少一列",
}

var byName = map[string]string{
	"form":  "按列数只有一种拆法",
	"row":   "按本行的勾稽关系认定",
	"table": "按全表的勾稽关系认定",
	"prose": "按正文所述认定",
}
