package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/convert/words"
)

func TestNearest(t *testing.T) {
	formats := []string{"xlsx", "pdf", "json"}
	ids := []string{"auto", "disclosure-2014", "disclosure-2019", "disclosure-2021"}
	for _, tt := range []struct {
		word    string
		choices []string
		want    string
	}{
		{"convrt", commandNames(), "convert"},
		{"chekc", commandNames(), "check"},
		{"对比", commandNames(), "diff"},
		{"CONVERT", commandNames(), "convert"},
		{"layout", commandNames(), "layouts"},
		{"transmogrify", commandNames(), ""},
		{"", commandNames(), ""},
		{"excel", formats, "xlsx"},
		{"word", formats, ""},
		{"excle", formats, "xlsx"},
		{"exel", formats, "xlsx"},
		{"compair", commandNames(), "diff"},
		{"2021", ids, "disclosure-2021"},
		{"disclosure2019", ids, "disclosure-2019"},
		{"disclosure-1999", ids, "disclosure-2019"},
		{"--formatt", []string{"--out", "--format", "--force"}, "--format"},
		{"--output", []string{"--out", "--format"}, "--out"},
		{"--colour", []string{"--out", "--format"}, ""},
	} {
		if got := words.Nearest(tt.word, tt.choices, aliases); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.word, got, tt.want)
		}
	}
}

// TestExpand: patterns become files, where no file has that very name.
func TestExpand(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "b.txt", "c.doc", "[x].txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	at := func(names ...string) (all []string) {
		for _, n := range names {
			all = append(all, filepath.Join(dir, n))
		}
		return all
	}
	got := expandAll(at("?.txt", "[x].txt", "*.pdf", "c.doc", "none"))
	if want := at("a.txt", "b.txt", "[x].txt", "*.pdf", "c.doc", "none"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
