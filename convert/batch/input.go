package batch

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/words"
)

// An input is one file to read.
type input struct {
	path   string // as the user would name it
	place  string // its place below OUT, slashes, with its full name: b/report.txt
	real   string // where it stands: absolute, its folder's links resolved; "" for standard input
	stdin  bool
	folder string // the folder argument it was found in; "" when named itself
	err    error  // why the walk could not reach it
}

// gather finds the inputs of the paths, in their order; below a folder in the
// order of the names. An input that is reached twice counts once. What this
// program wrote is none, unless it is named itself. The folders are the arguments
// that must not turn out to hold nothing.
func gather(paths []string, out string, ours *products) (inputs []*input, folders []string) {
	w := &walk{ours: ours, seen: map[string]bool{}}
	for _, p := range paths {
		prefix := ""
		if len(paths) > 1 {
			prefix = ownName(p)
		}
		w.argument(p, prefix)
	}
	marked, read := ours.marked(w.inputs, out), map[string]bool{}
	for _, in := range w.inputs {
		read[in.real] = true
	}
	for _, in := range w.inputs {
		if in.folder == "" || !ours.files[in.real] && !marked(in) && !isDecisions(in) || ours.changed(in, read) {
			inputs = append(inputs, in)
		}
	}
	return inputs, w.tops
}

// ownName is the last name of a path, also of "." and "..".
func ownName(p string) string {
	if abs, err := filepath.Abs(p); err == nil {
		p = abs
	}
	return strings.Trim(filepath.Base(p), `/\`)
}

// realPath is the absolute path with links resolved, as far as it exists.
func realPath(p string) string {
	abs, err := filepath.Abs(p)
	if err != nil {
		return p
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real
	}
	if parent := filepath.Dir(abs); parent != abs {
		return filepath.Join(realPath(parent), filepath.Base(abs))
	}
	return abs
}

// realPlace is where a file stands, itself a link or not.
func realPlace(file string) string {
	return filepath.Join(realPath(filepath.Dir(file)), filepath.Base(file))
}

type walk struct {
	ours   *products // what earlier runs wrote, as far as the walk has met their manifests
	top    string    // the folder argument
	tops   []string  // folder arguments walked
	seen   map[string]bool
	stdin  bool // seen
	inputs []*input
}

func (w *walk) add(in *input) {
	if in.real != "" {
		if w.seen[in.real] {
			return
		}
		w.seen[in.real] = true
	}
	w.inputs = append(w.inputs, in)
}

// argument finds the inputs of one path.
func (w *walk) argument(p, prefix string) {
	if p == Stdin {
		if !w.stdin {
			w.add(&input{path: Stdin, place: StdinName, stdin: true})
		}
		w.stdin = true
		return
	}
	if info, err := os.Stat(p); err != nil || !info.IsDir() {
		w.add(&input{path: p, place: ownName(p), real: realPlace(p)})
		return
	}
	real := realPath(p)
	if w.top = p; !w.seen[real] {
		w.seen[real] = true
		w.tops = append(w.tops, p)
		w.folder(p, real, prefix)
	}
}

// folder adds the files below dir. A linked folder is followed, but every folder
// is walked once: a link into a folder that is being walked ends there.
func (w *walk) folder(dir, real, place string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		w.inputs = append(w.inputs, &input{path: dir, place: place, real: real, folder: w.top, err: readError(err)})
	}
	for _, e := range entries {
		w.ours.addManifest(filepath.Join(dir, e.Name()))
		if !isLeftBehind(e.Name()) {
			w.entry(filepath.Join(dir, e.Name()), filepath.Join(real, e.Name()), joinPlace(place, e.Name()), e.Type())
		}
	}
}

// isLeftBehind reports whether a file is no document but what the desktop or an office
// program leaves beside them, or a dot-file (.DS_Store).
func isLeftBehind(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") ||
		strings.EqualFold(name, "desktop.ini") || strings.EqualFold(name, "Thumbs.db")
}

func (w *walk) entry(path, real, place string, mode fs.FileMode) {
	if info, err := os.Stat(path); mode&fs.ModeSymlink != 0 && err == nil && info.IsDir() {
		real, mode = realPath(path), fs.ModeDir
	}
	switch {
	case !mode.IsDir():
		w.add(&input{path: path, place: place, real: real, folder: w.top})
	case !w.seen[real]:
		w.seen[real] = true
		w.folder(path, real, place)
	}
}

func joinPlace(place, name string) string {
	if place == "" {
		return name
	}
	return place + "/" + name
}

func isSpecial(err error) bool { return errors.Is(err, convert.ErrSpecial) }

// load reads the input, at most one byte more than a converter takes.
func (in *input) load(stdin io.Reader) ([]byte, error) {
	switch {
	case in.err != nil:
		return nil, in.err
	case in.stdin && stdin == nil:
		return nil, nil
	case in.stdin:
		return readAll(stdin)
	}
	if info, err := os.Stat(in.path); in.folder != "" && err == nil && info.IsDir() {
		return nil, convert.ErrSpecial // it was a file when the folder was read
	}
	data, err := ReadFile(in.path, convert.MaxFile+1)
	if err != nil && !isSpecial(err) {
		err = readError(err)
	}
	return data, err
}

// ReadFile reads a file, at most its first bytes: the most that whoever wants it
// takes, and one. What is no regular file (a pipe, a device, /proc) is not opened,
// which might wait or never end, but refused.
func ReadFile(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if err := special(name, info); err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var data bytes.Buffer
	data.Grow(int(min(info.Size(), most)) + bytes.MinRead)
	_, err = data.ReadFrom(io.LimitReader(f, most))
	return data.Bytes(), err
}

// special tells what is neither a file nor a folder.
func special(name string, info fs.FileInfo) error {
	switch {
	case info.IsDir() || info.Mode().IsRegular() && !isSystem(name, info):
		return nil
	case info.Mode().IsRegular():
		return words.New("special.system", convert.ErrSpecial)
	}
	return convert.ErrSpecial
}

// Refuse returns convert.ErrSpecial for a name that leads to no file or folder, and
// nil for one that leads nowhere.
func Refuse(name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return nil
	}
	return special(name, info)
}

// readAll reads what has no size.
func readAll(r io.Reader) ([]byte, error) {
	var data bytes.Buffer
	if _, err := data.ReadFrom(io.LimitReader(r, convert.MaxFile+1)); err != nil {
		return nil, readError(err)
	}
	return data.Bytes(), nil
}

func readError(err error) error {
	return words.New("because", convert.ErrUnreadable, cause(err))
}
