package convert

import (
	"github.com/nianbao/nianbao/convert/pdf"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/convert/xlsx"
)

// A SourceLine is a line, paragraph or row of a table of an input, as it was read.
type SourceLine struct {
	No, Last int // the lines of the source that it takes, from 1: a row of cells may take several
	Page     int // from 1; 0 where the source has no pages
	Text     string
}

// SourceLines are those of an input, by which its report's cells and findings tell where
// they were read; none for what brings the report itself: data, a workbook of ours, a PDF
// that carries its data.
func (c *Reader) SourceLines(name string, data []byte) ([]SourceLine, error) {
	if source.Attached(data, attachedData) != nil && pdf.Intact(data) {
		return nil, nil
	}
	doc, err := source.Read(name, data)
	if err != nil {
		return nil, err
	}
	switch doc.Kind {
	case source.Data:
		return nil, nil
	case source.Workbook:
		book, err := xlsx.Sheets(data)
		if err != nil || book.Own {
			return nil, err
		}
		if doc, err = c.sheets(book); err != nil {
			return nil, err
		}
	}
	lines := make([]SourceLine, len(doc.Lines))
	for i := range doc.Lines {
		from := &doc.Lines[i]
		lines[i] = SourceLine{from.No, from.No, from.Page, from.Text}
		for k := range from.Fields {
			lines[i].Last = max(lines[i].Last, from.Fields[k].Line)
		}
	}
	return lines, nil
}
