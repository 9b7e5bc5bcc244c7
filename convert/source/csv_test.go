package source

import "testing"

func TestCSV(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"as Excel saves it", "某局2024年年报,,,\n\"根据《条例》,编制本报告。\",,,\n信息内容,本年制发件数,\"本年废止\n件数\",现行有效件数\n规章,0,,0\n文件,\"1,234\",0,24\n,,,\n二、,,,\na,1,2,3\n",
			"1 某局2024年年报\n2 根据《条例》,编制本报告。\n3#1 信息内容¦本年制发件数¦本年废止/件数¦现行有效件数\n5#1 规章¦0¦¦0\n6#1 文件¦1,234¦0¦24\n8+ 二、\n9#2 a¦1¦2¦3"},
		{"semicolons", "规章;0;0;0\n文件;1,5;0;24\n许可;1;2;3\n", "1#1 规章¦0¦0¦0\n2#1 文件¦1,5¦0¦24\n3#1 许可¦1¦2¦3"},
		{"tabs with quotes", "\"结果\n维持\"\t\"结果\n纠正\"\t总计\n0\t0\t0\n1\t2\t3\n", "1#1 结果/维持¦结果/纠正¦总计\n4#1 0¦0¦0\n5#1 1¦2¦3"},
		{"lines ended by CR", "a,b,c\r1,\"2\rx\",3\r\r4,5,6\r", "1#1 a¦b¦c\n2#1 1¦2/x¦3\n5+#2 4¦5¦6"},
		{"a mark of bytes before", "\ufeff\"a\";b;c\r\n1;2;3\r\n4;5;6\r\n", "1#1 a¦b¦c\n2#1 1¦2¦3\n3#1 4¦5¦6"},
		{"blank value row", "a,b,c\n1,2,3\nd,,\n4,5,6\n", "1#1 a¦b¦c\n2#1 1¦2¦3\n3#1 d¦¦\n4#1 4¦5¦6"},
		{"row that ends early", "a,b,c\n1,2,3\n4,5,6\n7\n8,9\n", "1#1 a¦b¦c\n2#1 1¦2¦3\n3#1 4¦5¦6\n4#1 7\n5#1 8¦9"},
		{"blank line", "a,b,c\n1,2,3\n\n4,5,6\n", "1#1 a¦b¦c\n2#1 1¦2¦3\n4+#2 4¦5¦6"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, tt.text)
			if doc.Kind != CSV {
				t.Errorf("got %s, want CSV", doc.Kind)
			}
			checkLines(t, doc, lines(tt.want)...)
		})
	}
}
