package layouts

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
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
func Parse(file string, data []byte) (*Layout, error) { return parse(file, data, Find) }

func parse(file string, data []byte, find func(id string) *Layout) (*Layout, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, &InvalidError{file, 1, 1, words.New("layout.utf8")}
	}
	if line, why := strange(data); why != nil {
		return nil, &InvalidError{file, line, 1, why}
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, invalid(file, err)
	}
	l := &Layout{file: file, source: data}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		return nil, &InvalidError{file, 1, 1, words.New("layout.document")}
	}
	if err := yaml.NodeToValue(tree.Docs[0].Body, l, yaml.Strict()); err != nil {
		return nil, invalid(file, err)
	}
	wrong := l.verify()
	if wrong == nil {
		wrong = l.verifyYears(find)
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

// invalid turns an error of the YAML library into one with a place.
func invalid(file string, err error) error {
	e := &InvalidError{File: file, Why: words.New("layout.yaml", err.Error())}
	var y yaml.Error
	if errors.As(err, &y) {
		e.Why = words.New("layout.yaml", y.GetMessage())
		var wrong *yaml.TypeError
		if errors.As(err, &wrong) && wrong.Token != nil {
			e.Why = words.New(wanted(wrong.DstType.Kind()), wrong.Token.Value)
		}
		if tok := y.GetToken(); tok != nil {
			e.Line, e.Column = position(tok)
		}
	}
	return e
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

// verify checks what strict decoding does not, and builds grids and rules.
func (l *Layout) verify() *flaw {
	for _, need := range []struct{ key, value string }{{"id", l.ID}, {"name", l.Name}, {"clause", l.Clause}, {"title", l.Title}} {
		if need.value == "" {
			return &flaw{"$." + need.key, words.New("layout.needs", need.key)}
		}
	}
	if !idPattern.MatchString(l.ID) {
		return &flaw{"$.id", words.New("layout.id", l.ID)}
	}
	if strings.ContainsAny(l.FullTitle("", "0"), "{}") {
		return &flaw{"$.title", words.New("layout.title")}
	}
	if l.Years.To != 0 && l.Years.To < l.Years.From {
		return &flaw{"$.years", words.New("layout.years", l.Years.To, l.Years.From)}
	}
	if len(l.Tables) == 0 {
		return &flaw{"$", words.New("layout.tables")}
	}
	seen := map[string]bool{}
	for i, t := range l.Tables {
		path := fmt.Sprintf("$.tables[%d]", i)
		if err := unique(seen, t.ID, path, namePattern); err != nil {
			return err
		}
		if err := t.verify(path); err != nil {
			return err
		}
	}
	if err := l.verifySections(); err != nil {
		return err
	}
	return l.verifyProse()
}

var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

var namePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_]*$`)

// columnPattern lets a column's id have parts: reconsideration.upheld.
var columnPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*$`)

func unique(seen map[string]bool, id, path string, pattern *regexp.Regexp) *flaw {
	if !pattern.MatchString(id) {
		return &flaw{path + ".id", words.New("layout.name", id)}
	}
	if seen[id] {
		return &flaw{path + ".id", words.New("layout.twice", id)}
	}
	seen[id] = true
	return nil
}

func (l *Layout) verifySections() *flaw {
	seen, shown := map[string]bool{}, map[string]bool{}
	for i, s := range l.Sections {
		path := fmt.Sprintf("$.sections[%d]", i)
		if err := unique(seen, s.ID, path, namePattern); err != nil {
			return err
		}
		if s.ID == "preamble" || s.ID == "signature" {
			return &flaw{path + ".id", words.New("layout.section-own", s.ID)}
		}
		if s.Heading == "" {
			return &flaw{path, words.New("layout.heading")}
		}
		if s.Table == "" {
			continue
		}
		if l.Table(s.Table) == nil {
			return &flaw{path + ".table", words.New("layout.no-table", s.Table)}
		}
		if shown[s.Table] {
			return &flaw{path + ".table", words.New("layout.two-sections", s.Table)}
		}
		shown[s.Table] = true
	}
	for i, t := range l.Tables {
		if !shown[t.ID] {
			return &flaw{fmt.Sprintf("$.tables[%d].id", i), words.New("layout.no-section", t.ID)}
		}
	}
	return nil
}

// minSize and maxSize are the type sizes that can be read and fit a table on A4,
// in points.
const minSize, maxSize = 5, 22

