package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// propertyKeys are the keys that sites print above a document (政府信息公开目录).
var propertyKeys = layouts.Words().PropertyKeys

// furnitureKeys look like properties and say nothing about the report.
var furnitureKeys = layouts.Words().PageKeys

// isKey has the keys of both lists, keyStarts the characters that they begin with.
var isKey, keyStarts = func() (map[string]bool, map[rune]bool) {
	keys, starts := map[string]bool{}, map[rune]bool{}
	for _, k := range slices.Concat(propertyKeys, furnitureKeys) {
		first, _ := utf8.DecodeRuneInString(k)
		keys[k], starts[first] = true, true
	}
	return keys, starts
}()

// siteAddress matches the address of the site before the keys of a line.
var siteAddress = pattern.New(`^(?:https?://)?www\.[\w.]+\s+`)

// stamp matches the date that a page puts below a title without a key, the time behind
// it or the source: 2022-01-28 11:22 作者:局办公室.
var stamp = pattern.New(`^([12]\d{3}(?:-\d{1,2}-|/\d{1,2}/|年\d{1,2}月)\d{1,2}日?)(?:\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s|$)|\s+[^\s\d])`)

func cutStamp(text string) (date, rest string) {
	const longest = 150 // bytes
	m := stamp.FindStringSubmatch(text)
	if m == nil || len(text) > longest || hasStop(text) {
		return "", text
	}
	_, rest, _ = strings.Cut(text, " ")
	return m[1], rest
}

// bareKey matches a key that white space alone parts from its value.
var bareKey = pattern.New(`(?:^|\s)(` + spacedKeys(propertyKeys) + `)\s`)

// bareKeys gives the keys of a line of properties their colons, where it has none:
// 发布机构 甲局 发布日期 2021-02-20. One key makes no such line.
func bareKeys(text string) string {
	const longest, least = 240, 2 // bytes, keys
	if len(text) > longest || strings.ContainsAny(text, ":：。；") && !clock.MatchString(text) {
		return text
	}
	at := bareKey.FindAllStringSubmatchIndex(simplify(text), -1)
	if len(at) == 0 || at[0][2] != 0 || len(at) < least && !titleKey.MatchString(text) {
		return text
	}
	var b strings.Builder
	done := 0
	for _, m := range at {
		b.WriteString(text[done:m[3]] + "：")
		done = m[3]
	}
	return b.String() + text[done:]
}

// titleKey matches the one key that a line may have alone.
var titleKey = pattern.New(`^(?:信息)?(?:名\s*称|[标標]\s*[题題])\s.*(?:[报報]告|年[报報])$`)

// clock matches the one place where a value has colons.
var clock = pattern.New(`^[^:：。；]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[^:：。；]*$`)

// spacedKeys are alternatives of an expression, with white space inside the keys.
func spacedKeys(keys []string) string {
	var alternatives []string
	for _, k := range keys {
		var spaced []string
		for _, r := range k {
			spaced = append(spaced, string(r))
		}
		alternatives = append(alternatives, strings.Join(spaced, `[\s\x{3000}\x{a0}]*`))
	}
	return strings.Join(alternatives, "|")
}

// properties takes the keys and values of a line. It is false for a line that is
// none of that kind: one that does not begin with a key.
func properties(line string) ([]report.Property, bool) {
	if !strings.ContainsAny(line, ":：") {
		return nil, false // a date alone is text, too
	}
	text := siteAddress.ReplaceAllString(strings.TrimSpace(line), "")
	if date, rest := cutStamp(text); date != "" {
		ps, _ := properties(rest)
		return append([]report.Property{{Key: "发布日期", Value: date}}, ps...), true
	}
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, notWord)); !keyStarts[layouts.FoldRune(first)] {
		return nil, false
	}
	at := findKeys(simplify(text))
	if at == nil || strings.TrimFunc(text[:at[0].key], notWord) != "" {
		return nil, false
	}
	var ps []report.Property
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1].from
		}
		value := strings.Trim(strings.Join(strings.Fields(text[m.to:end]), " "), " |｜】")
		if !slices.Contains(furnitureKeys, m.text) {
			ps = append(ps, report.Property{Key: m.text, Value: value})
		}
	}
	return ps, true
}

// A foundKey is a key and where it stands in its line.
type foundKey struct {
	text string // without white space
	from int    // what stands before it begins here, a space or a bar,
	key  int    // it itself here,
	to   int    // and its value here, behind the colon
}

// findKeys finds the keys of a line: each at its start, or behind a space, a bar or an
// opening bracket, with white space inside, and the colon that ends it. The tests
// hold it to the regular expression it stands for.
func findKeys(text string) []foundKey {
	var all []foundKey
	from, key := 0, 0
	for {
		if name, to := keyAt(text[key:]); to > 0 {
			all = append(all, foundKey{name, from, key, key + to})
			key += to
		}
		next := strings.IndexFunc(text[key:], beforeKey)
		if next < 0 {
			return all
		}
		from = key + next
		_, n := utf8.DecodeRuneInString(text[from:])
		key = from + n
	}
}

func beforeKey(r rune) bool {
	switch r {
	case '|', '｜', '【', '[', '(', '（':
		return true
	}
	return inKey(r)
}

// inKey tells the white space that may stand in a key.
func inKey(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\f', '\r', '\u3000', '\u00a0':
		return true
	}
	return false
}

// keyAt reads a key and its colon at the start of a text; to is 0 when there is none.
func keyAt(text string) (key string, to int) {
	if first, _ := utf8.DecodeRuneInString(text); !keyStarts[first] {
		return "", 0
	}
	const longest = 5 * len("字")
	var name []byte
	for i, r := range text {
		switch {
		case inKey(r):
		case r == ':', r == '：':
			if !isKey[string(name)] {
				return "", 0
			}
			return string(name), i + utf8.RuneLen(r)
		case len(name) >= longest:
			return "", 0
		default:
			name = utf8.AppendRune(name, r)
		}
	}
	return "", 0
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// squeeze takes out white space.
func squeeze(s string) string {
	taken := func(r rune) bool { return figure.IsSpace(r) || figure.IsInvisible(r) }
	if !strings.ContainsFunc(s, func(r rune) bool { return taken(r) || r == utf8.RuneError }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if taken(r) {
			return -1
		}
		return r
	}, s)
}
