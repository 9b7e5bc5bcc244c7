package source

import (
	"fmt"
	"strings"
	"testing"
)

// showTables writes each line as its table, the empty lines before it and its text.
func showTables(doc *Document) string {
	var b strings.Builder
	for _, l := range doc.Lines {
		fmt.Fprintf(&b, "%d/%d %s\n", l.Table, l.Blanks, strings.ReplaceAll(l.Text, "\t", "¦"))
	}
	return b.String()
}

func TestTables(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a cell a line", "规章\n\n0\n\n\n5\n \n", "0/0 规章\n0/1 0\n0/2 5\n"},
		{"bars, a row that merges all", "甲 | 1\n第二十条\n乙 | 2\n", "1/0 甲 | 1\n1/0 第二十条\n1/0 乙 | 2\n"},
		{"a heading ends a table", "甲\t1\n二、乙\n丙\t2\n", "1/0 甲¦1\n0/0 二、乙\n2/0 丙¦2\n"},
		{"rows parted otherwise", "甲 | 1\n乙\t2\n", "1/0 甲 | 1\n2/0 乙¦2\n"},
		{"columns of spaces, blank lines between", "甲   1   2\n\n\n乙   3   4\n尾。\n", "1/0 甲   1   2\n1/2 乙   3   4\n0/0 尾。\n"},
		{"two frames", "|甲|数|\n|--|--|\n|乙|2|\n\n|丙|数|\n|--|--|\n|丁|2|\n", "1/0 |甲|数|\n1/0 |乙|2|\n2/1 |丙|数|\n2/0 |丁|2|\n"},
		{"empty lines before what only draws", "甲\n\n┌─┬─┐\n│乙│1│\n└─┴─┘\n\n尾", "0/0 甲\n1/1 乙 | 1\n0/1 尾\n"},
		{"table of HTML", "甲\n\n<table><tr><td>a<td>1</table>\n\n乙\t1\n", "0/0 甲\n1/1 a¦1\n2/1 乙¦1\n"},
		{"CSV", "a,b,c\n1,2,3\n4,5,6\n\n,,\n7,8,9\n", "1/0 a¦b¦c\n1/0 1¦2¦3\n1/0 4¦5¦6\n2/2 7¦8¦9\n"},
		{"a page", "<html><p>甲<p><p><table><tr><td>a<td>1</table>", "0/0 甲\n1/0 a¦1\n"},
		{"Word", docxOf(t, para("甲")+para("")+para("")+para("乙")), "0/0 甲\n0/2 乙\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := showTables(mustRead(t, tt.text)); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}
