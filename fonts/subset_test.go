package fonts

import (
	"bytes"
	"slices"
	"sync"
	"testing"
)

// face reads a subset back as a face, without a cmap.
func (s *Subset) face(t testing.TB) *Face {
	t.Helper()
	f := &Face{tables: map[string]sfntTable{}}
	data := sfntTable(s.Data)
	for i := range data.u16(4) {
		rec := data.part(12+16*i, 16)
		if f.tables[string(rec[:4])] = data.part(rec.u32(8), rec.u32(12)); f.tables[string(rec[:4])] == nil && rec.u32(12) > 0 {
			t.Fatalf("table %q lies outside the subset", rec[:4])
		}
	}
	f.tables["cmap"] = cmapTable(s.Runes, 12)
	if err := f.read(); err != nil {
		t.Fatal(err)
	}
	return f
}

// check holds what is true of every subset of a sound font.
func (s *Subset) check(t testing.TB) {
	t.Helper()
	if len(s.Runes) == 0 {
		return
	}
	f := s.face(t)
	if err := f.verify(); err != nil {
		t.Fatal(err)
	}
	if sum := checksum(s.Data); sum != 0xB1B0AFBA {
		t.Errorf("checksum of the file %#x", sum)
	}
	for i, r := range s.Runes {
		if s.Glyph(r) != i+1 || f.width(i+1) != s.Widths[i] {
			t.Errorf("%q is glyph %d of width %d, want %d, %d", r, s.Glyph(r), f.width(i+1), i+1, s.Widths[i])
		}
	}
}

func TestSubset(t *testing.T) {
	face, _ := Builtin().Face(Fang, '年')
	s := face.Subset([]rune("年年报告abc，"))
	if got := string(s.Runes); got != "abc告年报，" {
		t.Errorf("characters %q", got)
	}
	s.check(t)
	back := s.face(t)
	for _, r := range s.Runes {
		want := &cutter{face: face, parts: map[int]int{}}
		want.copy(face.outline(face.gid(r)))
		if got := back.outline(s.Glyph(r)); !slices.Equal(got[:len(want.glyf)], want.glyf) {
			t.Errorf("%c has another outline", r)
		}
	}
	if s.Glyph('月') != 0 {
		t.Error("月 is in the subset")
	}
}

func TestSubsetStandIns(t *testing.T) {
	face, _ := Builtin().Face(Song, '一')
	s := face.Subset([]rune{'\uE000', 0xE0100, '一', Geta})
	s.check(t)
	f := s.face(t)
	if got, want := f.outline(s.Glyph('\uE000')), f.outline(s.Glyph(Geta)); !slices.Equal(got, want) {
		t.Error("a character of no font is not drawn as 〓")
	}
	if g := s.Glyph(0xE0100); len(f.outline(g)) != 0 || f.width(g) != 0 {
		t.Error("a variation selector is drawn")
	}
}

// TestNarrow: a mark without its empty part is the same mark, less wide.
func TestNarrow(t *testing.T) {
	face, _ := Builtin().Face(Fang, '》')
	s := face.Subset([]rune{'》', Narrow('》', 10), Narrow('》', 5)})
	s.check(t)
	f := s.face(t)
	wide := s.Glyph('》')
	for n, want := range map[int]int{10: 500, 5: 750} {
		g := s.Glyph(Narrow('》', n))
		if f.width(g) != want || !slices.Equal(f.outline(g), f.outline(wide)) {
			t.Errorf("narrowed by %d it is %d wide, want %d, or drawn otherwise", n, f.width(g), want)
		}
	}
}

// TestBroad: a character with the gap behind it is the same character, wider.
func TestBroad(t *testing.T) {
	face, _ := Builtin().Face(Fang, '年')
	s := face.Subset([]rune{'年', Broad('年'), '2', Broad('2')})
	s.check(t)
	f := s.face(t)
	for _, r := range "年2" {
		plain, broad := s.Glyph(r), s.Glyph(Broad(r))
		if f.width(broad) != f.width(plain)+250 || !slices.Equal(f.outline(broad), f.outline(plain)) {
			t.Errorf("%c is %d wide, with a gap %d, or drawn otherwise", r, f.width(plain), f.width(broad))
		}
	}
}

// withComposite is a font whose 报 is made of 一 and 年.
func withComposite(t testing.TB) *sketch {
	s := draw(t, "一年报", 12)
	loca := sfntTable(s.tables["loca"])
	at := loca.u32(12) // 报 is the third
	glyf := slices.Clone(s.tables["glyf"][:at])
	glyf = append(glyf, shorts(0xFFFF, 0, 0, 500, 500, 0x0120, 1, 0, 0x0003, 2, 10, 20)...)
	glyf = append(glyf, shorts(2, 0xB0B0)...) // hinting, to be dropped
	s.tables["glyf"] = glyf
	s.tables["loca"] = append(slices.Clone([]byte(loca[:16])), long(len(glyf))...)
	return s
}

func TestComposite(t *testing.T) {
	face, err := Parse(withComposite(t).bytes(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := face.verify(); err != nil {
		t.Fatal(err)
	}
	s := face.Subset([]rune("报"))
	s.check(t)
	f := s.face(t)
	var parts []int
	end := components(f.outline(1), func(_, gid int) { parts = append(parts, gid) })
	if !slices.Equal(parts, []int{2, 3}) || f.glyphs != 4 {
		t.Fatalf("components %v of %d glyphs", parts, f.glyphs)
	}
	if f.outline(1).u16(10)&haveBytecodes != 0 || end > len(f.outline(1)) {
		t.Error("hinting was kept")
	}
	if !slices.Equal(f.outline(2)[:10], face.outline(face.gid('一'))[:10]) {
		t.Error("the first component is not 一")
	}
}

// TestCycle holds that a glyph made of itself is refused and ends.
func TestCycle(t *testing.T) {
	s := withComposite(t)
	at := sfntTable(s.tables["loca"]).u32(12)
	copy(s.tables["glyf"][at+12:], shorts(3))
	face, err := Parse(s.bytes(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if face.verify() == nil {
		t.Error("a glyph that is made of itself is accepted")
	}
	face.Subset([]rune("报"))
}

func TestShared(t *testing.T) {
	var wg sync.WaitGroup
	var made [8][]byte
	for i := range made {
		wg.Go(func() {
			for _, role := range Roles() {
				f, _ := Builtin().Face(role, '年')
				made[i] = append(made[i], f.Subset([]rune("年度报告")).Data...)
			}
		})
	}
	wg.Wait()
	for _, m := range made[1:] {
		if !bytes.Equal(m, made[0]) {
			t.Fatal("subsets of one face differ")
		}
	}
}

func BenchmarkSubset(b *testing.B) {
	var runes []rune
	for r := rune(0x4E00); r < 0x4E00+600; r++ {
		runes = append(runes, r)
	}
	f, _ := Builtin().Face(Fang, '年')
	for b.Loop() {
		f.Subset(runes)
	}
}
