package source

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
)

// A frame is a table drawn with lines, as w3m, pandoc and rst draw them: its cells are
// what stands between the lines, over several rows and columns where lines are left out.
type frame struct {
	x     []int // where its columns begin and the last one ends
	bands []band
}

// A band is what stands between two lines drawn across, or one line of it where it has
// several rows.
type band struct {
	no    int         // line of the source
	lines []frameLine // those with text
	over  []bool      // whether a line is drawn above it, by column
}

// A frameLine is a line of a frame, cut at its columns.
type frameLine struct {
	no    int
	parts []string
	drawn []bool // the part is a piece of a line drawn across
	marks []bool // a bar or a joint stands where the column begins
}

// readFrame reads the lines of a table as a frame; nil if they are none, or not drawn in
// columns. Programs count the width of characters in three ways.
func readFrame(raw []rawLine) *frame {
	const most, longest = 5000, 4000 // lines; bytes of one
	joints := false
	for _, l := range raw {
		if len(l.text) > longest || len(raw) > most {
			return nil
		}
		joints = joints || isRule(l.text) && strings.ContainsFunc(l.text, isJoint)
	}
	if !joints {
		return nil
	}
	for _, width := range []func(rune) int{terminalCells, oneCell, ambiguousCells} {
		if f := frameOf(raw, width); f != nil {
			return f
		}
	}
	return nil
}

func terminalCells(r rune) int { return terminalWidth(string(r)) }

func oneCell(rune) int { return 1 }

// ambiguousCells counts quotes and dashes as two wide, too.
func ambiguousCells(r rune) int {
	if strings.ContainsRune("“”‘’—…·×①②③④⑤⑥⑦⑧⑨", r) {
		return 2
	}
	return terminalCells(r)
}

func isJoint(r rune) bool {
	return r == '+' || r >= 0x2500 && r <= 0x257f && !isLevel(r) && !isBar(r)
}

// isLevel reports what lines are drawn across with.
func isLevel(r rune) bool { return strings.ContainsRune("-=─━═╌┄┈", r) }

func frameOf(raw []rawLine, width func(rune) int) *frame {
	f := &frame{x: columnsOf(raw, width)}
	if len(f.x) < 2 || len(f.x) > MaxColumns {
		return nil
	}
	over := make([]bool, len(f.x)-1)
	open := false
	for _, l := range raw {
		line, ok := f.cut(l, width)
		if !ok {
			return nil
		}
		if !open && line.hasText() {
			f.bands = append(f.bands, band{no: l.no, over: slices.Clone(over)})
			clear(over)
			open = true
		}
		if n := len(f.bands); open && slices.Contains(line.drawn, false) {
			f.bands[n-1].lines = append(f.bands[n-1].lines, line)
		}
		if !slices.Contains(line.drawn, true) {
			continue
		}
		for i, d := range line.drawn {
			over[i] = over[i] || d
		}
		open = false
	}
	f.partRows()
	return f
}

// hasText reports whether anything but lines stands in it.
func (l *frameLine) hasText() bool {
	for i, p := range l.parts {
		if !l.drawn[i] && trim(p) != "" {
			return true
		}
	}
	return !slices.Contains(l.drawn, true)
}

// columnsOf returns where the joints of the lines drawn across stand.
func columnsOf(raw []rawLine, width func(rune) int) []int {
	seen := map[int]bool{}
	for _, l := range raw {
		runes := []rune(l.text)
		rule := isRule(l.text)
		at := 0
		for i, r := range runes {
			level := i > 0 && isLevel(runes[i-1]) || i+1 < len(runes) && isLevel(runes[i+1])
			if isJoint(r) && (r != '+' || level) || rule && isBar(r) {
				seen[at] = true
			}
			at += width(r)
		}
	}
	x := make([]int, 0, len(seen))
	for at := range seen {
		x = append(x, at)
	}
	slices.Sort(x)
	return x
}

// cut parts a line at the columns; false if a bar stands elsewhere, or text outside.
func (f *frame) cut(l rawLine, width func(rune) int) (frameLine, bool) {
	n := len(f.x) - 1
	line := frameLine{l.no, make([]string, n), make([]bool, n), make([]bool, n+1)}
	parts := make([][]rune, n)
	at, k := 0, -1 // k is the column that is open
	for _, r := range l.text {
		for k < n && f.x[k+1] <= at {
			k++
			if k == n {
				break
			}
		}
		isMark := isBar(r) || isJoint(r)
		switch {
		case k >= 0 && k <= n && f.x[k] == at && isMark:
			line.marks[k] = true
		case isBar(r):
			return line, false
		case k < 0 || k == n:
			if !isSpace(r) {
				return line, false
			}
		default:
			parts[k] = append(parts[k], r)
		}
		at += width(r)
	}
	for i, p := range parts {
		line.parts[i] = string(p)
		line.drawn[i] = isDrawn(p)
	}
	return line, true
}

