package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/convert/words"
)

// DecisionsFile is where the decisions about the report in a file are written: beside it.
func DecisionsFile(path string) string { return path + decision.Ext }

// ReadDecisions reads what is decided about the report in a file, from report.txt.nianbao.json
// or, without the extension of the report, report.nianbao.json; nil when there is neither. An
// error names the file.
func ReadDecisions(path string) (*decision.File, error) {
	names := []string{DecisionsFile(path)}
	if ext := filepath.Ext(path); ext != "" {
		names = append(names, DecisionsFile(strings.TrimSuffix(path, ext)))
	}
	for _, name := range names {
		data, err := ReadFile(name, decision.MaxFile+1)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, words.New("decisions.file", filepath.Base(name), readError(err))
		}
		f, err := decision.Decode(data)
		if err != nil {
			return nil, words.New("decisions.file", filepath.Base(name), err)
		}
		return f, nil
	}
	return nil, nil
}

// UpdateDecisions changes what is decided about the report in a file: change is given what
// is there, an empty File for nothing, and returns what takes its place. No other process
// changes it meanwhile. What nobody decides any more has no file.
func UpdateDecisions(path string, change func(*decision.File) error) error {
	name := DecisionsFile(path)
	lock, err := awaitLock(stagedName(name + ".lock"))
	if err != nil {
		return writeError(name, err)
	}
	defer func() {
		os.Remove(lock.Name())
		lock.Close()
	}()
	f, err := ReadDecisions(path)
	if err != nil {
		return err
	}
	if f == nil {
		f = &decision.File{}
	}
	if err := change(f); err != nil {
		return err
	}
	if f.Empty() {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return writeError(name, err)
		}
		return nil
	}
	return WriteFile(name, f.Encode())
}

// awaitLock takes a lock that no process holds for long.
func awaitLock(name string) (*os.File, error) {
	for range 100 {
		f, err := lockFile(name, os.O_RDWR|os.O_CREATE)
		if f != nil {
			return f, nil
		}
		if err == nil { // it cannot be made
			return nil, fs.ErrPermission
		}
		time.Sleep(20 * time.Millisecond)
	}
	return nil, errLocked
}

// isDecisions tells the files of decisions among what a folder holds.
func isDecisions(in *input) bool {
	if !strings.HasSuffix(in.real, decision.Ext) {
		return false
	}
	data, err := in.load(nil)
	return err == nil && decision.Written(data)
}
