package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/layouts"
)

// topLevel matches the ordinal of a top-level heading.
var topLevel = pattern.New(`^[\s\x{3000}]*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}\s*[、．.,，:：])`)

// numbered matches a line that begins a paragraph of its own.
var numbered = pattern.New(`^(?:[（(]?\s*[一二三四五六七八九十]{1,3}\s*[）)、．.]|[（(]?\s*\d{1,2}\s*[）)、．.]\D|[①-⑳]|第[一二三四五六七八九十]+[章条部]|附件|注[:：])`)

// isTop matches topLevel. Most numbers are of lower levels.
func isTop(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return (unicode.IsSpace(r) || strings.ContainsRune("第一二三四五六七八九十", r)) && topLevel.MatchString(text)
}

// isNumbered matches numbered. Most lines begin otherwise.
func isNumbered(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return (r < 0x4E00 || r > 0x9FFF || strings.ContainsRune("一二三四五六七八九十第附注", r)) && numbered.MatchString(text)
}

// heading returns the section that a line is the heading of, nil for none. A row
// of a table is none, though it begins with 一、 too.
func (v *vocabulary) heading(doc *document, i int) *layouts.Section {
	const longest = 180 // bytes
	text := doc.Lines[i].Text
	if len(text) > longest || hasStop(text) {
		return nil
	}
	text = strings.Trim(text, " |\t:：")
	ordinal, rest := layouts.CutOrdinal(text)
	key := doc.behind(i, text[:len(text)-len(rest)])
	if key == "" || v.labels[key] {
		return nil
	}
	top := ordinal != "" && isTop(text)
	const telling = 7 * len("字") // of a heading without its number
	for _, h := range v.headsOf[key] {
		if h.official || ordinal == "" && len(key) >= telling || top {
			return h.section
		}
	}
	if ordinal != "" && !top {
		return nil // （一）基本情况 is no top-level heading
	}
	if !top {
		return nil
	}
	return v.likelyHeading(key)
}

// hasStop reports whether a text has a mark that ends a sentence or parts one.
func hasStop(text string) bool {
	return strings.Contains(text, "。") || strings.Contains(text, "；")
}

// captionAt reports whether line i, worded as a heading, is a caption of a list: it
// stands in cells, or a row's label, unit or value stands on the next line or a
// value on the line above.
func (v *vocabulary) captionAt(doc *document, i int) bool {
	line := &doc.Lines[i]
	words := strings.FieldsFunc(line.Text, func(r rune) bool { return unicode.IsSpace(r) || r == '|' })
	for len(words) > 1 && figure.IsBlank(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	switch text := strings.Join(words, ""); {
	case !v.titled[layouts.Fold(layouts.TrimOrdinal(text))]:
		return false
	case len(line.Fields) > 1 || text != squeeze(line.Text), i > 0 && isValue(doc.Lines[i-1].Text):
		return true
	}
	return i+1 < len(doc.Lines) && v.listed && v.inList(doc.Lines[i+1].Text)
}

// inList reports whether a line is of a list: it begins with a label of a row or
// a caption, or is a unit or a value.
func (v *vocabulary) inList(text string) bool {
	if isValue(text) || v.unitCell(text) {
		return true
	}
	f := layouts.Fold(layouts.TrimOrdinal(text))
	first, _ := utf8.DecodeRuneInString(f)
	w := v.first.longest(f, first)
	return w != nil && slices.ContainsFunc(w.items, func(i int) bool {
		k := v.items[i].kind
		return k == rowItem && len(w.runes) >= 4 || k == captionItem
	})
}

// likelyHeading finds the section whose heading a numbered line resembles.
func (v *vocabulary) likelyHeading(key string) *layouts.Section {
	const enough = 0.8
	var best *layouts.Section
	top := enough
	text := []rune(key)
	for _, h := range v.heads {
		if !h.has.mayHold(text, top*float64(len(text)+len(h.runes))/2) || !mayResemble(text, h.runes, top) {
			continue
		}
		if l := similarity(key, h.key); l > top {
			best, top = h.section, l
		}
	}
	return best
}

// A runeSet is the characters of a text, several to a bit.
type runeSet [4]uint64

func (s *runeSet) add(r rune) { s[r>>6&3] |= 1 << (r & 63) }

// mayHold reports whether more than least of some characters may be in the set.
func (s *runeSet) mayHold(of []rune, least float64) bool {
	n := 0
	for _, r := range of {
		n += int(s[r>>6&3] >> (r & 63) & 1)
	}
	return float64(n) > least
}

// mayResemble reports whether two texts can be more similar than a share: their
// lengths let them, and enough characters of the one are in the other.
func mayResemble(a, b []rune, share float64) bool {
	least := share * float64(len(a)+len(b)) / 2
	if float64(min(len(a), len(b))) <= least {
		return false
	}
	common := 0
	for _, r := range a {
		if slices.Contains(b, r) {
			common++
		}
	}
	return float64(common) > least
}

// arabicHeadings finds the headings that are worded otherwise than in the form, where
// Arabic numbers stand before those that are not: 5、存在的问题.
func (c *candidate) arabicHeadings() {
	doc := c.doc
	const least = 3 // sections
	seen := map[*layouts.Section]bool{}
	for i, s := range c.heads {
		if s != nil && arabic.MatchString(doc.Lines[i].Text) {
			seen[s] = true
		}
	}
	if len(seen) < least {
		return
	}
	for i := range doc.Lines {
		if line := &doc.Lines[i]; c.heads[i] == nil && len(line.Fields) < 2 && arabic.MatchString(line.Text) {
			if s := c.v.heading(oneLine("一、"+layouts.TrimOrdinal(line.Text)), 0); s != nil && !seen[s] {
				c.heads[i], seen[s] = s, true
			}
		}
	}
}

// arabic matches a number before a heading.
var arabic = pattern.New(`^\s*\d{1,2}\s*[、．.]`)

// topHeadings drops headings without a number, or with that of a lower level, where
// the same section's own, numbered heading stands below: （一）主动公开政府信息情况
// within 一 and then 二、主动公开政府信息情况.
func (c *candidate) topHeadings() {
	doc := c.doc
	below := map[*layouts.Section]bool{}
	for i := len(doc.Lines) - 1; i >= 0; i-- {
		s := c.heads[i]
		switch {
		case s == nil:
		case topLevel.MatchString(doc.Lines[i].Text):
			below[s] = true
		case below[s]:
			c.heads[i] = nil
		}
	}
}
