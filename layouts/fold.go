package layouts

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold is the form in which labels are compared: width, spaces, line breaks,
// punctuation, quotes and pronunciations in brackets do not count, and traditional
// characters read as simplified ones. Ordinals stay: see TrimOrdinal.
func Fold(s string) string {
	var folded strings.Builder
	from, to := 0, 0 // what stays as it is and is not yet written
	trimmed := false // no pronunciation is in s
	for i := 0; i < len(s); {
		r, n := hanAt(s, i)
		if n > 0 && i == to && r >= hanFirst && simplified[r-hanFirst] == 0 {
			i += n // nearly all of a text
			to = i
			continue
		}
		if n == 0 {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if (r == '(' || r == '（') && !trimmed {
			trimmed = true
			if t := TrimPinyin(s); len(t) < len(s) {
				s, from, to, i = t, 0, 0, 0
				folded.Reset()
				continue
			}
		}
		switch f := FoldRune(r); {
		case f == r && i == to:
			to += n
		case f >= 0:
			if from < to {
				folded.Grow(len(s) - folded.Len())
				folded.WriteString(s[from:to])
			}
			if from, to = i, i+n; f != r {
				folded.WriteRune(f)
				from = to
			}
		}
		i += n
	}
	if folded.Len() == 0 {
		return s[from:to] // nearly all labels are but trimmed
	}
	folded.WriteString(s[from:to])
	return folded.String()
}

// hanAt is the character at byte i when it is one of the many in three bytes of which
// nearly all texts are made; n is 0 for others.
func hanAt(s string, i int) (r rune, n int) {
	if i+2 >= len(s) || s[i] < 0xE4 || s[i] > 0xE9 || s[i+1]&0xC0 != 0x80 || s[i+2]&0xC0 != 0x80 {
		return 0, 0
	}
	return rune(s[i]&0xF)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
}

// TrimPinyin takes out the pronunciations that some mirrors of pages put in brackets
// behind characters: 業(yè)務(wù) gives 業務.
func TrimPinyin(s string) string {
	if strings.IndexByte(s, '(') < 0 && !strings.Contains(s, "（") {
		return s
	}
	var b strings.Builder
	kept := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '(' && (s[i] != "（"[0] || !strings.HasPrefix(s[i:], "（")) {
			continue
		}
		if _, n := hanAt(s, i+len("（")); s[i] != '(' && n > 0 {
			continue // nearly all brackets hold Chinese characters
		}
		if before, _ := utf8.DecodeLastRuneInString(s[:i]); !unicode.Is(unicode.Han, before) {
			continue
		}
		if n := pinyin(s[i:]); n > 0 {
			b.WriteString(s[kept:i])
			kept = i + n
			i = kept - 1
		}
	}
	if kept == 0 {
		return s
	}
	b.WriteString(s[kept:])
	return b.String()
}

// pinyin is the length of the syllable in brackets that s begins with, 0 when it
// begins with none. One in plain letters has two or more.
func pinyin(s string) int {
	const longest = 6 // zhuǎng
	letters, marked := 0, false
	for i, r := range s {
		switch {
		case i == 0:
		case r == ')' || r == '）':
			if letters > 1 || marked {
				return i + utf8.RuneLen(r)
			}
			return 0
		case letters == longest || !unicode.IsLower(r) || r >= 0x250:
			return 0
		default:
			letters++
			marked = marked || r >= utf8.RuneSelf
		}
	}
	return 0
}

// FoldRune folds one character; it is -1 when the character does not count.
func FoldRune(r rune) rune {
	switch {
	case hanFirst <= r && r <= hanLast:
		if s := simplified[r-hanFirst]; s != 0 {
			return rune(s)
		}
		return r
	case r < utf8.RuneSelf:
		if '0' <= r && r <= '9' || 'a' <= r && r <= 'z' {
			return r
		}
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return -1
	case 0xFF01 <= r && r <= 0xFF5E: // full-width ASCII
		return FoldRune(r - 0xFF01 + '!')
	case r == '〇':
		return r
	case r == '、', r == '。', r == '\u3000': // known without a look into tables
		return -1
	case !unicode.IsLetter(r) && !unicode.IsDigit(r):
		return -1
	}
	return r
}

// Key is Fold of a label without its ordinal and without a note in brackets at
// its end: （二）部分公开（区分处理的…） gives 部分公开.
func Key(label string) string {
	return Fold(TrimNote(TrimOrdinal(label)))
}

// TrimOrdinal cuts the number a label or heading begins with: 一、 （一） 1. (1) ①,
// and 其中： before it.
func TrimOrdinal(s string) string {
	_, rest := CutOrdinal(s)
	return rest
}

