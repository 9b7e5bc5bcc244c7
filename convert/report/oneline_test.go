package report

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"布局\n说明":                              "布局说明",
		"布局，\r\n说明":                           "布局，说明",
		"Annual\nReport":                      "Annual Report",
		"café\nÉtoile":                        "café Étoile",
		"Отдел\nкадров":                       "Отдел кадров",
		"한국\n어":                               "한국 어",
		"第1\n条":                               "第1条",
		"A区\nB区":                              "A区B区",
		"3\n号":                                "3号",
		"Mr.\nLi":                             "Mr. Li",
		"http://www.a.gov.cn/\nindex.html":    "http://www.a.gov.cn/index.html",
		"http://www.a.\ngov.cn":               "http://www.a.gov.cn",
		"http://a.cn/s?\nid=3":                "http://a.cn/s?id=3",
		"why?\nso":                            "why? so",
		"co-\noperate":                        "co-operate",
		"A -\nB":                              "A - B",
		"2024-\n06-30":                        "2024-06-30",
		"100\n%":                              "100%",
		"(a\nb)":                              "(a b)",
		"(\na\n)":                             "(a)",
		"甲\n\n\n乙":                            "甲乙",
		" 甲 \n 乙 ":                            "甲乙",
		"one\u2028two\vthree\ffour\u0085five": "one two three four five",
		"\n":                                  "",
	} {
		if got := OneLine(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// FuzzOneLine: no character but white space is lost, and none is added but spaces.
func FuzzOneLine(f *testing.F) {
	for _, s := range []string{"布局\n说明", "a\nb", "\xff\n1", "é\r\n ", "?\n?"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip("no text")
		}
		ink := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) {
					return -1
				}
				return r
			}, s)
		}
		got := OneLine(s)
		if ink(got) != ink(s) || strings.ContainsFunc(got, isBreak) {
			t.Errorf("%q: %q", s, got)
		}
		if OneLine(got) != got {
			t.Errorf("%q is not on one line", got)
		}
	})
}
