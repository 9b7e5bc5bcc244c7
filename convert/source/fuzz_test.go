package source

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/source/radicals"
)

// checkLaws checks what holds of every reading.
func checkLaws(t *testing.T, data []byte) *Document {
	doc, err := Read("input", data)
	if err != nil {
		var unsupported *UnsupportedError
		if doc != nil || !errors.As(err, &unsupported) && !errors.Is(err, ErrEmpty) && !errors.Is(err, ErrTooLarge) &&
			!errors.Is(err, ErrEncoding) && !errors.Is(err, ErrDamaged) {
			t.Fatalf("got %v with %v, want one of the documented errors alone", doc, err)
		}
		return nil
	}
	if in, err := inspect(data); in.kind != doc.Kind || err != nil {
		t.Fatalf("inspect gives %q, %v, Read %q", in.kind, err, doc.Kind)
	}
	last := 1 << 30
	if text, _, err := decode(data); err == nil && !slices.Contains([]Kind{Docx, Doc, RTF, WordML}, doc.Kind) && !isMHTML(strings.TrimLeftFunc(text, isSpace)) {
		last = 1 + strings.Count(unixLines.Replace(text), "\n")
	}
	widths := map[int]int{}
	for i, l := range doc.Lines {
		if l.Text == "" && doc.Kind != Text || l.Text != trim(l.Text) || l.No < 1 || len(l.Fields) == 0 {
			t.Fatalf("line %d: %+v", i, l)
		}
		if l.No > last || i > 0 && l.No < doc.Lines[i-1].No {
			t.Fatalf("line %d has number %d of %d, the one before it %d", i, l.No, last, doc.Lines[max(0, i-1)].No)
		}
		var joined strings.Builder
		for col, f := range l.Fields {
			if f.Col != col || f.Text != trim(f.Text) || f.Merged && f.Text != "" || f.Merged && l.Table == 0 || f.Line < 1 || f.Line > last {
				t.Fatalf("line %d, field %d: %+v", i, col, f)
			}
			joined.WriteString(f.Text)
		}
		if got, want := solid(joined.String()), solid(l.Text); got != want {
			t.Fatalf("line %d: fields hold %q, the text %q", i, got, want)
		}
		if w, ok := widths[l.Grid]; l.Grid > 0 && ok && w != len(l.Fields) && doc.Kind != CSV {
			t.Fatalf("grid %d has rows of %d and %d places", l.Grid, w, len(l.Fields))
		}
		widths[l.Grid] = len(l.Fields)
	}
	return doc
}

// solid keeps the characters that neither part nor mark anything.
func solid(s string) string {
	s = strings.Map(func(r rune) rune {
		if isSpace(r) || isBar(r) || r >= 0x2500 && r <= 0x257f || strings.ContainsRune(`-=+:#*\"`, r) {
			return -1
		}
		return r
	}, s)
	return strings.NewReplacer("<br>", "", "<br/>", "").Replace(s)
}

// saysMore reports whether a text may have letters that are marks: tags, links, what
// org, asciidoc, textile and wikis say of a table or a heading.
func saysMore(text string) bool {
	for _, mark := range []string{"<", "[", "{", "|=", "#+", ":", "h1", "h2", "h3", "h4", "h5", "h6", "^", "~"} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}

