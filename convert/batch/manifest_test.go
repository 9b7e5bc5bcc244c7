package batch

import (
	"os"
	"regexp"
	"testing"

	"github.com/nianbao/nianbao/convert"
)

func TestManifest(t *testing.T) {
	inFolder(t, map[string]string{"in/a.json": data("甲局"), "in/b.json": data("乙局"), "in/bad.json": broken})
	o := Options{Out: "out"}
	steps := []struct {
		name string
		do   func()
		want []string
	}{
		{"first", func() {}, []string{"in/a.json converted", "in/b.json converted", "in/bad.json failed damaged"}},
		{"second", func() {}, []string{"in/a.json unchanged", "in/b.json unchanged", "in/bad.json failed damaged"}},
		{"input changed", func() { write(t, "in/a.json", data("新局")) },
			[]string{"in/a.json converted", "in/b.json unchanged", "in/bad.json failed damaged"}},
		{"output deleted", func() { os.Remove("out/b.json") },
			[]string{"in/a.json unchanged", "in/b.json converted", "in/bad.json failed damaged"}},
		{"output emptied", func() { write(t, "out/b.json", "") },
			[]string{"in/a.json unchanged", "in/b.json converted", "in/bad.json failed damaged"}},
		{"output changed by hand", func() { write(t, "out/a.json", "x") },
			[]string{"in/a.json failed write-failed", "in/b.json unchanged", "in/bad.json failed damaged"}},
		{"kept", func() {
			if got := read(t, "out/a.json"); got != "x" {
				t.Errorf("it holds %q", got)
			}
			write(t, "in/a.json", data("更新局"))
		}, []string{"in/a.json failed write-failed", "in/b.json unchanged", "in/bad.json failed damaged"}},
		{"forced", func() { o.Force = true }, []string{"in/a.json converted", "in/b.json converted", "in/bad.json failed damaged"}},
		{"settings", func() { o.Force = false; o.Settings = func() string { return "another font" } },
			[]string{"in/a.json converted", "in/b.json converted", "in/bad.json failed damaged"}},
		{"mended", func() { write(t, "in/bad.json", data("丙局")) },
			[]string{"in/a.json unchanged", "in/b.json unchanged", "in/bad.json converted"}},
		{"input gone", func() { os.Remove("in/a.json") },
			[]string{"in/b.json unchanged", "in/bad.json unchanged", "in/a.json skipped unreadable-file"}},
		{"input and outputs gone", func() { os.Remove("out/a.json") }, []string{"in/b.json unchanged", "in/bad.json unchanged"}},
		{"formats", func() { o.Formats = []convert.Format{convert.JSON, convert.PDF} }, []string{"in/b.json converted", "in/bad.json converted"}},
		{"formats again", func() {}, []string{"in/b.json unchanged", "in/bad.json unchanged"}},
		{"bad again", func() { write(t, "in/bad.json", broken) }, []string{"in/b.json unchanged", "in/bad.json failed damaged"}},
	}
	for _, step := range steps {
		step.do()
		r, err := runBatch(t, o, "in")
		if err != nil {
			t.Fatal(step.name, err)
		}
		t.Run(step.name, func(t *testing.T) { r.want(t, step.want...) })
		if r.summary.Inputs != len(step.want) {
			t.Errorf("%s: the summary counts %d inputs, want %d", step.name, r.summary.Inputs, len(step.want))
		}
	}
	want(t, "out", "b.json", "b.pdf", "bad.json", "bad.pdf", "manifest.jsonl", "summary.xlsx")
}

func TestManifestLines(t *testing.T) {
	inFolder(t, map[string]string{"in/b/甲.json": data("甲局"), "in/c.txt": "", "in/p.png": picture})
	if _, err := runBatch(t, Options{Out: "out"}, "in"); err != nil {
		t.Fatal(err)
	}
	got := regexp.MustCompile(`"ms":\d+|"(sha256|fingerprint)":"[0-9a-f]{64}"`).ReplaceAllString(read(t, "out/manifest.jsonl"), `"$1"`)
	got = regexp.MustCompile(`,"hashes":\{"b/甲.json":\["[0-9a-f]{32}"\]\}`).ReplaceAllString(got, "")
	want := `{"input":"../in/b/甲.json","sha256","bytes":147,"status":"converted","layout":"disclosure-2021","year":2024,"agency":"甲局","outputs":["b/甲.json"],"findings":{"error":7,"warning":3,"info":0},"","fingerprint"}
{"input":"../in/c.txt","sha256","bytes":0,"status":"failed","outputs":[],"findings":{"error":0,"warning":0,"info":0},"error":{"code":"empty","message":"没有可读的内容：文件是空的（0 字节）"},""}
{"input":"../in/p.png","sha256","bytes":12,"status":"skipped","outputs":[],"findings":{"error":0,"warning":0,"info":0},"error":{"code":"unsupported-format","message":"PNG 图片不可能是报告"},""}
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A report that comes under another name takes over the output of the old one.
func TestRenamedInput(t *testing.T) {
	inFolder(t, map[string]string{"in/a.json": data("甲局")})
	for range 2 {
		r, err := runBatch(t, Options{Out: "out"}, "in")
		if err != nil {
			t.Fatal(err)
		}
		if len(r.lines) != 1 {
			t.Errorf("got %q", r.lines)
		}
		os.Rename("in/a.json", "in/a.data")
	}
	want(t, "out", "a.json", "manifest.jsonl", "summary.xlsx")
}
