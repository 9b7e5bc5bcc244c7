package figure

import (
	"regexp"
	"strings"
	"testing"
)

// cutLaws are the expressions that say what the functions beside them tell.
var cutLaws = []struct {
	name    string
	tells   func(string) bool
	pattern *regexp.Regexp
}{
	{"figure", IsValue, lawOf(`^S?D(?:[0-9０-９,，.．\-']*D)?[.。]?U?$`)},
	{"one value", IsNumber, lawOf(`^S? *D[0-9０-９,，.．]* *U?$`)},
	{"signed value", IsSigned, lawOf(`^S +D[0-9０-９,，.．]*$`)},
	{"Han number", IsHanCount, lawOf(`^(?:零|〇|○|[一二两三四五六七八九十百千万]+C)$`)},
	{"Han figure", IsHan, lawOf(`^[零〇○一二两三四五六七八九十百千万]+$`)},
}

// lawOf compiles an expression in which S is a sign, D a digit, U a unit, C one that
// counts, a hyphen in brackets the signs, and a space white space.
func lawOf(pattern string) *regexp.Regexp {
	const signs = `+＋﹢\-‐‑‒–—―−－─━﹣﹘`
	var all, counting []string
	for _, u := range units {
		if all = append(all, u.name); !u.money {
			counting = append(counting, u.name)
		}
	}
	return regexp.MustCompile(strings.NewReplacer(`\-`, signs, "S", "["+signs+"]", "D", "[0-9０-９]", "U", "(?:"+strings.Join(all, "|")+")",
		"C", "(?:"+strings.Join(counting, "|")+")", " ", `[\s\v\x{85}\x{a0}\x{115f}\x{1160}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{2800}\x{3000}\x{3164}]`).Replace(pattern))
}

// cutParts are what texts of figures are made of, and what is like it and none.
var cutParts = []string{
	"0", "1", "29", "307", "0004", "９", "１２", ",", "，", ".", "．", "。", "'", "+", "＋", "-", "‐", "‑", "‒", "–", "—", "−", "－", "─", " ", "\t", "\n", "\u3000", "\v", "\u00a0",
	"件", "条", "项", "人", "人次", "次", "元", "万元", "亿元", "万", "亿", "零", "〇", "○", "一", "两", "十", "百", "千", "年", "A", "\xff", "�", "\u200b",
	"/", "／", "第", "页", "共", "·", "无", "無", "不适用", "不涉及", "空",
}

// TestCut puts every two and three parts together, and walks of up to seven.
func TestCut(t *testing.T) {
	check := func(s string) {
		for _, law := range cutLaws {
			if got, want := law.tells(s), law.pattern.MatchString(s); got != want {
				t.Errorf("%s %q: %t, want %t", law.name, s, got, want)
			}
		}
		if f := Read(s); !Begins(s) && f.Kind != Words {
			t.Errorf("%q is %+v and begins like none", s, f)
		}
		if f := Read(s); strings.ContainsFunc(s, IsWord) && f.Kind != Words && f.Mark == "" {
			t.Errorf("%q is %+v and has a character that none has", s, f)
		}
	}
	check("")
	for i, a := range cutParts {
		check(a)
		for j, b := range cutParts {
			check(a + b)
			for k, c := range cutParts {
				check(a + b + c)
				if n := i + 7*j + 49*k; n%5 == 0 {
					check(a + b + c + cutParts[n%len(cutParts)] + cutParts[n/5%len(cutParts)])
				}
			}
		}
	}
}

func FuzzCut(f *testing.F) {
	for _, s := range []string{"3", "-１,２00.5万元", "+ 12", "十二件", "〇", "— 3 —", "第1页，共2页", "3/12", strings.Join(cutParts, "")} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, law := range cutLaws {
			if got, want := law.tells(s), law.pattern.MatchString(s); got != want {
				t.Errorf("%s %q: %t, want %t", law.name, s, got, want)
			}
		}
	})
}

func TestDropBlanks(t *testing.T) {
	for text, want := range map[string]string{"0无0": "00", "不适用": "", "0/0": "00", "NaN0nan": "0", "N/A3": "3", "见附件": "见附件", "123": "123"} {
		if got := DropBlanks(text); got != want {
			t.Errorf("DropBlanks(%q) = %q, want %q", text, got, want)
		}
	}
}
