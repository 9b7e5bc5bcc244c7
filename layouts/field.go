package layouts

import (
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/convert/words"
)

// A Field is a text around a table, behind its label: 单位：万元, 注：…, 填报人：张三.
type Field struct {
	ID       string   `yaml:"id"`
	Label    string   `yaml:"label"` // without its colon
	Variants []string `yaml:"variants"`
	Place    Place    `yaml:"place"`
	Text     string   `yaml:"text"` // what the form itself says there; "" for what is filled in
}

// A Place is where a field stands.
type Place string

const (
	Above   Place = "above"    // at the upper right of its table
	Note    Place = "note"     // below it, in paragraphs
	SignOff Place = "sign-off" // on the line below table and notes
)

// places are those that a field may have, in the order in which they stand on a page.
var places = []Place{Above, Note, SignOff}

// FieldID is the full id of a field of a table; one of the whole form goes by its own.
func FieldID(table, field string) string { return table + "." + field }

// A FieldRef is a field with its full id.
type FieldRef struct {
	*Field
	FullID string
}

// AllFields are the fields of the form: those of its tables, then those below all of them.
func (l *Layout) AllFields() []FieldRef {
	var all []FieldRef
	for _, t := range l.Tables {
		all = append(all, t.FieldsAt(places...)...)
	}
	return append(all, l.FieldsAt(places...)...)
}

// FieldsAt are the table's fields at some of the places, in the order in which they stand.
func (t *Table) FieldsAt(at ...Place) []FieldRef {
	return fieldsAt(t.Fields, at, func(id string) string { return FieldID(t.ID, id) })
}

// FieldsAt are the fields of the whole form, in the order in which they stand.
func (l *Layout) FieldsAt(at ...Place) []FieldRef {
	return fieldsAt(l.Fields, at, func(id string) string { return id })
}

func fieldsAt(fields []*Field, at []Place, full func(id string) string) (all []FieldRef) {
	for _, place := range places {
		for _, f := range fields {
			if f.Place == place && slices.Contains(at, place) {
				all = append(all, FieldRef{f, full(f.ID)})
			}
		}
	}
	return all
}

// verifyFields holds fields to what they are: those of the whole form stand below it.
func verifyFields(fields []*Field, path string, allowed []Place) *flaw {
	seen := map[string]bool{}
	for i, f := range fields {
		p := fmt.Sprintf("%s.fields[%d]", path, i)
		if err := unique(seen, f.ID, p, namePattern); err != nil {
			return err
		}
		if Key(f.Label) == "" {
			return &flaw{p, words.New("layout.field")}
		}
		if !slices.Contains(allowed, f.Place) {
			var names []string
			for _, a := range allowed {
				names = append(names, string(a))
			}
			return &flaw{p + ".place", unknown("layout.place", string(f.Place), names)}
		}
	}
	return nil
}

// withoutHeadings gives a form that has no sections one for each table, without a heading.
func (l *Layout) withoutHeadings() *flaw {
	for i, t := range l.Tables {
		if slices.Contains(ownSections, t.ID) {
			return &flaw{fmt.Sprintf("$.tables[%d].id", i), words.New("layout.section-own", t.ID)}
		}
		l.Sections = append(l.Sections, &Section{ID: t.ID, Table: t.ID})
	}
	return nil
}

// ownSections are the ids of the sections that every report may have.
var ownSections = []string{"preamble", "signature", Following}

// Following is the id of the text below a table that no heading parts from what comes next.
const Following = "following"
