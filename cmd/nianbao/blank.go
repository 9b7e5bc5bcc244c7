package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// A blanking is the blank command's flags.
type blanking struct {
	readFlags
	out, from string
	force     bool
}

func blankCommand(set *pflag.FlagSet) action {
	b := blanking{readFlags: readFlags{timeout: batch.DefaultLimit, set: set}}
	b.layouts.flags(set, "flag.layout-blank")
	set.StringVarP(&b.out, "out", "o", "", "flag.out-blank")
	set.StringVar(&b.from, "from", "", "flag.from")
	set.BoolVar(&b.force, "force", false, "flag.force-blank")
	return b.run
}

func (b *blanking) run(t *terminal, args []string) error {
	if len(args) > 0 {
		return usage("usage.blank")
	}
	l, err := b.layouts.one()
	if err != nil {
		return err
	}
	out, err := workbookName(b.out)
	if err != nil {
		return err
	}
	var last *convert.Reading
	if b.from != "" {
		if last, err = b.last(t, l); err != nil {
			return err
		}
	}
	if l == nil { // auto
		l = inForce(last)
	}
	var book bytes.Buffer
	if err := convert.WriteBlank(&book, l, last); err != nil {
		return words.New("make", l.ID+convert.XLSX.Ext(), err)
	}
	if out == "-" {
		t.out.Write(book.Bytes())
		return nil
	}
	if out == "" {
		out = l.ID + convert.XLSX.Ext()
	}
	if err := writeNew(out, book.Bytes(), b.force); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "→ %s\n", plain(out))
	return nil
}

// last reads last year's report.
func (b *blanking) last(t *terminal, own *layouts.Layout) (*convert.Reading, error) {
	if !batch.Single([]string{b.from}) {
		return nil, usage("usage.from", b.from)
	}
	options := convert.Options{}
	if own != nil && layouts.Find(own.ID) == nil {
		options.Layouts = []*layouts.Layout{own} // on the same form of the user's own
	}
	conv, err := convert.New(options)
	if err != nil {
		return nil, err
	}
	g := newGatherer(t, &b.readFlags, conv)
	if err := g.gather([]string{b.from}, "", nil); err != nil {
		return nil, err
	}
	if len(g.read) != 1 {
		return nil, errFailed
	}
	return g.read[0], nil
}

// workbookName is the file that -o names: with the extension of a workbook, which may
// be left out. Another extension is a slip.
func workbookName(name string) (string, error) {
	ext := filepath.Ext(name)
	switch {
	case name == "" || name == "-" || strings.EqualFold(ext, convert.XLSX.Ext()):
		return name, nil
	case extension.MatchString(ext):
		return "", usage("usage.blank-name", name)
	}
	return name + convert.XLSX.Ext(), nil
}

// extension is what looks like one: what follows the point in 1.总表 or v1.0 does not.
var extension = regexp.MustCompile(`^\.[A-Za-z][A-Za-z0-9]{0,4}$`)

// inForce is the layout of the reports that are written now, or of those for the year
// after last's.
func inForce(last *convert.Reading) *layouts.Layout {
	var now *layouts.Layout
	for _, l := range layouts.Builtin() {
		if last != nil && last.Report.Year != 0 && l.Years.Contains(last.Report.Year+1) {
			return l
		}
		if l.Years.To == 0 {
			now = l
		}
	}
	return now
}

// writeNew writes a file, but not over one that is there and differs, unless it
// is forced to: somebody may have filled that one in.
func writeNew(name string, data []byte, force bool) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && info.Mode().IsRegular() && (force || info.Size() == 0):
		return batch.WriteFile(name, data)
	case err == nil && info.Mode().IsRegular():
		if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
			return nil
		}
		return words.New("write.because", name, convert.ErrWrite, words.New("write.exists"))
	case err == nil && !info.IsDir():
		return words.New("write.because", name, convert.ErrWrite, words.New("write.special"))
	}
	return batch.WriteFile(name, data) // which says why it cannot be
}
