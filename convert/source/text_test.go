package source

import (
	"slices"
	"testing"
)

func TestText(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"prose", "一、总体情况\n 2024年,我局公开信息121条。 \n", "1 一、总体情况\n2 2024年,我局公开信息121条。"},
		{"line ends", "a\r\nb\rc\nd", "1 a\n2 b\n3 c\n4 d"},
		{"line ends that editors do not count", "a\fb\vc\u2028d\u2029e\u0085f\ng", "1 a\n1+ b\n1 c\n1 d\n1+ e\n1 f\n2 g"},
		{"blank lines", "a\n\n \u3000\nb\nc", "1 a\n4+ b\n5 c"},
		{"blank line of no width", "a\n\u200b\nb", "1 a\n3+ b"},
		{"bar ends a field (000)", "规章 |\n0 |\n|||\n", "1 规章\n2 0\n3 ¦¦"},
		{"bars between, trailing bar (003)", "规章 | 0 | 0 | 26 | |", "1 规章¦0¦0¦26¦"},
		{"bars between, no bar at the end", "政府集中采购 | 0 | 0", "1 政府集中采购¦0¦0"},
		{"bars between, the last cell empty", "规章 | 0 | 0 | 1\n许可 | 1 | |\n处罚 | 2 | 3 |", "1 规章¦0¦0¦1\n2 许可¦1¦¦\n3 处罚¦2¦3¦"},
		{"bar on a line of its own", "规章\n|\n|\n0\n|", "1 规章\n3 \n4 0"},
		{"full-width and drawn bars", "规章｜1│2", "1 规章¦1¦2"},
		{"empty first cell", "规章 | 0 |\n| 1 |", "1 规章¦0\n2 ¦1"},
		{"tabs (001)", "规章\t0\t0\t5\n\t\t1.属于国家秘密\t0\n3.其他\t\t0\t\n", "1 规章¦0¦0¦5\n2 ¦¦1.属于国家秘密¦0\n3 3.其他¦¦0¦"},
		{"tabs with each cell in quotes", "\"规章\"\t\"0\"\t\"5\"\n3.危及\"三安全一稳定\"\t0\t1", "1 规章¦0¦5\n2 3.危及\"三安全一稳定\"¦0¦1"},
		{"tab that indents prose", "\t\t一是公开渠道有限。", "1 一是公开渠道有限。"},
		{"spaces of two columns", "索引号：1/2    发布机构：某局", "1 索引号：1/2¦发布机构：某局"},
		{"wide spaces", "规章\u3000\u30005\u00a0\u00a00", "1 规章¦5¦0"},
		{"one space is none", "行政 许可 5", "1 行政 许可 5"},
		{"spaces in prose", "第一条  为了规范公开，制定本办法。  本办法自公布起施行。", "1 第一条  为了规范公开，制定本办法。  本办法自公布起施行。"},
		{"line of a spaced paragraph", "贯彻落实《关于全面推进政务公开工作的意见》和  省、市政府对信息公开的要求", "1 贯彻落实《关于全面推进政务公开工作的意见》和  省、市政府对信息公开的要求"},
		{"long label before values", "  （二）部分公开（区分处理的，只计这一情形，不计其他情形）   0   0   0", "1 （二）部分公开（区分处理的，只计这一情形，不计其他情形）¦0¦0¦0"},
		{"figures one space apart", "新收   12 3   0  1 234\n结转   1 2", "1 新收¦12¦3¦0¦1 234\n2 结转¦1 2"},
		{"row with sentences beside rows", "注，一   注，一   注，一\n规章   0   1", "1 注，一¦注，一¦注，一\n2 规章¦0¦1"},
		{"digits run together (002)", "规范性文件337\n行政处罚11-83", "1 规范性文件337\n2 行政处罚11-83"},
		{"Markdown heading and bold", "## 一、总体情况 ##\n**二、主动公开**\n#标签\n张**、李**\n", "1 一、总体情况\n2 二、主动公开\n3 #标签\n4 张**、李**"},
		{"Markdown table", "| 规章 | 数 |\n|:--|--:|\n| a\\|b | |\n| x<br>y | 2 |\n", "1 规章¦数\n3 a|b¦\n4 x/y¦2"},
		{"Markdown table, short rule", "规章|数\n-|-\na|2\n", "1 规章¦数\n3 a¦2"},
		{"frame without rule", "| a | 1 |\n|  | 2 |\n", "1 a¦1\n2 ¦2"},
		{"dashes in cells are no rule", "规章 | - | - |\n| - | - | - |", "1 规章¦-¦-\n2 ¦-¦-¦-"},
		{"drawn table", "┌──┬──┐\n│甲│乙│\n├──┼──┤\n│ 1│  │\n└──┴──┘\n尾", "2 甲¦乙\n4 1¦\n6+ 尾"},
		{"ASCII table", "+----+---+\n| 甲 | 1 |\n+====+===+\n| 乙 |   |\n+----+---+\n", "2 甲¦1\n4 乙¦"},
		{"rows over several lines between rules", "+----+---+\n| 甲 | 1 |\n| 乙 |   |\n+====+===+\n| 丙 | 2 |\n+----+---+\n| 丁 | 3 |\n+----+---+\n", "2 甲/乙¦1\n5 丙¦2\n7 丁¦3"},
		{"groups of rows between rules", "+----+---+\n| 甲 | 1 |\n| 乙 | 2 |\n+----+---+\n| 丙 | 3 |\n+----+---+\n| 丁 | 3 |\n+----+---+\n", "2 甲¦1\n3 乙¦2\n5 丙¦3\n7 丁¦3"},
		{"attributes behind a heading", "# 甲局年报 {#甲局年报 align=\"center\"}\n## 一、总体情况 {.u}", "1 甲局年报\n2 一、总体情况"},
		{"tabs beside the one cell of a line", "规章\t\n\t5\n\t甲\n", "1 规章\n2 5\n3 ¦甲"},
		{"one space behind the longest label", "规章            0      0      3\n行政规范性文件 1      0      5", "1 规章¦0¦0¦3\n2 行政规范性文件¦1¦0¦5"},
		{"dashes between", "a\n----------\nb\n——————————\n", "1 a\n3+ b\n4 ——————————"},
		{"table of HTML in Markdown", "前\n<table><tr><td rowspan=2>规章</td><td>5</td></tr>\n<tr><td>6</td></tr></table>\n后\n第二行",
			"1 前\n2+#1 规章¦5\n3#1 <¦6\n4+ 后\n5 第二行"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, tt.text)
			if doc.Kind != Text || doc.Charset != "utf-8" {
				t.Errorf("got %s in %s, want text in utf-8", doc.Kind, doc.Charset)
			}
			checkLines(t, doc, lines(tt.want)...)
		})
	}
}

