package batch

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/nianbao/nianbao/convert/words"
)

var errLocked = words.New("write.locked")

// lock takes the journal for this run. Shards of one division run beside each
// other; all else that writes the same manifest or the same outputs does not.
// Where there is no locking, or nothing can be written, runs go without.
func (m *manifest) lock() error {
	os.MkdirAll(filepath.Dir(m.file), 0o777)
	var err error
	if m.journal, err = lockFile(journalOf(m.file), os.O_RDWR|os.O_CREATE|os.O_APPEND); err != nil {
		return writeError(m.file, err)
	}
	m.beside = shardsBeside(m.base) // from here on, no other division begins
	others := []Shard{{}}
	if m.shard.whole() {
		others = m.beside
	}
	for _, s := range m.beside {
		if !m.shard.whole() && s.Count != m.shard.Count {
			return writeError(m.file, words.New("shards.other", s.Count, m.shard.Count))
		}
	}
	for _, s := range others {
		f, err := lockFile(journalOf(s.manifestOf(m.base)), os.O_RDWR)
		if err != nil {
			return writeError(m.file, err)
		}
		if f != nil {
			f.Close()
		}
	}
	return nil
}

// lockFile opens and locks a file; nil when it cannot be opened, errLocked when
// another process has it. A file that was removed while it was waited for is no
// lock on its name.
func lockFile(name string, flags int) (*os.File, error) {
	for {
		f, err := os.OpenFile(name, flags, 0o666)
		if err != nil {
			return nil, nil
		}
		if err := tryLock(f); errors.Is(err, errLocked) {
			f.Close()
			return nil, err
		}
		held, err := f.Stat()
		named, err2 := os.Stat(name)
		if err != nil || err2 == nil && os.SameFile(held, named) {
			return f, nil
		}
		f.Close()
	}
}
