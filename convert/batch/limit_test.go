package batch

import (
	"os/exec"
	"strings"
	"testing"
	"time"
)

// An input that takes too long fails, the others are done, and nothing is written
// for it afterwards.
func TestLimit(t *testing.T) {
	inFolder(t, map[string]string{"a.json": data("甲局"), "z.json": data("乙局")})
	if err := exec.Command("mkfifo", "pipe").Run(); err != nil {
		t.Skip("mkfifo:", err)
	}
	r, err := runBatch(t, Options{Out: "out", Limit: 300 * time.Millisecond}, "a.json", "pipe", "z.json")
	if err != nil {
		t.Fatal(err)
	}
	r.want(t, "a.json converted", "pipe failed unreadable-file", "z.json converted")
	if line := lineOf(read(t, "out/manifest.jsonl"), "pipe"); !strings.Contains(line, "nothing came for 300ms") {
		t.Errorf("the manifest says %s", line)
	}
	go exec.Command("sh", "-c", "cat a.json >pipe").Run() // now it comes, and is read by what was given up
	time.Sleep(200 * time.Millisecond)
	want(t, "out", "a.json", "manifest.jsonl", "summary.xlsx", "z.json")
}

// What takes too long to be converted is our own fault.
func TestLimitOfConversion(t *testing.T) {
	inFolder(t, map[string]string{"a.json": data("甲局"), "b.txt": strings.Repeat(read(t, sample), 200)})
	r, err := runBatch(t, Options{Out: "out", Limit: 300 * time.Millisecond}, "a.json", "b.txt")
	if err != nil {
		t.Fatal(err)
	}
	r.want(t, "a.json converted", "b.txt failed internal")
	want(t, "out", "a.json", "manifest.jsonl", "summary.xlsx")
}

func lineOf(text, word string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, word) {
			return line
		}
	}
	return ""
}
