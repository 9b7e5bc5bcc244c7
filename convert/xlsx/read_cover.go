package xlsx

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// readCover reads the opening sheet.
func (r *reader) readCover() {
	r.report.Title = r.coverText(fieldTitle)
	r.report.Agency = r.coverText(fieldAgency)
	r.readYear()
	r.readPeriod()
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
	own := f.of(r.layout)
	for _, g := range r.workbook.sheets {
		for _, y := range g.rows {
			if label := g.shown(place{1, y}); label == f.label || label == own.label {
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
	if m := hanYear.FindString(trimYear(text)); m != "" {
		r.report.Year, _ = strconv.Atoi(hanDigits(m))
		return
	}
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

// readPeriod takes 第三季度, also where only the title says it.
func (r *reader) readPeriod() {
	r.report.Period = layouts.Period(r.report.Title)
	if !r.layout.Periodic() {
		return
	}
	text := r.coverText(fieldPeriod)
	switch period := cmp.Or(layouts.Period(text), layouts.Period("2000年"+text)); {
	case period != "":
		r.report.Period = period
	case trim(text) != "":
		r.doubtDate(fieldPeriod, text)
	}
}

// hanYear is a year in characters: 二〇二四.
var hanYear = regexp.MustCompile(`^[一二][〇○零一二三四五六七八九]{3}$`)

// hanDate is a day in characters: 二〇二五年一月二十六日.
var hanDate = regexp.MustCompile(`^([一二][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$`)

// hanDigits writes the digits of a number that is read digit by digit.
func hanDigits(s string) string {
	return strings.Map(func(r rune) rune {
		for i, digits := range []string{"〇○零", "一", "二", "三", "四", "五", "六", "七", "八", "九"} {
			if strings.ContainsRune(digits, r) {
				return '0' + rune(i)
			}
		}
		return r
	}, s)
}

// arabicDate writes a day in characters with digits; another text stays as it is.
func arabicDate(s string) string {
	m := hanDate.FindStringSubmatch(foldText(s))
	if m == nil {
		return s
	}
	return hanDigits(m[1]) + "年" + hanNumber(m[2]) + "月" + hanNumber(m[3]) + "日"
}

// hanNumber writes a number below 100: 二十六, 十, 三.
func hanNumber(s string) string {
	tens, ones, ok := strings.Cut(s, "十")
	switch {
	case !ok:
		return hanDigits(s)
	case tens == "":
		tens = "一"
	}
	if ones == "" {
		ones = "〇"
	}
	return hanDigits(tens + ones)
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
	if r.report.Date, ok = parseDate(arabicDate(text)); !ok {
		r.report.Date = ""
		r.doubtDate(fieldDate, text)
	}
}

func (r *reader) doubtDate(f coverField, text string) {
	finding := report.NewFinding(report.CodeDate, fmt.Sprintf("封面的%s“%s”不能识别。", f.label, words.Clip(text, 40)))
	finding.Text = text
	r.report.Add(finding)
}
