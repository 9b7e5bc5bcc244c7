package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/layouts"
)

// An itemKind tells what a label of the form stands for.
type itemKind uint8

const (
	headItem    itemKind = iota // a text above the columns
	columnItem                  // the label of a column
	groupItem                   // a label left of several rows
	rowItem                     // the label of a row of data
	partItem                    // a sub-row of a row
	captionItem                 // a line between rows that holds no values
)

// An item is one printed label of the form. Items stand in the order of print.
type item struct {
	kind   itemKind
	table  int // index into the layout's tables
	block  *layouts.Block
	row    *layouts.Row
	column *layouts.Column
	span   [2]int // grid places a head or column label covers, from and to
	label  string
	whole  string // folded label: 二部分公开区分处理的…
	full   string // without ordinal: 部分公开区分处理的…
	key    string // folded label without ordinal and note
	exact  bool   // must stand alone

	others []string // other wordings of a caption
	cores  []string // folded words of which each names the row
}

// A vocabulary is all labels of a layout, ready for matching.
type vocabulary struct {
	layout  *layouts.Layout
	items   []*item
	words   []*word
	first   *index           // of words
	byText  map[string][]int // items by the folded texts that name them
	cores   *index           // words of which each names one row, and the rows' own labels
	text    string           // all folded labels, for telling fragments
	most    int              // bytes of the longest of them
	signs   *index           // of the layout's signs, folded
	titles  []string         // folded
	labels  map[string]bool  // folded labels of rows and groups
	titled  map[string]bool  // folded captions: they may be headings of prose, too
	listed  bool             // a table prints units in cells of their own
	heads   []sectionHead
	headsOf map[string][]sectionHead // heads by key
	rows    map[*layouts.Row]rowLabel
}

// A rowLabel is a row's label, folded.
type rowLabel struct {
	full string   // with its note
	keys []string // without ordinal and note, and those of its variants
}

// A sectionHead is one wording of a section's heading.
type sectionHead struct {
	section  *layouts.Section
	key      string // folded, without ordinal
	runes    []rune // of key
	official bool
}

func newVocabulary(l *layouts.Layout) *vocabulary {
	v := &vocabulary{layout: l, labels: map[string]bool{}, titled: map[string]bool{}, headsOf: map[string][]sectionHead{}, listed: printsUnits(l), rows: map[*layouts.Row]rowLabel{}}
	byText := map[string]*word{}
	add := func(text string, weight int, it int) {
		if text == "" {
			return
		}
		w := byText[text]
		if w == nil {
			w = &word{text: text, runes: []rune(text)}
			byText[text] = w
			v.words = append(v.words, w)
		}
		w.weight = max(w.weight, weight+2*len(w.runes))
		if n := len(w.items); n == 0 || w.items[n-1] != it {
			w.items = append(w.items, it)
		}
	}
	var labels []string
	for ti, t := range l.Tables {
		for _, b := range t.Blocks {
			for _, r := range b.Rows {
				v.rows[r] = newRowLabel(r)
			}
		}
		for _, it := range tableItems(ti, t) {
			i := len(v.items)
			v.items = append(v.items, it)
			it.whole, it.full, it.key = layouts.Fold(it.label), layouts.Fold(layouts.TrimOrdinal(it.label)), layouts.Key(it.label)
			labels = append(labels, it.whole)
			if it.kind == rowItem || it.kind == groupItem {
				v.labels[it.full], v.labels[it.key], v.labels[it.whole] = true, true, true
			}
			if it.kind == captionItem {
				v.titled[it.full], v.titled[it.key] = true, true
			}
			add(it.full, 6, i)
			add(it.key, 6, i)
			for _, s := range it.variants() {
				add(layouts.Fold(layouts.TrimOrdinal(s)), 4, i)
				add(layouts.Key(s), 4, i)
			}
			if it.row != nil && it.kind == rowItem {
				for _, s := range it.row.Core {
					add(layouts.Fold(s), 1, i)
					it.cores = append(it.cores, layouts.Fold(s))
				}
			}
		}
	}
	v.first = newIndex(v.words)
	v.cores = newIndex(rowWords(v.items))
	v.byText = make(map[string][]int, len(v.words))
	for _, w := range v.words {
		v.byText[w.text] = w.items
	}
	v.text = strings.Join(labels, "\n")
	for _, l := range labels {
		v.most = max(v.most, len(l))
	}
	var signs []*word
	for _, s := range l.Signs {
		if f := layouts.Fold(s); f != "" {
			signs = append(signs, &word{text: f, runes: []rune(f)})
		}
	}
	v.signs = newIndex(signs)
	for _, s := range l.Titles {
		v.titles = append(v.titles, layouts.Fold(s))
	}
	for _, s := range l.Sections {
		head := func(key string, official bool) {
			h := sectionHead{s, key, []rune(key), official}
			v.heads = append(v.heads, h)
			v.headsOf[key] = append(v.headsOf[key], h)
		}
		head(layouts.Fold(layouts.TrimOrdinal(s.Heading)), true)
		head(layouts.Key(s.Heading), true)
		for _, w := range s.Variants {
			head(layouts.Fold(w), false)
		}
	}
	return v
}

