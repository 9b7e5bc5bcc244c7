package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
)

func TestParseShard(t *testing.T) {
	for _, good := range []Shard{{1, 1}, {2, 5}, {100, 100}} {
		if got, err := ParseShard(good.String()); got != good || err != nil {
			t.Errorf("got %v, %v, want %v", got, err, good)
		}
		if got, ok := shardOf(good.manifestOf("m.jsonl"), "m.jsonl"); got != good || !ok {
			t.Errorf("the manifest's name gives %v, want %v", got, good)
		}
	}
	for _, bad := range []string{"", "1", "0/2", "3/2", "-1/2", "1/0", "a/b", "1/2/3", "1 / 2"} {
		if got, err := ParseShard(bad); err == nil {
			t.Errorf("%q is taken as %v", bad, got)
		}
	}
}

// shardInputs are a folder with all that a share must not change: names that
// clash, files that fail, pictures, reports that come twice.
func shardInputs(t *testing.T) {
	files := map[string]string{
		"in/p.png": picture, "in/empty.txt": "", "in/bad.json": broken, "pictures/q.png": picture,
		"in/same.json": data("甲局"), "in/same.data": data("乙局"), "in/SAME.txt": read(t, sample), "in/x/same.json": data("丙局"),
	}
	for i := range 20 {
		files[fmt.Sprintf("in/%d/r%02d.json", i%3, i)] = data(fmt.Sprintf("第%d局", i/2))
	}
	inFolder(t, files)
}

var changing = regexp.MustCompile(`"ms":\d+|"status":"(converted|unchanged)"`)

// sameOutput demands that two folders hold the same but for what differs from run to run.
func sameOutput(t *testing.T, got, want string) {
	t.Helper()
	if a, b := strings.Join(tree(t, got), "\n"), strings.Join(tree(t, want), "\n"); a != b {
		t.Fatalf("%s holds\n%s\nwant\n%s", got, a, b)
	}
	for _, file := range tree(t, want) {
		a, b := read(t, filepath.Join(got, file)), read(t, filepath.Join(want, file))
		if strings.HasSuffix(file, ".jsonl") {
			a, b = changing.ReplaceAllString(a, ""), changing.ReplaceAllString(b, "")
		}
		if a != b {
			t.Errorf("%s differs", file)
			if strings.HasSuffix(file, ".jsonl") {
				t.Errorf("got\n%s\nwant\n%s", a, b)
			}
		}
	}
}

// The shards of a run and their merge write what one run writes, byte for byte,
// and say the same of it.
func TestShards(t *testing.T) {
	shardInputs(t)
	paths := []string{"in", "pictures"}
	one, err := runBatch(t, Options{Out: "one"}, paths...)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{1, 3, 40} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			out := fmt.Sprint("out", n)
			total := 0
			for i := n; i > 0; i-- { // in any order
				r, err := runBatch(t, Options{Out: out, Shard: Shard{i, n}}, paths...)
				if err != nil {
					t.Fatal(err)
				}
				total += r.total
				if r.summary.Workbook != "" || r.summary.Inputs != r.total {
					t.Errorf("shard %d: %+v", i, r.summary)
				}
			}
			if total != one.total {
				t.Errorf("the shards have %d inputs, want %d", total, one.total)
			}
			merged, err := runBatch(t, Options{Out: out, Merge: true})
			if err != nil {
				t.Fatal(err)
			}
			merged.want(t, one.lines...)
			if got, want := fmt.Sprint(merged.summary.findings, merged.summary.Doubtful), fmt.Sprint(one.summary.findings, one.summary.Doubtful); got != want {
				t.Errorf("findings %s, want %s", got, want)
			}
			sameOutput(t, out, "one")
		})
	}
}

// A folder in which no shard finds anything is said to be empty by the merge.
func TestShardsOfNothing(t *testing.T) {
	inFolder(t, nil)
	os.Mkdir("in", 0o777)
	for i := range 2 {
		if _, err := runBatch(t, Options{Out: "out", Shard: Shard{i + 1, 2}}, "in"); err != nil {
			t.Fatal(err)
		}
	}
	r, err := runBatch(t, Options{Out: "out", Merge: true})
	if err != nil {
		t.Fatal(err)
	}
	r.want(t, "in failed empty")
	want(t, "out", "manifest.jsonl", "summary.xlsx")
}

// The next run that is no shard joins their manifests too, and converts nothing again.
func TestRunAfterShards(t *testing.T) {
	shardInputs(t)
	for i := range 2 {
		if _, err := runBatch(t, Options{Out: "out", Shard: Shard{i + 1, 2}}, "in"); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"manifest.1-of-2.jsonl", "manifest.2-of-2.jsonl"} {
		if !strings.Contains(read(t, filepath.Join("out", name)), `"shard":{"order":`) {
			t.Errorf("%s says nothing of its share", name)
		}
	}
	r, err := runBatch(t, Options{Out: "out"}, "in")
	if err != nil {
		t.Fatal(err)
	}
	if r.summary.Converted != 0 || r.summary.Unchanged != 24 {
		t.Errorf("%d converted, %d unchanged, want 0 and 24", r.summary.Converted, r.summary.Unchanged)
	}
	if _, err := runBatch(t, Options{Out: "one"}, "in"); err != nil {
		t.Fatal(err)
	}
	sameOutput(t, "out", "one")
	again, err := runBatch(t, Options{Out: "out", Shard: Shard{1, 3}}, "in")
	if err != nil {
		t.Fatal(err)
	}
	if again.summary.Converted != 0 {
		t.Errorf("a shard after the merge converts %d again", again.summary.Converted)
	}
}