func isDrawn(part []rune) bool {
	for _, r := range part {
		if !isLevel(r) && r != ':' && !isJoint(r) {
			return false
		}
	}
	return len(part) > 1 || len(part) == 1 && part[0] >= 0x2500
}

// partRows parts bands that hold a row a line: where few lines are drawn across, or two
// lines of a band have a label and a figure each.
func (f *frame) partRows() {
	const few = 2
	partial := false
	for _, b := range f.bands {
		for _, l := range b.lines {
			partial = partial || slices.Contains(l.drawn, true)
		}
	}
	var bands []band
	for _, b := range f.bands {
		labels, rows := 0, 0
		for _, l := range b.lines {
			label := trim(l.parts[0]) != ""
			if label {
				labels++
			}
			if label && slices.ContainsFunc(l.parts[1:], func(s string) bool { return figure.HasDigit(s) && isValue(trim(s)) }) {
				rows++
			}
		}
		if len(b.lines) < 2 || partial || !(len(f.bands) <= few && labels > 1) && rows < 2 {
			bands = append(bands, b)
			continue
		}
		for i, l := range b.lines {
			over := b.over
			if i > 0 {
				over = slices.Repeat([]bool{true}, len(l.parts))
			}
			bands = append(bands, band{l.no, []frameLine{l}, over})
		}
	}
	f.bands = bands
}

// cells lays the cells out as a table is; nil if they are no rectangles.
func (f *frame) cells() [][]place {
	n := len(f.x) - 1
	grid := make([][]place, len(f.bands))
	own := make([][]place, len(f.bands)) // of each place, the cell that covers it
	for r, b := range f.bands {
		grid[r], own[r] = make([]place, n), make([]place, n)
		for i := 0; i < n; i++ {
			var c place
			left := i > 0 && !b.hasBar(i)
			switch above := r > 0 && !b.over[i]; {
			case left && above && own[r][i-1] != own[r-1][i]:
				return nil
			case left:
				c = own[r][i-1]
				if !above && r > 0 && f.goesDown(own, r, i-1) {
					return nil
				}
			case above:
				if c = own[r-1][i]; c == nil || i > 0 && own[r-1][i-1] == c && own[r][i-1] != c {
					return nil
				}
			default:
				c = &docCell{no: b.no, cols: 1, rows: 1}
				grid[r][i] = c
			}
			own[r][i] = c
		}
		f.write(own[r], &f.bands[r])
	}
	return grid
}

// goesDown reports whether the cell of a place began above.
func (f *frame) goesDown(own [][]place, r, i int) bool {
	return own[r-1][i] != nil && own[r-1][i] == own[r][i]
}

// hasBar reports whether a bar parts a column from the one before it.
func (b *band) hasBar(i int) bool {
	for _, l := range b.lines {
		if l.marks[i] && !(l.drawn[i-1] && l.drawn[i]) {
			return true
		}
	}
	return false
}

// write adds the text of a band to its cells.
func (f *frame) write(own []place, b *band) {
	var m meter
	for _, l := range b.lines {
		for i := 0; i < len(own); i++ {
			text := ""
			c := own[i]
			for ; ; i++ {
				if !l.drawn[i] {
					text += l.parts[i]
				}
				if i+1 == len(own) || own[i+1] != c {
					break
				}
			}
			if text = trim(text); text != "" && c != nil {
				c.flow.write(&m, text, l.no)
				c.flow.end(&m, false)
			}
		}
	}
}

// addFrame adds the rows of a table that is drawn; false if the lines are none.
func (t *textReader) addFrame(raw []rawLine) bool {
	f := readFrame(raw)
	if f == nil {
		return false
	}
	grid := f.cells()
	if grid == nil {
		return false
	}
	t.tables++
	first := raw[0]
	for r, row := range grid {
		if !t.meter.fields(len(row)) {
			return true
		}
		line := rowLine(row, f.bands[r].no)
		t.addRow(line, first, f.bands[r].no)
		first = rawLine{}
	}
	t.gap = true
	return true
}

// addRow adds a row of a table whose cells are known. Before is what stood before it.
func (t *textReader) addRow(line Line, before rawLine, no int) {
	line.No, line.Table = no, t.tables
	for i := range line.Fields {
		f := &line.Fields[i]
		if strings.ContainsAny(f.Text, "\\*_`~[<^") {
			cell := t.cellText(f.Text)
			f.Text, f.Struck, f.Mark = cell.Text, trim(f.Struck+" "+cell.Struck), f.Mark+cell.Mark
		}
	}
	if line.Text = trim(joinFields(line.Fields, "|")); strings.Trim(line.Text, " |") == "" {
		t.passed += before.blanks
		return
	}
	line.Gap, line.Blanks = before.gap || t.gap, before.blanks+t.passed
	t.gap, t.passed = false, 0
	t.lines = append(t.lines, line)
}
