package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/layouts"
)

// A token is a part of a field: words of a label, or one value.
type token struct {
	text  string
	value bool
}

// lex adds the label words and values of a field to tokens. Digits belong to a label where
// they number it (2.重复申请, （7）), name a year, or follow 第. cell says that the
// source parts the field from others, so that it holds one value at the most.
func lex(tokens []token, field string, cell bool) []token {
	field = strings.TrimSpace(visible(field))
	if field == "" {
		return tokens
	}
	if cell && isCell(field) {
		return append(tokens, token{field, true})
	}
	if figure.Begins(field) {
		if figure.IsSigned(field) {
			return append(tokens, token{field, true})
		}
		if isValue(field) {
			return splitWords(tokens, field)
		}
	}
	if !strings.ContainsFunc(field, tells) {
		return append(tokens, token{field, false})
	}
	return lexLabels(tokens, field)
}

// lexLabels lexes a field that holds label words, and values between or behind them.
func lexLabels(tokens []token, field string) []token {
	start := 0 // of the label words not yet emitted
	label := func(end int) {
		if s := strings.TrimSpace(field[start:end]); s != "" {
			tokens = append(tokens, token{s, false})
		}
	}
	depth := 0
	closed, tail := strings.LastIndexFunc(field, closing), valueTail(field)
	for i := 0; i < len(field); {
		r, n := utf8.DecodeRuneInString(field[i:])
		switch {
		case opening(r) && closed > i:
			depth++
		case r == '（', r == '(': // closed on another line: its first words are a note
			if note := strings.IndexFunc(field[i:], unicode.IsSpace); note >= 0 {
				i += note
			} else {
				i = len(field)
			}
			continue
		case depth > 0 && closing(r):
			depth--
		}
		if depth > 0 || !figure.IsDigit(r) && !(figure.IsSign(r) && figure.DigitAt(field, i+n)) {
			if depth == 0 && i > start && i >= tail && unicode.IsSpace(r) {
				label(i)
				return splitWords(tokens, field[i:])
			}
			i += n
			continue
		}
		end := runEnd(field, i)
		from, to := valueIn(field, i, end)
		if from < to {
			label(from)
			tokens = splitWords(tokens, withUnit(field[from:to]))
			start = to
		}
		i = max(end, to)
	}
	label(len(field))
	return tokens
}

// isCell reports whether a field that is a cell holds one figure, or what is written
// in place of one and no label: 7+, 1O7, #REF!. An ordinal is a label's.
func isCell(s string) bool {
	if figure.IsNumber(s) || figure.IsHan(s) {
		return true
	}
	switch f := figure.Read(s); f.Kind {
	case figure.Exact:
		return true
	case figure.Words:
		if !strings.ContainsFunc(s, figure.IsDigit) {
			return false
		}
		if about := strings.TrimLeft(s, "约近逾超"); len(about) < len(s) && figure.Read(about).Kind == figure.Exact {
			return true
		}
		ordinal, rest := layouts.CutOrdinal(s)
		return !strings.ContainsFunc(s, unicode.IsSpace) && (ordinal == "" || rest != "") &&
			!strings.ContainsFunc(s, func(r rune) bool { return isHan(r) || isShare(r) })
	}
	return false
}

// isShare tells the marks of per cents and of the time of day, which are no value of
// the forms and may stand beside one.
func isShare(r rune) bool { return r == '%' || r == '％' || r == '‰' || r == ':' || r == '：' }

// tells reports whether a character may end a label: all that lex looks at.
func tells(r rune) bool {
	if r >= 0x4E00 && r <= 0x9FFF {
		return false
	}
	return figure.IsDigit(r) || figure.IsSign(r) || opening(r) || closing(r) || unicode.IsSpace(r)
}

// visible takes out the characters that print as nothing.
func visible(s string) string {
	if !strings.ContainsFunc(s, figure.IsInvisible) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if figure.IsInvisible(r) {
			return -1
		}
		return r
	}, s)
}

// isValue reports whether the whole field is values and blanks.
func isValue(s string) bool { return figure.Begins(s) && holdsValues(s) }

func holdsValues(s string) bool {
	if figure.IsBlank(s) || figure.IsHanCount(s) {
		return true
	}
	if figure.IsValue(s) {
		return true
	}
	if !strings.ContainsFunc(s, unicode.IsSpace) {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		if !figure.IsValue(w) && !figure.IsBlank(w) {
			return false
		}
	}
	return true
}

