package source

import (
	"errors"
	"strconv"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

// readWordFile takes what the readers of .doc and .rtf found, as readDocx takes
// the elements of a .docx: the same lists, text boxes, tables.
func readWordFile(doc *Document, file *wordgrid.Document, err error) error {
	if err != nil {
		return wordFileError(err)
	}
	w := word{numbers: wordFileLists(file.Lists)}
	w.open()
	w.blocks(file.Blocks)
	doc.Lines, err = finish(w.text().close(), &w.meter)
	return err
}

func wordFileError(err error) error {
	var limit wordgrid.LimitError
	var torn wordgrid.DamagedError
	switch {
	case errors.As(err, &limit):
		return tooLarge("%s", string(limit))
	case errors.As(err, &torn):
		return damaged("%w", err)
	}
	return err
}

func (w *word) blocks(blocks []wordgrid.Block) {
	for _, b := range blocks {
		switch {
		case w.meter.err != nil:
			return
		case b.Para != nil:
			w.wordParagraph(b.Para)
		default:
			w.wordTable(b.Table)
		}
	}
}

func (w *word) wordParagraph(p *wordgrid.Paragraph) {
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
			w.blocks(item.Box)
			w.end("txbxContent")
		default:
			w.wordRun(item.Text, item.Style)
		}
	}
	t.endWordParagraph()
}

// wordRun writes text of one style.
func (w *word) wordRun(s string, style wordgrid.Style) {
	if style&wordgrid.Struck == 0 {
		w.write(s)
	}
}

// wordTable lays a table out. One whose rows can not be laid on a grid is the
// text of its cells.
func (w *word) wordTable(table *wordgrid.Table) {
	rows := table.Spans()
	if rows == nil {
		for _, row := range table.Rows {
			for _, c := range row.Cells {
				w.blocks(c.Blocks)
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
			c.cols, c.covered = span.Columns, span.Covered
			if span.Cell != nil {
				w.blocks(span.Cell.Blocks)
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
