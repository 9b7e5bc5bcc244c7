package source

import "encoding/xml"

// field follows a field: its instruction is not text, its result is.
func (t *wordText) field(kind string) {
	n := len(t.codes)
	switch {
	case kind == "begin":
		t.codes = append(t.codes, true)
		t.inCodes++
		return
	case n == 0:
		return
	case t.codes[n-1] && (kind == "separate" || kind == "end"):
		t.inCodes--
	}
	switch kind {
	case "separate":
		t.codes[n-1] = false
	case "end":
		t.codes = t.codes[:n-1]
	}
}

// endWordParagraph ends the open paragraph; the text boxes fixed to it follow it.
func (t *wordText) endWordParagraph() {
	if !t.para.unmarked {
		f := t.flow()
		if trim(string(f.buf)) == "" && !f.part {
			f.empty++
		}
		t.endParagraph()
	}
	if boxes := t.para.boxes; len(boxes) > 0 {
		t.endParagraph()
		boxes[0].Gap = true
		f := t.flow()
		f.lines = append(f.lines, boxes...)
		f.gap = true
		t.para.boxes = nil
	}
}

// cellProperty takes what a cell or a row says of the places it takes.
func (t *wordText) cellProperty(name string, attrs []xml.Attr, no int) {
	if len(t.tables) == 0 {
		return
	}
	if name == "gridBefore" {
		if n := number(attrs); n > 0 && t.table().open {
			c := t.openCell(no)
			c.cols, c.covered = n, true
			t.closeCell()
		}
		return
	}
	c := t.table().cell()
	if c == nil {
		return
	}
	switch name {
	case "gridSpan":
		c.cols = max(1, number(attrs))
	case "vMerge", "hMerge":
		c.covered = value(attrs) != "restart"
		c.above = c.covered && name == "vMerge"
	case "cellDel":
		c.deleted = true
	}
}

// hideRow takes away a row that is hidden.
func (t *wordText) hideRow(hidden bool) {
	if hidden && len(t.tables) > 0 && t.table().open && !t.table().in {
		t.table().rows[len(t.table().rows)-1].deleted = true
	}
}

// endRow ends a row, and takes one away that was deleted.
func (t *wordText) endRow() {
	t.closeRow()
	if len(t.tables) == 0 {
		return
	}
	if rows := t.table().rows; len(rows) > 0 && rows[len(rows)-1].deleted {
		t.table().rows = rows[:len(rows)-1]
	}
}

// endCell ends a cell. One that is said to be covered and yet has text is not covered.
func (t *wordText) endCell() {
	if len(t.tables) == 0 {
		return
	}
	c := t.table().cell()
	t.closeCell()
	if c == nil {
		return
	}
	if len(c.flow.lines) > 0 {
		c.covered, c.above = false, false
	}
	if c.deleted {
		row := &t.table().rows[len(t.table().rows)-1]
		row.cells = row.cells[:len(row.cells)-1]
	}
}
