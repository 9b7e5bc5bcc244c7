package source

import "testing"

// Tables as programs write them into text: each cell is one field.
func TestTextShapes(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"frame with merged cells (w3m)", `
┌───┬───────────┐
│   │申请人     │
│注 ├───┬───────┤
│   │甲 │乙     │
├───┼───┼───────┤
│三 │1  │2      │
└───┴───┴───────┘
`, "3+ 注¦申请人¦<\n5 <¦甲¦乙\n7 三¦1¦2"},
		{"frame of another width", "┌────┬────┐\n│“甲”│ 1  │\n├────┼────┤\n│  乙│ 2  │\n└────┴────┘", "2 “甲”¦1\n4 乙¦2"},
		{"frame whose bars do not line up", "┌──┬──┐\n│甲甲甲甲│1│\n├──┼──┤\n│乙│2│\n└──┴──┘", "2 甲甲甲甲¦1\n4 乙¦2"},
		{"grid of pandoc with spans", `
+----+----+----+
| 甲 | 乙 | 丙 |
+====+====+====+
| 长 | 1  | 2  |
| 长 |    |    |
+----+----+----+
| 丁 | 3       |
+----+---------+
| 戊 | 4  | 5  |
+----+----+----+
`, "3+ 甲¦乙¦丙\n5 长/长¦1¦2\n8 丁¦3¦<\n10 戊¦4¦5"},
		{"psql", "+---+---+\n|   | 0 |\n|---+---|\n| 0 | 甲 |\n| 1 | 5 |\n+---+---+", "2 ¦0\n4 0¦甲\n5 1¦5"},
		{"presto", "    | 0  | 1\n----+----+---\n  0 | 甲 | 5\n  1 | 乙 |", "1 ¦0¦1\n3 0¦甲¦5\n4 1¦乙¦"},
		{"simple, with heads", "甲    乙\n----  ----\n长长  1\n  x     2\n\n尾", "1 甲¦乙\n3 长长¦1\n4 x¦2\n6+ 尾"},
		{"simple, without heads", "前\n\n  ---- ---- ----\n  甲        1\n  乙   2    3\n  ---- ---- ----\n\n尾", "1 前\n4+ 甲¦¦1\n5 乙¦2¦3\n8+ 尾"},
		{"multiline", `
-----------------
甲       乙
         丙
-------- --------
长长     1
长

丁       2
-----------------
尾
`, "3+ 甲¦乙/丙\n6 长长/长¦1\n9 丁¦2\n11+ 尾"},
		{"multiline, without heads", "---- ----\n甲    1\n乙\n\n丙    2\n---- ----", "2 甲/乙¦1\n5 丙¦2"},
		{"one row a line, though lines are blank", "---- ----\n甲    1\n乙    3\n\n丙    2\n---- ----", "2 甲¦1\n3 乙¦3\n5 丙¦2"},
		{"rst", "=== ===\n甲   乙\n=== ===\n丙  1\n丁  \n=== ===\n尾", "2 甲¦乙\n4 丙¦1\n5 丁¦\n7+ 尾"},
		{"rst, text across columns", "== ==\n甲甲甲 1\n== ==\n", "2 甲甲甲 1"},
		{"asciidoc", "[cols=\"2*,1\",options=header]\n|===\n|甲 |乙 |丙\n\n|1\n|2 |3\n2+|4 .2+|5\n|6 |7\n|===\n尾", "3 甲¦乙¦丙\n5 1¦2¦3\n7 4¦<¦5\n8 6¦7¦<\n10+ 尾"},
		{"asciidoc, a cell over two lines", "|===\n|甲 |乙\n|1\n一 |2\\|\n|===", "2 甲¦乙\n3 1/一¦2|"},
		{"asciidoc, never closed", "|===\n|甲 |1", "2 甲¦1"},
		{"mediawiki", "{| class=\"x\"\n|+ 表\n! 甲 !! colspan=2 | 乙\n|-\n| rowspan=\"2\" | 丙 || '''1''' || 2\n|-\n| 3\n| 4\n五\n|}\n尾", "2 表\n3 甲¦乙¦<\n5 丙¦1¦2\n7 <¦3¦4/五\n11+ 尾"},
		{"org", "#+TITLE: 年报\n#+AUTHOR: 甲\n* 一、总体\n:PROPERTIES:\n:CUSTOM_ID: x\n:END:\n| 甲 | 1 |\n|----+---|\n| 乙 |   |", "1 年报\n3 一、总体\n7 甲¦1\n9 乙¦"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			checkLines(t, mustRead(t, tt.text), lines(tt.want)...)
		})
	}
}

