package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/layouts"
)

func layoutsCommand(*pflag.FlagSet) action {
	return func(t *terminal, args []string) error {
		switch len(args) {
		case 0:
			for _, l := range layouts.Builtin() {
				fmt.Fprintf(t.out, "%s\t%s\t%s\t%s\n", l.ID, l.Name, l.Clause, years(l.Years))
			}
			return nil
		case 1:
			return printLayout(t, args[0])
		}
		return usagef("one layout at a time, not %d", len(args))
	}
}

// printLayout prints a definition as it stands, and what it defines; reading it
// has verified it.
func printLayout(t *terminal, arg string) error {
	l, err := findLayout(arg)
	if err != nil {
		return err
	}
	if l == nil { // auto
		return usagef("auto is no layout: name one")
	}
	cells, rules := 0, 0
	for _, table := range l.Tables {
		rules += len(table.Rules())
		for _, b := range table.Blocks {
			cells += len(b.Rows) * len(b.Columns)
		}
	}
	t.out.Write(l.Source())
	fmt.Fprintf(t.err, "%s: valid, %d tables, %d cells, %d rules\n", plain(arg), len(l.Tables), cells, rules)
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
	if arg == "auto" {
		return nil, nil
	}
	if l := layouts.Find(arg); l != nil {
		return l, nil
	}
	data, err := os.ReadFile(arg)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usagef("no layout %q: it is neither a file nor one of auto, %s", arg, strings.Join(layoutIDs(), ", "))
	case err != nil:
		return nil, usagef("layout %w", err)
	}
	l, err := layouts.Parse(arg, data)
	if err != nil {
		return nil, usagef("%w (%s)", err, convert.Code(err))
	}
	return l, nil
}

func layoutIDs() []string {
	var ids []string
	for _, l := range layouts.Builtin() {
		ids = append(ids, l.ID)
	}
	return ids
}
