package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	ossignal "os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// nianbao is the command as a process of its own.
func nianbao(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Args = append([]string{"nianbao"}, args...) // TestMain goes by this name
	return cmd
}

// status is the exit status of a process that has ended, or an error if it was killed.
func status(err error) (int, error) {
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Exited() {
		return exit.ExitCode(), nil
	}
	return 0, err
}

// A log takes what a process prints while others read it.
type log struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// waitFor waits until something is; what is waited for in vain, go test ends.
func waitFor(t *testing.T, what string, is func() bool) {
	t.Helper()
	t.Log("waiting for ", what)
	for !is() {
		time.Sleep(2 * time.Millisecond)
	}
}

// reports makes a folder of n different reports.
func reports(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	text, err := os.ReadFile("testdata/samples/right.txt")
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		sub := filepath.Join(dir, fmt.Sprint(i%3))
		if err := os.MkdirAll(sub, 0o777); err != nil {
			t.Fatal(err)
		}
		one := strings.ReplaceAll(string(text), "示例区档案局", fmt.Sprintf("第%d区档案局", i))
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("r%03d.txt", i)), []byte(one), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// contents are the files below dir. What differs from run to run is taken out of
// the manifest: the milliseconds, and whether a report was converted just now.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		if path == "manifest.jsonl" {
			data = regexp.MustCompile(`"ms":\d+|"status":"(converted|unchanged)"`).ReplaceAll(data, nil)
		}
		files[path] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

// same demands that two folders hold the same.
func same(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is there, and should not be", name)
		}
	}
	for name, data := range want {
		if have, ok := got[name]; !ok {
			t.Errorf("%s is missing", name)
		} else if have != data {
			t.Errorf("%s differs", name)
		}
	}
}

func needSignals(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("signals")
	}
}

// The second Ctrl-C stops at once, even while an input does not come.
func TestInterruptTwice(t *testing.T) {
	needSignals(t)
	out := t.TempDir()
	cmd := nianbao(t, "convert", "-", "-o", out)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	var stderr log
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// The signal must not come before anybody listens: this fills the pipe, and ends
	// when it is read.
	if _, err := stdin.Write(make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	cmd.Process.Signal(os.Interrupt)
	waitFor(t, "the answer to the first interrupt", func() bool { return strings.Contains(stderr.String(), "已中断") })
	cmd.Process.Signal(os.Interrupt)
	if got, err := status(cmd.Wait()); got != exitInterrupted {
		t.Errorf("exit status %d, %v, want %d", got, err, exitInterrupted)
	}
	same(t, contents(t, out), nil)
}

// TestOneInterrupt: one signal ends any run, also one that waits for what never comes.
func TestOneInterrupt(t *testing.T) {
	needSignals(t)
	for _, command := range [][]string{{"convert", "-"}, {"check", "-"}, {"sum", "-"}, {"diff", "-", "-"}} {
		t.Run(command[0], func(t *testing.T) {
			cmd := nianbao(t, command...)
			cmd.Dir = t.TempDir()
			stdin, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			defer stdin.Close()
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if _, err := stdin.Write(make([]byte, 1<<20)); err != nil {
				t.Fatal(err)
			}
			cmd.Process.Signal(os.Interrupt)
			if got, err := status(cmd.Wait()); got != exitInterrupted {
				t.Errorf("exit status %d, %v, want %d", got, err, exitInterrupted)
			}
			same(t, contents(t, cmd.Dir), nil)
		})
	}
}

// TestHangUp: a terminal that is closed, or Ctrl-\, leaves no unfinished file, and
// the next run goes on.
func TestHangUp(t *testing.T) {
	needSignals(t)
	in, undisturbed := reports(t, 12), t.TempDir()
	if err := nianbao(t, "convert", "-q", in, "-o", undisturbed).Run(); err != nil {
		t.Fatal(err)
	}
	want := contents(t, undisturbed)
	for _, signal := range []syscall.Signal{syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGTERM} {
		for _, twice := range []bool{false, true} {
			t.Run(fmt.Sprint(signal, twice), func(t *testing.T) {
				if ossignal.Ignored(signal) {
					t.Skip("the tests run under nohup, which ignores it")
				}
				out := filepath.Join(filepath.Dir(undisturbed), t.Name()[len("TestHangUp/"):])
				cmd := nianbao(t, "convert", in, "-o", out)
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				waitFor(t, "the first output", func() bool {
					files, _ := filepath.Glob(filepath.Join(out, "0", "*.pdf"))
					return len(files) > 0
				})
				cmd.Process.Signal(signal)
				if twice {
					cmd.Process.Signal(signal)
				}
				if got, err := status(cmd.Wait()); got != exitInterrupted {
					t.Fatalf("exit status %d, %v, want %d", got, err, exitInterrupted)
				}
				for name, data := range contents(t, out) {
					if strings.HasSuffix(name, ".part") {
						t.Errorf("%s is left", name)
					}
					if !strings.HasPrefix(filepath.Base(name), ".") && name != "manifest.jsonl" && data != want[name] {
						t.Errorf("%s is not whole", name)
					}
				}
				if err := nianbao(t, "convert", "-q", in, "-o", out).Run(); err != nil {
					t.Fatal(err)
				}
				same(t, contents(t, out), want)
			})
		}
	}
}

// After the first Ctrl-C the files in hand are finished, and the same command goes
// on from there.
func TestInterrupt(t *testing.T) {
	needSignals(t)
	in, out, undisturbed := reports(t, 80), t.TempDir(), t.TempDir()
	if err := nianbao(t, "convert", "-q", in, "-o", undisturbed).Run(); err != nil {
		t.Fatal(err)
	}
	cmd := nianbao(t, "convert", in, "-o", out)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the first output", func() bool {
		files, _ := filepath.Glob(filepath.Join(out, "0", "*.pdf"))
		return len(files) > 0
	})
	cmd.Process.Signal(os.Interrupt)
	if got, err := status(cmd.Wait()); got != exitInterrupted {
		t.Fatalf("exit status %d, %v, want %d", got, err, exitInterrupted)
	}
	want := contents(t, undisturbed)
	halfway := contents(t, out)
	if len(halfway) >= len(want) {
		t.Errorf("all was done")
	}
	for name, data := range halfway {
		if name != "manifest.jsonl" && data != want[name] {
			t.Errorf("%s is not whole, or should not be there", name)
		}
	}
	lines := strings.Count(halfway["manifest.jsonl"], "\n")
	var stdout bytes.Buffer
	cmd = nianbao(t, "convert", in, "-o", out)
	cmd.Stdout = &stdout
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("转换 %d，未变 %d，", 80-lines, lines); !strings.Contains(stdout.String(), want) {
		t.Errorf("got %s, want %s", stdout.String(), want)
	}
	same(t, contents(t, out), want)
}

