package convert

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/xlsx"
	"github.com/nianbao/nianbao/layouts"
)

// A draftField is a text above or below a table of a workbook, behind its label.
type draftField struct {
	label, text string
	row, beside int // the sheet row, and how many fields stand on it
}

var draftLabel = regexp.MustCompile(`^[（(]?\s*(\p{Han}[\p{Han}\s]{0,7})[:：]\s*(.*?)\s*[)）]?$`)

// draftFields takes the rows that hold nothing but labels with colons and what stands behind
// them; the other cells are of tables.
func draftFields(cells []xlsx.SheetCell) (fields []draftField, rest []xlsx.SheetCell) {
	for len(cells) > 0 {
		n := slices.IndexFunc(cells, func(c xlsx.SheetCell) bool { return c.Row != cells[0].Row })
		if n < 0 {
			n = len(cells)
		}
		if own := rowFields(cells[:n]); own != nil {
			fields = append(fields, own...)
		} else {
			rest = append(rest, cells[:n]...)
		}
		cells = cells[n:]
	}
	return fields, rest
}

// rowFields are the fields of a row; nil where it has anything else.
func rowFields(cells []xlsx.SheetCell) (fields []draftField) {
	for i := range cells {
		text := strings.TrimSpace(cells[i].Text())
		switch m := draftLabel.FindStringSubmatch(text); {
		case text == "":
		case m != nil:
			fields = append(fields, draftField{label: m[1], text: m[2], row: cells[i].Row})
		case len(fields) > 0 && fields[len(fields)-1].text == "":
			fields[len(fields)-1].text = text
		default:
			return nil
		}
	}
	for i := range fields {
		fields[i].beside = len(fields)
	}
	return fields
}

// writeFields writes the fields of the table: what stands above it, notes, and what is left
// to be filled in below it.
func (t *draftTable) writeFields(b *bytes.Buffer) {
	if len(t.fields) == 0 {
		return
	}
	b.WriteString("    fields:\n")
	for i, f := range t.fields {
		place, text := layouts.SignOff, ""
		switch {
		case f.row < t.from:
			place, text = layouts.Above, f.text
		case f.beside == 1 && f.text != "":
			place, text = layouts.Note, f.text
		}
		fmt.Fprintf(b, "      - {id: f%d, label: %s, place: %s", i+1, quoted(f.label), place)
		if text != "" {
			fmt.Fprintf(b, ", text: %s", quoted(text))
		}
		b.WriteString("}\n")
	}
}
