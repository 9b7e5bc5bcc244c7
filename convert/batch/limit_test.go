package batch

import (
	"os/exec"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/decision"
)

// A pipe is refused at once, also one that nobody writes to, and the others are done.
func TestPipe(t *testing.T) {
	inFolder(t, map[string]string{"a.json": data("甲局"), "z.json": data("乙局")})
	if err := exec.Command("mkfifo", "pipe").Run(); err != nil {
		t.Skip("mkfifo:", err)
	}
	r, err := runBatch(t, Options{Out: "out"}, "a.json", "pipe", "/dev/zero", "z.json")
	if err != nil {
		t.Fatal(err)
	}
	r.want(t, "a.json converted", "pipe failed unsupported-format", "/dev/zero failed unsupported-format", "z.json converted")
	if line := lineOf(read(t, "out/manifest.jsonl"), "pipe"); !strings.Contains(line, "管道") {
		t.Errorf("the manifest says %s", line)
	}
	want(t, "out", "a.json", "manifest.jsonl", "summary.xlsx", "z.json")
}

// What takes too long to be converted is our own fault.
func TestLimitOfConversion(t *testing.T) {
	inFolder(t, map[string]string{"a.json": data("甲局"), "b.json": data("乙局")})
	synctest.Test(t, func(t *testing.T) {
		conv, err := convert.New(convert.Options{})
		if err != nil {
			t.Fatal(err)
		}
		never := &stuck{conv, "b.json", make(chan struct{})}
		defer close(never.end)
		results := &results{}
		r, err := newRun(never, []string{"a.json", "b.json"}, Options{
			Out: "out", Formats: []convert.Format{convert.JSON}, Jobs: 2, Limit: time.Minute, Progress: results})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.do(t.Context()); err != nil {
			t.Fatal(err)
		}
		results.want(t, "a.json converted", "b.json failed internal")
		want(t, "out", "a.json", "manifest.jsonl", "summary.xlsx")
	})
}

// stuck reads one file until its end is closed.
type stuck struct {
	converter
	name string
	end  chan struct{}
}

func (s *stuck) ReadDecided(name string, data []byte, _ *decision.File) (*convert.Reading, error) {
	if name == s.name {
		<-s.end
	}
	return s.converter.ReadDecided(name, data, nil)
}

func lineOf(text, word string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, word) {
			return line
		}
	}
	return ""
}
