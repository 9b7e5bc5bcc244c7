package entry

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
)

// Texts that are a month or a year, or a day without marks.
var (
	month  = regexp.MustCompile(`^((?:19|20|21)\d\d)(?:年|[-/.])(\d{1,2})月?$`)
	year   = regexp.MustCompile(`^((?:19|20|21)\d\d)年?$`)
	packed = regexp.MustCompile(`^((?:19|20|21)\d\d)(\d{2})(\d{2})$`)
)

// date is the day, month or year that a text is, as YYYY-MM-DD, YYYY-MM or YYYY; "" for a
// mark for nothing. false for anything else, and for what is in no calendar.
func date(text string) (string, bool) {
	if before, d := report.CutDate(text); d.Year != 0 {
		return written(d), before == "" && d.Year >= earliest
	}
	if m := packed.FindStringSubmatch(text); m != nil {
		d := report.Date{Year: number(m[1]), Month: number(m[2]), Day: number(m[3])}
		return written(d), real(d)
	}
	if m := month.FindStringSubmatch(text); m != nil {
		d := report.Date{Year: number(m[1]), Month: number(m[2])}
		return written(d), 1 <= d.Month && d.Month <= 12
	}
	if m := year.FindStringSubmatch(text); m != nil {
		return m[1], true
	}
	return "", figure.IsBlank(text)
}

// earliest is the first year that a date in a report may be of.
const earliest = 1900

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// real reports whether a day is in the calendar.
func real(d report.Date) bool {
	day := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return day.Day() == d.Day && int(day.Month()) == d.Month
}

func written(d report.Date) string {
	if d.Day == 0 {
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// shownDate is a date as it is printed: 2024年5月1日.
func shownDate(words string) string {
	var d report.Date
	switch n, _ := fmt.Sscanf(words, "%d-%d-%d", &d.Year, &d.Month, &d.Day); n {
	case 0:
		return words
	case 1:
		return fmt.Sprintf("%d年", d.Year)
	}
	return d.String()
}
