package batch

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
)

// A ledger finds the lines of manifests and journals by their input. It keeps
// where they stand, not what they say, so that it stays small for any number of
// inputs. Goroutines may read it together.
type ledger struct {
	files   []*os.File
	entries map[string]entry
	order   []string // inputs as they were first met
}

// An entry is where a line stands.
type entry struct {
	file, size int
	at         int64
}

func newLedger() *ledger { return &ledger{entries: map[string]entry{}} }

// add reads the lines of a file; one on an input that is known takes the place of
// the earlier. Each is called for every record.
func (l *ledger) add(name string, each func(*record)) error {
	f, err := os.Open(name)
	if err != nil {
		return unlessMissing(err)
	}
	l.files = append(l.files, f)
	return scan(f, func(rec *record, at int64, size int) {
		if _, known := l.entries[rec.Input]; !known {
			l.order = append(l.order, rec.Input)
		}
		l.entries[rec.Input] = entry{len(l.files) - 1, size, at}
		each(rec)
	})
}

// get returns the record on an input, nil when there is none.
func (l *ledger) get(key string) *record {
	e, ok := l.entries[key]
	if !ok {
		return nil
	}
	return l.read(e)
}

func (l *ledger) read(e entry) *record {
	line := make([]byte, e.size)
	if _, err := l.files[e.file].ReadAt(line, e.at); err != nil {
		return nil
	}
	return parseRecord(line)
}

// close ends the use of the files: Windows renames nothing over an open one.
func (l *ledger) close() {
	for _, f := range l.files {
		f.Close()
	}
	l.files, l.entries, l.order = nil, nil, nil
}

// scan gives the records of a manifest or journal one by one, with where their
// lines begin and how long they are. A torn last line, and lines that are none of
// ours, are left out.
func scan(r io.Reader, each func(rec *record, at int64, size int)) error {
	lines := bufio.NewReaderSize(r, 1<<16)
	for at := int64(0); ; {
		line, err := lines.ReadBytes('\n')
		if rec := parseRecord(line); rec != nil {
			each(rec, at, len(line))
		}
		at += int64(len(line))
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// scanFile scans a file. One that is not there has no records.
func scanFile(name string, each func(*record)) error {
	f, err := os.Open(name)
	if err != nil {
		return unlessMissing(err)
	}
	defer f.Close()
	return scan(f, func(rec *record, _ int64, _ int) { each(rec) })
}

func unlessMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func parseRecord(line []byte) *record {
	rec := &record{}
	if json.Unmarshal(line, rec) != nil || rec.Input == "" {
		return nil
	}
	switch rec.Status {
	case Converted, Unchanged, Failed, Skipped:
		return rec
	}
	return nil
}
