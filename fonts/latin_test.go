package fonts

import "testing"

// TestLatin: marks in Latin text take less room than half an em, in the subset as in
// the line, and every face of a role makes them.
func TestLatin(t *testing.T) {
	for _, role := range Roles() {
		f, _ := Builtin().Face(role, '“')
		s := f.Subset([]rune{'“', Latin('“'), Latin('’'), Latin('…'), '.', 'a'})
		sub := s.face(t)
		for _, r := range "“’…" {
			g := s.Glyph(Latin(r))
			if g == 0 {
				t.Fatalf("%s: no glyph for %c", role, r)
			}
			width := s.Widths[g-1]
			if want := int(Builtin().LatinAdvance(role, r)*1000 + 0.5); width != want {
				t.Errorf("%s: %c is %d wide in the subset, %d in the line", role, r, width, want)
			}
			if r != '…' && (width < 100 || width > 500) {
				t.Errorf("%s: %c is %d wide", role, r, width)
			}
			o := sub.outline(g)
			if left, right := o.i16(2)*1000/sub.upm, o.i16(6)*1000/sub.upm; !composite(o) || left < 0 || right > width {
				t.Errorf("%s: the ink of %c is from %d to %d of %d", role, r, left, right, width)
			}
		}
		if w, _ := Wide(Latin('“')); w != '“' || Latin('a') != 'a' {
			t.Errorf("%c", w)
		}
	}
}
