package layouts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// distinctLabels tells two rows of a block that nothing keeps apart: one label, in one
// group, below one caption or row that is less indented. Which of them a line of a source
// is could not be told. The rows of a list are told by their order, too.
func (b *Block) distinctLabels(path string) *flaw {
	if b.Units {
		return nil
	}
	seen := map[string]bool{}
	captions := 0
	var groups []openGroup
	var above []*Row // less indented
	for i, r := range b.Rows {
		captions += len(r.Captions)
		groups = within(groups, i)
		for _, g := range r.Groups {
			groups = append(groups, openGroup{g.Label, i + max(g.Rowspan, 1)})
		}
		if r.Label == "" {
			continue
		}
		above = slices.DeleteFunc(above, func(o *Row) bool { return o.Indent >= r.Indent })
		key := fmt.Sprint(captions, "\n", Fold(r.Label))
		for _, g := range groups {
			key += "\n" + Fold(g.label)
		}
		for _, o := range above {
			key += "\n" + o.ID
		}
		above = append(above, r)
		if seen[key] {
			return &flaw{fmt.Sprintf("%s.rows[%d].label", path, i), words.New("layout.label-twice", r.Label)}
		}
		seen[key] = true
	}
	return nil
}

// openGroup is a group's label and the row at which it ends.
type openGroup struct {
	label string
	end   int
}

// within are the groups that reach row i.
func within(groups []openGroup, i int) []openGroup {
	var still []openGroup
	for _, g := range groups {
		if g.end > i {
			still = append(still, g)
		}
	}
	return still
}

// distinctHeadings tells two sections of one heading.
func (l *Layout) distinctHeadings() *flaw {
	seen := map[string]bool{}
	for i, s := range l.Sections {
		_, heading := CutOrdinal(strings.TrimSpace(s.Heading))
		if key := Fold(heading); seen[key] {
			return &flaw{fmt.Sprintf("$.sections[%d].heading", i), words.New("layout.heading-twice", s.Heading)}
		} else {
			seen[key] = true
		}
	}
	return nil
}
