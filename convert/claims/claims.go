// Package claims reads what sentences of a report state of the cells of its tables.
//
//	for _, c := range claims.Read(l, r) {
//		if !c.Agrees(sums.NewBook(l, r)) { … } // 收到申请5件, and the table says 4
//	}
//
// It owns how prose is parted into sentences and clauses, and which of them speak of
// the report's own year. It does not own the wordings, which are the layout's, nor
// what follows from a claim: settle chooses between readings by it, check and compare
// report a contradiction.
package claims

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/sums"
	"github.com/nianbao/nianbao/layouts"
)

// A Claim is a figure that a sentence states about cells.
type Claim struct {
	Spec   *layouts.Claim
	Cells  []string // when only one sum is meant, and Exact is a whole number
	Value  int64    // of Cells
	Exact  *big.Rat
	Stated string // as written
	Text   string // the clause, folded
	Line   int
}

// Limits of what is taken for sentences about figures: a report states some tens.
const (
	longestSentence = 6000 // bytes
	mostClaims      = 1000
)

// Read finds what the prose states about the tables.
func Read(l *layouts.Layout, r *report.Report) []Claim {
	var found []Claim
	text := func(p string, line int) {
		for sentence := range Sentences(layouts.TrimPinyin(p)) {
			if len(sentence) > longestSentence || len(found) > mostClaims {
				continue
			}
			specs := l.Claims(sentence)
			if specs == nil {
				continue
			}
			for clause := range Clauses(sentence) {
				found = append(found, Of(specs, r.Year, sentence, clause, line)...)
			}
		}
	}
	for _, s := range r.Sections {
		for _, p := range s.Texts() {
			text(p, s.Line)
		}
	}
	for _, f := range r.Fields {
		text(f.Text, f.Line)
	}
	return found
}

// Of is what a clause of a sentence states in the wordings of specs. year is that of
// the report, 0 when unknown: a clause that speaks of another states nothing.
func Of(specs []*layouts.Claim, year int, sentence, clause string, line int) []Claim {
	var found []Claim
	words := layouts.NewClause(clause)
	for _, spec := range specs {
		for _, stated := range spec.Find(sentence, words) {
			c, ok := New(spec, stated, clause, line)
			if !ok || !spec.AnyYear && ofOtherYear(clause, year) {
				continue
			}
			found = append(found, c)
		}
	}
	return found
}

// New makes a claim of a number as a clause states it; false when it is none.
func New(spec *layouts.Claim, stated, clause string, line int) (Claim, bool) {
	n, ok := figure.Numeral(stated)
	if !ok {
		return Claim{}, false
	}
	c := Claim{Spec: spec, Exact: n.Rat(), Stated: stated, Text: clause, Line: line}
	if len(spec.Cells) == 1 && c.Exact.IsInt() && c.Exact.Num().IsInt64() {
		c.Cells, c.Value = spec.Cells[0], c.Exact.Num().Int64()
	}
	return c, true
}

var (
	yearNumber = pattern.New(`(?:19|20)\d\d`)
	pastWord   = pattern.New(`去年|上一?年度?|前一年`)
)

// Years are the years that a clause names.
func Years(clause string) []string { return yearNumber.FindAllString(clause, -1) }

// ofOtherYear reports whether a clause names another year than the report's, or
// compares with one.
func ofOtherYear(clause string, year int) bool {
	return strings.Contains(clause, "同比") || strings.Contains(clause, "年") && pastWord.MatchString(clause) ||
		slices.ContainsFunc(Years(clause), func(y string) bool { return year == 0 || y != strconv.Itoa(year) })
}

// OfTable are those that name one sum of cells of the table.
func OfTable(t *layouts.Table, all []Claim) []Claim {
	var own []Claim
	for _, c := range all {
		if len(c.Cells) > 0 && strings.HasPrefix(c.Cells[0], t.ID+".") {
			own = append(own, c)
		}
	}
	return own
}

// Agrees reports whether the number is one of the sums it may mean, or cannot be
// compared because a cell is open, blank or absent.
func (c Claim) Agrees(b *sums.Book) bool {
	for _, ids := range c.Spec.Cells {
		if s := b.Add(ids); s.Unknown || s.Blank || s.Value.Cmp(c.Exact) == 0 {
			return true
		}
	}
	return false
}
