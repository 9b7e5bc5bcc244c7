package layouts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestKept: what is kept of each built-in layout is what its YAML says now.
func TestKept(t *testing.T) {
	var whole []byte
	for _, l := range Builtin() {
		parsed, err := Parse(l.file, l.source)
		if err != nil {
			t.Fatal(err)
		}
		whole = fmt.Appendf(whole, `{"SHA256":%q,"Layout":%s}`+"\n", digest(l.source), keptText(t, parsed))
		if os.Getenv("UPDATE_GOLDEN") != "" {
			continue
		}
		again := recall(l.file, l.source, Find)
		if again == nil {
			t.Fatalf("%s was not recalled", l.file)
		}
		for _, c := range again.Prose {
			c.ready()
		}
		again.verified = false
		for i, c := range again.Prose { // patterns do not compare
			c.match, c.not, c.within, c.without = parsed.Prose[i].match, parsed.Prose[i].not, parsed.Prose[i].within, parsed.Prose[i].without
		}
		if !reflect.DeepEqual(again, parsed) {
			t.Errorf("%s is recalled otherwise than it is parsed", l.file)
		}
	}
	said := parseWords()
	whole = fmt.Appendf(whole, `{"SHA256":%q,"Words":%s}`+"\n", digest(wordsFile), keptText(t, said))
	if os.Getenv("UPDATE_GOLDEN") == "" && !reflect.DeepEqual(recallWords(), said) {
		t.Error("the words are recalled otherwise than they are parsed")
	}
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile("kept.jsonl", whole, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if strings.ReplaceAll(keptFile, "\r\n", "\n") != string(whole) {
		t.Error("kept.jsonl is not what is kept of the layouts: UPDATE_GOLDEN=1 go test ./layouts writes it anew")
	}
}

// keptText is a value as it is kept: without what is zero.
func keptText(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	if text, err = json.Marshal(pruned(tree)); err != nil {
		t.Fatal(err)
	}
	return text
}

// A text that has changed is parsed, whatever is kept of it.
func TestKeptIsStale(t *testing.T) {
	l := Find("disclosure-2021")
	changed := bytes.Replace(l.source, []byte("name: "), []byte("name:  "), 1)
	if recall(l.file, changed, Find) != nil {
		t.Error("a stale layout was used")
	}
}

// pruned is a JSON value without members that are zero.
func pruned(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, m := range v {
			if m = pruned(m); m == nil || m == "" || m == 0.0 || m == false {
				delete(v, k)
			} else {
				v[k] = m
			}
		}
		if len(v) == 0 {
			return nil
		}
	case []any:
		for i := range v {
			v[i] = pruned(v[i])
		}
	}
	return v
}

func BenchmarkRecall(b *testing.B) {
	l := Find("disclosure-2021")
	for b.Loop() {
		if recall(l.file, l.source, Find) == nil {
			b.Fatal("not recalled")
		}
	}
}
