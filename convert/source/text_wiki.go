package source

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/pattern"
)

// A cellTable is a table whose text says where its cells begin and what they span, as
// asciidoc and mediawiki write them, while it is read.
type cellTable struct {
	docTable
	meter *meter
	nos   []int // of the rows
}

func (t *cellTable) row(no int) {
	t.openRow(no)
	t.nos = append(t.nos, no)
	t.meter.line()
}

func (t *cellTable) add(text string, no, cols, rows int) {
	c := &docCell{no: no, cols: max(1, cols), rows: max(1, rows)}
	t.openCell(c)
	t.meter.fields(1)
	t.more(text, no)
}

// more adds a line of text to the cell that was begun last.
func (t *cellTable) more(text string, no int) {
	if c := t.cell(); c != nil && trim(text) != "" {
		c.flow.write(t.meter, text, no)
		c.flow.end(t.meter, false)
	}
}

// addCells adds the rows of a table; before is the line it begins with.
func (t *textReader) addCells(table *cellTable, before rawLine) {
	grid := table.grid(&t.meter)
	t.tables++
	for r, row := range grid {
		if len(row) > 0 {
			line := rowLine(row, table.nos[r])
			t.addRow(line, before, line.No)
			before = rawLine{}
		}
	}
	t.gap = true
}

var (
	asciidocFence = pattern.New(`^\|={3,}$`)
	asciidocCols  = pattern.New(`cols="?([^"\]]*)"?`)
	asciidocSpec  = pattern.New(`^(?:(\d{1,3})?(?:\.(\d{1,3}))?\+)?[<^>]?(?:\.[<^>])?[adehlmsv]?$`)
	asciidocTimes = pattern.New(`^(\d{1,2})\*`)
)

// addAsciidoc adds a table between two |===, and returns how many lines it takes; 0 if
// there is none.
func (t *textReader) addAsciidoc(raw []rawLine) int {
	cols, first := 0, 0
	if text := trim(raw[0].text); len(raw) > 1 && strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") {
		if m := asciidocCols.FindStringSubmatch(text); m != nil {
			cols = countColumns(m[1])
		}
		first = 1
	}
	fence := trim(raw[first].text)
	if !strings.HasPrefix(fence, "|=") || !asciidocFence.MatchString(fence) {
		return 0
	}
	end := first + 1
	for end < len(raw) && trim(raw[end].text) != fence {
		end++
	}
	if end == len(raw) {
		return 0
	}
	table := &cellTable{meter: &t.meter}
	fill := rowFiller{table: table, cols: cols}
	for _, l := range raw[first+1 : end] {
		fill.line(l)
	}
	t.addCells(table, raw[0])
	return end + 1
}

// countColumns counts those of cols="1,2*,^3"; 0 if there are too many.
func countColumns(spec string) int {
	n := 0
	for one := range strings.SplitSeq(spec, ",") {
		if m := asciidocTimes.FindStringSubmatch(trim(one)); m != nil {
			times, _ := strconv.Atoi(m[1])
			n += times - 1
		}
		if n++; n > MaxColumns {
			return 0
		}
	}
	return n
}

// A rowFiller deals cells out to rows of so many columns.
type rowFiller struct {
	table *cellTable
	cols  int   // 0 until the first line with cells tells
	below []int // for each column, rows below that a cell covers
	at    int   // the next free column of the open row; cols when it is full
}

// line adds the cells of a line. What stands before the first goes on with the last one.
func (f *rowFiller) line(l rawLine) {
	parts, specs := splitAsciidoc(l.text)
	if len(f.table.rows) > 0 {
		f.table.more(parts[0], l.no)
	}
	if f.cols == 0 {
		f.cols = len(parts) - 1
	}
	for i, text := range parts[1:] {
		m := asciidocSpec.FindStringSubmatch(specs[i])
		cols, _ := strconv.Atoi(m[1])
		rows, _ := strconv.Atoi(m[2])
		f.cell(text, l.no, min(max(1, cols), max(1, f.cols)), max(1, rows))
	}
}

func (f *rowFiller) cell(text string, no, cols, rows int) {
	if f.below == nil {
		f.below, f.at = make([]int, f.cols), f.cols
	}
	for f.at < f.cols && f.below[f.at] > 0 {
		f.at++
	}
	if f.at >= f.cols {
		f.table.row(no)
		for i := range f.below {
			f.below[i] = max(0, f.below[i]-1)
		}
		f.at = 0
		for f.at < f.cols-1 && f.below[f.at] > 0 {
			f.at++
		}
	}
	f.table.add(text, no, cols, rows)
	for range cols {
		if f.at < f.cols {
			f.below[f.at] = rows
			f.at++
		}
	}
}

// splitAsciidoc cuts a line at its bars; before each may stand what its cell spans.
func splitAsciidoc(s string) (parts, specs []string) {
	start := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '|' || i > 0 && s[i-1] == '\\' {
			continue
		}
		before := s[start:i]
		spec := before[strings.LastIndexAny(before, " \t")+1:]
		if spec == before && start > 0 || !asciidocSpec.MatchString(spec) {
			spec = ""
		}
		parts, specs = append(parts, strings.TrimSuffix(before, spec)), append(specs, spec)
		start = i + 1
	}
	return append(parts, s[start:]), specs
}

var (
	wikiSpan  = pattern.New(`(?i)(col|row)span\s*=\s*["']?\s*(\d{1,4})`)
	wikiAttrs = pattern.New(`^\s*(?:[A-Za-z-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'|]+)\s*)+$`)
	wikiBold  = strings.NewReplacer("'''", "", "''", "")
)

// addMediawiki adds a table between {| and |}, and returns how many lines it takes; 0 if
// there is none, or one with tables in it.
func (t *textReader) addMediawiki(raw []rawLine) int {
	if !strings.HasPrefix(trim(raw[0].text), "{|") {
		return 0
	}
	end := 1
	for end < len(raw) && !strings.HasPrefix(trim(raw[end].text), "|}") {
		if strings.HasPrefix(trim(raw[end].text), "{|") {
			return 0
		}
		end++
	}
	if end == len(raw) {
		return 0
	}
	table := &cellTable{meter: &t.meter}
	for _, l := range raw[1:end] {
		text := trim(l.text)
		switch {
		case strings.HasPrefix(text, "|-"):
			table.row(l.no)
		case strings.HasPrefix(text, "|+"):
			t.add(l, wikiBold.Replace(text[2:]), nil)
		case strings.HasPrefix(text, "|"), strings.HasPrefix(text, "!"):
			table.wikiCells(text, l.no)
		default:
			table.more(wikiBold.Replace(text), l.no)
		}
	}
	t.addCells(table, raw[0])
	return end + 1
}

// wikiCells adds the cells of a line: | a || b, or ! a !! b for heads.
func (t *cellTable) wikiCells(text string, no int) {
	if len(t.rows) == 0 {
		t.row(no)
	}
	if text[0] == '!' {
		text = strings.ReplaceAll(text, "!!", "||")
	}
	for one := range strings.SplitSeq(text[1:], "||") {
		cols, rows := 1, 1
		if attrs, rest, found := strings.Cut(one, "|"); found && wikiAttrs.MatchString(attrs) {
			one = rest
			for _, m := range wikiSpan.FindAllStringSubmatch(attrs, 4) {
				n, _ := strconv.Atoi(m[2])
				if strings.EqualFold(m[1], "col") {
					cols = n
				} else {
					rows = n
				}
			}
		}
		t.add(wikiBold.Replace(one), no, cols, rows)
	}
}
