package source

import (
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
)

// A spacedRow is a row that spaces part, and where the values at its end stand.
// A blank cell leaves no trace in such a row but a wider space; what column
// the values are of shows only in the rows of the same page that are full.
type spacedRow struct {
	line   int   // its index among the lines
	page   int   // form feeds before it
	units  bool  // units behind its figures shift them off their columns
	values []int // the middle of each value, in half characters from the left margin
	wide   []int // the same where a Chinese character is two wide, as on a terminal
	gaps   []int // spaces before each cell but the first
}

// newSpacedRow measures the values that end a row; it has none for a row without.
func newSpacedRow(raw rawLine, cells []string, line int) spacedRow {
	row := spacedRow{line: line, page: raw.page}
	first := len(cells)
	for first > 0 && isValue(cells[first-1]) {
		first--
	}
	rest, at, wideAt := raw.text, 0, 0
	for i, c := range cells {
		skip := strings.Index(rest, c)
		if i > 0 {
			row.gaps = append(row.gaps, utf8.RuneCountInString(rest[:skip]))
		}
		at += utf8.RuneCountInString(rest[:skip])
		wideAt += terminalWidth(rest[:skip])
		size, wide := utf8.RuneCountInString(c), terminalWidth(c)
		if i >= first {
			_, unit := figure.CutUnit(c)
			row.units = row.units || unit != ""
			row.values = append(row.values, 2*at+size)
			row.wide = append(row.wide, 2*wideAt+wide)
		}
		at += size
		wideAt += wide
		rest = rest[skip+len(c):]
	}
	return row
}

// terminalWidth is how many columns of a terminal a text takes up.
func terminalWidth(s string) int {
	const firstWide = 0x2e80 // radicals, then all that is as wide as a Chinese character
	n := 0
	for _, r := range s {
		n++
		if r >= firstWide {
			n++
		}
	}
	return n
}

// measure counts Chinese characters as two wide in the whole table if its full rows
// stand in columns then, and do not otherwise. It reports whether they stand in
// columns at all: in rows parted by so many spaces each, a place tells nothing.
func measure(rows []spacedRow, most int) bool {
	narrow, wide, all := 0, 0, 0
	first := map[int]*spacedRow{} // by page
	for i := range rows {
		r := &rows[i]
		if len(r.values) != most {
			continue
		}
		above := first[r.page]
		if above == nil {
			first[r.page] = r
			continue
		}
		for k := range most {
			all++
			if near(r.values[k], above.values[k]) {
				narrow++
			}
			if near(r.wide[k], above.wide[k]) {
				wide++
			}
		}
	}
	if wide > narrow {
		for i := range rows {
			rows[i].values = rows[i].wide
		}
	}
	const share = 0.8
	return float64(max(narrow, wide)) >= share*float64(all)
}

// fillBlanks gives the rows that have blanks a field for each, where the fullest
// rows of their table on the page show its columns. A row that the fullest rows do
// not fit stays as it is.
func (t *textReader) fillBlanks(rows []spacedRow) {
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && !t.headingBetween(rows[n-1].line, rows[n].line) {
			n++
		}
		t.fillTable(rows[:n])
		rows = rows[n:]
	}
}

// evenlyParted reports whether all cells of several rows stand as many spaces behind the
// one before: the spaces part them, and stand for nothing that is blank.
func evenlyParted(rows []spacedRow) bool {
	even := 0
	for _, r := range rows {
		for _, gap := range r.gaps {
			if even > 0 && gap != even {
				return false
			}
			even = gap
		}
	}
	return even > 0
}

// headingBetween reports whether a numbered line without values stands between
// two lines: the next table begins there.
func (t *textReader) headingBetween(from, to int) bool {
	for _, l := range t.lines[from+1 : to] {
		text := []rune(strings.ReplaceAll(l.Text, " ", ""))
		if len(l.Fields) == 1 && len(text) > 2 && strings.ContainsRune("一二三四五六七八九十", text[0]) && strings.ContainsRune("、.．", text[1]) {
			return true
		}
	}
	return false
}

func (t *textReader) fillTable(rows []spacedRow) {
	most := 0
	for _, row := range rows {
		most = max(most, len(row.values))
	}
	if most > MaxColumns || evenlyParted(rows) || !measure(rows, most) {
		return
	}
	under := make([]*spacedRow, len(rows)) // the full row whose columns a row with blanks has
	fit, astray := 0, 0
	for i, row := range rows {
		if len(row.values) < 2 || len(row.values) == most || row.units {
			continue
		}
		if under[i] = nearestFull(rows, i, most); under[i] != nil {
			fit++
		} else {
			astray++
		}
	}
	const few = 4 // rows that fit for one that does not
	if astray*few > fit {
		return // some fit by chance
	}
	for i, row := range rows {
		if full := under[i]; full != nil && t.meter.fields(most-len(row.values)) {
			spread(&t.lines[row.line], row.values, full.values)
			t.lines[row.line].Filled = most
		}
	}
}

// nearestFull is the full row of the same page, nearest to row i, whose columns the
// row's values stand in; nil when there is none.
func nearestFull(rows []spacedRow, i, most int) *spacedRow {
	const reach = 200 // rows: more than a page has
	row := &rows[i]
	for away := 1; away <= reach; away++ {
		for _, j := range [...]int{i - away, i + away} {
			if j < 0 || j >= len(rows) {
				continue
			}
			if other := &rows[j]; other.page == row.page && len(other.values) == most && fits(row.values, other.values) {
				return other
			}
		}
	}
	return nil
}

// fits reports whether each value stands under one of the full row's, clearly
// nearer to it than to any other, and no two under the same.
func fits(values, full []int) bool {
	last := -1
	for _, v := range values {
		k, second := 0, 1<<30
		for i := 1; i < len(full); i++ {
			if d := distance(v, full[i]); d < distance(v, full[k]) {
				second, k = distance(v, full[k]), i
			} else {
				second = min(second, d)
			}
		}
		if !near(v, full[k]) || second < 2*distance(v, full[k])+2 || k <= last {
			return false
		}
		last = k
	}
	return true
}

func distance(a, b int) int { return max(a-b, b-a) }

// near allows one and a half characters: a number of many digits beside one of few.
func near(a, b int) bool { return distance(a, b) <= 3 }

// spread puts an empty field at each place of the full row where the line has no value.
func spread(l *Line, values, full []int) {
	labels := len(l.Fields) - len(values)
	fields := append([]Field(nil), l.Fields[:labels]...)
	k := 0
	for _, at := range full {
		f := Field{Line: l.No}
		if k < len(values) && near(values[k], at) {
			f = l.Fields[labels+k]
			k++
		}
		f.Col = len(fields)
		fields = append(fields, f)
	}
	l.Fields = fields
}
