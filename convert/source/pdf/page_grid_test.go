package pdf

import (
	"fmt"
	"testing"
)

func TestGrids(t *testing.T) {
	three, ys := []float64{100, 200, 300, 400}, []float64{700, 680, 660}
	row := func(y float64, cells ...string) (s string) {
		for i, c := range cells {
			if c != "" {
				s += at(three[i]+5, y, c)
			}
		}
		return s
	}
	for _, tt := range []struct {
		name  string
		pages []string
		want  string
	}{
		{"rows", []string{latticeOf(three, ys) + row(685, "规章", "0", "24") + row(665, "文件", "", "7")}, "1# 规章¦0¦24\n1# 文件¦¦7"},
		{"double lines", []string{latticeOf([]float64{100, 200, 204, 300, 400}, []float64{700, 696, 680, 660}) + row(685, "规章", "0", "24") + row(665, "文件", "", "7")}, "1# 规章¦0¦24\n1# 文件¦¦7"},
		{"thin fills", []string{"100 659 300 1 re f 100 679 300 1 re f 100 699 300 1 re f 99.5 659 1 41 re f 199.5 659 1 41 re f 299.5 659 1 41 re f 399.5 659 1 41 re f\n" + row(685, "a", "1", "2") + row(665, "b", "3", "4")},
			"1# a¦1¦2\n1# b¦3¦4"},
		{"frames", []string{"100 680 100 20 re 200 680 100 20 re 300 680 100 20 re S\n" + row(685, "a", "1", "2")}, "1# a¦1¦2"},
		{"white rulings are none", []string{"1 G\n" + latticeOf(three, ys) + row(685, "a", "b", "c")}, "1                      a                   b                   c"},
		{"merged to the right", []string{"100 700 m 400 700 l 100 680 m 400 680 l 100 660 m 400 660 l 100 700 m 100 660 l 400 700 m 400 660 l 200 680 m 200 660 l S\n" + row(685, "a") + row(665, "b", "1")}, "1# a[2x1]\n1# b¦1"},
		{"merged downwards", []string{"100 700 m 300 700 l 200 680 m 300 680 l 100 660 m 300 660 l 100 700 m 100 660 l 200 700 m 200 660 l 300 700 m 300 660 l S\n" + row(685, "a", "1") + row(665, "", "2")}, "1# a[1x2]¦1\n1# 2"},
		{"digits broken over lines", []string{latticeOf([]float64{100, 200, 222}, []float64{700, 660}) + at(105, 680, "a") + at(203, 685, "268") + at(203, 670, "72")}, "1# a¦26872"},
		{"two numbers below one another", []string{latticeOf([]float64{100, 200, 300}, []float64{700, 660}) + at(105, 680, "a") + at(203, 685, "268") + at(203, 670, "72")}, "1# a¦268/72…"},
		{"two numbers in one cell", []string{latticeOf([]float64{100, 200, 300}, []float64{700, 680}) + at(105, 685, "a") + at(203, 685, "26") + at(250, 685, "8")}, "1# a¦26 8…"},
		{"two numbers on one another", []string{latticeOf([]float64{100, 200, 300}, []float64{700, 680}) + at(105, 685, "a") + at(203, 685, "2") + at(203.5, 685, "7")}, "1# a¦27…"},
		{"no rule at the right", []string{"100 700 m 400 700 l 100 680 m 400 680 l 100 660 m 400 660 l 100 700 m 100 660 l 200 700 m 200 660 l 300 700 m 300 660 l S\n" + row(685, "a", "1", "2") + row(665, "b", "3")}, "1# a¦1¦2…\n1# b¦3¦…"},
		{"over the edge", []string{latticeOf([]float64{100, 200, 560, 700}, []float64{700, 680, 660}) + at(105, 685, "规章名称") + at(205, 685, "1") + at(580, 685, "26872") + at(105, 665, "甲类文件") + at(205, 665, "2") + at(640, 665, "5")}, "1# 规章名称¦1¦2687…\n1# 甲类文件¦2¦…"},
		{"breaks off at the edge", []string{latticeOf([]float64{100, 200, 560}, []float64{700, 680}) + "560 700 m 600 700 l 560 680 m 600 680 l S\n" + at(105, 685, "a") + at(205, 685, "1") + at(50, 500, "甲")}, "1+ 甲"},
		{"cut off", []string{"q 0 0 222 800 re W n\n" + at(205, 600, "26872") + "Q\n" + latticeOf([]float64{100, 200, 300}, []float64{610, 590}) + at(105, 600, "a")}, "1# a¦268…"},
		{"struck out", []string{latticeOf([]float64{100, 200, 300}, []float64{700, 680}) + at(105, 685, "a") + at(203, 685, "187") + "203 688.5 m 220 688.5 l S\n"}, "1# a¦187…"},
		{"hatched", []string{latticeOf([]float64{100, 200, 300}, []float64{700, 680, 660}) + at(105, 685, "a") + at(105, 665, "b") + at(205, 665, "0") + "q 200 680 100 20 re W n 190 680 m 210 700 l 200 680 m 220 700 l 230 680 m 250 700 l S Q\n"}, "1# a¦…\n1# b¦0"},
		{"one line through a blank cell", []string{latticeOf([]float64{100, 200, 300}, []float64{700, 680}) + at(105, 685, "a") + "200 680 m 300 700 l S\n"}, "1# a¦"},
		{"a ruling through a number", []string{latticeOf([]float64{100, 200, 222, 300}, []float64{700, 680}) + at(105, 685, "a") + at(199.5, 685, "15311") + at(250, 685, "7")}, "1# a¦1531…¦1 7…"},
		{"a number that runs over", []string{latticeOf([]float64{100, 200, 222, 300}, []float64{700, 680}) + at(105, 685, "a") + at(203, 685, "15") + at(214.2, 685, "311") + at(270, 685, "7")}, "1# a¦153…¦11 7…"},
		{"a number that runs out of the table", []string{latticeOf([]float64{100, 200, 222}, []float64{700, 680}) + at(105, 685, "a") + at(203, 685, "15311")}, "1# a¦153…\n1+ 11"},
		{"numbers close to a ruling", []string{latticeOf([]float64{100, 200, 222, 244}, []float64{700, 680}) + at(105, 685, "a") + at(204, 685, "153") + at(223.5, 685, "11")}, "1# a¦153¦11"},
		{"underlined", []string{latticeOf([]float64{100, 200, 300}, []float64{700, 680}) + at(105, 685, "a") + at(203, 685, "187") + "203 684 m 220 684 l S\n"}, "1# a¦187"},
		{"note mark", []string{latticeOf([]float64{100, 200, 300}, []float64{700, 680}) + at(105, 685, "a") + "BT /F1 10 Tf 205 685 Td (187) Tj /F1 6 Tf 4 Ts (1) Tj ET\n"}, "1# a¦187"},
		{"columns without rulings in a frame", []string{latticeOf([]float64{100, 400}, []float64{700, 680, 660}) + row(685, "规章", "0", "24") + row(665, "文件", "", "7")}, "1                      规章                0                   24\n1                      文件                                    7"},
		{"label and values in one cell", []string{latticeOf([]float64{100, 200, 400}, []float64{700, 680}) + row(685, "规章", "0", "24")}, "1# 规章¦0 24…"},
		{"no number in one column", []string{latticeOf([]float64{100, 400}, []float64{700, 680, 660}) + at(105, 685, "甲") + at(105, 665, "乙")}, "1+ 甲\n1 乙"},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, pagesOf(tt.pages...), tt.want) })
	}
}

