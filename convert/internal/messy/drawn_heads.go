package messy

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// headShapes word or draw the heads otherwise.
var headShapes = []drawnShape{
	{name: "units-in-heads", draw: func(r *drawnReport) { r.unitInHeads("（件）", "（万元）") }},
	{name: "units-in-heads-ascii", draw: func(r *drawnReport) { r.unitInHeads("(单位:件)", "(单位:万元)") }},
	{name: "yuan-in-head", draw: func(r *drawnReport) { r.amountHead("（单位：元）", "元") }},
	{name: "yuan-in-head-short", draw: func(r *drawnReport) { r.amountHead("（元）", "元") }},
	{name: "yi-in-head", draw: func(r *drawnReport) { r.amountHead("（亿元）", "亿元") }},
	{name: "yuan-line-above", draw: func(r *drawnReport) { r.unitLine("单位：元", "元") }},
	{name: "units-line-above", draw: func(r *drawnReport) { r.unitLine("单位：件、万元", "") }},
	{name: "heads-in-one-row", draw: (*drawnReport).flatHeads},
	{name: "heads-joined", draw: func(r *drawnReport) { r.joinedHeads("-") }},
	{name: "heads-joined-slash", draw: func(r *drawnReport) { r.joinedHeads("/") }},
	{name: "heads-broken", draw: (*drawnReport).breakHeads},
	{name: "heads-abbreviated", draw: (*drawnReport).abbreviateHeads},
	{name: "cases-as-rows", draw: (*drawnReport).casesAsRows, doubt: always},
	{name: "transposed", draw: (*drawnReport).transpose, doubt: always},
	{name: "spans-apart", draw: (*drawnReport).spansApart, only: spanning, form: "disclosure-2019"},
}

func (d *drawing) eachHead(do func(*box)) {
	d.each(func(b *box) {
		if b.kind == layouts.HeadCell && b.column != nil {
			do(b)
		}
	})
}

// unitInHeads writes the columns' units into the heads of table two.
func (r *drawnReport) unitInHeads(count, amount string) {
	d, _ := r.drawing("proactive")
	d.eachHead(func(b *box) {
		switch {
		case b.column.Kind == layouts.Amount && b.column.Unit != "":
			b.text = b.column.Title() + amount
		case b.column.Kind == layouts.Count:
			b.text += count
		}
	})
}

// amountHead writes another unit into the head of the amount: it must be told.
func (r *drawnReport) amountHead(unit, says string) {
	d, _ := r.drawing("proactive")
	d.eachHead(func(b *box) {
		if b.column.Kind == layouts.Amount {
			b.text = b.column.Title() + unit
		}
	})
	r.wantUnit(d, says)
}

func (r *drawnReport) wantUnit(d *drawing, says string) {
	d.each(func(b *box) {
		if b.id != "" && b.line.KindOf(b.column) == layouts.Amount && r.want[b.id].text != "" {
			r.want[b.id].unit = says
			r.codes = append(r.codes, "unit")
		}
	})
}

// unitLine puts a line with the unit above table two, whose head then has none.
func (r *drawnReport) unitLine(line, says string) {
	d, at := r.drawing("proactive")
	d.eachHead(func(b *box) {
		if b.column.Kind == layouts.Amount {
			b.text = b.column.Title()
		}
	})
	r.parts = slices.Insert(r.parts, at, drawnPart{text: line})
	if says != "" {
		r.wantUnit(d, says)
	}
}

// flatHeads prints the heads of table three on one row, those of columns only.
func (r *drawnReport) flatHeads() {
	d, _ := r.drawing("applications")
	r.oneHeadRow(d, func(column *layouts.Column) string { return column.Label })
}

// joinedHeads prints the heads of table four on one row: 行政复议-结果维持.
func (r *drawnReport) joinedHeads(mark string) {
	d, _ := r.drawing("litigation")
	names := map[string]string{"reconsideration": "行政复议", "direct": "未经复议直接起诉", "after_reconsideration": "复议后起诉"}
	r.oneHeadRow(d, func(column *layouts.Column) string {
		group, _, _ := strings.Cut(column.ID, ".")
		return names[group] + mark + column.Label
	})
}

func (r *drawnReport) oneHeadRow(d *drawing, head func(*layouts.Column) string) {
	heads := d.heading()
	values := d.rows[len(heads)]
	row := slices.Clone(heads[0])
	for x, b := range values {
		if b.kind == layouts.DataCell {
			row[x] = &box{kind: layouts.HeadCell, column: b.column, text: head(b.column)}
		}
	}
	d.rows = append([][]*box{row}, d.rows[len(heads):]...)
	d.heads = append([]bool{true}, d.heads[len(heads):]...)
}

// breakHeads breaks heads over lines.
func (r *drawnReport) breakHeads() {
	r.drawings(func(d *drawing) {
		d.each(func(b *box) {
			if b.kind == layouts.HeadCell && len([]rune(b.text)) > 3 {
				b.text = breakText(b.text, 2+r.rnd.IntN(len([]rune(b.text))-3))
			}
		})
	})
}

func breakText(s string, at int) string {
	runes := []rune(s)
	return string(runes[:at]) + "\n" + string(runes[at:])
}

func (r *drawnReport) abbreviateHeads() {
	short := map[string]string{"商业企业": "企业", "社会公益组织": "公益组织", "法律服务机构": "法律机构", "总计": "合计", "本年制发件数": "制发件数", "本年废止件数": "废止件数", "现行有效件数": "有效件数",
		"本年新制作数量": "新制作数量", "本年新公开数量": "新公开数量", "对外公开总数量": "公开总数", "结果维持": "维持", "结果纠正": "纠正", "尚未审结": "未审结"}
	r.drawings(func(d *drawing) {
		d.eachHead(func(b *box) {
			if s := short[b.text]; s != "" {
				b.text = s
			}
		})
	})
}

// casesAsRows prints table four with a row for each of the three groups.
func (r *drawnReport) casesAsRows() {
	d, _ := r.drawing("litigation")
	values := d.rows[len(d.rows)-1]
	rows := [][]*box{{{kind: layouts.HeadCell, text: "类别"}}}
	for _, b := range values[:5] {
		rows[0] = append(rows[0], &box{kind: layouts.HeadCell, text: b.column.Label})
	}
	for g, name := range []string{"行政复议", "未经复议直接起诉", "复议后起诉"} {
		row := []*box{{kind: layouts.LabelCell, text: name}}
		rows = append(rows, append(row, values[5*g:5*g+5]...))
	}
	d.rows, d.heads = rows, []bool{true, false, false, false}
}

// transpose prints table three with its heads as rows.
func (r *drawnReport) transpose() {
	d, _ := r.drawing("applications")
	rows := make([][]*box, d.width())
	for x := range rows {
		for y := range d.rows {
			rows[x] = append(rows[x], d.rows[y][x])
		}
	}
	d.rows, d.heads = rows, make([]bool, len(rows))
}

// spansApart merges the heads of the 2019 form otherwise than the values below them,
// as a real page does.
func (r *drawnReport) spansApart() {
	d, _ := r.drawing("proactive")
	for y, row := range d.rows {
		if !d.isData(y) || len(d.valuesOf(y)) != 3 {
			continue
		}
		v := d.valuesOf(y)
		d.rows[y] = []*box{row[0], v[0], v[0], v[1], v[2]}
	}
}
