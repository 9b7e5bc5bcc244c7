package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/cost"
	"github.com/nianbao/nianbao/convert/internal/long"
)

func flated(data []byte) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.String()
}

// Files that viewers open in spite of what is wrong with them, and what is refused.
func TestStructure(t *testing.T) {
	whole := pagesOf(at(100, 700, "年报"), at(100, 700, "5 2024"))
	const want = "1+ 年报\n2+ 5 2024"
	cut := func(n int) []byte { return whole[:len(whole)-n] }
	replaced := func(old, new string) []byte { return bytes.Replace(whole, []byte(old), []byte(new), 1) }
	for _, tt := range []struct {
		name string
		data []byte
		err  error
	}{
		{"whole", whole, nil},
		{"behind other bytes", append([]byte("HTTP/1.1 200 OK\r\n\r\n"), whole...), nil},
		{"without its end", cut(30), nil},
		{"without its cross-reference", whole[:bytes.LastIndex(whole, []byte("xref\n0"))], nil},
		{"a wrong cross-reference", replaced("0000000009 00000 n", "0000000123 00000 n"), nil},
		{"a wrong startxref", replaced("startxref\n", "startxref\n9"), nil},
		{"a wrong length", bytes.Replace(whole, []byte("/Length "), []byte("/Length 9"), 1), nil},
		{"no list of pages", replaced("/Type/Pages/Kids", "/Type/Xages/Kidx"), nil},
		{"a page that is missing", replaced("/Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources 3 0 R/Contents 6 0 R>>\nendobj", ""), ErrDamaged},
		{"instructions that are missing", replaced("Contents 6 0 R", "Contents 66 0 R"), ErrDamaged},
		{"nothing but a head", []byte("%PDF-1.7\n"), ErrNoText},
		{"an unknown lock", replaced("/Root 1 0 R", "/Encrypt<</Filter/Own>>/Root 1 0 R"), ErrLocked},
		{"no text", pagesOf("100 100 200 200 re f"), ErrNoText},
		{"no codes", bytes.ReplaceAll(pagesOf(at(100, 700, strings.Repeat("1", 50))), []byte("/BaseFont/Helvetica/Encoding/WinAnsiEncoding"), []byte("/BaseFont/Own/FontDescriptor<</FontFile3 9 0 R>>")), ErrNoText},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(tt.data)
			if !errors.Is(err, tt.err) {
				t.Fatalf("got %v, want %v", err, tt.err)
			}
			if err == nil && show(doc) != want {
				t.Errorf("got %s, want %s", show(doc), want)
			}
		})
	}
}

// TestUpdated: of an object that stands in the file twice, the one that the last
// cross-reference names counts, and the last one where there is none.
func TestUpdated(t *testing.T) {
	data := pagesOf(at(100, 700, "1"))
	base := bytes.LastIndex(data, []byte("xref\n0"))
	offset := len(data)
	data = append(data, "6 0 obj\n"+streamOf("", at(100, 700, "2"))+"\nendobj\n"...)
	torn := bytes.Clone(data)
	next := len(data)
	data = append(data, fmt.Sprintf("xref\n6 1\n%010d 00000 n \ntrailer\n<</Size 7/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n", offset, base, next)...)
	check(t, data, "1+ 2")
	check(t, append(torn, "startxref\n1\n"...), "1+ 2")
}

func TestFilters(t *testing.T) {
	content := at(100, 700, "2024")
	for _, tt := range []struct{ name, filter, data string }{
		{"flate", "/FlateDecode", flated([]byte(content))},
		{"hex", "/ASCIIHexDecode", fmt.Sprintf("%x>", content)},
		{"two", "[/ASCIIHexDecode/FlateDecode]", fmt.Sprintf("%x>", flated([]byte(content)))},
		{"run lengths", "/RunLengthDecode", fmt.Sprintf("%c%s\x80", len(content)-1, content)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			check(t, build("<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]>>",
				"<</Type/Page/MediaBox[0 0 600 800]/Resources<</Font<</F1 "+helvetica+">>>>/Contents 4 0 R>>", streamOf("/Filter"+tt.filter, tt.data)), "1+ 2024")
		})
	}
}

