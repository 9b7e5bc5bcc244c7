package batch

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
)

// data is a small report of an agency.
func data(agency string) string {
	return `{"layout": "disclosure-2021", "agency": "` + agency + `", "year": 2024, "tables": {
		"proactive": {"rules": {"issued": 0, "repealed": 0, "in_force": 0}}}}`
}

// sample is a report as plain text. Tests change the folder, so its path is absolute.
var sample, _ = filepath.Abs("../../cmd/nianbao/testdata/samples/right.txt")

const broken = `{"layout": 1}`

const picture = "\x89PNG\r\n\x1a\n...."

// results keeps what a run says, one line an input.
type results struct {
	lines   []string
	total   int
	summary *Summary
	after   func(*Result)
}

func (r *results) Start(total int) { r.total = total }
func (r *results) Done(res *Result) {
	r.lines = append(r.lines, strings.TrimSpace(fmt.Sprintf("%s %s %s", filepath.ToSlash(res.Input), res.Status, convert.Code(res.Err))))
	if r.after != nil {
		r.after(res)
	}
}
func (r *results) Finish(s *Summary) { r.summary = s }

// inFolder goes to a fresh folder that holds the files.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		write(t, name, content)
	}
}

func runBatch(t *testing.T, o Options, paths ...string) (*results, error) {
	t.Helper()
	conv, err := convert.New(convert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return runWith(context.Background(), conv, o, paths...)
}

func runWith(ctx context.Context, conv *convert.Converter, o Options, paths ...string) (*results, error) {
	r, _ := o.Progress.(*results)
	if r == nil {
		r = &results{}
	}
	o.Progress = r
	if o.Formats == nil {
		o.Formats = []convert.Format{convert.JSON}
	}
	_, err := Run(ctx, conv, paths, o)
	return r, err
}

func (r *results) want(t *testing.T, lines ...string) {
	t.Helper()
	if !slices.Equal(r.lines, lines) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(r.lines, "\n\t"), strings.Join(lines, "\n\t"))
	}
}

func TestInputs(t *testing.T) {
	inFolder(t, map[string]string{
		"in/a.json": data("甲局"), "in/b/c.json": data("乙局"), "in/p.png": picture, "in/.hidden.json": data("丙局"),
		"in/.git/d.json": data("丁局"), "in/empty.txt": "", "other/a.json": data("戊局"), "pictures/p.png": picture,
		"in/~$年报.docx": "x", "in/b/Desktop.ini": "[.ShellClassInfo]", "in/Thumbs.db": "x", "in/.DS_Store": "x",
	})
	os.Mkdir("nothing", 0o777)
	os.Symlink("../../in", "in/b/loop")
	os.Symlink("a.json", "in/link.json")
	os.Symlink("nowhere", "in/broken")
	os.Symlink("../other", "in/linked")
	if err := exec.Command("mkfifo", "in/pipe").Run(); err != nil {
		t.Skip("mkfifo:", err)
	}
	tests := []struct {
		name  string
		paths []string
		want  []string
		files []string
		more  bool // there are more inputs, and files
	}{
		{"one file", []string{"in/a.json"}, []string{"in/a.json converted"}, []string{"a.json"}, false},
		{"standard input", []string{"-"}, []string{"- converted"}, []string{"stdin.json"}, false},
		{"named picture", []string{"in/p.png"}, []string{"in/p.png failed unsupported-format"}, nil, false},
		{"named hidden file", []string{"in/.hidden.json"}, []string{"in/.hidden.json converted"}, []string{".hidden.json"}, false},
		{"named lock file", []string{"in/~$年报.docx"}, []string{"in/~$年报.docx failed not-a-report"}, nil, false},
		{"missing", []string{"in/none"}, []string{"in/none failed unreadable-file"}, nil, false},
		{"folder", []string{"in"}, []string{
			"in/a.json converted", "in/b/c.json converted", "in/broken failed unreadable-file", "in/empty.txt failed empty",
			"in/link.json converted", "in/linked/a.json converted", "in/p.png skipped unsupported-format", "in/pipe skipped unsupported-format",
		}, []string{"a.json", "b/c.json", "link.json", "linked/a.json", "manifest.jsonl", "summary.xlsx"}, false},
		{"several", []string{"other", "in/b", "in/b/c.json", "in/./b/c.json"}, []string{
			"other/a.json converted", "in/b/c.json converted", "in/b/loop/a.json converted",
		}, nil, true},
		{"empty folders", []string{"nothing", "pictures"}, []string{
			"pictures/p.png skipped unsupported-format", "nothing failed empty", "pictures failed empty",
		}, []string{"manifest.jsonl", "summary.xlsx"}, false},
		{"empty folder", []string{"nothing"}, []string{"nothing failed empty"}, nil, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := t.TempDir()
			r, err := runBatch(t, Options{Out: out, Stdin: strings.NewReader(data("己局"))}, tt.paths...)
			if err != nil {
				t.Fatal(err)
			}
			if tt.more {
				r.lines = r.lines[:len(tt.want)]
			} else {
				want(t, out, tt.files...)
			}
			r.want(t, tt.want...)
		})
	}
}

func TestFolderNames(t *testing.T) {
	inFolder(t, map[string]string{"x/a/r.json": data("甲局"), "y/a/r.json": data("乙局"), "r.json": data("丙局")})
	if _, err := runBatch(t, Options{Out: "out"}, "x/a", "y", "r.json"); err != nil {
		t.Fatal(err)
	}
	want(t, "out", "a/r.json", "manifest.jsonl", "r.json", "summary.xlsx", "y/a/r.json")
}