// FuzzRead reads anything. Of plain text no letter and no digit is lost, and none is read twice.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		sample, "规章 |\n0 |\n|||\n", "\t\tx\t1\n3.其他\t\t0\t", "| a | b |\n|---|--:|\n| 1\\|2 | |\n", "┌──┬──┐\n│甲│乙│\n├──┼──┤\n│ 1│  │\n",
		"a   1       3\n\fb   1   2   3\r\nc\u2028d", "a,b,c\n1,\"2\n3\",4\n5,6,7\n", "{\"a\": 1}", "前<table><tr><td colspan=3>a<tr><td>b</table>后\n",
		"<html><p>一<br>二<table><tr><td rowspan=2>a<td><p hidden>b<tr><td>c</table>", "\xff\xfea\x00\n\x00", "\xb9\xab\xbf\xaa\xff", "%PDF-", "PK\x03\x04", "# 一\n**二**\n",
		"+--+--+\n|甲|乙|\n|  +--+\n|  |1 |\n+--+--+\n", "-- ---\n甲 1\n\n乙 2\n-- ---\n", "甲  乙\n== ==\n1   2\n", "|===\n|a 2+|b\n|===\n", "{|\n! a !! colspan=2|b\n|-\n| c\n|}\n",
		"| ~~1~~2 | 3^1^ | \\* |\n|--|--|--|\n", "<tABle><td>0<tr>\n00", "a;b;c\r1;2;3\r4;5;6\r", "<html><style>.a{display:none}td>b{color:#fff}</style><td>1<b class=a>2<sup>3</sup><input value=4>",
	} {
		f.Add([]byte(s))
	}
	f.Add([]byte("0⼄\xff0"))
	f.Add(zipOf(f, documentPart, part("document", para("甲"))))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc := checkLaws(t, data)
		if doc == nil || doc.Kind != Text {
			return
		}
		text, _, _ := decode(data)
		if saysMore(text) {
			return
		}
		left := map[rune]int{}
		count := func(s string, by int) {
			for _, r := range s {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					left[r] += by
				}
			}
		}
		count(radicals.Plain(text), 1)
		for _, l := range doc.Lines {
			for _, f := range l.Fields {
				count(radicals.Plain(f.Text+f.Struck+f.Mark), -1)
			}
		}
		for r, n := range left {
			if n != 0 {
				t.Fatalf("%q is read %d times too few: %q", r, n, text)
			}
		}
	})
}

// FuzzHTML reads a page. The letters of a page without tags are all there.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<p>一<br>二", "<table><tr><td colspan=2 rowspan=3>a<td>b<tr><td>c</table>d", "<table><tr><td><table><tr><td>a<td>b</table><td>c",
		"<p style=display:none>a<div>b", "<pre>a\n b</pre>", "<title>t</title><ruby>a<rt>b</ruby>", "</table></td></tr><tr><td></p>", "<td>a<tr>b<caption>c<tbody>d",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := checkLaws(t, []byte("<html>"+s))
		if doc == nil || doc.Kind != HTML || strings.ContainsAny(s, "<&\x00") || !utf8.ValidString(s) {
			return
		}
		letters := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsLetter(r) {
					return r
				}
				return -1
			}, s)
		}
		var read strings.Builder
		for _, l := range doc.Lines {
			read.WriteString(l.Text)
		}
		if got, want := letters(read.String()), letters(s); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

// FuzzDocx reads the body, the lists and the styles of a Word document.
func FuzzDocx(f *testing.F) {
	f.Add(para("甲")+"<w:tbl><w:tr>"+tc(`<w:gridSpan w:val="2"/><w:vMerge/>`, "a")+"</w:tr></w:tbl>", "", "")
	f.Add(item(1, 0, "甲")+styled("H", "乙"), abstract(0, [3]string{"chineseCounting", "%1、", ""})+num(1, 0, ""), `<w:style w:styleId="H"><w:basedOn w:val="H"/></w:style>`)
	f.Add(`<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p/></w:txbxContent></mc:Choice></mc:AlternateContent><w:fldChar w:fldCharType="begin"/></w:r></w:p>`, "", "")
	f.Add(`<w:tc/><w:tr><w:tc><w:txbxContent><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:txbxContent></w:tc></w:tr><w:del/>`, "", "")
	f.Fuzz(func(t *testing.T, body, lists, styles string) {
		checkLaws(t, []byte(docxOf(t, body, numberingPart, part("numbering", lists), stylesPart, part("styles", styles))))
	})
}
