package convert_test

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/nianbao/nianbao/"

// rooms is which of our packages each package may import, and who alone imports
// the two big libraries.
var rooms = map[string][]string{
	"cmd/nianbao":               {"convert", "convert/batch", "convert/decision", "convert/serve", "convert/report", "layouts", "fonts", "convert/words"},
	"convert":                   {"convert/check", "convert/compare", "convert/decision", "convert/extract", "convert/ofd", "convert/pattern", "convert/pdf", "convert/report", "convert/settle", "convert/source", "convert/typeset", "convert/word", "convert/xlsx", "fonts", "layouts", "convert/words"},
	"convert/batch":             {"convert", "convert/decision", "convert/report", "convert/xlsx", "layouts", "convert/words"},
	"convert/check":             {"convert/claims", "convert/figure", "convert/pattern", "convert/report", "convert/sums", "layouts", "convert/words"},
	"convert/claims":            {"convert/figure", "convert/pattern", "convert/report", "convert/sums", "layouts"},
	"convert/compare":           {"convert/check", "convert/claims", "convert/figure", "convert/report", "convert/sums", "layouts", "convert/words"},
	"convert/decision":          {"convert/entry", "convert/report", "convert/settle", "layouts", "convert/words"},
	"convert/draft":             {"convert/report"},
	"convert/entry":             {"convert/figure", "convert/report", "layouts"},
	"convert/extract":           {"convert/draft", "convert/figure", "convert/pattern", "convert/report", "convert/source", "layouts", "convert/words"},
	"convert/figure":            {"convert/words"},
	"convert/internal/cost":     {},
	"convert/internal/filled":   {"convert/report", "layouts"},
	"convert/internal/golden":   {},
	"convert/internal/long":     {},
	"convert/internal/messy":    {"convert/report", "layouts"},
	"convert/internal/wordfile": {"convert/source/wordgrid"},
	"convert/ofd":               {"convert/opc", "convert/typeset", "fonts"},
	"convert/opc":               {},
	"convert/pattern":           {},
	"convert/pdf":               {"convert/typeset", "fonts"},
	"convert/report":            {"convert/figure", "convert/pattern", "layouts", "convert/words"},
	"convert/serve":             {"convert", "convert/decision", "convert/report", "layouts", "convert/words"},
	"convert/settle":            {"convert/claims", "convert/draft", "convert/entry", "convert/figure", "convert/report", "convert/sums", "layouts", "convert/words"},
	"convert/source":            {"convert/figure", "convert/pattern", "convert/source/doc", "convert/source/ofd", "convert/source/pages", "convert/source/pdf", "convert/source/radicals", "convert/source/rtf", "convert/source/wordgrid", "convert/words"},
	"convert/source/doc":        {"convert/source/wordgrid"},
	"convert/source/ofd":        {"convert/source/pages", "convert/words"},
	"convert/source/pages":      {"convert/figure", "convert/pattern", "convert/source/radicals", "convert/words"},
	"convert/source/pdf":        {"convert/figure", "convert/pattern", "convert/source/pages", "convert/source/radicals", "convert/words"},
	"convert/source/radicals":   {},
	"convert/source/rtf":        {"convert/source/wordgrid"},
	"convert/source/wordgrid":   {"convert/words"},
	"convert/sums":              {"convert/report", "layouts"},
	"convert/typeset":           {"convert/entry", "convert/report", "layouts"},
	"convert/words":             {},
	"convert/word":              {"convert/opc", "convert/report", "convert/typeset", "layouts"},
	"convert/xlsx":              {"convert/entry", "convert/figure", "convert/opc", "convert/report", "layouts", "convert/words"},
	"fonts":                     {"convert/words"},
	"layouts":                   {"convert/pattern", "convert/words"},
}

var onlyImporter = map[string]string{
	"github.com/xuri/excelize/v2":          "convert/xlsx",
	"github.com/jung-kurt/gofpdf":          "convert/pdf",
	"github.com/goccy/go-yaml":             "layouts",
	"github.com/spf13/pflag":               "cmd/nianbao",
	"github.com/richardlehane/mscfb":       "convert/source/doc",
	"github.com/inconshreveable/mousetrap": "cmd/nianbao",
}

// TestImports holds the import lines to the table of rooms.
func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		room := filepath.ToSlash(filepath.Dir(strings.TrimPrefix(path, ".."+string(filepath.Separator))))
		allowed, known := rooms[room]
		if !known {
			t.Errorf("%s is in no room", path)
			return nil
		}
		seen[room] = true
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if ours, ok := strings.CutPrefix(name, module); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s", path, ours)
			}
			if only := onlyImporter[name]; only != "" && only != room {
				t.Errorf("%s imports %s, which only %s may", path, name, only)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range rooms {
		if !seen[room] && !strings.HasPrefix(room, "convert/internal/") {
			t.Errorf("room %s is empty", room)
		}
	}
}

// TestCodesAreNamed: no finding's code is spelled where one is made or asked for.
func TestCodesAreNamed(t *testing.T) {
	spelled := regexp.MustCompile(`NewFinding\("|\bf\.Code [!=]= "`)
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "internal") {
			return err
		}
		data, err := os.ReadFile(path)
		if found := spelled.Find(data); found != nil {
			t.Errorf("%s has %s", path, found)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
