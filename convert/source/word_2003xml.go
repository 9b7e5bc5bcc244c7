package source

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

// Word 2003 writes a document as one XML file, also under the name .doc. Its
// elements are those of .docx but for lists, notes and changes, which are told
// here to the reader of .docx as that one knows them.
const (
	wordMLSpace  = "http://schemas.microsoft.com/office/word/2003/wordml"
	changesSpace = "http://schemas.microsoft.com/aml/2001/core"
	hintsSpace   = "http://schemas.microsoft.com/office/word/2003/auxHint"
)

// A wordML is the state of reading such a file.
type wordML struct {
	word
	names  []string // of the elements open, as word knows them
	label  string   // the number that is printed beside the paragraph
	styles map[string][]xml.StartElement
	style  string // the style of characters that is described
	bodies []Line // of the notes
}

// isWordML reports whether a text is such a file.
func isWordML(text string) bool {
	if !strings.HasPrefix(text, "<?xml") {
		return false
	}
	head := text[:min(len(text), 4096)]
	return strings.Contains(head, "<w:wordDocument") && strings.Contains(head, wordMLSpace)
}

func readWordML(doc *Document, text string) error {
	if strings.Contains(text, "<!DOCTYPE") || strings.Contains(text, "<!ENTITY") {
		return damaged("damaged.word.dtd")
	}
	w := wordML{word: word{numbers: &numbering{}}, styles: map[string][]xml.StartElement{}}
	w.open()
	dec := xml.NewDecoder(strings.NewReader(text))
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is decoded
	for w.meter.err == nil {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = w.token(dec, token)
		}
		if err != nil {
			return damaged("damaged.word.xml", err)
		}
	}
	lines := append(w.text().close(), w.bodies...)
	for i := 1; i < len(lines); i++ { // notes stand where they are called
		lines[i].No = max(lines[i].No, lines[i-1].No)
	}
	var err error
	doc.Lines, err = finish(lines, &w.meter)
	return err
}

func (w *wordML) token(dec *xml.Decoder, token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		w.meter.tag()
		if len(w.names) == MaxDepth {
			w.meter.fail(tooLarge("too-large.deep", MaxDepth))
			return nil
		}
		if t.Name.Space == wordMLSpace && t.Name.Local == "lists" {
			return w.lists(dec, t)
		}
		name := w.name(t)
		if name == "skip" || !w.begin(name, t) {
			return dec.Skip()
		}
		w.names = append(w.names, name)
	case xml.EndElement:
		if n := len(w.names); n > 0 {
			name := w.names[n-1]
			w.names = w.names[:n-1]
			w.finish(name)
		}
	case xml.CharData:
		if w.inText {
			w.write(string(t))
		}
	}
	return nil
}

// name names an element as in a .docx; "" for one that has no meaning here,
// "skip" for one that holds nothing that is shown.
func (w *wordML) name(t xml.StartElement) string {
	switch t.Name.Space {
	case wordMLSpace:
		switch local := t.Name.Local; local {
		case "fonts", "docPr", "shapeDefaults", "bgPict", "binData", "hdr", "ftr", "footnotePr", "endnotePr", "docOleData", "docSuppData":
			return "skip"
		case "vmerge":
			return "vMerge"
		case "hmerge":
			return "hMerge"
		case "ilfo":
			return "numId"
		default:
			return local
		}
	case changesSpace:
		switch kind := attribute(t.Attr, "type"); kind {
		case "Word.Deletion":
			return "del"
		case "Word.Formatting", "Word.Numbering", "Word.Comment":
			return "skip"
		}
	case hintsSpace:
		if t.Name.Local == "t" && !w.inPPr {
			return "skip"
		}
		if t.Name.Local == "t" {
			w.label = value(t.Attr)
		}
	}
	return ""
}

// begin begins an element. It returns false if the element is to be passed over.
func (w *wordML) begin(name string, t xml.StartElement) bool {
	switch name {
	case "style":
		w.style = ""
		if kind := attribute(t.Attr, "type"); kind == "character" {
			w.style = attribute(t.Attr, "styleId")
		}
		return w.style != ""
	case "vanish", "strike", "dstrike", "vertAlign":
		if w.style != "" {
			w.styles[w.style] = append(w.styles[w.style], t.Copy())
			return true
		}
	case "rStyle":
		for _, look := range w.styles[value(t.Attr)] {
			w.start(look.Name.Local, look.Attr)
		}
	case "p":
		w.label = ""
	case "footnote", "endnote":
		if kind := attribute(t.Attr, "type"); kind != "" && kind != "normal" {
			return false
		}
		w.noteMark(w.notes.refer(name, strconv.Itoa(len(w.notes.marks))))
		w.open()
		return true
	}
	if w.style != "" {
		return true
	}
	return w.start(name, t.Attr)
}

// finish ends an element.
func (w *wordML) finish(name string) {
	switch name {
	case "style":
		w.style = ""
		return
	case "footnote", "endnote":
		if len(w.texts) > 1 {
			if lines := w.text().close(); len(lines) > 0 {
				lines[0].Gap = true
				asNote(lines, strconv.Itoa(len(w.notes.marks)))
				w.bodies = append(w.bodies, lines...)
			}
			w.texts = w.texts[:len(w.texts)-1]
		}
		return
	}
	if w.style != "" {
		return
	}
	w.end(name)
	if name == "pPr" && w.label != "" {
		w.text().para.label = wordgrid.PrintedLabel(w.label)
	}
}

// lists reads the lists, which stand before the text.
func (w *wordML) lists(dec *xml.Decoder, start xml.StartElement) error {
	var x struct {
		Defs []struct {
			ID     string       `xml:"listDefId,attr"`
			Levels []listLevelX `xml:"lvl"`
		} `xml:"listDef"`
		Uses []struct {
			ID  string   `xml:"ilfo,attr"`
			Def valueXML `xml:"ilst"`
		} `xml:"list"`
	}
	if err := dec.DecodeElement(&x, &start); err != nil {
		return err
	}
	places := map[string]int{}
	lists := make([]wordgrid.List, 0, len(x.Uses))
	for i, d := range x.Defs {
		places[d.ID] = i
	}
	for _, u := range x.Uses {
		i, ok := places[u.Def.Val]
		if !ok {
			continue
		}
		l := wordgrid.List{Num: atoi(u.ID, 0), Abstract: i}
		for _, lvl := range x.Defs[i].Levels {
			if at := atoi(lvl.Level, -1); at >= 0 && at < len(l.Levels) {
				l.Levels[at] = lvl.level()
			}
		}
		lists = append(lists, l)
	}
	w.numbers = wordFileLists(lists)
	return nil
}

type listLevelX struct {
	Level  string    `xml:"ilvl,attr"`
	Start  valueXML  `xml:"start"`
	Format valueXML  `xml:"nfc"`
	Text   valueXML  `xml:"lvlText"`
	Tail   valueXML  `xml:"suff"`
	Legal  *valueXML `xml:"isLgl"`
}

func (x listLevelX) level() wordgrid.Level {
	return wordgrid.Level{
		Start: atoi(x.Start.Val, 1), Format: wordgrid.FormatName(atoi(x.Format.Val, 0)), Text: x.Text.Val, Restart: -1,
		Legal: x.Legal != nil, Tight: strings.EqualFold(x.Tail.Val, "nothing"),
	}
}
