package batch

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/nianbao/nianbao/convert"
)

func TestWriteFileFullDisk(t *testing.T) {
	dir := smallDisk(t)
	name := filepath.Join(dir, "a.txt")
	if err := WriteFile(name, []byte("old")); err != nil {
		t.Fatal(err)
	}
	err := WriteFile(name, bytes.Repeat([]byte("x"), 2<<20))
	if !errors.Is(err, convert.ErrWrite) || !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v, want an ErrWrite of ENOSPC", err)
	}
	if got := read(t, name); got != "old" {
		t.Errorf("got %q, want the old file", got)
	}
	want(t, dir, "a.txt")
}

func TestWriteFileReadOnly(t *testing.T) {
	dir := smallDisk(t)
	write(t, filepath.Join(dir, "a.txt"), "old")
	if err := syscall.Mount("none", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=1m"); err != nil {
		t.Skip("remount:", err)
	}
	if err := WriteFile(filepath.Join(dir, "a.txt"), []byte("new")); !errors.Is(err, convert.ErrWrite) || !errors.Is(err, syscall.EROFS) {
		t.Errorf("got %v, want an ErrWrite of EROFS", err)
	}
	want(t, dir, "a.txt")
}

// smallDisk is a file system of 1 MiB.
func smallDisk(t *testing.T) string {
	dir := t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("mount tmpfs:", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, 0) })
	return dir
}

// On a disk that fills up, what does not fit fails, what fits is whole.
func TestFullDisk(t *testing.T) {
	disk := smallDisk(t)
	files := map[string]string{}
	for i := range 30 {
		text := data(fmt.Sprintf("第%d局", i))
		if i%3 == 1 {
			text = strings.Replace(text, "{", `{"sections": [{"id": "overview", "paragraphs": ["`+strings.Repeat("长", 200_000)+`"]}],`, 1)
		}
		files[fmt.Sprintf("in/r%02d.json", i)] = text
	}
	inFolder(t, files)
	r, err := runBatch(t, Options{Out: disk, Manifest: "manifest.jsonl", Jobs: 1}, "in")
	if err != nil {
		t.Fatal(err)
	}
	if r.summary.Failed != 9 || r.summary.Converted != 21 {
		t.Errorf("%d failed, %d converted\n%s", r.summary.Failed, r.summary.Converted, strings.Join(r.lines, "\n"))
	}
	for _, line := range r.lines {
		if strings.Contains(line, "failed") && !strings.HasSuffix(line, "failed write-failed") {
			t.Error(line)
		}
	}
	for _, file := range tree(t, disk) {
		if !bytes.HasSuffix([]byte(read(t, filepath.Join(disk, file))), []byte("}\n")) || strings.HasPrefix(file, ".") {
			t.Errorf("%s is not whole", file)
		}
	}
	os.WriteFile(filepath.Join(disk, "filler"), bytes.Repeat([]byte("x"), 2<<20), 0o666)
	if _, err := runBatch(t, Options{Out: "out", Manifest: filepath.Join(disk, "m.jsonl")}, "in/r00.json"); !errors.Is(err, convert.ErrWrite) || !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v, want an ErrWrite for the manifest", err)
	}
}
