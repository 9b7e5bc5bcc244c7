package batch

import (
	"bytes"
	"os"
)

// A growingFile is a file that is written bit by bit under its hidden name while a run
// goes on. What the disk does not take at the moment waits in memory: the disk may
// have room again later.
type growingFile struct {
	staged
	file *os.File
	at   int64
	wait bytes.Buffer
	done bool // the file has its name
}

const growingBuffer = 1 << 16

func newGrowingFile(name string) *growingFile {
	return &growingFile{staged: staged{temp: stagedName(name), name: name}}
}

func (d *growingFile) write(data []byte) {
	d.wait.Write(data)
	if d.wait.Len() >= growingBuffer {
		d.flush() // its error is that of commit, if it lasts
	}
}

func (d *growingFile) flush() error {
	if d.file == nil {
		f, err := d.create()
		if err != nil {
			return err
		}
		d.file = f
	}
	n, err := d.file.WriteAt(d.wait.Bytes(), d.at)
	d.at += int64(n)
	d.wait.Next(n)
	return err
}

// commit gives the file its name.
func (d *growingFile) commit() error {
	if err := d.flush(); err != nil {
		return writeError(d.name, err)
	}
	f := d.file
	d.file = nil
	if err := d.seal(f, nil); err != nil {
		return writeError(d.name, err)
	}
	err := d.staged.commit()
	d.done = err == nil
	return err
}

// drop gives up what was not committed.
func (d *growingFile) drop() {
	if d.file != nil {
		d.file.Close()
		os.Remove(d.temp)
		d.file = nil
	}
}
