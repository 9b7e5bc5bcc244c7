package settle

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Limits of the searches. What is beyond them stays open: it is never guessed.
const (
	maxReadings = 4000    // of one row
	maxSteps    = 400_000 // of the search for one row's readings, and for a table's
	maxPlacings = 7000    // of a row's few values among its columns
)

// read finds the row's readings that its own sums allow.
func (p *puzzle) read() {
	if (p.src.Fixed || p.src.Apart) && !p.src.Doubt {
		p.cells()
		p.allowed = p.readings
		return
	}
	k := p.width()
	switch n := len(p.values); {
	case p.src.Doubt && n == 0:
		p.why = strayValues
		return
	case p.src.Doubt:
		p.why = otherRow
		return
	case p.why != none:
		return
	case n < k && n > 0 && len(p.rules) == 0 && p.src.Indent == draft.NoLabel:
		p.leave(tooFew)
		return
	case n == 0:
		p.readings = []reading{p.blank()}
	case n == k:
		p.direct()
	case p.strained:
		p.readings = p.accidents()
		if p.keep(); len(p.readings) == 0 {
			p.leave(astray)
		}
	case n < k && len(p.slots) == k && p.learned == nil && !p.loose:
		p.readings = []reading{p.inPlace()}
		if p.words && n == 1 && len(p.rules) > 0 {
			if parted := p.split(); len(parted) > 0 { // all in the first cell
				p.readings, p.words = parted, false
			}
		}
	case n < k && (len(p.slots) > k || (p.learned != nil || p.loose) && len(p.slots) > n):
		p.placed()
	case n < k:
		p.short()
	default:
		p.readings = p.joined()
		p.keep()
	}
	p.distinct()
	if p.gaps && p.parts() {
		p.leave(vanished)
	}
	p.allowed = p.readings
}

// placed reads a row whose empty slots are its label's or its cells'. Where other rows
// tell its places, one way to place them is taken as it stands, sums or no sums; where
// none do, its sums must not refute it. Of several the sums choose.
func (p *puzzle) placed() {
	if p.overlong() {
		p.readings = p.among()
	} else {
		p.readings = slices.DeleteFunc(p.windowed(), p.endLost)
	}
	if len(p.readings) == 0 {
		p.strained = true
		p.slots = p.values
		p.short()
		return
	}
	if len(p.values) == 1 && p.learned == nil {
		p.readings = append(p.readings, p.split()...)
	}
	if p.distinct(); len(p.readings) == 1 {
		// Without sums, cells that stand aside of the label's may have moved.
		label := max(p.spec.Colspan, 1) - 1
		r := p.readings[0]
		if p.learned == nil && (r.where != nil && p.beyond(r.where) || len(p.rules) == 0 && r.where != nil && r.where[0] > label || !p.holds(r.values)) || p.holdsAside(r) {
			p.leave(astray)
		}
		return
	}
	for i := range p.readings {
		p.readings[i].manner = max(p.readings[i].manner, placed)
	}
	refuted := slices.ContainsFunc(p.readings, func(r reading) bool { return !p.lacksTotal(r) && !p.holds(r.values) })
	if p.keep(); len(p.readings) == 0 || refuted && (p.overlong() || p.kept && p.slots[len(p.slots)-1].Text != "") && !slices.ContainsFunc(p.readings, func(r reading) bool { return !p.lacksTotal(r) }) {
		p.leave(astray) // only a blank total would save it from its sum
	}
}

// overlong reports whether a row has more slots than columns, and rows like it have just
// as many: an empty cell is none of the form's, and any may be it.
func (p *puzzle) overlong() bool {
	return p.lengths[0] == p.width() && len(p.slots) > p.width()
}

// endLost reports whether a row has fewer slots than rows like it, and ends with a value
// that is not its total's: a cell of it is lost, and the values behind stand aside.
func (p *puzzle) endLost(r reading) bool {
	return len(p.slots) < p.lengths[1] && p.slots[len(p.slots)-1].Text != "" && p.lacksTotal(r)
}

// holdsAside reports whether a row's sums fail where it stands, and hold where the same
// values stand one column aside, the last of them lost or not.
func (p *puzzle) holdsAside(r reading) bool {
	if p.holds(r.values) {
		return false
	}
	for _, by := range []int{-1, 1} {
		moved := p.blank()
		for c, v := range r.values {
			if to := c + by; 0 <= to && to < len(moved.values) {
				moved.values[to] = v
			}
		}
		if p.holds(moved.values) && p.tested(moved) {
			return true
		}
	}
	return false
}

// beyond reports whether a row of the same shape has a value before or behind the places:
// an empty slot of this one is in the wrong place.
func (p *puzzle) beyond(where places) bool {
	return p.src.Indent != draft.NoLabel && (p.around.stands[0] < where[0] || p.around.stands[1] > where[len(where)-1])
}