func TestTextKeepsTheLine(t *testing.T) {
	doc := mustRead(t, " 规章 | 0 |\n\t\t1.属于\t0\t\n第一条  为了\n")
	var got []string
	for _, l := range doc.Lines {
		got = append(got, l.Text)
	}
	if want := []string{"规章 | 0 |", "1.属于\t0", "第一条  为了"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A page as pdftotext -layout prints it: blank cells are only wider spaces.
func TestBlanksOfSpacedColumns(t *testing.T) {
	checkLines(t, mustRead(t, `
一、本年新收政府信息公开申请数量            12             3   0     0       15

二、上年结转政府信息公开申请数量             1                               1

              1.属于国家秘密       0         0   0   0     0   0   0

行政许可                12345
       （七）总计                12             3   0     0       15
`),
		"2+ 一、本年新收政府信息公开申请数量¦12¦¦3¦0¦0¦¦15",
		"4+ 二、上年结转政府信息公开申请数量¦1¦¦¦¦¦¦1",
		"6+ 1.属于国家秘密¦0¦0¦0¦0¦0¦0¦0",
		"8+ 行政许可¦12345",
		"9 （七）总计¦12¦¦3¦0¦0¦¦15",
	)
	checkLines(t, mustRead(t, `
一、本年新收数量  12  3  0  5
2.重复            1      0  7
三、甲            1  2   3  4
`), "2+ 一、本年新收数量¦12¦3¦0¦5", "3 2.重复¦1¦¦0¦7", "4 三、甲¦1¦2¦3¦4") // a Chinese character is two wide on a terminal
	checkLines(t, mustRead(t, "规章  364  64  54\n行政规范性文件  260  38\n"), "1 规章¦364¦64¦54", "2 行政规范性文件¦260¦38") // two spaces part all: no column shows
	checkLines(t, mustRead(t, "a   1   2   3   4\n\fb       5       6\n"), "1 a¦1¦2¦3¦4", "2+ b¦5¦6")       // another page, other columns
}
