package report

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/layouts"
)

// Schema names the form of the normalised data.
const Schema = "nianbao/report/1"

// Written reports whether data begin as this program writes them: a report, a comparison.
func Written(data []byte) bool {
	schemas, _, _ := strings.Cut(Schema, "/")
	return bytes.HasPrefix(data, []byte(`{`+"\n"+`  "schema": "`+schemas+`/`))
}

// Encode writes the report as normalised data: UTF-8, two-space indents, keys and
// cells in a fixed order, so that the same report gives the same bytes. Numbers
// keep their digits. Cells named in Unsettled are null.
func Encode(w io.Writer, r *Report) error {
	e := &encoder{data: make([]byte, 0, r.size())}
	e.open('{')
	e.text("schema", Schema)
	e.text("layout", r.Layout)
	e.text("title", r.Title)
	e.text("agency", r.Agency)
	e.year(r.Year)
	e.period(r.Period)
	e.text("date", r.Date)
	e.key("properties")
	e.open('{')
	for _, p := range r.Properties {
		e.text(p.Key, p.Value)
	}
	e.close('}')
	e.sections(r.Sections)
	e.tables(r.Tables)
	e.fields(r.Fields)
	e.cells("units", r, func(c *Cell) bool { return c.Unit != "" }, func(c *Cell) { e.string(c.Unit) })
	e.key("unsettled")
	e.strings(r.Unsettled())
	e.cells("evidence", r, func(c *Cell) bool { return c.Line > 0 }, func(c *Cell) {
		e.raw(`{"line": `)
		e.data = strconv.AppendInt(e.data, int64(c.Line), 10)
		if c.Page > 0 {
			e.raw(`, "page": `)
			e.data = strconv.AppendInt(e.data, int64(c.Page), 10)
		}
		e.raw(`, "text": `)
		e.string(c.Text)
		e.raw("}")
	})
	e.findings(r.Findings)
	e.close('}')
	e.byte('\n')
	_, err := w.Write(e.data)
	return err
}

// size is about how many bytes the report takes as data.
func (r *Report) size() int {
	const cell, paragraph = 128, 32
	n := 4 << 10
	for _, s := range r.Sections {
		for _, p := range s.Paragraphs {
			n += paragraph + p.size()
		}
	}
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			n += cell * len(row.Cells)
		}
	}
	for _, f := range r.Fields {
		n += paragraph + len(f.Text)
	}
	for i := range r.Findings {
		n += cell + len(r.Findings[i].Message) + cell/2*len(r.Findings[i].Cells)
	}
	return n
}

// An encoder writes JSON with ordered keys and numbers as they are written.
type encoder struct {
	data  []byte
	depth int
	first bool // nothing has been written yet at this depth
}

func (e *encoder) open(b byte) {
	e.byte(b)
	e.depth++
	e.first = true
}

func (e *encoder) close(b byte) {
	e.depth--
	if !e.first {
		e.newline()
	}
	e.first = false
	e.byte(b)
}

func (e *encoder) newline() {
	e.byte('\n')
	for range e.depth {
		e.raw("  ")
	}
}

// item begins the next element of the open array or object.
func (e *encoder) item() {
	if !e.first {
		e.byte(',')
	}
	e.first = false
	e.newline()
}

func (e *encoder) key(parts ...string) {
	e.item()
	e.string(parts...)
	e.raw(": ")
}

func (e *encoder) raw(s string) { e.data = append(e.data, s...) }
func (e *encoder) byte(b byte)  { e.data = append(e.data, b) }

func (e *encoder) text(k, v string) {
	e.key(k)
	e.string(v)
}

// period is the part of the year, of forms that are filled in several times a year.
func (e *encoder) period(period string) {
	if period != "" {
		e.text("period", period)
	}
}

func (e *encoder) year(year int) {
	e.key("year")
	if year == 0 {
		e.raw("null")
	} else {
		e.raw(strconv.Itoa(year))
	}
}

// string writes the parts as one string.
func (e *encoder) string(parts ...string) {
	e.byte('"')
	for _, s := range parts {
		e.escaped(s)
	}
	e.byte('"')
}

func (e *encoder) escaped(s string) {
	plain := 0 // from where on nothing has been written
	valid := utf8.ValidString(s)
	for i := 0; i < len(s); {
		if valid && !mayEscape[s[i]] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if esc := escape(r, n); esc != "" {
			e.raw(s[plain:i])
			e.raw(esc)
			plain = i + n
		}
		i += n
	}
	e.raw(s[plain:])
}

