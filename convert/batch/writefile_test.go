package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
)

func TestWriteFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "new", "folder", "a.txt")
	for _, want := range []string{"first", "second, which is longer", ""} {
		if err := WriteFile(name, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, name); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	want(t, filepath.Dir(name), "a.txt")
}

// What a killed run leaves under the hidden name is taken over.
func TestWriteFileAfterKill(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	write(t, stagedName(name), "half of i")
	if err := WriteFile(name, []byte("whole")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, name); got != "whole" {
		t.Errorf("got %q", got)
	}
	want(t, filepath.Dir(name), "a.txt")
}

func TestWriteFileInTheWay(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "file"), "")
	write(t, filepath.Join(dir, "folder.xlsx", "x"), "")
	for _, name := range []string{"file/a.txt", "folder.xlsx"} {
		err := WriteFile(filepath.Join(dir, name), []byte("x"))
		if !errors.Is(err, convert.ErrWrite) || convert.Code(err) != "write-failed" {
			t.Errorf("%s: got %v, want an ErrWrite", name, err)
		}
	}
	want(t, dir, "file", "folder.xlsx/x")
}

// Two processes that stage the same file at once: the one that comes too late to
// find its own file must not publish the half of the other.
func TestCommitOfAnother(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	one, err := stage(name, []byte("one"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := stage(name, []byte("another"))
	if err != nil {
		t.Fatal(err)
	}
	if err := one.commit(); !errors.Is(err, convert.ErrWrite) {
		t.Errorf("got %v, want an ErrWrite", err)
	}
	one.drop()
	if err := two.commit(); err != nil {
		t.Error(err)
	}
	if got := read(t, name); got != "another" {
		t.Errorf("got %q", got)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, name, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

// want checks that these files, and no others, are below dir.
func want(t *testing.T, dir string, files ...string) {
	t.Helper()
	if got, want := strings.Join(tree(t, dir), " "), strings.Join(files, " "); got != want {
		t.Errorf("%s holds %s\nwant %s", dir, got, want)
	}
}

func tree(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
