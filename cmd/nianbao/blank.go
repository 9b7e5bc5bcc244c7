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
	"github.com/nianbao/nianbao/layouts"
)

func blankCommand(set *pflag.FlagSet) action {
	layout := set.StringP("layout", "l", "auto", "`ID|FILE`: a built-in layout, or a layout file (YAML) of your own; auto is the form in force")
	out := set.StringP("out", "o", "", "write to `FILE`, - for standard output (default the layout's ID.xlsx)")
	force := set.Bool("force", false, "write over a file that is there already")
	return func(t *terminal, args []string) error {
		if len(args) > 0 {
			return usagef("blank takes no argument; name the file with -o")
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
			return fmt.Errorf("layout %s: %w (%s)", l.ID, err, convert.Code(err))
		}
		if *out == "-" {
			t.out.Write(b.Bytes())
			return nil
		}
		if *out == "" {
			*out = l.ID + convert.XLSX.Ext()
		}
		if err := writeNew(*out, b.Bytes(), *force); err != nil {
			return fmt.Errorf("%w (%s)", err, convert.Code(err))
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
		return fmt.Errorf("%s %w: it is there already; name another file, or say --force", name, convert.ErrWrite)
	case err == nil && !info.IsDir():
		return fmt.Errorf("%s %w: it is not a regular file", name, convert.ErrWrite)
	}
	return batch.WriteFile(name, data) // which says why it cannot be
}
