package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/words"
)

// hashes tell what a run wrote into each output, as the manifest names it: what is
// there now, and what was there before, which stays when the run is killed just then.
// An output that holds something else was changed by a person, and is no longer ours.
type hashes map[string][]string

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// guard says, for the outputs that are to be written, what stands there. The error is
// of one that somebody has changed since an earlier run wrote it.
func (r *run) guard(j *job, files []string) error {
	if r.manifest == nil {
		return nil
	}
	j.hashes = hashes{}
	for i, file := range files {
		rel := r.manifest.rel(realPlace(file))
		ours := hashOf(j.made.files[i].Bytes())
		j.hashes[rel] = []string{ours}
		if j.old == nil || j.old.Hashes[rel] == nil {
			continue
		}
		data, err := ReadFile(file, convert.MaxFile)
		if err != nil {
			continue // it is gone, or cannot be read: to write it is another matter
		}
		now := hashOf(data)
		if now != ours && len(data) > 0 && !r.Force && !slices.Contains(j.old.Hashes[rel], now) {
			return writeError(file, words.New("write.edited"))
		}
		if now != ours {
			j.hashes[rel] = append(j.hashes[rel], now)
		}
	}
	return nil
}

// keepHashes gives a record those of its outputs, and of what earlier runs left.
func (c *collector) keepHashes(rec *record, j *job) {
	rec.Hashes = hashes{}
	for _, out := range slices.Concat(rec.Outputs, rec.Left) {
		switch {
		case j.hashes[out] != nil && j.result.Status == Converted:
			rec.Hashes[out] = j.hashes[out]
		case j.old != nil && j.old.Hashes[out] != nil:
			rec.Hashes[out] = j.old.Hashes[out]
		}
	}
}
