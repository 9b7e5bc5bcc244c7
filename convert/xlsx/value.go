package xlsx

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// blanks are what stands in a cell for nothing, folded.
var blanks = map[string]bool{"": true, "/": true, "无": true, "不适用": true, "n/a": true}

// units are the counting words and units that a clerk may put behind a number.
var units = []string{"万元", "亿元", "元", "件", "条", "项", "个", "宗", "次", "份", "例", "起"}

var plainNumber = regexp.MustCompile(`^([+-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?$`)

// setValue reads a field into a cell. false means that it is no value of the
// kind; the cell is then open and keeps the text.
func (w *workbook) setValue(c *report.Cell, f *field, kind layouts.Kind, unit string) bool {
	c.Text = trim(f.text)
	shown := c.Text
	switch {
	case f.faulty, f.number && strings.Contains(bare(f.style.format), "%"):
		c.Open = true
		return false
	case f.number && f.style.date:
		c.Text = w.dateOf(f)
		c.Open = true
		return false
	case f.number:
		if s, ok := exact(f.text, f.style.format); ok {
			shown = s
		}
	}
	value, stated, ok := parseValue(shown)
	if ok && !fitsKind(value, kind) {
		whole, fraction, _ := strings.Cut(value.String(), ".")
		ok = false
		if strings.Trim(fraction, "0") == "" && fitsSign(value, kind) { // 3.0 is a count
			value, _ = report.ParseNumber(whole)
			ok = true
		}
	}
	if !ok {
		c.Open = true
		return false
	}
	if stated == "" {
		stated = unitIn(f.style.format)
	}
	if stated != unit {
		c.Unit = stated
	}
	c.Value = value
	return true
}

func fitsKind(n report.Number, kind layouts.Kind) bool {
	return fitsSign(n, kind) && (kind == layouts.Amount || n.Decimals() == 0)
}

func fitsSign(n report.Number, kind layouts.Kind) bool {
	return n.Sign() >= 0 || kind == layouts.Signed
}

// parseValue reads a value as people write it: spaces inside, full-width digits,
// separators of thousands, a unit behind it, an apostrophe in front.
func parseValue(text string) (n report.Number, unit string, ok bool) {
	s := foldValue(text)
	if blanks[s] || strings.Trim(s, "-") == "" {
		return n, "", true
	}
	for _, u := range units {
		if t, found := strings.CutSuffix(s, u); found {
			s, unit = t, u
			break
		}
	}
	if s == "〇" || s == "零" {
		s = "0"
	}
	m := plainNumber.FindStringSubmatch(s)
	if m == nil {
		return n, "", false
	}
	whole := strings.TrimLeft(strings.ReplaceAll(m[2], ",", ""), "0")
	if whole == "" {
		whole = "0"
	}
	n, err := report.ParseNumber(strings.TrimPrefix(m[1], "+") + whole + m[3])
	return n, unit, err == nil
}

// foldValue takes out spaces and the apostrophe that marks a text, and folds
// full-width characters and the many dashes.
func foldValue(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case invisible(r):
			return -1
		case strings.ContainsRune("−–—－―﹣", r):
			return '-'
		case 0xFF01 <= r && r <= 0xFF5E:
			r = r - 0xFF01 + '!'
		case r == '，':
			return ','
		}
		return unicode.ToLower(r)
	}, s)
	return strings.TrimLeft(s, "'’‘")
}

// invisible tells white space and the characters of no width.
func invisible(r rune) bool {
	switch r {
	case 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return true
	}
	return unicode.IsSpace(r)
}

func trim(s string) string { return strings.TrimFunc(s, invisible) }

// dateOf is the day that a number formatted as a date shows, as 2025-01-26; the
// number itself when it is none.
func (w *workbook) dateOf(f *field) string {
	if t, ok := w.day(f); ok {
		return t.Format(time.DateOnly)
	}
	return f.text
}

func (w *workbook) day(f *field) (time.Time, bool) {
	days, err := strconv.ParseFloat(f.text, 64)
	if err != nil || days < 0 || days > 2958465 { // the end of 9999
		return time.Time{}, false
	}
	return w.zero.AddDate(0, 0, int(days)), true
}

// textOf is the text of a field in prose. What a clerk writes as 2025年1月26日
// spreadsheets keep as a number.
func (w *workbook) textOf(f *field) string {
	if !f.number {
		return f.text
	}
	if f.style.date {
		if t, ok := w.day(f); ok && strings.Contains(f.style.format, "-") {
			return t.Format(time.DateOnly)
		} else if ok {
			return t.Format("2006年1月2日")
		}
	}
	if s, ok := exact(f.text, f.style.format); ok {
		return s
	}
	return f.text
}

var writtenDate = regexp.MustCompile(`^(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?$`)

// parseDate reads a day as people write it, to 2025-01-26. false when it is none.
func parseDate(s string) (string, bool) {
	m := writtenDate.FindStringSubmatch(foldValue(s))
	if m == nil {
		return "", false
	}
	t, err := time.Parse("2006-1-2", m[1]+"-"+m[2]+"-"+m[3])
	return t.Format(time.DateOnly), err == nil
}
