package typeset

import (
	"math/rand/v2"
	"strings"
	"testing"
	"testing/quick"
	"unicode/utf8"
)

// plain are metrics in which Han characters and their marks take one em and all
// else half of one. Private-use characters are in no font.
type plain struct{}

func (plain) Advance(_ string, r rune) (float64, bool) {
	ok := r < 0xE000 || r > 0xF8FF
	if r < 0x2000 && r != '·' || r == ' ' {
		return 0.5, ok
	}
	return 1, ok
}

func (plain) LatinAdvance(string, rune) float64 { return 0.4 }

func pieceOf(text string) *piece {
	s := &setter{metrics: plain{}}
	return newPiece(s.chars(text, fang))
}

func linesOf(text string, first, rest float64) []string {
	p := pieceOf(text)
	var out []string
	for _, sp := range p.lines(first, rest) {
		var b strings.Builder
		for _, c := range p.chars[sp.from:sp.end] {
			b.WriteRune(c.r)
		}
		out = append(out, b.String())
	}
	return out
}

func TestLines(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		width float64
		want  string // lines parted by |
	}{
		{"nothing to break", "总体情况", 4, "总体情况"},
		{"full lines", "政府信息公开工作", 4, "政府信息|公开工作"},
		{"a comma is squeezed in", "依《条例》规定公开，政府信息", 9, "依《条例》规定公开，|政府信息"},
		{"a comma is pushed with its character", "主动公开信，政府信息公开", 5, "主动公开|信，政府信|息公开"},
		{"the last line is not one character", "政府信息公开工作。", 8, "政府信息公开|工作。"},
		{"the line before gives one to the last", "政府信息公开的工作。", 8, "政府信息公开的|工作。"},
		{"an opening mark goes to the next line", "我们主动《条例》规定公开", 5, "我们主动|《条例》规|定公开"},
		{"a dash pair stays whole", "主动公开——政府", 5, "主动公|开——政府"},
		{"an ellipsis stays whole", "主动公开……政府", 5, "主动公|开……政府"},
		{"a number stays whole", "全年收到1234567件申请公开", 6, "全年收到|1234567件申|请公开"},
		{"a number keeps its unit", "全年主动公开23.5万元经费", 8, "全年主动公开|23.5万元经费"},
		{"a percentage stays whole", "比上年增长了83%以上", 7, "比上年增长了|83%以上"},
		{"a document number stays whole", "国办公开办函〔2021〕30号文件", 8.5, "国办公开办函|〔2021〕30号文件"},
		{"a date is parted only between its parts", "我们在2024年12月31日以前公开", 9, "我们在2024年12月|31日以前公开"},
		{"figures have a gap, but not at the edges of a line", "公开2024条信息", 5.5, "公开2024条|信息"},
		{"a sign has none", "互联网+政务服务", 5.5, "互联网+政务|服务"},
		{"and not where it can be squeezed", "公开2024条信息", 5.25, "公开2024条|信息"},
		{"a Latin word stays whole", "公开information公开", 6, "公开|information|公开"},
		{"an interpunct does not begin a line", "买买提江·艾力", 4, "买买提|江·艾力"},
		{"currency keeps its figure", "收取费用￥100整", 5, "收取费用|￥100整"},
		{"two marks take one and a half em", "他说：“公开”。是", 7.5, "他说：“公开”。是"},
		{"a half-width comma does not begin a line", "政府信息,公开", 4, "政府信|息,公开"},
		{"only marks", "。。。。。。。。。。。。", 3, "。。。。。。|。。。。。。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(linesOf(tt.text, tt.width, tt.width), "|"); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// paragraphs makes text as reports have it: Han characters with marks, numbers,
// dates and words between them.
func paragraph(r *rand.Rand) string {
	parts := []string{"政府", "信息", "公开", "工作", "的", "和", "年度", "，", "。", "、", "；", "：", "“公开”", "《条例》", "（草案）", "“", "”",
		"2024年12月31日", "379条", "100%", "——", "……", "〔2021〕30号", "3.5万元", "information", "·", "1.", "(一)", "？", "！", ",", "℃"}
	var b strings.Builder
	b.WriteString("根据")
	for range 20 + r.IntN(120) {
		b.WriteString(parts[r.IntN(len(parts))])
		b.WriteString(parts[r.IntN(5)])
	}
	return b.String()
}

// TestLaws holds the laws of 避头尾 over many paragraphs.
func TestLaws(t *testing.T) {
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 1))
		text := paragraph(r)
		width := 12 + r.Float64()*20
		p := pieceOf(text)
		lines := p.lines(width-2, width)
		checkLaws(t, p, lines, width)
		for i, sp := range lines {
			if i > 0 && p.joint[sp.from] == tight {
				t.Fatalf("seed %d: a line begins inside what must stay whole: %s", seed, text)
			}
			if i > 0 && p.chars[sp.from].kind.neverFirst() {
				t.Fatalf("seed %d: %c begins a line of %s", seed, p.chars[sp.from].r, text)
			}
			if sp.end < len(p.chars) && p.chars[sp.end-1].kind.neverLast() {
				t.Fatalf("seed %d: %c ends a line of %s", seed, p.chars[sp.end-1].r, text)
			}
		}
	}
}

