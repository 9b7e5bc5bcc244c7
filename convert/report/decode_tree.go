package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/words"
)

// ErrDamaged is returned for normalised data that is no JSON object of the form
// the contract gives, with the place and what stands there.
var ErrDamaged = words.New("damaged.data")

// ErrTooLarge is returned for data with more values than a report has.
var ErrTooLarge = words.New("too-large.datas")

// maxDepth is how deep the data may nest, maxNodes how many values they may have;
// ours nest five deep and have some thousand.
const (
	maxDepth = 32
	maxNodes = 400_000
)

// A node is a JSON value with its members in order. Unlike encoding/json's maps
// it sees a key that stands twice.
type node struct {
	path    string
	value   any // nil, bool, json.Number, string; '{' or '[' (json.Delim) for members
	keys    []string
	members []*node
}

// parseTree reads one JSON value and nothing after it.
func parseTree(data []byte) (*node, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, words.New("data.utf8", ErrDamaged)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	p := parser{dec: dec}
	n, err := p.node("", 0)
	if err != nil {
		return nil, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, words.New("data.more", ErrDamaged, dec.InputOffset())
	}
	return n, nil
}

type parser struct {
	dec   *json.Decoder
	nodes int // read so far
}

func (p *parser) node(path string, depth int) (*node, error) {
	dec := p.dec
	if p.nodes++; p.nodes > maxNodes {
		return nil, words.New("data.values", ErrTooLarge, maxNodes)
	}
	tok, err := dec.Token()
	if err != nil {
		return nil, words.New("data.at", ErrDamaged, dec.InputOffset(), err)
	}
	n := &node{path: path, value: tok}
	delim, ok := tok.(json.Delim)
	if !ok {
		return n, nil
	}
	if depth == maxDepth {
		return nil, words.New("data.nests", ErrDamaged, path, maxDepth)
	}
	seen := map[string]bool{}
	for dec.More() {
		sub := fmt.Sprintf("%s[%d]", path, len(n.members))
		if delim == '{' {
			key, err := dec.Token()
			if err != nil {
				return nil, words.New("data.at", ErrDamaged, dec.InputOffset(), err)
			}
			k := key.(string) // the decoder lets nothing else be a key
			sub = join(path, words.Clip(k, mostText))
			if seen[k] {
				return nil, words.New("data.twice", ErrDamaged, sub)
			}
			seen[k] = true
			n.keys = append(n.keys, k)
		}
		m, err := p.node(sub, depth+1)
		if err != nil {
			return nil, err
		}
		n.members = append(n.members, m)
	}
	if _, err := dec.Token(); err != nil {
		return nil, words.New("data.at", ErrDamaged, dec.InputOffset(), err)
	}
	return n, nil
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// wrong is the error of a key that says what the node should be.
func (n *node) wrong(want string) error {
	return words.New(want, ErrDamaged, n.name())
}

func (n *node) name() string {
	if n.path == "" {
		return "{}"
	}
	return n.path
}

func (n *node) text() (string, error) {
	if s, ok := n.value.(string); ok {
		return s, nil
	}
	return "", n.wrong("data.text")
}

func (n *node) texts() ([]string, error) {
	items, err := n.items()
	if err != nil {
		return nil, err
	}
	var list []string
	for _, m := range items {
		s, err := m.text()
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

func (n *node) items() ([]*node, error) {
	if n.value != json.Delim('[') {
		return nil, n.wrong("data.list")
	}
	return n.members, nil
}

// whole reads a whole number that is not negative; null is 0.
func (n *node) whole() (int, error) {
	if n.value == nil {
		return 0, nil
	}
	num, ok := n.value.(json.Number)
	if !ok {
		return 0, n.wrong("data.whole")
	}
	v, err := num.Int64()
	if err != nil || v < 0 || v > 1<<31-1 {
		return 0, n.wrong("data.whole")
	}
	return int(v), nil
}

// object hands each member to the reader of its key. A key without a reader is
// damage, when strict.
func (n *node) object(readers map[string]func(*node) error) error {
	if n.value != json.Delim('{') {
		return n.wrong("data.object")
	}
	for i, m := range n.members {
		read, ok := readers[n.keys[i]]
		if !ok {
			return words.New("data.key", ErrDamaged, m.path)
		}
		if err := read(m); err != nil {
			return err
		}
	}
	return nil
}

// each hands every member of an object over, with its key.
func (n *node) each(read func(key string, m *node) error) error {
	if n.value != json.Delim('{') {
		return n.wrong("data.object")
	}
	for i, m := range n.members {
		if err := read(n.keys[i], m); err != nil {
			return err
		}
	}
	return nil
}

// into reads a text into s.
func into(s *string) func(*node) error {
	return func(n *node) (err error) {
		*s, err = n.text()
		return err
	}
}

// intoWhole reads a whole number into v.
func intoWhole(v *int) func(*node) error {
	return func(n *node) (err error) {
		*v, err = n.whole()
		return err
	}
}

// intoList reads a list of texts into list.
func intoList(list *[]string) func(*node) error {
	return func(n *node) (err error) {
		*list, err = n.texts()
		return err
	}
}