func newRowLabel(r *layouts.Row) rowLabel {
	l := rowLabel{full: layouts.Fold(layouts.TrimOrdinal(r.Label)), keys: []string{layouts.Key(r.Label)}}
	for _, s := range r.Variants {
		l.keys = append(l.keys, layouts.Key(s))
	}
	return l
}

// printsUnits reports whether a table prints units in cells of their own.
func printsUnits(l *layouts.Layout) bool {
	return slices.ContainsFunc(l.Tables, func(t *layouts.Table) bool {
		return slices.ContainsFunc(t.Blocks, func(b *layouts.Block) bool { return b.Units })
	})
}

// unitCell reports whether a text may be a unit in a cell of its own: 件, （件）, not
// a piece of a label with half a pair of brackets.
func (v *vocabulary) unitCell(text string) bool {
	return v.listed && figure.IsUnit(layouts.Fold(text)) && strings.ContainsAny(text, "（(") == strings.ContainsAny(text, "）)")
}

// goesOn reports whether a label of the form that begins with one text goes on with
// another.
func (v *vocabulary) goesOn(begin, more string) bool {
	a := layouts.Fold(layouts.TrimOrdinal(begin))
	ab := a + layouts.Fold(more)
	return a != "" && slices.ContainsFunc(v.words, func(w *word) bool {
		return len(a) < len(w.text) && strings.HasPrefix(w.text, a) && (strings.HasPrefix(w.text, ab) || strings.HasPrefix(ab, w.text))
	})
}

// tableItems lists a table's labels in the order of print.
func tableItems(ti int, t *layouts.Table) []*item {
	var items []*item
	for bi, b := range t.Blocks {
		span := t.Grid().Blocks[bi]
		for _, c := range t.Grid().Cells {
			if c.Row < span.Start || c.Row >= span.End || c.Kind == layouts.DataCell || c.Kind == layouts.UnitCell {
				continue
			}
			it := &item{table: ti, block: b, label: c.Text, row: c.Line, column: c.Column, span: [2]int{c.Col, c.Col + c.Colspan}}
			switch c.Kind {
			case layouts.GroupCell:
				it.kind = groupItem
			case layouts.CaptionCell:
				it.kind, it.others = captionItem, c.Variants
			case layouts.LabelCell:
				it.kind, it.exact = rowItem, c.Line.Exact
			default:
				it.kind = headItem
				if c.Column != nil {
					it.kind = columnItem
				}
			}
			items = append(items, it)
			if it.kind == rowItem {
				for _, p := range it.row.Parts {
					items = append(items, &item{kind: partItem, table: ti, block: b, row: it.row, label: p})
				}
			}
		}
	}
	return items
}

// variants are the other wordings the layout gives for the item.
func (it *item) variants() []string {
	switch it.kind {
	case captionItem:
		return it.others
	case columnItem:
		return it.column.Variants
	case rowItem:
		return it.row.Variants
	case groupItem:
		for _, r := range it.block.Rows {
			for _, g := range r.Groups {
				if g.Label == it.label {
					return g.Variants
				}
			}
		}
	case headItem:
		for _, heads := range it.block.Head {
			for _, h := range heads {
				if h.Text == it.label {
					return h.Variants
				}
			}
		}
	}
	return nil
}

// worded reports whether the text is the official wording of the item: width,
// spaces, line breaks, punctuation and ordinals do not count.
func (it *item) worded(text string) bool {
	_, rest := layouts.CutOrdinal(text)
	f := layouts.Fold(rest)
	return f == it.full || f == it.whole
}

// fragment reports whether a folded text is a piece of some label of the form,
// long enough to be no chance.
func (v *vocabulary) fragment(folded string) bool {
	return len(folded) <= v.most && utf8.RuneCountInString(folded) >= 4 && strings.Contains(v.text, folded)
}

// within reports whether a folded text, however short, stands in a label.
func (v *vocabulary) within(folded string) bool {
	return len(folded) <= v.most && strings.Contains(v.text, folded)
}

// rowWords are the rows' labels and the words that name one row each, within longer
// labels.
func rowWords(items []*item) []*word {
	var words []*word
	for i, it := range items {
		if it.kind != rowItem {
			continue
		}
		for _, text := range append([]string{it.key}, it.cores...) {
			if text != "" {
				words = append(words, &word{text: text, runes: []rune(text), items: []int{i}})
			}
		}
	}
	return words
}
