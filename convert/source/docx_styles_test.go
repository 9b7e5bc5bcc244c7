package source

import "testing"

// run makes a run with properties.
func run(properties, text string) string {
	return "<w:r><w:rPr>" + properties + `</w:rPr><w:t xml:space="preserve">` + text + "</w:t></w:r>"
}

// What Word shows of the second cell.
func TestDocxCells(t *testing.T) {
	const styles = `<w:style w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style><w:style w:styleId="Older"><w:basedOn w:val="Old"/></w:style>` +
		`<w:style w:styleId="Ref"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style><w:style w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>` +
		`<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>` +
		`<w:style w:styleId="Blue" w:type="table"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>`
	box := func(checked string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="a"/><w:checkBox><w:sizeAuto/><w:default w:val="0"/>` + checked + `</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	for _, tt := range []struct{ name, cell, want string }{
		{"struck out", run("<w:strike/>", "178") + run("", "187"), "187-178-"},
		{"struck out twice", run("<w:dstrike/>", "178") + run("", "187"), "187-178-"},
		{"not struck out", run(`<w:strike w:val="0"/>`, "187"), "187"},
		{"struck out by style", run(`<w:rStyle w:val="Older"/>`, "178") + run("", "187"), "187-178-"},
		{"struck out by style and not", run(`<w:rStyle w:val="Older"/><w:strike w:val="false"/>`, "187"), "187"},
		{"struck out by the paragraph's style", `<w:pPr><w:pStyle w:val="Old"/></w:pPr>` + run("", "178") + run(`<w:strike w:val="0"/>`, "187"), "187-178-"},
		{"a style based on itself", run(`<w:rStyle w:val="Loop"/>`, "187"), "187"},
		{"the mark of the paragraph only", `<w:pPr><w:rPr><w:strike/><w:vanish/></w:rPr></w:pPr>` + run("", "187"), "187"},
		{"raised", run("", "187") + run(`<w:vertAlign w:val="superscript"/>`, "1"), "187^1^"},
		{"lowered", run("", "187") + run(`<w:vertAlign w:val="subscript"/>`, "a"), "187^a^"},
		{"raised by style", run("", "187") + run(`<w:rStyle w:val="Ref"/>`, "*"), "187^*^"},
		{"raised by points", run("", "187") + run(`<w:position w:val="6"/>`, "1"), "187^1^"},
		{"a footnote", run("", "187") + `<w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr><w:footnoteReference w:id="2"/></w:r>`, "187^1^"},
		{"linked", run("", "187") + `<w:hyperlink w:anchor="_注1">` + run("", "[1]") + "</w:hyperlink>", "187^[1]^"},
		{"hidden", run("<w:vanish/>", "1") + run("<w:webHidden/>", "2") + run("<w:specVanish/>", "3") + run("", "187"), "187"},
		{"hidden by style", run(`<w:rStyle w:val="Gone"/>`, "1") + run("", "187"), "187"},
		{"white", run(`<w:color w:val="FFFFFF"/>`, "1") + run("", "187"), "187"},
		{"white on a colour", run(`<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000080"/>`, "1") + run(`<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>`, "87"), "187"},
		{"white on a paragraph's colour", `<w:pPr><w:shd w:val="clear" w:fill="000000"/></w:pPr>` + run(`<w:color w:val="FFFFFF"/>`, "187"), "187"},
		{"red, automatic", run(`<w:color w:val="FF0000"/>`, "1") + run(`<w:color w:val="auto"/>`, "87"), "187"},
		{"very small", run(`<w:sz w:val="2"/>`, "1") + run(`<w:sz w:val="21"/>`, "87"), "87"},
		{"a field for text", `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput><w:default w:val="9"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("", "187") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`, "187"},
		{"boxes", box("<w:checked/>") + run("", "是") + box("") + run("", "否"), "√是否"},
		{"a choice", `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="36"/><w:listEntry w:val="187"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`, "187"},
		{"a control", `<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="9"/></w:dropDownList></w:sdtPr><w:sdtContent>` + run("", "187") + "</w:sdtContent></w:sdt>", "187"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := "<w:tbl><w:tr>" + tc("", "a") + "<w:tc><w:p>" + tt.cell + "</w:p></w:tc></w:tr></w:tbl>"
			doc := mustRead(t, docxOf(t, body, stylesPart, part("styles", styles)))
			if got, want := showCells(doc), "a,"+tt.want; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
	white := `<w:tc><w:tcPr/><w:p>` + run(`<w:color w:val="FFFFFF"/>`, "数") + "</w:p></w:tc>"
	for _, tt := range []struct{ name, body, want string }{
		{"white in a cell of a colour", "<w:tbl><w:tr>" + tc("", "a") + white + `<w:tc><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr><w:p>` + run(`<w:color w:val="FFFFFF"/>`, "头") + "</w:p></w:tc></w:tr></w:tbl>", "a,,头"},
		{"white in a table whose style colours", `<w:tbl><w:tblPr><w:tblStyle w:val="Blue"/></w:tblPr><w:tr>` + tc("", "a") + white + "</w:tr></w:tbl>", "a,数"},
		{"a hidden row", "<w:tbl><w:tr>" + tc("", "a") + tc("", "1") + "</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>" + tc("", "b") + tc("", "2") + "</w:tr></w:tbl>", "a,1"},
		{"prose", "<w:p>" + run("<w:strike/>", "四") + run("", "5m") + run(`<w:vertAlign w:val="superscript"/>`, "2") + "</w:p>", "5m²"},
		{"a table of contents", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("", "一、") + run("<w:webHidden/>", "3") + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`, "一、3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := showCells(mustRead(t, docxOf(t, tt.body, stylesPart, part("styles", styles)))); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