// The same files in the same order, whatever the number of workers.
func TestJobs(t *testing.T) {
	files := map[string]string{}
	for i := range 40 {
		files[fmt.Sprintf("in/%d/r%02d.json", i%7, i)] = data(fmt.Sprintf("第%d局", i/2))
	}
	files["in/3/x.txt"] = ""
	inFolder(t, files)
	ms := regexp.MustCompile(`"ms":\d+`)
	var first *results
	var firstManifest string
	for _, jobs := range []int{1, 8} {
		out := fmt.Sprint("out", jobs)
		r, err := runBatch(t, Options{Out: out, Jobs: jobs}, "in")
		if err != nil {
			t.Fatal(err)
		}
		manifest := ms.ReplaceAllString(read(t, filepath.Join(out, "manifest.jsonl")), "")
		if first == nil {
			first, firstManifest = r, manifest
			continue
		}
		r.want(t, first.lines...)
		if manifest != firstManifest {
			t.Error("the manifests differ")
		}
		for _, file := range tree(t, out) {
			if read(t, filepath.Join("out1", file)) != read(t, filepath.Join(out, file)) && file != "manifest.jsonl" {
				t.Errorf("%s differs", file)
			}
		}
	}
	if got := first.summary.Count("warning"); got < 20 {
		t.Errorf("%d warnings, want one for each of the 20 duplicates at least", got)
	}
}

func TestDuplicate(t *testing.T) {
	inFolder(t, map[string]string{"in/a.json": data("甲 局（甲）"), "in/b.json": data("甲局(甲)"), "in/c.json": data("乙局"),
		"in/d.json": strings.ReplaceAll(data("甲局（甲）"), "2024", "2023")})
	var found []string
	r := &results{after: func(res *Result) {
		for _, f := range res.Findings() {
			if f.Code == "duplicate" {
				found = append(found, res.Input+" "+string(f.Severity)+" "+f.Message)
			}
		}
	}}
	if _, err := runBatch(t, Options{Out: "out", Progress: r}, "in"); err != nil {
		t.Fatal(err)
	}
	want := []string{filepath.FromSlash("in/b.json") + " warning 甲局(甲) 2024 年的报告已在 " + filepath.FromSlash("in/a.json") + " 中出现，同一单位同一年度有两份报告。"}
	if !slices.Equal(found, want) {
		t.Errorf("got %q, want %q", found, want)
	}
}

// Inputs that vanish, change or become folders while the run goes on are theirs to
// fail; what is in the manifest is what was read.
func TestInputsInMotion(t *testing.T) {
	files := map[string]string{}
	for i := range 40 {
		files[fmt.Sprintf("in/r%02d.json", i)] = data(fmt.Sprintf("第%d局", i))
	}
	inFolder(t, files)
	moved := false
	r := &results{after: func(*Result) {
		if !moved {
			moved = true
			os.Remove("in/r37.json")
			os.Remove("in/r38.json")
			os.Mkdir("in/r38.json", 0o777)
			write(t, "in/r39.json", data("新局"))
		}
	}}
	if _, err := runBatch(t, Options{Out: "out", Jobs: 1, Progress: r}, "in"); err != nil {
		t.Fatal(err)
	}
	if want := []string{"in/r36.json converted", "in/r37.json failed unreadable-file", "in/r38.json skipped unsupported-format", "in/r39.json converted"}; !slices.Equal(r.lines[36:], want) {
		t.Errorf("got %q, want %q", r.lines[36:], want)
	}
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(read(t, "in/r39.json"))))
	if line := lineOf(read(t, "out/manifest.jsonl"), "r39.json"); !strings.Contains(line, sum) || !strings.Contains(line, "新局") {
		t.Errorf("the manifest says %s", line)
	}
	again, err := runBatch(t, Options{Out: "out"}, "in")
	if err != nil {
		t.Fatal(err)
	}
	if again.summary.Unchanged != 38 || again.summary.Converted != 0 {
		t.Errorf("%d unchanged, %d converted, want 38 and 0", again.summary.Unchanged, again.summary.Converted)
	}
}

// A cancelled run finishes what is in hand; the next one takes it up.
func TestCancel(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		files[fmt.Sprintf("in/r%02d.json", i)] = data(fmt.Sprintf("第%d局", i))
	}
	inFolder(t, files)
	conv, err := convert.New(convert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	first := &results{after: func(*Result) { cancel() }}
	_, err = runWith(ctx, conv, Options{Out: "out", Jobs: 2, Progress: first}, "in")
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want the context's error", err)
	}
	done := len(first.lines)
	if done == 0 || done == len(files) {
		t.Fatalf("%d of %d done", done, len(files))
	}
	if got := len(tree(t, "out")); got != done+1 {
		t.Errorf("%d files for %d reports: %q", got, done, tree(t, "out"))
	}
	second, err := runBatch(t, Options{Out: "out"}, "in")
	if err != nil {
		t.Fatal(err)
	}
	if got := second.summary.Unchanged; got != done {
		t.Errorf("%d unchanged, want the %d that were done", got, done)
	}
	if got := second.summary.Converted; got != len(files)-done {
		t.Errorf("%d converted, want the other %d", got, len(files)-done)
	}
}

// A mistake of ours is one input's failure. A Converter that New did not make
// panics on the first character.
func TestPanic(t *testing.T) {
	inFolder(t, map[string]string{"in/a.json": data("甲局"), "in/b.txt": ""})
	r, err := runWith(context.Background(), &convert.Converter{}, Options{Out: "out"}, "in")
	if err != nil {
		t.Fatal(err)
	}
	r.want(t, "in/a.json failed internal", "in/b.txt failed empty")
	want(t, "out", "manifest.jsonl", "summary.xlsx")
}
