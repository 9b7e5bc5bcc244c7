// Package radicals writes the characters that text copied out of PDF files has radicals
// in place of: ⼀ U+2F00 for 一, ⻓ U+2ED3 for 长. No reader means the radical.
//
// Owns what each radical looks like.
package radicals

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// supplement are the characters that those of CJK Radicals Supplement look like
// (Unicode's EquivalentUnifiedIdeograph). Those of Kangxi have a compatibility form.
var supplement = func() map[rune]rune {
	const pairs = "⺁厂⺄乙⺆冂⺈刀⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺛旡⺜日⺝月⺞歺⺟母⺠民⺧牛⺩王⺫目⺬示⺶羊⺻聿⺼肉⺽臼⻁虎⻄西⻅见⻆角⻉贝⻋车" +
		"⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟" +
		"⺅亻⺉刂⺖忄⺘扌⺙攵⺡氵⺣灬⺨犭⺭礻⺮竹⺰纟⺲罒⺾艹⻂衤⻈讠⻌辶⻏阝⻐钅⻖阝⻠饣"
	m := map[rune]rune{}
	runes := []rune(pairs)
	for i := 0; i+1 < len(runes); i += 2 {
		m[runes[i]] = runes[i+1]
	}
	return m
}()

// simplified are radicals whose compatibility form is not what Chinese fonts draw.
var simplified = strings.NewReplacer("戶", "户", "靑", "青")

func isRadical(r rune) bool { return 0x2E80 <= r && r <= 0x2FD5 }

// mayHave reports whether a text has bytes that radicals begin with. Most have none.
func mayHave(s string) bool {
	const first, second = 0xE2, 0xBA // of U+2E80
	for {
		i := strings.IndexByte(s, first)
		if i < 0 || i+1 == len(s) {
			return false
		}
		if s = s[i+1:]; s[0] >= second {
			return true
		}
	}
}

// Plain writes the characters that radicals stand for.
func Plain(s string) string {
	if !mayHave(s) || !strings.ContainsFunc(s, isRadical) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if c, ok := supplement[r]; ok {
			return c
		}
		if isRadical(r) {
			c, _ := utf8.DecodeRuneInString(simplified.Replace(norm.NFKC.String(string(r))))
			return c
		}
		return r
	}, s)
}
