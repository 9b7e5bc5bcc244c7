package extract

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
)

// values are a row's cells, one for each leaf; false where they do not show which is
// which.
func (g *gridTable) values(r *gridRow, label int, h *heading) ([]gridCell, bool) {
	if g.short(r, label, h) {
		return nil, false
	}
	return h.values(r, label, g.side)
}

// short reports whether a row has as many cells behind its label as columns, but one of
// its cells is lost: it has fewer places than most rows of the table and ends before its last
// head, or, where its first cell may be the label's, fewer than its heads or most rows of its
// block.
func (g *gridTable) short(r *gridRow, label int, h *heading) bool {
	rest := r.cells[label+1:]
	switch {
	case r.lined || len(rest) != len(h.leaves) || len(rest) == 0:
		return false
	case (r.wide < g.usual || g.merged) && texts(rest) < len(rest) && r.extent() <= h.lastHead():
		return true
	case rest[0].text != "":
		return false
	}
	spanned := g.spanned(r, label)
	return r.wide < g.width[h.block] || len(h.rows) > 0 && r.wide < h.rows[0].wide && (h.placed && r.sure || spanned) || len(g.side.within(label, rest)) < len(rest)
}

// spanned reports whether the form has the row's label over several places.
func (g *gridTable) spanned(r *gridRow, label int) bool {
	return label >= 0 && slices.ContainsFunc(r.cells[label].known, func(i int) bool {
		it := g.v.items[i]
		return it.kind == rowItem && it.table == g.table && it.row.Colspan > 1
	})
}

// lastHead is the place where the source has the last head, 0 for none.
func (h *heading) lastHead() int {
	last := 0
	for i := range h.leaves {
		if path := h.leaves[i].path; len(path) > 0 {
			last = max(last, path[len(path)-1].col)
		}
	}
	return last
}

// values are a row's cells, one for each leaf; false where they do not show which is
// which. label is the index of the cell that names the row, -1 for none.
func (h *heading) values(r *gridRow, label int, side aligned) ([]gridCell, bool) {
	rest := r.cells[label+1:]
	n := len(h.leaves)
	switch {
	case n == 0 || len(rest) < n || len(r.cells) < 2 || h.foreign() || h.unsure || r.lined && h.hasForeign():
		return nil, false
	case len(rest) == n && label < 0 && !r.sure && !h.placed && rest[0].text == "" && h.block.Rows[0].Label != "":
		return nil, false // the empty cell may be the label's
	case len(rest) == n && h.placed && r.sure && !h.rows[0].spans && r.wide < h.rows[0].wide && texts(rest) < n:
		return nil, false // a place is lost: an empty cell may be a merged one's
	case len(rest) == n:
		return rest, true // the k-th cell stands under the k-th head, however they are merged
	case h.placed && r.wide == h.rows[0].wide:
		return h.byPlace(r, label)
	}
	return h.byOrder(r, label, rest, side)
}

// foreign reports whether the heads are of another table: few are columns of the form's.
func (h *heading) foreign() bool {
	own := 0
	for i := range h.leaves {
		if h.leaves[i].column != nil {
			own++
		}
	}
	return 2*own < len(h.block.Columns) && len(h.block.Columns) > 1
}

// byPlace gives each leaf the cell in its places. Copies of a merged cell are one.
func (h *heading) byPlace(r *gridRow, label int) ([]gridCell, bool) {
	if r.sure && r.extent() > slices.MaxFunc(h.rows, func(a, b *gridRow) int { return a.extent() - b.extent() }).extent() {
		return nil, false // a cell too many: which, does not show
	}
	values := make([]gridCell, len(h.leaves))
	for i := range h.leaves {
		f := &h.leaves[i]
		found := false
		for k := range r.cells {
			c := &r.cells[k]
			if c.col < f.from || c.col >= f.to {
				continue
			}
			switch {
			case k <= label:
				return nil, false // the label stands under a head of values
			case found && c.text != "" && r.spans && f.beside(c):
				return nil, false // it stands under no head
			case !found || values[i].text == "":
				values[i], found = *c, true
			case c.text != "" && c.text != values[i].text:
				return nil, false
			}
		}
		if !found {
			return nil, false
		}
	}
	return values, !h.headless(r, label)
}

// beside reports whether a cell stands behind the places that the source draws the leaf's
// lowest head over, and behind those that the form does.
func (f *leaf) beside(c *gridCell) bool {
	head, wide := f.path[len(f.path)-1], 1
	if f.column != nil {
		wide = max(f.column.Colspan, 1)
	}
	return c.col >= head.col+max(head.cols, wide)
}

// headless reports whether a figure of the row stands under no head.
func (h *heading) headless(r *gridRow, label int) bool {
	return h.placed && (r.sure || r.wide == h.rows[0].wide) && slices.ContainsFunc(r.cells[label+1:], func(c gridCell) bool { return c.isFigure() && !h.over(c.col) })
}

// extent is the place behind the row's last cell.
func (r *gridRow) extent() int {
	if len(r.cells) == 0 {
		return 0
	}
	last := &r.cells[len(r.cells)-1]
	return last.col + last.cols
}

