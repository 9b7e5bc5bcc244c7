package fonts

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A sketch is a small font made for a test, with Han outlines of the built-in 宋体.
type sketch struct {
	tables map[string][]byte
}

// draw makes a font of the characters, whose cmap has the format 4 or 12.
func draw(t testing.TB, runes string, format int) *sketch {
	t.Helper()
	face, _ := Builtin().Face(Song, '一')
	sub := face.Subset([]rune(runes))
	s := &sketch{tables: map[string][]byte{}}
	for i := range sfntTable(sub.Data).u16(4) {
		rec := sfntTable(sub.Data).part(12+16*i, 16)
		s.tables[string(rec[:4])] = slices.Clone(sfntTable(sub.Data).part(rec.u32(8), rec.u32(12)))
	}
	s.tables["OS/2"] = make([]byte, 96)
	s.tables["name"] = nameTable("Test-Font")
	s.tables["cmap"] = cmapTable(sub.Runes, format)
	return s
}

func (s *sketch) bytes() []byte {
	var parts []namedTable
	for tag, data := range s.tables {
		parts = append(parts, newTable(tag, slices.Clone(data)))
	}
	slices.SortFunc(parts, func(a, b namedTable) int { return slices.Compare([]byte(a.tag), []byte(b.tag)) })
	return assemble(parts)
}

func shorts(values ...int) []byte {
	var b []byte
	for _, v := range values {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return b
}

func long(v int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(v)) }

func nameTable(name string) []byte {
	b := shorts(0, 1, 18, 3, 1, 0x409, 6, 2*len(name), 0)
	for _, c := range name {
		b = append(b, shorts(int(c))...)
	}
	return b
}

// cmapTable gives rune i of the list glyph i+1, each in a segment of its own.
func cmapTable(runes []rune, format int) []byte {
	b := append(shorts(0, 1, 3, 10), long(12)...)
	if format == 12 {
		b = append(b, shorts(12, 0)...)
		b = append(b, slices.Concat(long(16+12*len(runes)), long(0), long(len(runes)))...)
		for i, r := range runes {
			b = append(b, slices.Concat(long(int(r)), long(int(r)), long(i+1))...)
		}
		return b
	}
	n := len(runes) + 1
	var ends, starts, deltas, offsets []int
	for i, r := range append(slices.Clone(runes), 0xFFFF) {
		ends, starts = append(ends, int(r)), append(starts, int(r))
		deltas, offsets = append(deltas, (i+1-int(r))&0xFFFF), append(offsets, 0)
	}
	deltas[n-1] = 1
	b = append(b, shorts(4, 16+8*n, 0, 2*n, 0, 0, 0)...)
	return slices.Concat(b, shorts(ends...), shorts(0), shorts(starts...), shorts(deltas...), shorts(offsets...))
}

func TestParse(t *testing.T) {
	for _, format := range []int{4, 12} {
		f, err := Parse(draw(t, "一年报", format).bytes(), 0)
		if err != nil {
			t.Fatalf("format %d: %v", format, err)
		}
		if f.Name() != "Test-Font" || !f.Has('年') || f.Has('月') || f.Has(0x20000) || f.Width('年') != 1000 || f.Width('月') != 0 {
			t.Errorf("format %d: name %q, has 年 %v, 月 %v, width %d", format, f.Name(), f.Has('年'), f.Has('月'), f.Width('年'))
		}
		if err := f.verify(); err != nil {
			t.Error(err)
		}
	}
}

func TestBeyondBasicPlane(t *testing.T) {
	s := draw(t, "一丁", 12)
	s.tables["cmap"] = cmapTable([]rune{'一', 0x20BB7}, 12)
	if f, err := Parse(s.bytes(), 0); err != nil || !f.Has(0x20BB7) || f.Has(0x20BB6) || f.Has(0x20BB8) {
		t.Errorf("%v", err)
	}
}

func TestPrivateUse(t *testing.T) {
	s := draw(t, "一丁", 4)
	s.tables["cmap"] = cmapTable([]rune{'一', 0xE001}, 4)
	if f, err := Parse(s.bytes(), 0); err != nil || f.Has(0xE001) {
		t.Errorf("a private-use character has a glyph (%v)", err)
	}
}

