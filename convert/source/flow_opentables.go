package source

// A story is text that runs on by itself: the body of a page or a Word
// document, a text box. Its tables stand open while they are read, and text
// goes to the innermost open cell.
type story struct {
	meter  *meter
	body   flow
	tables []*docTable // those open, the innermost last
}

// flow returns where text goes: the innermost open cell, or what is around its table.
func (s *story) flow() *flow {
	for i := len(s.tables) - 1; i >= 0; i-- {
		if c := s.tables[i].cell(); c != nil {
			return &c.flow
		}
	}
	return &s.body
}

func (s *story) write(text string, no int) { s.flow().write(s.meter, text, no) }

// inCell reports whether text goes to a cell of a table.
func (s *story) inCell() bool {
	return len(s.tables) > 0 && s.flow() != &s.body
}

// writeAs adds text that looks as l says.
func (s *story) writeAs(text string, no int, l look) {
	if !s.inCell() {
		s.write(l.script.of(text), no)
		return
	}
	if !l.raised && !l.linked {
		s.write(text, no)
		return
	}
	f := s.flow()
	from := len(f.buf)
	f.write(s.meter, text, no)
	f.raise(from, !l.raised)
}

// strike adds text that is struck out. Outside cells it is gone.
func (s *story) strike(text string) {
	if s.inCell() {
		s.flow().strikeOut(s.meter, text)
	}
}

func (s *story) breakLine()    { s.flow().end(s.meter, false) }
func (s *story) endParagraph() { s.flow().end(s.meter, true) }

// openTable begins a table; the paragraph around it ends.
func (s *story) openTable() {
	s.endParagraph()
	if len(s.tables) == MaxTables {
		s.meter.fail(tooLarge("too-large.tables", MaxTables))
		return
	}
	s.tables = append(s.tables, &docTable{})
}

// openRow begins a row, and its table where a piece of a page has lost it.
func (s *story) openRow(no int) {
	if len(s.tables) == 0 {
		s.openTable()
	}
	s.closeRow()
	s.meter.line()
	s.table().openRow(no)
}

// openCell begins a cell and returns it, to be told its spans.
func (s *story) openCell(no int) *docCell {
	if len(s.tables) == 0 || !s.table().open {
		s.openRow(no)
	}
	s.closeCell()
	s.meter.fields(1)
	c := &docCell{no: no, cols: 1, rows: 1}
	s.table().openCell(c)
	return c
}

func (s *story) closeCell() {
	if len(s.tables) > 0 && s.table().in {
		s.endParagraph()
		s.table().in = false
	}
}

func (s *story) closeRow() {
	s.closeCell()
	if len(s.tables) > 0 {
		s.table().open = false
	}
}

// closeTable ends the innermost table and puts its lines into what is around it.
func (s *story) closeTable() {
	if len(s.tables) == 0 {
		return
	}
	s.closeRow()
	t := s.table()
	s.tables = s.tables[:len(s.tables)-1]
	s.endParagraph()
	f := s.flow()
	lines := t.lines(s.meter)
	if len(lines) > 0 {
		lines[0].Blanks += f.empty
	}
	f.lines = append(f.lines, lines...)
	f.gap, f.empty = true, 0
}

// close ends the story and returns its lines.
func (s *story) close() []Line {
	for len(s.tables) > 0 {
		s.closeTable()
	}
	s.endParagraph()
	return s.body.lines
}

func (s *story) table() *docTable { return s.tables[len(s.tables)-1] }
