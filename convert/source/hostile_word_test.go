package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/cost"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/internal/wordfile"
)

// patched makes a document and writes numbers of 32 bits over places of one of its streams.
func patched(d wordfile.Doc, stream int, numbers map[int]uint32) []byte {
	streams := d.Streams()
	for at, v := range numbers {
		binary.LittleEndian.PutUint32(streams[stream].Data[at:], v)
	}
	return wordfile.Container(streams...)
}

// overwritten writes numbers of 32 bits over places of the head of a container.
func overwritten(numbers map[int]uint32) []byte {
	data := wordfile.Doc{Paras: []wordfile.Para{wordfile.P("甲")}}.Bytes()
	for at, v := range numbers {
		binary.LittleEndian.PutUint32(data[at:], v)
	}
	return data
}

// TestHostileWord: inputs of the kinds of Word that are made to hurt are
// errors, or are read, within ten seconds of their own time and 448 MiB.
func TestHostileWord(t *testing.T) {
	long.Skip(t, "reads files of 60 MB")
	const big = 60 << 20
	fill := func(head, pattern, tail string) []byte {
		return append(append([]byte(head), bytes.Repeat([]byte(pattern), big/len(pattern))...), tail...)
	}
	long := make([]byte, 20<<20)
	small := wordfile.Doc{Paras: []wordfile.Para{wordfile.P("甲")}}
	hidden := wordfile.P(strings.Repeat("藏", 8<<20))
	hidden.Runs[0].Props = []byte{0x3c, 0x08, 1}
	rows := func(n int, edges []byte) []wordfile.Para {
		return append(repeated(n, wordfile.Cell("x")), wordfile.RowEnd(edges))
	}
	for _, tt := range []struct {
		name string
		data func() []byte
		want error
	}{
		{"container, directories without end", func() []byte { return overwritten(map[int]uint32{40: 0xffffffff}) }, ErrDamaged},
		{"container, tables without end", func() []byte { return overwritten(map[int]uint32{44: 0x7fffffff, 64: 0x7fffffff, 72: 0x7fffffff}) }, ErrDamaged},
		{"container, small streams without end", func() []byte { return overwritten(map[int]uint32{60: 0, 64: 1}) }, nil},
		{"container of zeros", func() []byte { return fill(oleMagic, "\x00", "") }, nil},
		{"container, chain that goes round", func() []byte {
			data := overwritten(nil)
			fat := 512 + int(binary.LittleEndian.Uint32(data[76:]))*512
			for i := range 100 {
				binary.LittleEndian.PutUint32(data[fat+4*i:], uint32(i/2))
			}
			return data
		}, ErrDamaged},
		{"text of 10^9 characters", func() []byte { return patched(small, 0, map[int]uint32{0x4c: 1 << 30}) }, nil},
		{"piece of 10^9 characters", func() []byte {
			s := small.Streams()
			binary.LittleEndian.PutUint32(s[0].Data[0x4c:], 1<<30)
			binary.LittleEndian.PutUint32(s[1].Data[binary.LittleEndian.Uint32(s[0].Data[0x1a2:])+9:], 1<<30)
			return wordfile.Container(s...)
		}, ErrDamaged},
		{"much text", func() []byte {
			return wordfile.Doc{Paras: []wordfile.Para{wordfile.P(strings.Repeat("公开", 2<<20))}}.Bytes()
		}, ErrTooLarge},
		{"hidden text", func() []byte { return wordfile.Doc{Paras: []wordfile.Para{hidden}}.Bytes() }, ErrTooLarge},
		{"paragraphs", func() []byte {
			return wordfile.Doc{Paras: []wordfile.Para{wordfile.P(strings.Repeat("\r", 3<<20))}}.Bytes()
		}, ErrTooLarge},
		{"cells", func() []byte {
			return wordfile.Doc{Paras: []wordfile.Para{wordfile.P(strings.Repeat("\a", 3<<20))}}.Bytes()
		}, ErrTooLarge},
		{"many pieces of the same text", func() []byte {
			return wordfile.Doc{Split: 1, Narrow: true, Paras: []wordfile.Para{wordfile.P(strings.Repeat("x", 200_000))}}.Bytes()
		}, ErrTooLarge},
		{"fields in fields", func() []byte {
			return wordfile.Doc{Paras: []wordfile.Para{wordfile.P(strings.Repeat("\x13", 1000))}}.Bytes()
		}, ErrTooLarge},
		{"rows of many cells", func() []byte { return wordfile.Doc{Paras: rows(200_000, nil)}.Bytes() }, ErrTooLarge},
		{"a wide row for each of many paragraphs", func() []byte {
			wide := bytes.Repeat(wordfile.Edges([]int{0, 1, 2}), 4000)
			data := append(binary.LittleEndian.AppendUint16(nil, uint16(len(wide))), wide...)
			return wordfile.Doc{Data: data, Paras: repeated(40_000, wordfile.RowEnd(bytes.Repeat(wordfile.Huge(0), 60)))}.Bytes()
		}, ErrTooLarge},
		{"pages of properties that are not there", func() []byte {
			s := small.Streams()
			return patched(small, 0, map[int]uint32{0xfe: 1 << 30, 0x106: 1 << 30, 0xfa: 0, 0x102: binary.LittleEndian.Uint32(s[0].Data[0xfa:])})
		}, nil},
		{"a stream of 20 MB", func() []byte { return wordfile.Doc{Data: long, Paras: small.Paras}.Bytes() }, nil},
		{"rtf groups", func() []byte { return fill(`{\rtf1`, "{", "") }, ErrTooLarge},
		{"rtf groups, ended", func() []byte { return fill(`{\rtf1`, "{}", "") }, ErrDamaged},
		{"rtf text", func() []byte { return fill(`{\rtf1 `, "0123456789", "}") }, ErrTooLarge},
		{"rtf bytes", func() []byte { return fill(`{\rtf1\ansicpg936 `, `\'b9`, "}") }, ErrTooLarge},
		{"rtf hidden text", func() []byte { return fill(`{\rtf1\v `, "0123456789", "}") }, ErrEmpty},
		{"rtf words", func() []byte { return fill(`{\rtf1`, `\b0`, "}") }, ErrEmpty},
		{"rtf paragraphs", func() []byte { return fill(`{\rtf1`, `\par`, "}") }, ErrTooLarge},
		{"rtf cells", func() []byte { return fill(`{\rtf1`, `\cell`, "}") }, ErrTooLarge},
		{"rtf edges", func() []byte { return fill(`{\rtf1\trowd`, `\cellx1`, `}`) }, ErrEmpty},
		{"rtf rows of many edges", func() []byte {
			edges := strings.Repeat(`\cellx99`, 900)
			return []byte(`{\rtf1\intbl\trowd` + edges + strings.Repeat(strings.Repeat(`\cell`, 60)+`\row`, 6_000) + `}`)
		}, ErrTooLarge},
		{"rtf cells on columns of their own", func() []byte {
			var b strings.Builder
			b.WriteString(`{\rtf1\intbl`)
			for i := range 20_000 {
				b.WriteString(`\trowd\cellx` + strconv.Itoa(20*i+100) + `\cellx900000 x\cell y\cell\row`)
			}
			return []byte(b.String() + `}`)
		}, ErrTooLarge},
		{"rtf data of 10^9 bytes", func() []byte { return []byte(`{\rtf1 x\bin2000000000 y}`) }, ErrDamaged},
		{"rtf fonts", func() []byte { return fill(`{\rtf1{\fonttbl`, `\f1\fcharset134\f2\fcharset0`, `}x}`) }, nil},
		{"rtf lists", func() []byte { return fill(`{\rtf1{\*\listtable`, `{\list\listid1{\listlevel}}`, `}x}`) }, nil},
		{"rtf text boxes", func() []byte { return fill(`{\rtf1`, `{\shptxt x}`, `}`) }, ErrTooLarge},
		{"rtf notes", func() []byte { return fill(`{\rtf1`, `{\footnote x}`, `}`) }, ErrTooLarge},
		{"Word 2003 elements in elements", func() []byte { return fill(wordMLHead, "<w:p>", "") }, ErrTooLarge},
		{"Word 2003 paragraphs", func() []byte { return fill(wordMLHead, "<w:p/>", "") }, ErrTooLarge},
		{"archive of parts", func() []byte {
			return fill("MIME-Version: 1.0\nContent-Type: multipart/x; boundary=x\n\n", "--x\n\n", "")
		}, nil},
		{"archive of archives", func() []byte {
			return fill("MIME-Version: 1.0\nContent-Type: multipart/x; boundary=x\n\n", "--x\nContent-Type: multipart/x; boundary=x\n\n", "")
		}, nil},
		{"archive with a long head", func() []byte { return fill("MIME-Version: 1.0\n", " x\n", "") }, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := tt.data()
			peak := cost.Heap()
			work := cost.Work()
			_, err := Read("input", data)
			took, mib := work(), peak()>>20
			if tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if mib > 448 || took > 3000 {
				t.Errorf("took %.0f yardsticks and %d MiB", took, mib)
			}
			t.Logf("%.1f yardsticks, %v, %d MiB", took, err, mib)
		})
	}
}

const wordMLHead = `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="` + wordMLSpace + `"><w:body>`

// repeated repeats a paragraph.
func repeated(n int, p wordfile.Para) []wordfile.Para {
	out := make([]wordfile.Para, n)
	for i := range out {
		out[i] = p
	}
	return out
}
