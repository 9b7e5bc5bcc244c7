package source

import (
	"fmt"
	"strings"
	"testing"
)

// abstract makes a list of levels, each given as format, text, more.
func abstract(id int, levels ...[3]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<w:abstractNum w:abstractNumId="%d">`, id)
	for i, l := range levels {
		fmt.Fprintf(&b, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, l[0], l[1], l[2])
	}
	return b.String() + "</w:abstractNum>"
}

func num(id, abstract int, more string) string {
	return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>`, id, abstract, more)
}

// item makes a paragraph of a list.
func item(num, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>`, level, num, text)
}

func styled(style, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>`, style, text)
}

func TestListNumbers(t *testing.T) {
	outline := abstract(0, [3]string{"chineseCounting", "%1、", ""}, [3]string{"chineseCountingThousand", "（%2）", `<w:suff w:val="nothing"/>`}, [3]string{"decimal", "%3.", ""}, [3]string{"decimal", "%1.%4", `<w:isLgl/>`})
	for _, tt := range []struct{ name, numbering, styles, body, want string }{
		{"levels and restarts", outline + num(1, 0, ""), "",
			item(1, 0, "甲") + item(1, 1, "乙") + item(1, 1, "丙") + item(1, 2, "丁") + item(1, 0, "戊") + item(1, 1, "己") + item(1, 3, "庚"),
			"1. 一、甲\n2+. （一）乙\n3+. （二）丙\n4+. 1. 丁\n5+. 二、戊\n6+. （一）己\n7+. 2.1 庚"},
		{"empty items count, deleted ones do not", outline + num(1, 0, ""), "",
			item(1, 0, "甲") + item(1, 0, "") + strings.Replace(item(1, 0, ""), "</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>", 1) + item(1, 0, "乙"),
			"1. 一、甲\n4+. 三、乙"},
		{"two numbers of one list go on", outline + num(1, 0, "") + num(2, 0, ""), "", item(1, 0, "甲") + item(2, 0, "乙"), "1. 一、甲\n2+. 二、乙"},
		{"start over", outline + num(1, 0, "") + num(2, 0, `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>`), "",
			item(1, 0, "甲") + item(2, 0, "乙") + item(2, 0, "丙"), "1. 一、甲\n2+. 五、乙\n3+. 六、丙"},
		{"level of its own", outline + num(1, 0, `<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl></w:lvlOverride>`), "", item(1, 0, "甲"), "1. III 甲"},
		{"never restarts", abstract(0, [3]string{"decimal", "%1.", ""}, [3]string{"decimal", "%2)", `<w:lvlRestart w:val="0"/>`}) + num(1, 0, ""), "",
			item(1, 0, "甲") + item(1, 1, "乙") + item(1, 0, "丙") + item(1, 1, "丁"), "1. 1. 甲\n2+. 1) 乙\n3+. 2. 丙\n4+. 2) 丁"},
		{"bullets", abstract(0, [3]string{"bullet", "\uf06c", ""}) + num(1, 0, ""), "", item(1, 0, "甲"), "1. 甲"},
		{"no list, unknown list", outline + num(1, 0, ""), "", item(0, 0, "甲") + item(9, 0, "乙") + item(1, 99, "丙"), "1. 甲\n2+. 乙\n3+. 丙"},
		{"heading styles", abstract(0, [3]string{"chineseCounting", "%1、", `<w:pStyle w:val="H1"/>`}, [3]string{"decimal", "%2.", `<w:pStyle w:val="H2"/>`}) + num(1, 0, ""),
			`<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="H3"><w:basedOn w:val="H2"/></w:style><w:style w:styleId="loop"><w:basedOn w:val="loop"/></w:style>`,
			styled("H1", "甲") + styled("H2", "乙") + styled("H3", "丙") + styled("loop", "丁"), "1. 一、甲\n2+. 1. 乙\n3+. 2. 丙\n4+. 丁"},
		{"list of a style", `<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>` + outline + num(1, 0, "") + num(2, 5, ""),
			`<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`, item(2, 0, "甲"), "1. 一、甲"},
		{"number before the first of several runs", outline + num(1, 0, ""), "",
			strings.Replace(item(1, 0, "甲"), "<w:r>", `<w:r><w:br/></w:r><w:r><w:t> </w:t></w:r><w:r>`, 1), "1+. 一、甲"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, docxOf(t, tt.body, numberingPart, part("numbering", tt.numbering), stylesPart, part("styles", tt.styles)))
			checkLines(t, doc, lines(tt.want)...)
		})
	}
}

func TestFormatNumber(t *testing.T) {
	for _, tt := range []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"},
		{"", 3, "3"},
		{"chineseCounting", 10, "十"},
		{"chineseCounting", 11, "十一"},
		{"japaneseCounting", 20, "二十"},
		{"chineseCountingThousand", 99, "九十九"},
		{"chineseCountingThousand", 105, "一百〇五"},
		{"chineseCountingThousand", 110, "一百一十"},
		{"chineseCountingThousand", 1000, "一千"},
		{"chineseCountingThousand", 10010, "一万〇一十"},
		{"chineseCountingThousand", 123456, "一二三四五六"},
		{"chineseLegalSimplified", 12, "壹拾贰"},
		{"ideographDigital", 10, "一〇"},
		{"ideographTraditional", 2, "乙"},
		{"ideographTraditional", 11, "11"},
		{"decimalEnclosedCircle", 20, "⑳"},
		{"decimalFullWidth", 10, "１０"},
		{"decimalZero", 5, "05"},
		{"upperLetter", 27, "AA"},
		{"lowerRoman", 1994, "mcmxciv"},
		{"none", 1, ""},
		{"chineseCounting", 0, "〇"},
	} {
		if got := formatNumber(tt.format, tt.n); got != tt.want {
			t.Errorf("%s %d: got %q, want %q", tt.format, tt.n, got, tt.want)
		}
	}
}
