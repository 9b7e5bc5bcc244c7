package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// A leaf is a column of the source: the lowest head above it, and what stands above that.
type leaf struct {
	column   *layouts.Column // of the form; nil for one that the form does not have
	path     []*gridCell     // heads from the top to the lowest
	from, to int             // places it takes; both 0 where rows are ragged
	subtotal bool
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
	year   int    // of the report, 0 when unknown
}

// newHeading reads the head rows above rows of a block. Where the source keeps places,
// the heads' places tell what stands under what; else their order does.
func (v *vocabulary) newHeading(rows []*gridRow, table int, block *layouts.Block, year int) *heading {
	h := &heading{table: table, block: block, rows: rows, year: year}
	order, before := v.nameLeaves(v.leavesByOrder(h), h)
	h.leaves, h.before = order, before
	if !h.even() {
		return h
	}
	places, before := v.nameLeaves(v.leavesByPlace(h), h)
	switch better := score(places) - score(order); {
	case better > 0, better == 0 && (rows[0].sure || alike(places, order)):
		h.leaves, h.before, h.placed = places, before, true
	}
	return h
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
	var columns []*layouts.Column
	for _, c := range b.Columns {
		if at := columnPlace(v.layout.Tables[it.table], b, c); it.span[0] <= at && at < it.span[1] {
			columns = append(columns, c)
		}
	}
	return columns
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
// head there.
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
	return labels || f.from == 0 && f.to > 0 && len(c.known) == 0 && len(f.path) == 1 && labelHead(c.text)
}

// labelHead tells heads that offices put over the labels of rows.
func labelHead(text string) bool {
	switch layouts.Fold(text) {
	case "项目", "信息内容", "内容", "类别", "事项", "指标", "名称", "行次项目", "办理情况", "申请情况", "信息类别":
		return true
	}
	return strings.Contains(text, "勾稽关系")
}

// nameLeaves finds the form's column of each leaf. What stands over the labels of rows
// falls away; what stands before that are columns before the labels.
func (v *vocabulary) nameLeaves(all []leaf, h *heading) (leaves, before []leaf) {
	for i := range all {
		switch {
		case !v.overLabels(&all[i], h):
			leaves = append(leaves, all[i])
		case before == nil:
			before, leaves = leaves, nil
		}
	}
	const most = 3 // leaves for one column of the form's
	if v.inFormsOrder(leaves, h) || len(leaves) > most*(len(h.block.Columns)+1) {
		return leaves, before
	}
	taken := map[*layouts.Column]bool{}
	for i := range leaves {
		f := &leaves[i]
		if f.column = v.columnOf(f, h); f.column == nil {
			f.subtotal = isSubtotal(f.text())
		}
		taken[f.column] = true
	}
	for i := range leaves {
		if f := &leaves[i]; h.mayBeMisspelt(f) {
			if c := v.misspeltColumn(f, h, taken); c != nil {
				f.column, taken[c] = c, true
			}
		}
	}
	h.betweenKnown(leaves, taken)
	h.onceEach(leaves, v)
	return leaves, before
}

// onceEach takes a column away from leaves where another is worded as the form's: 合计
// beside 总计.
func (h *heading) onceEach(leaves []leaf, v *vocabulary) {
	official := map[*layouts.Column]int{}
	own := func(f *leaf) bool {
		return layouts.Key(f.text()) == layouts.Key(f.column.Label)
	}
	for i := range leaves {
		if f := &leaves[i]; f.column != nil && own(f) {
			official[f.column]++
		}
	}
	for i := range leaves {
		if f := &leaves[i]; f.column != nil && official[f.column] == 1 && !own(f) {
			f.column = nil
		}
	}
}

// mayBeMisspelt reports whether the words of a leaf may be a column's, worded otherwise.
func (h *heading) mayBeMisspelt(f *leaf) bool {
	return f.column == nil && !f.subtotal && !isIndexHead(f.text()) && !otherYear(f.text(), h.year)
}

