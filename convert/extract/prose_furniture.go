package extract

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/layouts"
)

// Furniture is what a page has around the report: where it stands on the site, buttons,
// who keeps the site. A sentence is never furniture, whatever words it has.

// isFurniture reports whether a line belongs to the page, not to the report.
func isFurniture(text string) bool {
	const longest, footer = 80, 300 // characters
	if len(text) > footer*utf8.UTFMax || hasStop(text) {
		return false // nearly all of a report
	}
	n := utf8.RuneCountInString(text)
	if n > footer || hasAny(text, "！", "？") {
		return false
	}
	return n <= longest && (furnitureLine.MatchString(text) || isPath(text) || isMenu(text)) || footerLine.MatchString(text)
}

// hasAny reports whether a text has one of the marks.
func hasAny(text string, marks ...string) bool {
	return slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(text, m) })
}

// furnitureLine matches lines of pages as a whole.
var furnitureLine = pattern.New(layouts.Words().PageLine)

// footerLine matches the foot of a page, which may be long.
var footerLine = pattern.New(layouts.Words().PageFoot)

// isPath reports whether a line is the way to the page: 首页 > 政务公开 > 年报.
func isPath(text string) bool {
	if pathStart.MatchString(text) {
		return true
	}
	const longest, least = 20, 3 // characters of a step, steps
	if strings.Contains(text, "<") {
		return false
	}
	steps := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(">＞›»", r) })
	for _, s := range steps {
		if s = strings.TrimSpace(s); s == "" || utf8.RuneCountInString(s) > longest || strings.ContainsFunc(s, unicode.IsDigit) && findYear(s+"年") == 0 {
			return false
		}
	}
	return len(steps) >= least
}

var pathStart = pattern.New(`^(?:网站|本站)?首\s*页\s*[>＞›»》/\\|-]`)

// A weight tells how surely a word of menus and buttons is one on a line of its own.
type weight uint8

const (
	surely    weight = iota + 1 // it says nothing else
	withOther                   // it may be a heading, too: only beside others
)

// A menuVocabulary is the words of menus and buttons.
type menuVocabulary struct {
	words   map[string]weight
	first   map[rune]bool // characters that they begin with
	longest int           // of them, in bytes
}

var menus = sync.OnceValue(func() *menuVocabulary {
	m := &menuVocabulary{words: map[string]weight{}, first: map[rune]bool{}}
	add := func(words []string, k weight) {
		for _, w := range words {
			m.words[w], m.longest = k, max(m.longest, len(w))
			m.first[firstRune(w)] = true
		}
	}
	add(layouts.Words().Menus.Beside, withOther)
	add(layouts.Words().Menus.Alone, surely)
	return m
})

// isMenu reports whether a line is a menu or a row of buttons: their words, one that is
// surely so or several, and few others among many.
func isMenu(text string) bool {
	const several, foreign = 3, 4 // one other word to so many
	n, sure, others := menu(text)
	return n > 0 && (others == 0 && (sure > 0 || n >= several) || sure > 1 && n >= foreign*others)
}

// menu counts the words of a line that are those of menus, those of them that say nothing
// else, and all others.
func menu(text string) (n, sure, others int) {
	const longest = 240 // bytes
	if len(text) > longest {
		return 0, 0, 1
	}
	for _, w := range strings.FieldsFunc(text, betweenWords) {
		words := menuSplit(w)
		if words == nil {
			others++
		}
		for _, k := range words {
			if n++; k == surely {
				sure++
			}
		}
	}
	return n, sure, others
}

// menuSplit are the weights of the words of menus that a text is made of, nil when it is
// not: pages put such words side by side without a space. A word of one character is one
// only alone.
func menuSplit(text string) []weight {
	plain, m := simplify(text), menus()
	if !m.first[firstRune(plain)] && !m.first[firstRune(text)] {
		return nil // nearly all words
	}
	if k := max(m.words[plain], m.words[text]); k > 0 {
		return []weight{k}
	}
	rest := make([][]weight, len(plain)+1) // of the words from a place to the end
	rest[len(plain)] = []weight{}
	for i := len(plain) - len("字"); i >= 0; i-- {
		for end := i + 2; end <= min(len(plain), i+m.longest) && rest[i] == nil; end++ {
			if k := m.words[plain[i:end]]; k > 0 && rest[end] != nil && utf8.RuneCountInString(plain[i:end]) > 1 {
				rest[i] = append([]weight{k}, rest[end]...)
			}
		}
	}
	return rest[0]
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func betweenWords(r rune) bool {
	return !isHan(r) && (unicode.IsSpace(r) || strings.ContainsRune("|｜\\[]【】［］·•:：/／>＞-—、，,()（）", r))
}
