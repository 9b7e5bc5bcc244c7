package extract

import (
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/figure"
)

// pageMark is the expression that says what isPageMark tells by hand.
var pageMark = regexp.MustCompile(`^(?:[-—–－·\s]+\d{1,3}[-—–－·\s]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3})$`)

// valueParts are what texts of values are made of, and what is like it and none.
var valueParts = []string{
	"0", "29", "0004", "９", ",", ".", "。", "'", "+", "-", "—", "−", " ", "\t", "\u3000", "\u00a0",
	"件", "人次", "万元", "亿", "零", "〇", "一", "十", "万", "年", "A", "\xff", "\u200b", "/", "／", "第", "页", "共", "·", "无", "不适用", "不涉及", "空",
}

// TestValues holds what is told by a text's first characters to what is told by all of
// them: every three parts put together.
func TestValues(t *testing.T) {
	check := func(s string) {
		if got, want := isPageMark(s), pageMark.MatchString(s); got != want {
			t.Errorf("page mark %q: %t, want %t", s, got, want)
		}
		if !figure.Begins(s) && holdsValues(s) {
			t.Errorf("%q is a value and begins like none", s)
		}
		if strings.ContainsFunc(s, figure.IsWord) && (holdsValues(s) || holdsValues(figure.DropBlanks(s))) {
			t.Errorf("%q is values and has a character that none has", s)
		}
	}
	for _, a := range valueParts {
		for _, b := range valueParts {
			for _, c := range valueParts {
				check(a + b + c)
			}
		}
	}
	for _, s := range []string{"", "第 3 页 共 12 页", "第3页,共12页", "第3页 / 共1234页", "- 12 -", "—12—", "12/ 30", "-1-2-", "第3页共", "1234/5"} {
		check(s)
	}
}
