package wordgrid

// A Builder puts paragraphs, cells and rows together as the marks of a file
// end them. Each mark says how deep in tables it stands: 0 is outside, 1 in a
// table, 2 in a table in its cell. The zero Builder is not ready: NewBuilder.
type Builder struct {
	note  int  // number of the note that the paragraphs are of; 0 for text
	goes  bool // the note has begun
	count *count
	para  Paragraph
	body  []Block
	open  []*openTable // the tables open, the innermost last
}

// An openTable is a table whose last row, and its last cell, are open.
type openTable struct {
	rows  []Row
	cells []Cell
	cell  []Block
	no    int // paragraph the open cell begins with
}

// A count holds a file to the limits; the text boxes of a file share it.
type count struct {
	paragraphs, items, cells, text int
	boxes                          int // open
	err                            error
}

func (c *count) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// NewBuilder returns a Builder for the body of a file.
func NewBuilder() *Builder { return &Builder{count: &count{}} }

// Err returns the limit that was passed, nil if none was.
func (b *Builder) Err() error { return b.count.err }

// Fail keeps the first error.
func (b *Builder) Fail(err error) { b.count.fail(err) }

// Box returns a Builder for a text box, which shares the limits of b. Its
// Close gives what Add takes as a Box.
func (b *Builder) Box() *Builder {
	if b.count.boxes++; b.count.boxes > MaxBoxes {
		b.Fail(Limit("too-large.word.boxes"))
	}
	return &Builder{count: b.count}
}

// Add adds a piece to the open paragraph. Text of the same style is joined.
func (b *Builder) Add(item Item) {
	c := b.count
	if c.err != nil {
		return
	}
	if c.text += len(item.Text); c.text > MaxText {
		c.fail(Limit("too-large.word.text"))
		return
	}
	if item.Text == "" && !item.Break && len(item.Box) == 0 {
		return
	}
	b.begin()
	if n := len(b.para.Items); n > 0 && item.Text != "" && b.para.Items[n-1].Text != "" && b.para.Items[n-1].Style == item.Style {
		b.para.Items[n-1].Text += item.Text
		return
	}
	if c.items++; c.items > MaxItems {
		c.fail(Limit("too-large.word.runs"))
		return
	}
	b.para.Items = append(b.para.Items, item)
}

// IsEmpty reports whether nothing was added to the open paragraph.
func (b *Builder) IsEmpty() bool { return len(b.para.Items) == 0 }

// Shade says that a colour is behind the open paragraph.
func (b *Builder) Shade() { b.para.Shaded = true }

// Note says that the paragraphs from the open one on are of a note; 0 for text.
func (b *Builder) Note(number int) { b.note, b.goes = number, false }

// EndParagraph ends the open paragraph.
func (b *Builder) EndParagraph(depth int, list ListRef, unmarked bool) {
	if !b.reach(depth) {
		return
	}
	b.endParagraph(list, unmarked)
}

func (b *Builder) endParagraph(list ListRef, unmarked bool) {
	b.begin()
	p := b.para
	b.para = Paragraph{}
	p.List, p.Unmarked, p.Note, p.Goes = list, unmarked, b.note, b.goes && b.note != 0
	b.goes = true
	b.put(Block{Para: &p})
}

// begin numbers the open paragraph where it begins.
func (b *Builder) begin() {
	if b.para.No != 0 {
		return
	}
	if b.count.paragraphs++; b.count.paragraphs > MaxParagraphs {
		b.Fail(Limit("too-large.word.paragraphs"))
	}
	b.para.No = b.count.paragraphs
}

// put adds a block to the innermost open cell.
func (b *Builder) put(block Block) {
	n := len(b.open)
	if n == 0 {
		b.body = append(b.body, block)
		return
	}
	b.open[n-1].cell = append(b.open[n-1].cell, block)
}

// EndCell ends the open paragraph and the cell.
func (b *Builder) EndCell(depth int, list ListRef) {
	if !b.reach(max(1, depth)) {
		return
	}
	b.endParagraph(list, false)
	b.endCell()
}

func (b *Builder) endCell() {
	if b.count.cells++; b.count.cells > MaxCells {
		b.Fail(Limit("too-large.word.cells"))
		return
	}
	t := b.open[len(b.open)-1]
	t.cells = append(t.cells, Cell{No: t.no, Blocks: t.cell})
	t.cell, t.no = nil, b.count.paragraphs+1
}

// EndRow ends a row. Text behind its last cell is a cell, too: nothing is lost.
func (b *Builder) EndRow(depth int, edges RowEdges) {
	if !b.reach(max(1, depth)) {
		return
	}
	t := b.open[len(b.open)-1]
	if !b.IsEmpty() {
		b.endParagraph(ListRef{}, false)
	}
	if len(t.cell) > 0 {
		b.endCell()
	}
	if len(t.cells) > 0 {
		t.rows = append(t.rows, Row{Edges: edges, Cells: t.cells})
	}
	t.cells, t.no = nil, b.count.paragraphs+1
}

// reach opens or ends tables until depth are open.
func (b *Builder) reach(depth int) bool {
	if depth > MaxDepth {
		b.Fail(Limit("too-large.word.tables"))
	}
	if b.count.err != nil {
		return false
	}
	for len(b.open) > depth {
		b.endTable()
	}
	for len(b.open) < depth {
		b.open = append(b.open, &openTable{no: b.count.paragraphs + 1})
	}
	return true
}

func (b *Builder) endTable() {
	t := b.open[len(b.open)-1]
	if len(t.cell) > 0 {
		b.endCell()
	}
	if len(t.cells) > 0 {
		t.rows = append(t.rows, Row{Cells: t.cells})
	}
	b.open = b.open[:len(b.open)-1]
	if len(t.rows) > 0 {
		b.put(Block{Table: &Table{Rows: t.rows}})
	}
}

// Close ends what is open and returns all blocks.
func (b *Builder) Close() ([]Block, error) {
	if !b.IsEmpty() {
		b.endParagraph(ListRef{}, false)
	}
	for len(b.open) > 0 {
		b.endTable()
	}
	b.count.boxes = max(0, b.count.boxes-1)
	return b.body, b.count.err
}

// AddBlocks adds what stands by itself, as notes do, outside all tables.
func (b *Builder) AddBlocks(blocks []Block) {
	if b.reach(0) {
		b.body = append(b.body, blocks...)
	}
}
