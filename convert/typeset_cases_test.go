package convert_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/golden"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
)

// TestTypesetCases shows the pages of reports whose print an office would have had to
// withdraw once: the lines of text with their places in mm, the bookmarks, and what the
// findings say was left out.
func TestTypesetCases(t *testing.T) {
	files, _ := filepath.Glob("testdata/cases/typeset/*.[thm]*")
	if len(files) < 7 {
		t.Fatalf("%d cases", len(files))
	}
	c := converter(t)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			r, err := c.Read(file, load(t, file))
			if err != nil {
				t.Fatal(err)
			}
			doc := typeset.Plan(r.Report, r.Layout, fonts.Builtin())
			var b strings.Builder
			for i, page := range doc.Pages {
				fmt.Fprintf(&b, "page %d\n%s", i+1, linesOf(page))
			}
			for _, m := range doc.Bookmarks {
				fmt.Fprintf(&b, "bookmark %d %s: page %d\n", m.Level, m.Title, m.Page+1)
			}
			for _, f := range r.Report.Findings {
				fmt.Fprintf(&b, "%s %s: %s\n", f.Severity, f.Code, strings.ReplaceAll(f.Text, "\n", "⏎"))
			}
			golden.Compare(t, strings.TrimSuffix(file, filepath.Ext(file))+".golden", b.String())
		})
	}
}

// linesOf are the lines of text of a page, the cells of tables left out.
func linesOf(page *typeset.Page) string {
	const mm = 72 / 25.4
	var b strings.Builder
	for i, x := range page.Texts {
		if x.Role == "song" && i < len(page.Texts)-1 && string(x.Runes[:1]) != "—" {
			continue
		}
		if i > 0 && page.Texts[i-1].Y == x.Y && page.Texts[i-1].Role != "song" {
			b.WriteString(string(x.Runes))
			continue
		}
		fmt.Fprintf(&b, "\n%6.1f %6.1f %-5s %5.2f ", x.X/mm, x.Y/mm, x.Role, x.Size)
		b.WriteString(string(x.Runes))
	}
	return strings.TrimPrefix(b.String(), "\n") + "\n"
}
