package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/layouts"
)

// A leaf is a column of the source: the lowest head above it, and what stands above that.
type leaf struct {
	column   *layouts.Column // of the form; nil for one that the form does not have
	path     []*gridCell     // heads from the top to the lowest
	from, to int             // places it takes; both 0 where rows are ragged
	subtotal bool
	alike    bool // its words only resemble the column's
}

func (f *leaf) text() string {
	if len(f.path) == 0 {
		return ""
	}
	return f.path[len(f.path)-1].text
}

// A heading is the columns of a block as the source has them.
type heading struct {
	table  int
	block  *layouts.Block
	rows   []*gridRow
	leaves []leaf
	before []leaf // columns before the rows' labels
	placed bool   // leaves have places
	unsure bool   // not all are named, and they stand in another order than the form's or some are only alike
	time   reportTime
	label  *gridCell // that stands over the rows' labels, where their place is known
}

// newHeading reads the head rows above rows of a block. Where the source keeps places,
// the heads' places tell what stands under what; else their order does. labels is the place
// of the rows' labels, -1 where it is not known.
func (v *vocabulary) newHeading(rows []*gridRow, table int, block *layouts.Block, of reportTime, labels int) *heading {
	h := v.readHeads(rows, table, block, of, labels)
	h.unsure = h.named() < len(block.Columns) && (rows[0].lined || !h.ordered() || slices.ContainsFunc(h.leaves, func(f leaf) bool { return f.alike }))
	return h
}

func (v *vocabulary) readHeads(rows []*gridRow, table int, block *layouts.Block, of reportTime, labels int) *heading {
	h := &heading{table: table, block: block, rows: rows, time: of}
	if labels >= 0 && h.even() && block.Repeated() == nil {
		h.label = h.headAt(labels)
	}
	order, before := v.nameLeaves(v.leavesByOrder(h), h)
	h.leaves, h.before = order, before
	if !h.even() {
		return h
	}
	places, before := v.nameLeaves(v.leavesByPlace(h), h)
	for i := range places { // merged cells that were lost take no more places than the form's
		if f := &places[i]; f.column != nil && !rows[0].spans {
			f.to = min(f.to, f.from+max(f.column.Colspan, 1))
		}
	}
	switch better := score(places) - score(order); {
	case better > 0, better == 0 && (rows[0].sure || alike(places, order)):
		h.leaves, h.before, h.placed = places, before, true
	}
	return h
}

// headAt is the lowest head that stands over a place, nil for none.
func (h *heading) headAt(place int) *gridCell {
	for _, r := range slices.Backward(h.rows) {
		for k := range r.cells {
			if c := &r.cells[k]; c.text != "" && c.col <= place && place < c.col+c.cols {
				return c
			}
		}
	}
	return nil
}

// named counts the columns of the form that the heads name.
func (h *heading) named() int {
	n := 0
	for i := range h.leaves {
		if h.leaves[i].column != nil {
			n++
		}
	}
	return n
}

// score is how many leaves are columns of the form, less those that are none.
func score(leaves []leaf) int {
	n := 0
	for i := range leaves {
		if leaves[i].column != nil {
			n++
		} else {
			n--
		}
	}
	return n
}

func alike(a, b []leaf) bool {
	return slices.EqualFunc(a, b, func(f, g leaf) bool { return f.column == g.column && f.text() == g.text() })
}

// even reports whether the head rows have as many places each.
func (h *heading) even() bool {
	for _, r := range h.rows {
		if r.wide != h.rows[0].wide {
			return false
		}
	}
	return h.rows[0].wide > 1 && !h.rows[0].lined
}

// leavesByPlace finds the lowest head of each place. A place without a head belongs
// to the head left of it: merged cells that were lost.
func (v *vocabulary) leavesByPlace(h *heading) []leaf {
	wide := h.rows[0].wide
	cover := make([][]*gridCell, len(h.rows))
	for i := range cover {
		cover[i] = make([]*gridCell, wide)
	}
	for i, r := range h.rows {
		for k := range r.cells {
			c := &r.cells[k]
			for y := i; y < min(i+c.rows, len(h.rows)); y++ {
				for x := c.col; x < min(c.col+c.cols, wide); x++ {
					if c.text != "" {
						cover[y][x] = c
					}
				}
			}
		}
	}
	var leaves []leaf
	for x := range wide {
		var path []*gridCell
		own := false // the place has a head of its own
		for y := range cover {
			c := cover[y][x]
			for left := x - 1; c == nil && left >= 0 && !own; left-- {
				if c = cover[y][left]; c != nil && !v.isGroupHead(c, h) {
					c = nil
					break
				}
			}
			if c == nil || len(path) > 0 && path[len(path)-1] == c {
				continue
			}
			path = append(path, c)
			own = own || cover[y][x] != nil && !v.isGroupHead(c, h)
		}
		if len(path) == 0 && h.rows[0].spans {
			continue // no head stands over it
		}
		if n := len(leaves); n > 0 && (len(path) == 0 || !own && !placedHead(cover, x) || path[len(path)-1] == leaves[n-1].path[len(leaves[n-1].path)-1]) {
			leaves[n-1].to = x + 1
		} else if len(path) > 0 {
			leaves = append(leaves, leaf{path: path, from: x, to: x + 1})
		}
	}
	return leaves
}

