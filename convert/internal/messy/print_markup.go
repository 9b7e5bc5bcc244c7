package messy

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// page prints a paper as a saved web page, with what pages have around a report.
func page(table func(*paper, *sheet) string) func(*paper) string {
	return func(p *paper) string {
		var b strings.Builder
		title := html.EscapeString(p.layout.FullTitle(agency, p.year(), ""))
		fmt.Fprintf(&b, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%s-%s</title>\n<style>td{border:1px solid}</style><script>var n=5;if(n<7){document.write('0')}</script></head>\n<body>\n", title, agency)
		b.WriteString("<div class=\"nav\"><a href=\"/\">首页</a>&gt;<a href=\"/a\">政务公开</a>&gt;<a>政府信息公开年报</a></div>\n<!-- 规章 5 6 7 -->\n")
		fmt.Fprintf(&b, "<h1>%s</h1>\n<p>发布日期：%s-01-26 浏览次数：<span>1203</span> 字体：[<a>大</a> <a>中</a> <a>小</a>]</p>\n<div class=\"con\">\n", title, p.next(p.year()))
		for _, par := range p.paragraphs()[1:] {
			if par.sheet != nil {
				b.WriteString(table(p, par.sheet))
			} else {
				b.WriteString("<p>" + p.pick("", "&nbsp;&nbsp;&nbsp;&nbsp;", "　　") + html.EscapeString(par.text) + "</p>\n")
			}
		}
		b.WriteString("</div><div class=\"foot\"><p>上一篇：<a>2018年年报</a></p><p>主办：河东区 电话：0539-8391015 ICP备05012345号-1</p></div></body></html>\n")
		return b.String()
	}
}

func cellText(s string) string {
	if s == "" {
		return "&nbsp;"
	}
	return html.EscapeString(s)
}

// spanned has the form's own merges.
func (p *paper) spanned(s *sheet) string {
	return p.htmlTable(s, func(b *box) string {
		attr := ""
		if b.cols > 1 {
			attr += fmt.Sprintf(" colspan=\"%d\"", b.cols)
		}
		if b.rows > 1 {
			attr += fmt.Sprintf(" rowspan=%d", b.rows)
		}
		return "<td" + attr + ">" + cellText(b.text) + "</td>"
	})
}

func (p *paper) htmlTable(s *sheet, cell func(*box) string) string {
	var b strings.Builder
	b.WriteString("<table border=\"1\"><tbody>\n")
	for _, line := range s.lines {
		b.WriteString("<tr>")
		for _, c := range line {
			b.WriteString(cell(c))
		}
		b.WriteString("</tr>\n")
	}
	return b.String() + "</tbody></table>\n"
}

// flat has no merges but empty cells in their place.
func (p *paper) flat(s *sheet) string {
	var b strings.Builder
	b.WriteString("<table>\n")
	for i := range s.lines {
		b.WriteString("<tr>")
		for _, t := range s.placed(i) {
			b.WriteString("<td>" + html.EscapeString(t) + "</td>")
		}
		b.WriteString("</tr>\n")
	}
	return b.String() + "</table>\n"
}

// short has no merges and no cells in their place: its rows differ in length.
func (p *paper) short(s *sheet) string {
	return p.htmlTable(s, func(b *box) string { return "<td>" + cellText(b.text) + "</td>" })
}

// nested stands in a table that only lays out the page, its cells hold paragraphs.
func (p *paper) nested(s *sheet) string {
	inner := p.htmlTable(s, func(b *box) string {
		text := cellText(b.text)
		if b.kind != layouts.DataCell {
			text = strings.ReplaceAll(html.EscapeString(p.broken(b.text, "\x00")), "\x00", p.pick("<br>", "</p><p>", "<br/>\n"))
		}
		return fmt.Sprintf("<td colspan=\"%d\" rowspan=\"%d\"><p>%s</p></td>", b.cols, b.rows, text)
	})
	return "<table width=\"100%\"><tr><td>\n<div>" + inner + "</div></td></tr></table>\n"
}

// wordMarkup is what Word saves: paragraphs of spans, cut anywhere.
func (p *paper) wordMarkup(s *sheet) string {
	return p.htmlTable(s, func(b *box) string {
		var t strings.Builder
		for _, r := range b.text {
			t.WriteString(html.EscapeString(string(r)))
			if p.rnd.IntN(4) == 0 {
				t.WriteString("</span><span lang=EN-US style='font-family:仿宋'>")
			}
		}
		t.WriteString("<o:p></o:p>")
		return fmt.Sprintf("<td width=64 colspan=%d rowspan=%d style='border:solid'>\n<p class=MsoNormal align=center><span>%s</span></p>\n</td>", b.cols, b.rows, t.String())
	})
}

// markdown is a table with a rule below its first row; merges leave empty cells.
func (p *paper) markdown(s *sheet) string {
	var b strings.Builder
	for i := range s.lines {
		cells := s.placed(i)
		for k := range cells {
			cells[k] = strings.ReplaceAll(cells[k], "|", "\\|")
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
		if i == 0 {
			b.WriteString("|" + strings.Repeat(" --- |", s.width) + "\n")
		}
	}
	return "\n" + b.String() + "\n"
}

// comma is a whole report as a spreadsheet exports it.
func comma(sep rune) func(*paper) string {
	return func(p *paper) string {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = sep
		for _, par := range p.paragraphs() {
			if par.sheet == nil {
				_ = w.Write(append([]string{par.text}, make([]string, 9)...))
				continue
			}
			for i := range par.sheet.lines {
				cells := par.sheet.placed(i)
				for k, b := range par.sheet.places(i) {
					if b != nil && b.kind != layouts.DataCell {
						cells[k] = p.broken(cells[k], "\n")
					}
				}
				for len(cells) < 10 {
					cells = append(cells, "")
				}
				_ = w.Write(cells)
			}
		}
		w.Flush()
		return b.String()
	}
}

// subtotals adds a column of subtotals, or rows of them, before it prints.
func subtotals(print func(*paper) string, column, row bool) func(*paper) string {
	return func(p *paper) string {
		for _, s := range p.sheets {
			if column {
				p.subtotalColumn(s)
			}
			if row {
				p.subtotalRows(s)
			}
		}
		return print(p)
	}
}

// subtotalColumn adds 小计 behind the columns that one heading spans, if the table
// has a heading that spans some but not all.
func (p *paper) subtotalColumn(s *sheet) {
	var over *box
	n := 0
	for _, line := range s.lines {
		for _, b := range line {
			if b.kind == layouts.HeadCell && b.column == nil && b.cols > 1 && b.cols < s.width/2+1 && len(b.variants) > 0 {
				over = b
				n++
			}
		}
	}
	if n != 1 {
		return
	}
	end := over.col + over.cols
	for i, line := range s.lines {
		at := slices.IndexFunc(line, func(b *box) bool { return b.col >= end })
		if at < 0 {
			at = len(line)
		}
		for _, b := range line {
			switch {
			case b == over, b.col < over.col && b.col+b.cols > end:
				b.cols++
			case b.col >= end:
				b.col++
			case b.col+b.cols > end && b.kind != layouts.DataCell:
				b.cols++
			}
		}
		var members []string
		leaf := false
		for _, b := range line {
			if b.col >= over.col && b.col < end && b != over && b.cols == 1 {
				leaf = leaf || b.kind == layouts.HeadCell
				if b.kind == layouts.DataCell && b.text != "" {
					members = append(members, b.id)
				}
			}
		}
		switch {
		case leaf:
			s.lines[i] = slices.Insert(line, at, &box{kind: layouts.HeadCell, text: "小计", col: end, rows: 1, cols: 1})
		case len(values(line)) > 0:
			text := p.sum(members).FloatString(0)
			if len(members) == 0 {
				text = ""
			}
			v := values(line)[0]
			s.lines[i] = slices.Insert(line, at, &box{kind: layouts.DataCell, text: text, line: v.line, column: v.column, col: end, rows: 1, cols: 1})
		}
	}
	s.width++
}

// subtotalRows prints the sums of a group of rows beside the group's label, on a
// line of its own above them.
func (p *paper) subtotalRows(s *sheet) {
	for at := len(s.lines) - 1; at >= 0; at-- {
		for bi, g := range s.lines[at] {
			next := bi + 1
			if g.kind != layouts.GroupCell || g.rows < 2 || next >= len(s.lines[at]) || s.lines[at][next].kind != layouts.LabelCell || g.rows > 10 {
				continue
			}
			rows := s.lines[at : at+g.rows]
			var line []*box
			for k, v := range values(s.lines[at]) {
				var members []string
				for _, r := range rows {
					if m := values(r)[k]; m.text != "" {
						members = append(members, m.id)
					}
				}
				b := *v
				b.id, b.text = "", p.sum(members).FloatString(0)
				if len(members) == 0 {
					b.text = ""
				}
				line = append(line, &b)
			}
			sum := &box{kind: layouts.LabelCell, text: g.text + p.pick("", "小计"), col: g.col, rows: 1, cols: line[0].col - g.col}
			g.text = ""
			outer := s.lines[at][:bi]
			s.lines[at] = append([]*box(nil), s.lines[at][bi:]...)
			s.insert(at, append(append([]*box(nil), outer...), append([]*box{sum}, line...)...), false)
			for _, b := range outer {
				b.rows++
			}
			break
		}
	}
}

// parts prints sub-rows below the rows that some offices divide; without own, the
// row's values stand in them only.
func parts(print func(*paper) string, own bool) func(*paper) string {
	return func(p *paper) string {
		for _, s := range p.sheets {
			for at := len(s.lines) - 1; at >= 0; at-- {
				v := values(s.lines[at])
				if len(v) == 0 || v[0].line == nil || len(v[0].line.Parts) == 0 {
					continue
				}
				p.partRows(s, at, own)
			}
		}
		return print(p)
	}
}

func (p *paper) partRows(s *sheet, at int, own bool) {
	label := labels(s.lines[at])[0]
	v := values(s.lines[at])
	names := v[0].line.Parts[:2+p.rnd.IntN(len(v[0].line.Parts)-1)]
	rest := map[string]int64{}
	for i, name := range names {
		line := []*box{{kind: layouts.LabelCell, text: name, col: label.col, rows: 1, cols: label.cols}}
		for _, b := range v {
			n := rat(p.told[b.id].text).Num().Int64() - rest[b.id]
			if i < len(names)-1 && n > 0 {
				n = p.rnd.Int64N(n + 1)
			} else if i < len(names)-1 {
				n = 0
			}
			rest[b.id] += n
			c := *b
			c.id, c.text = "", fmt.Sprint(n)
			if p.told[b.id].text == "" {
				c.text = b.text
			}
			line = append(line, &c)
		}
		s.insert(at+1+i, line, false)
	}
	if !own {
		for _, b := range v {
			b.text = ""
		}
	}
}
