package typeset

import (
	"math"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// foot is where the lowest text or rule of a page lies, without its number.
func (p *Page) foot() float64 {
	y := top
	for _, x := range p.Texts[:len(p.Texts)-1] {
		y = max(y, x.Y+(1-rise)*x.Size)
	}
	for _, r := range p.Rules {
		y = max(y, r.Y2)
	}
	return y
}

// filledReport has every table of the layout and so many lines of text before them.
func filledReport(t testing.TB, l *layouts.Layout, lines int) *report.Report {
	r := &report.Report{Layout: l.ID, Title: "年报"}
	for _, s := range l.Sections {
		sec := &report.Section{ID: s.ID, Heading: s.Heading, Table: s.Table}
		if s.Table == "" {
			sec.Paragraphs = report.Prose(strings.Repeat("公开", 14*lines+13))
		} else {
			_, rt := filled(t, l.ID, s.Table, "7")
			r.Tables = append(r.Tables, rt)
		}
		r.Sections = append(r.Sections, sec)
	}
	r.Sections = append(r.Sections, &report.Section{ID: "signature", Paragraphs: report.Prose("河东区医疗保障局", "2025年1月26日")})
	return r
}

// TestNoEmptyPages: wherever the tables fall, no page but the last is left empty by
// more than a quarter, no line of a page of text by any.
func TestNoEmptyPages(t *testing.T) {
	for _, l := range layouts.Builtin() {
		for n := range 45 {
			doc := plan(filledReport(t, l, n))
			for i, p := range doc.Pages[:len(doc.Pages)-1] {
				if empty := (bottom - p.foot()) / depth; empty > 0.25 {
					t.Errorf("%s, %d lines: page %d of %d is %.0f %% empty", l.ID, n, i+1, len(doc.Pages), 100*empty)
				}
			}
			for i, p := range doc.Pages {
				checkPage(t, i+1, p)
			}
		}
	}
}

// TestNoRowAlone: wherever a page ends, each part of a block that is divided has two
// rows of data.
func TestNoRowAlone(t *testing.T) {
	for _, l := range layouts.Builtin() {
		for _, lt := range l.Tables {
			tab := tableOf(t, l.ID, lt.ID, "7")
			for y := top; y < bottom; y += 5 {
				for _, tail := range []float64{0, 4 * lead} {
					tab.parts(y, tail, func() float64 { return top }, func(p tablePart) {
						for _, b := range tab.grid.Blocks {
							n := 0
							for _, r := range p.rows {
								if r >= b.Data && r < b.End {
									n++
								}
							}
							if n == 1 && b.End-b.Data > 1 {
								t.Errorf("%s %s from %.0f: one row of data of the block at row %d stands alone", l.ID, lt.ID, y, b.Start)
							}
						}
					})
				}
			}
		}
	}
}

// TestGapBelowTable: what follows a table on its page stands on the grid, at one
// distance.
func TestGapBelowTable(t *testing.T) {
	gaps := 0
	for _, l := range layouts.Builtin() {
		for n := range 30 {
			for _, p := range plan(filledReport(t, l, n)).Pages {
				for i, x := range p.Texts[:len(p.Texts)-1] {
					if x.Size != body || i == 0 || p.Texts[i-1].Size == body || p.Texts[i-1].Size == titleSize {
						continue
					}
					foot := 0.0
					for _, r := range p.Rules {
						if r.Y2 < x.Y {
							foot = max(foot, r.Y2)
						}
					}
					gap := x.Y - rise*body - foot
					if string(x.Runes) == "河东区医疗保障局" {
						gap -= lead // the signature's empty line
					}
					if math.Abs(gap-belowTable) > 0.01 {
						t.Errorf("%s, %d lines: %q stands %.2f points below the table, want %.2f", l.ID, n, string(x.Runes), gap, belowTable)
					}
					if row := (x.Y - rise*body - top) / lead; math.Abs(row-math.Round(row)) > 0.001 {
						t.Errorf("%s, %d lines: %q stands on line %.3f", l.ID, n, string(x.Runes), row)
					}
					gaps++
				}
			}
		}
	}
	if gaps < 100 {
		t.Errorf("%d gaps looked at", gaps)
	}
}

// TestLeadsToTable: a line that leads to a table stands on its page.
func TestLeadsToTable(t *testing.T) {
	for n := range 45 {
		r := filledReport(t, layouts.Find("disclosure-2021"), n)
		r.Section("applications").Paragraphs = report.Prose("申请的办理情况如下：")
		for i, p := range plan(r).Pages {
			for k, x := range p.Texts {
				if strings.HasPrefix(string(x.Runes), "申请的办理") && (k+2 >= len(p.Texts) || p.Texts[k+1].Size == body) {
					t.Errorf("%d lines: on page %d no table follows", n, i+1)
				}
			}
		}
	}
}
