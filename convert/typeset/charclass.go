package typeset

import (
	"strings"
	"unicode"
)

// A kind is what a character is to the line breaker.
type kind uint8

const (
	han      kind = iota // and all else that stands alone: kana, symbols
	opening              // （《“
	closing              // ）》”
	comma                // ，、；：
	stop                 // 。！？
	middle               // · between the parts of a name
	dash                 // — – ～ -, and / after a letter or number
	ellipsis             // …
	letter               // a part of a Latin word
	digit
	point   // . , : in Latin: part of a number or word when one goes on
	unit    // % ‰ ℃ after a number, and what is raised or lowered behind something
	money   // ￥ $ before a number
	space   //
	nothing // prints nothing: a variation selector, a joiner
)

// raised are the characters that stand above or below the line.
const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"

// kinds of the marks of DOMAIN.md 7.
var kinds = func() map[rune]kind {
	m := map[rune]kind{}
	for marks, k := range map[string]kind{
		"（《〈【〔［｛“‘『「〖([{": opening,
		"）》〉】〕］｝”’』」〗)]}": closing,
		"，、；：":                comma,
		"。！？":                 stop,
		"·‧•・":                middle,
		"—–―～~－-/／":           dash,
		"…⋯":                  ellipsis,
		".,:;!?":              point,
		"%‰℃°％℉′″":            unit,
		raised:                unit,
		"￥¥$£€＄￡":             money,
		" \u00a0\u3000\t\r\n": space,
	} {
		for _, r := range marks {
			m[r] = k
		}
	}
	return m
}()

func kindOf(r rune) kind {
	switch {
	case 0x4E00 <= r && r <= 0x9FFF:
		return han
	case '0' <= r && r <= '9':
		return digit
	case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
		return letter
	}
	if k, ok := kinds[r]; ok {
		return k
	}
	switch {
	case unicode.In(r, unicode.Cf, unicode.Cc, unicode.Mn, unicode.Me):
		return nothing
	case r < 0x2000 && (unicode.IsLetter(r) || unicode.IsPrint(r)):
		return letter
	}
	return han
}

// neverFirst are the marks that may not begin a line.
func (k kind) neverFirst() bool {
	switch k {
	case closing, comma, stop, middle, dash, ellipsis, point, unit, nothing:
		return true
	}
	return false
}

// neverLast are the marks that may not end a line.
func (k kind) neverLast() bool { return k == opening || k == money }

// counters are what a number counts: a number is not parted from them.
const counters = "年月日时分秒号件条次人万亿元个项期份篇场户家名位起宗处所类种批台届级期版章款岁天周倍余多几"

func counts(r rune) bool { return strings.ContainsRune(counters, r) }
