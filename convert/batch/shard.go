package batch

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// A Shard is a share of the inputs, for a run that is divided among machines:
// the Index-th of Count, from 1. The zero Shard is all of them.
//
// Which share an input belongs to follows from its name below the output folder
// and nothing else. Outputs are named over all inputs before the share is taken.
// So the shards together write what one run would, wherever and in whatever order
// they run. Each has a manifest of its own (manifest.2-of-5.jsonl); Options.Merge,
// or the next run that is no shard, joins them.
type Shard struct {
	Index, Count int
}

// ParseShard reads I/N, with 1 ≤ I ≤ N.
func ParseShard(s string) (Shard, error) {
	first, second, _ := strings.Cut(s, "/")
	i, err := strconv.Atoi(first)
	n, err2 := strconv.Atoi(second)
	if err != nil || err2 != nil || i < 1 || i > n {
		return Shard{}, words.New("usage.shard", s)
	}
	return Shard{i, n}, nil
}

func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Count) }

func (s Shard) whole() bool { return s.Count == 0 }

// has reports whether the input is of the share.
func (s Shard) has(in *input) bool {
	if s.whole() {
		return true
	}
	sum := sha256.Sum256([]byte(in.place))
	return binary.BigEndian.Uint64(sum[:])%uint64(s.Count) == uint64(s.Index-1)
}

// manifestOf is the shard's manifest, beside that of the whole.
func (s Shard) manifestOf(base string) string {
	if s.whole() {
		return base
	}
	ext := filepath.Ext(base)
	return fmt.Sprintf("%s.%d-of-%d%s", strings.TrimSuffix(base, ext), s.Index, s.Count, ext)
}

var shardMark = regexp.MustCompile(`^\.([1-9]\d*)-of-([1-9]\d*)$`)

// shardOf tells from a name which shard's manifest of base it is.
func shardOf(name, base string) (Shard, bool) {
	ext := filepath.Ext(base)
	mark, ok := strings.CutPrefix(name, strings.TrimSuffix(base, ext))
	mark, ok2 := strings.CutSuffix(mark, ext)
	m := shardMark.FindStringSubmatch(mark)
	if !ok || !ok2 || m == nil {
		return Shard{}, false
	}
	s, err := ParseShard(m[1] + "/" + m[2])
	return s, err == nil
}

// shardsBeside lists the shards that have a manifest or a journal beside base, in
// order.
func shardsBeside(base string) []Shard {
	var found []Shard
	entries, _ := os.ReadDir(filepath.Dir(base)) // no folder, no shards
	for _, e := range entries {
		name := e.Name()
		if hidden, ok := strings.CutSuffix(name, journalExt); ok {
			name = strings.TrimPrefix(hidden, ".")
		}
		if s, ok := shardOf(name, filepath.Base(base)); ok && !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	slices.SortFunc(found, func(a, b Shard) int {
		if a.Count != b.Count {
			return a.Count - b.Count
		}
		return a.Index - b.Index
	})
	return found
}
