package layouts

import (
	"bytes"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/nianbao/nianbao/convert/words"
)

// An InvalidError says what is wrong with a layout file and where.
type InvalidError struct {
	File         string
	Line, Column int // from 1; 0 when the file as a whole is meant
	Why          error
}

func (e *InvalidError) Error() string { return e.In(words.English) }
func (e *InvalidError) Unwrap() error { return e.Why }

// In is what the error says in a language.
func (e *InvalidError) In(l words.Lang) string {
	if e.Line == 0 {
		return l.Text("layout.file", e.File, e.Why)
	}
	return l.Text("layout.at", e.File, e.Line, e.Column, e.Why)
}

// Parse reads a layout and verifies it: keys, ids, kinds, that every cell a rule
// or a sentence names exists, and that the printed cells of every table fill its
// grid without overlapping. The error is an *InvalidError. file is for messages.
// The older forms it compares with are built-in ones.
// The id of a built-in layout is theirs.
func Parse(file string, data []byte) (*Layout, error) {
	return parse(file, data, Find, (*Layout).borrowed)
}

// parse reads a layout that compares with those that find finds, and holds it to more.
func parse(file string, data []byte, find func(id string) *Layout, more ...func(*Layout) *flaw) (*Layout, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, &InvalidError{file, 1, 1, words.New("layout.utf8")}
	}
	if line, why := strange(data); why != nil {
		return nil, &InvalidError{file, line, 1, why}
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, invalid(file, nil, err)
	}
	l := &Layout{file: file, source: data}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		return nil, &InvalidError{file, 1, 1, words.New("layout.document")}
	}
	if err := yaml.NodeToValue(tree.Docs[0].Body, l, yaml.Strict()); err != nil {
		return nil, invalid(file, tree, err)
	}
	wrong := l.verify()
	if wrong == nil {
		wrong = l.verifyYears(find)
	}
	for _, verify := range more {
		if wrong == nil {
			wrong = verify(l)
		}
	}
	if wrong != nil {
		line, column := locate(tree, wrong.path)
		return nil, &InvalidError{file, line, column, wrong.why}
	}
	return l, nil
}

// MaxFile is the most bytes of a layout file. Ours have 30 KB.
const MaxFile = 1 << 20

// strange tells a file that no layout is: the YAML library takes time and memory
// without end for one that nests deep. Ours have 30 KB, lines of 700 bytes, and nest
// ten deep.
func strange(data []byte) (line int, why error) {
	const longest, deepest = 10_000, 100
	if len(data) > MaxFile {
		return 0, words.New("layout.big", len(data), MaxFile)
	}
	depth := 0
	for text := range bytes.Lines(data) {
		if line++; len(text) > longest {
			return line, words.New("layout.line", len(text), longest)
		}
		depth += bytes.Count(text, []byte("[")) + bytes.Count(text, []byte("{")) - bytes.Count(text, []byte("]")) - bytes.Count(text, []byte("}"))
		if depth > deepest {
			return line, words.New("layout.deep", deepest)
		}
	}
	return 0, nil
}

// shaped is the message on what stands where another shape is due.
func shaped(due ast.NodeType) string {
	switch due {
	case ast.MappingType, ast.MappingValueType:
		return "layout.shape-keys"
	case ast.SequenceType:
		return "layout.shape-list"
	}
	return "layout.shape-value"
}

// wanted is the message on what a value of the kind looks like.
func wanted(kind reflect.Kind) string {
	switch kind {
	case reflect.Bool:
		return "layout.bool"
	case reflect.Int, reflect.Int64:
		return "layout.int"
	case reflect.Float64:
		return "layout.float"
	}
	return "layout.text"
}

func position(tok *token.Token) (line, column int) {
	return tok.Position.Line, tok.Position.Column
}

// locate finds the place of a path such as $.tables[1].rows[3], or of the nearest
// part of it that is in the file.
func locate(tree *ast.File, path string) (line, column int) {
	for path != "$" && path != "" {
		if p, err := yaml.PathString(path); err == nil {
			if node, err := p.FilterFile(tree); err == nil && node != nil {
				return position(first(node))
			}
		}
		path = path[:strings.LastIndexAny(path, ".[")]
	}
	return 1, 1
}

// first is the token a node begins with; a mapping's own token is the colon of
// its first entry.
func first(node ast.Node) *token.Token {
	switch n := node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return first(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return first(n.Key)
	}
	return node.GetToken()
}
