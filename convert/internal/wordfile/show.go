package wordfile

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

// Show writes what was read, a line a paragraph or row: a bar parts cells, "<"
// is a place that another cell covers, "/" a line or paragraph end in a cell,
// ~struck~, ^raised^ and (white) are runs, % a colour behind, [box] is a text box, #2.1 a place in a list.
func Show(doc *wordgrid.Document) string { return show(doc.Blocks, "\n") }

func show(blocks []wordgrid.Block, end string) string {
	var lines []string
	for _, b := range blocks {
		if b.Para != nil {
			lines = append(lines, paragraph(b.Para))
			continue
		}
		spans := b.Table.Spans()
		if spans == nil {
			lines = append(lines, "no grid")
		}
		for r, row := range spans {
			var cells []string
			for _, s := range row {
				text := ""
				if s.Cell != nil {
					text = show(s.Cell.Blocks, "/")
				}
				if s.Covered {
					text += "<"
				}
				cells = append(cells, text+strings.Repeat("¦<", s.Columns-1))
			}
			line := "| " + strings.Join(cells, "¦")
			if b.Table.Rows[r].Edges.Shaded {
				line += "%"
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, end)
}

func paragraph(p *wordgrid.Paragraph) string {
	var b strings.Builder
	if p.List.Num != 0 {
		fmt.Fprintf(&b, "#%d.%d ", p.List.Num, p.List.Level)
	}
	for _, item := range p.Items {
		text := item.Text
		if item.Style&wordgrid.Struck != 0 {
			text = "~" + text + "~"
		}
		if item.Style&wordgrid.Raised != 0 {
			text = "^" + text + "^"
		}
		if item.Style&wordgrid.White != 0 {
			text = "(" + text + ")"
		}
		switch {
		case item.Break:
			text = "/"
		case item.Box != nil:
			text = "[" + show(item.Box, "/") + "]"
		}
		b.WriteString(text)
	}
	if p.Shaded {
		b.WriteByte('%')
	}
	if p.Unmarked {
		b.WriteByte('>')
	}
	return b.String()
}
