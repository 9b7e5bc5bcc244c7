package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/cost"
	"github.com/nianbao/nianbao/convert/internal/long"
)

// bomb is a .docx whose document unpacks to n times the pattern.
func bomb(t *testing.T, head, pattern string, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(documentPart)
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(strings.TrimSuffix(part("document", ""), "</w:document>") + head))
	chunk := []byte(strings.Repeat(pattern, 1000))
	for range n / 1000 {
		w.Write(chunk)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Inputs made to hurt: each is an error, or is read, within the limits of
// limits.go. Want nil means that it is read.
func TestHostile(t *testing.T) {
	long.Skip(t, "reads files of 60 MB")
	const big = 60 << 20
	fill := func(pattern string) []byte { return bytes.Repeat([]byte(pattern), big/len(pattern)) }
	page := func(head, pattern string) []byte { return append([]byte("<html>"+head), fill(pattern)...) }
	for _, tt := range []struct {
		name string
		data func() []byte
		want error
	}{
		{"one line", func() []byte { return fill("公开") }, ErrTooLarge},
		{"one line of GBK", func() []byte { return fill("\xb9\xab\xbf\xaa") }, ErrTooLarge},
		{"one line of broken bytes", func() []byte { return fill("\xff\xb9\xff") }, ErrEncoding},
		{"zero bytes", func() []byte { return fill("\x00") }, ErrEncoding},
		{"spaces", func() []byte { return fill(" ") }, ErrEmpty},
		{"blank lines", func() []byte { return append(fill("\n"), 'x') }, nil},
		{"short lines", func() []byte { return fill("a\n") }, ErrTooLarge},
		{"bars", func() []byte { return fill(strings.Repeat("|", 1000) + "\n") }, ErrTooLarge},
		{"bars in one line", func() []byte { return fill("|") }, ErrTooLarge},
		{"tabs", func() []byte { return fill("a" + strings.Repeat("\t", 1000) + "\n") }, ErrTooLarge},
		{"rules", func() []byte { return fill("|---|---|\n") }, ErrTooLarge},
		{"rows of spaces", func() []byte { return fill("a  1  2\nb  1\n") }, ErrTooLarge},
		{"sentences", func() []byte { return fill(strings.Repeat("公开", 500) + "。\n") }, ErrTooLarge},
		{"rows of spaces with blanks", func() []byte {
			return bytes.Repeat([]byte("a  1  2  3  4  5\na  1        3  4\n"), MaxLines/2)
		}, nil},
		{"wide rows of spaces", func() []byte {
			return []byte("a" + strings.Repeat("     1", 100_000) + "\na" + strings.Repeat("     1", 99_998) + "          1\n")
		}, nil},
		{"commas", func() []byte { return fill("1,2,3\n") }, ErrTooLarge},
		{"quote that never ends", func() []byte { return append([]byte("1,2,3\n1,2,3\n1,2,3\n\""), fill("1,2,3\n")...) }, ErrTooLarge},
		{"brackets", func() []byte { return fill("<") }, ErrTooLarge},
		{"tables in Markdown", func() []byte { return fill("x <table> ") }, ErrTooLarge},
		{"tags in tags", func() []byte { return append(bytes.Repeat([]byte("<div>"), 100_000), 'x') }, nil},
		{"tags without end", func() []byte { return page("", "<b>") }, ErrTooLarge},
		{"hidden tags", func() []byte { return page("<p hidden>", "<b>") }, ErrTooLarge},
		{"one tag", func() []byte { return page("<p ", "x") }, ErrTooLarge},
		{"attributes", func() []byte { return page("<p ", "x=y ") }, ErrTooLarge},
		{"one text", func() []byte { return page("", "公开") }, ErrTooLarge},
		{"breaks", func() []byte { return page("", "x<br>") }, ErrTooLarge},
		{"tables in tables", func() []byte { return page("", "<table><tr><td>") }, ErrTooLarge},
		{"cells", func() []byte { return page("<table>", "<td>") }, ErrTooLarge},
		{"rows", func() []byte { return page("<table>", "<tr>") }, ErrTooLarge},
		{"wide cells", func() []byte { return page("<table>", "<tr><td colspan=1000000 rowspan=1000000>x<td>") }, ErrTooLarge},
		{"many wide cells", func() []byte { return page("<table><tr>", "<td colspan=64>x") }, ErrTooLarge},
		{"title", func() []byte { return page("<title>", "x") }, ErrTooLarge},
		{"comment", func() []byte { return page("<!--", "x") }, ErrTooLarge},
		{"zip of zeros", func() []byte { return bomb(t, "", strings.Repeat(" ", 1000), 200_000) }, ErrTooLarge},
		{"paragraphs in Word", func() []byte { return bomb(t, "<w:body>", "<w:p/>", 5_000_000) }, ErrTooLarge},
		{"paragraphs with text in Word", func() []byte { return bomb(t, "<w:body>", para("x"), 700_000) }, ErrTooLarge},
		{"elements in elements in Word", func() []byte { return bomb(t, "<w:body>", "<w:p>", 1_000_000) }, ErrTooLarge},
		{"deleted elements in Word", func() []byte { return bomb(t, "<w:body><w:del>", "<w:p>", 1_000_000) }, ErrDamaged},
		{"tables in tables in Word", func() []byte { return bomb(t, "<w:body>", "<w:tbl><w:tr><w:tc>", 100_000) }, ErrTooLarge},
		{"wide cells in Word", func() []byte {
			return bomb(t, "<w:body><w:tbl>", "<w:tr><w:trPr><w:gridBefore w:val=\"60\"/></w:trPr></w:tr>", 300_000)
		}, ErrTooLarge},
		{"fields in Word", func() []byte {
			begun := `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`
			return []byte(docxOf(t, "<w:p>"+strings.Repeat(begun, 150_000)+strings.Repeat("<w:r><w:t>x</w:t></w:r>", 200_000)+"</w:p>"))
		}, nil},
		{"one attribute in Word", func() []byte { return bomb(t, "<w:p x=\"", "xxxxxxxxxx", 3_000_000) }, ErrDamaged},
		{"lists in Word", func() []byte {
			return []byte(docxOf(t, para("x"), numberingPart, part("numbering", strings.Repeat("<w:num/>", 500_000))))
		}, nil},
		{"more lists in Word", func() []byte {
			return []byte(docxOf(t, para("x"), numberingPart, part("numbering", strings.Repeat("<w:num/>", 600_000))))
		}, ErrTooLarge},
		{"files in a zip", func() []byte { return append([]byte("PK\x03\x04"), fill("PK\x01\x02")...) }, ErrTooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := tt.data()
			peak := cost.Heap()
			work := cost.Work()
			_, err := Read("input", data)
			took := work()
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			mib := peak() >> 20
			if mib > 448 {
				t.Errorf("took %d MiB", mib)
			}
			t.Logf("%.1f yardsticks, %v, %d MiB", took, err, mib)
		})
	}
}
