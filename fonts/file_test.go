package fonts

import (
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
)

// unpacked is a file as every program unpacks it.
func (s *File) unpacked(t testing.TB) []byte {
	t.Helper()
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(s.Data)))
	if err != nil {
		t.Fatal(err)
	}
	if s.Size != len(data) || s.CRC != crc32.ChecksumIEEE(data) {
		t.Errorf("said to have %d bytes and the sum %#x, has %d and %#x", s.Size, s.CRC, len(data), crc32.ChecksumIEEE(data))
	}
	return data
}

// TestFile cuts files of every role: each is a font that Open would take, its cmap leads from
// each character to its glyph, in both formats, and packed it is the same, byte by byte.
func TestFile(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, role := range Roles() {
		face, _ := Builtin().Face(role, '年')
		for n := range 8 {
			runes := []rune{'，', '1', '“', Latin('“'), Latin('…'), Broad('年'), '年', '\uE000', 0x200B, 0x20BB7}
			for range n * n * n {
				runes = append(runes, 0x4E00+rune(r.IntN(0x5000)), rune(r.IntN(0x3000)), 0x20000+rune(r.IntN(0x100)))
			}
			plain, packed := face.File(runes), face.PackedFile(runes)
			data := plain.unpacked(t)
			if !bytes.Equal(data, packed.unpacked(t)) || packed.Name != plain.Name {
				t.Fatalf("%s, %d characters: the packed file is another", role, len(runes))
			}
			if again := face.PackedFile(runes); !bytes.Equal(again.Data, packed.Data) {
				t.Fatalf("%s: packed twice, the bytes differ", role)
			}
			packed.check(t, data)
		}
	}
}

// check holds what is true of every file.
func (s *File) check(t testing.TB, data []byte) {
	t.Helper()
	f, err := Parse(data, 0)
	if err == nil {
		err = f.verify()
	}
	if err != nil {
		t.Fatal(err)
	}
	if sum := checksum(data); sum != 0xB1B0AFBA {
		t.Errorf("checksum of the file %#x", sum)
	}
	var tags []string
	for i := range sfntTable(data).u16(4) {
		tags = append(tags, string(data[12+16*i:][:4]))
	}
	if want := []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}; !slices.Equal(tags, want) {
		t.Errorf("tables %q", tags)
	}
	cmap := f.tables["cmap"]
	if cmap.u16(2) != 2 || cmap.u16(4+2) != 1 || cmap.u16(12+2) != 10 {
		t.Fatalf("cmap begins %x", cmap[:20])
	}
	four := charMap{cmap[cmap.u32(8):], 4, cmap[cmap.u32(8):].u16(6) / 2}
	twelve := charMap{cmap[cmap.u32(16):], 12, cmap[cmap.u32(16):].u32(12)}
	if four.data.u16(0) != 4 || twelve.data.u16(0) != 12 {
		t.Fatal("cmap has other formats")
	}
	basic, full := four.basic(), twelve.basic()
	for i, r := range s.Runes {
		wide, _ := Wide(r)
		want := s.Glyph(wide)
		if want == 0 {
			want = i + 1 // no one else has the character
		}
		if wide > 0xFFFF {
			if got := twelve.beyond(int(wide)); got != want {
				t.Errorf("%c is glyph %d, want %d", wide, got, want)
			}
		} else if int(basic[wide]) != want || int(full[wide]) != want {
			t.Errorf("%c is glyph %d and %d, want %d", wide, basic[wide], full[wide], want)
		}
	}
}

// TestFileOfMany: format 4 knows no more than some 6,000 characters that do not follow each
// other; the file then does without it.
func TestFileOfMany(t *testing.T) {
	face, _ := Builtin().Face(Song, '年')
	var runes []rune
	for r := rune(0x3400); r < 0x9FFF; r += 2 {
		runes = append(runes, r)
	}
	s := face.PackedFile(runes)
	f, err := Parse(s.unpacked(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range runes {
		if got := f.gid(r); got != s.Glyph(r) {
			t.Fatalf("%c is glyph %d, want %d", r, got, s.Glyph(r))
		}
	}
}

// TestShiftCRC: a CRC-32 of two texts is made of those of each.
func TestShiftCRC(t *testing.T) {
	text := []byte("根据《中华人民共和国政府信息公开条例》编制")
	for cut := range len(text) + 1 {
		got := timesCRC(crc32.ChecksumIEEE(text[:cut]), shiftCRC(len(text)-cut)) ^ crc32.ChecksumIEEE(text[cut:])
		if want := crc32.ChecksumIEEE(text); got != want {
			t.Errorf("cut at %d: %#x, want %#x", cut, got, want)
		}
	}
}

// BenchmarkPackedFile packs with a face that has packed the characters before.
func BenchmarkPackedFile(b *testing.B) {
	face, _ := Builtin().Face(Fang, '年')
	var runes []rune
	for r := rune(0x4E00); len(runes) < 400; r += 13 {
		if face.Has(r) {
			runes = append(runes, r)
		}
	}
	for b.Loop() {
		face.PackedFile(runes)
	}
}
