package source

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A word is the state of reading a Word document.
type word struct {
	meter   meter
	numbers *numbering
	texts   []*wordText // the body and the text boxes open, the innermost last
	choices []bool      // the mc:AlternateContent open: whether a choice was taken

	paragraphs int  // begun so far, the line numbers of a .docx
	inText     bool // in w:t
	inPPr      bool // in the properties of a paragraph
	inRPr      bool // in the properties of a run or of a paragraph's mark

	run    look       // of the open run
	linked bool       // inside a link to a place of the document
	form   *formField // of the field that begins; nil if none
	notes  wordNotes
}

// A wordText is the body or a text box.
type wordText struct {
	story
	codes   []bool // the fields open: whether their instruction is still being read
	inCodes int    // of how many it is
	para    wordParagraph
}

// A wordParagraph is the one that is open.
type wordParagraph struct {
	style, num, level string
	label             string // 一、 of a list, until it is written
	unmarked          bool   // the mark at its end was deleted: the next one goes on with it
	boxes             []Line // of the text boxes fixed to it
	back              shade  // its colour; 0 for none
	look              look   // of its runs, as its style says
	looked            bool   // the look is known
}

func (w *word) open() {
	w.texts = append(w.texts, &wordText{story: story{meter: &w.meter}})
}

func (w *word) text() *wordText { return w.texts[len(w.texts)-1] }

// start begins an element. It returns false if the element is to be passed over.
func (w *word) start(name string, attrs []xml.Attr) bool {
	t := w.text()
	switch name {
	case "":
	case "AlternateContent":
		w.choices = append(w.choices, false)
	case "Choice", "Fallback":
		if n := len(w.choices); n > 0 {
			taken := w.choices[n-1]
			w.choices[n-1] = true
			return !taken
		}
	case "pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange",
		"numberingChange", "instrText", "delText", "delInstrText", "rt", "sdtPr", "sectPr", "tblGrid", "tabs":
		return false
	case "footnote", "endnote":
		kind := attribute(attrs, "type")
		if kind != "" && kind != "normal" {
			return false
		}
		w.notes.begin(w.notes.marks[name+attribute(attrs, "id")], t.flow())
	case "txbxContent":
		w.open()
	case "tbl":
		t.openTable()
	case "tr":
		t.openRow(w.paragraphs + 1)
	case "tc":
		t.openCell(w.paragraphs + 1)
	case "gridBefore", "gridSpan", "vMerge", "hMerge", "cellDel":
		t.cellProperty(name, attrs, w.paragraphs+1)
	case "p":
		w.paragraphs++
		t.para = wordParagraph{}
	case "pPr", "rPr", "pStyle", "ilvl", "numId":
		w.paragraphProperty(name, attrs)
	case "del", "moveFrom":
		return w.deleted()
	case "r":
		w.begin()
	case "shd", "tblStyle", "hyperlink", "hidden":
		w.shown(name, attrs)
	case "ffData", "checkBox", "checked", "default", "result", "listEntry":
		w.formProperty(name, attrs)
	case "t":
		w.inText = true
	default:
		switch {
		case !w.inPPr && !w.inRPr:
			w.mark(name, attrs)
		case !w.inPPr:
			w.runProperty(name, attrs)
		}
	}
	return true
}

// shown takes what is told outside the properties of a run of how text is seen.
func (w *word) shown(name string, attrs []xml.Attr) {
	t := w.text()
	switch name {
	case "shd":
		if !w.inRPr {
			t.shading(w.inPPr, attrs)
		} else if !w.inPPr {
			w.runProperty(name, attrs)
		}
	case "tblStyle":
		if len(t.tables) > 0 && w.numbers.isShaded(value(attrs)) {
			t.table().back = unknownShade
		}
	case "hyperlink":
		anchor := attribute(attrs, "anchor")
		w.linked = anchor != ""
	case "hidden":
		t.hideRow(isOn(attrs))
	}
}

func (w *word) paragraphProperty(name string, attrs []xml.Attr) {
	p := &w.text().para
	switch name {
	case "pPr":
		w.inPPr = true
	case "rPr":
		w.inRPr = true
	case "pStyle":
		p.style = value(attrs)
	case "ilvl":
		p.level = value(attrs)
	case "numId":
		p.num = value(attrs)
	}
}

// number counts the open paragraph if it is one of a list. Where it goes on
// with the text of one that lost its mark, the number stands before that.
func (w *word) number(t *wordText) {
	if t.para.unmarked {
		return
	}
	t.para.label = w.numbers.label(t.para.style, t.para.num, t.para.level)
	if f := t.flow(); len(f.buf) > 0 {
		f.buf = append([]byte(t.para.label), f.buf...)
		t.para.label = ""
	}
}

// deleted takes w:del or w:moveFrom, around what was deleted or, as a property,
// on the mark of a paragraph or on a row.
func (w *word) deleted() bool {
	t := w.text()
	switch {
	case w.inRPr && w.inPPr:
		t.para.unmarked = true
	case !w.inRPr && len(t.tables) > 0 && t.table().open && !t.table().in:
		t.table().rows[len(t.table().rows)-1].deleted = true
	}
	return false
}

// mark adds what stands for a character.
func (w *word) mark(name string, attrs []xml.Attr) {
	switch name {
	case "tab", "ptab":
		w.write("\t")
	case "br", "cr":
		if w.run.seen() {
			w.text().breakLine()
		}
	case "footnoteReference", "endnoteReference":
		if custom := attribute(attrs, "customMarkFollows"); custom == "" || custom == "0" || custom == "false" {
			w.noteMark(w.notes.refer(strings.TrimSuffix(name, "Reference"), attribute(attrs, "id")))
		}
	case "noBreakHyphen":
		w.write("-")
	case "sym":
		code := attribute(attrs, "char")
		if n, err := strconv.ParseUint(code, 16, 32); err == nil && utf8.ValidRune(rune(n)) {
			w.write(string(rune(n)))
		}
	case "fldChar":
		kind := attribute(attrs, "fldCharType")
		if w.text().field(kind); kind == "end" {
			w.write(w.form.shown())
			w.form = nil
		}
	}
}

// write adds text of the open paragraph, behind the number of its list.
func (w *word) write(s string) {
	t := w.text()
	switch {
	case s == "" || !w.run.seen() || t.inCodes > 0:
		return
	case w.run.struck:
		t.strike(s)
		return
	}
	if t.para.label != "" && trim(s) != "" {
		s = t.para.label + s
		t.para.label = ""
	}
	t.writeAs(s, w.paragraphs, w.run)
}

func (w *word) end(name string) {
	t := w.text()
	switch name {
	case "AlternateContent":
		w.choices = w.choices[:max(0, len(w.choices)-1)]
	case "footnote", "endnote":
		w.notes.end(t.flow())
	case "txbxContent":
		w.texts = w.texts[:len(w.texts)-1]
		outer := &w.text().para
		outer.boxes = append(outer.boxes, t.close()...)
	case "tbl":
		t.closeTable()
	case "tr":
		t.endRow()
	case "tc":
		t.endCell()
	case "p":
		t.endWordParagraph()
	case "pPr":
		w.inPPr = false
		w.number(t)
	case "rPr":
		w.inRPr = false
	case "hyperlink":
		w.linked = false
	case "r":
		w.run = plainLook
	case "t":
		w.inText = false
	}
}
