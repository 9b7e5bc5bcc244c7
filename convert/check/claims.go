package check

import (
	"fmt"
	"iter"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A claim is a figure that a sentence states about cells.
type claim struct {
	spec   *layouts.Claim
	cells  []string // when only one sum is meant
	value  int64
	exact  *big.Rat
	stated string // as written
	text   string // the clause
	line   int
}

// Limits of what is taken for sentences about figures: a report states some tens.
const (
	longestSentence = 6000 // bytes
	mostClaims      = 1000
)

// readClaims finds what the prose states about the tables.
func readClaims(l *layouts.Layout, r *report.Report) []claim {
	var claims []claim
	for _, s := range r.Sections {
		for _, p := range s.Paragraphs {
			for sentence := range split(fold(layouts.TrimPinyin(p)), endsSentence) {
				if len(sentence) > longestSentence || len(claims) > mostClaims {
					continue
				}
				claims = append(claims, sentenceClaims(l, r.Year, sentence, s.Line)...)
			}
		}
	}
	return claims
}

var years = regexp.MustCompile(`(?:19|20)\d\d`)

func sentenceClaims(l *layouts.Layout, year int, sentence string, line int) []claim {
	specs := l.Claims(sentence)
	if specs == nil {
		return nil
	}
	var claims []claim
	for clause := range split(sentence, endsClause) {
		claims = append(claims, clauseClaims(specs, year, sentence, clause, line)...)
	}
	return claims
}

func clauseClaims(specs []*layouts.Claim, year int, sentence, clause string, line int) []claim {
	var claims []claim
	words := layouts.NewClause(clause)
	for _, spec := range specs {
		for _, stated := range spec.Find(sentence, words) {
			exact, ok := numberRat(stated)
			if !ok || !spec.AnyYear && ofOtherYear(clause, year) {
				continue
			}
			c := claim{spec: spec, exact: exact, stated: stated, text: clause, line: line}
			if v, ok := ratInt(exact); ok && len(spec.Cells) == 1 {
				c.cells, c.value = spec.Cells[0], v
			}
			claims = append(claims, c)
		}
	}
	return claims
}

// ofOtherYear reports whether a clause names another year than the report's, or
// compares with one.
func ofOtherYear(clause string, year int) bool {
	return strings.Contains(clause, "同比") || strings.Contains(clause, "年") && pastWord.MatchString(clause) ||
		slices.ContainsFunc(years.FindAllString(clause, -1), func(y string) bool { return year == 0 || y != strconv.Itoa(year) })
}

// tableClaims are those that name one sum of cells of the table.
func tableClaims(t *layouts.Table, claims []claim) []claim {
	var own []claim
	for _, c := range claims {
		if len(c.cells) > 0 && strings.HasPrefix(c.cells[0], t.ID+".") {
			own = append(own, c)
		}
	}
	return own
}

// claims compares what sentences state with the cells. Only a number that none of
// the sums it may mean agrees with is a finding, and only when no other sentence
// agrees with one of the cells.
func (b *book) claims(claims []claim) {
	agreed := map[string]bool{}
	var against []claim
	for _, c := range claims {
		if b.agrees(c) {
			for _, ids := range c.spec.Cells {
				for _, id := range ids {
					agreed[id] = true
				}
			}
		} else {
			against = append(against, c)
		}
	}
	for _, c := range against {
		if !slices.ContainsFunc(c.spec.Cells[0], func(id string) bool { return agreed[id] }) {
			b.against(c)
		}
	}
}

// agrees reports whether the number is one of the sums it may mean, or cannot be
// compared because a cell is open, blank or absent.
func (b *book) agrees(c claim) bool {
	for _, ids := range c.spec.Cells {
		if s := b.add(ids); s.unknown || s.blank || s.sum.Cmp(c.exact) == 0 {
			return true
		}
	}
	return false
}

func (b *book) against(c claim) {
	ids := c.spec.Cells[0]
	sum := b.add(ids)
	t := b.l.Table(ids[0][:strings.Index(ids[0], ".")])
	f := report.NewFinding("prose-number", fmt.Sprintf("正文“%s”与表中数字不符：%s为%s。", c.text, b.sideName(t, ids), report.NumberOf(sum.sum, sum.decimals)), ids...)
	f.Expected, f.Actual, f.Text, f.Line = report.NumberOf(sum.sum, sum.decimals).String(), c.stated, c.text, c.line
	if !has(b.r, f) {
		b.r.Add(f)
	}
}

// fold makes sentences comparable: no white space, half-width digits and letters.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == 0x3000 || r == 0xA0 || r == 0x200B:
			return -1
		case '０' <= r && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, s)
}

// split parts a text at its marks. A comma between digits does not part.
func split(s string, mark func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := 0
		for i, r := range s {
			if !mark(r) {
				continue
			}
			end := i + utf8.RuneLen(r)
			if r == ',' && i > 0 && end < len(s) && isDigit(s[i-1]) && isDigit(s[end]) {
				continue
			}
			if i > start && !yield(s[start:i]) {
				return
			}
			start = end
		}
		if start < len(s) {
			yield(s[start:])
		}
	}
}

func endsSentence(r rune) bool {
	switch r {
	case '。', '！', '？', '!', '?':
		return true
	}
	return false
}

func endsClause(r rune) bool {
	switch r {
	case '，', ',', '；', ';', '：', ':', '（', '）', '(', ')':
		return true
	}
	return false
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
