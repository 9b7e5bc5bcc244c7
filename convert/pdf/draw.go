package pdf

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"unicode"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"github.com/nianbao/nianbao/convert/typeset"
)

// draw lets gofpdf draw the pages, uncompressed and without fonts.
func (w *Writer) draw(out io.Writer, doc *typeset.Document, f *faces, m *marks) error {
	g := gofpdf.New("P", "pt", "A4", "")
	g.SetCatalogSort(true)
	g.SetCompression(false)
	g.SetAutoPageBreak(false, 0)
	g.SetLineCapStyle("square")
	_, height := g.GetPageSize()
	bookmarks := doc.Bookmarks
	p := painter{file: g, faces: f, marks: m, parts: doc.Parts, height: height, buffer: make([]byte, 0, 16<<10)}
	for i, page := range doc.Pages {
		g.AddPage()
		for len(bookmarks) > 0 && bookmarks[0].Page == i {
			g.Bookmark(utf16Text(bookmarks[0].Title), bookmarks[0].Level, bookmarks[0].Y)
			bookmarks = bookmarks[1:]
		}
		if page.Turned != nil { // a quarter to the left
			g.RawWriteStr(fmt.Sprintf("q 0 1 -1 0 %.2f 0 cm", height))
			p.draw(page.Turned, i)
			g.RawWriteStr("Q")
		}
		p.draw(page, i)
	}
	return g.Output(out)
}

// A painter draws pages of one height.
type painter struct {
	file   *gofpdf.Fpdf
	faces  *faces
	marks  *marks
	parts  []typeset.Part
	height float64
	buffer []byte
}

// draw draws what stands on a page.
func (p *painter) draw(page *typeset.Page, number int) {
	p.file.RawWriteStr("/Artifact<</Type/Layout>>BDC")
	for _, box := range page.Shades {
		shade(p.file, box)
	}
	width := 0.0
	for _, r := range page.Rules {
		if r.Width != width {
			width = r.Width
			p.file.SetLineWidth(width)
		}
		p.file.Line(r.X1, r.Y1, r.X2, r.Y2)
	}
	p.file.RawWriteStr("EMC")
	c := content{out: p.buffer[:0], marks: p.marks, page: number, parts: p.parts}
	c.texts(p.faces, page.Texts, p.height)
	p.file.RawWriteStr(string(c.out))
	p.buffer = c.out
}

