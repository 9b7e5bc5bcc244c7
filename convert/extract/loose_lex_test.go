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

// TestLexCell: a field that is a cell is one value, or what is written in place of one;
// a label keeps its digits.
func TestLexCell(t *testing.T) {
	for text, value := range map[string]bool{
		"7": true, "187[1]": true, ".5": true, "15.8亿": true, "¥15.80": true, "7+": true, "1O7": true, "#REF!": false, "#DIV/0!": true, "约7": true, "7/9": true, "3～5": true,
		"见附件": false, "（1）": false, "2.重复申请": false, "1属于国家秘密": false, "12.5%": false, "12:30": false,
	} {
		tokens := lex(nil, text, true)
		if got := len(tokens) == 1 && tokens[0] == (token{text, true}); got != value {
			t.Errorf("%q: one value is %t, want %t: %+v", text, got, value, tokens)
		}
	}
	if tokens := lex(nil, "规章12万件", false); len(tokens) != 2 || tokens[1] != (token{"12万件", true}) {
		t.Errorf("规章12万件: %+v", tokens)
	}
}