// checkLaws tests what holds for every text: each character is in one line, in
// order, and no line is wider than the measure.
func checkLaws(t *testing.T, p *piece, lines []span, width float64) {
	t.Helper()
	next := 0
	for i, sp := range lines {
		if sp.from != next || sp.end <= sp.from {
			t.Fatalf("line %d is %v after %d", i, sp, next)
		}
		next = sp.end
		w := width
		if i == 0 {
			w -= 2
		}
		at := p.positions(sp, w, i == len(lines)-1, 0.01)
		last := len(at) - 1
		for last > 0 && p.chars[sp.from+last].kind == space {
			last--
		}
		c := p.chars[sp.from+last]
		if ends := at[last] + c.width - blankRight(c); ends > w+1e-6 && sp.end-sp.from > 1 {
			t.Fatalf("line %d ends at %.3f em of %.3f", i, ends, w)
		}
		for k := 1; k < len(at); k++ {
			if at[k] < at[k-1] {
				t.Fatalf("character %d of line %d stands before the one it follows", k, i)
			}
		}
	}
	if next != len(p.chars) {
		t.Fatalf("%d of %d characters are in lines", next, len(p.chars))
	}
}

func TestNoCharacterLost(t *testing.T) {
	law := func(text string) bool {
		return strings.Join(linesOf(text, 10, 12), "") == strings.Map(func(r rune) rune {
			if kindOf(r) == space && r != '\u3000' {
				return ' '
			}
			return r
		}, composed(strings.ToValidUTF8(text, string(utf8.RuneError))))
	}
	if err := quick.Check(law, nil); err != nil {
		t.Error(err)
	}
}

func FuzzLines(f *testing.F) {
	f.Add("根据《条例》（国务院令第711号），", 10.0)
	f.Add("http://www.example.gov.cn/a/b.html?x=1", 3.0)
	f.Add("“”‘’（）——……、、、", 1.0)
	f.Add("0\x80\x94……、、", 4.888888888888889) // the last line has no room for more
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if width < 4 || width > 1e4 || width != width {
			t.Skip()
		}
		p := pieceOf(text)
		checkLaws(t, p, p.lines(width-2, width), width)
	})
}

// TestFullLines holds that all lines but the last fill the measure.
func TestFullLines(t *testing.T) {
	p := pieceOf(strings.Repeat("政府信息公开工作，坚持“以公开为常态”。", 20))
	lines := p.lines(26.07, 28.07)
	for i, sp := range lines[:len(lines)-1] {
		width := 28.07
		if i == 0 {
			width = 26.07
		}
		at := p.positions(sp, width, false, 0)
		c := p.chars[sp.end-1]
		if ends := at[len(at)-1] + c.width - blankRight(c); ends < width-1e-6 || ends > width+1e-6 {
			t.Errorf("line %d ends at %.3f em, want %.3f", i, ends, width)
		}
	}
}
