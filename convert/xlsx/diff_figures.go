package xlsx

import (
	"math"
	"math/big"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
)

// A chart is chartRows rows of chartRow points high; excelize reckons with rows of
// this height. So many stand whole on a page, at this scale in per cent.
const (
	chartRows    = 20
	chartRow     = 15
	chartsOnPage = 2
	chartScale   = 55
)

// main writes the main figures of both years, each group with a chart beside it.
// Of several pairs they are added up, as far as both years are known.
func (d *diffWriter) main() {
	var groups []report.Series
	for _, p := range d.set.Pairs {
		for _, s := range p.Charts {
			groups = merged(groups, s)
		}
	}
	note := ""
	if len(d.set.Pairs) > 1 {
		note = "各单位之和；有一年未能确定的，两年都不计。"
	}
	s := d.diffSheet("主要数据", note, []string{"项目", d.older, d.newer}, []float64{90, 28, 28}, paper{landscape: true, loose: true, scale: chartScale})
	drawn := 0
	for _, g := range groups {
		if len(g.Figures) == 0 {
			continue
		}
		if drawn > 0 && drawn%chartsOnPage == 0 {
			s.paper.ends = append(s.paper.ends, s.row+1)
		}
		d.group(s, g)
		drawn++
	}
}

// mainByUnit writes the main figures of several pairs, a row a unit.
func (d *diffWriter) mainByUnit() {
	if len(d.set.Pairs) < 2 {
		return
	}
	heads, widths := []string{"机关名称"}, []float64{46}
	placed := map[string]int{}
	for _, p := range d.set.Pairs {
		for _, g := range p.Charts {
			for _, c := range g.Figures {
				if _, known := placed[c.Name()]; !known {
					placed[c.Name()] = len(heads)
					heads = append(heads, c.Name()+"\n"+d.older, c.Name()+"\n"+d.newer)
					widths = append(widths, 22, 22)
				}
			}
		}
	}
	pairs := []column{{"", "", widths[0]}} // of the two years, which stand on one page
	for i := 1; i < len(heads); i += 2 {
		pairs = append(pairs, column{"", "figure", widths[i] + widths[i+1]})
	}
	p := paper{landscape: true}.inGroups(pairs, 1, func(id string) string { return id })
	for i, before := range p.breaks {
		p.breaks[i] = 2 * (before - 1)
	}
	s := d.diffSheet("各单位主要数据", "空白为空白或未能确定。", heads, widths, p)
	for _, p := range d.set.Pairs {
		row := make([]writtenCell, len(heads))
		row[0] = d.listText(p.Newer.Agency)
		for i := range row[1:] {
			row[i+1] = d.listNumber(0)
		}
		for _, g := range p.Charts {
			for _, c := range g.Figures {
				at := placed[c.Name()]
				row[at], row[at+1] = d.number(c.Old, ""), d.number(c.New, "")
			}
		}
		s.add(18, row...)
	}
	s.filterFrom(3)
}

// merged adds a series to those that are there.
func merged(groups []report.Series, s report.Series) []report.Series {
	at := -1
	for i := range groups {
		if groups[i].Title == s.Title {
			at = i
		}
	}
	if at < 0 {
		groups, at = append(groups, report.Series{Title: s.Title}), len(groups)
	}
	for _, c := range s.Figures {
		if !c.Unknown {
			groups[at].Figures = added(groups[at].Figures, c)
		}
	}
	return groups
}

// added adds a figure to the one of the same cells.
func added(figures []*report.Change, c *report.Change) []*report.Change {
	for _, have := range figures {
		if have.Newer[0] == c.Newer[0] {
			have.Old, have.New = plus(have.Old, c.Old), plus(have.New, c.New)
			return figures
		}
	}
	own := *c
	return append(figures, &own)
}

func plus(a, b report.Number) report.Number {
	return report.NumberOf(new(big.Rat).Add(a.Rat(), b.Rat()), max(a.Decimals(), b.Decimals()))
}

// wholeFigures reports whether all figures of a group are whole, and how far from 0
// they are at most: of counts, an axis shows no halves.
func wholeFigures(g report.Series) (whole bool, most float64) {
	for _, c := range g.Figures {
		for _, n := range []report.Number{c.Old, c.New} {
			if n.Decimals() > 0 {
				return false, 0
			}
			v, _ := n.Rat().Float64()
			most = max(most, math.Abs(v))
		}
	}
	return true, most
}

// group writes the figures of one chart, and the chart.
func (d *diffWriter) group(s *sheet, g report.Series) {
	head := summaryText
	head.bold, head.fill = true, headFill
	top := s.add(chartRow, d.text(head, g.Title), d.text(head, ""), d.text(head, ""))
	for _, c := range g.Figures {
		s.add(chartRow, d.listText(c.Name()), d.number(c.Old, ""), d.number(c.New, ""))
	}
	last := s.row
	ref := func(col, from, to int) string {
		return onSheet(s.name, place{col, from}.fixed()+":"+place{col, to}.fixed())
	}
	c := &excelize.Chart{
		Type:      excelize.Col,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: g.Title, Font: &excelize.Font{Family: hei, Size: 12}}}},
		Legend:    excelize.ChartLegend{Position: "bottom"},
		Dimension: excelize.ChartDimension{Width: 720, Height: chartRows * chartRow * 96 / 72},
		XAxis:     excelize.ChartAxis{Font: excelize.Font{Family: song, Size: 8, Color: "000000"}},
		YAxis:     excelize.ChartAxis{Font: excelize.Font{Family: song, Size: 8, Color: "000000"}, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "General"}},
		Format:    excelize.GraphicOptions{AltText: g.Title + "：" + d.older + "与" + d.newer + "对照"},
		PlotArea:  excelize.ChartPlotArea{ShowVal: true},
	}
	if whole, most := wholeFigures(g); whole {
		c.YAxis.MajorUnit, c.YAxis.NumFmt.CustomNumFmt = wholeStep(most), "0"
	}
	for i, fill := range []string{"A5A5A5", "C00000"} {
		c.Series = append(c.Series, excelize.ChartSeries{
			Name:       onSheet(s.name, place{i + 2, 3}.fixed()),
			Categories: ref(1, top+1, last), Values: ref(i+2, top+1, last),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}},
		})
	}
	s.charts = append(s.charts, chart{place{5, top + 1}, c})
	for s.row < top+chartRows+1 {
		s.add(chartRow)
	}
}
