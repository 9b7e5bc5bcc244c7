package batch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/nianbao/nianbao/convert"
)

// A job is one input on its way from a worker to the collector.
type job struct {
	in          *input
	name        string // of its outputs, below Out, without extension
	bytes       int
	sha256      string
	fingerprint string
	ms          int64
	staged      []*staged // outputs that wait to be renamed
	result      *Result
	done        chan struct{} // closed when the worker has finished
}

// work does one input, up to its staged outputs. A panic is that input's failure.
func (r *run) work(j *job) {
	start := time.Now()
	j.result = &Result{Input: j.in.path}
	defer func() {
		if p := recover(); p != nil {
			j.fail(fmt.Errorf("the program made a mistake, please report it: %v", p))
		}
		j.ms = time.Since(start).Milliseconds()
	}()
	if err := r.convert(j); err != nil {
		j.fail(err)
	}
}

func (r *run) convert(j *job) error {
	data, err := j.in.load(r.Stdin)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	j.bytes, j.sha256 = len(data), hex.EncodeToString(sum[:])
	reading, err := r.conv.Read(filepath.Base(j.in.path), data)
	if err != nil {
		return err
	}
	j.result.Reading = reading
	j.result.Status = Converted
	if r.Check {
		return nil
	}
	if r.unchanged(j) {
		j.result.Status = Unchanged
		return nil
	}
	return r.stage(j)
}

// fail makes the job a failure and takes back what it has staged.
func (j *job) fail(err error) {
	for _, s := range j.staged {
		s.drop()
	}
	j.staged = nil
	j.result.Status, j.result.Err, j.result.Outputs = Failed, err, nil
	if j.in.folder != "" && (convert.NoReport(err) || errors.Is(err, errSpecial)) {
		j.result.Status = Skipped
	}
}

// targets are the files the job's outputs go to, in the order of the formats.
func (r *run) targets(j *job) []string {
	var files []string
	for _, ext := range extensions(r.Formats) {
		files = append(files, filepath.Join(r.Out, filepath.FromSlash(j.name)+ext))
	}
	return files
}

// stage writes all outputs under hidden names.
func (r *run) stage(j *job) error {
	mark := newFingerprint(r.settings)
	for i, file := range r.targets(j) {
		var b bytes.Buffer
		if err := r.conv.Write(&b, r.Formats[i], j.result.Reading); err != nil {
			return fmt.Errorf("make %s: %w", filepath.Base(file), err)
		}
		s, err := stage(file, b.Bytes())
		if err != nil {
			return err
		}
		j.staged = append(j.staged, s)
		j.result.Outputs = append(j.result.Outputs, file)
		mark.add(b.Bytes())
	}
	j.fingerprint = mark.String()
	return nil
}

// unchanged finds out whether the outputs of an earlier run are what this one would
// write: from the same bytes, with the same settings, and as they were written.
func (r *run) unchanged(j *job) bool {
	if r.manifest == nil || r.Force {
		return false
	}
	old := r.manifest.old[r.manifest.key(j.in)]
	files := r.targets(j)
	if old == nil || old.Fingerprint == "" || old.SHA256 != j.sha256 || !slices.Equal(old.Outputs, r.manifest.rels(files)) {
		return false
	}
	mark := newFingerprint(r.settings)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return false
		}
		mark.add(data)
	}
	if mark.String() != old.Fingerprint {
		return false
	}
	j.result.Outputs, j.fingerprint = files, old.Fingerprint
	return true
}
