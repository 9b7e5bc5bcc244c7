package xlsx

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// counts are how many reports there are of each year and layout, and how they stand.
type counts struct {
	of     map[countKey]*count
	failed int
}

type countKey struct {
	year   int // 0 when it is not known
	layout *layouts.Layout
}

type count struct{ good, doubtful, wrong int }

func (c *counts) add(r Result) {
	if r.Skipped {
		return
	}
	if r.Report == nil {
		c.failed++
		return
	}
	key := countKey{r.Report.Year, r.Layout.Form()}
	if c.of[key] == nil {
		c.of[key] = &count{}
	}
	switch n := c.of[key]; {
	case r.Report.Count(report.Error) > 0:
		n.wrong++
	case r.Report.Count(report.Warning) > 0:
		n.doubtful++
	default:
		n.good++
	}
}

const countsName = "统计"

var countColumns = []column{
	{"年度", "", 24}, {"表格", "", 92}, {"报告", "", 20}, {"无错误无警告", "", 30}, {"仅有警告", "", 24}, {"有错误", "", 24},
}

// called is what the summary is one of: of the built-in forms' reports, or of the only
// other form there is.
func (s *Summary) called() string {
	var forms []string
	for k := range s.counts.of {
		name := "政府信息公开工作年度报告"
		if layouts.Find(k.layout.ID) == nil {
			name = k.layout.Name
		}
		if !slices.Contains(forms, name) {
			forms = append(forms, name)
		}
	}
	if len(forms) == 1 {
		return forms[0] + "汇总"
	}
	return "政府信息公开工作年度报告汇总"
}

// writeCounts writes the opening sheet.
func (s *Summary) writeCounts() {
	keys := slices.SortedFunc(maps.Keys(s.counts.of), func(a, b countKey) int {
		return cmp.Or(a.year-b.year, cmp.Compare(a.layout.ID, b.layout.ID))
	})
	widths := make([]float64, len(countColumns))
	heads := make([]writtenCell, len(countColumns))
	for i, c := range countColumns {
		widths[i] = c.width
		heads[i] = s.workbookWriter.text(summaryHead, c.label)
	}
	t := s.sheet(s.names.pick(countsName), widths, paper{landscape: true})
	title := look{font: hei, size: 16, horizontal: "center", vertical: "center"}
	t.add(32, s.workbookWriter.text(title, s.called()))
	t.merge(place{1, 1}, place{len(widths), 1})
	t.add(24, heads...)
	var sum count
	for _, k := range keys {
		n := s.counts.of[k]
		year := "年度不明"
		if k.year > 0 {
			year = fmt.Sprintf("%d年", k.year)
		}
		s.addCount(t, year, k.layout.Name, *n, false)
		sum.good, sum.doubtful, sum.wrong = sum.good+n.good, sum.doubtful+n.doubtful, sum.wrong+n.wrong
	}
	s.addCount(t, "合计", "", sum, len(keys) > 0)
	t.add(20, s.workbookWriter.text(summaryText, "未能读取"), s.workbookWriter.text(summaryText, "见“失败”表"), s.number(s.counts.failed))
	if len(keys) > 0 {
		s.addChart(t, len(keys))
	}
}

// addCount writes a row of counts. The total's are sums of those above.
func (s *Summary) addCount(t *sheet, year, layout string, n count, total bool) {
	row := []writtenCell{s.workbookWriter.text(summaryText, year), s.workbookWriter.text(summaryText, layout)}
	here := t.row + 1
	for i, v := range []int{n.good + n.doubtful + n.wrong, n.good, n.doubtful, n.wrong} {
		c := s.number(v)
		switch col := 3 + i; {
		case total:
			c.formula = fmt.Sprintf("SUM(%s:%s)", place{col, 3}.ref(), place{col, here - 1}.ref())
		case i == 0:
			c.formula = fmt.Sprintf("SUM(%s:%s)", place{4, here}.ref(), place{6, here}.ref())
		}
		row = append(row, c)
	}
	t.add(20, row...)
}

func (s *Summary) number(n int) writtenCell {
	return writtenCell{style: s.style(summaryCount), number: strconv.Itoa(n)}
}

// wholeStep is the step of an axis of reports: never a part of one.
func (s *Summary) wholeStep() float64 {
	most := 0
	for _, n := range s.counts.of {
		most = max(most, n.good+n.doubtful+n.wrong)
	}
	return wholeStep(float64(most))
}

// wholeStep is the step of an axis from 0 to a number, a whole number.
func wholeStep(most float64) float64 {
	for step := 1.0; ; step *= 10 {
		for _, k := range []float64{1, 2, 5} {
			if most <= 10*k*step {
				return k * step
			}
		}
	}
}

// addChart draws the counts below them, a column for each year and layout.
func (s *Summary) addChart(t *sheet, n int) {
	ref := func(col, from, to int) string {
		return onSheet(t.name, place{col, from}.fixed()) + ":" + place{col, to}.fixed()
	}
	c := &excelize.Chart{
		Type:         excelize.ColStacked,
		Title:        excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: "各年度报告份数"}}},
		Legend:       excelize.ChartLegend{Position: "bottom"},
		Dimension:    excelize.ChartDimension{Width: 900, Height: 360},
		Format:       excelize.GraphicOptions{AltText: "各年度报告份数：无错误无警告、仅有警告、有错误"},
		ShowBlanksAs: "zero",
		XAxis:        excelize.ChartAxis{Font: excelize.Font{Color: "000000"}},
		YAxis:        excelize.ChartAxis{Font: excelize.Font{Color: "000000"}, MajorGridLines: true, MajorUnit: s.wholeStep(), NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0"}},
	}
	for i, fill := range []string{"A9D18E", warnFill, errorFill} {
		c.Series = append(c.Series, excelize.ChartSeries{
			Name:       onSheet(t.name, place{4 + i, 2}.fixed()),
			Categories: ref(1, 3, n+2),
			Values:     ref(4+i, 3, n+2),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}},
		})
	}
	t.charts = append(t.charts, chart{place{1, n + 6}, c})
}
