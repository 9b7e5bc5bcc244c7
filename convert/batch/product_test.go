package batch

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
)

// The outputs of a run in the folder of its inputs are no inputs of the next,
// whatever becomes of the inputs; and no input is ever written over.
func TestOutputsAmongInputs(t *testing.T) {
	source := strings.ReplaceAll(data("甲局"), "2024", "2023")
	inFolder(t, map[string]string{"in/a.json": source, "in/b/c.json": data("乙局"), "in/d.txt": ""})
	o := Options{Out: "in", Formats: []convert.Format{convert.PDF, convert.JSON}}
	for range 2 {
		r, err := runBatch(t, o, "in")
		if err != nil {
			t.Fatal(err)
		}
		if len(r.lines) != 3 {
			t.Errorf("got %q", r.lines)
		}
	}
	want(t, "in", "a.json", "a.json.json", "a.json.pdf", "b/c.json", "b/c.json.json", "b/c.json.pdf", "d.txt", "manifest.jsonl", "summary.xlsx")
	if read(t, "in/a.json") != source {
		t.Error("an input was written over")
	}
	o.Formats = []convert.Format{convert.JSON}
	write(t, "in/b/c.json", broken)
	os.Remove("in/a.json")
	for range 2 {
		r, err := runBatch(t, o, "in")
		if err != nil {
			t.Fatal(err)
		}
		r.want(t, "in/b/c.json failed damaged", "in/d.txt failed empty", "in/a.json skipped unreadable-file")
	}
	want(t, "in", "a.json.json", "a.json.pdf", "b/c.json", "b/c.json.json", "b/c.json.pdf", "d.txt", "manifest.jsonl", "summary.xlsx")
}

// Nor are outputs inputs when no manifest tells of them, but for what a clerk has
// saved since.
func TestOutputsWithoutManifest(t *testing.T) {
	all := convert.Formats()
	for _, o := range []Options{
		{Out: "in", Formats: all, Manifest: NoManifest},
		{Out: "in/out", Formats: all, Manifest: NoManifest},
		{Out: "in/out", Formats: all},
		{Out: "elsewhere", Formats: all},
	} {
		inFolder(t, map[string]string{"in/a.txt": read(t, sample), "in/b/c.json": data("乙局"), "in/out/d.json": data("丙局")})
		if _, err := runBatch(t, Options{Out: "in", Formats: all}, "in/a.txt"); err != nil {
			t.Fatal(err)
		}
		want := []string{"in/a.txt", "in/b/c.json", "in/out/d.json"}
		for range 3 {
			var got []string
			o.Progress = &results{after: func(res *Result) { got = append(got, filepath.ToSlash(res.Input)) }}
			if _, err := runBatch(t, o, "in"); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s %s: inputs %q, want %q", o.Out, o.Manifest, got, want)
			}
		}
	}
	write(t, "in/a.json", data("甲局"))
	r, err := runBatch(t, Options{Out: "in", Manifest: NoManifest}, "in")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(r.lines, "in/a.json converted") {
		t.Errorf("a file of somebody else's was passed over: %q", r.lines)
	}
}

// What stands beside outputs of its name is an input all the same when it was one,
// or when it does not bear our mark.
func TestInputsBesideOutputs(t *testing.T) {
	inFolder(t, map[string]string{"in/a.json": data("甲局"), "in/b.txt": read(t, sample)})
	pdf := []convert.Format{convert.PDF}
	for i, tt := range []struct {
		formats []convert.Format
		lines   []string
	}{
		{pdf, []string{"in/a.json converted", "in/b.txt converted"}},
		{pdf, []string{"in/a.json unchanged", "in/b.txt unchanged"}},
		{pdf, []string{"in/a.json unchanged", "in/b.json converted", "in/b.txt converted"}},
		{append(pdf, convert.XLSX), []string{"in/a.json converted", "in/b.json converted", "in/b.txt converted"}},
		{pdf, []string{"in/a.json converted", "in/b.json converted", "in/b.txt converted"}},
	} {
		if i == 2 {
			write(t, "in/b.json", data("乙局"))
		}
		r, err := runBatch(t, Options{Out: "in", Formats: tt.formats}, "in")
		if err != nil {
			t.Fatal(err)
		}
		r.want(t, tt.lines...)
	}
}

// Manifest and summary are not written over what no run wrote.
func TestForeignFiles(t *testing.T) {
	book := func() string {
		runBatch(t, Options{Out: "made", Formats: []convert.Format{convert.XLSX}}, "in")
		return read(t, "made/a.xlsx")
	}
	tests := []struct {
		name, file, content string
		o                   Options
	}{
		{"manifest", "in/manifest.jsonl", `{"input": "a.wav", "status": "good"}`, Options{Out: "in"}},
		{"manifest of that name", "in/b.txt", "甲", Options{Out: "out", Manifest: "in/b.txt"}},
		{"manifest in the place of a workbook", "made/a.xlsx", "", Options{Out: "out", Manifest: "made/a.xlsx"}},
		{"summary", "in/summary.xlsx", "PK", Options{Out: "in"}},
		{"summary of a shard", "in/summary.xlsx", "PK", Options{Out: "in", Shard: Shard{1, 2}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inFolder(t, map[string]string{"in/a.json": data("甲局")})
			if tt.content == "" {
				tt.content = book()
			}
			write(t, tt.file, tt.content)
			before := tree(t, "in")
			if _, err := runBatch(t, tt.o, "in"); !errors.Is(err, convert.ErrWrite) || !strings.Contains(filepath.ToSlash(err.Error()), tt.file) {
				t.Errorf("got %v", err)
			}
			if read(t, tt.file) != tt.content {
				t.Error("it was written over")
			}
			want(t, "in", before...)
		})
	}
	inFolder(t, map[string]string{"in/a.json": data("甲局")})
	runBatch(t, Options{Out: "out"}, "in")
	for file, damaged := range map[string]string{"out/summary.xlsx": "saved by a clerk", "out/manifest.jsonl": `{"input": "in/a.json", "sta`} {
		write(t, file, damaged)
		if _, err := runBatch(t, Options{Out: "out"}, "in"); err != nil {
			t.Error(err)
		}
		if read(t, file) == damaged {
			t.Errorf("%s is left damaged", file)
		}
	}
}

func TestLinkedOut(t *testing.T) {
	inFolder(t, map[string]string{"in/a.json": data("甲局")})
	os.Symlink("in", "out")
	if _, err := runBatch(t, Options{Out: "out"}, "in/a.json"); err != nil {
		t.Fatal(err)
	}
	want(t, "in", "a.json", "a.json.json")
	if read(t, "in/a.json") != data("甲局") {
		t.Error("the input was written over")
	}
}

// An input that is a link into the output folder is not written over either.
func TestLinkIntoOut(t *testing.T) {
	inFolder(t, map[string]string{"out/a.json": data("甲局")})
	os.Mkdir("in", 0o777)
	os.Symlink("../out/a.json", "in/a.txt")
	if _, err := runBatch(t, Options{Out: "out", Manifest: NoManifest}, "in"); err != nil {
		t.Fatal(err)
	}
	want(t, "out", "a.json", "a.txt.json")
	if read(t, "out/a.json") != data("甲局") {
		t.Error("the input was written over")
	}
}