// valueTail is where the words begin that are all values up to the end of the
// field, which is no value itself: behind 规章 in 规章 0 / 0.
func valueTail(field string) int {
	for tail := len(field); tail > 0; {
		word := strings.LastIndexFunc(field[:tail], unicode.IsSpace)
		if word < 0 && tail == len(field) {
			return tail // the field is no value
		}
		if word >= 0 {
			_, n := utf8.DecodeRuneInString(field[word:])
			word += n
		}
		if w := field[max(word, 0):tail]; w != "" && !figure.IsValue(w) && !figure.IsBlank(w) {
			return tail
		}
		if word < 0 {
			break
		}
		_, n := utf8.DecodeLastRuneInString(field[:word])
		tail = word - n
	}
	return 0
}

func opening(r rune) bool { return r == '（' || r == '(' || r == '〔' || r == '[' || r == '【' }

func closing(r rune) bool { return r == '）' || r == ')' || r == '〕' || r == ']' || r == '】' }

func splitWords(tokens []token, s string) []token {
	own := len(tokens)
	for w := range strings.FieldsSeq(s) {
		if n := len(tokens); n > own && isSignAlone(tokens[n-1].text) && figure.DigitAt(w, 0) && figure.IsValue(w) {
			tokens[n-1].text += " " + w // what a dash is here, a sign or a blank, the columns tell
			continue
		}
		tokens = append(tokens, token{w, true})
	}
	return tokens
}

func isSignAlone(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && figure.IsSign(r)
}

// withUnit closes the space between a figure and its unit.
func withUnit(s string) string {
	number, unit := figure.CutUnit(s)
	return number + unit
}

// runEnd is where the run of digits, points, commas and signs from i ends.
func runEnd(s string, i int) int {
	end := i
	for j := i; j < len(s); {
		r, n := utf8.DecodeRuneInString(s[j:])
		switch {
		case figure.IsDigit(r):
			end = j + n
		case (r == '.' || r == '．' || r == ',' || r == '，' || figure.IsSign(r) || unicode.IsSpace(r)) && j > i || j == i && figure.IsSign(r):
		default:
			return end
		}
		j += n
	}
	return end
}

// valueIn tells which part of the run s[i:end] is a value: all of it, all but
// the digit that numbers the label after it, or nothing.
func valueIn(s string, i, end int) (from, to int) {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	rest := strings.TrimLeftFunc(s[end:], unicode.IsSpace)
	spaces := len(s) - end - len(rest)
	after, n := utf8.DecodeRuneInString(rest)
	if before == '第' || before == '〔' || unicode.Is(unicode.Latin, before) {
		return i, i
	}
	switch {
	case strings.ContainsRune("年月日号季%％‰:：", after) && n > 0, unicode.Is(unicode.Latin, after):
		return i, i
	case strings.ContainsRune(".．、)）", after) && n > 0 && labelAt(rest[n:]):
		return i, ordinalStart(s, i, end)
	case unicode.Is(unicode.Han, after) && i == 0 && end <= 2 && spaces == 0 && figure.UnitAt(rest) == "":
		return i, i // 1属于国家秘密
	}
	if u := len(figure.UnitAt(rest)); u > 0 && !labelGoesOn(rest[u:]) {
		if unit := rest[:u]; unit == "万" || unit == "亿" {
			u += len(figure.UnitAt(rest[u:])) // 12万件 is not 12
		}
		end += spaces + u
	}
	return i, end
}

// ordinalStart is where the number of the next label begins in the run: its last
// word, or its last digit when more digits stand before it.
func ordinalStart(s string, i, end int) int {
	run := s[i:end]
	if cut := strings.LastIndexFunc(run, unicode.IsSpace); cut >= 0 {
		return i + cut
	}
	if utf8.RuneCountInString(run) <= 2 && i == 0 {
		return i
	}
	_, n := utf8.DecodeLastRuneInString(run)
	return end - n
}

func labelAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(s))
	return unicode.Is(unicode.Han, r) || r == '“' || r == '"' || r == '「'
}

// labelGoesOn tells 3个月 from 3个.
func labelGoesOn(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("月人工", r) && r != utf8.RuneError
}
