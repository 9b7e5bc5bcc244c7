package compare

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/claims"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/sums"
	"github.com/nianbao/nianbao/layouts"
)

// changed and steady are what a sentence says of a change: 较上年增长25%, 同比减少3件,
// 与去年持平. The groups are the year it compares with, "" for the one before, a word
// that hedges, the verb, another that hedges, the number, and its unit.
var (
	changed = regexp.MustCompile(`(?:同比|(?:较|比|与|同)(?:((?:19|20)\d\d)年度?|上一?年度?|去年|前一年)(?:同期)?(?:相比)?)(?:有所|总体|略|小幅|大幅)?(约|近|超|逾)?(增长|增加|上升|提高|提升|下降|减少|降低|下滑|增|减|升|降)(?:了|为)?(约|近|超过|超|逾)?([0-9][0-9,]*(?:\.[0-9]+)?)(%|％|个百分点|倍|件|次|条|份|宗|例|起|项|封)?`)
	steady  = regexp.MustCompile(`(?:与|同|较|和)(?:((?:19|20)\d\d)年度?|上一?年度?|去年|前一年)(?:同期)?(?:相比)?持平`)
	// compares tells clauses whose number is a change, or is measured by one.
	compares  = regexp.MustCompile(`同比|环比|较|相比|增长|增加|上升|提高|提升|下降|减少|降低|下滑|持平|翻`)
	pastStart = regexp.MustCompile(`^(?:而|但|其中)?(?:((?:19|20)\d\d)年|去年|上一?年|前一年)`)
)

// quoted compares what the newer text says of the year before with its cells:
// figures of that year, and by how much this year's differ from them. Only what is
// said plainly counts: a clause that begins with the year, or a change that stands
// right behind a figure which is this year's.
func (y *twoYears) quoted() {
	for _, s := range y.diff.Newer.Sections {
		for _, p := range s.Texts() {
			for sentence := range claims.Sentences(p) {
				y.sentence(sentence, s.Line)
			}
		}
	}
}

func (y *twoYears) sentence(sentence string, line int) {
	var stated []claims.Claim // this year's figures in the sentence so far
	near := false             // the last of them stands in the clause before
	for clause := range claims.Clauses(sentence) {
		head, tail := clause, ""
		if at := firstIndex(clause); at >= 0 {
			head, tail = clause[:at], clause[at:]
		} else {
			y.past(sentence, clause, line)
		}
		if own := y.own(sentence, head, line); own != nil {
			stated, near = append(stated, *own), true
		} else if head != "" {
			near = false
		}
		if tail != "" && near {
			y.change(stated, tail, line)
		}
	}
}

// firstIndex is where a clause begins to state a change, -1 for nowhere.
func firstIndex(clause string) int {
	at := -1
	for _, re := range []*regexp.Regexp{changed, steady} {
		if loc := re.FindStringIndex(clause); loc != nil && (at < 0 || loc[0] < at) {
			at = loc[0]
		}
	}
	return at
}

// past compares a figure that a clause gives for the year before.
func (y *twoYears) past(sentence, clause string, line int) {
	if !y.namesPast(clause) || compares.MatchString(clause) || strings.Contains(clause, layouts.Words().BetweenYears) {
		return
	}
	var wrong []claims.Claim
	words := layouts.NewClause(clause)
	for _, spec := range y.older.Layout.Prose {
		if spec.AnyYear {
			continue
		}
		for _, stated := range spec.Find(sentence, words) {
			c, ok := claims.New(spec, stated, clause, line)
			if !ok {
				continue
			}
			if c.Agrees(y.older) {
				return // one reading of the clause is right
			}
			wrong = append(wrong, c)
		}
	}
	for _, c := range wrong {
		ids := c.Spec.Cells[0]
		sum := y.older.Add(ids)
		y.disagree(c.Text, ids, y.older, "上一年度的报告中", "为", report.NumberOf(sum.Value, sum.Decimals).String(), c.Stated, line)
		return
	}
}

// namesPast reports whether a clause begins with the year before and names no other.
func (y *twoYears) namesPast(clause string) bool {
	m := pastStart.FindStringSubmatch(clause)
	if m == nil || m[1] != "" && m[1] != strconv.Itoa(y.diff.Newer.Year-1) {
		return false
	}
	return !slices.ContainsFunc(claims.Years(clause), func(n string) bool { return n != m[1] })
}

// own is the figure of this year that a clause states, nil when there is not one,
// or it is not what the tables have.
func (y *twoYears) own(sentence, clause string, line int) *claims.Claim {
	for _, c := range claims.Of(y.newer.Layout.Prose, y.diff.Newer.Year, sentence, clause, line) {
		if !c.Spec.AnyYear && c.Spec.Value == "" && c.Agrees(y.newer) {
			return &c
		}
	}
	return nil
}

