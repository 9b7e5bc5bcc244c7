package report

import (
	"encoding/json"
	"time"

	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// Decode reads normalised data, as Encode writes it or as other programs make
// it: only layout and tables are required. Types, keys and numbers that are not
// of the contract's form are ErrDamaged. Whether tables, rows and columns are
// those of the layout is for the caller, who knows the layout. What EncodeDiffs
// wrote is ErrComparison.
func Decode(data []byte) (*Report, error) {
	tree, err := parseTree(data)
	if err != nil {
		return nil, err
	}
	if len(tree.keys) > 0 && tree.keys[0] == "schema" && tree.members[0].value == DiffSchema {
		return nil, ErrComparison
	}
	if len(tree.keys) > 0 && tree.keys[0] == "schema" && isDecisions(tree.members[0].value) {
		return nil, ErrDecisions
	}
	d := &decoder{r: &Report{}}
	if err := d.report(tree); err != nil {
		return nil, err
	}
	if d.r.Layout == "" {
		return nil, words.New("data.no-layout", ErrDamaged)
	}
	if d.r.Tables == nil {
		return nil, words.New("data.no-tables", ErrDamaged)
	}
	if _, err := time.Parse(time.DateOnly, d.r.Date); d.r.Date != "" && err != nil {
		return nil, words.New("data.date", ErrDamaged, words.Clip(d.r.Date, mostText))
	}
	return d.r, d.attach()
}

// A decoder reads the data in any order of keys; what belongs to cells waits
// until the tables are there.
type decoder struct {
	r                          *Report
	units, unsettled, evidence *node
}

func (d *decoder) report(n *node) error {
	schema := Schema
	keep := func(to **node) func(*node) error {
		return func(n *node) error { *to = n; return nil }
	}
	err := n.object(map[string]func(*node) error{
		"schema":     into(&schema),
		"layout":     into(&d.r.Layout),
		"title":      into(&d.r.Title),
		"agency":     into(&d.r.Agency),
		"year":       intoWhole(&d.r.Year),
		"period":     into(&d.r.Period),
		"date":       into(&d.r.Date),
		"properties": d.properties,
		"sections":   d.sections,
		"tables":     d.tables,
		"fields":     d.fields,
		"units":      keep(&d.units),
		"unsettled":  keep(&d.unsettled),
		"evidence":   keep(&d.evidence),
		"findings":   d.findings,
	})
	if err == nil && schema != Schema {
		err = words.New("data.schema", ErrDamaged, words.Clip(schema, mostText), Schema)
	}
	return err
}

func (d *decoder) properties(n *node) error {
	return n.each(func(key string, m *node) error {
		v, err := m.text()
		d.r.Properties = append(d.r.Properties, Property{key, v})
		return err
	})
}

func (d *decoder) fields(n *node) error {
	return n.each(func(id string, m *node) error {
		text, err := m.text()
		d.r.Fields = append(d.r.Fields, Field{ID: id, Text: text})
		return err
	})
}

func (d *decoder) sections(n *node) error {
	items, err := n.items()
	if err != nil {
		return err
	}
	for _, m := range items {
		s := &Section{}
		err := m.object(map[string]func(*node) error{
			"id": into(&s.ID), "heading": into(&s.Heading), "paragraphs": s.paragraphs, "table": into(&s.Table),
		})
		if err != nil {
			return err
		}
		if s.ID == "" {
			return words.New("data.no-id", ErrDamaged, m.path)
		}
		d.r.Sections = append(d.r.Sections, s)
	}
	return nil
}

// paragraphs reads texts and tables.
func (s *Section) paragraphs(n *node) error {
	items, err := n.items()
	for _, m := range items {
		var p Paragraph
		if p, err = paragraph(m); err != nil {
			break
		}
		s.Paragraphs = append(s.Paragraphs, p)
	}
	return err
}

func paragraph(n *node) (p Paragraph, err error) {
	if n.value != json.Delim('{') {
		err = into(&p.Text)(n)
		return p, err
	}
	p.Table = [][]TextCell{}
	err = n.object(map[string]func(*node) error{"table": func(n *node) error {
		rows, err := n.items()
		for _, m := range rows {
			var row []TextCell
			if row, err = textRow(m); err != nil {
				break
			}
			p.Table = append(p.Table, row)
		}
		return err
	}})
	if _, _, ok := p.Places(); err == nil && !ok {
		err = words.New("data.table", ErrDamaged, n.path)
	}
	return p, err
}

func textRow(n *node) ([]TextCell, error) {
	items, err := n.items()
	row := make([]TextCell, len(items))
	for i, m := range items {
		if m.value != json.Delim('{') {
			err = into(&row[i].Text)(m)
		} else {
			c := &row[i]
			err = m.object(map[string]func(*node) error{"text": into(&c.Text), "cols": intoWhole(&c.Cols), "rows": intoWhole(&c.Rows)})
		}
		if err != nil {
			break
		}
	}
	return row, err
}

func (d *decoder) tables(n *node) error {
	d.r.Tables = []*Table{}
	return n.each(func(id string, m *node) error {
		t := &Table{ID: id}
		d.r.Tables = append(d.r.Tables, t)
		return m.each(func(id string, m *node) error {
			if m.value != json.Delim('[') {
				return t.decodeRow(id, m)
			}
			for i, of := range m.members {
				if err := t.decodeRow(layouts.RepeatedID(id, i+1), of); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func (t *Table) decodeRow(id string, n *node) error {
	row := &Row{ID: id}
	t.Rows = append(t.Rows, row)
	return n.each(func(column string, m *node) error {
		c := &Cell{Column: column}
		row.Cells = append(row.Cells, c)
		return c.decode(m)
	})
}

// decode reads a number, words or null.
func (c *Cell) decode(n *node) (err error) {
	if words, ok := n.value.(string); ok {
		c.Words = words
		return nil
	}
	c.Value, err = number(n)
	return err
}

func number(n *node) (Number, error) {
	switch v := n.value.(type) {
	case nil:
		return Number{}, nil
	case json.Number:
		num, err := ParseNumber(v.String())
		if err != nil {
			return num, words.New("damaged.part", ErrDamaged, n.path, err)
		}
		return num, nil
	}
	return Number{}, n.wrong("data.number")
}

// attach gives the cells their units, evidence and open marks.
func (d *decoder) attach() error {
	cells := map[string]*Cell{}
	for _, t := range d.r.Tables {
		for _, row := range t.Rows {
			for _, c := range row.Cells {
				cells[t.ID+"."+row.ID+"."+c.Column] = c
			}
		}
	}
	cell := func(id string, n *node) (*Cell, error) {
		if c := cells[id]; c != nil {
			return c, nil
		}
		return nil, words.New("data.no-cell", ErrDamaged, n.path, words.Clip(id, mostText))
	}
	if d.units != nil {
		if err := d.units.each(func(id string, n *node) error {
			c, err := cell(id, n)
			if err != nil {
				return err
			}
			return into(&c.Unit)(n)
		}); err != nil {
			return err
		}
	}
	if d.evidence != nil {
		if err := d.evidence.each(func(id string, n *node) error {
			c, err := cell(id, n)
			if err != nil {
				return err
			}
			return n.object(map[string]func(*node) error{"line": intoWhole(&c.Line), "page": intoWhole(&c.Page), "text": into(&c.Text)})
		}); err != nil {
			return err
		}
	}
	if d.unsettled == nil {
		return nil
	}
	ids, err := d.unsettled.texts()
	if err != nil {
		return err
	}
	for _, id := range ids {
		c, err := cell(id, d.unsettled)
		if err != nil {
			return err
		}
		if !c.Blank() {
			return words.New("data.unsettled", ErrDamaged, words.Clip(id, mostText))
		}
		c.Open = true
	}
	return nil
}

func (d *decoder) findings(n *node) error {
	items, err := n.items()
	if err != nil {
		return err
	}
	for _, m := range items {
		var f Finding
		var code, severity string
		err := m.object(map[string]func(*node) error{
			"code": into(&code), "severity": into(&severity), "cells": intoList(&f.Cells), "message": into(&f.Message),
			"expected": into(&f.Expected), "actual": into(&f.Actual), "text": into(&f.Text),
			"candidates": func(n *node) error {
				items, err := n.items()
				for _, m := range items {
					var c []string
					if c, err = m.texts(); err != nil {
						break
					}
					f.Candidates = append(f.Candidates, c)
				}
				return err
			},
			"source": func(n *node) error { return n.object(map[string]func(*node) error{"line": intoWhole(&f.Line)}) },
		})
		if err != nil {
			return err
		}
		f.Code, f.Severity = Code(code), Severity(severity)
		own := f.Code.Severity()
		if own == "" {
			return words.New("data.code", ErrDamaged, m.path, words.Clip(code, mostText))
		}
		if f.Severity == "" {
			f.Severity = own
		}
		if f.Severity != own && !(own == Error && f.Severity == Warning) && !((f.Code == CodeUnit || f.Code == CodeGlyph) && f.Severity == Info) {
			return words.New("data.severity", ErrDamaged, m.path, f.Code, words.Clip(severity, mostText))
		}
		d.r.Findings = append(d.r.Findings, f)
	}
	return nil
}
