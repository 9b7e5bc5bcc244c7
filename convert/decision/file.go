// Package decision is what a person decides about a report: the values of its open cells,
// or of cells that were read wrong, and the findings that may stand. It is kept beside the
// report, in NAME.nianbao.json, and applied each time the report is read.
//
//	f, err := decision.Decode(data)
//	f.Apply(layout, r, sha256)   // between settling and checking
//	f.Dismiss(r, sha256) // when the findings are known
//
// A decision is of the bytes that it was made on, or of a cell that is still read from the
// same text; it fits no other, and says so. It owns the file and what is done with a report
// for it. It does not own where the file is kept.
package decision

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
)

const (
	// Schema names the form of the file.
	Schema = "nianbao/decisions/1"

	// Ext is what the name of the file has behind that of its report.
	Ext = ".nianbao.json"

	// MaxFile is the most bytes of a file.
	MaxFile = 4 << 20
)

// A File is what is decided about one report.
type File struct {
	Schema    string      `json:"schema"`
	SHA256    string      `json:"sha256"` // of the report's bytes, in hex
	Decisions []Decision  `json:"decisions"`
	Dismissed []Dismissal `json:"dismissed"`
}

// A Decision is the value of a cell.
type Decision struct {
	Cell   string `json:"cell"` // full id
	Text   string `json:"text"` // that the cell was read from
	From   Value  `json:"from"` // what it was before
	To     Value  `json:"to"`
	Reason string `json:"reason"`
	Time   string `json:"time"`             // RFC 3339
	SHA256 string `json:"sha256,omitempty"` // of the bytes it was made on, where they are not the file's
}

// A Dismissal is a finding that may stand.
type Dismissal struct {
	Code    report.Code `json:"code"`
	Cells   []string    `json:"cells"`
	Message string      `json:"message,omitempty"` // where another finding has that code and those cells
	Reason  string      `json:"reason"`
	Time    string      `json:"time"`
	SHA256  string      `json:"sha256,omitempty"`
}

// A Value is that of a cell: digits; "" for blank; open, as From alone may be. Data have
// it as a text, null for open; a number is taken, too.
type Value struct {
	Text string
	Open bool
}

// MarshalJSON writes the value.
func (v Value) MarshalJSON() ([]byte, error) {
	if v.Open {
		return []byte("null"), nil
	}
	return marshal(v.Text)
}

// UnmarshalJSON reads the value.
func (v *Value) UnmarshalJSON(data []byte) error {
	switch {
	case string(data) == "null":
		*v = Value{Open: true}
		return nil
	case len(data) > 0 && data[0] == '"':
		v.Open = false
		return json.Unmarshal(data, &v.Text)
	}
	var n json.Number
	err := json.Unmarshal(data, &n)
	*v = Value{Text: n.String()}
	return err
}

// ErrDamaged is returned for what is no file of decisions.
var ErrDamaged = words.New("decisions.damaged")

// Written reports whether data begin as a file of decisions does.
func Written(data []byte) bool {
	var head struct {
		Schema string `json:"schema"`
	}
	return len(data) <= MaxFile && bytes.Contains(data, []byte(Schema)) && json.Unmarshal(data, &head) == nil && head.Schema == Schema
}

// Decode reads a file of decisions.
func Decode(data []byte) (*File, error) {
	if len(data) > MaxFile {
		return nil, words.New("because", ErrDamaged, words.New("too-large.decisions", MaxFile))
	}
	f := &File{}
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), f); err != nil {
		return nil, words.New("because", ErrDamaged, words.Clip(err.Error(), 100))
	}
	if f.Schema != Schema {
		return nil, words.New("decisions.schema", ErrDamaged, words.Clip(f.Schema, 60), Schema)
	}
	return f, nil
}

// Encode writes the file: UTF-8, two-space indents.
func (f *File) Encode() []byte {
	out := *f
	out.Schema = Schema
	out.Decisions = append([]Decision{}, f.Decisions...)
	out.Dismissed = append([]Dismissal{}, f.Dismissed...)
	for i := range out.Dismissed {
		out.Dismissed[i].Cells = append([]string{}, out.Dismissed[i].Cells...)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(&out); err != nil {
		panic(fmt.Sprintf("decisions are not written: %v", err)) // texts and lists of texts always are
	}
	return b.Bytes()
}

// marshal writes a text as Encode does.
func marshal(s string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(s)
	return bytes.TrimSpace(b.Bytes()), err
}

// Empty reports whether nothing is decided.
func (f *File) Empty() bool { return f == nil || len(f.Decisions) == 0 && len(f.Dismissed) == 0 }

// Rebase makes the file one about other bytes: what was decided about those before says so.
func (f *File) Rebase(sha256 string) {
	if f.SHA256 == sha256 {
		return
	}
	before := cmp.Or(f.SHA256, "unknown")
	move := func(of *string) {
		if *of = cmp.Or(*of, before); *of == sha256 {
			*of = ""
		}
	}
	for i := range f.Decisions {
		move(&f.Decisions[i].SHA256)
	}
	for i := range f.Dismissed {
		move(&f.Dismissed[i].SHA256)
	}
	f.SHA256 = sha256
}

// Clone is a copy that shares nothing which changes.
func (f *File) Clone() *File {
	out := *f
	out.Decisions, out.Dismissed = slices.Clone(f.Decisions), slices.Clone(f.Dismissed)
	return &out
}

// Of returns the decision about a cell, nil for none.
func (f *File) Of(cell string) *Decision {
	i := slices.IndexFunc(f.Decisions, func(d Decision) bool { return d.Cell == cell })
	if i < 0 {
		return nil
	}
	return &f.Decisions[i]
}

// Decide puts a decision in the place of one about the same cell.
func (f *File) Decide(d Decision) {
	f.Undecide(d.Cell)
	f.Decisions = append(f.Decisions, d)
}

// Undecide drops the decision about a cell.
func (f *File) Undecide(cell string) {
	f.Decisions = slices.DeleteFunc(f.Decisions, func(d Decision) bool { return d.Cell == cell })
}

// key tells dismissals apart.
func (d *Dismissal) key() string {
	return strings.Join(append([]string{string(d.Code), d.Message}, d.Cells...), "\n")
}

// Allow puts a dismissal in the place of one of the same finding.
func (f *File) Allow(d Dismissal) {
	f.Restore(d)
	f.Dismissed = append(f.Dismissed, d)
}

// Same reports whether two dismissals are of one finding.
func (d Dismissal) Same(o Dismissal) bool { return d.key() == o.key() }

// Restore drops the dismissal of a finding.
func (f *File) Restore(d Dismissal) {
	f.Dismissed = slices.DeleteFunc(f.Dismissed, func(o Dismissal) bool { return o.Same(d) })
}