// change compares a stated change with the cells of both years: it is said of the
// last of the figures, but one that any of them made is right.
func (y *twoYears) change(stated []claims.Claim, text string, line int) {
	says, ok := y.parse(text)
	if !ok {
		return
	}
	var cells []string
	want := ""
	for _, c := range stated {
		for _, ids := range c.Spec.Cells {
			now, old := y.newer.Add(ids), y.olderSum(ids)
			if now.Unknown || now.Value.Cmp(c.Exact) != 0 {
				continue // another sum is meant
			}
			if old.Unknown || old.Blank || now.Blank {
				return
			}
			is, right := says.of(now.Value, old.Value)
			if right {
				return
			}
			cells, want = ids, is
		}
	}
	if cells != nil {
		last := stated[len(stated)-1]
		y.disagree(last.Text+"，"+text, cells, y.newer, "按两年的报告，", "", want, says.stated, line)
	}
}

// olderSum adds the figures of the older report that compare with the cells.
func (y *twoYears) olderSum(ids []string) sums.Sum {
	var older []string
	for _, p := range y.pairs {
		if n := len(p.Newer); n == 1 && slices.Contains(ids, p.Newer[0]) {
			older = append(older, p.Older...)
		}
	}
	if len(older) != len(ids) {
		return sums.Sum{Unknown: true}
	}
	return y.older.Add(older)
}

// A statedChange is by how much a sentence says that a figure changed.
type statedChange struct {
	stated  string // as written
	percent bool
	hedged  bool     // about so much: only the direction counts
	value   *big.Rat // with its sign
	exactly int      // decimals
}

// parse reads a change whose base is the year before.
func (y *twoYears) parse(text string) (statedChange, bool) {
	if m := steady.FindStringSubmatch(text); m != nil && y.base(m[1]) {
		return statedChange{stated: "持平", value: new(big.Rat)}, true
	}
	m := changed.FindStringSubmatch(text)
	if m == nil || !y.base(m[1]) || m[6] == "倍" || m[6] == "个百分点" || m[6] == "" {
		return statedChange{}, false
	}
	n, ok := figure.Numeral(m[5])
	if !ok {
		return statedChange{}, false
	}
	after := text[strings.Index(text, m[0])+len(m[0]):]
	s := statedChange{
		stated: m[3] + m[5] + m[6], value: n.Rat(), exactly: n.Decimals(), percent: m[6] == "%" || m[6] == "％",
		hedged: m[2] != "" || m[4] != "" || strings.HasPrefix(after, "左右") || strings.HasPrefix(after, "以上") || strings.HasPrefix(after, "多"),
	}
	if strings.ContainsAny(m[3], "降减滑") {
		s.value.Neg(s.value)
	}
	return s, true
}

// base reports whether a change is measured by the year before.
func (y *twoYears) base(year string) bool {
	return year == "" || year == strconv.Itoa(y.diff.Newer.Year-1)
}

// of gives the true change in the words of the stated one, and whether that is
// right: per cents may be cut or rounded in their last digit.
func (s statedChange) of(now, old *big.Rat) (want string, right bool) {
	difference := new(big.Rat).Sub(now, old)
	if s.hedged {
		return direction(difference.Sign()), difference.Sign() == s.value.Sign()
	}
	if !s.percent {
		return direction(difference.Sign()) + trimZeros(new(big.Rat).Abs(difference), report.MaxDigits), difference.Cmp(s.value) == 0
	}
	if old.Sign() == 0 {
		return "", true // nothing can be told
	}
	exact := new(big.Rat).Quo(difference, old)
	exact.Mul(exact, big.NewRat(100, 1))
	unit := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(s.exactly)), nil))
	off := new(big.Rat).Sub(exact, s.value)
	want = direction(exact.Sign())
	if exact.Sign() != 0 {
		want += trimZeros(exact.Abs(exact), 2) + "%"
	}
	return want, off.Abs(off).Cmp(unit) < 0
}

func direction(sign int) string {
	switch sign {
	case 1:
		return "增加"
	case -1:
		return "减少"
	}
	return "持平"
}

// trimZeros writes a number with so many decimals at most, nothing for 0.
func trimZeros(r *big.Rat, decimals int) string {
	if r.Sign() == 0 {
		return ""
	}
	return strings.TrimSuffix(strings.TrimRight(r.FloatString(decimals), "0"), ".")
}

// disagree adds the finding that a text states otherwise than the cells of a book.
func (y *twoYears) disagree(text string, ids []string, b *sums.Book, where, is, want, stated string, line int) {
	t := b.Layout.Table(ids[0][:strings.Index(ids[0], ".")])
	f := report.NewFinding(report.CodeProseNumber, fmt.Sprintf("正文“%s”与上一年度的数字不符：%s%s%s%s。", text, where, sums.Name(t, ids), is, want), ids...)
	f.Expected, f.Actual, f.Text, f.Line = want, stated, text, line
	if !slices.ContainsFunc(y.diff.Findings, func(g report.Finding) bool { return g.Message == f.Message }) {
		y.add(f)
	}
}
