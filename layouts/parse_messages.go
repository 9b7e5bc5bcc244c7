package layouts

import (
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/nianbao/nianbao/convert/words"
)

// invalid turns an error of the YAML library into one with a place, in plain words. tree
// is what was parsed; nil where that failed.
func invalid(file string, tree *ast.File, err error) error {
	e := &InvalidError{File: file, Why: words.New("layout.yaml", words.New("layout.syntax"))}
	var y yaml.Error
	if !errors.As(err, &y) {
		return e
	}
	if tok := y.GetToken(); tok != nil {
		e.Line, e.Column = position(tok)
	}
	var wrong *yaml.TypeError
	var key *yaml.UnknownFieldError
	var twice *yaml.DuplicateKeyError
	var shape *yaml.UnexpectedNodeTypeError
	switch {
	case errors.As(err, &wrong) && wrong.Token != nil:
		e.Why = words.New(wanted(wrong.DstType.Kind()), wrong.Token.Value)
	case errors.As(err, &key) && key.Token != nil:
		e.Why = words.New("layout.yaml", unknown("layout.key", key.Token.Value, keysBeside(tree, key.Token)))
	case errors.As(err, &twice) && twice.Token != nil:
		e.Why = words.New("layout.yaml", words.New("layout.key-twice", twice.Token.Value))
	case errors.As(err, &shape):
		e.Why = words.New("layout.yaml", words.New(shaped(shape.Expected)))
	case strings.Contains(y.GetMessage(), "already defined") && y.GetToken() != nil:
		e.Why = words.New("layout.yaml", words.New("layout.key-twice", y.GetToken().Value))
	default:
		e.Why = words.New("layout.yaml", words.New(syntaxKey(y.GetMessage())))
	}
	return e
}

// syntaxKeys are what the YAML library says of a file that is no YAML, by a word in it.
var syntaxKeys = []struct{ word, key string }{
	{"tab character", "layout.syntax-tab"},
	{"'\t'", "layout.syntax-tab"},
	{"-quoted", "layout.syntax-quote"},
	{"escape", "layout.syntax-quote"},
	{"]", "layout.syntax-bracket"},
	{"}", "layout.syntax-bracket"},
	{"','", "layout.syntax-bracket"},
	{"flow map", "layout.syntax-bracket"},
	{"anchor", "layout.syntax-reserved"},
	{"alias", "layout.syntax-reserved"},
	{"tag", "layout.syntax-reserved"},
	{"directive", "layout.syntax-reserved"},
	{"reserved", "layout.syntax-reserved"},
	{"map", "layout.syntax-colon"},
	{"key", "layout.syntax-colon"},
	{"not allowed in this context", "layout.syntax-colon"},
}

// syntaxKey is the message on what the YAML library says.
func syntaxKey(says string) string {
	for _, k := range syntaxKeys {
		if strings.Contains(says, k.word) {
			return k.key
		}
	}
	return "layout.syntax"
}

// unknown is the message key on a word that is none of those known; key + "-meant" where
// one of them is near.
func unknown(key, word string, known []string) error {
	slices.Sort(known)
	if near := words.Nearest(word, known, nil); near != "" {
		return words.New("layout.unknown-meant", words.New(key, word), near, known)
	}
	return words.New("layout.unknown", words.New(key, word), known)
}

// keysBeside are the keys that a mapping may have in which an unknown one stands.
func keysBeside(tree *ast.File, key *token.Token) []string {
	if tree == nil || len(tree.Docs) == 0 {
		return nil
	}
	f := keyFinder{key: key}
	ast.Walk(&f, tree.Docs[0].Body)
	at := reflect.TypeFor[Layout]()
	for _, step := range pathStep.FindAllString(f.path, -1) {
		if at = stepInto(at, step); at == nil {
			return nil
		}
	}
	return keysOf(at)
}

// pathStep matches a key or an index of a path such as $.tables[1].rows[3].
var pathStep = regexp.MustCompile(`[^$.\[\]]+`)

// stepInto is the type of what a key or an index leads to; nil for none.
func stepInto(t reflect.Type, step string) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Slice:
		t = t.Elem()
	case reflect.Struct:
		field, ok := t.FieldByNameFunc(func(name string) bool {
			f, _ := t.FieldByName(name)
			return f.Tag.Get("yaml") == step
		})
		if !ok {
			return nil
		}
		t = field.Type
	default:
		return nil
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// keysOf are the keys of a mapping that is decoded into a type.
func keysOf(t reflect.Type) []string {
	if t.Kind() != reflect.Struct {
		return nil
	}
	var keys []string
	for i := range t.NumField() {
		if tag := t.Field(i).Tag.Get("yaml"); tag != "" {
			keys = append(keys, tag)
		}
	}
	return keys
}

// A keyFinder finds the path of the mapping in which a key stands.
type keyFinder struct {
	key  *token.Token
	path string
}

func (f *keyFinder) Visit(node ast.Node) ast.Visitor {
	if m, ok := node.(*ast.MappingValueNode); ok && m.Key.GetToken().Position.Offset == f.key.Position.Offset {
		path := m.Key.GetPath()
		f.path = path[:max(0, strings.LastIndexByte(path, '.'))]
	}
	return f
}
