package settle

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// Merged cells leave empty slots behind: the label's before the values, wide data
// cells' between them. Which of a row's empty slots are blank cells and which are
// merged away is learned from the rows that are full.

// places tells the slot of each column.
type places []int

// A shape is the rows whose merged cells fall alike: as wide a label, at the same
// place, with or without a group's label before it, and the same columns.
type shape struct {
	indents map[int]bool
	lengths map[int]bool // slots of rows with blanks
	full    places       // where the values of its full rows stand
	fulls   int
	// fullLength is how many slots its full rows have; 0 when that differs.
	fullLength int
	slipped    bool // its rows contradict each other
}

func (p *puzzle) shape() string {
	if p.key == "" {
		p.key = p.shapeKey()
	}
	return p.key
}

func (p *puzzle) shapeKey() string {
	key := fmt.Append(nil, p.table.ID, p.spec.Colspan, len(p.spec.Groups) > 0, p.labelPlace())
	for _, c := range p.block.Columns {
		key = strconv.AppendInt(append(key, ' '), int64(c.Colspan), 10)
	}
	return string(key)
}

func (p *puzzle) labelPlace() int {
	for _, c := range p.table.Grid().Cells {
		if c.Line == p.spec && c.Kind == layouts.LabelCell {
			return c.Col
		}
	}
	return -1
}

func (sh *shape) add(p *puzzle) {
	if len(p.slots) == 0 {
		return
	}
	sh.indents[p.src.Indent] = true
	if !p.isFull() {
		sh.lengths[len(p.slots)] = true
		sh.slipped = sh.slipped || len(sh.indents) > 1
		return
	}
	at := p.filledSlots()
	sh.slipped = sh.slipped || len(sh.indents) > 1 || sh.full != nil && !slices.Equal(sh.full, at)
	if sh.full = at; sh.fulls == 0 {
		sh.fullLength = len(p.slots)
	} else if sh.fullLength != len(p.slots) {
		sh.fullLength = 0
	}
	sh.fulls++
}

// gridPlaces is where the form's grid puts the columns, behind the row's label.
func (p *puzzle) gridPlaces() places {
	var at places
	for _, c := range p.table.Grid().Cells {
		if c.Line == p.spec && c.Kind == layouts.DataCell {
			at = append(at, c.Col-p.src.Indent-1)
		}
	}
	return at
}

// filledSlots are those of the row's values.
func (p *puzzle) filledSlots() places {
	at := make(places, 0, len(p.values))
	for i, s := range p.slots {
		if s.Text != "" {
			at = append(at, i)
		}
	}
	return at
}

// narrow reports whether no data cell of the row is merged over several places.
func (p *puzzle) narrow() bool {
	return !slices.ContainsFunc(p.block.Columns, func(c *layouts.Column) bool { return c.Colspan > 1 })
}

// run is as many places as columns, from a slot on.
func (p *puzzle) run(at int) places {
	run := make(places, p.width())
	for c := range run {
		run[c] = at + c
	}
	return run
}

// printed is where the form's merged cells put the columns, from a slot on.
func (p *puzzle) printed(at int) places {
	var printed places
	for _, c := range p.block.Columns {
		printed = append(printed, at)
		at += max(c.Colspan, 1)
	}
	return printed
}

// windowed reads a row that has empty slots: at the places learned, or else at
// every place its cells may stand.
func (p *puzzle) windowed() []reading {
	if p.learned != nil {
		return p.at(p.learned)
	}
	var found []reading
	label := max(p.spec.Colspan, 1) - 1 // slots that the label may take up
	for at := 0; at <= max(label, len(p.slots)-p.width()); at++ {
		found = append(found, p.at(p.run(at))...)
	}
	printed := p.printed(label)
	own := 0 // the empty slot of a lost label
	if p.src.Indent == draft.NoLabel {
		own = 1
	}
	for shift := -own; shift <= printed[0]; shift++ {
		var moved places
		for _, x := range printed {
			moved = append(moved, x-shift)
		}
		if moved[len(moved)-1] < len(p.slots) {
			found = append(found, p.at(moved)...)
		}
	}
	return found
}

// at reads the slots at the places as the row's cells; nil when a value stands
// elsewhere or is none of its column's kind.
func (p *puzzle) at(where places) []reading {
	r := p.blank()
	r.where = where
	v := 0
	for i, s := range p.slots {
		if s.Text == "" {
			continue
		}
		c := slices.Index(where, i)
		if c < 0 {
			return nil
		}
		n, ok := p.value(c, s.Text)
		if !ok {
			return nil
		}
		r.values[c], r.from[c] = n, v
		v++
	}
	return []reading{r}
}

// inPlace reads a row with a slot for each column; a word in one leaves its cell
// open.
func (p *puzzle) inPlace() reading {
	r := p.blank()
	v := 0
	for c, s := range p.slots {
		if s.Text == "" {
			continue
		}
		n, ok := p.value(c, s.Text)
		p.words = p.words || !ok
		r.values[c], r.from[c] = n, v
		v++
	}
	return r
}