// The shares do not depend on where the folder lies or what else is in it.
func TestShardIsStable(t *testing.T) {
	inFolder(t, nil)
	share := func(folder string, files ...string) string {
		for _, f := range files {
			write(t, filepath.Join(folder, f), data(f))
		}
		r, err := runBatch(t, Options{Out: filepath.Join("out", folder), Shard: Shard{1, 2}}, folder)
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(strings.Join(r.lines, "\n"), folder, "")
	}
	few := share("a", "1.json", "2.json", "b/3.json", "b/4.json", "5.json", "6.json")
	many := share("deep/er", "0.json", "1.json", "2.json", "b/3.json", "b/4.json", "5.json", "6.json", "z.json")
	for line := range strings.Lines(few) {
		if !strings.Contains(many, strings.TrimSpace(line)) {
			t.Errorf("%q is in the share of the one folder, not of the other:\n%s", line, many)
		}
	}
	if few == "" || strings.Count(few, "\n") > 4 {
		t.Errorf("the share is %q", few)
	}
}

// A merge that cannot be right changes nothing and says what to do.
func TestMergeRefused(t *testing.T) {
	shard := func(i, n int) {
		if _, err := runBatch(t, Options{Out: "out", Shard: Shard{i, n}}, "in"); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name string
		do   func()
		says string
	}{
		{"nothing", func() {}, "no manifests of shards"},
		{"one missing", func() { shard(1, 3); shard(3, 3) }, "not finished: 2/3;"},
		{"one was killed", func() { shard(1, 2); shard(2, 2); write(t, "out/.manifest.2-of-2.jsonl.journal", "") }, "not finished: 2/2;"},
		{"two divisions", func() { shard(1, 2); shard(2, 2); write(t, "out/manifest.3-of-3.jsonl", "") }, "shards of 2 and of 3"},
		{"an input came", func() { shard(1, 2); write(t, "in/0/a.json", data("来局")); shard(2, 2) }, "inputs came or went"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			shardInputs(t)
			tt.do()
			os.Mkdir("out", 0o777)
			before := strings.Join(tree(t, "out"), " ")
			_, err := runBatch(t, Options{Out: "out", Merge: true})
			if !errors.Is(err, convert.ErrWrite) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want %q", err, tt.says)
			}
			want(t, "out", strings.Fields(before)...)
			if _, err := runBatch(t, Options{Out: "out"}, "in"); err != nil {
				t.Fatal(err)
			}
			if _, err := runBatch(t, Options{Out: "one"}, "in"); err != nil {
				t.Fatal(err)
			}
			sameOutput(t, "out", "one")
		})
	}
}

// A shard that was broken off has not finished; run again, it goes on.
func TestCancelShard(t *testing.T) {
	shardInputs(t)
	conv, err := convert.New(convert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	o := Options{Out: "out", Jobs: 1, Shard: Shard{1, 2}}
	o.Progress = &results{after: func(*Result) { cancel() }}
	if _, err := runWith(ctx, conv, o, "in"); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want the context's error", err)
	}
	o.Progress = nil
	o.Shard = Shard{2, 2}
	if _, err := runBatch(t, o, "in"); err != nil {
		t.Fatal(err)
	}
	if _, err := runBatch(t, Options{Out: "out", Merge: true}); err == nil || !strings.Contains(err.Error(), "1/2") {
		t.Errorf("got %v, want a word on shard 1/2", err)
	}
	o.Shard = Shard{1, 2}
	r, err := runBatch(t, o, "in")
	if err != nil {
		t.Fatal(err)
	}
	if r.summary.Unchanged == 0 {
		t.Error("nothing was taken up")
	}
	if _, err := runBatch(t, Options{Out: "out", Merge: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := runBatch(t, Options{Out: "one"}, "in"); err != nil {
		t.Fatal(err)
	}
	sameOutput(t, "out", "one")
}

// One run at a time writes a manifest; shards of one division run beside each other.
func TestLock(t *testing.T) {
	inFolder(t, map[string]string{"in/a.json": data("甲局")})
	os.Mkdir("out", 0o777)
	whole, first, second := Shard{}, Shard{1, 2}, Shard{2, 2}
	tests := []struct {
		held, run Shard
		busy      bool
	}{
		{whole, whole, true}, {whole, first, true}, {first, whole, true}, {first, first, true}, {first, second, false}, {first, Shard{2, 3}, true},
	}
	for _, tt := range tests {
		name := journalOf(tt.held.manifestOf(filepath.Join("out", manifestName)))
		f, err := lockFile(name, os.O_RDWR|os.O_CREATE)
		if err != nil {
			t.Fatal(err)
		}
		_, err = runBatch(t, Options{Out: "out", Shard: tt.run}, "in")
		if busy := errors.Is(err, convert.ErrWrite); busy != tt.busy || err != nil && !busy {
			t.Errorf("%v runs, %v begins: got %v, want it refused: %v", tt.held, tt.run, err, tt.busy)
		}
		if tt.busy {
			want(t, "out", filepath.Base(name))
		}
		os.RemoveAll("out")
		os.Mkdir("out", 0o777)
		f.Close()
	}
	if _, err := runBatch(t, Options{Out: "out"}, "in"); err != nil {
		t.Errorf("after all: %v", err)
	}
	want(t, "out", "a.json", "manifest.jsonl", "summary.xlsx")
}
