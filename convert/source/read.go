package source

import (
	"github.com/nianbao/nianbao/convert/words"
)

// Read reads text, CSV, a web page, a document of Word, of whatever age, a PDF or an OFD. Of a workbook or normalised
// data it returns a Document with nothing but its Kind: other packages read
// them. The name stands in messages and decides nothing.
//
// Its errors wrap ErrEmpty, ErrTooLarge, ErrEncoding or ErrDamaged, or are an
// *UnsupportedError. Goroutines may call Read at once.
func Read(name string, data []byte) (*Document, error) {
	doc, err := read(data)
	if err != nil {
		return nil, words.New("read", name, err)
	}
	return doc, nil
}

func read(data []byte) (*Document, error) {
	in, err := inspect(data)
	if err != nil {
		return nil, err
	}
	doc := &Document{Kind: in.kind, Charset: in.charset}
	switch in.kind {
	case Workbook, Data:
		return doc, nil
	case Docx:
		err = readDocx(doc, in.parts, in.body)
	case Doc:
		err = readDoc(doc, in.word)
	case RTF:
		err = readRTF(doc, in.data)
	case WordML:
		err = readWordML(doc, in.text)
	case PDF:
		err = readPDF(doc, data)
	case OFD:
		err = readOFD(doc, in.parts)
	case HTML:
		err = readHTML(doc, in.text)
	case CSV:
		err = readCSV(doc, in.text)
	default:
		err = readText(doc, in.text)
	}
	if err == nil && len(doc.Lines) == 0 {
		err = words.New("empty.text", ErrEmpty)
	}
	if err != nil {
		return nil, err
	}
	doc.plain()
	return doc, nil
}
