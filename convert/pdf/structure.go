package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/convert/typeset"
)

// tags are the structure types of the parts (ISO 32000-1, 14.8.4). Signed is none of
// these: roles says which it is.
var tags = [...]string{
	typeset.WholePart: "Document", typeset.TitlePart: "H", typeset.SectionPart: "H", typeset.SubsectionPart: "H",
	typeset.ParagraphPart: "P", typeset.SignedPart: "Signature", typeset.NotePart: "Note",
	typeset.ListPart: "L", typeset.ItemPart: "LI", typeset.LabelPart: "Lbl", typeset.BodyPart: "LBody",
	typeset.TablePart: "Table", typeset.RowPart: "TR", typeset.HeadPart: "TH", typeset.DataPart: "TD",
}

const roles = "/RoleMap<</Signature/P>>"

// openCell is said of a cell that is open, which a reader who sees it knows by its shade.
const openCell = "数值待核"

func appendTag(b []byte, p *typeset.Part) []byte {
	b = append(b, tags[p.Kind]...)
	if p.Level > 0 {
		b = strconv.AppendInt(b, int64(p.Level), 10)
	}
	return b
}

// A place is where a part's text is marked: the content's number on a page.
type place struct {
	page, number int
}

// places are those of a part: most have one.
type places struct {
	first place
	more  []place
	n     int
}

// marks tell which part each piece of marked content belongs to.
type marks struct {
	pages  [][]int  // parts, by page and number of the content
	places []places // by part
}

func newMarks(doc *typeset.Document) *marks {
	return &marks{make([][]int, len(doc.Pages)), make([]places, len(doc.Parts))}
}

// add gives the next content of a page to a part and returns its number.
func (m *marks) add(page, part int) int {
	n := len(m.pages[page])
	m.pages[page] = append(m.pages[page], part)
	p := &m.places[part]
	if p.n++; p.n == 1 {
		p.first = place{page, n}
	} else {
		p.more = append(p.more, place{page, n})
	}
	return n
}

// structure writes the tree of the parts into one stream of objects, and returns the
// number of its root. Page i is object 3+2i, as gofpdf numbers them.
func (w *file) structure(doc *typeset.Document, m *marks) int {
	t := &tree{marks: m, parts: doc.Parts, last: len(doc.Parts) - 1, named: make([]bool, len(doc.Parts))}
	t.kin()
	t.root, t.first = w.next(), len(w.places)
	p := &w.small
	p.body = slices.Grow(p.body, 100*len(doc.Parts)+1<<10)
	p.begin(t.root)
	p.body = append(p.body, "<</Type/StructTreeRoot/K "...)
	p.body = append(t.ref(p.body, 0), roles...)
	p.body = t.contents(append(p.body, "/ParentTree<</Nums["...))
	p.body = t.ids(append(p.body, "]>>"...))
	p.body = append(p.body, ">>"...)
	for i := range t.parts {
		w.next()
		p.begin(t.first + i)
		p.body = t.part(p.body, i)
	}
	return t.root
}

// A tree is the structure as it is written.
type tree struct {
	*marks
	parts []typeset.Part
	kid   []int  // the first part that each holds; 0 for none
	next  []int  // the next that the same holds
	named []bool // parts that have an id
	last  int    // part
	root  int    // object
	first int    // object of part 0; the others follow
}

func (t *tree) ref(b []byte, part int) []byte {
	b = strconv.AppendInt(b, int64(t.first+part), 10)
	return append(b, " 0 R"...)
}

// kin finds what each part holds.
func (t *tree) kin() {
	n := len(t.parts)
	room := make([]int, 2*n)
	t.kid, t.next = room[:n], room[n:]
	for i := n - 1; i > 0; i-- {
		up := t.parts[i].Parent
		t.next[i], t.kid[up] = t.kid[up], i
	}
}

// head is the part that a cell names as a head.
func (t *tree) head(cell *typeset.Part, head int) int { return t.parts[cell.Parent].Parent + head }

// contents lists the parts of each page's contents.
func (t *tree) contents(b []byte) []byte {
	for i, parts := range t.pages {
		b = append(strconv.AppendInt(b, int64(i), 10), '[')
		for _, part := range parts {
			b = append(t.ref(b, part), ' ')
		}
		b = append(b, ']')
	}
	return b
}

