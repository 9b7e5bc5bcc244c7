package messy

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/layouts"
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
	add(p.layout.FullTitle(agency, year))
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

// bars parts the cells of a row by bars, as the mode says.
func bars(mode string) func(*paper) string {
	return texts(func(p *paper, s *sheet) string { return p.bars(s, mode) })
}

func (p *paper) bars(s *sheet, mode string) string {
	var b strings.Builder
	for i, line := range s.lines {
		cells := textsOf(line)
		switch mode {
		case "trailing":
			b.WriteString(strings.Join(cells, " | ") + " |")
			if extra := s.width - len(cells); extra > 0 && i < len(s.lines)-1 {
				b.WriteString(" " + strings.Repeat("|", extra))
			}
		case "spread":
			b.WriteString(strings.Join(s.placed(i), " | ") + " |")
		case "bare":
			v := values(line)
			for len(cells) > 0 && cells[len(cells)-1] == "" {
				cells = cells[:len(cells)-1]
				p.lose(v)
			}
			b.WriteString(strings.Join(cells, " | "))
		case "tight":
			b.WriteString(strings.Join(cells, "|") + "|")
		default:
			b.WriteString(strings.Join(cells, " | ") + " |")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func textsOf(line []*box) []string {
	var cells []string
	for _, b := range line {
		cells = append(cells, b.text)
	}
	return cells
}

// placed are the texts of all places of a line, empty where a merge covers one.
func (s *sheet) placed(line int) []string {
	cells := make([]string, s.width)
	for i, b := range s.places(line) {
		if b != nil {
			cells[i] = b.text
		}
	}
	return cells
}

func (p *paper) cellBar(s *sheet) string {
	var b strings.Builder
	for i, line := range s.lines {
		for _, c := range line {
			b.WriteString(strings.TrimLeft(c.text+" |", " ") + "\n")
		}
		if extra := s.width - len(line); extra > 0 && i < len(s.lines)-1 {
			b.WriteString(strings.Repeat("|", extra) + "\n")
		}
	}
	return b.String()
}

func (p *paper) cellBarAlternate(s *sheet) string {
	var b strings.Builder
	for _, line := range s.lines {
		for _, c := range line {
			if c.text != "" {
				b.WriteString(c.text + "\n")
			}
			b.WriteString("|\n")
		}
		if extra := s.width - len(line); extra > 0 {
			b.WriteString(strings.Repeat("|", extra) + "\n")
		}
	}
	return b.String()
}

func onePerLine(sep string) func(*paper, *sheet) string {
	return func(p *paper, s *sheet) string { return p.lineByLine(s, sep, func(t string) string { return t }) }
}

// brokenLines breaks labels over lines, now and then in three.
func (p *paper) brokenLines(s *sheet) string {
	return p.lineByLine(s, p.pick("\n", "\n\n"), func(t string) string { return p.broken(t, "\n") })
}

func (p *paper) lineByLine(s *sheet, sep string, label func(string) string) string {
	p.loseBlanks()
	var b strings.Builder
	for _, line := range s.lines {
		for _, c := range line {
			switch {
			case c.text == "":
			case c.kind == layouts.DataCell:
				b.WriteString(c.text + sep)
			default:
				b.WriteString(label(c.text) + sep)
			}
		}
	}
	return b.String()
}

// broken breaks a label of four characters or more, behind its number.
func (p *paper) broken(label, mark string) string {
	ordinal, rest := layouts.CutOrdinal(label)
	r := []rune(rest)
	if len(r) < 4 || p.rnd.IntN(3) == 0 {
		return label
	}
	at := 1 + p.rnd.IntN(len(r)-2)
	rest = string(r[:at]) + mark + string(r[at:])
	if len(r) > 10 && at > 4 && p.rnd.IntN(2) == 0 {
		rest = string(r[:at/2]) + mark + string(r[at/2:at]) + mark + string(r[at:])
	}
	return ordinal + rest
}

func (p *paper) tabs(s *sheet) string {
	var b strings.Builder
	for i := range s.lines {
		b.WriteString(strings.Join(s.placed(i), "\t") + p.pick("", "\t") + "\n")
	}
	return b.String()
}

// slippedTabs has too many or too few tabs before and behind the cells of some rows.
func (p *paper) slippedTabs(s *sheet) string {
	p.loseBlanks()
	var b strings.Builder
	for i, line := range s.lines {
		cells := s.placed(i)
		row := strings.Join(cells, "\t")
		if v := values(line); len(v) > 0 && len(labels(line)) > 0 && p.rnd.IntN(3) == 0 {
			head := strings.TrimRight(strings.Join(cells[:v[0].col], "\t"), "\t")
			row = strings.TrimLeft(head, p.pick("\t", "")) + strings.Repeat("\t", 1+p.rnd.IntN(3)) + strings.Join(cells[v[0].col:], "\t")
		}
		switch p.rnd.IntN(5) {
		case 0:
			row = "\t" + row
		case 1:
			row = strings.TrimPrefix(row, "\t")
		case 2:
			row = strings.TrimRight(row, "\t")
		}
		b.WriteString(row + strings.Repeat("\t", p.rnd.IntN(3)) + "\n")
	}
	return b.String()
}

// denseTabs has one tab between two cells, whatever is merged.
func (p *paper) denseTabs(s *sheet) string {
	var b strings.Builder
	for _, line := range s.lines {
		b.WriteString(strings.Join(textsOf(line), "\t") + "\n")
	}
	return b.String()
}

// words sets the cells of a row on one line, a space between two.
func (p *paper) words(s *sheet) string {
	p.loseBlanks()
	var b strings.Builder
	for _, line := range s.lines {
		b.WriteString(strings.Join(filled(textsOf(line)), " ") + "\n")
	}
	return b.String()
}

// wordsBelow sets a row's values on the line below its label.
func (p *paper) wordsBelow(s *sheet) string {
	p.loseBlanks()
	var b strings.Builder
	for _, line := range s.lines {
		if l := filled(textsOf(labels(line))); len(l) > 0 {
			b.WriteString(strings.Join(l, " ") + "\n")
		}
		if v := filled(textsOf(values(line))); len(v) > 0 {
			b.WriteString(strings.Join(v, " ") + "\n")
		}
	}
	return b.String()
}

func filled(cells []string) []string {
	var f []string
	for _, c := range cells {
		if c != "" {
			f = append(f, c)
		}
	}
	return f
}

// glued runs a row's label and digits together.
func (p *paper) glued(s *sheet) string {
	return p.gluedRows(s, func(cells []string) string { return strings.Join(cells, "") })
}

// gluedSplit breaks the run of digits over two lines.
func (p *paper) gluedSplit(s *sheet) string {
	return p.gluedRows(s, func(cells []string) string {
		at := p.rnd.IntN(len(cells) + 1)
		return strings.Join(cells[:at], "") + "\n" + strings.Join(cells[at:], "")
	})
}

// gluedPart runs some of a row's values together and leaves spaces in others.
func (p *paper) gluedPart(s *sheet) string {
	return p.gluedRows(s, func(cells []string) string {
		out := p.pick("", " ", "\n")
		for i, c := range cells {
			if i > 0 && p.rnd.IntN(2) == 0 {
				out += " "
			}
			out += c
		}
		return out
	})
}

func (p *paper) gluedRows(s *sheet, run func([]string) string) string {
	var b strings.Builder
	for _, line := range s.lines {
		b.WriteString(strings.Join(filled(textsOf(labels(line))), p.pick("", "\n")))
		if v := values(line); len(v) > 0 {
			p.loseUnread(s, v)
			b.WriteString(run(textsOf(v)))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// once prints of equal neighbours only the first, as an export that drops
// repeated cells does.
func (p *paper) once(s *sheet) string {
	var b strings.Builder
	for _, line := range s.lines {
		b.WriteString(strings.Join(filled(textsOf(labels(line))), " "))
		last := ""
		v := values(line)
		for i, c := range v {
			if i == 0 || c.text != last {
				b.WriteString(" " + c.text)
			} else {
				p.lose(v)
			}
			last = c.text
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// removed prints no value at all in some of the tables.
func (p *paper) removed(s *sheet) string {
	gone := p.rnd.IntN(2) == 0
	return p.lineByLine(s, "\n", func(t string) string {
		if gone {
			for _, line := range s.lines {
				for _, b := range values(line) {
					b.text = ""
					p.told[b.id] = &told{also: "?"}
				}
			}
		}
		return t
	})
}
