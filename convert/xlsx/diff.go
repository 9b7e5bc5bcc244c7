package xlsx

import (
	"fmt"
	"io"
	"math/big"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Colours of a change.
const (
	moreFill = "FCE4D6"
	lessFill = "E2EFDA"
)

// WriteDiffs writes a workbook of two years: a sheet of the figures that differ,
// coloured by which way, one of the records of lists that do, where there are lists, one of the main figures with a chart of each group, one of
// the findings, and one of the reports compared and of those without a partner. The
// same set gives the same bytes.
func WriteDiffs(w io.Writer, set *report.DiffSet) error {
	d := &diffWriter{workbookWriter: newBook(), set: set}
	d.older, d.newer = d.years()
	d.changes()
	d.records()
	d.main()
	d.mainByUnit()
	d.findings()
	d.reports()
	d.title = d.heading()
	if err := d.write(w); err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	return nil
}

// A diffWriter writes one such workbook.
type diffWriter struct {
	*workbookWriter
	set          *report.DiffSet
	older, newer string // what the two years are called
}

// years are what the columns are called: the years when all pairs have the same.
func (d *diffWriter) years() (older, newer string) {
	older, newer = "较早年度", "较新年度"
	if len(d.set.Pairs) == 0 {
		return older, newer
	}
	when := func(r *report.Report) string { return strconv.Itoa(r.Year) + "年" + r.Period }
	first := d.set.Pairs[0]
	for _, p := range d.set.Pairs {
		if when(p.Older) != when(first.Older) || when(p.Newer) != when(first.Newer) {
			return older, newer
		}
	}
	if first.Older.Year == 0 || first.Newer.Year == 0 || when(first.Older) == when(first.Newer) {
		return older, newer
	}
	return when(first.Older), when(first.Newer)
}

func (d *diffWriter) heading() string {
	who := ""
	if len(d.set.Pairs) == 1 && len(d.set.Unpaired) == 0 {
		who = d.set.Pairs[0].Newer.Agency
	}
	return who + d.older + "与" + d.newer + "对比"
}

// diffSheet begins a sheet with a title, a line below it and the heads of a list.
func (d *diffWriter) diffSheet(name, note string, heads []string, widths []float64, p paper) *sheet {
	p.frozen, p.heads = 3, 3
	s := d.sheet(d.names.pick(name), widths, p)
	title := look{font: hei, size: 16, horizontal: "center", vertical: "center"}
	s.add(32, s.text(title, d.heading()))
	last := len(heads)
	if len(p.breaks) > 0 {
		last = p.breaks[0] - 1 // on the first page
	}
	s.merge(place{1, 1}, place{last, 1})
	s.add(20, s.text(look{font: song, size: 10, vertical: "center"}, note))
	s.merge(place{1, 2}, place{last, 2})
	cells, lines := make([]writtenCell, len(heads)), 1
	for i, h := range heads {
		cells[i] = s.text(summaryHead, h)
		lines = max(lines, linesOf(h, points(widths[i]), summaryHead.size))
	}
	s.add(max(24, heightOf(lines, summaryHead.size)), cells...)
	return s
}

// changes writes the figures that differ, a row each.
func (d *diffWriter) changes() {
	n, same := 0, 0
	for _, p := range d.set.Pairs {
		n, same = n+len(p.Changes), same+p.Same
	}
	note := fmt.Sprintf("变动%d项，未变%d项。橙色为增加，绿色为减少，黄色为未能确定；红色项目与上一年度的报告矛盾，见“%s”。", n, same, reviewName)
	s := d.diffSheet("变动", note, []string{"机关名称", "表", "项目", d.older, d.newer, "增减", "增减幅度", "单元格"},
		[]float64{46, 60, 80, 26, 26, 26, 24, 76}, paper{landscape: true})
	for _, p := range d.set.Pairs {
		wrong := map[string]bool{}
		for _, f := range p.Findings {
			if f.Severity != report.Info {
				for _, id := range f.Cells {
					wrong[id] = true
				}
			}
		}
		for _, c := range p.Changes {
			d.change(s, p, c, wrong[c.Newer[0]])
		}
	}
	s.filterFrom(3)
}

func (d *diffWriter) change(s *sheet, p *report.Diff, c *report.Change, wrong bool) {
	row := s.row + 1
	name := summaryText
	if wrong {
		name.fill = errorFill
	}
	fill := map[int]string{1: moreFill, -1: lessFill}[c.Difference.Sign()]
	if c.Unknown {
		fill = openFill
	}
	old, now := d.number(c.Old, ""), d.number(c.New, "")
	difference := d.number(c.Difference, fill)
	share := writtenCell{style: d.style(figureStyle(fill, "0.00%"))}
	if plain := c.Difference.Rat().Sub(c.Difference.Rat(), c.New.Rat().Sub(c.New.Rat(), c.Old.Rat())); !c.Unknown && plain.Sign() == 0 && fits(c.Old, c.New, c.Difference) {
		a, b := place{4, row}.ref(), place{5, row}.ref()
		difference.formula = fmt.Sprintf("ROUND(%s-%s,%d)", b, a, c.Difference.Decimals())
		if !c.Percent.Blank() {
			share.formula = fmt.Sprintf("ROUND((%s-%s)/ABS(%s),%d)", b, a, a, c.Percent.Decimals()+2)
		}
	}
	if !c.Percent.Blank() {
		part := new(big.Rat).Quo(c.Percent.Rat(), big.NewRat(100, 1))
		share.number = part.FloatString(c.Percent.Decimals() + 2) // as the formula has it, to the last digit
	}
	who := d.linkTo(p.NewerLink, p.Newer.Agency, "")
	if who.formula == "" {
		who = d.text(name, p.Newer.Agency)
	} else if wrong {
		link := summaryLink
		link.fill = errorFill
		who.style = d.style(link)
	}
	s.add(18, who, d.text(name, c.Table), d.text(name, c.Name()), old, now, difference, share, d.text(summaryText, strings.Join(c.Newer, " ")))
}

// fits reports whether a spreadsheet keeps all digits of the numbers.
func fits(numbers ...report.Number) bool {
	for _, n := range numbers {
		if significant(n) > mostDigits {
			return false
		}
	}
	return true
}

// number is a number with its digits.
func (d *diffWriter) number(n report.Number, fill string) writtenCell {
	format := decimalFormat(n.Decimals())
	if !fits(n) {
		format = asText
	}
	return numberCell(d.style(figureStyle(fill, format)), n)
}

// findings writes what contradicts the year before, the gravest first.
func (d *diffWriter) findings() {
	heads := []string{"机关名称", "级别", "代码", "说明", "应为", "实为", "来源行", "格", "单元格"}
	s := d.diffSheet(reviewName, "两年之间的问题；每份报告自身的问题见各自的核对表。", heads, []float64{46, 14, 28, 120, 26, 26, 14, 76, 76}, paper{landscape: true})
	for _, p := range d.set.Pairs {
		for _, f := range p.Findings {
			d.finding(s, p, f)
		}
	}
	s.filterFrom(3)
}

// cellNames are what the cells of a finding are called, as far as the form is known.
func cellNames(layout string, ids []string) string {
	l := layouts.Find(layout)
	if l == nil {
		return ""
	}
	var names []string
	for _, id := range ids {
		if c := l.Ref(id); c != nil {
			names = append(names, formOf(c.Table).byID[id].name())
		}
	}
	return strings.Join(names, "\n")
}

func (d *diffWriter) finding(s *sheet, p *report.Diff, f report.Finding) {
	wrapped, level := summaryText, summaryCount
	wrapped.fit, level.fill = wraps, severityFill(f.Severity)
	ids, names := strings.Join(f.Cells, "\n"), cellNames(p.Newer.Layout, f.Cells)
	lines := max(linesOf(f.Message, points(s.widths[3]), 10), linesOf(names, points(s.widths[7]), 10), linesOf(ids, points(s.widths[8]), 10))
	s.add(heightOf(lines, 10)+6, d.linkTo(p.NewerLink, p.Newer.Agency, ""), d.text(level, severityNames[f.Severity]), d.listText(string(f.Code)),
		d.text(wrapped, f.Message), d.listText(f.Expected), d.listText(f.Actual), d.listNumber(f.Line), d.text(wrapped, names), d.text(wrapped, ids))
}

// pathWidth, in mm, is that of a column of paths.
const pathWidth = 60

// path is a report's path that leads to it, on as many lines as it takes: pathsHeight
// is what a row of them needs.
func (d *diffWriter) path(link, source string) writtenCell {
	c, l := d.linkTo(link, source, ""), summaryText
	if linesOf(source, points(pathWidth), l.size) == 1 {
		return c
	}
	switch {
	case c.formula != "":
		l = summaryLink
	case literal(source):
		l.format = asText
	}
	l.fit = wraps
	c.style = d.style(l)
	return c
}

func (d *diffWriter) pathsHeight(sources ...string) float64 {
	height := float64(listRow)
	for _, s := range sources {
		height = max(height, heightOf(linesOf(s, points(pathWidth), summaryText.size), summaryText.size))
	}
	return min(height, excelize.MaxRowHeight)
}

// reports writes what was compared, and what has no partner.
func (d *diffWriter) reports() {
	note := fmt.Sprintf("已对比%d对，无对应%d份。", len(d.set.Pairs), len(d.set.Unpaired))
	s := d.diffSheet("报告", note, []string{"机关名称", "较早的报告", "年度", "较新的报告", "年度", "变动项数", "问题", "未比较的表"},
		[]float64{46, pathWidth, 14, pathWidth, 14, 20, 14, 60}, paper{landscape: true})
	for _, p := range d.set.Pairs {
		s.add(d.pathsHeight(p.OlderSource, p.NewerSource), d.listText(p.Newer.Agency), d.path(p.OlderLink, p.OlderSource), d.listNumber(p.Older.Year), d.path(p.NewerLink, p.NewerSource), d.listNumber(p.Newer.Year),
			d.listNumber(len(p.Changes)), d.listNumber(len(p.Findings)), d.listText(strings.Join(p.Apart, "、")))
	}
	for _, u := range d.set.Unpaired {
		mark := summaryText
		mark.fill = warnFill
		row := []writtenCell{d.listText(u.Agency), d.path(u.Link, u.Source), d.listNumber(u.Year), d.text(mark, "没有对应的报告"), d.listNumber(0)}
		if u.Newer {
			row = []writtenCell{row[0], row[3], row[4], row[1], row[2]}
		}
		s.add(d.pathsHeight(u.Source), append(row, d.listNumber(0), d.listNumber(0), d.listText(""))...)
	}
	s.filterFrom(3)
}
