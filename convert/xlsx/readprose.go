package xlsx

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

var sectionKey = regexp.MustCompile(`^` + regexp.QuoteMeta(sectionNames) + `([0-9]+)\.(.+)$`)

// A heading is the place of a section's heading.
type heading struct {
	number int
	id     string
	target
}

// readSections reads the prose, in the order of the sections' numbers.
func (r *reader) readSections() {
	for _, h := range r.headings() {
		if h.id == "" {
			r.addition(h.sheet)
			continue
		}
		s := &report.Section{ID: h.id, Heading: r.textOf(h.sheet.at(h.at)), Line: h.at.row}
		for _, loc := range r.found {
			if loc != nil && loc.grid == h.sheet {
				s.Table = loc.form.table.ID
			}
		}
		s.Paragraphs = r.prose(h.target)
		if s.Heading != "" || s.Paragraphs != nil || s.Table != "" {
			r.report.Sections = append(r.report.Sections, s)
		}
	}
}

// headings are the sections by their names, and among them each sheet that has lost
// its name, where the layout has it, or that a clerk added, where it stands. The id
// is "" when a sheet is none of the layout's sections.
func (r *reader) headings() []heading {
	var all []heading
	number, taken := map[*grid]int{}, map[string]bool{}
	for name, t := range r.names {
		if m := sectionKey.FindStringSubmatch(name); m != nil {
			n, _ := strconv.Atoi(m[1])
			number[t.sheet], taken[m[2]] = n, true
			all = append(all, heading{n, m[2], t})
		}
	}
	slices.SortFunc(all, func(a, b heading) int { return a.number - b.number })
	own := slices.Clone(all)
	cover, _ := r.cover(fieldLayout)
	alive := map[*grid]bool{} // has names
	for _, t := range r.names {
		alive[t.sheet] = true
	}
	last := 0
	if taken[report.Preamble] {
		last = all[0].number // nothing comes before it
	}
	for _, g := range r.workbook.sheets {
		n, named := number[g]
		switch {
		case named:
			last = n
		case g == cover.sheet, g.name == coverName, g.name == unitsName, g.name == reviewName, g == r.stateSheet(), g.name == guideName, g.shown(place{1, 1}) == guideName, g.shown(place{1, 1}) == reviewTitle:
		case len(g.rows) > 0:
			h := r.headingByText(g)
			if alive[g] && r.prose(h.target) == nil {
				continue // a table that no section holds
			}
			if taken[h.id] {
				h.id = ""
			}
			if h.number = last; h.id != "" {
				taken[h.id], h.number = true, r.before(h.id, own)
			}
			all = append(all, h)
		}
	}
	slices.SortStableFunc(all, func(a, b heading) int { return a.number - b.number })
	return all
}

// before is the number of the last section that comes before another in the layout.
func (r *reader) before(id string, named []heading) int {
	order := func(id string) int {
		if id == report.Preamble {
			return -1
		}
		if at := slices.IndexFunc(r.layout.Sections, func(s *layouts.Section) bool { return s.ID == id }); at >= 0 {
			return at
		}
		return len(r.layout.Sections)
	}
	last := 0
	for _, h := range named {
		if order(h.id) < order(id) {
			last = max(last, h.number)
		}
	}
	return last
}

// prose are the paragraphs of a section's sheet: all but its heading and tables.
func (r *reader) prose(heading target) []string {
	out := map[int]bool{heading.at.row: true}
	for _, loc := range r.found {
		if loc != nil && loc.grid == heading.sheet {
			loc.cover(out)
		}
	}
	return r.paragraphs(heading.sheet, out)
}

