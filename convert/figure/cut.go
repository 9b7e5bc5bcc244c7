package figure

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Text that keeps no cells is cut into words and figures by whoever knows the words.
// What a figure looks like there is told here: by hand, since it is asked of every
// word several times. A text that looks like a value need not be one (1,07): Read
// says what it is.

// IsValue reports whether a text looks like one value, whole or digits of several run
// together: 3, 11-83, 1,070件. A full stop may end it.
func IsValue(s string) bool {
	_, s = CutSign(s)
	rest := s[DigitRun(s, func(r rune) bool { return separates(r) || IsSign(r) || r == '\'' }):]
	if rest == s {
		return false
	}
	if r, n := utf8.DecodeRuneInString(rest); r == '.' || r == '。' {
		rest = rest[n:]
	}
	return rest == "" || IsUnit(rest)
}

// IsNumber reports whether a text looks like one number, with spaces beside sign and
// unit.
func IsNumber(s string) bool {
	_, s = CutSign(s)
	rest, ok := cutNumber(trimSpaceLeft(s))
	rest = trimSpaceLeft(rest)
	return ok && (rest == "" || IsUnit(rest))
}

// IsSigned reports whether a text is a sign and a number with space between them and
// nothing else: not a blank and a number, as far as can be told.
func IsSigned(s string) bool {
	sign, s := CutSign(s)
	number := trimSpaceLeft(s)
	rest, ok := cutNumber(number)
	return sign != "" && len(number) < len(s) && ok && rest == ""
}

// IsHanCount reports whether a text is a count in Chinese numerals that cannot be an
// ordinal: 〇, or one with its unit.
func IsHanCount(s string) bool {
	if s == "零" || s == "〇" || s == "○" {
		return true
	}
	rest := strings.TrimLeft(s, HanNumerals)
	return len(rest) < len(s) && Counts(rest)
}

// IsHan reports whether a text is nothing but Chinese numerals.
func IsHan(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !IsHanNumeral(r) })
}

// IsWord reports a Chinese character that neither figures nor units nor blanks are
// written with.
func IsWord(r rune) bool { return 0x4E00 <= r && r <= 0x9FFF && !ours[r-0x4E00] }

// ours are the Chinese characters of figures, units and blanks.
var ours = func() (set [0x9FFF - 0x4E00 + 1]bool) {
	words := append([]string{HanNumerals, "零"}, BlankWords...)
	for _, u := range units {
		words = append(words, u.name)
	}
	for _, r := range strings.Join(words, "") {
		if 0x4E00 <= r && r <= 0x9FFF {
			set[r-0x4E00] = true
		}
	}
	return set
}()

// DropBlanks takes the words and slashes for a blank out of values that they are run
// together with: 0无0 gives 00.
func DropBlanks(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return !IsDigit(r) && !IsSpace(r) }) {
		return s
	}
	return blankCutter.Replace(s)
}

var blankCutter = func() *strings.Replacer {
	pairs := []string{"/", "", "／", "", "NaN", "", "None", ""}
	for _, w := range BlankWords {
		for _, spelt := range []string{w, strings.ToUpper(w)} {
			if !slices.Contains(pairs, spelt) {
				pairs = append(pairs, spelt, "")
			}
		}
	}
	return strings.NewReplacer(pairs...)
}()

// DigitRun is where the digits that s begins with end, what lies between two of them
// and is inner among them; 0 when s begins with no digit.
func DigitRun(s string, inner func(rune) bool) int {
	end := 0
	for i, r := range s {
		if IsDigit(r) {
			end = i + utf8.RuneLen(r)
		} else if i == 0 || !inner(r) {
			break
		}
	}
	return end
}

// DigitAt reports whether a digit stands at i.
func DigitAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return IsDigit(r)
}

// CutSign splits a sign from the beginning of a text, "" for none.
func CutSign(s string) (sign, rest string) {
	if r, n := utf8.DecodeRuneInString(s); IsSign(r) {
		return s[:n], s[n:]
	}
	return "", s
}

// cutNumber cuts the digits, commas and points that s begins with, a digit first.
func cutNumber(s string) (rest string, ok bool) {
	if !DigitAt(s, 0) {
		return s, false
	}
	return strings.TrimLeftFunc(s, func(r rune) bool { return IsDigit(r) || separates(r) }), true
}

func separates(r rune) bool { return r == ',' || r == '，' || r == '.' || r == '．' }

func trimSpaceLeft(s string) string { return strings.TrimLeftFunc(s, IsSpace) }
