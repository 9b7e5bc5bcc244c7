package batch

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNameOutputs(t *testing.T) {
	long := strings.Repeat("长", 90)
	tests := []struct {
		name   string
		places []string // of the inputs; their paths are the same below "in"
		taken  []string
		want   []string
	}{
		{"stem", []string{"report.txt", "b/报告.html"}, nil, []string{"report", "b/报告"}},
		{"no extension", []string{"report", "1.总体情况", "报告2024.12", ".hidden"}, nil, []string{"report", "1.总体情况", "报告2024.12", ".hidden"}},
		{"same stem", []string{"a.html", "a.txt", "b.txt"}, nil, []string{"a.html", "a.txt", "b"}},
		{"same stem in other folders", []string{"x/a.txt", "y/a.txt"}, nil, []string{"x/a", "y/a"}},
		{"stem of one is full name of another", []string{"a.html", "a.txt", "a.txt.md"}, nil, []string{"a.html", "a.txt", "a.txt.md"}},
		{"three in a clash", []string{"A.csv", "a.html", "a.txt"}, nil, []string{"A.csv", "a.html", "a.txt"}},
		{"an input in the way", []string{"a.xlsx"}, []string{"a.xlsx"}, []string{"a.xlsx"}},
		{"the summary in the way", []string{"Summary.txt"}, []string{"summary.xlsx"}, []string{"Summary.txt"}},
		{"a folder in the way", []string{"a.txt", "a.pdf/b.txt"}, nil, []string{"a.txt", "a.pdf/b"}},
		{"forbidden characters", []string{"a:b?.txt", "tab\there.txt", "line\nbreak.txt", `back\slash.txt`, "bad\xffutf8.txt"}, nil,
			[]string{"a_b_", "tab_here", "line_break", "back_slash", "bad_utf8"}},
		{"devices", []string{"CON.txt", "aux", "com1.2024.txt", "nul/prn.txt", "console.txt"}, nil,
			[]string{"CON_", "aux_", "com1_.2024", "nul_/prn_", "console"}},
		{"folder's end", []string{"a./b .txt", "c /d..txt"}, nil, []string{"a_/b ", "c_/d."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := nameOutputs(inputsAt(tt.places), []string{".xlsx", ".pdf"}, func(_ *input, p string) bool {
				return slices.ContainsFunc(tt.taken, func(s string) bool { return fold(s) == fold(p) })
			})
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	t.Run("long", func(t *testing.T) {
		got := nameOutputs(inputsAt([]string{long + "一.txt", long + "二.txt"}), []string{".xlsx"}, nothingTaken)
		if got[0] == got[1] {
			t.Errorf("two inputs have the name %q", got[0])
		}
		for _, name := range got {
			if len(name+".xlsx") > 255 || !utf8.ValidString(name) || !strings.HasPrefix(name, long[:210]) {
				t.Errorf("got %q, %d bytes", name, len(name))
			}
		}
	})
	t.Run("only case or forbidden characters differ", func(t *testing.T) {
		got := nameOutputs(inputsAt([]string{"A.TXT", "a.txt", "b:.txt", "b?.txt"}), []string{".xlsx"}, nothingTaken)
		for i, prefix := range []string{"A.TXT~", "a.txt~", "b_.txt~", "b_.txt~"} {
			if !strings.HasPrefix(got[i], prefix) {
				t.Errorf("got %q, want %q and a digest", got[i], prefix)
			}
		}
		if got[2] == got[3] {
			t.Errorf("two inputs have the name %q", got[2])
		}
	})
	t.Run("one name written in two ways", func(t *testing.T) {
		got := nameOutputs(inputsAt([]string{"\u00e9.txt", "e\u0301.txt"}), []string{".xlsx"}, nothingTaken)
		if fold(got[0]) == fold(got[1]) {
			t.Errorf("got %q", got)
		}
	})
	t.Run("files of one name", func(t *testing.T) {
		inputs := []*input{{path: "2022/a/r.txt", place: "r.txt"}, {path: filepath.FromSlash("../2023/r.txt"), place: "r.txt"}}
		got := nameOutputs(inputs, []string{".xlsx"}, nothingTaken)
		if want := []string{"2022_a_r.txt", "2023_r.txt"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// FuzzNames: whatever the inputs are called, no two outputs have a name that a
// disk could take for the same, and every name is one that all systems take.
func FuzzNames(f *testing.F) {
	f.Add("a.txt", "A.txt", "a:.txt")
	f.Add("x/con", "x/con.txt", "x /con_")
	f.Add("a.xlsx", "a.xlsx/b", "a")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		var places []string
		for _, p := range []string{a, b, c} {
			clean := strings.Trim(filepath.ToSlash(filepath.Clean("/"+p)), "/")
			if clean != "" && !slices.Contains(places, clean) {
				places = append(places, clean)
			}
		}
		seen := map[string]bool{}
		for _, name := range nameOutputs(inputsAt(places), []string{".xlsx"}, nothingTaken) {
			if seen[fold(name)] {
				t.Errorf("%q gives %q twice", places, name)
			}
			seen[fold(name)] = true
			for _, part := range strings.Split(name, "/") {
				if part == "" || len(part+".xlsx") > 255 || strings.ContainsAny(part, "<>:\"|?*\\\n\x00") {
					t.Errorf("%q gives %q", places, name)
				}
			}
		}
	})
}

func nothingTaken(*input, string) bool { return false }

func inputsAt(places []string) []*input {
	var inputs []*input
	for _, p := range places {
		inputs = append(inputs, &input{path: filepath.Join("in", p), place: p})
	}
	return inputs
}
