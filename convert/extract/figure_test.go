package extract

import (
	"regexp"
	"strings"
	"testing"
)

// figureLaws are the expressions that say what the functions beside them tell.
var figureLaws = []struct {
	name    string
	tells   func(string) bool
	pattern *regexp.Regexp
}{
	{"figure", isFigure, regexp.MustCompile(`^[+＋\-‐‑–—−－]?[0-9０-９](?:[0-9０-９,，.．+＋\-‐‑–—−－']*[0-9０-９])?[.。]?(?:件|条|项|个|宗|次|份|例|起|篇|人|人次|元|万元|亿元)?$`)},
	{"one value", isOneValue, regexp.MustCompile(`^[+＋\-‐‑–—−－]?\s*[0-9０-９][0-9０-９,，.．]*\s*(?:件|条|项|个|宗|次|份|例|起|篇|人|人次|元|万元|亿元)?$`)},
	{"signed value", isSignedValue, regexp.MustCompile(`^[+＋\-‐‑–—−－]\s+[0-9０-９][0-9０-９,，.．]*$`)},
	{"Han number", isHanNumber, regexp.MustCompile(`^(?:零|〇|○|[一二两三四五六七八九十百千万]+(?:件|条|项|个|宗|次|份|例|起|篇|人|人次))$`)},
	{"Han figure", isHanFigure, regexp.MustCompile(`^[零〇○一二两三四五六七八九十百千万]+$`)},
	{"page number", isPageMark, regexp.MustCompile(`^(?:[-—–－·\s]+\d{1,3}[-—–－·\s]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3})$`)},
}

// figureParts are what texts of figures are made of, and what is like it and none.
var figureParts = []string{
	"0", "1", "29", "307", "0004", "９", "１２", ",", "，", ".", "．", "。", "'", "+", "＋", "-", "‐", "‑", "‒", "–", "—", "−", "－", "─", " ", "\t", "\n", "\u3000", "\v", "\u00a0",
	"件", "条", "项", "人", "人次", "次", "元", "万元", "亿元", "万", "亿", "零", "〇", "○", "一", "两", "十", "百", "千", "年", "A", "\xff", "�", "\u200b",
	"/", "／", "第", "页", "共", "·", "无", "無", "不适用", "不涉及", "空",
}

// TestFigures puts every two and three parts together, and walks of up to seven.
func TestFigures(t *testing.T) {
	check := func(s string) {
		for _, law := range figureLaws {
			if got, want := law.tells(s), law.pattern.MatchString(s); got != want {
				t.Errorf("%s %q: %t, want %t", law.name, s, got, want)
			}
		}
		if !beginsValue(s) && holdsValues(s) {
			t.Errorf("%q is a value and begins like none", s)
		}
		if blanks := blankWords.Replace(s); strings.ContainsFunc(s, strange) && (holdsValues(s) || holdsValues(blanks)) {
			t.Errorf("%q is values and has a character that none has", s)
		}
	}
	check("")
	for i, a := range figureParts {
		check(a)
		for j, b := range figureParts {
			check(a + b)
			for k, c := range figureParts {
				check(a + b + c)
				if n := i + 7*j + 49*k; n%5 == 0 {
					check(a + b + c + figureParts[n%len(figureParts)] + figureParts[n/5%len(figureParts)])
				}
			}
		}
	}
	for _, s := range []string{"第 3 页 共 12 页", "第3页,共12页", "第3页 / 共1234页", "- 12 -", "—12—", "12/ 30", "-1-2-", "第3页共", "1234/5"} {
		check(s)
	}
}

func FuzzFigures(f *testing.F) {
	for _, s := range []string{"3", "-１,２00.5万元", "+ 12", "十二件", "〇", "— 3 —", "第1页，共2页", "3/12", strings.Join(figureParts, "")} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, law := range figureLaws {
			if got, want := law.tells(s), law.pattern.MatchString(s); got != want {
				t.Errorf("%s %q: %t, want %t", law.name, s, got, want)
			}
		}
	})
}
