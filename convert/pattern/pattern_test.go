package pattern

import (
	"math/rand/v2"
	"reflect"
	"regexp"
	"testing"
)

// TestPattern holds every method to that of the regular expression.
func TestPattern(t *testing.T) {
	texts := []string{"", "附件：报告.doc", "附件1 表.pdf 下载", "第三条 附件", " 第十条", "三、附件", "(2) 报告", "2024年度", "上一年度", "(三)", "分享到：", "字体：[大 中 小]", "COPYRIGHT 2024", "\xff第", "\n三、"}
	chars := []rune("附件第三条、年度上一2024()（）：.pdf 分享到字体大copyrightCO\n\t")
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var text []rune
		for range r.IntN(9) {
			text = append(text, chars[r.IntN(len(chars))])
		}
		texts = append(texts, string(text))
	}
	for _, expression := range []string{
		`^\s*第[一二三四五六七八九十]+条`, `^(?:附件|注[:：])`, `^(?:分享(?:到|至)|字\s*[体号])|\s下载$|版权`, `(?i:copyright)|©`, `([12]\d{3})\s*年`,
		`^(?:[（(]?\s*[一二三]{1,3}\s*[）)、．.]|[①-⑳])`, `^(?:附件\s*\d{0,2}\s*)?[^\s。]{1,60}\.(?:docx?|pdf)(?:下载)?$`, `去年|上一?年度?`, `(?:^|\s)([一二三]、\S{1,40})`, `^`, `年?$`, `^x*`, `(?m)^三`, `[^。]`, `^(?:年|)度`, `(?:件){2,3}`, `.`,
	} {
		p, want := New(expression), regexp.MustCompile(expression)
		for _, text := range texts {
			for name, got := range map[string][2]any{
				"match":    {p.MatchString(text), want.MatchString(text)},
				"find":     {p.FindString(text), want.FindString(text)},
				"index":    {p.FindStringSubmatchIndex(text), want.FindStringSubmatchIndex(text)},
				"submatch": {p.FindStringSubmatch(text), want.FindStringSubmatch(text)},
				"all":      {p.FindAllStringSubmatch(text, -1), want.FindAllStringSubmatch(text, -1)},
				"replace":  {p.ReplaceAllString(text, "x"), want.ReplaceAllString(text, "x")},
			} {
				if !reflect.DeepEqual(got[0], got[1]) {
					t.Fatalf("%s, %s of %q: got %v, want %v", expression, name, text, got[0], got[1])
				}
			}
		}
	}
}

// TestGuards: most texts are refused before the expression is compiled.
func TestGuards(t *testing.T) {
	for expression, text := range map[string]string{`^附\s*[件表录]`: "收到申请5件", `去年|上一?年度?`: "收到申请5件", `^(?:分享到|字\s*体)|\s下载$`: "收到 申请"} {
		if New(expression).may(text) {
			t.Errorf("%s is asked of %s", expression, text)
		}
	}
}