// mayEscape are the bytes that a character begins with which is escaped.
var mayEscape = func() (begins [256]bool) {
	for r := range ' ' {
		begins[r] = true
	}
	begins['"'], begins['\\'], begins["\u2028"[0]] = true, true, true
	return begins
}()

// escape is how a character of n bytes is written in a string, "" for as it is.
func escape(r rune, n int) string {
	switch {
	case r == '"':
		return `\"`
	case r == '\\':
		return `\\`
	case r == '\n':
		return `\n`
	case r == '\t':
		return `\t`
	case r == '\r':
		return `\r`
	case r == '\b':
		return `\b`
	case r == '\f':
		return `\f`
	case r < ' ':
		return fmt.Sprintf(`\u%04x`, r)
	case r == '\u2028':
		return `\u2028`
	case r == '\u2029':
		return `\u2029`
	case r == utf8.RuneError && n == 1: // a broken byte
		return `\ufffd`
	}
	return ""
}

// strings writes a list on one line.
func (e *encoder) strings(list []string) {
	e.byte('[')
	for i, s := range list {
		if i > 0 {
			e.raw(", ")
		}
		e.string(s)
	}
	e.byte(']')
}

func (e *encoder) sections(sections []*Section) {
	e.key("sections")
	e.open('[')
	for _, s := range sections {
		e.item()
		e.open('{')
		e.text("id", s.ID)
		e.text("heading", s.Heading)
		e.key("paragraphs")
		e.open('[')
		for _, p := range s.Paragraphs {
			e.item()
			e.paragraph(p)
		}
		e.close(']')
		if s.Table != "" {
			e.text("table", s.Table)
		}
		e.close('}')
	}
	e.close(']')
}

// paragraph writes prose as a text, a table as an object with its rows, whose cells are
// texts, or objects where they cover several places.
func (e *encoder) paragraph(p Paragraph) {
	if p.Table == nil {
		e.string(p.Text)
		return
	}
	e.open('{')
	e.key("table")
	e.open('[')
	for _, row := range p.Table {
		e.item()
		e.byte('[')
		for i, c := range row {
			if i > 0 {
				e.raw(", ")
			}
			e.textCell(c)
		}
		e.byte(']')
	}
	e.close(']')
	e.close('}')
}

func (e *encoder) textCell(c TextCell) {
	if c.Cols <= 1 && c.Rows <= 1 {
		e.string(c.Text)
		return
	}
	e.raw(`{"text": `)
	e.string(c.Text)
	if c.Cols > 1 {
		e.raw(`, "cols": ` + strconv.Itoa(c.Cols))
	}
	if c.Rows > 1 {
		e.raw(`, "rows": ` + strconv.Itoa(c.Rows))
	}
	e.byte('}')
}

func (e *encoder) tables(tables []*Table) {
	e.key("tables")
	e.open('{')
	for _, t := range tables {
		e.key(t.ID)
		e.open('{')
		for i := 0; i < len(t.Rows); {
			row := t.Rows[i]
			id, n := layouts.CutRepeated(row.ID)
			e.key(id)
			if n == 0 {
				e.row(row)
				i++
				continue
			}
			i += e.list(t.Rows[i:], id)
		}
		e.close('}')
	}
	e.close('}')
}

// fields writes the texts around the tables, where the form asks for any.
func (e *encoder) fields(fields []Field) {
	if len(fields) == 0 {
		return
	}
	e.key("fields")
	e.open('{')
	for _, f := range fields {
		e.text(f.ID, f.Text)
	}
	e.close('}')
}

// list writes the rows that one row of the form stands for, and returns how many.
func (e *encoder) list(rows []*Row, id string) int {
	n := 0
	e.open('[')
	for _, row := range rows {
		if of, _ := layouts.CutRepeated(row.ID); of != id {
			break
		}
		e.item()
		e.row(row)
		n++
	}
	e.close(']')
	return n
}

func (e *encoder) row(row *Row) {
	e.byte('{')
	for i, c := range row.Cells {
		if i > 0 {
			e.raw(", ")
		}
		e.string(c.Column)
		e.raw(": ")
		switch {
		case c.Words != "":
			e.string(c.Words)
		case c.Value.Blank():
			e.raw("null")
		default:
			e.raw(c.Value.String())
		}
	}
	e.byte('}')
}

// cells writes an object with an entry for each cell that has one.
func (e *encoder) cells(key string, r *Report, has func(*Cell) bool, write func(*Cell)) {
	e.key(key)
	e.open('{')
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			for _, c := range row.Cells {
				if has(c) {
					e.key(t.ID, ".", row.ID, ".", c.Column)
					write(c)
				}
			}
		}
	}
	e.close('}')
}
