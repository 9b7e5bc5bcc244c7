// Package source reads what a clerk has, whatever it is, into lines that know
// where they stand: plain text in any charset a Chinese office uses, CSV, saved
// web pages, Word documents of every age (.docx, .doc, .wps, .rtf), PDFs and OFDs. It knows nothing of reports. What the lines mean,
// and which cell is which, is for the packages after it.
//
//	doc, err := source.Read("report.txt", []byte("规章 | 5 | 0 | 24 |\n"))
//	// doc.Kind == source.Text
//	// doc.Lines[0].Fields: "规章", "5", "0", "24"
//
// A field says what a reader sees: of <s>178</s>187<sup>1</sup> in a cell the text is 187,
// Struck is 178, Mark is 1. What a page or a document does not show is not read; a control
// of a form reads as what it shows; the marks of Markdown and of wikis are no text.
//
// Reading is total: a file is told by its content, bytes that are broken become
// U+FFFD, and what can be no report is an error that says what it is instead.
// No input takes more memory or time than limits.go allows.
//
// It owns what a file is, its characters, its limits, and which texts are cells of one
// grid; pdf, ofd, doc and rtf below it own the bytes of their kinds.
package source

// A Kind tells what an input is. It is told by content, never by name.
type Kind string

const (
	Text     Kind = "text"   // plain text, Markdown, pdftotext -layout
	CSV      Kind = "csv"    // parted by commas or semicolons, or by tabs with quoted cells of several lines
	HTML     Kind = "html"   // a saved web page
	Docx     Kind = "docx"   // Word, Office Open XML
	WordML   Kind = "wordml" // Word 2003 as one XML file
	Doc      Kind = "doc"    // Word 97 to 2003, WPS (.wps)
	RTF      Kind = "rtf"    // rich text
	PDF      Kind = "pdf"    // pages with text in them
	OFD      Kind = "ofd"    // and such of GB/T 33190
	Workbook Kind = "xlsx"   // read by convert/xlsx, here only the sheets of those that are not ours (FromSheets)
	Data     Kind = "json"   // normalised data, read by convert/report, not here
)

// A Document is one input as lines that know where they stand. What it was
// before (text, a web page, Word) can no longer be told from it: a row of a
// table is a Line with several Fields, wherever it came from.
type Document struct {
	Kind    Kind
	Charset string // "utf-8", "utf-16le", "utf-16be", "gb18030"; "" where the kind has none
	Title   string // what a page calls itself (its ArticleTitle, else its <title>); not among Lines
	Lines   []Line
}

// A Line is a line of text, a paragraph, or a row of a table. Blank lines are
// not kept, but leave their mark in the next line's Gap. Lines that only draw
// (├──┼──┤, |---|---|) are not kept either.
type Line struct {
	No     int     // line of the source, from 1, as editors count (for .docx: the paragraph's number; for PDF and OFD: lines and rows of tables, counted through all pages)
	Page   int     // of a PDF or an OFD, from 1; 0 where the source has no pages
	Text   string  // the text as it stands, bars and tabs included, outer white space cut; a row of a grid: its cells joined by one tab; a row whose cells had marks in them, or ran over several lines: joined by " | "
	Fields []Field // the parts as the source's own separators part them; one field for prose
	Grid   int     // 0 outside marked-up tables; else the number of the table (HTML, .docx, CSV), from 1
	Table  int     // the rows of one table have one number, from 1 through the document, in text too (bars, tabs, frames, columns of spaces); 0 for what is no row
	Gap    bool    // a blank line or a paragraph end stands before it
	Blanks int     // empty lines of the source before it, in Word empty paragraphs; 0 where the kind has no lines (HTML)
	Filled int     // columns of spaces its values were put under, blanks among them; 0 where the source has separators
	Note   string  // the mark of the note that it is of, raised characters; "" for text
	Block  bool    // the source says that this is a whole paragraph (HTML, .docx), never to be joined to another; not set for the parts of one that <br> parts
}

// A Field is one cell of a row. Rowspan and colspan are already expanded: in a
// grid every row has a field for each place, and a place that a merged cell
// covers is Merged and empty. Only a record of CSV has as many as it has.
type Field struct {
	Text   string // as shown, without Struck and Mark; outer white space cut; line breaks inside a cell become "\n"
	Struck string // what the source strikes out in the cell; "" for nothing
	Mark   string // the mark of a note behind a figure, raised, lowered or linked; "" for none
	Line   int    // line of the source where the field begins; often that of its Line
	Page   int    // and the page, from 1; 0 where the source has none
	Col    int    // place in the row, from 0
	Merged bool   // no cell of its own is here: one that began to the left or above covers it, or the row ended before it
	Cols   int    // places that a merged cell takes to the right, 0 and 1 for one
	Rows   int    // rows that it takes down, 0 and 1 for one

	Partial bool // its text goes on where a page cuts it off
}
