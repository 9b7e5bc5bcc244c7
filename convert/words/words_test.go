package words

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

var verb = regexp.MustCompile(`%(?:\[(\d)\])?[-+#.0-9]*([a-zA-Z])`)

// verbs are the verbs of a message by their argument: "1s", "2d".
func verbs(format string) []string {
	var list []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(strings.ReplaceAll(format, "%%", ""), -1) {
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		list = append(list, fmt.Sprint(next, m[2]))
		next++
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// TestCatalogue: every message is there in both languages, is filled with the same,
// and its Chinese is Chinese.
func TestCatalogue(t *testing.T) {
	symbols := []string{"because", "comma", "semicolon", "or", "progress.lines", "write.because", "damaged.csv", "damaged.part", "font.bits", "too-large.pdf", "too-large.ofd", "usage.font-file", "usage.format", "progress.report", "progress.finding", "layout.at", "layout.file"}
	for key, m := range catalogue {
		if strings.TrimSpace(m[Chinese]) == "" || strings.TrimSpace(m[English]) == "" {
			t.Errorf("%s lacks a language: %q", key, m)
		}
		if got, want := verbs(m[Chinese]), verbs(m[English]); !slices.Equal(got, want) {
			t.Errorf("%s is filled with %v in Chinese, with %v in English", key, got, want)
		}
		if !strings.ContainsFunc(m[Chinese], isHan) && !slices.Contains(symbols, key) {
			t.Errorf("the Chinese of %s is %q", key, m[Chinese])
		}
		if strings.HasSuffix(m[Chinese], "\n") != strings.HasSuffix(m[English], "\n") {
			t.Errorf("%s ends a line in one language only", key)
		}
	}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// dynamic are keys that are put together: their beginnings.
var dynamic = []string{"usage.value.", "severity.", "serve.severity."}

// inPage finds the keys of a template, which its function t says.
var inPage = regexp.MustCompile(`\bt "([a-z.-]+)"`)

var keyLike = regexp.MustCompile(`^(usage|help|about|flag|progress|severity|version|layouts?|font|data|too-large|damaged|empty|kind|advice|write|unreadable|shards|internal|left-out|apart|not-a-report|unsupported|unsupported-layout|foreign|number|system|special|encoding)\.[a-z0-9.-]+$`)

// TestKeys: every key that the program uses is in the catalogue, and every message
// there is used.
func TestKeys(t *testing.T) {
	used := map[string]bool{}
	err := filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".html") && filepath.Base(filepath.Dir(path)) == "page" {
			page, err := os.ReadFile(path)
			for _, m := range inPage.FindAllSubmatch(page, -1) {
				key := "serve." + string(m[1])
				if used[key] = true; catalogue[key] == [2]string{} {
					t.Errorf("%s says %q, which the catalogue does not have", path, key)
				}
			}
			return err
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		here := filepath.Base(filepath.Dir(path)) == "words" || filepath.Base(path) == "catalogue.go"
		ast.Inspect(file, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok && !here {
				if key := called(c); key != "" && catalogue[key] == [2]string{} {
					t.Errorf("%s says %q, which the catalogue does not have", path, key)
				}
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				s, _ := strconv.Unquote(lit.Value)
				if !here || strings.HasPrefix(filepath.Base(path), "system_") || filepath.Base(path) == "words.go" || filepath.Base(path) == "library.go" {
					used[s] = true
				}
				if !here && !slices.Contains(dynamic, s) && keyLike.MatchString(s) && catalogue[s] == [2]string{} {
					t.Errorf("%s names %q, which the catalogue does not have", path, s)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for key := range catalogue {
		if !used[key] && !strings.HasPrefix(key, "system.") && !slices.ContainsFunc(dynamic, func(d string) bool { return strings.HasPrefix(key, d) }) {
			t.Errorf("nothing says %s", key)
		}
	}
}

// called is the key that a call of words.New, usage or a Text says, "" for others.
func called(c *ast.CallExpr) string {
	name := ""
	switch f := c.Fun.(type) {
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); f.Sel.Name == "Text" || ok && x.Name == "words" && f.Sel.Name == "New" {
			name = f.Sel.Name
		}
	case *ast.Ident:
		if f.Name == "usage" || f.Name == "tooLarge" || f.Name == "damaged" {
			name = f.Name
		}
	}
	if name == "" || len(c.Args) == 0 {
		return ""
	}
	lit, ok := c.Args[0].(*ast.BasicLit)
	if !ok {
		return ""
	}
	key, _ := strconv.Unquote(lit.Value)
	return key
}

func TestSay(t *testing.T) {
	damaged := New("damaged")
	missing := &fs.PathError{Op: "open", Path: "/a/b", Err: fs.ErrNotExist}
	for _, tt := range []struct {
		name     string
		err      error
		zh, en   string
		contains error
	}{
		{"message", damaged, "文件已损坏", "damaged", damaged},
		{"reason", New("because", damaged, New("too-large.lines", 5)), "文件已损坏：超过 5 行", "damaged: more than 5 lines", damaged},
		{"order", New("too-large.tag", 9, 3), "第 3 行有超过 9 字节的标签或注释", "a tag or comment of more than 9 bytes on line 3", nil},
		{"of the system, without its path", New("because", New("unreadable"), missing), "不能读取：没有这个文件或文件夹", "cannot be read: no such file or directory", fs.ErrNotExist},
		{"wrapped elsewhere", fmt.Errorf("%w: torn", damaged), "文件已损坏（damaged: torn）", "damaged: torn", damaged},
		{"joined", errors.Join(nil, damaged, New("unreadable")), "文件已损坏；不能读取", "damaged; cannot be read", damaged},
		{"of a library", New("damaged.part", damaged, "a.xml", &xml.SyntaxError{Msg: "unexpected EOF", Line: 7}), "文件已损坏：a.xml：第 7 行的 XML 有误", "damaged: a.xml: its XML is wrong on line 7", damaged},
		{"of a library, wrapped", New("damaged.zip", fmt.Errorf("read: %w", zip.ErrFormat)), "压缩包不完整：不是完整的 zip 压缩包", "the zip file is torn: not a whole zip file", zip.ErrFormat},
		{"foreign", errors.New("boom"), "boom", "boom", nil},
		{"no key", New("colour %s", "red"), "colour red", "colour red", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Say(Chinese, tt.err); got != tt.zh {
				t.Errorf("Chinese %q, want %q", got, tt.zh)
			}
			if got := Say(English, tt.err); got != tt.en {
				t.Errorf("English %q, want %q", got, tt.en)
			}
			if tt.contains != nil && !errors.Is(tt.err, tt.contains) {
				t.Errorf("it does not wrap %v", tt.contains)
			}
		})
	}
}

func TestParseLang(t *testing.T) {
	for s, want := range map[string]bool{"zh": true, "en": true, "": false, "EN": false, "fr": false} {
		if _, ok := ParseLang(s); ok != want {
			t.Errorf("%q: %v, want %v", s, ok, want)
		}
	}
}