// Files made to hurt are read or refused within the limits.
func TestHostile(t *testing.T) {
	long.Skip(t, "reads files of 60 MB")
	page := func(content string, more ...string) []byte {
		return build(append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]>>",
			"<</Type/Page/MediaBox[0 0 600 800]/Resources<</Font<</F1 " + helvetica + ">>/XObject<</X 5 0 R>>>>/Contents 4 0 R>>", content}, more...)...)
	}
	zeros := flated(make([]byte, 1<<30))
	fill := func(s string, n int) string { return strings.Repeat(s, n/len(s)) }
	for _, tt := range []struct {
		name string
		data func() []byte
		want error
	}{
		{"pages in a circle", func() []byte {
			return build("<</Type/Catalog/Pages 2 0 R>>", "<</Kids[2 0 R 2 0 R 3 0 R]>>", "<</Kids[2 0 R]>>")
		}, ErrNoText},
		{"an object that is itself", func() []byte { return build("<</Type/Catalog/Pages 2 0 R>>", "2 0 R") }, ErrNoText},
		{"objects in a circle", func() []byte { return build("<</Type/Catalog/Pages 2 0 R>>", "3 0 R", "2 0 R") }, ErrNoText},
		{"a length of a billion", func() []byte {
			return bytes.Replace(page(streamOf("", at(1, 2, "x"))), []byte("/Length"), []byte("/Length 1000000000/L"), 1)
		}, nil},
		{"a cross-reference of a billion", func() []byte {
			return []byte("%PDF-1.4\nxref\n0 1000000000\n0000000000 65535 f \ntrailer<</Root 1 0 R>>\nstartxref\n9\n")
		}, ErrNoText},
		{"a cross-reference that is before itself", func() []byte {
			return []byte("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n")
		}, ErrNoText},
		{"zeros", func() []byte { return page(streamOf("/Filter/FlateDecode", zeros)) }, ErrTooLarge},
		{"zeros twice", func() []byte { return page(streamOf("/Filter[/FlateDecode/FlateDecode]", flated([]byte(zeros)))) }, ErrTooLarge},
		{"a cross-reference of zeros", func() []byte {
			return append([]byte("%PDF-1.5\n4 0 obj\n"+streamOf("/Type/XRef/W[1 4 2]/Size 200000000/Root 1 0 R/Filter/FlateDecode", zeros)), "\nendobj\nstartxref\n9\n"...)
		}, ErrTooLarge},
		{"a form in itself", func() []byte {
			return page(streamOf("", "/X Do"), streamOf("/Subtype/Form/Resources<</XObject<</X 5 0 R>>>>", fill("/X Do ", 600)))
		}, ErrTooLarge},
		{"instructions", func() []byte { return page(streamOf("/Filter/FlateDecode", flated([]byte(fill("q ", 20<<20))))) }, ErrTooLarge},
		{"operands", func() []byte { return page(streamOf("/Filter/FlateDecode", flated([]byte(fill("1 ", 40<<20))))) }, ErrNoText},
		{"rulings", func() []byte {
			return page(streamOf("/Filter/FlateDecode", flated([]byte(fill("1 1 m 1 90 l S ", 10<<20)))))
		}, ErrTooLarge},
		{"rulings that cross", func() []byte {
			var b strings.Builder
			for i := range 20_000 {
				fmt.Fprintf(&b, "%d 0 m %d 70000 l 0 %d m 70000 %d l S\n", 3*i, 3*i, 3*i, 3*i)
			}
			return page(streamOf("", "0.01 0 0 0.01 0 0 cm "+b.String()))
		}, ErrNoText},
		{"a table of many places", func() []byte {
			var b strings.Builder
			for i := range 180 {
				fmt.Fprintf(&b, "%d 0 m %d 1400 l 0 %d m 1400 %d l S\n", 7*i, 7*i, 7*i, 7*i)
			}
			return bytes.Replace(page(streamOf("", b.String())), []byte("[0 0 600 800]"), []byte("[0 0 1600 1600]"), 1)
		}, ErrTooLarge},
		{"areas over characters", func() []byte {
			return page(streamOf("/Filter/FlateDecode", flated([]byte(fill("0 0 600 800 re f ", 2<<20)+"BT /F1 1 Tf 9 9 Td "+fill("(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx) Tj ", 4<<20)+"ET"))))
		}, ErrTooLarge},
		{"characters", func() []byte {
			return page(streamOf("/Filter/FlateDecode", flated([]byte("BT /F1 1 Tf 9 9 Td "+fill("(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx) Tj ", 50<<20)+"ET"))))
		}, ErrTooLarge},
		{"arrays in arrays", func() []byte { return build(fill("[", 30<<20)) }, ErrNoText},
		{"objects", func() []byte { return []byte("%PDF-1.4\n" + fill("1 0 obj<<>>", 60<<20)) }, ErrNoText},
		{"objects of their own number", func() []byte {
			var b strings.Builder
			b.WriteString("%PDF-1.4\n")
			for i := range 3_000_000 {
				fmt.Fprintf(&b, "%d 0 obj 1 ", i)
			}
			return []byte(b.String())
		}, ErrTooLarge},
		{"streams without end", func() []byte { return []byte("%PDF-1.4\n" + fill("1 0 obj<<>>stream\n", 60<<20)) }, ErrNoText},
		{"lengths that wait for another", func() []byte {
			var objects []string
			for i := range 20_000 {
				objects = append(objects, fmt.Sprintf("<</Length %d 0 R>>stream\nx\nendstream", i+2))
			}
			return build(objects...)
		}, ErrNoText},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := tt.data()
			peak := cost.Heap()
			work := cost.Work()
			_, err := Read(data)
			took, mib := work(), peak()>>20
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if mib > 448 || took > 1000 {
				t.Errorf("took %.0f yardsticks and %d MiB", took, mib)
			}
			t.Logf("%.1f yardsticks, %v, %d MiB", took, err, mib)
		})
	}
}
