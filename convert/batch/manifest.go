package batch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
)

// A record is one line of the manifest. Paths are relative to its folder, with
// slashes.
type record struct {
	Input       string      `json:"input"`
	SHA256      string      `json:"sha256,omitempty"`
	Bytes       int         `json:"bytes"`
	Status      Status      `json:"status"`
	Layout      string      `json:"layout,omitempty"`
	Year        int         `json:"year,omitempty"`
	Agency      string      `json:"agency,omitempty"`
	Outputs     []string    `json:"outputs"`
	Findings    tally       `json:"findings"`
	Error       *errorEntry `json:"error,omitempty"`
	MS          int64       `json:"ms"`
	Left        []string    `json:"left,omitempty"`        // outputs of earlier runs that still stand and are no longer its own
	Fingerprint string      `json:"fingerprint,omitempty"` // of the settings and of the outputs' bytes
}

type tally struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

type errorEntry struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Message is what an error says of an input that the reader knows already.
func Message(input string, err error) string {
	return strings.TrimPrefix(err.Error(), "read "+filepath.Base(input)+": ")
}

func newRecord(res *Result) *record {
	rec := &record{Status: res.Status, Outputs: []string{}}
	rec.Findings = tally{res.Count(report.Error), res.Count(report.Warning), res.Count(report.Info)}
	if r := res.Reading; r != nil {
		rec.Layout, rec.Year, rec.Agency = r.Layout.ID, r.Report.Year, r.Report.Agency
	}
	if res.Err != nil {
		rec.Error = &errorEntry{convert.Code(res.Err), Message(res.Input, res.Err)}
	}
	return rec
}

// A manifest is the record of a run, kept from run to run. While a run goes on,
// its records are in the journal, a hidden file beside it.
type manifest struct {
	file    string
	dir     string // its folder, links resolved
	old     map[string]*record
	order   []string // of old
	journal *os.File
}

// openManifest reads what earlier runs left, also one that was broken off.
func openManifest(file string) (*manifest, error) {
	m := &manifest{file: file, dir: realPath(filepath.Dir(file)), old: map[string]*record{}}
	for _, name := range []string{m.file, m.journalName()} {
		records, err := readRecords(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("manifest %s: %w", name, readError(err))
		}
		for _, rec := range records {
			if m.old[rec.Input] == nil {
				m.order = append(m.order, rec.Input)
			}
			m.old[rec.Input] = rec
		}
	}
	return m, nil
}

// readRecords reads the lines of a manifest. A torn last line, and lines that are
// none of ours, are left out.
func readRecords(file string) ([]*record, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var records []*record
	for line := range bytes.Lines(data) {
		rec := &record{}
		if json.Unmarshal(line, rec) == nil && rec.Input != "" && rec.Status != "" {
			records = append(records, rec)
		}
	}
	return records, nil
}

func (m *manifest) journalName() string {
	return filepath.Join(filepath.Dir(m.file), "."+filepath.Base(m.file)+".journal")
}

// summaryName is the workbook beside the manifest.
func (m *manifest) summaryName() string {
	return filepath.Join(filepath.Dir(m.file), "summary.xlsx")
}

// note adds a record to the journal. A journal that cannot be written costs the
// next run time, and nothing else.
func (m *manifest) note(rec *record) {
	if m.journal == nil {
		os.MkdirAll(filepath.Dir(m.file), 0o777)
		f, err := os.OpenFile(m.journalName(), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
		if err != nil {
			return
		}
		m.journal = f
	}
	m.journal.Write(append([]byte("\n"), line(rec)...))
}

// close writes the manifest whole and takes the journal away.
func (m *manifest) close(records []*record) error {
	var all bytes.Buffer
	for _, rec := range records {
		all.Write(line(rec))
	}
	if err := WriteFile(m.file, all.Bytes()); err != nil {
		return err
	}
	if m.journal != nil {
		m.journal.Close()
	}
	os.Remove(m.journalName())
	return nil
}

func line(rec *record) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(rec); err != nil {
		panic(err) // a record holds nothing that JSON cannot
	}
	return b.Bytes()
}

// key is how the manifest names an input.
func (m *manifest) key(in *input) string {
	if in.stdin {
		return StdinName
	}
	return string([]rune(m.rel(in.real))) // as JSON will have it, should the name not be UTF-8
}

// rel is a path as the manifest writes it, abs the way back.
func (m *manifest) rel(real string) string {
	if r, err := filepath.Rel(m.dir, real); err == nil {
		return filepath.ToSlash(r)
	}
	return filepath.ToSlash(real)
}

func (m *manifest) abs(rel string) string {
	p := filepath.FromSlash(rel)
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(m.dir, p)
}

func (m *manifest) rels(files []string) []string {
	list := make([]string, len(files))
	for i, f := range files {
		list[i] = m.rel(realPlace(f))
	}
	return list
}

// left lists what an earlier run made of an input and still stands, but for what
// is an output of this run.
func (m *manifest) left(old *record, isOutput func(string) bool) []string {
	if old == nil {
		return nil
	}
	var list []string
	for _, out := range slices.Concat(old.Outputs, old.Left) {
		if _, err := os.Lstat(m.abs(out)); err == nil && !isOutput(out) {
			list = append(list, out)
		}
	}
	return list
}