func TestRefused(t *testing.T) {
	tests := []struct {
		name   string
		change func(*sketch)
		want   error
	}{
		{"no outlines", func(s *sketch) { delete(s.tables, "glyf") }, ErrDamaged},
		{"CFF outlines", func(s *sketch) { delete(s.tables, "glyf"); s.tables["CFF "] = []byte{1} }, ErrCFF},
		{"restricted licence", func(s *sketch) { s.tables["OS/2"][9] = 2 }, ErrForbidden},
		{"no subsetting", func(s *sketch) { s.tables["OS/2"][8] = 1 }, ErrForbidden},
		{"bitmaps only", func(s *sketch) { s.tables["OS/2"][8] = 2 }, ErrForbidden},
		{"no cmap", func(s *sketch) { delete(s.tables, "cmap") }, ErrNoCmap},
		{"symbol cmap", func(s *sketch) { s.tables["cmap"][7] = 0 }, ErrNoCmap},
		{"cmap out of order", func(s *sketch) { s.tables["cmap"] = cmapTable([]rune{'年', '一'}, 12) }, ErrDamaged},
		{"no em", func(s *sketch) { clear(s.tables["head"][18:20]) }, ErrDamaged},
		{"short hmtx", func(s *sketch) { s.tables["hmtx"] = s.tables["hmtx"][:6] }, ErrDamaged},
		{"short loca", func(s *sketch) { s.tables["loca"] = s.tables["loca"][:6] }, ErrDamaged},
		{"glyph outside glyf", func(s *sketch) { s.tables["glyf"] = s.tables["glyf"][:40] }, ErrDamaged},
		{"glyph cut off", func(s *sketch) { binary.BigEndian.PutUint16(s.tables["glyf"], 500) }, ErrDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := draw(t, "一年报", 12)
			tt.change(s)
			file := filepath.Join(t.TempDir(), "font.ttf")
			if err := os.WriteFile(file, s.bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(file); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	one, two := draw(t, "一", 4).bytes(), draw(t, "年", 12).bytes()
	ttc := write("two.ttc", collection(one, two))
	hash := write("a#1", one)
	tests := []struct {
		name, file string
		has        rune
		want       error
	}{
		{"font", write("one.ttf", one), '一', nil},
		{"face 0", ttc, '一', nil},
		{"face 1", ttc + "#1", '年', nil},
		{"face 2", ttc + "#2", 0, ErrNotFont},
		{"face of a font", write("x.ttf", one) + "#1", 0, ErrNotFont},
		{"a name with #", hash, '一', nil},
		{"text", write("note.txt", []byte("not a font at all")), 0, ErrNotFont},
		{"empty", write("empty", nil), 0, ErrNotFont},
		{"OpenType with CFF", write("x.otf", []byte("OTTO\x00\x00\x00\x00\x00\x00\x00\x00")), 0, ErrCFF},
		{"folder", dir, 0, ErrNotFont},
		{"absent", filepath.Join(dir, "absent.ttf"), 0, os.ErrNotExist},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Open(tt.file)
			if !errors.Is(err, tt.want) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			if err == nil && !f.Has(tt.has) {
				t.Errorf("the face has no %c", tt.has)
			}
		})
	}
}

// collection puts fonts into one TTC file.
func collection(fonts ...[]byte) []byte {
	head := append([]byte("ttcf"), slices.Concat(long(0x10000), long(len(fonts)))...)
	at := len(head) + 4*len(fonts)
	var body []byte
	for _, f := range fonts {
		head = append(head, long(at+len(body))...)
		f = slices.Clone(f)
		for i := range sfntTable(f).u16(4) {
			rec := f[12+16*i:]
			binary.BigEndian.PutUint32(rec[8:], uint32(sfntTable(rec).u32(8)+at+len(body)))
		}
		body = append(body, f...)
	}
	return append(head, body...)
}

// TestCutOff holds that a file cut off anywhere is refused or harmless.
func TestCutOff(t *testing.T) {
	data := draw(t, "一年报告abc", 4).bytes()
	for n := range data {
		f, err := Parse(data[:n], 0)
		if err != nil {
			continue
		}
		f.Subset([]rune("一年报告abc"))
	}
}

func FuzzParse(f *testing.F) {
	one, two := draw(f, "一年报", 4).bytes(), draw(f, "告公开", 12).bytes()
	f.Add(one)
	f.Add(two)
	f.Add(collection(one, two))
	f.Add(withComposite(f).bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := Parse(data, 0)
		if err != nil {
			return
		}
		bad := face.verify()
		s := face.Subset([]rune("一年报告公开\u4E01\U00020BB7"))
		if back := sfntTable(s.Data); back.u16(4) != 6 {
			t.Errorf("a subset has %d tables", back.u16(4))
		}
		if bad == nil {
			s.check(t)
		}
	})
}
