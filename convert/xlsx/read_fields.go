package xlsx

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// markFields notes the rows of each sheet that hold labels of a form's fields: they are no
// rows of a table.
func (w *workbook) markFields(l *layouts.Layout) {
	labels := map[string]bool{}
	for _, ref := range l.AllFields() {
		labels[fieldKey(fieldLabel(ref.Label))] = true
	}
	for _, g := range w.sheets {
		g.fieldRows = nil
		for _, y := range g.rows {
			for _, x := range g.columns[y] {
				if len(labels) > 0 && labels[fieldKey(g.shown(place{x, y}))] {
					if g.fieldRows == nil {
						g.fieldRows = map[int]bool{}
					}
					g.fieldRows[y] = true
				}
			}
		}
	}
}

// fieldKey is a label with its colon as it is compared.
func fieldKey(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, ":", "：")), "")
}

// readFields reads the texts above and below the tables, and takes them out of the sheets:
// what is left is prose. A field is found by its label on the sheet of its table, fields of
// one label in their order.
func (r *reader) readFields() {
	r.markFields(r.layout)
	for i, t := range r.layout.Tables {
		if loc := r.found[i]; loc != nil {
			refs := t.FieldsAt(layouts.Above, layouts.Note, layouts.SignOff)
			if t == r.layout.Tables[len(r.layout.Tables)-1] {
				refs = append(refs, r.layout.FieldsAt(layouts.Note, layouts.SignOff)...)
			}
			r.fieldsOn(loc, refs)
		}
	}
}

func (r *reader) fieldsOn(loc *located, refs []layouts.FieldRef) {
	g := loc.grid
	labels := map[string]bool{}
	for _, ref := range refs {
		labels[fieldKey(fieldLabel(ref.Label))] = true
	}
	for _, y := range slices.Clone(g.rows) {
		if !g.fieldRows[y] {
			continue
		}
		columns := slices.Clone(g.columns[y])
		for k := 0; k < len(columns); k++ {
			key := fieldKey(g.shown(place{columns[k], y}))
			i := slices.IndexFunc(refs, func(ref layouts.FieldRef) bool { return fieldKey(fieldLabel(ref.Label)) == key })
			if i < 0 {
				continue
			}
			f := report.Field{ID: refs[i].FullID, Line: y}
			refs = slices.Delete(slices.Clone(refs), i, i+1)
			g.drop(place{columns[k], y})
			var texts []string
			for k+1 < len(columns) && !labels[fieldKey(g.shown(place{columns[k+1], y}))] {
				k++
				texts = append(texts, r.textOf(g.at(place{columns[k], y})))
				g.drop(place{columns[k], y})
			}
			f.Text = strings.TrimSpace(strings.Join(texts, " "))
			r.report.Fields = append(r.report.Fields, f)
		}
	}
}
