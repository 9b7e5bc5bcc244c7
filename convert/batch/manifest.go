package batch

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/words"
)

const (
	manifestName = "manifest.jsonl"
	summaryName  = "summary.xlsx"
	journalExt   = ".journal"
)

// A manifest is the record of a run, kept from run to run. While a run goes on,
// it holds the lock of the journal, a hidden file beside the manifest, in which a
// report is noted before its files get their names.
type manifest struct {
	base    string // the manifest of the whole
	file    string // this run's: base, or that of a shard
	dir     string // its folder, links resolved
	shard   Shard
	beside  []Shard // that have files here
	old     *ledger // what earlier runs left, also one that was broken off
	own     int     // the first of old's files that no other shard goes on from
	journal *os.File
	next    *growingFile // the manifest to be
}

// openManifest locks the manifest and reads what earlier runs left. What they
// made, and what other shards are making, goes to ours.
func openManifest(base string, s Shard, ours *products) (*manifest, error) {
	m := &manifest{base: base, file: s.manifestOf(base), dir: realPath(filepath.Dir(base)), shard: s, old: newLedger()}
	m.next = newGrowingFile(m.file)
	for _, name := range []string{m.base, m.file, journalOf(m.file), summaryOf(m.base)} {
		if err := Refuse(name); err != nil {
			return nil, words.New("manifest", name, err)
		}
	}
	err := m.lock()
	if err == nil {
		err = m.readOld(ours)
	}
	if err == nil {
		err = m.foreign()
	}
	if err != nil {
		if m.bare() {
			os.Remove(m.journal.Name())
		}
		m.close()
		return nil, err
	}
	return m, nil
}

// readOld reads a journal before its manifest where another shard may be at work:
// the manifest is there when the journal no longer is.
func (m *manifest) readOld(ours *products) error {
	ours.addFolder(m.dir, m.base)
	each := func(rec *record) { ours.add(m.dir, rec) }
	var names []string
	for _, s := range m.beside {
		file := s.manifestOf(m.base)
		switch {
		case m.shard.whole():
			names = append(names, file, journalOf(file))
		case s != m.shard:
			for _, name := range []string{journalOf(file), file} {
				if err := scanFile(name, each); err != nil {
					return manifestError(name, err)
				}
			}
		}
	}
	names = append([]string{m.base, journalOf(m.base)}, names...)
	if !m.shard.whole() {
		names = append(names, m.file, journalOf(m.file))
	}
	for _, name := range names {
		if name == m.file {
			m.own = len(m.old.files)
		}
		if err := m.old.add(name, each); err != nil {
			return manifestError(name, err)
		}
	}
	return nil
}

var errForeign = words.New("write.foreign")

// foreign demands that what stands where the manifest and the summary go was
// written by an earlier run. The records of such a run vouch for the summary too,
// which a clerk may have saved since. A manifest of the usual name that is not even
// JSON is one that was damaged: all is made again.
func (m *manifest) foreign() error {
	if len(m.old.order) > 0 {
		return nil
	}
	if info, err := os.Stat(m.file); err == nil && info.Size() > 0 && !(filepath.Base(m.base) == manifestName && damaged(m.file)) {
		return writeError(m.file, errForeign)
	}
	summary := summaryOf(m.base)
	if data, err := ReadFile(summary, convert.MaxFile); err == nil && len(data) > 0 && !convert.Written(convert.XLSX, data) {
		return writeError(summary, errForeign)
	}
	return nil
}

// damaged reports whether the first line of a file is not JSON.
func damaged(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	line, err := bufio.NewReader(f).ReadBytes('\n')
	return (err == nil || err == io.EOF) && !json.Valid(line)
}

func manifestError(name string, err error) error {
	return words.New("manifest", name, readError(err))
}

func journalOf(file string) string {
	return filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+journalExt)
}

// summaryOf is the workbook beside a manifest.
func summaryOf(file string) string { return filepath.Join(filepath.Dir(file), summaryName) }

// note adds a record to the journal. A journal that cannot be written costs the
// next run time, and nothing else.
func (m *manifest) note(rec *record) {
	if m.journal != nil {
		m.journal.Write(append([]byte("\n"), rec.line()...)) // the break ends what a killed run left torn
	}
}

// commit puts the new manifest in the place of the old one.
func (m *manifest) commit() error {
	m.old.close()
	return m.next.commit()
}

// close gives up the lock. The journal goes with it when the manifest was written,
// or when it tells nothing: of a shard, it tells that it has not finished.
func (m *manifest) close() {
	m.old.close()
	m.next.drop()
	if m.journal == nil {
		return
	}
	over := m.next.done || m.shard.whole() && m.bare()
	if over {
		os.Remove(m.journal.Name())
	}
	m.journal.Close()
	if over {
		os.Remove(m.journal.Name()) // Windows removes no open file
	}
}

// bare reports whether nothing is in the journal.
func (m *manifest) bare() bool {
	if m.journal == nil {
		return false
	}
	info, err := m.journal.Stat()
	return err == nil && info.Size() == 0
}

// removeShards takes away the manifests of the shards that the whole has taken in.
func (m *manifest) removeShards() {
	for _, s := range m.beside {
		os.Remove(s.manifestOf(m.base))
		os.Remove(journalOf(s.manifestOf(m.base)))
	}
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

func (m *manifest) abs(rel string) string { return absolute(m.dir, rel) }

func absolute(dir, rel string) string {
	p := filepath.FromSlash(rel)
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(dir, p)
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
		if isOutput(out) {
			continue
		}
		if _, err := os.Lstat(m.abs(out)); err == nil {
			list = append(list, out)
		}
	}
	return list
}
