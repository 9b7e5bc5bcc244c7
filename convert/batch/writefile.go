package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/words"
)

// WriteFile writes data to the file whole or not at all: beside the target,
// synced, then renamed over it. Missing folders are made. A crash, a full disk or
// an interrupt leaves the old file or none; what is left beside it has a hidden
// name, and the next WriteFile of the same file takes it over. The error wraps
// convert.ErrWrite.
func WriteFile(name string, data []byte) error {
	s, err := stage(name, data)
	if err != nil {
		return err
	}
	return s.commit()
}

// parts are the hidden names of the files that this process has not finished.
var parts = struct {
	sync.Mutex
	names map[string]bool
}{names: map[string]bool{}}

// Abandon removes what runs of this process have not finished, and lets them begin
// and finish nothing more: the process is to end. What has its name stays.
func Abandon() {
	parts.Lock() // for good
	for name := range parts.names {
		os.Remove(name)
	}
}

// staged is a file that is written under a hidden name and waits to be renamed.
type staged struct {
	temp, name string
	info       fs.FileInfo // of temp, to know it again
}

// stagedName is the hidden name: short, whatever the length of the target's, and
// always the same, so that what a killed run leaves is found again.
func stagedName(name string) string {
	sum := sha256.Sum256([]byte(filepath.Base(name)))
	return filepath.Join(filepath.Dir(name), ".nianbao-"+hex.EncodeToString(sum[:8])+".part")
}

// stage writes data under the hidden name.
func stage(name string, data []byte) (*staged, error) {
	return stageWith(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// stageWith writes what fill gives under the hidden name.
func stageWith(name string, fill func(io.Writer) error) (*staged, error) {
	s := &staged{temp: stagedName(name), name: name}
	f, err := s.create()
	if err != nil {
		return nil, writeError(name, err)
	}
	if err := s.seal(f, fill(f)); err != nil {
		return nil, writeError(name, err)
	}
	return s, nil
}

// create opens a new file under the hidden name. What should rarely be in the way
// (no folder yet, what a killed run left) is seen to when it is.
func (s *staged) create() (*os.File, error) {
	if info, err := os.Stat(s.name); err == nil && info.IsDir() {
		return nil, words.New("write.folder")
	}
	parts.Lock() // from here on Abandon knows of it
	parts.names[s.temp] = true
	parts.Unlock()
	open := func() (*os.File, error) { return os.OpenFile(s.temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) }
	f, err := open()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = os.MkdirAll(filepath.Dir(s.name), 0o777)
	case errors.Is(err, fs.ErrExist):
		err = os.Remove(s.temp)
	default:
		return f, err
	}
	if err != nil {
		return nil, err
	}
	return open()
}

// seal ends the writing of the file, which goes when anything of it has failed.
func (s *staged) seal(f *os.File, err error) error {
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		s.info, err = f.Stat()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		os.Remove(s.temp)
	}
	return err
}

// commit gives the file its name. Should another process stage the same file at
// the same moment, the hidden name is no longer ours: then nothing is renamed.
func (s *staged) commit() error {
	err := words.New("write.process")
	parts.Lock()
	defer parts.Unlock()
	if s.ours() {
		err = os.Rename(s.temp, s.name)
	}
	if err == nil {
		delete(parts.names, s.temp)
	}
	if err != nil {
		return writeError(s.name, err)
	}
	return nil
}

func (s *staged) drop() {
	if s.ours() {
		os.Remove(s.temp)
	}
}

// ours compares more than the file's number: it is used again for the next file
// when one is removed.
func (s *staged) ours() bool {
	info, err := os.Lstat(s.temp)
	return err == nil && os.SameFile(info, s.info) && info.Size() == s.info.Size() && info.ModTime().Equal(s.info.ModTime())
}

// commitAll renames all the files of one report.
func commitAll(files []*staged) error {
	for i, f := range files {
		if err := f.commit(); err != nil {
			for _, rest := range files[i:] {
				rest.drop()
			}
			return err
		}
	}
	return nil
}

func writeError(name string, err error) error {
	return words.New("write.because", name, convert.ErrWrite, cause(err))
}

// cause is the error without the path, which the message names already.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	var le *os.LinkError
	if errors.As(err, &le) {
		return le.Err
	}
	return err
}
