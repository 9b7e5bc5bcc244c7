package ofd

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/convert/typeset"
)

// mainPart is where a reader begins.
const mainPart = "OFD.xml"

func pagePart(i int) string { return "Doc_0/" + pageLoc(i) }
func pageLoc(i int) string  { return "Pages/Page_" + strconv.Itoa(i) + "/Content.xml" }
func fontPart(i int) string { return "Doc_0/Res/" + fontLoc(i) }
func fontLoc(i int) string  { return "font_" + strconv.Itoa(i) + ".ttf" }

const creator = "<ofd:Creator>nianbao</ofd:Creator>"

// whole is the part that says what the file is, and where its document is.
func whole(title string, m Meta, id string) []byte {
	var b strings.Builder
	b.WriteString(declaration + "<ofd:OFD" + namespace + ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>`)
	element(&b, "DocID", id)
	element(&b, "Title", title)
	element(&b, "Author", m.Agency)
	element(&b, "Subject", strings.Join(said(m.Identifiers), "；"))
	if _, err := time.Parse(time.DateOnly, m.Date); err == nil {
		element(&b, "CreationDate", m.Date)
	}
	if keywords := said(m.Subjects); len(keywords) > 0 {
		b.WriteString("<ofd:Keywords>")
		for _, k := range keywords {
			element(&b, "Keyword", k)
		}
		b.WriteString("</ofd:Keywords>")
	}
	b.WriteString(creator + "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
	return []byte(b.String())
}

// document lists the pages, and the bookmarks that lead to them.
func document(doc *typeset.Document, fonts, last int) []byte {
	var b strings.Builder
	b.WriteString(declaration + "<ofd:Document" + namespace + "><ofd:CommonData>")
	element(&b, "MaxUnitID", strconv.Itoa(last))
	b.WriteString("<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>")
	for i := range doc.Pages {
		fmt.Fprintf(&b, `<ofd:Page ID="%d" BaseLoc="%s"/>`, pageID(i, fonts), pageLoc(i))
	}
	b.WriteString("</ofd:Pages><ofd:VPreferences>")
	if len(doc.Bookmarks) > 0 {
		element(&b, "PageMode", "UseBookmarks")
	}
	element(&b, "TabDisplay", "DocTitle")
	b.WriteString("</ofd:VPreferences>")
	if len(doc.Bookmarks) > 0 {
		b.WriteString("<ofd:Bookmarks>")
		for _, m := range doc.Bookmarks {
			fmt.Fprintf(&b, `<ofd:Bookmark Name="%s"><ofd:Dest Type="XYZ" PageID="%d" Left="0" Top="%s" Zoom="0"/></ofd:Bookmark>`,
				escape(m.Title), pageID(m.Page, fonts), appendLength(nil, length(m.Y)))
		}
		b.WriteString("</ofd:Bookmarks>")
	}
	b.WriteString("</ofd:Document>")
	return []byte(b.String())
}

// resources list the fonts.
func resources(f *faces) []byte {
	var b strings.Builder
	b.WriteString(declaration + "<ofd:Res" + namespace + ` BaseLoc="Res"><ofd:Fonts>`)
	for i, ft := range f.fonts {
		fmt.Fprintf(&b, `<ofd:Font ID="%d" FontName="%s" FamilyName="%[2]s">`, ft.id, ft.file.Name)
		element(&b, "FontFile", fontLoc(i))
		b.WriteString("</ofd:Font>")
	}
	b.WriteString("</ofd:Fonts></ofd:Res>")
	return []byte(b.String())
}

// element writes an element of text; none for a text that says nothing.
func element(b *strings.Builder, name, text string) {
	if text = escape(text); text != "" {
		b.WriteString("<ofd:" + name + ">" + text + "</ofd:" + name + ">")
	}
}

// said are the texts that say something, each once.
func said(all []string) (out []string) {
	seen := map[string]bool{"": true}
	for _, t := range all {
		if t = strings.TrimSpace(t); !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
	}
	return out
}

// escape writes a text as XML, on one line.
func escape(text string) string {
	var b []byte
	for _, r := range strings.Join(strings.Fields(text), " ") {
		if !dropped(r) {
			b = appendRune(b, legal(r))
		}
	}
	return string(b)
}
