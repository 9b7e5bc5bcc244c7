// Package rtf reads rich text (.rtf), also where it is called .doc: groups in
// braces, control words behind backslashes, and text in the charset of its font.
//
// It owns tokens, groups, charsets, and which groups are text that is shown. It
// does not own the grid of a table (package wordgrid). What is hidden or was
// deleted, the codes of fields, heads and feet are not text. The number of a
// list is what the writer printed beside its item; where it printed none, the
// lists of the file say it.
//
//	document, err := rtf.Read([]byte(`{\rtf1\ansicpg936 \'b9\'ab\'bf\'aa\par}`))
//	// document.Blocks[0].Para.Items[0].Text == "公开"
package rtf

import (
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

// maxGroups is how deep groups may stand in groups. Writers come to some thirty.
const maxGroups = 500

// Read reads the body of a document, the notes behind it, and the text boxes
// where they are fixed. Its errors are a wordgrid.DamagedError or a
// wordgrid.LimitError.
func Read(data []byte) (*wordgrid.Document, error) {
	r := &reader{
		scanner:  scanner{data: data, words: map[string]string{}},
		group:    group{unicodeSkip: 1, wideFont: -1},
		charsets: charsets{fonts: map[int]int{}, isUTF8: utf8.Valid(data)},
	}
	r.texts = []*text{{out: wordgrid.NewBuilder()}}
	if err := r.read(); err != nil {
		return nil, err
	}
	r.flush()
	out := r.texts[0].out
	if !out.IsEmpty() {
		out.EndParagraph(r.group.level(), wordgrid.ListRef{}, false)
	}
	for _, blocks := range append(r.footnotes, r.endnotes...) {
		out.AddBlocks(blocks)
	}
	blocks, err := out.Close()
	if err != nil {
		return nil, err
	}
	return &wordgrid.Document{Blocks: blocks, Lists: r.lists.uses()}, nil
}

// A reader is the state of reading one file.
type reader struct {
	scanner
	group  group
	groups []group // those around it
	texts  []*text // the body and the boxes and notes open, the innermost last
	chars  chars

	charsets
	colors colors

	footnotes, endnotes [][]wordgrid.Block
	notes               int    // numbered
	marked              bool   // the mark of a note is written, and the note follows
	row, innerRow       rowDef // the row that is described, of a table and of one in its cells
	lists               lists
}

// charsets are what the file says of bytes that are text.
type charsets struct {
	fonts    map[int]int // the code page of each font
	codepage int         // of \ansicpg
	font     int         // of \deff
	isUTF8   bool        // bytes beyond ASCII that stand as such are UTF-8
}

// A group is what holds until its brace.
type group struct {
	kind        kind
	begins      bool // it is the group that its kind, or its text, begins with
	ignorable   bool // \* stood at its beginning
	fresh       bool // nothing but \* stood in it
	inner       bool // rows described here are of a table in a cell
	font        int
	wide        bool // what follows is of the font for Chinese, wideFont
	wideFont    int
	unicodeSkip int // how many characters behind \u stand for it
	charProps
	paraProps
}

// A charProps is what is said of the characters that follow.
type charProps struct {
	hidden, deleted, struck, raised bool
	super, sub                      bool
	tiny                            bool // too small to be seen
	white, shaded                   bool // its colour, and that one is behind it
}

// A paraProps is what is said of the open paragraph.
type paraProps struct {
	inTable bool
	depth   int  // in tables; 0 where only inTable is said
	colored bool // one is behind it
	list    wordgrid.ListRef
}

// level is how deep in tables the paragraph stands.
func (p *paraProps) level() int {
	if p.inTable {
		return max(1, p.depth)
	}
	return max(0, p.depth)
}

// A text is one that runs on by itself: the body, a text box, a note.
type text struct {
	out   *wordgrid.Builder
	label string // the number printed beside the paragraph, until its text comes
	given bool   // one was printed, or a bullet
}

func (r *reader) text() *text { return r.texts[len(r.texts)-1] }

func (r *reader) read() error {
	for r.text().out.Err() == nil {
		t := r.next()
		if t.kind != byteToken && t.kind != wordToken {
			r.chars.skip = 0
		}
		switch t.kind {
		case endToken:
			if len(r.groups) > 0 {
				return wordgrid.Damaged("damaged.word.end")
			}
			return nil
		case openToken:
			if len(r.groups) == maxGroups {
				return wordgrid.Limit("too-large.word.groups")
			}
			r.flush()
			r.groups = append(r.groups, r.group)
			r.group.begins, r.group.ignorable, r.group.fresh = false, false, true
		case closeToken:
			if r.close(); len(r.groups) == 0 {
				return nil
			}
		case byteToken:
			r.group.fresh = r.group.fresh && t.byte == ' ' // some writers put one before the group's word
			r.byte(t.byte, t.hex)
		case wordToken:
			r.word(t)
		}
	}
	return r.text().out.Err()
}

// close ends a group, and what it stood for.
func (r *reader) close() {
	r.flush()
	n := len(r.groups)
	if n == 0 {
		return
	}
	inner := r.group
	r.group = r.groups[n-1]
	r.groups = r.groups[:n-1]
	if inner.begins {
		r.leave(inner.kind)
	}
}
