package word

import (
	"fmt"
	"strings"
)

// The faces of GB/T 9704-2012, as offices' machines name them.
const (
	xiaobiaosong = "方正小标宋简体"
	heiti        = "黑体"
	kaiti        = "楷体_GB2312"
	fangsong     = "仿宋_GB2312"
	songti       = "宋体"
	roman        = "Times New Roman"
)

// faces are those of the document, with what a machine that lacks one takes instead: the
// like, or another of its class. Panose numbers tell programs the class.
var faces = []struct{ name, instead, panose, family, pitch string }{
	{xiaobiaosong, "方正小标宋_GBK", "02010601030101010101", "auto", "variable"},
	{heiti, "SimHei", "02010609060101010101", "modern", "fixed"},
	{kaiti, "楷体", "02010609060101010101", "modern", "fixed"},
	{fangsong, "仿宋", "02010609060101010101", "modern", "fixed"},
	{songti, "SimSun", "02010600030101010101", "auto", "variable"},
	{roman, "", "02020603050405020304", "roman", "variable"},
}

func fontTable() string {
	var b strings.Builder
	b.WriteString(declaration + `<w:fonts ` + namespaces + `>`)
	for _, f := range faces {
		charset := "86" // GB 2312
		fmt.Fprintf(&b, `<w:font w:name="%s">`, f.name)
		if f.instead == "" {
			charset = "00"
		} else {
			fmt.Fprintf(&b, `<w:altName w:val="%s"/>`, f.instead)
		}
		fmt.Fprintf(&b, `<w:panose1 w:val="%s"/><w:charset w:val="%s"/><w:family w:val="%s"/><w:pitch w:val="%s"/></w:font>`, f.panose, charset, f.family, f.pitch)
	}
	b.WriteString(`</w:fonts>`)
	return b.String()
}

// fonts names the face of Han characters; figures and Latin letters are 宋体's companion.
func fonts(han string) string {
	return fmt.Sprintf(`<w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="%s"/>`, roman, roman, han, roman)
}

// Ids of styles.
const (
	bodyStyle       = "a"
	titleStyle      = "a1"
	levelOneStyle   = "1"
	levelTwoStyle   = "2"
	levelThreeStyle = "3"
	signedStyle     = "a2"
	annexStyle      = "a3"
	enclosureStyle  = "a4"
	cellStyle       = "a5"
	annexTitleStyle = "a6"
	oddFootStyle    = "a7"
	evenFootStyle   = "a8"
)

// lead is the distance of lines: 22 on 225 mm.
const lead = `<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>`

// indent is two characters before the first line.
const indent = `<w:ind w:firstLineChars="200" w:firstLine="640"/>`

// styles are those of the parts of an official document (GB/T 9704-2012, 7.3).
func styles() string {
	var b strings.Builder
	b.WriteString(declaration + `<w:styles ` + namespaces + `>` +
		`<w:docDefaults><w:rPrDefault><w:rPr>` + fonts(fangsong) + `<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`)
	style := func(id, name, based, next, paragraph, run string) {
		std := ""
		if id == bodyStyle {
			std = ` w:default="1"`
		}
		fmt.Fprintf(&b, `<w:style w:type="paragraph"%s w:styleId="%s"><w:name w:val="%s"/>`, std, id, name)
		if based != "" {
			fmt.Fprintf(&b, `<w:basedOn w:val="%s"/>`, based)
		}
		if next != "" {
			fmt.Fprintf(&b, `<w:next w:val="%s"/>`, next)
		}
		b.WriteString(`<w:qFormat/>`)
		if paragraph != "" {
			b.WriteString(`<w:pPr>` + paragraph + `</w:pPr>`)
		}
		if run != "" {
			b.WriteString(`<w:rPr>` + run + `</w:rPr>`)
		}
		b.WriteString(`</w:style>`)
	}
	const (
		narrowed = `<w:spacing w:val="-5"/>` // a 28th of the line is less than 16 pt
		wide     = `<w:spacing w:val="0"/>`
	)
	const plain = `<w:ind w:firstLineChars="0" w:firstLine="0"/>`
	style(bodyStyle, "Normal", "", "", `<w:widowControl w:val="0"/>`+lead+indent+`<w:jc w:val="both"/>`, fonts(fangsong)+narrowed+`<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>`)
	style(titleStyle, "Title", bodyStyle, bodyStyle, `<w:snapToGrid w:val="0"/><w:spacing w:before="579" w:after="579" w:line="640" w:lineRule="exact"/>`+plain+`<w:jc w:val="center"/>`, fonts(xiaobiaosong)+wide+`<w:sz w:val="44"/><w:szCs w:val="44"/>`)
	style(levelOneStyle, "heading 1", bodyStyle, bodyStyle, `<w:keepNext/><w:outlineLvl w:val="0"/>`, fonts(heiti))
	style(levelTwoStyle, "heading 2", bodyStyle, bodyStyle, `<w:keepNext/><w:outlineLvl w:val="1"/>`, fonts(kaiti))
	style(levelThreeStyle, "heading 3", bodyStyle, bodyStyle, `<w:keepNext/><w:outlineLvl w:val="2"/>`, fonts(fangsong))
	style(signedStyle, "落款", bodyStyle, "", `<w:keepNext/>`+plain+`<w:jc w:val="left"/>`, "")
	style(annexStyle, "附件", bodyStyle, annexTitleStyle, `<w:keepNext/><w:pageBreakBefore/>`+plain+`<w:outlineLvl w:val="0"/>`, fonts(heiti))
	style(enclosureStyle, "附件说明", bodyStyle, enclosureStyle, "", "")
	style(cellStyle, "表格文字", bodyStyle, "", `<w:widowControl w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>`+plain+`<w:jc w:val="center"/>`, fonts(songti)+wide+`<w:sz w:val="21"/><w:szCs w:val="21"/>`)
	style(annexTitleStyle, "附件标题", titleStyle, bodyStyle, `<w:spacing w:before="579" w:after="0" w:line="640" w:lineRule="exact"/>`, "")
	style(oddFootStyle, "单页页码", bodyStyle, "", `<w:snapToGrid w:val="0"/><w:ind w:rightChars="100" w:right="280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>`, fonts(songti)+wide+`<w:sz w:val="28"/><w:szCs w:val="28"/>`)
	style(evenFootStyle, "双页页码", bodyStyle, "", `<w:snapToGrid w:val="0"/><w:ind w:leftChars="100" w:left="280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>`, fonts(songti)+wide+`<w:sz w:val="28"/><w:szCs w:val="28"/>`)
	b.WriteString(`</w:styles>`)
	return b.String()
}
