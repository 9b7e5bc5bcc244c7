package extract

import (
	"strings"

	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A document is one with its lines folded, once for all layouts.
type document struct {
	*source.Document
	folded   []string      // the text of each line
	contents []source.Line // of its lists of contents, which are none of its lines
}

func newDocument(doc *source.Document) *document {
	d := &document{Document: doc, folded: make([]string, len(doc.Lines))}
	for i := range doc.Lines {
		d.folded[i] = layouts.Fold(doc.Lines[i].Text)
	}
	return d
}

// oneLine is a document of one line.
func oneLine(text string) *document {
	return newDocument(&source.Document{Lines: []source.Line{{Text: text}}})
}

// behind is the folded text of line i behind an ordinal that it begins with.
func (d *document) behind(i int, ordinal string) string {
	return strings.TrimPrefix(d.folded[i], layouts.Fold(ordinal))
}
