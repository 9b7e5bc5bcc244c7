package doc_test

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/wordfile"
	"github.com/nianbao/nianbao/convert/source/doc"
	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

type (
	para = wordfile.Para
	run  = wordfile.Run
)

// read reads a file and shows it, or its error.
func read(data []byte) string {
	f, err := doc.Open(data)
	if err != nil {
		return err.Error()
	}
	d, err := f.Read()
	if err != nil {
		return err.Error()
	}
	return wordfile.Show(d)
}

// row makes a row of cells of the edges.
func row(edges []byte, cells ...string) []para {
	var out []para
	for _, c := range cells {
		out = append(out, wordfile.Cell(c))
	}
	return append(out, wordfile.RowEnd(edges))
}

func join(parts ...[]para) []para {
	var out []para
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// r makes a run of properties.
func r(text string, props ...byte) run { return run{Text: text, Props: props} }

func code(code uint16, value ...byte) []byte {
	return append(binary.LittleEndian.AppendUint16(nil, code), value...)
}

func TestText(t *testing.T) {
	for _, tt := range []struct {
		name string
		doc  wordfile.Doc
		want string
	}{
		{"paragraphs", wordfile.Doc{Paras: []para{wordfile.P("一、总体情况"), wordfile.P(""), wordfile.P("𠅤公开")}}, "一、总体情况\n\n𠅤公开"},
		{"one byte a character", wordfile.Doc{Narrow: true, Paras: []para{wordfile.P("“2024” – caf\u00e9"), wordfile.P("x")}}, "“2024” – café\nx"},
		{"many pieces", wordfile.Doc{Split: 3, Paras: []para{wordfile.P("政府信息公开年度报告"), wordfile.P("𠅤𠅤𠅤")}}, "政府信息公开年度报告\n𠅤𠅤𠅤"},
		{"marks", wordfile.Doc{Paras: []para{wordfile.P("甲\v乙\t丙\x1e丁\x1f\x02\x05戊\u00a0己")}}, "甲/乙\t丙-丁戊\u00a0己"},
		{"half a character", wordfile.Doc{Paras: []para{{Runs: []run{r("a\U00020164b")}}}, Split: 2}, "a𠅤b"},
		{"fields", wordfile.Doc{Paras: []para{wordfile.P("第\x13 PAGE \x13 IF \x14内\x15\x143\x15页\x15")}}, "第3页"},
		{"a field over paragraphs", wordfile.Doc{Paras: []para{wordfile.P("\x13 TOC \x14一"), wordfile.P("二\x15三")}}, "一\n二三"},
		{"hidden, struck, raised", wordfile.Doc{Paras: []para{{Runs: []run{
			r("甲"), r("藏", code(0x083c, 1)...), r("删", code(0x0837, 1)...), r("双", code(0x2a53, 1)...), r("①", code(0x2a48, 1)...), r("去", code(0x0800, 1)...), r("网", code(0x0811, 1)...), r("小", code(0x4a43, 2, 0)...), r("高", code(0x4845, 6, 0)...), r("平", code(0x4845, 2, 0)...), r("乙", code(0x083c, 0)...),
		}}}}, "甲~删双~^①^^高^平乙"},
		{"white", wordfile.Doc{Paras: []para{{Runs: []run{r("白", code(0x6870, 255, 255, 255, 0)...), r("白", code(0x2a42, 8)...), r("黑", code(0x6870, 0, 0, 0, 255)...), r("衬", append(code(0x2a42, 8), code(0x2a0c, 1)...)...)}}}}, "(白白)黑衬"},
		{"white on a colour", wordfile.Doc{Paras: []para{wordfile.P("甲", code(0xc64d, 10, 0, 0, 0, 255, 128, 0, 0, 0, 0, 0)...), wordfile.P("乙", code(0xc64d, 10, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0)...), wordfile.P("丙", code(0x442d, 0x40, 0)...)}}, "甲%\n乙\n丙%"},
		{"a deleted paragraph mark", wordfile.Doc{Paras: []para{{Runs: []run{r("甲"), r("\r", code(0x0800, 1)...), r("乙")}}}}, "甲>\n乙"},
		{"a symbol", wordfile.Doc{Paras: []para{{Runs: []run{r("(", append(code(0x0855, 1), code(0x6a09, 0, 0, 0x07, 0x30)...)...), r("(x)")}}}}, "〇(x)"},
		{"properties of a piece", wordfile.Doc{Prm: 0x5c<<1 | 1<<8, Paras: []para{wordfile.P("藏")}}, ""},
		{"properties of a piece, kept apart", wordfile.Doc{Prc: [][]byte{nil, code(0x0837, 1)}, Prm: 1<<1 | 1, Paras: []para{wordfile.P("删")}}, "~删~"},
		{"lists", wordfile.Doc{Paras: []para{wordfile.P("甲", append(code(0x460b, 2, 0), code(0x260a, 1)...)...), wordfile.P("乙", code(0x460b, 0xff, 0xf8)...)}}, "#2.1 甲\n乙"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(tt.doc.Bytes()); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestTables(t *testing.T) {
	three := wordfile.Edges([]int{0, 1000, 2000, 3000})
	huge := wordfile.Edges([]int{0, 1000, 2000, 3000}, 0, 0x60, 0)
	data := append(make([]byte, 6), append(binary.LittleEndian.AppendUint16(nil, uint16(len(huge))), huge...)...)
	for _, tt := range []struct {
		name string
		doc  wordfile.Doc
		want string
	}{
		{"plain", wordfile.Doc{Paras: join(row(three, "a", "1", "2"), row(three, "b", "", "3"))}, "| a¦1¦2\n| b¦¦3"},
		{"spans", wordfile.Doc{Paras: join(row(wordfile.Edges([]int{0, 3000}), "头"), row(wordfile.Edges([]int{0, 2000, 3000}), "a", "1"), row(three, "x", "y", "z"))}, "| 头¦<¦<\n| a¦<¦1\n| x¦y¦z"},
		{"edges that are nearly one", wordfile.Doc{Paras: join(row(three, "a", "1", "2"), row(wordfile.Edges([]int{-5, 1008, 1993, 3014}), "b", "3", "4"))}, "| a¦1¦2\n| b¦3¦4"},
		{"edges that are not one", wordfile.Doc{Paras: join(row(three, "a", "1", "2"), row(wordfile.Edges([]int{0, 1100, 3000}), "b", "3"))}, "| a¦1¦<¦2\n| b¦<¦3¦<"},
		{"merged downwards", wordfile.Doc{Paras: join(row(wordfile.Edges([]int{0, 1000, 2000}, 0x60), "三", "1"), row(wordfile.Edges([]int{0, 1000, 2000}, 0x20), "", "2"), row(wordfile.Edges([]int{0, 1000, 2000}, 0x60), "四", "3"))}, "| 三¦1\n| <¦2\n| 四¦3"},
		{"merged across by flags", wordfile.Doc{Paras: row(wordfile.Edges([]int{0, 1000, 2000, 3000}, 2, 1, 0), "宽", "", "1")}, "| 宽¦<¦1"},
		{"merged by a property of its own", wordfile.Doc{Paras: join(row(three, "a", "1", "2"), row(append(three[:len(three):len(three)], append(code(0xd62b, 2, 0, 1), code(0x5624, 1, 3)...)...), "", "宽", ""))}, "| a¦1¦2\n| <¦宽¦<"},
		{"a wide row, its edges in another stream", wordfile.Doc{Data: data, Paras: join(row(wordfile.Huge(6), "a", "1", "2"), row(wordfile.Huge(6), "b", "3", "4"))}, "| a¦1¦2\n| b¦3¦4"},
		{"a colour behind a cell", wordfile.Doc{Paras: join(row(append(three[:len(three):len(three)], code(0xd612, 20, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 128, 0, 0, 0)...), "a", "1", "2"), row(append(three[:len(three):len(three)], code(0xd609, 2, 0xff, 0xff)...), "b", "3", "4"))}, "| a¦1¦2%\n| b¦3¦4"},
		{"a row that begins late", wordfile.Doc{Paras: join(row(three, "a", "1", "2"), row(wordfile.Edges([]int{1000, 2000, 3000}), "3", "4"))}, "| a¦1¦2\n| <¦3¦4"},
		{"rows without edges, alike", wordfile.Doc{Paras: join(row(nil, "a", "1"), row(nil, "b", "2"))}, "| a¦1\n| b¦2"},
		{"rows without edges, unlike", wordfile.Doc{Paras: join(row(nil, "a", "1"), row(nil, "b"))}, "no grid"},
		{"paragraphs in a cell", wordfile.Doc{Paras: append([]para{wordfile.P("法律服", wordfile.InTable...)}, row(wordfile.Edges([]int{0, 900, 2000}), "务机构", "1")...)}, "| 法律服/务机构¦1"},
		{"a cell without width", wordfile.Doc{Paras: join(row(three, "a", "1", "2"), row(wordfile.Edges([]int{0, 1000, 1009}), "b", "3"))}, "no grid"},
		{"an empty cell without width", wordfile.Doc{Paras: join(row(three, "a", "1", "2"), row(wordfile.Edges([]int{0, 5, 3000}), "", "3"))}, "| a¦1¦2\n| 3¦<¦<"},
		{"edges backwards", wordfile.Doc{Paras: join(row(three, "a", "1", "2"), row(wordfile.Edges([]int{0, 2000, 1000}), "b", "3"))}, "no grid"},
		{"a table between paragraphs", wordfile.Doc{Paras: join([]para{wordfile.P("前")}, row(three, "a", "1", "2"), []para{wordfile.P("后")})}, "前\n| a¦1¦2\n后"},
		{"a table in a cell", wordfile.Doc{Paras: join(
			[]para{{Runs: []run{r("内")}, Props: inner(0x244b)}, {Runs: []run{r("1")}, Props: inner(0x244b)}, {Props: append(inner(0x244c), wordfile.Edges([]int{0, 500, 900})...)}},
			row(three, "", "1", "2"))}, "| | 内¦1/¦1¦2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(tt.doc.Bytes()); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// inner are the properties of a mark in a table in a cell.
func inner(mark uint16) []byte {
	return append(append(append([]byte{}, wordfile.InTable...), code(0x6649, 2, 0, 0, 0)...), code(mark, 1)...)
}

func TestDamaged(t *testing.T) {
	whole := wordfile.Doc{Paras: []para{wordfile.P("甲")}}
	change := func(stream, at int, b ...byte) []byte {
		streams := whole.Streams()
		copy(streams[stream].Data[at:], b)
		return wordfile.Container(streams...)
	}
	without := func(stream int) []byte {
		streams := whole.Streams()
		return wordfile.Container(append(streams[:stream], streams[stream+1:]...)...)
	}
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"no container", []byte("text"), "container"},
		{"no text", without(0), "WordDocument is missing"},
		{"no tables", without(1), "1Table is missing"},
		{"no head", change(0, 1, 1), "no head"},
		{"no pieces", change(0, 0x1a6, 0), "pieces is missing"},
		{"pieces backwards", change(1, int(binary.LittleEndian.Uint32(whole.Streams()[0].Data[0x1a2:]))+5, 9), "pieces is torn"},
		{"text behind the end", change(1, int(binary.LittleEndian.Uint32(whole.Streams()[0].Data[0x1a2:]))+15, 0xff, 0xff, 0xff, 0x3f), "behind the end"},
		{"cut", whole.Bytes()[:3000], "torn"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := doc.Open(tt.data)
			if err == nil {
				_, err = f.Read()
			}
			var damaged wordgrid.DamagedError
			if !errors.As(err, &damaged) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want one that says %q", err, tt.want)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		name string
		edit func(word []byte)
		want error
	}{
		{"password", func(word []byte) { word[11] |= 1 }, doc.ErrEncrypted},
		{"obfuscated", func(word []byte) { word[11] |= 0x80 }, doc.ErrEncrypted},
		{"Word 95", func(word []byte) { word[2], word[3] = 104, 0 }, doc.ErrOld},
		{"Word 95 of East Asia", func(word []byte) { word[0], word[1] = 0x99, 0xa6 }, doc.ErrOld},
		{"Word 6", func(word []byte) { word[0] = 0xdc }, doc.ErrOld},
	} {
		t.Run(tt.name, func(t *testing.T) {
			streams := wordfile.Doc{Paras: []para{wordfile.P("甲")}}.Streams()
			tt.edit(streams[0].Data)
			f, err := doc.Open(wordfile.Container(streams...))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Read(); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}
