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
// of one that somebody has changed since an earlier run wrote it: the manifest tells, or,
// where none does, the file itself.
func (r *run) guard(j *job, files []string) error {
	if r.manifest != nil {
		j.hashes = hashes{}
	}
	_, formats := r.targets(j.in, j.name)
	for i, file := range files {
		rel, ours := "", hashOf(j.made.files[i].Bytes())
		var known []string // what earlier runs wrote there
		if r.manifest != nil {
			rel = r.manifest.rel(realPlace(file))
			j.hashes[rel] = []string{ours}
			if j.old != nil {
				known = j.old.Hashes[rel]
			}
		}
		if known == nil {
			if !r.Force && EditedSince(file, formats[i]) {
				return writeError(file, words.New("write.edited"))
			}
			continue
		}
		data, err := ReadFile(file, convert.MaxFile)
		if err != nil {
			continue // it is gone, or cannot be read: to write it is another matter
		}
		now := hashOf(data)
		if now != ours && len(data) > 0 && !r.Force && !slices.Contains(known, now) {
			return writeError(file, words.New("write.edited"))
		}
		if now != ours {
			j.hashes[rel] = append(j.hashes[rel], now)
		}
	}
	return nil
}

// EditedSince reports whether a file is an output that somebody has changed since it was
// written, as far as the file itself tells.
func EditedSince(file string, f convert.Format) bool {
	if f != convert.XLSX && f != convert.DOCX {
		return false // it would not tell
	}
	data, err := ReadFile(file, convert.MaxFile)
	return err == nil && convert.Edited(f, data)
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
