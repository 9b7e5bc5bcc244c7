package word

import (
	"fmt"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/layouts"
)

// textTableSize is that of tables in the text, in points: 五号.
const textTableSize = 10.5

// openMark stands in a cell that is open: an empty one would read as blank.
const openMark = "？"

// A cell is one of a table of the document.
type cell struct {
	row, col, rows, cols int
	text                 string
	align                layouts.Align
	open                 bool
	head                 bool
}

// A grid is a table: the widths of its columns in twentieths of a point, and its cells row
// by row.
type grid struct {
	widths []int
	size   float64
	heads  int // rows repeated on each page
	rows   int
	cells  []cell
}

// form writes a table of the form on the grid of its layout.
func (b *body) form(t *layouts.Table, data *report.Table) {
	g := t.Grid()
	out := grid{widths: fitted(t.Widths), size: t.Size, rows: g.Rows, heads: g.HeadRows()}
	for _, c := range g.Cells {
		k := cell{row: c.Row, col: c.Col, rows: c.Rowspan, cols: c.Colspan, text: c.Text}
		switch c.Kind {
		case layouts.DataCell:
			if k.text, k.open = typeset.Value(c, data); k.open {
				k.text = openMark
			}
		case layouts.CaptionCell, layouts.LabelCell:
			k.align = c.Alignment()
		case layouts.TitleCell, layouts.HeadCell:
			k.head = true
		}
		out.cells = append(out.cells, k)
	}
	b.grid(&out)
}

// textTable writes a table in the text, its columns alike.
func (b *body) textTable(p *report.Paragraph) {
	places, width, ok := p.Places()
	if !ok {
		b.paragraph(bodyStyle, "", run{text: p.Plain()})
		return
	}
	out := grid{size: textTableSize, rows: len(p.Table), heads: 1}
	for range width {
		out.widths = append(out.widths, textWidth/width)
	}
	for _, c := range places {
		if c.Row == 0 {
			out.heads = max(out.heads, c.Rows)
		}
		out.cells = append(out.cells, cell{row: c.Row, col: c.Col, rows: c.Rows, cols: c.Cols, text: c.Text})
	}
	if out.heads == out.rows {
		out.heads = 0
	}
	b.grid(&out)
}

// fitted are widths in mm as twentieths of a point, narrowed to the text.
func fitted(widths []float64) []int {
	const twips = 1440 / 25.4
	sum := 0.0
	for _, w := range widths {
		sum += w * twips
	}
	scale := min(1, textWidth/sum)
	out := make([]int, len(widths))
	for i, w := range widths {
		out[i] = int(w * twips * scale)
	}
	return out
}

func (b *body) grid(g *grid) {
	all := 0
	for _, w := range g.widths {
		all += w
	}
	fmt.Fprintf(b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`, all)
	for _, edge := range []struct {
		name string
		size int // in eighths of a point
	}{{"top", 6}, {"left", 6}, {"bottom", 6}, {"right", 6}, {"insideH", 4}, {"insideV", 4}} {
		fmt.Fprintf(b, `<w:%s w:val="single" w:sz="%d" w:space="0" w:color="000000"/>`, edge.name, edge.size)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, w := range g.widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString(`</w:tblGrid>`)
	owner := make([][]*cell, g.rows)
	for y := range owner {
		owner[y] = make([]*cell, len(g.widths))
	}
	for i := range g.cells {
		c := &g.cells[i]
		for y := c.row; y < c.row+c.rows; y++ {
			for x := c.col; x < c.col+c.cols; x++ {
				owner[y][x] = c
			}
		}
	}
	for y, row := range owner {
		b.row(g, y, row)
	}
	b.WriteString(`</w:tbl>`)
}

func (b *body) row(g *grid, y int, row []*cell) {
	fmt.Fprintf(b, `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="%d" w:hRule="atLeast"/>`, int(g.size*20*1.9))
	if y < g.heads {
		b.WriteString(`<w:tblHeader/>`)
	}
	b.WriteString(`</w:trPr>`)
	for x := 0; x < len(row); {
		c := row[x]
		width := 0
		for _, w := range g.widths[x : x+c.cols] {
			width += w
		}
		fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
		if c.cols > 1 {
			fmt.Fprintf(b, `<w:gridSpan w:val="%d"/>`, c.cols)
		}
		switch {
		case c.rows > 1 && c.row == y:
			b.WriteString(`<w:vMerge w:val="restart"/>`)
		case c.rows > 1:
			b.WriteString(`<w:vMerge/>`)
		}
		if c.open {
			b.WriteString(`<w:shd w:val="thinDiagStripe" w:color="808080" w:fill="auto"/>`)
		}
		b.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
		b.cell(g, c, c.row == y)
		b.WriteString(`</w:tc>`)
		x += c.cols
	}
	b.WriteString(`</w:tr>`)
}

// cell writes the paragraph of a cell; one that a cell above covers has none of its text.
func (b *body) cell(g *grid, c *cell, own bool) {
	properties := ""
	if c.row < g.heads {
		properties = `<w:keepNext/>`
	}
	if c.align == layouts.AlignLeft || c.align == layouts.AlignRight {
		properties += `<w:jc w:val="` + string(c.align) + `"/>`
	}
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + cellStyle + `"/>` + properties + `</w:pPr>`)
	if own {
		b.run(run{text: c.text}, fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, int(g.size*2), int(g.size*2)))
	}
	b.WriteString(`</w:p>`)
}
