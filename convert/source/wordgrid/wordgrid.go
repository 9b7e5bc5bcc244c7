// Package wordgrid is what the readers of Word 97-2003 and of RTF have in
// common: the text they read, as paragraphs and tables, and what a row of Word
// means on a grid. Word keeps no columns. Each row has the edges of its own
// cells, in twentieths of a point (twips), and a cell may say that it goes on
// with the one above or to its left. Where the edges of all rows of a table
// are laid over each other, the columns and the spans come out.
//
// It owns paragraphs, tables, cells and their spans, lists and their limits.
// It does not own bytes of any format, nor what a list's number looks like.
//
//	b := wordgrid.NewBuilder()
//	b.Add(wordgrid.Item{Text: "规章"})
//	b.EndCell(1)
//	b.EndRow(1, wordgrid.RowEdges{Left: 0, Cells: []wordgrid.CellEdge{{Right: 2000}}})
//	blocks, err := b.Close()
package wordgrid

import "github.com/nianbao/nianbao/convert/words"

// A Block is a paragraph or a table: exactly one of the two is set.
type Block struct {
	Para  *Paragraph
	Table *Table
}

// A Paragraph is one as it is shown: without hidden text, deletions and the codes of fields.
type Paragraph struct {
	No       int // its number in the file, from 1
	List     ListRef
	Items    []Item
	Unmarked bool // the mark at its end was deleted: the next one goes on with it
	Shaded   bool // a colour is behind it
	Note     int  // the number of the note that it is of; 0 for text
	Goes     bool // it goes on with that note, and is not its first
}

// An Item is a piece of a paragraph: text, a line break, or a text box fixed here.
type Item struct {
	Text  string
	Style Style
	Break bool
	Box   []Block
}

// A Style tells runs of text apart that a reader of figures must not join.
type Style uint8

// The styles of a run. Plain text has none.
const (
	Struck      Style = 1 << iota // crossed out
	Raised                        // above or below the line, as marks of notes are
	White                         // white, and no colour of its own behind it
	Superscript                   // smaller and above the line
	Subscript                     // smaller and below it
)

// A ListRef is a paragraph's place in a list.
type ListRef struct {
	Num   int // the list's number, from 1; 0 for none
	Level int // 0 to 8
}

// A Document is what a file of Word says.
type Document struct {
	Blocks []Block // the body, the notes behind it
	Lists  []List
}

// A DamagedError says what is torn in a file.
type DamagedError struct{ What error }

// Damaged is a DamagedError that is said by a message of the catalogue.
func Damaged(key string, args ...any) error { return DamagedError{words.New(key, args...)} }

func (e DamagedError) Error() string { return e.What.Error() }

// A LimitError says what a file has too much of.
type LimitError struct{ What error }

// Limit is a LimitError that is said by a message of the catalogue.
func Limit(key string, args ...any) error { return LimitError{words.New(key, args...)} }

func (e LimitError) Error() string { return e.What.Error() }

// The limits of what one file may hold. Package source has its own, which are
// narrower for what it counts, too; these hold before it has seen anything.
const (
	MaxText       = 4 << 20 // bytes of text
	MaxParagraphs = 100_000
	MaxItems      = 400_000 // pieces of paragraphs
	MaxCells      = 400_000
	MaxDepth      = 64 // tables in tables
	MaxBoxes      = 16 // text boxes in text boxes
)
