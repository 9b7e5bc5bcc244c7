package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// guideName is the name of the sheet of the empty workbook that says how to fill it
// in, and what stands on top of it.
const guideName = "填表说明"

// writeGuide writes it, from the layout.
func (w *writer) writeGuide() {
	s := w.sheet(guideName, []float64{12, 148}, paper{})
	s.protected = true
	title := look{font: hei, size: 16, horizontal: "center", vertical: "center"}
	s.add(36, s.text(title, guideName))
	s.merge(place{1, 1}, place{2, 1})
	for i, text := range w.guide() {
		number := look{font: song, size: 12, horizontal: "center", vertical: "top"}
		body := look{font: song, size: 12, horizontal: "left", vertical: "top"}
		lines := linesOf(text, points(s.widths[1]), 12)
		s.add(heightOf(lines, 12)+6, s.text(number, fmt.Sprint(i+1)), s.text(body, text))
	}
}

// guide is what there is to say, a paragraph each.
func (w *writer) guide() []string {
	l := w.layout
	all := []string{
		fmt.Sprintf("本工作簿是%s（%s）。用 Excel、WPS 或 LibreOffice 填写并保存后，交给 nianbao 转换（nianbao convert 文件名，或把文件拖到程序上），得到规范的 PDF 和工作簿。", l.Name, l.Clause),
		fmt.Sprintf("“封面”：填写%[1]s（全称）、%[2]s（四位数字）和成文日期（如2025年1月26日）；标题可以不填，按%[1]s和%[2]s自动写出。文号等填在“发布信息”下面，左边写名称，右边写内容。", fieldAgency.of(l).label, fieldYear.of(l).label),
		"文字部分：写在各自标题的下面，每个自然段占一行，行数不够时插入行；没有内容的部分留空。旁边注明“（前言）”的地方写前言；注明“（落款）”的地方写机关名称和日期，各占一行。",
		"表中只填白色的格；合计是公式，自动相加，不用填写。请不要插入、删除行和列，不要合并或拆分单元格，不要改动表头。",
		"0和空白：确实是零的填0；没有这项数据、不适用的留空。空白照录为空白，不当作0，但相加时按零计算。不要填“无”“—”“/”。",
		"数字按数字填写，不要带单位、空格和千分位逗号，不要加注释；不要设成文本、百分比或日期格式（按文本填写的数字，合计不会计入）。",
	}
	for _, t := range l.Tables {
		if t.Form().Repeats() {
			all = append(all, fmt.Sprintf("“%s”表有几项填几行，空的行留着；行不够时，在两行之间插入行。", t.Name))
		}
	}
	if refs := l.AllFields(); len(refs) > 0 {
		var names []string
		for _, ref := range refs {
			if name := "“" + ref.Label + "”"; !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		all = append(all, "表格上下的"+strings.Join(names, "、")+"：填在名称右边的格里，没有的留空；格里已有的字是格式规定的。")
	}
	all = append(all, kindsOf(l)...)
	for _, t := range l.Tables {
		var says []string
		for _, r := range t.Rules() {
			if r.Says != "" && !slices.Contains(says, r.Says) {
				says = append(says, r.Says)
			}
		}
		if says != nil {
			all = append(all, fmt.Sprintf("“%s”表的勾稽关系：%s。", t.Name, strings.Join(says, "；")))
		}
	}
	return append(all, fmt.Sprintf("“%s”表随填随核：每条勾稽关系一行，不符的显示为红色，请在转换之前改正。", reviewName))
}

// kindsOf says what numbers the columns take, and in which unit.
func kindsOf(l *layouts.Layout) []string {
	var counts, signed, amounts, others []string
	add := func(list []string, name string) []string {
		if slices.Contains(list, name) {
			return list
		}
		return append(list, name)
	}
	for _, t := range l.Tables {
		for _, d := range formOf(t).cells {
			name := "“" + d.column.Title() + "”"
			switch d.kind {
			case layouts.Text, layouts.YesNo, layouts.Date, layouts.Choice:
				others = add(others, name+"填"+d.kind.Name())
			case layouts.Percent:
				others = add(others, name+"填百分号前面的数")
			case layouts.Signed:
				signed = add(signed, name)
			case layouts.Amount, layouts.Balance:
				unit := d.row.UnitOf(d.column)
				if unit == "" {
					amounts = add(amounts, "“"+d.name()+"”")
				} else {
					amounts = add(amounts, "“"+d.name()+"”（"+unit+"）")
				}
			default:
				counts = add(counts, name)
			}
		}
	}
	var all []string
	if counts != nil {
		all = append(all, "件数、数量填不小于0的整数。")
	}
	if signed != nil {
		all = append(all, strings.Join(signed, "、")+"填整数，减少的填负数。")
	}
	if amounts != nil {
		all = append(all, "金额可以带小数，照原数填写，不要自行换算单位："+strings.Join(amounts, "、")+"。")
	}
	if others != nil {
		all = append(all, strings.Join(others, "，")+"。")
	}
	return all
}
