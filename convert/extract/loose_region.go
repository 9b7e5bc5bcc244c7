package extract

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// A region is the part of the stream that one table takes up.
type region struct {
	table   *layouts.Table
	matches []match          // of its labels, in order of print
	items   pieceItems       // that the matches put into each piece
	from    int              // first piece
	to      int              // piece after the last
	astray  []*layouts.Block // whose heads stand in another order than the form's
}

// regions cuts the chain into tables. What looks like a table but has too few of
// its labels is none.
func (v *vocabulary) regions(s *stream, c []match) []*region {
	var all []*region
	for ti := range v.layout.Tables {
		var own []match
		for _, m := range c {
			if v.items[m.item].table == ti {
				own = append(own, m)
			}
		}
		if rg := v.region(s, ti, own); rg != nil {
			all = append(all, rg)
		}
	}
	return all
}

// region is the part of the stream that a table's labels take up, nil when they are
// too few.
func (v *vocabulary) region(s *stream, ti int, own []match) *region {
	items := 0
	for _, it := range v.items {
		if it.table == ti && it.kind != partItem {
			items++
		}
	}
	own = s.cluster(own)
	for len(own) > 1 && s.inSentence(own[0]) && s.gapBetween(own[0], own[1]) > 0 {
		own = own[1:]
	}
	if len(own) < max(2, items/6) {
		return nil
	}
	rg := &region{table: v.layout.Tables[ti], matches: own, items: s.itemsByPiece(own), from: s.chars[own[0].from].piece}
	if rg.named() && !slices.ContainsFunc(own, func(m match) bool { return v.items[m.item].kind == rowItem }) {
		return nil // kinds of applicants also stand in forms to apply with
	}
	rg.to = v.end(s, own[len(own)-1], len(s.pieces))
	return rg
}

// outOfOrder adds the tables that stand elsewhere than in the form: those that were
// not found, in what the others leave of the stream.
func (c *candidate) outOfOrder() {
	for ti, t := range c.v.layout.Tables {
		if len(c.regions) == 0 || slices.ContainsFunc(c.regions, func(rg *region) bool { return rg.table == t }) {
			continue
		}
		var own []match
		for _, m := range c.found {
			if p := c.s.chars[m.from].piece; c.v.items[m.item].table == ti && !slices.ContainsFunc(c.regions, func(rg *region) bool { return rg.from <= p && p < rg.to }) {
				own = append(own, m)
			}
		}
		if rg := c.v.region(c.s, ti, chain(own)); rg != nil {
			c.regions = append(c.regions, rg)
		}
	}
	c.bound()
}

// bound ends each region where the next begins.
func (c *candidate) bound() {
	for _, rg := range c.regions {
		for _, next := range c.regions {
			if rg.from < next.from && next.from < rg.to {
				rg.to = next.from
			}
		}
	}
}

// valuesOnly adds the tables of one row without a label of which only the values are there:
// as many as columns, and nothing else, below the heading of the table's section.
func (c *candidate) valuesOnly() {
	v, s, heads, all := c.v, c.s, c.heads, c.regions
	p := 0
	for i, section := range heads {
		if section == nil || section.Table == "" || c.tables() == 0 || c.inGrids(slices.Index(v.layout.Tables, v.layout.Table(section.Table))) || slices.ContainsFunc(all, func(rg *region) bool { return rg.table.ID == section.Table }) {
			continue
		}
		next := i + 1
		for next < len(heads) && heads[next] == nil {
			next++
		}
		for p < len(s.pieces) && s.pieces[p].line < i {
			p++
		}
		from, values, words := p, 0, false
		for ; p < len(s.pieces) && s.pieces[p].line < next; p++ {
			if q := &s.pieces[p]; q.value {
				values++
			} else {
				words = words || !q.empty
			}
		}
		if b := v.layout.Table(section.Table).Blocks; !words && len(b) == 1 && len(b[0].Rows) == 1 && b[0].Rows[0].Label == "" && !v.layout.Table(section.Table).ByCells() && values == len(b[0].Columns) {
			all = append(all, &region{table: v.layout.Table(section.Table), items: pieceItems{}, from: from, to: p})
		}
	}
	c.regions = all
}

// cluster keeps the heaviest run of matches that prose does not part: words of
// the form also stand in sentences and lists of contents.
func (s *stream) cluster(own []match) []match {
	const most = 3 // lines of prose inside a table: running heads, notes
	var best []match
	bestWeight, from, weight := 0, 0, 0
	for i, m := range own {
		if i > 0 && s.gapBetween(own[i-1], m) > most {
			from, weight = i, 0
		}
		if weight += m.weight; weight > bestWeight {
			best, bestWeight = own[from:i+1], weight
		}
	}
	return best
}

// inSentence reports whether a match is of words in a sentence: a short one may
// consist of little else.
func (s *stream) inSentence(m match) bool {
	first := s.chars[m.from].piece
	for p := first; p < len(s.pieces) && s.pieces[p].line == s.pieces[first].line; p++ {
		if q := &s.pieces[p]; !q.grid && q.wide == 1 && hasStop(q.text) {
			return true
		}
	}
	return false
}

func (s *stream) gapBetween(a, b match) int {
	gap := 0
	for p := s.chars[a.to-1].piece + 1; p <= s.chars[b.from].piece; p++ {
		gap += s.pieces[p].gap
	}
	return gap
}

// end is the piece after the values that follow a table's last label: the rest
// of a broken label, or scraps of labels broken side by side, then values up to
// the next words or prose. Cells of the row of a grid that the label stands in are that
// row's, whatever they say: one that cannot be read must not become a blank.
func (v *vocabulary) end(s *stream, last match, limit int) int {
	at := s.chars[last.to-1].piece
	p := at + 1
	values := false
	for ; p < limit && s.pieces[p].gap == 0; p++ {
		q := &s.pieces[p]
		switch {
		case q.value:
			values = true
		case q.empty, q.grid && q.line == s.pieces[at].line:
		case values || !s.valueFollows(p, limit) && !v.scraps(q.text):
			return p
		}
	}
	return p
}

// scraps reports whether each word of a text stands in some label: labels that narrow
// columns have broken side by side, 结 结 其 尚 above 果 果 他 未.
func (v *vocabulary) scraps(text string) bool {
	for word := range strings.FieldsSeq(text) {
		if !v.within(layouts.Fold(layouts.TrimOrdinal(word))) {
			return false
		}
	}
	return true
}

// valueFollows reports whether a value comes within a few pieces of p, so that
// the words at p are the rest of a label.
func (s *stream) valueFollows(p, limit int) bool {
	for q := p + 1; q < min(limit, p+4) && s.pieces[q].gap == 0; q++ {
		if s.pieces[q].value {
			return true
		}
	}
	return false
}

// lines marks the lines of the document that the region's pieces stand on. A line
// of prose between them is none of the table's.
func (rg *region) lines(s *stream, covered []bool) {
	for p := rg.from; p < rg.to; p++ {
		covered[s.pieces[p].line] = true
	}
}
