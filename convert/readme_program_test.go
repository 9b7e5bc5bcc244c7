package convert_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/long"
)

// TestReadmeProgram builds the program that README.md shows as one of another module,
// and runs it. It reads, so no font is in it.
func TestReadmeProgram(t *testing.T) {
	long.Skip(t, "builds a program")
	_, program, ok := strings.Cut(string(load(t, "README.md")), "```go\n")
	program, _, _ = strings.Cut(program, "```")
	if lines := strings.Count(program, "\n"); !ok || lines > 25 {
		t.Fatalf("a program of %d lines", lines)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put(t, dir, "main.go", program)
	put(t, dir, "go.sum", string(load(t, "../go.sum")))
	version := regexp.MustCompile(`(?m)^go .*$`).Find(load(t, "../go.mod"))
	put(t, dir, "go.mod", "module example.org/reader\n\n"+string(version)+"\n\nrequire github.com/nianbao/nianbao v0.0.0\n\nreplace github.com/nianbao/nianbao => "+root+"\n")
	build := exec.Command("go", "build", "-mod=mod", "-o", "reader", ".")
	build.Dir, build.Env = dir, append(os.Environ(), "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, err := exec.Command(filepath.Join(dir, "reader"), "../testdata/units/education.txt").CombinedOutput()
	if want := "示例区教育局 2024 "; err != nil || !strings.HasPrefix(string(got), want) {
		t.Errorf("%v: got %q, want %q and a number", err, got, want)
	}
	info, err := os.Stat(filepath.Join(dir, "reader"))
	if err != nil {
		t.Fatal(err)
	}
	if mb := info.Size() >> 20; mb > 25 {
		t.Errorf("the program has %d MB: are the fonts in it?", mb)
	}
}
