package layouts

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"strings"
	"sync"
)

// The built-in layouts as Parse read them, one a line, and the words of the field: YAML takes ten times as long,
// which counts when one report is all a process does. The tests write the file anew
// (UPDATE_GOLDEN=1); a layout whose YAML has changed since is not used.
//
//go:embed kept.jsonl
var keptFile string

// A kept layout, or the words, is what was read of a text, and the text's digest.
type kept struct {
	SHA256 string
	Layout *Layout
	Words  *FieldWords
}

// keptLines are the lines of the file by their digests, which stand first in them.
var keptLines = sync.OnceValue(func() map[string]string {
	lines := map[string]string{}
	for line := range strings.Lines(keptFile) {
		if digest, ok := strings.CutPrefix(line, `{"SHA256":"`); ok && len(digest) > 2*sha256.Size {
			lines[digest[:2*sha256.Size]] = line
		}
	}
	return lines
})

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// recall is the layout of a built-in file without parsing it; nil when that is not
// possible.
func recall(name string, data []byte, find func(id string) *Layout) *Layout {
	var k kept
	if json.Unmarshal([]byte(keptLines()[digest(data)]), &k) != nil || k.Layout == nil {
		return nil
	}
	l := k.Layout
	l.file, l.source, l.verified = name, data, true
	if l.verify() != nil || l.verifyYears(find) != nil {
		return nil
	}
	return l
}

// recallWords are the words of the field without parsing them; nil when that is not
// possible.
func recallWords() *FieldWords {
	var k kept
	if json.Unmarshal([]byte(keptLines()[digest(wordsFile)]), &k) != nil {
		return nil
	}
	return k.Words
}