// What marks a line, and what only looks like it.
func TestTextMarks(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"#\u00a0一、总体情况", "一、总体情况"},
		{"##\u3000一、总体情况 ##", "一、总体情况"},
		{"###\t一、总体情况 {#a .b}", "一、总体情况"},
		{"#标签", "#标签"},
		{"一、总体情况\n============\n文", "一、总体情况,文"},
		{"一、总体情况\n------------\n文", "一、总体情况,文"},
		{"一、总体情况\n~~~~~~~~~~~~\n文", "一、总体情况,文"},
		{"行政许可\n---\n5", "行政许可,---,5"},
		{"= 年报 =\n== 一、 ==\n====== 二 ======\n=== 三", "年报,一、,二,三"},
		{"= 5", "= 5"},
		{"** 一、总体情况\n* 二", "一、总体情况,二"},
		{"- 一是公开。\n+ 二是培训。\n- 5\n-\n* * *", "一是公开。,二是培训。,- 5,-"},
		{"> 一\n> > 二\n>5\n> 5\n>三", "一,二,>5,> 5,>三"},
		{"h1. 年报\nh2(#a). 一、", "年报,一、"},
		{"1. 一\n(2) 二", "1. 一,(2) 二"},
		{"::: {.x}\n一\n:::", "一"},
		{"1\\. 属于\\*国家\\_秘密\\\\", "1. 属于*国家_秘密\\"},
		{"张**、李**\n张**和李**，王*", "张**、李**,张**和李**，王*"},
		{"公开**121条**，*其中*`x`，__全部__", "公开121条，其中x，全部"},
		{"5*3*2 a_b_c 2 * 3 * 4", "5*3*2 a_b_c 2 * 3 * 4"},
		{"本年~~收到~~新收", "本年新收"},
		{"见[条例](http://a.b/c)。", "见条例。"},
		{"本年增\\减", "本年增\\减"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got := ""
			for i, l := range mustRead(t, tt.text).Lines {
				if i > 0 {
					got += ","
				}
				got += l.Text
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// The second cell of a row of Markdown.
func TestMarkdownCells(t *testing.T) {
	for _, tt := range []struct{ cell, want string }{
		{"15\\.80", "15.80"}, {"**187**", "187"}, {"*187*", "187"}, {"__187__", "187"}, {"`187`", "187"}, {"***187***", "187"},
		{"~~178~~187", "187-178-"}, {"~~178~~ **187**", "187-178-"}, {"<s>178</s>187", "187-178-"}, {"<del>178</del>187", "187"},
		{"187^1^", "187^1^"}, {"187[^1]", "187^[^1]^"}, {"187<sup>1</sup>", "187^1^"}, {"187[[1]](#a)", "187[[1]](#a)"},
		{"\\-", "-"}, {"1\\|2", "1|2"}, {"社会<br>公益", "社会/公益"}, {"5*3*2", "5*3*2"}, {"<5", "<5"}, {"*", "*"}, {"\\#DIV/0\\!", "#DIV/0!"},
	} {
		t.Run(tt.cell, func(t *testing.T) {
			doc := mustRead(t, "| 甲 | 数 |\n|---|---|\n| a | "+tt.cell+" |\n")
			doc.Lines = doc.Lines[1:]
			if got, want := showCells(doc), "a,"+tt.want; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
