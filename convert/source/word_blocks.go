package source

import (
	"errors"
	"strconv"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
	"github.com/nianbao/nianbao/convert/words"
)

// readWordFile takes what the readers of .doc and .rtf found, as readDocx takes
// the elements of a .docx: the same lists, text boxes, tables.
func readWordFile(doc *Document, file *wordgrid.Document, err error) error {
	if err != nil {
		return wordFileError(err)
	}
	w := word{numbers: wordFileLists(file.Lists)}
	w.open()
	w.blocks(file.Blocks, false)
	doc.Lines, err = finish(w.text().close(), &w.meter)
	return err
}

func wordFileError(err error) error {
	var limit wordgrid.LimitError
	var torn wordgrid.DamagedError
	switch {
	case errors.As(err, &limit):
		return words.New("because", ErrTooLarge, limit.What)
	case errors.As(err, &torn):
		return words.New("because", ErrDamaged, torn.What)
	}
	return err
}

// blocks takes paragraphs and tables; shaded ones stand in a row with a colour behind it.
func (w *word) blocks(blocks []wordgrid.Block, shaded bool) {
	for _, b := range blocks {
		switch {
		case w.meter.err != nil:
			return
		case b.Para != nil:
			w.wordParagraph(b.Para, shaded || b.Para.Shaded)
		default:
			w.wordTable(b.Table, shaded)
		}
	}
}

// wordParagraph takes a paragraph. White text is seen on a colour only.
func (w *word) wordParagraph(p *wordgrid.Paragraph, shaded bool) {
	t := w.text()
	w.paragraphs = max(w.paragraphs, p.No)
	t.para = wordParagraph{unmarked: p.Unmarked}
	if p.List.Num != 0 {
		t.para.num, t.para.level = strconv.Itoa(p.List.Num), strconv.Itoa(p.List.Level)
		w.number(t)
	}
	for _, item := range p.Items {
		switch {
		case item.Break:
			t.breakLine()
		case item.Box != nil:
			w.open()
			w.blocks(item.Box, false)
			w.end("txbxContent")
		case item.Style&wordgrid.White == 0 || shaded:
			w.wordRun(item.Text, item.Style)
		}
	}
	from := len(t.flow().lines)
	if t.endWordParagraph(); p.Note != 0 && from < len(t.flow().lines) {
		lines := t.flow().lines[from:]
		if p.Goes {
			lines[0].Note = Superscript(strconv.Itoa(p.Note))
		} else {
			asNote(lines, strconv.Itoa(p.Note))
		}
	}
}

// wordRun writes text of one style.
func (w *word) wordRun(s string, style wordgrid.Style) {
	w.run = plainLook
	w.run.struck, w.run.raised = style&wordgrid.Struck != 0, style&wordgrid.Raised != 0
	switch {
	case style&wordgrid.Superscript != 0:
		w.run.script = above
	case style&wordgrid.Subscript != 0:
		w.run.script = below
	}
	w.write(s)
	w.run = plainLook
}

// wordTable lays a table out. One whose rows can not be laid on a grid is the
// text of its cells.
func (w *word) wordTable(table *wordgrid.Table, shaded bool) {
	rows := table.Spans()
	if rows == nil {
		for _, row := range table.Rows {
			for _, c := range row.Cells {
				w.blocks(c.Blocks, shaded || row.Edges.Shaded)
			}
		}
		return
	}
	t := w.text()
	t.openTable()
	for r, row := range rows {
		if w.meter.err != nil {
			return
		}
		t.openRow(table.Rows[r].No())
		for _, span := range row {
			no := w.paragraphs + 1
			if span.Cell != nil {
				no = span.Cell.No
			}
			c := t.openCell(no)
			c.cols, c.covered, c.above = span.Columns, span.Covered, span.Above
			if span.Cell != nil {
				w.blocks(span.Cell.Blocks, shaded || table.Rows[r].Edges.Shaded)
			}
			t.endCell()
		}
		t.endRow()
	}
	t.closeTable()
}

// wordFileLists makes the lists of a .docx of those of an older file.
func wordFileLists(lists []wordgrid.List) *numbering {
	n := &numbering{nums: map[string]*listUse{}}
	shared := map[int]*list{}
	for _, l := range lists {
		if l.Abstract < 0 {
			continue
		}
		abstract := shared[l.Abstract]
		if abstract == nil {
			abstract = &list{}
			for i, lvl := range l.Levels {
				abstract.levels[i] = wordFileLevel(lvl)
			}
			shared[l.Abstract] = abstract
		}
		use := &listUse{list: abstract, starts: l.Starts}
		if l.Changed != nil {
			use.levels = map[int]level{}
			for i, lvl := range l.Changed {
				use.levels[i] = wordFileLevel(lvl)
			}
		}
		n.nums[strconv.Itoa(l.Num)] = use
	}
	return n
}

func wordFileLevel(l wordgrid.Level) level {
	tail := "tab"
	if l.Tight {
		tail = "nothing"
	}
	return level{start: l.Start, format: l.Format, text: l.Text, restart: l.Restart, legal: l.Legal, tail: tail}
}