// betweenKnown gives leaves whose words resemble several columns those that are missing
// between their neighbours' columns, if they are as many.
func (h *heading) betweenKnown(leaves []leaf, taken map[*layouts.Column]bool) {
	const enough = 0.5
	for i := 0; i < len(leaves); i++ {
		end := i
		for end < len(leaves) && h.mayBeMisspelt(&leaves[end]) {
			end++
		}
		if end == i {
			continue
		}
		from, to := 0, len(h.block.Columns)
		if i > 0 {
			from = slices.Index(h.block.Columns, leaves[i-1].column) + 1
		}
		if end < len(leaves) {
			to = slices.Index(h.block.Columns, leaves[end].column)
		}
		if to-from == end-i && !slices.ContainsFunc(h.block.Columns[from:to], func(c *layouts.Column) bool { return taken[c] }) {
			fits := true
			for k := i; k < end; k++ {
				fits = fits && columnLikeness(leaves[k].text(), h.block.Columns[from+k-i], h.year) >= enough
			}
			for k := i; k < end && fits; k++ {
				leaves[k].column = h.block.Columns[from+k-i]
			}
		}
		i = end
	}
}

// inFormsOrder gives the leaves the form's columns one by one, where each is worded as
// the form's in the same place.
func (v *vocabulary) inFormsOrder(leaves []leaf, h *heading) bool {
	if len(leaves) != len(h.block.Columns) {
		return false
	}
	for i, c := range h.block.Columns {
		f := &leaves[i]
		if !slices.ContainsFunc(f.path[len(f.path)-1].known, func(k int) bool { return v.items[k].kind == columnItem && v.items[k].column == c }) {
			return false
		}
		for _, above := range f.path[:len(f.path)-1] {
			if v.isGroupHead(above, h) && !v.coversColumn(above, c, h) {
				return false
			}
		}
	}
	for i, c := range h.block.Columns {
		leaves[i].column = c
	}
	return true
}

// coversColumn reports whether a head of several columns stands over c in the form.
func (v *vocabulary) coversColumn(head *gridCell, c *layouts.Column, h *heading) bool {
	return slices.ContainsFunc(head.known, func(i int) bool {
		it := v.items[i]
		return it.kind == headItem && it.table == h.table && slices.Contains(v.under(it, h.block), c)
	})
}

