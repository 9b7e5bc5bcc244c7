package xlsx

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/convert/entry"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// setValue reads a field into a cell. false means that it is no value of the
// kind; the cell is then open and keeps the text.
func (w *workbook) setValue(c *report.Cell, f *field, d *formCell) bool {
	c.Text = trim(f.text)
	shown := c.Text
	switch {
	case !d.kind.IsFigure():
		return w.setWords(c, f, d)
	case f.number && strings.Contains(bare(f.style.format), "%") && d.kind == layouts.Percent && !f.faulty:
		shown = hundredfold(f.text, bare(f.style.format)) + "%"
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
	read, ok := entry.Read(d.row, d.column, shown)
	if !ok {
		c.Open = true
		return false
	}
	stated := read.Unit
	if stated == "" {
		stated = unitIn(f.style.format)
	}
	counts := figure.Counts(stated) && !figure.CountsPeople(stated) && !d.row.KindOf(d.column).Fraction() // 3件 where the form counts without saying what
	if stated != d.row.UnitOf(d.column) && !counts {
		c.Unit = stated
	}
	c.Value = read.Number
	return true
}

// hundredfold is what a cell in the format of a percentage shows of a number: with as many
// decimals as the format has.
func hundredfold(text, format string) string {
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	_, decimals, _ := strings.Cut(strings.SplitN(format, "%", 2)[0], ".")
	return n.Mul(n, big.NewRat(100, 1)).FloatString(len(decimals))
}

// setWords reads a field into a cell of words: a text as it is shown.
func (w *workbook) setWords(c *report.Cell, f *field, d *formCell) (ok bool) {
	switch {
	case f.number && f.style.date:
		c.Text = w.dateOf(f)
	case f.number:
		c.Text, _ = exact(f.text, f.style.format)
	}
	e, ok := entry.Read(d.row, d.column, c.Text)
	if c.Open = !ok || f.faulty; !c.Open {
		c.Words = e.Words
	}
	return !c.Open
}

// foldText takes out spaces and the apostrophe that marks a text, and folds
// full-width characters and the many dashes.
func foldText(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case invisible(r):
			return -1
		case figure.IsDash(r):
			return '-'
		case 0xFF01 <= r && r <= 0xFF5E:
			return r - 0xFF01 + '!'
		}
		return r
	}, s)
	return strings.TrimLeft(s, "'’‘")
}

// invisible tells white space and the characters of no width.
func invisible(r rune) bool { return figure.IsSpace(r) || figure.IsInvisible(r) }

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
	m := writtenDate.FindStringSubmatch(foldText(s))
	if m == nil {
		return "", false
	}
	t, err := time.Parse("2006-1-2", m[1]+"-"+m[2]+"-"+m[3])
	return t.Format(time.DateOnly), err == nil
}