// placedHead reports whether any head stands over place x itself.
func placedHead(cover [][]*gridCell, x int) bool {
	return slices.ContainsFunc(cover, func(row []*gridCell) bool { return row[x] != nil })
}

// isGroupHead reports whether a cell is the head of several columns.
func (v *vocabulary) isGroupHead(c *gridCell, h *heading) bool {
	return slices.ContainsFunc(c.known, func(i int) bool {
		it := v.items[i]
		return it.kind == headItem && it.table == h.table && len(v.under(it, h.block)) > 0
	})
}

// under are the columns of a block that a head stands over.
func (v *vocabulary) under(it *item, b *layouts.Block) []*layouts.Column {
	if it.block != b {
		return nil
	}
	return it.over
}

// leavesByOrder reads the heads of rows that keep no places: a head of several columns
// has its share of the row below it.
func (v *vocabulary) leavesByOrder(h *heading) []leaf {
	next := make([]int, len(h.rows)) // cell of each row not yet taken
	var leaves []leaf
	var take func(row int, path []*gridCell, into *layouts.Block)
	var group func(row int, path []*gridCell)
	take = func(row int, path []*gridCell, _ *layouts.Block) {
		c := &h.rows[row].cells[next[row]]
		next[row]++
		if c.text == "" {
			return
		}
		path = append(slices.Clone(path), c)
		for below := row + 1; below < len(h.rows) && v.isGroupHead(c, h); below++ {
			before := len(leaves)
			if group(below, path); len(leaves) > before {
				return
			}
		}
		leaves = append(leaves, leaf{path: path})
	}
	group = func(row int, path []*gridCell) {
		var seen []string
		for next[row] < len(h.rows[row].cells) {
			c := &h.rows[row].cells[next[row]]
			if key := v.columnWords(c, h); slices.Contains(seen, key) || !v.mayStandUnder(c, path[len(path)-1], h) {
				return
			} else if c.text != "" {
				seen = append(seen, key)
			}
			take(row, path, nil)
		}
	}
	for row := range h.rows {
		for next[row] < len(h.rows[row].cells) {
			take(row, nil, nil)
		}
	}
	return leaves
}

// columnWords are the form's words for the column that a head names, or its own.
func (v *vocabulary) columnWords(c *gridCell, h *heading) string {
	for _, i := range c.known {
		if it := v.items[i]; it.kind == columnItem && it.table == h.table {
			return it.key
		}
	}
	return layouts.Key(c.text)
}

// mayStandUnder reports whether a head may stand right under another: the form has it
// there, or has it nowhere.
func (v *vocabulary) mayStandUnder(c, above *gridCell, h *heading) bool {
	told := false
	for _, i := range c.known {
		it := v.items[i]
		if it.table != h.table || it.kind != headItem && it.kind != columnItem {
			continue
		}
		told = true
		for _, j := range above.known {
			if v.parent(it) == v.items[j] {
				return true
			}
		}
	}
	return !told
}

// parent is the head that stands right above another in the form, nil for none.
func (v *vocabulary) parent(it *item) *item {
	var found *item
	for _, up := range v.items {
		if up.kind != headItem || up.block != it.block || up == it || up.span[0] > it.span[0] || it.span[1] > up.span[1] || up.span[1]-up.span[0] == it.span[1]-it.span[0] {
			continue
		}
		if found == nil || up.span[1]-up.span[0] < found.span[1]-found.span[0] {
			found = up
		}
	}
	return found
}

// overLabels reports whether a leaf stands over the rows' labels: it is the form's
// head there, or is where they are and names no column.
func (v *vocabulary) overLabels(f *leaf, h *heading) bool {
	c := f.path[len(f.path)-1]
	labels := false
	for _, i := range c.known {
		it := v.items[i]
		if it.table != h.table {
			continue
		}
		if it.kind == columnItem || it.kind == headItem && len(v.under(it, it.block)) > 0 && it.span[0] > 0 {
			return false
		}
		labels = labels || it.kind == headItem
	}
	first := f.from == 0 && f.to > 0 && len(c.known) == 0 && len(f.path) == 1
	return labels || c == h.label || first && (labelHead(c.text) || v.beginsLabelHead(c.text, h.table))
}

// beginsLabelHead reports whether words are the first line of what the form prints over the
// labels of a table's rows, a note that a narrow column has broken.
func (v *vocabulary) beginsLabelHead(text string, table int) bool {
	const few = 6 // characters
	key := layouts.Key(text)
	return utf8.RuneCountInString(key) >= few && slices.ContainsFunc(v.items, func(it *item) bool {
		return it.kind == headItem && it.table == table && len(it.over) == 0 && strings.HasPrefix(it.key, key)
	})
}

// labelHead tells heads that offices put over the labels of rows.
func labelHead(text string) bool {
	switch layouts.Fold(text) {
	case "项目", "内容", "类别", "事项", "指标", "名称", "行次项目", "办理情况", "申请情况", "信息类别":
		return true
	}
	return false
}

// ownWords reports whether the form itself has the cell's words as a head.
func (v *vocabulary) ownWords(c *gridCell, h *heading) bool {
	return v.names(c, h.table, headItem, columnItem)
}
