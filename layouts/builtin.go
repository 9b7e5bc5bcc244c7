// Package layouts holds the official forms as data.
//
// A layout file says everything that is peculiar to one form: its sections and
// headings, its tables as printed (rows, columns, labels and their known
// variants, merged cells), the kinds of values, the sums that hold, and how
// sentences state figures. Reader, checks, workbook and PDF are driven by it and
// name no row themselves.
//
//	l := layouts.Find("disclosure-2021")
//	row, _ := l.Table("applications").Row("received")
//	fmt.Println(row.Label) // 一、本年新收政府信息公开申请数量
//
// A layout of the user's own is read with Parse; a mistake in it is an
// *InvalidError with file, line and column.
package layouts

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

//go:embed disclosure-*.yaml
var files embed.FS

//go:embed shared.yaml
var sharedText string

// pieces are what several built-in forms have in common, by name.
var pieces = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for _, piece := range strings.Split(sharedText, "# piece: ")[1:] {
		name, text, _ := strings.Cut(piece, "\n")
		all[name] = text
	}
	return all
})

// builtinText is the whole text of a built-in form: each line "# shared: NAME" is the
// piece of that name.
func builtinText(name string) ([]byte, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var whole strings.Builder
	for line := range strings.Lines(string(data)) {
		if of, ok := strings.CutPrefix(line, "# shared: "); ok {
			piece, known := pieces()[strings.TrimSpace(of)]
			if !known {
				return nil, fmt.Errorf("%s: no piece %q", name, of)
			}
			line = piece
		}
		whole.WriteString(line)
	}
	return []byte(whole.String()), nil
}

// Builtin returns the built-in layouts, oldest form first.
var Builtin = sync.OnceValue(func() []*Layout {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		panic(err)
	}
	var all []*Layout
	older := func(id string) *Layout { return WithID(all, id) }
	for _, name := range names {
		data, err := builtinText(name)
		if err != nil {
			panic(err)
		}
		l := recall(name, data, older)
		if l == nil {
			if l, err = parse(name, data, older); err != nil {
				panic(err)
			}
		}
		all = append(all, l)
	}
	return all
})

// Find returns the built-in layout with the id, nil when there is none.
func Find(id string) *Layout { return WithID(Builtin(), id) }

// IDs are the ids of layouts.
func IDs(all []*Layout) []string {
	ids := make([]string, len(all))
	for i, l := range all {
		ids[i] = l.ID
	}
	return ids
}

// WithID returns the layout with the id among all, nil when there is none.
func WithID(all []*Layout, id string) *Layout {
	for _, l := range all {
		if l.ID == id {
			return l
		}
	}
	return nil
}