// Tables that go on on the next page.
func TestCarried(t *testing.T) {
	xs := []float64{100, 180, 300, 400}
	table := func(top float64, rows ...[]string) string {
		var ys []float64
		s := ""
		for i, r := range rows {
			ys = append(ys, top-20*float64(i))
			for k, c := range r {
				if c != "" {
					s += at(xs[k]+4, top-20*float64(i)-14, c)
				}
			}
		}
		return latticeOf(xs, append(ys, top-20*float64(len(rows)))) + s
	}
	foot := func(n int) string { return at(290, 40, fmt.Sprintf("- %d -", n)) }
	heads := []string{"名称", "本年", "上年"}
	for _, tt := range []struct {
		name  string
		pages []string
		want  string
	}{
		{"goes on", []string{table(120, heads, []string{"1.甲", "1", "2"}) + foot(1), table(700, []string{"2.乙", "3", "4"}) + foot(2)}, "1# 名称¦本年¦上年\n1# 1.甲¦1¦2\n2# 2.乙¦3¦4"},
		{"repeated heads", []string{table(120, heads, []string{"1.甲", "1", "2"}), table(700, heads, []string{"2.乙", "3", "4"})}, "1# 名称¦本年¦上年\n1# 1.甲¦1¦2\n2# 2.乙¦3¦4"},
		{"text between", []string{table(120, heads, []string{"1.甲", "1", "2"}), at(100, 720, "四、情况") + table(700, heads, []string{"2.乙", "3", "4"})}, "1# 名称¦本年¦上年\n1# 1.甲¦1¦2\n2+ 四、情况\n2# 名称¦本年¦上年\n2# 2.乙¦3¦4"},
		{"row that is cut", []string{table(120, heads, []string{"1.要求提供公", "1", "2"}), table(700, []string{"开出版物", "", ""}, []string{"2.乙", "3", "4"})}, "1# 名称¦本年¦上年\n1# 1.要求提供公/开出版物¦1¦2\n2# 2.乙¦3¦4"},
		{"row that is cut, figures below", []string{table(120, heads, []string{"1.要求提供公", "", ""}), table(700, []string{"开出版物等等", "1", "2"})}, "1# 名称¦本年¦上年\n1# 1.要求提供公/开出版物等等¦1¦2"},
		{"two rows, the second blank", []string{table(120, heads, []string{"1.要求提供公", "1", "2"}), table(700, []string{"2.乙", "", ""})}, "1# 名称¦本年¦上年\n1# 1.要求提供公¦1¦2\n2# 2.乙¦¦"},
		{"two rows or one", []string{table(120, heads, []string{"行政规范性的", "", ""}), table(700, []string{"文件", "3", "4"})}, "1# 名称¦本年¦上年\n1# 行政规范性的¦…¦…\n2# 文件¦3…¦4…"},
		{"two rows with figures", []string{table(120, heads, []string{"行政规范性的", "1", "2"}), table(700, []string{"文件", "3", "4"})}, "1# 名称¦本年¦上年\n1# 行政规范性的¦1¦2\n2# 文件¦3¦4"},
		{"heads that are cut", []string{table(120, []string{"本年新制作数", "本年度收到和处理信息", "对外公开总的数量"}), table(700, []string{"量量", "公开", "合计"}, []string{"2.乙", "3", "4"})}, "1# 本年新制作数/量量¦本年度收到和处理信息/公开¦对外公开总的数量/合计\n2# 2.乙¦3¦4"},
		{"figures under heads", []string{table(120, []string{"本年新制作数", "本年度收到和处理信息", "对外公开总的数量"}), table(700, []string{"1", "2", "3"})}, "1# 本年新制作数¦本年度收到和处理信息¦对外公开总的数量\n2# 1¦2¦3"},
		{"figures without label", []string{table(120, heads, []string{"1.甲", "", ""}), table(700, []string{"", "3", "4"})}, "1# 名称¦本年¦上年\n1# 1.甲¦3¦4"},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, pagesOf(tt.pages...), tt.want) })
	}
}