// utf16Text is a text string of PDF. gofpdf makes it itself only while one of its
// own UTF-8 fonts is in use.
func utf16Text(s string) string {
	b := []byte("\xFE\xFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return string(b)
}

// shade marks an open cell: grey, hatched.
func shade(g *gofpdf.Fpdf, box typeset.Box) {
	const step = 5
	g.SetFillColor(230, 230, 230)
	g.Rect(box.X, box.Y, box.W, box.H, "F")
	g.ClipRect(box.X, box.Y, box.W, box.H, false)
	g.SetLineWidth(0.4)
	for d := step / 2.0; d < box.W+box.H; d += step {
		g.Line(box.X+d-box.H, box.Y+box.H, box.X+d, box.Y)
	}
	g.ClipEnd()
	g.SetFillColor(0, 0, 0)
}

// content is the text of a page as it is written.
type content struct {
	out   []byte
	marks *marks
	parts []typeset.Part
	page  int
	part  int  // of the marked content
	open  bool // it is
	alone bool // it takes no more
	font  *font
	size  float64
	x, y  float64 // of the last run
}

// texts writes the operators that show the texts of a page of the height.
func (c *content) texts(f *faces, texts []typeset.Text, height float64) {
	c.out = append(c.out, "BT"...)
	for i := range texts {
		t := &texts[i]
		for from := 0; from < len(t.Runes); {
			ft, secret := f.of(t.Role, legal(t.Runes[from])), private(t.Runes[from])
			end := from + 1
			for end < len(t.Runes) && private(t.Runes[end]) == secret && f.of(t.Role, legal(t.Runes[end])) == ft {
				end++
			}
			if secret {
				c.mark(t.Part, string(t.Runes[from:end]))
			} else if !c.open || c.alone || t.Part != c.part {
				c.mark(t.Part, "")
			}
			c.run(ft, t, from, end, height)
			from = end
		}
	}
	c.unmark()
	c.out = append(c.out, "\nET"...)
}

// mark ends the open marked content and begins that of a part. What follows stands for
// the text, when there is one, and is marked alone.
func (c *content) mark(part int, text string) {
	c.unmark()
	c.part, c.open, c.alone = part, true, text != ""
	if part == 0 {
		c.out = append(c.out, "\n/Artifact<</Type/Pagination>>BDC"...)
		return
	}
	c.out = appendTag(append(c.out, "\n/"...), &c.parts[part])
	c.out = append(c.out, "<</MCID "...)
	c.out = strconv.AppendInt(c.out, int64(c.marks.add(c.page, part)), 10)
	if text != "" {
		c.out = fmt.Appendf(c.out, "/ActualText<%x>", utf16Text(text))
	}
	c.out = append(c.out, ">>BDC"...)
}

func (c *content) unmark() {
	if c.open {
		c.out = append(c.out, "\nEMC"...)
	}
	c.open, c.alone = false, false
}

// private reports whether a character means what its font likes. PDF/A-2a asks that the
// text says what it stands for (ISO 19005-2, 6.2.11.7.3): itself, as no one knows more.
func private(r rune) bool { return unicode.Is(unicode.Co, r) }

// run shows the characters of a text that are in one font, each at its place.
func (c *content) run(ft *font, t *typeset.Text, from, end int, height float64) {
	if ft != c.font || t.Size != c.size {
		c.font, c.size = ft, t.Size
		c.out = append(c.out, "\n/F"...)
		c.out = strconv.AppendInt(c.out, int64(ft.number), 10)
		c.number(t.Size)
		c.out = append(c.out, " Tf"...)
	}
	x, y := round(t.X+t.At[from]), round(height-t.Y)
	c.out = append(c.out, '\n')
	c.out = appendFixed(c.out, x-c.x)
	c.number(y - c.y)
	c.out = append(c.out, " Td["...)
	c.x, c.y = x, y
	c.glyphs(ft, t, from, end)
	c.out = append(c.out, "]TJ"...)
}

// glyphs writes glyph numbers, and between them how far a character stands from
// where the one before it ends, in thousandths of an em. Less than 4 of these,
// 0.02 mm in the text, are left to the next character.
func (c *content) glyphs(ft *font, t *typeset.Text, from, end int) {
	const digits = "0123456789abcdef"
	const least = 4
	ended := t.At[from] // where the last character ends
	open := false
	for i := from; i < end; i++ {
		if off := (t.At[i] - ended) * 1000 / t.Size; math.Abs(off) >= least {
			if open {
				c.out = append(c.out, '>')
				open = false
			}
			adjust := math.Round(off)
			c.out = strconv.AppendInt(c.out, int64(-adjust), 10)
			ended += adjust * t.Size / 1000
		}
		if !open {
			c.out = append(c.out, '<')
			open = true
		}
		g := ft.subset.Glyph(ft.glyph(t, i))
		c.out = append(c.out, digits[g>>12&15], digits[g>>8&15], digits[g>>4&15], digits[g&15])
		if g > 0 {
			ended += float64(ft.subset.Widths[g-1]) * t.Size / 1000
		}
	}
	if open {
		c.out = append(c.out, '>')
	}
}

func (c *content) number(v float64) {
	c.out = append(c.out, ' ')
	c.out = appendFixed(c.out, v)
}

// round keeps hundredths of a point, as they are written.
func round(v float64) float64 { return math.Round(v*100) / 100 }

// appendFixed writes a number with at most two decimals.
func appendFixed(b []byte, v float64) []byte {
	n := int64(math.Round(v * 100))
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	if n%100 != 0 {
		b = append(b, '.', byte('0'+n/10%10))
		if n%10 != 0 {
			b = append(b, byte('0'+n%10))
		}
	}
	return b
}
