package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

func blankCommand(set *pflag.FlagSet) action {
	layout := set.StringP("layout", "l", "auto", "flag.layout-blank")
	out := set.StringP("out", "o", "", "flag.out-blank")
	force := set.Bool("force", false, "flag.force-blank")
	return func(t *terminal, args []string) error {
		if len(args) > 0 {
			return usage("usage.blank")
		}
		l, err := findLayout(*layout)
		if err != nil {
			return err
		}
		if l == nil { // auto
			l = inForce()
		}
		var b bytes.Buffer
		if err := convert.WriteBlank(&b, l); err != nil {
			return words.New("make", l.ID+convert.XLSX.Ext(), err)
		}
		if *out == "-" {
			t.out.Write(b.Bytes())
			return nil
		}
		if *out == "" {
			*out = l.ID + convert.XLSX.Ext()
		}
		if err := writeNew(*out, b.Bytes(), *force); err != nil {
			return err
		}
		fmt.Fprintf(t.out, "→ %s\n", plain(*out))
		return nil
	}
}

// inForce is the layout of the reports that are written now.
func inForce() *layouts.Layout {
	var now *layouts.Layout
	for _, l := range layouts.Builtin() {
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
