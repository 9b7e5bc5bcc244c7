package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

func listLayout(t *terminal, l *layouts.Layout) {
	fmt.Fprintf(t.out, "%s\t%s\t%s\t%s\n", l.ID, l.Name, l.Clause, years(l.Years))
}

// A drafting is the layouts command's flags.
type drafting struct {
	file, book string
	force      bool
}

func layoutsCommand(set *pflag.FlagSet) action {
	var d drafting
	set.StringVar(&d.file, "new", "", "flag.new")
	set.StringVar(&d.book, "from", "", "flag.from-book")
	set.BoolVar(&d.force, "force", false, "flag.force-blank")
	return func(t *terminal, args []string) error {
		if set.Changed("new") || set.Changed("from") {
			return d.run(t, args)
		}
		switch len(args) {
		case 0:
			for _, l := range layouts.Builtin() {
				listLayout(t, l)
			}
			for _, id := range layouts.MoreIDs() {
				listLayout(t, layouts.FindMore(id))
			}
			return nil
		case 1:
			return printLayout(t, args[0])
		}
		return usage("usage.layouts", len(args))
	}
}

// run begins a layout of the user's own: a commented skeleton, or a draft of an empty
// workbook of the form.
func (d *drafting) run(t *terminal, args []string) error {
	if len(args) > 0 {
		return usage("usage.new", len(args))
	}
	text := layouts.Skeleton
	if d.book != "" {
		data, err := batch.ReadFile(d.book, convert.MaxFile)
		if err == nil {
			text, err = convert.DraftLayout(data)
		}
		if err != nil {
			return words.New("make", d.book, err)
		}
	}
	if d.file == "" || d.file == "-" {
		t.out.Write(text)
		return nil
	}
	if err := writeNew(d.file, text, d.force); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "→ %s\n", plain(d.file))
	return nil
}

// printLayout prints a definition as it stands, and what it defines; reading it
// has verified it.
func printLayout(t *terminal, arg string) error {
	l, err := findLayout(arg)
	if err != nil {
		return err
	}
	if l == nil { // auto
		return usage("usage.auto")
	}
	cells, rules := 0, 0
	for _, table := range l.Tables {
		rules += len(table.Rules())
		for _, b := range table.Blocks {
			cells += len(b.Rows) * len(b.Columns)
		}
	}
	t.out.Write(l.Source())
	fmt.Fprint(t.err, t.text("layouts.valid", plain(arg), len(l.Tables), cells, rules))
	return nil
}

func years(y layouts.Years) string {
	switch {
	case y.From == 0 && y.To == 0:
		return ""
	case y.To == 0:
		return fmt.Sprintf("%d-", y.From)
	case y.From == 0:
		return fmt.Sprintf("-%d", y.To)
	case y.From == y.To:
		return fmt.Sprint(y.From)
	}
	return fmt.Sprintf("%d-%d", y.From, y.To)
}

// findLayout is the layout that -l names: nil for auto, a built-in one, or one
// from a file.
func findLayout(arg string) (*layouts.Layout, error) {
	if arg == autoLayout {
		return nil, nil
	}
	if l := layouts.Find(arg); l != nil {
		return l, nil
	}
	if l := layouts.FindMore(arg); l != nil {
		return l, nil
	}
	l, err := readLayout(arg)
	if !errors.Is(err, fs.ErrNotExist) {
		return l, err
	}
	known := layoutNames()
	wrong := words.New("usage.no-layout", arg, known)
	if l := layoutOf(arg); l != nil {
		return nil, &usageError{wrong, "usage.meant", l.ID}
	}
	return nil, mistaken(wrong, arg, known, "", "")
}

// layoutNames are what -l may name besides a file.
func layoutNames() []string {
	return slices.Concat([]string{autoLayout}, layouts.IDs(layouts.Builtin()), layouts.MoreIDs())
}

// readLayout reads a layout from a file.
func readLayout(name string) (*layouts.Layout, error) {
	data, err := batch.ReadFile(name, layouts.MaxFile+1)
	if err != nil {
		return nil, usage("usage.layout-file", name, err)
	}
	l, err := layouts.Parse(name, data)
	if err != nil {
		return nil, &usageError{err: err}
	}
	return l, nil
}

// layoutOf is the layout in force for the year that a word ends in (2020, disclosure-2023),
// nil for none.
func layoutOf(word string) *layouts.Layout {
	year, err := strconv.Atoi(word[max(0, len(word)-4):])
	for _, l := range layouts.Builtin() {
		if err == nil && l.Years.Contains(year) {
			return l
		}
	}
	return nil
}