// direct reads a row that has as many values as columns. A value that is no
// number of its kind leaves its cell open.
func (p *puzzle) direct() {
	r := p.blank()
	for c := range p.width() {
		if p.strayMinus(c) {
			p.leave(signOrBlank)
			return
		}
		r.from[c] = c
		n, ok := p.value(c, p.values[c].Text)
		if !ok {
			if _, digits := runTogether(p.values[c].Text); digits && p.glued {
				return // several cells in one piece: the others may not be where they seem
			}
			if !p.src.Grid && hasCommas(p.values[c].Text) {
				p.leave(otherRow) // so it may be with the marks between cells
				return
			}
			p.words = true
		}
		r.values[c] = n
	}
	p.readings = []reading{r}
}

// hasCommas reports whether a text that is no number has commas among its digits: they
// part cells, and the text is several.
func hasCommas(s string) bool {
	return strings.ContainsAny(s, ",，") && figure.HasDigit(s) || strings.Contains(s, ",,")
}

// strayMinus reports whether a dash on a line of its own stands where a signed
// number may, above a number: it may be that number's sign, and a value lost.
func (p *puzzle) strayMinus(c int) bool {
	if p.src.Grid || p.kind(c) != layouts.Signed || c+1 >= len(p.values) || p.values[c].Line == p.values[c+1].Line {
		return false
	}
	return figure.IsBlank(p.values[c].Text) && figure.Read(p.values[c+1].Text).Kind == figure.Exact
}

// short reads a row that has fewer values than columns and no empty cells that
// would tell where the others are.
//
// In a table that shows elsewhere that its digits are run together, they are here
// too, if any parting fits; so they are in a row that is one long number. Any other
// row may as well have lost a value, or blanks, or run two values together: these
// readings compete, and the sums choose, if they can.
func (p *puzzle) short() {
	if len(p.rules) == 0 && !p.glued {
		p.leave(tooFew)
		return
	}
	p.readings = p.split()
	p.keep()
	if !p.whole() || p.why == tooMany || len(p.readings) > 0 && (p.glued && len(p.values) < p.width()-1 || len(p.values) == 1) {
		return
	}
	switch empties := len(p.src.Pieces) > len(p.values); {
	case len(p.rules) == 0 && len(p.values) == 1:
	case len(p.rules) == 0:
		p.leave(tooFew)
	case empties:
		p.readings = append(p.readings, p.spread()...)
		p.scattered = true
	case len(p.values) == p.width()-1:
		p.readings = append(p.readings, p.refind()...)
	case len(p.readings) > 0:
		p.suspect = true
	default:
		p.leave(tooFew) // several values are not there: they may have been anything
	}
	p.keep()
}

// whole reports whether every piece is a number or blank by itself.
func (p *puzzle) whole() bool {
	for _, v := range p.values {
		if f := figure.Read(v.Text); f.Kind != figure.Exact && f.Kind != figure.Blank {
			return false
		}
	}
	return true
}

// refind supposes that one value is lost and a sum tells it.
func (p *puzzle) refind() []reading {
	var found []reading
	for lost := range p.width() {
		r := p.blank()
		r.manner = refound
		ok, v := true, 0
		for c := range p.width() {
			if c == lost {
				continue
			}
			r.from[c] = v
			if r.values[c], ok = p.value(c, p.values[v].Text); !ok {
				break
			}
			v++
		}
		if !ok {
			continue
		}
		n, settled := p.solveFor(r.values, lost)
		if settled == unsolvable {
			continue
		}
		if settled == unbound {
			p.leave(tooFew) // any value would do
			return nil
		}
		r.values[lost] = n
		found = append(found, r)
	}
	return found
}

// spread puts the row's few values among its columns in every way, the others
// being blank.
func (p *puzzle) spread() []reading {
	var found []reading
	r := p.blank()
	r.manner = placed
	steps := 0
	var put func(c, v int)
	put = func(c, v int) {
		if steps++; steps > maxPlacings {
			p.cutOff()
			return
		}
		if v == len(p.values) {
			found = append(found, reading{values: slices.Clone(r.values), from: slices.Clone(r.from), manner: placed})
			return
		}
		if p.width()-c < len(p.values)-v {
			return
		}
		if n, ok := p.value(c, p.values[v].Text); ok {
			r.values[c], r.from[c] = n, v
			put(c+1, v+1)
			r.values[c], r.from[c] = report.Number{}, -1
		}
		put(c+1, v)
	}
	put(0, 0)
	return found
}

// joined supposes that numbers were broken: it joins neighbouring pieces until
// there are as many as columns. Only sums can tell which.
func (p *puzzle) joined() []reading {
	if len(p.rules) == 0 || len(p.values) > p.width()+2 {
		return nil
	}
	var found []reading
	r := p.blank()
	r.manner = parted
	var join func(c, v int)
	join = func(c, v int) {
		if c == p.width() {
			if v == len(p.values) {
				found = append(found, reading{values: slices.Clone(r.values), from: slices.Clone(r.from), manner: parted})
			}
			return
		}
		text := ""
		for end := v; end < len(p.values) && len(p.values)-end >= p.width()-c; end++ {
			text += p.values[end].Text
			if n, ok := p.value(c, text); ok {
				r.values[c], r.from[c] = n, v
				join(c+1, end+1)
			}
		}
	}
	join(0, 0)
	return found
}
