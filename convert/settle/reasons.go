package settle

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
)

func (w *writer) openFinding(p *puzzle, open []int) report.Finding {
	var ids []string
	for _, c := range open {
		ids = append(ids, p.id(c))
	}
	code, why := "ambiguous", fmt.Sprintf("有%d种读法都成立（%s），无法确定", len(p.readings), p.some(open))
	switch {
	case p.row.Doubt && len(p.values) == 0:
		code, why = "missing-cell", "表中另有数不知属于哪一行，无法确定这一行是不是空白"
	case p.row.Doubt:
		code, why = "missing-cell", "行名与数对应不上，无法确定这些数各属于哪一格"
	case p.lost && p.row.Indent == draft.NoLabel && len(p.readings) == 1:
		code, why = "missing-cell", "没有行名，按位置认定后合计又不符，无法确定是不是这一行"
	case p.lost, p.scattered, len(p.readings) == 0 && len(p.values) < p.width() && p.whole():
		code, why = "missing-cell", fmt.Sprintf("只有%d个数，应有%d个，无法确定缺的是哪一个", len(p.values), p.width())
	case p.cut:
		why = "可能的读法太多，无法确定"
	case len(p.readings) == 0 && len(p.values) > p.width():
		code, why = "unreadable", fmt.Sprintf("有%d个数，应有%d个，无法对应", len(p.values), p.width())
	case len(p.readings) == 0:
		code, why = "unreadable", "任何拆法都不满足勾稽关系"
	}
	f := report.NewFinding(code, fmt.Sprintf("%s写作“%s”，%s，请对照原文填写。", p.table.RowName(p.spec), texts(p.values), why), ids...)
	f.Text, f.Line = texts(p.values), p.row.Line
	if len(p.values) > 0 {
		f.Line = p.values[0].Line
	}
	const most = 20
	if code == "ambiguous" {
		for _, r := range p.readings[:min(most, len(p.readings))] {
			f.Candidates = append(f.Candidates, choose(r, open))
		}
	}
	return f
}

// some writes the first few readings of the open columns.
func (p *puzzle) some(open []int) string {
	const few = 3
	var says []string
	for _, r := range p.readings[:min(few, len(p.readings))] {
		says = append(says, strings.Join(choose(r, open), "、"))
	}
	if len(p.readings) > few {
		says = append(says, "……")
	}
	return strings.Join(says, "；")
}

func choose(r reading, columns []int) []string {
	var v []string
	for _, c := range columns {
		v = append(v, r.values[c].String())
	}
	return v
}
