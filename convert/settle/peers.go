package settle

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
)

// keepPlaces leaves rows open that the sums would put elsewhere than the other rows
// of their shape: the sums chose by chance, or a cell too many is in them. Rows
// whose own sums hold with their totals speak first.
func keepPlaces(puzzles []*puzzle) {
	shapes := map[string][]*puzzle{}
	for _, p := range puzzles {
		if len(p.readings) == 1 && p.readings[0].where != nil && p.learned == nil && p.row.Indent != draft.NoLabel && !p.strained {
			shapes[p.shape()] = append(shapes[p.shape()], p)
		}
	}
	for _, rows := range shapes {
		var best []*puzzle
		most := 0
		for _, p := range rows {
			at, weight := agreeing(rows, p.readings[0].where)
			if weight > most {
				best, most = at, weight
			}
		}
		for _, p := range rows {
			if !slices.Contains(best, p) {
				p.lost = true
			}
		}
		if len(best) < len(rows) && most <= (len(rows)-len(best)) {
			for _, p := range rows {
				p.lost = true
			}
		}
	}
}

// agreeing are the rows that read at the places as they are read, and their
// weight: one each, and as much as all together for one whose sums are tested.
func agreeing(rows []*puzzle, where places) (at []*puzzle, weight int) {
	for _, p := range rows {
		if r := p.at(where); len(r) == 0 || !slices.Equal(r[0].values, p.readings[0].values) {
			continue
		}
		at = append(at, p)
		weight++
		if len(p.rules) > 0 && p.tested(p.readings[0]) {
			weight += len(rows)
		}
	}
	return at, weight
}
