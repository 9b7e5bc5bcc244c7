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
	reach
	level int // grid row that it begins on
	label string
	whole string // folded label: 二部分公开区分处理的…
	full  string // without ordinal: 部分公开区分处理的…
	key   string // folded label without ordinal and note
	exact bool   // must stand alone

	others []string // other wordings of a caption
	cores  []string // folded words of which each names the row
}

// A reach is what a head or the label of a column covers.
type reach struct {
	span [2]int            // grid places, from and to
	over []*layouts.Column // columns of its block that it stands over
}

// A vocabulary is all labels of a layout, ready for matching.
type vocabulary struct {
	form    *layouts.Layout // the form itself
	layout  *layouts.Layout // as it is read: halves of its tables are tables
	items   []*item
	words   []*word
	first   *index           // of words
	byText  map[string][]int // items by the folded texts that name them
	cores   *index           // words of which each names one row, and the rows' own labels
	signs   *index           // of the layout's signs, folded
	listed  bool             // a table prints units in cells of their own
	rows    map[*layouts.Row]rowLabel
	without string // a pass that is switched off, in tests
	headWords
	labelTexts
}

// labelTexts are all labels, for telling fragments of them.
type labelTexts struct {
	text string // folded
	most int    // bytes of the longest of them

	labels     map[string]bool              // folded labels of rows and groups
	titled     map[string]bool              // folded captions: they may be headings of prose, too
	columnKeys map[*layouts.Column][]string // folded labels of columns, their own first
	namings    namingCache

	fields *fieldWords // labels of the texts around tables; nil for none
}

// headWords are the wordings of titles and of sections' headings.
type headWords struct {
	titles  []string // folded
	heads   []sectionHead
	headsOf map[string][]sectionHead // heads by key
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
	has      runeSet
	official bool
}

func newVocabulary(l *layouts.Layout) *vocabulary {
	form := l
	l = l.ByHalves()
	v := &vocabulary{form: form, layout: l, labelTexts: labelTexts{labels: map[string]bool{}, titled: map[string]bool{}}, byText: map[string][]int{}, listed: printsUnits(l), rows: map[*layouts.Row]rowLabel{}}
	v.columnKeys = map[*layouts.Column][]string{}
	v.fields = newFieldWords(v)
	words := map[string]*word{}
	var labels []string
	for ti, t := range l.Tables {
		for _, b := range t.Blocks {
			for _, r := range b.Rows {
				v.rows[r] = newRowLabel(r)
			}
			for _, c := range b.Columns {
				v.columnKeys[c] = []string{layouts.Key(c.Label)}
				for _, s := range c.Variants {
					v.columnKeys[c] = append(v.columnKeys[c], layouts.Key(s))
				}
			}
		}
		for _, it := range tableItems(ti, t) {
			for _, c := range it.block.Columns {
				if at := columnPlace(t, it.block, c); it.span[0] <= at && at < it.span[1] {
					it.over = append(it.over, c)
				}
			}
			v.addItem(it, words)
			labels = append(labels, it.whole)
			v.most = max(v.most, len(it.whole))
		}
	}
	v.text = strings.Join(labels, "\n")
	v.first = newIndex(v.words)
	v.cores = newIndex(rowWords(v.items))
	for _, w := range v.words {
		v.byText[w.text] = w.items
	}
	var signs []*word
	for _, s := range l.Signs {
		if f := layouts.Fold(s); f != "" {
			signs = append(signs, &word{text: f, runes: []rune(f)})
		}
	}
	v.signs = newIndex(signs)
	v.headWords = newHeadWords(l)
	return v
}

// addItem adds a label of the form and the words by which it is recognised: its own
// tell more than its variants, and those than its cores.
func (v *vocabulary) addItem(it *item, words map[string]*word) {
	const own, variant, core = 6, 4, 1
	i := len(v.items)
	v.items = append(v.items, it)
	it.whole, it.full, it.key = layouts.Fold(it.label), layouts.Fold(layouts.TrimOrdinal(it.label)), layouts.Key(it.label)
	switch it.kind {
	case rowItem, groupItem:
		v.labels[it.full], v.labels[it.key], v.labels[it.whole] = true, true, true
	case captionItem:
		v.titled[it.full], v.titled[it.key] = true, true
	}
	v.addWord(words, it.full, own, i)
	v.addWord(words, it.key, own, i)
	for _, s := range it.variants() {
		v.addWord(words, layouts.Fold(layouts.TrimOrdinal(s)), variant, i)
		v.addWord(words, layouts.Key(s), variant, i)
	}
	if it.row != nil && it.kind == rowItem {
		for _, s := range it.row.Core {
			v.addWord(words, layouts.Fold(s), core, i)
			it.cores = append(it.cores, layouts.Fold(s))
		}
	}
}

func (v *vocabulary) addWord(words map[string]*word, text string, weight, item int) {
	if text == "" {
		return
	}
	w := words[text]
	if w == nil {
		w = &word{text: text, runes: []rune(text)}
		words[text] = w
		v.words = append(v.words, w)
	}
	w.weight = max(w.weight, weight+2*len(w.runes))
	if n := len(w.items); n == 0 || w.items[n-1] != item {
		w.items = append(w.items, item)
	}
}

func newHeadWords(l *layouts.Layout) headWords {
	h := headWords{headsOf: map[string][]sectionHead{}}
	for _, s := range l.Titles {
		h.titles = append(h.titles, layouts.Fold(s))
	}
	for _, s := range l.Sections {
		if s.Heading == "" {
			continue
		}
		h.add(s, layouts.Fold(layouts.TrimOrdinal(s.Heading)), true)
		h.add(s, layouts.Key(s.Heading), true)
		for _, w := range s.Variants {
			h.add(s, layouts.Fold(w), false)
		}
	}
	return h
}

func (h *headWords) add(s *layouts.Section, key string, official bool) {
	one := sectionHead{section: s, key: key, runes: []rune(key), official: official}
	for _, r := range one.runes {
		one.has.add(r)
	}
	h.heads = append(h.heads, one)
	h.headsOf[key] = append(h.headsOf[key], one)
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
			it := &item{table: ti, block: b, label: c.Text, row: c.Line, column: c.Column, reach: reach{span: [2]int{c.Col, c.Col + c.Colspan}}, level: c.Row}
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
