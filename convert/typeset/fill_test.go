package typeset

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/golden"
	"github.com/nianbao/nianbao/layouts"
)

// TestFill: in lines of the text's width no gap but a space is widened by more than a
// tenth of an em, and lines that are not filled are rare.
func TestFill(t *testing.T) {
	const width = measure / body
	lines, ragged, wide := 0, 0, map[string]bool{}
	for seed := range uint64(1500) {
		p := pieceOf(paragraph(rand.New(rand.NewPCG(seed, 7))))
		all := p.lines(width-2, width)
		for i, sp := range all[:len(all)-1] {
			w := width
			if i == 0 {
				w -= 2
			}
			lines++
			at := p.positions(sp, w, false, pitch/body-1)
			end := p.inked(sp.from, sp.end)
			c := p.chars[end-1]
			if at[end-1-sp.from]+c.width-blankRight(c) < w-0.01 {
				ragged++
			}
			for k := sp.from + 1; k < end; k++ {
				more := at[k-sp.from] - at[k-1-sp.from] - p.chars[k-1].width + p.trim[k]
				if more > widest && p.take(k) == widest {
					wide[fmt.Sprint(seed, " ", i)] = true
				}
				if limit := p.take(k); more > limit*mended+1e-6 {
					t.Fatalf("seed %d, line %d: the gap before %c is widened by %.3f em", seed, i, p.chars[k].r, more)
				}
			}
		}
	}
	if ragged*40 > lines || len(wide)*400 > lines { // of texts full of words, dates and numbers
		t.Errorf("%d of %d lines are not filled, %d are widened by more than %g em", ragged, lines, len(wide), widest)
	}
}

// TestLastLines: no last line of one character with its marks, no heading with one or
// two characters on a line of their own.
func TestLastLines(t *testing.T) {
	for n := 20; n < 120; n++ {
		for _, marks := range []string{"", "。", "”。", "）。”", "……", "）”。"} {
			p := pieceOf(strings.Repeat("字", n) + marks)
			for least := 2; least <= 3 && (least == 2 || len(marks) < 6); least++ { // headings have few marks
				all := p.broken(measure/body-2, measure/body, least)
				if last := all[len(all)-1]; len(all) > 1 && p.signs(last) < least {
					t.Errorf("%d characters and %s: the last line has %d", n, marks, p.signs(last))
				}
			}
		}
	}
}

// TestTitleWords shows titles that are long or hard to part.
func TestTitleWords(t *testing.T) {
	titles := []string{
		"中国（上海）自由贸易试验区临港新片区管理委员会暨上海国际航运服务中心开发建设领导小组办公室关于2024年度政府信息公开工作情况的年度报告",
		"内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗人力资源和社会保障局2024年政府信息公开工作年度报告",
		"石家庄市住房和城乡建设局2024年政府信息公开工作年度报告",
		"示范市市场监督管理局（知识产权局）2024年政府信息公开工作年度报告",
		"国家税务总局示范市示例区税务局2024年政府信息公开工作年度报告",
		"示范省粮食和物资储备局2023年度政府信息公开年报",
		"示范市退役军人事务局2024年政府信息公开工作年度报告",
		"示例区行政审批服务局2024年政府信息公开工作年度报告",
		"示例县综合行政执法局2024年度政府信息公开工作报告",
		"示范市示例区人民政府办公室关于2024年政府信息公开工作情况的年度报告",
	}
	var b strings.Builder
	for _, title := range titles {
		s := &setter{metrics: plain{}, layout: layouts.Find("disclosure-2021"), report: sample(t, "000")}
		s.report.Agency = ""
		p := newPiece(s.chars(title, xiao))
		inside, _ := p.wordy()
		for i, sp := range p.titleLines(s.seams(p, title)) {
			if i > 0 {
				b.WriteString("／")
			}
			if inside[sp.from] >= insideWord {
				t.Errorf("line %d of %s begins inside a word", i+1, title)
			}
			for _, c := range p.chars[sp.from:sp.end] {
				b.WriteRune(c.r)
			}
		}
		fmt.Fprintln(&b)
	}
	golden.Compare(t, "testdata/titles.golden", b.String())
}