// CutOrdinal splits the number a label or heading begins with from the rest. The
// ordinal keeps its punctuation; it is "" when there is none. 其中： belongs to it:
// 其中：1.涉及国家秘密 gives 其中：1. and 涉及国家秘密.
func CutOrdinal(s string) (ordinal, rest string) {
	t := trimBlank(s)
	if among := cutAmong(t); among > 0 {
		inner, rest := cutNumber(t[among:])
		return t[:among] + inner, rest
	}
	return cutNumber(s)
}

// cutAmong is how long 其中 and its mark are at the start of s, 0 when s begins
// otherwise. Before a number there need be no mark.
func cutAmong(s string) int {
	i := 0
	for _, word := range "其中" {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r != word {
			return 0
		}
		i += n + skipBlank(s[i+n:])
	}
	if r, n := utf8.DecodeRuneInString(s[i:]); n > 0 && strings.ContainsRune("：:，,、", r) {
		return i + n + skipBlank(s[i+n:])
	}
	if number, _ := cutNumber(s[i:]); number != "" {
		return i
	}
	return 0
}

func cutNumber(s string) (ordinal, rest string) {
	t := trimBlank(s)
	i := 0
	open := false
	if r, n := utf8.DecodeRuneInString(t); r == '（' || r == '(' || r == '〔' || r == '[' || r == '【' || r == '［' {
		open, i = true, n
		i += skipBlank(t[i:])
	} else if 0x2460 <= r && r <= 0x249B || 0x3220 <= r && r <= 0x3229 { // ① ⑴ ⒈ ㈠
		i = n + skipBlank(t[n:])
		return t[:i], t[i:]
	}
	digits, start := 0, i
	han := false
	for {
		r, n := utf8.DecodeRuneInString(t[i:])
		switch {
		case isHanDigit(r):
			han = true
		case '0' <= r && r <= '9', '０' <= r && r <= '９':
		default:
			n = 0
		}
		if n == 0 || digits == 3 {
			break
		}
		digits++
		i += n
	}
	if i == start {
		return "", s
	}
	i += skipBlank(t[i:])
	r, n := utf8.DecodeRuneInString(t[i:])
	switch {
	case open && (r == '）' || r == ')' || r == '〕' || r == ']' || r == '】' || r == '］'):
		i += n
		i += skipBlank(t[i:])
		if r, n := utf8.DecodeRuneInString(t[i:]); r == '、' { // （一）、
			i += n
		}
	case open:
		return "", s
	case r == '、' || r == '，' && han || r == '）' || r == ')' || r == '．' || r == '｡',
		r == '.' && !digitAfter(t[i+n:]), r == ',' && !digitAfter(t[i+n:]) && han:
		i += n
	case !han && digits <= 2 && unicode.Is(unicode.Han, r) && !strings.ContainsRune("年月日件条项个次类万元%", r):
	default:
		return "", s
	}
	i += skipBlank(t[i:])
	return t[:i], t[i:]
}

// TrimNote cuts a note in brackets from the end of a label, unless the label is
// nothing else.
func TrimNote(s string) string {
	t := strings.TrimRightFunc(s, blank)
	if !strings.HasSuffix(t, "）") && !strings.HasSuffix(t, ")") {
		return s
	}
	depth := 0
	for i := len(t); i > 0; {
		r, n := utf8.DecodeLastRuneInString(t[:i])
		i -= n
		switch r {
		case '）', ')':
			depth++
		case '（', '(':
			if depth--; depth == 0 {
				if head := strings.TrimRightFunc(t[:i], blank); head != "" {
					return head
				}
				return s
			}
		}
	}
	return s
}

func isHanDigit(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十':
		return true
	}
	return false
}

func digitAfter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}

func skipBlank(s string) int {
	return len(s) - len(trimBlank(s))
}

// trimBlank cuts what is blank from the start of a text.
func trimBlank(s string) string {
	if s != "" && (' ' < s[0] && s[0] < 0x7F || 0xE4 <= s[0] && s[0] <= 0xE9) {
		return s // nearly all begin with a letter, a digit or a Chinese character
	}
	return strings.TrimLeftFunc(s, blank)
}

// blank tells white space and the characters that print as nothing.
func blank(r rune) bool {
	if hanFirst <= r && r <= hanLast { // nearly all of a text
		return false
	}
	return unicode.IsSpace(r) || r == 0x200B || r == 0xFEFF || r == 0x200C || r == 0x200D || r == 0x2060 || r == 0x3164
}