// over reports whether a leaf stands over a place.
func (h *heading) over(col int) bool {
	return slices.ContainsFunc(h.leaves, func(f leaf) bool { return f.from <= col && col < f.to })
}

// fix gives a row its cells, one a column, in the form's order.
func (g *gridTable) fix(own *group, h *heading, values []gridCell, r *gridRow) {
	own.fixed = true
	own.pieces = slices.Grow(own.pieces, len(h.block.Columns))
	var twice []rival
	for _, c := range h.block.Columns {
		at := -1
		for i := range h.leaves {
			if h.leaves[i].column != c {
				continue
			}
			if at < 0 {
				at = i
				if values[i].struck {
					own.struck = append(own.struck, len(own.pieces))
				}
				g.keepTall(own, r, c, &values[i])
				own.pieces = append(own.pieces, draft.Piece{Text: values[i].text, Line: values[i].no, Partial: values[i].partial})
			} else if values[i].text != values[at].text {
				twice = append(twice, rival{len(own.pieces) - 1, draft.Piece{Text: values[i].text, Line: values[i].no}})
			}
		}
		if at < 0 {
			own.lacks = append(own.lacks, c.ID)
		}
	}
	for _, t := range twice {
		other := slices.Clone(own.pieces)
		other[t.piece] = t.other
		own.others = append(own.others, other)
	}
	g.extra(own, h, values)
	g.under(own, h, r)
	g.groups = append(g.groups, own)
}

// A rival is another value of a row, in another column with the same head.
type rival struct {
	piece int // index of the row's own
	other draft.Piece
}

// ordered reports whether the columns of a heading that the form has stand in its
// order.
func (h *heading) ordered() bool {
	last := -1
	for i := range h.leaves {
		if c := h.leaves[i].column; c != nil {
			at := slices.Index(h.block.Columns, c)
			if at < last {
				return false
			}
			last = at
		}
	}
	return true
}

// astray reports whether a heading has all columns of the form and no other, each in the
// form's words or a variant's, and in another order.
func (v *vocabulary) astray(h *heading) bool {
	return len(h.leaves) == len(h.block.Columns) && h.named() == len(h.leaves) && !h.ordered() && !slices.ContainsFunc(h.leaves, func(f leaf) bool {
		return !slices.ContainsFunc(f.path[len(f.path)-1].known, func(i int) bool { return v.items[i].column == f.column })
	})
}

// say adds what is to be said of the table's columns and rows.
func (g *gridTable) say(r *report.Report) {
	t := g.layout()
	if f := g.numbers; f != nil {
		g.unknown = append(g.unknown, foreign{head: noHead, values: f.values, line: f.line})
	}
	for _, u := range g.unknown {
		text := strings.Join(strings.Fields(u.head+" "+strings.Join(u.values, " ")), " ")
		f := report.NewFinding(report.CodeUnknownColumn, fmt.Sprintf("表“%s”中的“%s”一列不是规定格式里的列，内容保留在此，未计入任何单元格。", t.Name, u.head))
		f.Text, f.Line = text, u.line
		r.Add(f)
	}
	for _, h := range g.headings {
		if !h.ordered() {
			f := report.NewFinding(report.CodeColumnOrder, fmt.Sprintf("表“%s”各列的次序与规定格式不同，按列名读取。", t.Name))
			f.Line = h.rows[0].cells[0].no
			r.Add(f)
			break
		}
	}
	if line := g.rowsAstray(); line > 0 {
		f := report.NewFinding(report.CodeColumnOrder, fmt.Sprintf("表“%s”各行的次序与规定格式不同，按行名读取。", t.Name))
		f.Line = line
		r.Add(f)
	}
	for _, h := range g.headings {
		g.variants(r, h)
	}
}

// rowsAstray is the source line of the first row that stands before one that comes
// earlier in the form, 0 when all stand in its order.
func (g *gridTable) rowsAstray() int {
	last := -1
	seen := map[int]bool{}
	for _, w := range g.groups {
		if w.item < 0 || g.v.items[w.item].kind != rowItem || seen[w.item] {
			continue
		}
		if seen[w.item] = true; w.item < last {
			return w.line
		}
		last = w.item
	}
	return 0
}

// variants says which heads are worded otherwise than in the form.
func (g *gridTable) variants(r *report.Report, h *heading) {
	for i := range h.leaves {
		f := &h.leaves[i]
		if f.column == nil || len(f.path) == 0 {
			continue
		}
		k := slices.IndexFunc(g.v.items, func(it *item) bool { return it.kind == columnItem && it.column == f.column })
		if it := g.v.items[k]; !it.worded(f.text()) {
			r.Add(columnVariant(g.layout(), it, f.text(), f.path[len(f.path)-1].no))
		}
	}
}

// texts counts the cells with text.
func texts(cells []gridCell) int {
	n := 0
	for i := range cells {
		if cells[i].text != "" {
			n++
		}
	}
	return n
}

// hasForeign reports whether the source has all columns of the form and others.
func (h *heading) hasForeign() bool {
	own := 0
	for i := range h.leaves {
		if h.leaves[i].column != nil {
			own++
		}
	}
	return own == len(h.block.Columns) && own < len(h.leaves)+len(h.before)
}
