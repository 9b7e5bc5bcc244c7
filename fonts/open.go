package fonts

import (
	"errors"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// maxFile is the size above which a file is taken for no font. The largest
// collections of Chinese fonts have some 200 MB.
const maxFile = 512 << 20

// Open reads the user's font: FILE, or FILE#N for face N (from 0) of a collection.
// Every glyph is checked, so that what Open accepts can be embedded and drawn. The
// error names the file and wraps ErrNotFont, ErrCFF, ErrForbidden, ErrNoCmap,
// ErrDamaged or the reason why the file could not be read.
func Open(name string) (*Face, error) {
	path, index := split(name)
	data, err := readFile(path)
	if err != nil {
		return nil, words.New("font", name, err)
	}
	f, err := Parse(data, index)
	if err == nil {
		err = f.verify()
	}
	if err != nil {
		return nil, words.New("font", name, err)
	}
	return f, nil
}

// split cuts #N from a file's name, unless a file has that very name.
func split(name string) (path string, index int) {
	at := strings.LastIndexByte(name, '#')
	if at < 0 {
		return name, 0
	}
	n, err := strconv.Atoi(name[at+1:])
	if err != nil || n < 0 {
		return name, 0
	}
	if _, err := os.Stat(name); err == nil {
		return name, 0
	}
	return name[:at], n
}

func readFile(path string) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, words.New("because", ErrNotFont, words.New("special")) // opening a pipe would wait for its writer
	}
	file, err := os.Open(path)
	if err != nil {
		var bad *os.PathError
		if errors.As(err, &bad) {
			err = bad.Err
		}
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, err
	case info.Size() > maxFile:
		return nil, words.New("font.big", ErrNotFont, info.Size())
	}
	return io.ReadAll(io.LimitReader(file, maxFile+1)) // what is read may have no size
}
