package batch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/convert/words"
)

// A job is one input on its way from a worker to the collector.
type job struct {
	in     *input
	order  int     // its place among all inputs, from 1
	name   string  // of its outputs, below Out, without extension
	old    *record // of an earlier run; nil for none
	ms     int64
	made   *product  // nil when nothing was made in time
	staged []*staged // outputs that wait to be renamed
	hashes hashes    // of them
	result *Result
	done   chan struct{} // closed when the worker has finished
}

// A product is what is made of an input before anything is written.
type product struct {
	bytes       int
	sha256      string
	decided     *decision.File // nil for nothing
	reading     *convert.Reading
	files       []bytes.Buffer // one for each format; nil when those of an earlier run still stand
	fingerprint string
	err         error
}

// work does one input, up to its staged outputs.
func (r *run) work(j *job) {
	start := time.Now()
	j.result = &Result{Input: j.in.path}
	if r.manifest != nil {
		j.old = r.manifest.old.get(r.manifest.key(j.in))
	}
	err := r.makeInTime(j)
	if err == nil {
		err = r.stage(j)
	}
	if err != nil {
		j.fail(err)
	}
	j.ms = time.Since(start).Milliseconds()
}

// makeInTime gives an input up when its time is over. What still works on it then
// has nothing of the job in hand and writes nothing.
func (r *run) makeInTime(j *job) error {
	made := make(chan *product, 1)
	var loaded atomic.Bool
	go func(in *input, name string, old *record) { made <- r.make(in, name, old, &loaded) }(j.in, j.name, j.old)
	var timeout <-chan time.Time
	if !j.in.stdin { // nobody knows when that comes
		timer := time.NewTimer(r.Limit)
		defer timer.Stop()
		timeout = timer.C
	}
	select {
	case j.made = <-made:
		return j.made.err
	case <-timeout:
	}
	if !loaded.Load() {
		return words.New("unreadable.nothing", convert.ErrUnreadable, r.Limit)
	}
	return words.New("internal.timeout", r.Limit)
}

// make reads and converts an input. A panic is that input's failure.
func (r *run) make(in *input, name string, old *record, loaded *atomic.Bool) (p *product) {
	p = &product{}
	defer func() {
		if e := recover(); e != nil {
			p.err = words.New("internal.panic", fmt.Sprint(e))
		}
	}()
	data, err := in.load(r.Stdin)
	loaded.Store(true)
	if err != nil {
		p.err = err
		return p
	}
	p.bytes = len(data)
	if !r.Ignore && !in.stdin {
		p.decided, p.err = ReadDecisions(in.path)
	}
	if p.err == nil {
		p.reading, p.err = r.conv.ReadDecided(filepath.Base(in.path), data, p.decided)
	}
	if p.err != nil {
		sum := sha256.Sum256(data)
		p.sha256 = hex.EncodeToString(sum[:])
		return p
	}
	p.sha256 = p.reading.SHA256
	if r.Check || r.unchanged(p, in, name, old) {
		return p
	}
	p.err = r.write(p, in, name)
	return p
}

// targets are the files that the outputs of a name go to, and their formats. An input
// that stands where one of them goes is left as it is.
func (r *run) targets(in *input, name string) (files []string, formats []convert.Format) {
	for _, format := range r.Formats {
		file := filepath.Join(r.Out, filepath.FromSlash(name)+format.Ext())
		if isWorkbook(in) && fold(realPlace(file)) == fold(in.real) {
			continue
		}
		files, formats = append(files, file), append(formats, format)
	}
	return files, formats
}

// unchanged finds out whether the outputs of an earlier run are what this one would
// write: from the same bytes, with the same settings, and as they were written.
func (r *run) unchanged(p *product, in *input, name string, old *record) bool {
	if r.manifest == nil || r.Force || old == nil || old.Fingerprint == "" || old.SHA256 != p.sha256 {
		return false
	}
	files, _ := r.targets(in, name)
	if !slices.Equal(old.Outputs, r.manifest.rels(files)) {
		return false
	}
	mark := r.fingerprint(p)
	for _, file := range files {
		data, err := ReadFile(file, convert.MaxFile)
		if err != nil {
			return false
		}
		mark.add(data)
	}
	p.fingerprint = mark.String()
	return p.fingerprint == old.Fingerprint
}

// fingerprint begins that of an input's outputs: with the settings and what is decided.
func (r *run) fingerprint(p *product) fingerprint {
	mark := newFingerprint(r.settings)
	if p.decided != nil {
		mark.add(p.decided.Encode())
	}
	return mark
}

// write makes all outputs.
func (r *run) write(p *product, in *input, name string) error {
	mark := r.fingerprint(p)
	_, formats := r.targets(in, name)
	p.files = make([]bytes.Buffer, len(formats))
	for i, format := range formats {
		if err := r.conv.Write(&p.files[i], format, p.reading); err != nil {
			return words.New("make", filepath.Base(name)+format.Ext(), err)
		}
		mark.add(p.files[i].Bytes())
	}
	p.fingerprint = mark.String()
	return nil
}

// stage writes what was made under hidden names.
func (r *run) stage(j *job) error {
	j.result.Reading, j.result.Status = j.made.reading, Converted
	if r.Check {
		return nil
	}
	j.result.Outputs, _ = r.targets(j.in, j.name)
	if j.made.files == nil {
		j.result.Status = Unchanged
		return nil
	}
	if err := r.guard(j, j.result.Outputs); err != nil {
		return err
	}
	for i, file := range j.result.Outputs {
		s, err := stage(file, j.made.files[i].Bytes())
		if err != nil {
			return err
		}
		j.staged = append(j.staged, s)
	}
	j.made.files = nil // the job may wait for those before it
	return nil
}

// fail makes the job a failure and takes back what it has staged.
func (j *job) fail(err error) {
	for _, s := range j.staged {
		s.drop()
	}
	j.staged = nil
	if j.made != nil {
		j.result.Reading = j.made.reading
	}
	j.result.Status, j.result.Err, j.result.Outputs = Failed, err, nil
	if j.in.folder != "" && (convert.NoReport(err) || isSpecial(err)) {
		j.result.Status = Skipped
	}
}
