package messy

import (
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// cells scores every cell of the layout.
func (m *messyReport) cells(rep *report.Report) Score {
	var sc Score
	doubted := rep.Doubted()
	p := m.paper
	wrong := p.contradicted(func(id string) (string, bool) {
		w, c := p.told[id], rep.Cell(id)
		return w.text, !w.lost && !w.gone && c != nil && !c.Open // an open cell hides what it contradicts
	})
	for _, t := range p.layout.Tables {
		eachCell(t, func(_ *layouts.Row, _ *layouts.Column, id string) {
			w := p.told[id]
			sc.Cells++
			sure, before := !w.lost && !w.gone && !m.shape.sparse, sc.Right
			c := rep.Cell(id)
			got := "absent"
			if c != nil {
				got = c.Value.String()
			}
			fault := func(count *int, list *[]string, what string) {
				*count++
				*list = append(*list, fmt.Sprintf("%s: %s: got %q, told %q (lost %v), truth %q", what, id, got, w.text, w.lost, p.values[id]))
			}
			switch {
			case c == nil && (w.gone || !doubted[id] && w.text == "" && !w.lost):
				sc.Right++
			case c == nil, c.Open:
				fault(&sc.Open, &m.lines, "open")
			case w.lost && same(got, p.full[id]):
				sc.Right++ // the sums gave back what the shape lost
			case same(got, p.values[id]):
				sc.Right++
				if doubted[id] && m.damage == "" && !p.allBlank(t) && !w.lost {
					fault(&sc.Alarm, &m.lines, "alarm")
				}
			case doubted[id]:
				sc.Named++
				if !wrong[id] && m.damage == "" {
					m.lines = append(m.lines, fmt.Sprintf("named: %s: got %q, truth %q", id, got, p.values[id]))
				}
			case w.lost && got == "" && rat(p.values[id]).Sign() == 0,
				w.gone && got == "":
				sc.Right++
			case same(got, w.text) && !wrong[id],
				(m.shape.padded || m.shape.slots && w.over) && same(got, w.also):
				sc.Right++ // the text itself says so
			case w.lost && m.damage != "" && p.saysSo(rep, t, id):
				sc.Right++
			default:
				fault(&sc.Silent, &m.faults, "silent")
			}
			if sure {
				sc.Sure++
				sc.Read += sc.Right - before
			}
		})
	}
	return sc
}

func (p *paper) allBlank(t *layouts.Table) bool {
	blank := true
	eachCell(t, func(_ *layouts.Row, _ *layouts.Column, id string) { blank = blank && p.told[id].text == "" })
	return blank
}

// saysSo reports whether a damaged text can be read as the report reads it: of the
// cell's equalities at least one is all there, and all of those hold.
func (p *paper) saysSo(rep *report.Report, t *layouts.Table, id string) bool {
	there := false
	text := func(id string) (string, bool) {
		c := rep.Cell(id)
		if c == nil || c.Open || c.Value.Blank() {
			return "", false
		}
		return c.Value.String(), true
	}
	for _, r := range t.Rules() {
		cells := r.Cells()
		if r.Op != layouts.Equal || !slices.Contains(cells, id) || slices.ContainsFunc(cells, func(c string) bool { _, ok := text(c); return !ok }) {
			continue
		}
		if broken(r, text) {
			return false
		}
		there = true
	}
	return there
}