func (t *Table) verify(path string) *flaw {
	if t.Name == "" || len(t.Widths) == 0 || len(t.Blocks) == 0 {
		return &flaw{path, words.New("layout.table")}
	}
	total := 0.0
	for i, w := range t.Widths {
		total += w
		if w <= 0 {
			return &flaw{fmt.Sprintf("%s.widths[%d]", path, i), words.New("layout.width")}
		}
	}
	if t.Size != 0 && (t.Size < minSize || t.Size > maxSize) {
		return &flaw{path + ".size", words.New("layout.size", minSize, maxSize, t.Size)}
	}
	const measure = 156.5 // the type area's width in mm (GB/T 9704-2012, 5.2.1), and rounding
	if total > measure {
		return &flaw{path + ".widths", words.New("layout.widths", total)}
	}
	rows := map[string]bool{}
	for i, b := range t.Blocks {
		if err := b.verify(rows, fmt.Sprintf("%s.blocks[%d]", path, i)); err != nil {
			return err
		}
	}
	grid, err := buildGrid(t, path)
	if err != nil {
		return err
	}
	t.grid = grid
	if err := expandRules(t, path); err != nil {
		return err
	}
	t.compile()
	return nil
}

func (b *Block) verify(rows map[string]bool, path string) *flaw {
	if len(b.Columns) == 0 || len(b.Rows) == 0 {
		return &flaw{path, words.New("layout.block")}
	}
	columns := map[string]bool{}
	for i, c := range b.Columns {
		p := fmt.Sprintf("%s.columns[%d]", path, i)
		if err := unique(columns, c.ID, p, columnPattern); err != nil {
			return err
		}
		if c.Label == "" {
			return &flaw{p, words.New("layout.column")}
		}
		if !validKind(c.Kind) {
			return &flaw{p + ".kind", words.New("layout.kind", c.Kind)}
		}
		if err := spans(p, c.Colspan, 0); err != nil {
			return err
		}
	}
	for i, heads := range b.Head {
		for j, h := range heads {
			p := fmt.Sprintf("%s.head[%d][%d]", path, i, j)
			if (h.Text == "") == (h.Column == "") {
				return &flaw{p, words.New("layout.head")}
			}
			if h.Column != "" && !columns[h.Column] {
				return &flaw{p + ".column", words.New("layout.no-column", h.Column)}
			}
			if err := spans(p, h.Colspan, h.Rowspan); err != nil {
				return err
			}
		}
	}
	for i, r := range b.Rows {
		p := fmt.Sprintf("%s.rows[%d]", path, i)
		if err := unique(rows, r.ID, p, namePattern); err != nil {
			return err
		}
		if r.Kind != "" && !validKind(r.Kind) {
			return &flaw{p + ".kind", words.New("layout.kind", r.Kind)}
		}
		if err := spans(p, r.Colspan, 0); err != nil {
			return err
		}
		if err := b.verifyList(r, p); err != nil {
			return err
		}
		for j, g := range r.Groups {
			gp := fmt.Sprintf("%s.groups[%d]", p, j)
			if g.Label == "" {
				return &flaw{gp, words.New("layout.group")}
			}
			if err := spans(gp, g.Colspan, g.Rowspan); err != nil {
				return err
			}
			if i+max(g.Rowspan, 1) > len(b.Rows) {
				return &flaw{gp + ".rowspan", words.New("layout.group-below", g.Label)}
			}
		}
	}
	return nil
}

// verifyList checks what makes a block a list: units in cells of their own, and
// captions between its rows, which labels left of several rows would cross.
func (b *Block) verifyList(r *Row, path string) *flaw {
	if b.Units && r.UnitOf(b.Columns[0]) == "" {
		return &flaw{path, words.New("layout.unit")}
	}
	if r.Indent < 0 {
		return &flaw{path + ".indent", words.New("layout.indent")}
	}
	if len(r.Groups) > 0 && slices.ContainsFunc(b.Rows, func(o *Row) bool { return len(o.Captions) > 0 }) {
		return &flaw{path + ".groups", words.New("layout.captions")}
	}
	for i, c := range r.Captions {
		p := fmt.Sprintf("%s.captions[%d]", path, i)
		switch {
		case c.Label == "":
			return &flaw{p, words.New("layout.caption")}
		case c.Indent < 0:
			return &flaw{p + ".indent", words.New("layout.indent")}
		}
	}
	return nil
}

func spans(path string, colspan, rowspan int) *flaw {
	if colspan < 0 {
		return &flaw{path + ".colspan", words.New("layout.span")}
	}
	if rowspan < 0 {
		return &flaw{path + ".rowspan", words.New("layout.span")}
	}
	return nil
}

func validKind(k Kind) bool { return k == Count || k == Signed || k == Amount }
