//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// unprivileged is the command run by somebody whom permissions bind: root is not.
// The folder is to be theirs, with what is in it.
func unprivileged(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := nianbao(t, args...)
	cmd.Dir = dir
	if os.Getuid() != 0 {
		return cmd
	}
	const nobody = 65534
	program := filepath.Join(dir, "nianbao")
	if _, err := os.Stat(program); err != nil { // the test's own is in a folder of root's
		data, err := os.ReadFile(cmd.Path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(program, data, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, nobody, nobody)
	})
	if err != nil {
		t.Fatal(err)
	}
	cmd.Path = program
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	return cmd
}

// commonFolder is a temporary folder that others may enter.
func commonFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "nianbao")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A folder that turns read-only while the run goes on: what cannot be written fails,
// all else is done, nothing is half-written, and the next run completes it.
func TestReadOnly(t *testing.T) {
	needSignals(t)
	for _, tt := range []struct {
		name, folder string
		ahead        bool // a second worker has all of b staged by then
		converted    string
		failed       []string
		written      []string // before and after the folder turned read-only
	}{
		{"the output folder", "out", false, "转换 3，未变 0，失败 4，", []string{"out/stdin.xlsx", "out/b/r001.xlsx", "out/b/r004.xlsx", "out/b/r007.xlsx", "out/manifest.jsonl"}, nil},
		{"a folder in it", "out/b", false, "转换 4，未变 0，失败 3，", []string{"out/b/r001.xlsx", "out/b/r004.xlsx", "out/b/r007.xlsx"}, []string{"stdin.xlsx", "stdin.pdf", "manifest.jsonl", "summary.xlsx"}},
		{"a folder that is written to", "out/b", true, "转换 4，未变 0，失败 3，", []string{"out/b/r001.xlsx", "out/b/r004.xlsx", "out/b/r007.xlsx"}, []string{"stdin.xlsx", "stdin.pdf", "manifest.jsonl", "summary.xlsx"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			from, dir := reports(t, 9), commonFolder(t)
			for i, name := range []string{"a", "b"} {
				if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(from, string(rune('0'+i))))); err != nil {
					t.Fatal(err)
				}
			}
			sample, err := os.ReadFile("testdata/samples/right.txt")
			if err != nil {
				t.Fatal(err)
			}
			for _, sub := range []string{"out/a", tt.folder} {
				if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			jobs := "1"
			if tt.ahead {
				jobs = "2"
			}
			convert := func(out string) (*exec.Cmd, io.WriteCloser, *log) {
				cmd := unprivileged(t, dir, "convert", "-j", jobs, "a", "-", "b", "-o", out)
				stdin, err := cmd.StdinPipe()
				if err != nil {
					t.Fatal(err)
				}
				said := &log{}
				cmd.Stdout, cmd.Stderr = said, said
				if err := cmd.Start(); err != nil {
					t.Skip("run as somebody else: ", err)
				}
				return cmd, stdin, said
			}
			finish := func(cmd *exec.Cmd, stdin io.WriteCloser, want int, said *log) {
				stdin.Write(sample)
				stdin.Close()
				if got, err := status(cmd.Wait()); got != want || err != nil {
					t.Fatalf("exit status %d, %v, want %d\n%s", got, err, want, said)
				}
			}
			cmd, stdin, said := convert("undisturbed")
			finish(cmd, stdin, exitDone, said)
			want := contents(t, filepath.Join(dir, "undisturbed"))

			cmd, stdin, said = convert("out")
			waitFor(t, "what comes before standard input", func() bool {
				_, err := os.Stat(filepath.Join(dir, "out/a/r006.pdf"))
				staged, _ := filepath.Glob(filepath.Join(dir, "out/b/.*.part"))
				return err == nil && (!tt.ahead || len(staged) == 6)
			})
			if err := os.Chmod(filepath.Join(dir, tt.folder), 0o555); err != nil {
				t.Fatal(err)
			}
			finish(cmd, stdin, exitFailed, said)
			os.Chmod(filepath.Join(dir, tt.folder), 0o755)
			for _, file := range tt.failed {
				if line := file + " 不能写入：没有权限 (write-failed)\n"; !strings.Contains(said.String(), line) {
					t.Errorf("it does not say: %s", line)
				}
			}
			if !strings.Contains(said.String(), tt.converted) || strings.Contains(said.String(), "goroutine") {
				t.Errorf("got %s\nwant %s", said, tt.converted)
			}
			got := contents(t, filepath.Join(dir, "out"))
			for name, data := range got {
				if strings.HasPrefix(name, "a/") && data != want[name] {
					t.Errorf("%s is not whole", name)
				}
				if strings.HasPrefix(name, "b/") && !(tt.ahead && strings.HasSuffix(name, ".part")) {
					t.Errorf("%s is there", name)
				}
			}
			for _, name := range tt.written {
				if _, ok := got[name]; !ok {
					t.Errorf("%s is not there", name)
				}
			}
			cmd, stdin, said = convert("out")
			finish(cmd, stdin, exitDone, said)
			same(t, contents(t, filepath.Join(dir, "out")), want)
		})
	}
}

// Inputs that may not be read fail, each by itself, and the rest is done.
func TestForbiddenInputs(t *testing.T) {
	needSignals(t)
	dir := commonFolder(t)
	if err := os.CopyFS(filepath.Join(dir, "in"), os.DirFS(reports(t, 9))); err != nil {
		t.Fatal(err)
	}
	cmd := unprivileged(t, dir, "convert", "in", "-o", "out")
	os.Chmod(filepath.Join(dir, "in/0"), 0)
	os.Chmod(filepath.Join(dir, "in/1/r004.txt"), 0)
	defer os.Chmod(filepath.Join(dir, "in/0"), 0o755)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if got, err := status(cmd.Run()); got != exitFailed || err != nil {
		t.Fatalf("exit status %d, %v, want %d\n%s", got, err, exitFailed, &stderr)
	}
	for _, line := range []string{
		"nianbao: in/0: 不能读取：没有权限 (unreadable-file)\n",
		"nianbao: in/1/r004.txt: 不能读取：没有权限 (unreadable-file)\n",
	} {
		if !strings.Contains(stderr.String(), line) {
			t.Errorf("got %s\nwant %s", &stderr, line)
		}
	}
	if want := "共 7 份：转换 5，未变 0，失败 2，跳过 0；"; !strings.Contains(stdout.String(), want) {
		t.Errorf("got %s\nwant %s", &stdout, want)
	}
}
