package source

import (
	"errors"
	"strings"
	"testing"
)

// documentPart is what Word names the body, as a rule.
const documentPart = "word/document.xml"

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wps="urn:wps" xmlns:v="urn:v"`

// part wraps what stands in a part of a .docx in its root.
func part(root, inside string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:` + root + " " + wordSpace + ">" + inside + "</w:" + root + ">"
}

// docxOf makes a .docx of a body and of other parts, given as name, content …
func docxOf(t testing.TB, body string, parts ...string) string {
	t.Helper()
	return string(zipOf(t, append([]string{documentPart, part("document", "<w:body>"+body+"</w:body>")}, parts...)...))
}

func para(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }

// tc makes a cell with properties.
func tc(properties, text string) string {
	return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + para(text) + "</w:tc>"
}

func TestDocx(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"paragraphs", para("一、总体情况") + "<w:p/>" + para("公开 2024"), "1. 一、总体情况\n3+. 公开 2024"},
		{"runs, tabs, breaks", `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r><w:r><w:br/><w:t xml:space="preserve">丙 </w:t><w:noBreakHyphen/><w:sym w:font="Song" w:char="3007"/></w:r></w:p>`,
			"1 甲¦乙\n1 丙 -〇"},
		{"changes accepted", `<w:p><w:r><w:t>甲</w:t></w:r><w:ins><w:r><w:t>乙</w:t></w:r></w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>戊</w:t></w:r></w:moveTo></w:p>`,
			"1. 甲乙戊"},
		{"paragraph mark deleted", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>` + para("乙") + para("丙"), "1. 甲乙\n3+. 丙"},
		{"hidden text", `<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>乙</w:t></w:r><w:r><w:t>丙</w:t></w:r></w:p>`, "1. 乙丙"},
		{"fields", `<w:p><w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>内</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple><w:r><w:t>页</w:t></w:r></w:fldSimple><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>`,
			"1. 第3页链"},
		{"ruby, content control, formula", `<w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent><w:p><w:r><w:ruby><w:rt><w:r><w:t>xìn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>信</w:t></w:r></w:rubyBase></w:ruby></w:r><m:oMath><m:r><m:t>n</m:t></m:r></m:oMath></w:p></w:sdtContent></w:sdt>`, "1. 信n"},
		{"text box, once", `<w:p><w:r><w:t>甲</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>` + para("框") + para("二") + `</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + para("框") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>乙</w:t></w:r></w:p>` + para("丙"),
			"1. 甲乙\n2+. 框\n3+. 二\n4+. 丙"},
		{"old text box", `<w:p><w:r><w:pict><v:textbox><w:txbxContent>` + para("框") + `</w:txbxContent></v:textbox></w:pict></w:r></w:p>`, "2+. 框"},
		{"spans", "<w:tbl><w:tr>" + tc(`<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>`, "注") + tc(`<w:gridSpan w:val="2"/>`, "申请人") + "</w:tr><w:tr>" +
			tc(`<w:gridSpan w:val="2"/><w:vMerge/>`, "") + tc("", "甲") + tc("", "乙") + "</w:tr></w:tbl>",
			"1+#1 注¦<¦申请人¦<\n4#1 <¦<¦甲¦乙"},
		{"merged on, but with text", "<w:tbl><w:tr>" + tc(`<w:vMerge/>`, "a") + tc("", "1") + "</w:tr></w:tbl>", "1+#1 a¦1"},
		{"row that begins late", `<w:tbl><w:tr>` + tc("", "a") + tc("", "1") + `</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>` + tc("", "2") + "</w:tr></w:tbl>", "1+#1 a¦1\n3#1 <¦2"},
		{"row deleted", "<w:tbl><w:tr>" + tc("", "a") + tc("", "1") + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" + tc("", "b") + tc("", "2") + "</w:tr></w:tbl>" + para("尾"), "1+#1 a¦1\n5+. 尾"},
		{"cell deleted", "<w:tbl><w:tr>" + tc("", "a") + tc("<w:cellDel/>", "1") + tc("", "2") + "</w:tr></w:tbl>", "1+#1 a¦2"},
		{"table in a table", "<w:tbl><w:tr><w:tc>" + para("前") + "<w:tbl><w:tr>" + tc("", "a") + tc("", "1") + "</w:tr></w:tbl><w:p/></w:tc>" + tc("", "后") + "</w:tr></w:tbl>", "1+. 前\n2+#1 a¦1\n5+. 后"},
		{"paragraphs in a cell", "<w:tbl><w:tr><w:tc>" + para("法律服") + para("务机构") + "</w:tc>" + tc("", "1") + "</w:tr></w:tbl>", "1+#1 法律服/务机构¦1"},
		{"old properties", `<w:p><w:pPr><w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>` + para("乙"), "1. 甲\n2+. 乙"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, docxOf(t, tt.body))
			if doc.Kind != Docx {
				t.Errorf("got %s, want Docx", doc.Kind)
			}
			checkLines(t, doc, lines(tt.want)...)
		})
	}
}

func TestDocxNotes(t *testing.T) {
	note := func(kind, text string) string { return `<w:footnote` + kind + `>` + para(text) + `</w:footnote>` }
	doc := mustRead(t, docxOf(t, para("正文"),
		footnotesPart, part("footnotes", note(` w:type="separator"`, "线")+note("", "脚注")),
		endnotesPart, part("endnotes", "<w:endnote>"+para("尾注")+"</w:endnote>")))
	checkLines(t, doc, "1. 正文", "2+. 脚注", "3+. 尾注")
}

// A document as the strict form of the standard names its elements.
func TestDocxStrict(t *testing.T) {
	body := strings.Replace(part("document", "<w:body>"+para("甲")+"</w:body>"), "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main", 1)
	checkLines(t, mustRead(t, string(zipOf(t, documentPart, body))), "1. 甲")
}

func TestDocxDamaged(t *testing.T) {
	for name, document := range map[string]string{
		"no end":          `<w:document ` + wordSpace + `><w:body>`,
		"no XML":          "一、总体情况 & <",
		"entity":          `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + part("document", para("&b;")),
		"unknown entity":  part("document", para("&b;")),
		"other charset":   `<?xml version="1.0" encoding="Big5"?><a/>`,
		"crossed":         "<a><b></a></b>",
		"illegal control": part("document", para("\x01")),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Read("input", zipOf(t, documentPart, document)); !errors.Is(err, ErrDamaged) {
				t.Errorf("got %v, want %v", err, ErrDamaged)
			}
		})
	}
	t.Run("bad numbering", func(t *testing.T) {
		if _, err := Read("input", []byte(docxOf(t, para("x"), numberingPart, "<w:numbering"))); !errors.Is(err, ErrDamaged) {
			t.Errorf("got %v, want %v", err, ErrDamaged)
		}
	})
	t.Run("wrong checksum", func(t *testing.T) {
		data := []byte(docxOf(t, para(strings.Repeat("公开", 99))))
		data[200] ^= 0xff
		if _, err := Read("input", data); !errors.Is(err, ErrDamaged) {
			t.Errorf("got %v, want %v", err, ErrDamaged)
		}
	})
}
