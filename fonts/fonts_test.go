package fonts

import (
	"strings"
	"testing"
)

func TestMarks(t *testing.T) {
	for _, role := range Roles() {
		for _, r := range "一总体情况（）《》〔2021〕—…“”‘’·、。，；：？！％‰℃〇①Ⅳ㎡%/-ABCxyz〓" {
			if f, ok := Builtin().Face(role, r); !ok || f.Width(r) == 0 {
				t.Errorf("%s has no %q", role, r)
			}
		}
	}
}

// TestClass holds that characters of names, all in 通用规范汉字表, are drawn in a
// face of the role's own class.
func TestClass(t *testing.T) {
	for role, want := range map[string]string{Song: "NianbaoSong", Title: "NianbaoTitle", Hei: "NianbaoHei", Kai: "NianbaoKai NianbaoWenKai", Fang: "NianbaoFang NianbaoWenKai"} {
		for _, r := range "年堃喆淼翀曌䶮㙦𬭚𫗧" {
			if f, ok := Builtin().Face(role, r); !ok || !strings.Contains(want, f.Name()) {
				t.Errorf("%s: %c is drawn in %s", role, r, f.Name())
			}
		}
	}
}

// TestCoverage holds that every Han character of GB 18030-2022, levels 1 to 3, is
// in some face: the basic block, its extensions A to F.
func TestCoverage(t *testing.T) {
	for _, block := range [][2]rune{{0x4E00, 0x9FEF}, {0x3400, 0x4DB5}, {0x20000, 0x2A6D6}, {0x2A700, 0x2B734}, {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}} {
		for r := block[0]; r <= block[1]; r++ {
			if _, ok := Builtin().Face(Fang, r); !ok {
				t.Errorf("no font has %c (%U)", r, r)
			}
		}
	}
	for _, block := range [][2]rune{{0xE000, 0xF8FF}, {0xF0000, 0xF0FFF}, {0x100000, 0x10FFFF}} {
		for r := block[0]; r <= block[1]; r++ {
			if f, ok := Builtin().Face(Song, r); ok {
				t.Fatalf("the private-use character %U has a glyph in %s", r, f.Name())
			}
		}
	}
}

func TestOwnClass(t *testing.T) {
	for _, role := range Roles() {
		for r, want := range map[rune]bool{'年': true, '翀': true, '㙦': true, '𠮷': role == Song, '龘': role == Song} {
			if got := Builtin().OwnClass(role, r); got != want {
				t.Errorf("%s: %c: %v", role, r, got)
			}
		}
	}
}

func TestAdvance(t *testing.T) {
	set := Builtin()
	if w, ok := set.Advance(Fang, '年'); w != 1 || !ok {
		t.Errorf("年 is %v wide, %v", w, ok)
	}
	if w, ok := set.Advance(Fang, '\uE000'); w != 1 || ok {
		t.Errorf("a character of no font is %v wide, %v", w, ok)
	}
	if w, ok := set.Advance(Fang, '\u200D'); w != 0 || !ok {
		t.Errorf("a joiner is %v wide, %v", w, ok)
	}
}

func TestWith(t *testing.T) {
	mine, err := Parse(draw(t, "年", 12).bytes(), 0)
	if err != nil {
		t.Fatal(err)
	}
	set := Builtin().With(Fang, mine)
	if f, _ := set.Face(Fang, '年'); f != mine {
		t.Error("the user's face does not come first")
	}
	if f, ok := set.Face(Fang, '月'); f == mine || !ok {
		t.Error("a character the user's face has not is lost")
	}
	if f, _ := set.Face(Kai, '年'); f == mine {
		t.Error("the face is used in another role")
	}
	if f, _ := Builtin().Face(Fang, '年'); f == mine {
		t.Error("the built-in set was changed")
	}
	if Builtin().With("hand", mine) != nil {
		t.Error("an unknown role is taken")
	}
}