// headingByText finds the section of a sheet without a name: by the heading on
// top of it, its own name, or the table on it.
func (r *reader) headingByText(g *grid) heading {
	at := place{1, 1}
	for _, y := range g.rows {
		if g.shown(place{1, y}) != "" {
			at.row = y
			break
		}
	}
	id := r.sectionOf(g, g.shown(at))
	if id != "" && r.layout.Section(id) == nil {
		at.row = 1 // preamble and signature have no heading
	}
	for _, loc := range r.found {
		if id == "" && loc != nil && loc.grid == g {
			id = r.holder(loc.form.table.ID)
			if first, _ := loc.span(); first <= at.row {
				at.row = 0 // its heading is lost
			}
		}
	}
	return heading{0, id, target{g, at}}
}

// holder is the section of the layout that holds a table, "" for none.
func (r *reader) holder(table string) string {
	for _, s := range r.layout.Sections {
		if s.Table == table {
			return s.ID
		}
	}
	return ""
}

// addition reads a sheet that is none of the layout's sections. Plain text goes on
// with the section before it, above the signature; ahead of all of them it is the
// preamble. A sheet with figures, columns, or the heading of another is left out.
func (r *reader) addition(g *grid) {
	paragraphs := r.paragraphs(g, nil)
	if paragraphs == nil {
		return
	}
	if !r.plain(g) || r.repeats(paragraphs) {
		f := report.NewFinding("unknown-row", fmt.Sprintf("工作表“%s”不是格式中的部分，没有采用。", g.name))
		f.Text = clip(strings.Join(paragraphs, " "), 200)
		r.report.Add(f)
		return
	}
	last := len(r.report.Sections) - 1
	for last >= 0 && r.report.Sections[last].ID == report.Signature {
		last--
	}
	if last < 0 {
		last = 0
		r.report.Sections = slices.Insert(r.report.Sections, 0, &report.Section{ID: report.Preamble})
	}
	into := r.report.Sections[last]
	into.Paragraphs = append(into.Paragraphs, paragraphs...)
	r.report.Add(report.NewFinding("label-variant", fmt.Sprintf("工作表“%s”不是格式中的部分，其中的文字接在前一部分之后。", g.name)))
}

// plain reports whether a sheet has text in its first column and nothing else.
func (r *reader) plain(g *grid) bool {
	for at, f := range g.cells {
		if f.text != "" && f.text != continued && (at.col > 1 || f.number && !f.style.date) {
			return false
		}
	}
	return true
}

// repeats reports whether paragraphs begin with the heading of a section that has
// been read: the sheet is a copy.
func (r *reader) repeats(paragraphs []string) bool {
	return slices.ContainsFunc(r.report.Sections, func(s *report.Section) bool {
		return s.Heading != "" && len(paragraphs) > 0 && s.Heading == paragraphs[0]
	})
}

// isHeading reports whether a text is how the layout words the section's heading.
func isHeading(s *layouts.Section, text string) bool {
	key := layouts.Key(text)
	return key != "" && (key == layouts.Key(s.Heading) || slices.ContainsFunc(s.Variants, func(v string) bool { return key == layouts.Key(v) }))
}

// sectionOf tells which section a sheet is, "" for none.
func (r *reader) sectionOf(g *grid, top string) string {
	for id, name := range ownSheets {
		if g.name == name {
			return id
		}
	}
	for _, text := range []string{top, g.name} {
		for _, s := range r.layout.Sections {
			if isHeading(s, text) {
				return s.ID
			}
		}
	}
	return ""
}

// paragraphs are the texts of a sheet, one a row, but for the rows that are left
// out; what is marked as going on joins the one before.
func (w *workbook) paragraphs(g *grid, out map[int]bool) []string {
	var all []string
	for _, y := range g.rows {
		if out[y] {
			continue
		}
		var texts []string
		goesOn := false
		for _, x := range g.columns[y] {
			t := w.textOf(g.at(place{x, y}))
			switch {
			case t == continued:
				goesOn = true
			case trim(t) != "":
				texts = append(texts, t)
			}
		}
		text := strings.Join(texts, " ")
		switch {
		case text == "":
		case goesOn && len(all) > 0:
			all[len(all)-1] += text
		default:
			all = append(all, text)
		}
	}
	return all
}