// kills is how many times a run is killed: 3, 12 with the long tests, or what
// NIANBAO_KILLS says.
func kills(t *testing.T) int {
	t.Helper()
	s := os.Getenv("NIANBAO_KILLS")
	switch {
	case s == "" && os.Getenv("NIANBAO_LONG") == "":
		return 3
	case s == "":
		return 12
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal("NIANBAO_KILLS: ", err)
	}
	return n
}

// Killed at any moment, what exists is whole, and the next run completes it.
func TestKill(t *testing.T) {
	needSignals(t)
	in, out, undisturbed := reports(t, 30), t.TempDir(), t.TempDir()
	began := time.Now()
	if err := nianbao(t, "convert", "-q", in, "-o", undisturbed).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(began)
	want := contents(t, undisturbed)
	for range kills(t) {
		cmd := nianbao(t, "convert", "-q", in, "-o", out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(rand.N(whole))
		cmd.Process.Kill()
		cmd.Wait()
		for name, data := range contents(t, out) {
			if !strings.HasPrefix(filepath.Base(name), ".") && name != "manifest.jsonl" && data != want[name] {
				t.Errorf("%s is not whole", name)
			}
		}
		if rand.N(3) == 0 { // from the start again
			os.RemoveAll(filepath.Join(out, fmt.Sprint(rand.N(3))))
		}
	}
	if err := nianbao(t, "convert", "-q", in, "-o", out).Run(); err != nil {
		t.Fatal(err)
	}
	same(t, contents(t, out), want)
}

// The same when the outputs go among the inputs: none is taken for an input.
func TestKillAmongInputs(t *testing.T) {
	needSignals(t)
	in := reports(t, 30)
	copied := t.TempDir()
	if err := os.CopyFS(copied, os.DirFS(in)); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := nianbao(t, "convert", "-q", copied, "-o", copied).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(began)
	for range kills(t) {
		cmd := nianbao(t, "convert", "-q", in, "-o", in)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(rand.N(whole))
		cmd.Process.Kill()
		cmd.Wait()
	}
	if err := nianbao(t, "convert", "-q", in, "-o", in).Run(); err != nil {
		t.Fatal(err)
	}
	same(t, contents(t, in), contents(t, copied))
}
