package messy

import (
	"fmt"
	"strconv"
	"strings"
)

// A shape prints a paper as one kind of source does. glued tells that it runs
// digits together, so that values must be plain digits; slots that an empty cell
// stays visible.
type shape struct {
	name   string
	print  func(*paper) string
	glued  bool
	slots  bool
	sparse bool // values are missing: nothing can be asked but silence
	padded bool // and that of a missing one at the row's end
	lists  bool // it is a shape of lists only
	extra  bool // it adds sums of its own, which no damage would follow
}

var shapes = []shape{
	{name: "bars-trailing", print: bars("trailing"), slots: true, padded: true},
	{name: "bars-plain", print: bars("plain"), slots: true},
	{name: "bars-spread", print: bars("spread"), slots: true, padded: true},
	{name: "bars-bare", print: bars("bare"), padded: true},
	{name: "bars-tight", print: bars("tight"), slots: true},
	{name: "cellbar", print: texts((*paper).cellBar), slots: true, padded: true},
	{name: "cellbar-alternate", print: texts((*paper).cellBarAlternate), slots: true, padded: true},
	{name: "lines", print: texts(onePerLine("\n"))},
	{name: "lines-blank", print: texts(onePerLine("\n\n"))},
	{name: "lines-broken", print: texts((*paper).brokenLines)},
	{name: "tabs", print: texts((*paper).tabs), slots: true, padded: true},
	{name: "tabs-slipped", print: texts((*paper).slippedTabs), padded: true},
	{name: "tabs-dense", print: texts((*paper).denseTabs)},
	{name: "words", print: texts((*paper).words)},
	{name: "words-below", print: texts((*paper).wordsBelow)},
	{name: "glued", print: texts((*paper).glued), glued: true},
	{name: "glued-part", print: texts((*paper).gluedPart), glued: true},
	{name: "glued-split", print: texts((*paper).gluedSplit), glued: true},
	{name: "once", print: texts((*paper).once), glued: true, sparse: true},
	{name: "removed", print: texts((*paper).removed), sparse: true},
	{name: "subtotal-column", print: subtotals(bars("plain"), true, false), slots: true, extra: true},
	{name: "subtotal-row", print: subtotals(texts((*paper).tabs), false, true), slots: true, extra: true},
	{name: "subtotal-html", print: subtotals(page((*paper).spanned), true, true), slots: true, extra: true},
	{name: "parts", print: parts(bars("trailing"), true), slots: true, extra: true},
	{name: "parts-only", print: parts(texts((*paper).tabs), false), slots: true, extra: true},
	{name: "html", print: page((*paper).spanned), slots: true},
	{name: "html-flat", print: page((*paper).flat), slots: true, padded: true},
	{name: "html-short", print: page((*paper).short), slots: true},
	{name: "html-nested", print: page((*paper).nested), slots: true},
	{name: "html-word", print: page((*paper).wordMarkup), slots: true},
	{name: "markdown", print: texts((*paper).markdown), slots: true, padded: true},
	{name: "csv", print: comma(','), slots: true, padded: true},
	{name: "tsv", print: comma('\t'), slots: true, padded: true},
	{name: "layout", print: texts((*paper).columns), padded: true},
	{name: "layout-pages", print: texts((*paper).pages), padded: true},
	{name: "layout-wrapped", print: texts((*paper).wrapped), padded: true},
	{name: "layout-centred", print: texts((*paper).centred), padded: true, lists: true},
}

// texts prints each sheet below its heading.
func texts(print func(*paper, *sheet) string) func(*paper) string {
	return func(p *paper) string { return p.text(func(s *sheet) string { return print(p, s) }) }
}

// text sets prose, headings and tables below one another.
func (p *paper) text(table func(*sheet) string) string {
	var b strings.Builder
	for _, par := range p.paragraphs() {
		if par.sheet != nil {
			b.WriteString(strings.TrimRight(table(par.sheet), "\n"))
		} else {
			b.WriteString(par.text)
		}
		b.WriteByte('\n')
		if p.rnd.IntN(3) == 0 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// A paragraph is prose, a heading, or the place of a sheet.
type paragraph struct {
	text  string
	sheet *sheet
}

const agency = "河东区医疗保障局"

// paragraphs is the report around its tables. Its numbers state nothing about cells.
func (p *paper) paragraphs() []paragraph {
	var list []paragraph
	add := func(s ...string) {
		for _, t := range s {
			list = append(list, paragraph{text: t})
		}
	}
	year := p.year()
	add(p.layout.FullTitle(agency, year, ""))
	if p.prose {
		add("索引号：11371312MB/"+year+"-0000"+p.pick("15", "7", "120"), "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《通知》（"+p.layout.Notices[0]+"）要求，编制本报告。报告由总体情况等6个部分组成，所列数据的统计期限自"+year+"年1月1日起至"+year+"年12月31日止。")
	}
	for _, s := range p.layout.Sections {
		if h := p.headings[s.ID]; h != "" {
			add(h)
		}
		if s.Table == "" {
			add(p.sentences(s.ID)...)
			continue
		}
		for _, sh := range p.sheets {
			if sh.table.ID == s.Table {
				list = append(list, paragraph{sheet: sh})
			}
		}
	}
	add(agency, p.next(year)+"年1月26日")
	return list
}

func (p *paper) year() string {
	if to := p.layout.Years.To; to != 0 {
		return fmt.Sprint(to)
	}
	return "2024"
}

func (p *paper) next(year string) string {
	n, _ := strconv.Atoi(year)
	return fmt.Sprint(n + 1)
}

func (p *paper) sentences(section string) []string {
	switch {
	case section == p.layout.Sections[0].ID && p.prose:
		return []string{
			"（一）主动公开。全年通过门户网站公开信息379条，微信公众号发布258条，阅读量13132次。",
			"（二）依申请公开。进一步畅通渠道，3名专职人员负责登记，平均用时12.5个工作日。",
			"1. 加强平台建设，更新栏目4个。",
		}
	case section == p.layout.Sections[len(p.layout.Sections)-1].ID:
		return []string{"无。"}
	}
	return []string{"公开形式的便民性有待提高，下一步将加强培训。"}
}
