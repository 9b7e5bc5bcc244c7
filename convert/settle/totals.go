package settle

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// A blank total takes the sum of its parts, so that its sum says nothing of where
// the parts stand: a row without its total is read with more care than others.

// headless reports whether column c is a blank total of parts that are there.
func (p *puzzle) headless(r reading, c int) bool {
	return r.values[c].Blank() && slices.ContainsFunc(p.rules, func(rule rowRule) bool {
		return rule.total == c && slices.ContainsFunc(rule.right, func(part int) bool { return !r.values[part].Blank() })
	})
}

// preferTested drops readings without their total where another has it, and its sum
// holds, unless the table has rows that can only be read without their total.
func preferTested(puzzles []*puzzle) {
	const company = 2
	without := 0
	for _, p := range puzzles {
		if len(p.readings) > 0 && !slices.ContainsFunc(p.readings, func(r reading) bool { return !p.lacksTotal(r) }) {
			without++
		}
	}
	if without >= company {
		return
	}
	for _, p := range puzzles {
		if len(p.readings) > 1 && slices.ContainsFunc(p.readings, p.tested) {
			p.readings = slices.DeleteFunc(p.readings, func(r reading) bool { return r.manner != parted && !p.tested(r) })
		}
	}
}

// dispute leaves rows open whose total is blank though their last value is the sum
// of the others: they may stand a column too far to the left. In a table where
// more rows leave their total blank without that, they stand as they are, if their values are
// so few that chance may have it. Where several have more, all rows that end with a value
// and have no total may. It also leaves rows without their total open where many rows of
// the table cannot be read.
func dispute(puzzles []*puzzle) {
	const few, several = 4, 2      // figures of which the last is the sum of the others by chance; rows of more
	disputed := map[*puzzle]bool{} // its values may stand a column too far to the left
	type table struct{ plain, disputed, surely int }
	count := map[*layouts.Table]*table{}
	unread, rows := map[*layouts.Table]int{}, map[*layouts.Table]int{}
	for _, p := range puzzles {
		if rows[p.table]++; (len(p.readings) == 0 || p.why != none) && len(p.values) > 0 {
			unread[p.table]++
		}
		if len(p.readings) != 1 || !p.lacksTotal(p.readings[0]) {
			continue
		}
		if count[p.table] == nil {
			count[p.table] = &table{}
		}
		if disputed[p] = p.readings[0].counts() && p.tested(p.toTheRight(p.readings[0])); disputed[p] {
			count[p.table].disputed++
			if p.figures() >= few {
				count[p.table].surely++
			}
		} else {
			count[p.table].plain++
		}
	}
	for _, p := range puzzles {
		if disputed[p] && (count[p.table].plain < count[p.table].disputed || p.figures() >= few) {
			p.leave(totalBlank)
		}
		lacks := len(p.readings) == 1 && p.lacksTotal(p.readings[0])
		if lacks && count[p.table].surely >= several && len(p.slots) > 0 && p.slots[len(p.slots)-1].Text != "" {
			p.leave(astray)
		}
		if unread[p.table]*unreadShare > rows[p.table] && lacks {
			p.leave(amongUnread)
		}
		if p.wary && lacks && p.readings[0].manner != parted {
			p.leave(misplaced)
		}
	}
}

// figures counts the row's values that are not 0.
func (p *puzzle) figures() int {
	n := 0
	for _, v := range p.readings[0].values {
		if v.Sign() != 0 {
			n++
		}
	}
	return n
}

// unreadShare is one row that cannot be read of so many: then the places of none tell.
const unreadShare = 3

// lacksTotal reports whether a total of the form is blank and has parts.
func (p *puzzle) lacksTotal(r reading) bool {
	return slices.ContainsFunc(p.rules, func(rule rowRule) bool {
		return rule.total >= 0 && !p.isExtra(rule.total) && p.headless(r, rule.total)
	})
}

// toTheRight is the reading with every value one column further; it has none
// when there is no room, or its sums fail.
func (p *puzzle) toTheRight(r reading) reading {
	moved := p.blank()
	if !r.values[p.width()-1].Blank() || len(p.src.Extras) > 0 {
		return moved
	}
	copy(moved.values[1:], r.values)
	if !p.holds(moved.values) {
		return p.blank()
	}
	return moved
}

// partsAlone reports whether a row ends before its total and has parts of it.
func (p *puzzle) partsAlone() bool {
	if len(p.values) == 0 || len(p.rules) == 0 || p.isFull() || len(p.slots) == 0 || len(p.slots) >= p.need() {
		return false
	}
	return p.slots[len(p.slots)-1].Text != ""
}

// tested reports whether a reading has values, and each is in a sum of the row
// that has its total.
func (p *puzzle) tested(r reading) bool {
	some := false
	for c, v := range r.values {
		some = some || !v.Blank()
		if !v.Blank() && !slices.ContainsFunc(p.rules, func(rule rowRule) bool {
			return slices.Contains(rule.left, c) || slices.Contains(rule.right, c) && (rule.total < 0 || !r.values[rule.total].Blank())
		}) {
			return false
		}
	}
	return some
}