// ids lists the parts that others name: heads of cells, and notes.
func (t *tree) ids(b []byte) []byte {
	any := false
	for i := range t.parts {
		p := &t.parts[i]
		t.named[i] = t.named[i] || p.Kind == typeset.NotePart
		if p.Cell != nil {
			for _, h := range p.Cell.Heads {
				t.named[t.head(p, h)], any = true, true
			}
		}
		any = any || t.named[i]
	}
	if !any {
		return b
	}
	b = append(b, "/IDTree<</Names["...)
	for i, named := range t.named {
		if named {
			b = t.ref(append(t.id(b, i), ' '), i)
		}
	}
	return append(b, "]>>"...)
}

// id writes a part's id: of one length, so that their order is that of the parts.
func (t *tree) id(b []byte, part int) []byte {
	b = append(b, '(')
	for n := max(10*part, 10); n <= t.last; n *= 10 {
		b = append(b, '0')
	}
	return append(strconv.AppendInt(b, int64(part), 10), ')')
}

func (t *tree) part(b []byte, n int) []byte {
	p := &t.parts[n]
	b = appendTag(append(b, "<</S/"...), p)
	b = append(b, "/P "...)
	if n == 0 {
		b = append(strconv.AppendInt(b, int64(t.root), 10), " 0 R"...)
	} else {
		b = t.ref(b, p.Parent)
	}
	if t.named[n] {
		b = t.id(append(b, "/ID"...), n)
	}
	b = t.below(b, n)
	if p.Cell != nil {
		b = t.cell(b, p)
	}
	return append(b, ">>"...)
}

// below writes what a part holds: its contents, on the page of the first, or parts.
func (t *tree) below(b []byte, n int) []byte {
	places := &t.places[n]
	if places.n > 0 {
		b = append(b, "/Pg "...)
		b = append(strconv.AppendInt(b, int64(3+2*places.first.page), 10), " 0 R"...)
	}
	switch {
	case places.n == 1 && t.kid[n] == 0:
		return strconv.AppendInt(append(b, "/K "...), int64(places.first.number), 10)
	case places.n == 0 && t.kid[n] == 0:
		return b
	}
	b = append(b, "/K["...)
	if places.n > 0 {
		b = append(strconv.AppendInt(b, int64(places.first.number), 10), ' ')
	}
	for _, at := range places.more {
		if at.page == places.first.page {
			b = append(strconv.AppendInt(b, int64(at.number), 10), ' ')
			continue
		}
		b = fmt.Appendf(b, "<</Type/MCR/Pg %d 0 R/MCID %d>>", 3+2*at.page, at.number)
	}
	for kid := t.kid[n]; kid > 0; kid = t.next[kid] {
		b = append(t.ref(b, kid), ' ')
	}
	return append(b, ']')
}

// cell writes what a cell is to its table.
func (t *tree) cell(b []byte, p *typeset.Part) []byte {
	c := p.Cell
	if p.Open {
		b = fmt.Appendf(b, "/Alt<%x>", utf16Text(openCell))
	}
	if p.Kind == typeset.DataPart && len(c.Heads) == 0 && c.Colspan == 1 && c.Rowspan == 1 {
		return b
	}
	b = append(b, "/A<</O/Table"...)
	switch {
	case p.Kind == typeset.HeadPart && c.Row:
		b = append(b, "/Scope/Row"...)
	case p.Kind == typeset.HeadPart:
		b = append(b, "/Scope/Column"...)
	}
	if c.Colspan > 1 {
		b = strconv.AppendInt(append(b, "/ColSpan "...), int64(c.Colspan), 10)
	}
	if c.Rowspan > 1 {
		b = strconv.AppendInt(append(b, "/RowSpan "...), int64(c.Rowspan), 10)
	}
	if len(c.Heads) > 0 {
		b = append(b, "/Headers["...)
		for _, h := range c.Heads {
			b = t.id(b, t.head(p, h))
		}
		b = append(b, ']')
	}
	return append(b, ">>"...)
}

// tagPages says of each of gofpdf's page objects which list of contents is its.
func tagPages(objects [][]byte, pages []*typeset.Page) error {
	for i, page := range pages {
		head := []byte("<</Type /Page\n")
		n := 3 + 2*i
		if n >= len(objects) || !bytes.HasPrefix(objects[n], head) {
			return errShape
		}
		entries := fmt.Sprintf("<</Type /Page /StructParents %d /Tabs /S\n", i)
		if page.Turned != nil {
			entries += "/Rotate 90\n" // on the screen it is read without turning the head
		}
		objects[n] = append([]byte(entries), objects[n][len(head):]...)
	}
	return nil
}
