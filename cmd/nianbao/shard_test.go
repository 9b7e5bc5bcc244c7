package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Shards as processes at once, under GNU parallel where that is, one of them
// killed and run again, merged: the files of one run.
func TestShardProcesses(t *testing.T) {
	needSignals(t)
	const n = 5
	in, out, one := reports(t, 60), t.TempDir(), t.TempDir()
	if err := nianbao(t, "convert", "-q", in, "-o", one).Run(); err != nil {
		t.Fatal(err)
	}
	killed := nianbao(t, "convert", "-q", in, "-o", out, "--shard", "2/5")
	if err := killed.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the killed shard's first output", func() bool { return len(contents(t, out)) > 2 })
	killed.Process.Kill()
	killed.Wait()
	if err := nianbao(t, "convert", "--merge", "-o", out).Run(); err == nil {
		t.Error("a merge without all the shards")
	}
	runShards(t, n, in, out)
	if err := nianbao(t, "convert", "-q", "--merge", "-o", out).Run(); err != nil {
		t.Fatal(err)
	}
	same(t, contents(t, out), contents(t, one))
}

func runShards(t *testing.T, n int, in, out string) {
	t.Helper()
	if parallel, err := exec.LookPath("parallel"); err == nil {
		bin := filepath.Join(t.TempDir(), "nianbao")
		if err := os.Symlink(nianbao(t).Path, bin); err != nil {
			t.Fatal(err)
		}
		args := []string{"-j", fmt.Sprint(n), bin, "convert", "-q", in, "-o", out, "-j", "1", "--shard", fmt.Sprintf("{}/%d", n), ":::"}
		for i := range n {
			args = append(args, fmt.Sprint(i+1))
		}
		if said, err := exec.Command(parallel, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		return
	}
	t.Log("GNU parallel is not here: plain processes")
	var all []*exec.Cmd
	for i := range n {
		cmd := nianbao(t, "convert", "-q", in, "-o", out, "-j", "1", "--shard", fmt.Sprintf("%d/%d", i+1, n))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		all = append(all, cmd)
	}
	for _, cmd := range all {
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: %v", cmd.Args, err)
		}
	}
}

// Two runs at once on one folder: the second says so and touches nothing.
func TestTwoRuns(t *testing.T) {
	needSignals(t)
	in, out := reports(t, 60), t.TempDir()
	first := nianbao(t, "convert", "-q", in, "-o", out)
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the first output", func() bool { return len(contents(t, out)) > 2 })
	said, err := nianbao(t, "convert", "-q", in, "-o", out).CombinedOutput()
	if got, err := status(err); got != exitFailed {
		t.Errorf("exit status %d, %v, want %d", got, err, exitFailed)
	}
	if want := "另一个 nianbao 正在这个文件夹里工作"; !strings.Contains(string(said), want) {
		t.Errorf("got %s, want a word on it", said)
	}
	if err := first.Wait(); err != nil {
		t.Errorf("the first run: %v", err)
	}
	alone := t.TempDir()
	if err := nianbao(t, "convert", "-q", in, "-o", alone).Run(); err != nil {
		t.Fatal(err)
	}
	same(t, contents(t, out), contents(t, alone))
}
