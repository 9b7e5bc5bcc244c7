package xlsx

import (
	"strings"
	"unicode/utf8"
)

// A tokenKind is what a part of a number format stands for.
type tokenKind int

const (
	kindLiteral tokenKind = iota // a text, shown as it is
	kindDigit                    // 0, # or ?
	kindPoint
	kindComma
	kindPercent
	kindGeneral
	kindText // @
	kindDate // yyyy, m, dd, h …
	kindUnknown
)

type token struct {
	kind tokenKind
	text string
}

// A formatSection is one of the up to four of a number format.
type formatSection struct {
	condition string // ">=100"; "" for none
	tokens    []token
}

func (s *formatSection) has(kind tokenKind) bool {
	for _, t := range s.tokens {
		if t.kind == kind {
			return true
		}
	}
	return false
}

func (s *formatSection) hasDate() bool { return s.has(kindDate) }

func (s *formatSection) add(kind tokenKind, text string) {
	s.tokens = append(s.tokens, token{kind, text})
}

// parseFormat parts a number format into its sections, one at least.
func parseFormat(code string) []formatSection {
	sections := []formatSection{{}}
	for code != "" {
		s := &sections[len(sections)-1]
		if code[0] == ';' {
			sections, code = append(sections, formatSection{}), code[1:]
			continue
		}
		code = s.take(code)
	}
	for i := range sections {
		sections[i].settle()
	}
	return sections
}

// take reads one part of a section and returns what is behind it.
func (s *formatSection) take(code string) string {
	_, size := utf8.DecodeRuneInString(code)
	one, rest := code[:size], code[size:]
	lower := strings.ToLower(code[:min(len(code), 8)])
	switch {
	case one == `"`:
		text, rest, _ := strings.Cut(rest, `"`)
		s.add(kindLiteral, text)
		return rest
	case one == `\`, one == "!", one == "_", one == "*":
		_, size := utf8.DecodeRuneInString(rest)
		switch one {
		case "_":
			s.add(kindLiteral, " ")
		case "*":
		default:
			s.add(kindLiteral, rest[:size])
		}
		return rest[size:]
	case one == "[":
		in, rest, _ := strings.Cut(rest, "]")
		s.bracket(in)
		return rest
	case strings.HasPrefix(lower, "general"):
		s.add(kindGeneral, "")
		return code[len("general"):]
	case strings.HasPrefix(code, "G/通用格式"):
		s.add(kindGeneral, "")
		return code[len("G/通用格式"):]
	case strings.HasPrefix(lower, "am/pm"), strings.HasPrefix(lower, "a/p"), strings.HasPrefix(code, "上午/下午"):
		s.add(kindDate, "ampm")
		return code[strings.IndexByte(code, '/')+1:]
	case strings.HasPrefix(lower, "e+"), strings.HasPrefix(lower, "e-"):
		s.add(kindUnknown, one)
		return code[2:]
	case strings.ContainsAny(lower[:1], "ymdhsebga"):
		n := len(lower) - len(strings.TrimLeft(lower, lower[:1]))
		s.add(kindDate, lower[:n])
		return code[n:]
	}
	s.single(one)
	return rest
}

// single takes a character that stands for itself or for a digit.
func (s *formatSection) single(one string) {
	switch one {
	case "0", "#", "?":
		s.add(kindDigit, one)
	case ".":
		s.add(kindPoint, one)
	case ",":
		s.add(kindComma, one)
	case "%":
		s.add(kindPercent, one)
	case "@":
		s.add(kindText, one)
	default:
		s.add(kindLiteral, one)
	}
}

// bracket takes what stands in brackets: a colour, a condition, a currency, a time
// that goes on counting, another way to write digits.
func (s *formatSection) bracket(in string) {
	lower := strings.ToLower(in)
	switch {
	case strings.HasPrefix(in, "$"):
		symbol, _, _ := strings.Cut(in[1:], "-")
		s.add(kindLiteral, symbol)
	case strings.ContainsAny(in, "<>="):
		s.condition = strings.ReplaceAll(in, " ", "")
	case strings.HasPrefix(lower, "dbnum"):
		s.add(kindUnknown, in)
	case strings.Trim(lower, "hms") == "" && in != "":
		s.add(kindUnknown, in)
	}
}

// settle sees what signs mean by those around them: a point in a date is a point, a
// line between digits a fraction.
func (s *formatSection) settle() {
	date, points := s.hasDate(), 0
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case date && (t.kind == kindPoint || t.kind == kindComma):
			t.kind = kindLiteral
		case date && t.kind == kindDigit:
			t.kind = kindUnknown
		case t.kind == kindPoint:
			if points++; points > 1 {
				t.kind = kindUnknown
			}
		case t.kind == kindLiteral && t.text == "/" && s.has(kindDigit):
			t.kind = kindUnknown // a fraction, or a slash that was not marked as a text
		}
	}
}