// columnOf is the one column that a leaf's words name, with the heads above it.
func (v *vocabulary) columnOf(f *leaf, h *heading) *layouts.Column {
	for _, c := range f.path {
		if otherYear(c.text, h.year) && !v.ownWords(c, h) {
			return nil
		}
	}
	var found []*layouts.Column
	best := -1
	for _, column := range h.block.Columns {
		if !v.wordsName(f, column, h) {
			continue
		}
		above, contradicted := 0, false
		for _, c := range f.path[:len(f.path)-1] {
			if v.isGroupHead(c, h) {
				if v.coversColumn(c, column, h) {
					above++
				} else {
					contradicted = true
				}
			}
		}
		switch {
		case contradicted:
		case above > best:
			found, best = []*layouts.Column{column}, above
		case above == best:
			found = append(found, column)
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// ownWords reports whether the form itself has the cell's words as a head.
func (v *vocabulary) ownWords(c *gridCell, h *heading) bool {
	return v.names(c, h.table, headItem, columnItem)
}

// wordsName reports whether the lowest head of a leaf names a column; where it only
// says which year it is of, or what is counted, the one above it does.
func (v *vocabulary) wordsName(f *leaf, column *layouts.Column, h *heading) bool {
	for i := len(f.path) - 1; i >= 0; i-- {
		c := f.path[i]
		known := c.known
		if len(known) == 0 {
			known = v.naming(withoutYear(c.text, h.year)).items
		}
		if slices.ContainsFunc(known, func(k int) bool { return v.items[k].kind == columnItem && v.items[k].column == column }) {
			return true
		}
		if !saysLittle(c.text, h.year) {
			return false
		}
	}
	return false
}

// saysLittle tells heads that only say that the column is this year's, or a number.
func saysLittle(text string, year int) bool {
	switch layouts.Fold(withoutYear(text, year)) {
	case "", "本年", "本年度", "当年", "年", "年度", "数量", "数", "件数", "件", "金额", "本期", "数值":
		return true
	}
	return false
}

var yearIn = regexp.MustCompile(`(?:19|20)\d\d年?度?`)

// withoutYear takes the report's own year out of a head.
func withoutYear(text string, year int) string {
	if year == 0 || !strings.Contains(text, strconv.Itoa(year)) {
		return text
	}
	return yearIn.ReplaceAllStringFunc(text, func(s string) string {
		if strings.HasPrefix(s, strconv.Itoa(year)) {
			return ""
		}
		return s
	})
}

var pastYear = regexp.MustCompile(`上年|上一年|去年|前年|往年|上期|上年度|同期|历年|累计|同比|环比|增长|增减幅|比上|较上|下年|次年|明年`)

// otherYear reports whether a head is of another year than the report's, or of a
// comparison with it.
func otherYear(text string, year int) bool {
	if !strings.ContainsAny(text, "年期累同环增较比0") {
		return false
	}
	if pastYear.MatchString(text) {
		return true
	}
	return yearIn.MatchString(withoutYear(text, year))
}

func isSubtotal(text string) bool { return strings.Contains(layouts.Fold(text), subtotalWord) }

// isIndexHead tells the heads of columns that number the rows.
func isIndexHead(text string) bool {
	switch layouts.Fold(text) {
	case "行次", "序号", "栏次", "编号", "项次", "行号", "序", "代码", "no", "备注", "说明", "单位", "计量单位":
		return true
	}
	return strings.HasPrefix(text, "Unnamed")
}

// misspeltColumn is the one column without a head that the words of a leaf resemble.
func (v *vocabulary) misspeltColumn(f *leaf, h *heading, taken map[*layouts.Column]bool) *layouts.Column {
	const enough, ahead = 0.6, 0.15
	if len(f.path[len(f.path)-1].known) > 0 {
		return nil
	}
	best, second := 0.0, 0.0
	var found *layouts.Column
	for _, c := range h.block.Columns {
		if taken[c] {
			continue
		}
		if l := columnLikeness(f.text(), c, h.year); l > best {
			found, best, second = c, l, best
		} else {
			second = max(second, l)
		}
	}
	if best < enough || best-second < ahead {
		return nil
	}
	return found
}

// columnLikeness is how much a head is worded as a column's, 0 to 1.
func columnLikeness(text string, c *layouts.Column, year int) float64 {
	folded := layouts.Fold(withoutYear(text, year))
	best := similarity(folded, layouts.Key(c.Label))
	for _, s := range c.Variants {
		best = max(best, similarity(folded, layouts.Key(s)))
	}
	return best
}

var (
	titleYearIn = regexp.MustCompile(`((?:19|20)\d\d)\s*年?`)
	figuresYear = regexp.MustCompile(`((?:19|20)\d\d)年1月1日`)
)

// yearOf is the year of the report as its title or the period of its figures tells it,
// 0 when neither does.
func yearOf(doc *document) int {
	const front = 80 // lines
	for _, pattern := range []*regexp.Regexp{titleYearIn, figuresYear} {
		for i := range min(front, len(doc.Lines)) {
			text := doc.Lines[i].Text
			if pattern == titleYearIn && !strings.HasSuffix(strings.TrimRight(text, "）) |"), "报告") && !strings.Contains(text, "年报") {
				continue
			}
			if m := pattern.FindStringSubmatch(text); m != nil {
				year, _ := strconv.Atoi(m[1])
				return year
			}
		}
	}
	return 0
}
