package xlsx

import (
	"fmt"
	"strconv"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
)

// readCover reads the opening sheet.
func (r *reader) readCover() {
	r.report.Title = r.coverText(fieldTitle)
	r.report.Agency = r.coverText(fieldAgency)
	r.readYear()
	r.readDate()
	t, ok := r.cover(fieldProperties)
	if !ok {
		return
	}
	if r.names[ownNames+fieldProperties.name].sheet == nil {
		t.at.col-- // found by its label: the place beside it
	}
	for _, y := range t.sheet.rows {
		if y <= t.at.row {
			continue
		}
		p := report.Property{Key: r.textOf(t.sheet.at(place{t.at.col, y})), Value: r.textOf(t.sheet.at(place{t.at.col + 1, y}))}
		if p.Key != "" || p.Value != "" {
			r.report.Properties = append(r.report.Properties, p)
		}
	}
}

// cover finds the value of a field: by its name, else beside its label.
func (r *reader) cover(f coverField) (target, bool) {
	if t, ok := r.names[ownNames+f.name]; ok {
		return t, true
	}
	for _, g := range r.workbook.sheets {
		for _, y := range g.rows {
			if g.shown(place{1, y}) == f.label {
				return target{g, place{2, y}}, true
			}
		}
	}
	return target{}, false
}

func (r *reader) coverText(f coverField) string {
	t, ok := r.cover(f)
	if !ok {
		return ""
	}
	return r.textOf(t.sheet.at(t.at))
}

// readYear takes 2024, also with 年 behind it.
func (r *reader) readYear() {
	text := r.coverText(fieldYear)
	f := figure.Read(trimYear(text))
	if f.Kind == figure.Blank {
		return
	}
	if n, ok := f.Count(); ok && f.Unit == "" {
		if year, _ := n.Int(); year > 0 && year < 10000 {
			r.report.Year = int(year)
			return
		}
	}
	r.doubtDate(fieldYear, text)
}

func trimYear(s string) string {
	s = foldText(s)
	for _, tail := range []string{"年度", "年"} {
		if n := len(s) - len(tail); n > 0 && s[n:] == tail {
			return s[:n]
		}
	}
	return s
}

// readDate takes a day in writing, or a number that is formatted as a date.
func (r *reader) readDate() {
	t, ok := r.cover(fieldDate)
	if !ok {
		return
	}
	f := t.sheet.at(t.at)
	text := f.text
	if _, err := strconv.ParseFloat(text, 64); err == nil && f.number {
		text = r.dateOf(f)
	}
	if trim(text) == "" {
		return
	}
	if r.report.Date, ok = parseDate(text); !ok {
		r.report.Date = ""
		r.doubtDate(fieldDate, text)
	}
}

func (r *reader) doubtDate(f coverField, text string) {
	finding := report.NewFinding("date", fmt.Sprintf("封面的%s“%s”不能识别。", f.label, clip(text, 40)))
	finding.Text = text
	r.report.Add(finding)
}
