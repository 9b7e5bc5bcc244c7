package xlsx

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

var sectionKey = regexp.MustCompile(`^` + regexp.QuoteMeta(sectionNames) + `([0-9]+)\.(.+)$`)

// A heading is the place of a section's heading.
type heading struct {
	number int    // of the section, or of the one before it where it has no name
	id     string // "" for a sheet that is none of the layout's sections
	named  bool
	target
}

// readSections reads the prose, in the order of the sections' numbers.
func (r *reader) readSections() {
	all := r.headings()
	for _, h := range all {
		if h.id == "" {
			r.addition(h.sheet)
			continue
		}
		s := &report.Section{ID: h.id, Heading: r.textOf(h.sheet.at(h.at)), Line: h.at.row}
		from, to := reach(h, all)
		for _, loc := range r.found {
			if loc != nil && loc.grid == h.sheet {
				if first, _ := loc.span(); from <= first && first < to {
					s.Table = loc.form.table.ID
				}
			}
		}
		s.Paragraphs = r.prose(h.target, from, to)
		if of := r.layout.Section(s.ID); of != nil && of.Heading == "" && s.Table != "" {
			r.headless(s)
			continue
		}
		if s.Heading != "" || s.Paragraphs != nil || s.Table != "" {
			r.report.Sections = append(r.report.Sections, s)
		}
	}
}

// headless adds a table that has no heading, and what stands below it: above it is its name.
func (r *reader) headless(s *report.Section) {
	below := s.Paragraphs
	s.Heading, s.Paragraphs = "", nil
	if r.report.Sections = append(r.report.Sections, s); below != nil {
		r.report.Sections = append(r.report.Sections, &report.Section{ID: layouts.Following, Paragraphs: below, Line: s.Line})
	}
}

// reach is the rows of a section on its sheet: up to the next heading there. The first
// has those above it, too.
func reach(h heading, all []heading) (from, to int) {
	first, to := true, math.MaxInt
	for _, other := range all {
		if other.sheet == h.sheet && other.at.row < h.at.row {
			first = false
		}
		if other.sheet == h.sheet && other.at.row > h.at.row {
			to = min(to, other.at.row)
		}
	}
	if first {
		return 0, to
	}
	return h.at.row, to
}

// headings are the sections by their names, and among them each that has lost its name,
// where the layout has it, or a sheet that a clerk added, where it stands.
func (r *reader) headings() []heading {
	own := r.named()
	number, taken := map[*readSheet]int{}, map[string]bool{}
	for _, h := range own {
		number[h.sheet], taken[h.id] = h.number, true
	}
	alive := map[*readSheet]bool{} // has names
	for _, t := range r.names {
		alive[t.sheet] = true
	}
	last := 0
	if taken[report.Preamble] {
		last = own[0].number // nothing comes before it
	}
	all, added := slices.Clone(own), []*readSheet{}
	for _, g := range r.workbook.sheets {
		n, named := number[g]
		switch {
		case named:
			last = n
		case r.reserved(g):
		case len(g.rows) > 0:
			h := r.headingByText(g)
			if alive[g] && r.prose(h.target, 0, math.MaxInt) == nil {
				continue // a table that no section holds
			}
			if taken[h.id] {
				h.id = ""
			}
			if h.id == "" && r.unheaded(g, taken) {
				h = heading{id: report.Preamble, target: target{g, place{1, 0}}}
			}
			if h.number = last; h.id != "" {
				taken[h.id], h.number = true, r.before(h.id, own)
				added = append(added, g)
			}
			all = append(all, h)
		}
	}
	all = append(all, r.within(added, taken, own)...)
	order := func(h heading) (after, sheet int) {
		if !h.named {
			after, sheet = 1, slices.Index(r.workbook.sheets, h.sheet)
		}
		return after, sheet
	}
	slices.SortStableFunc(all, func(a, b heading) int {
		afterA, sheetA := order(a)
		afterB, sheetB := order(b)
		return cmp.Or(a.number-b.number, afterA-afterB, sheetA-sheetB, a.at.row-b.at.row)
	})
	return all
}

// named are the headings that have names, by number. One whose text stands elsewhere on
// its sheet has moved there: a program has inserted rows and moved no names.
func (r *reader) named() []heading {
	var all []heading
	for name, t := range r.names {
		if m := sectionKey.FindStringSubmatch(name); m != nil {
			n, _ := strconv.Atoi(m[1])
			all = append(all, heading{n, m[2], true, t})
		}
	}
	slices.SortFunc(all, func(a, b heading) int { return a.number - b.number })
	at := map[target]bool{}
	for _, h := range all {
		at[h.target] = true
	}
	for i := range all {
		h := &all[i]
		if r.bears(h.target, h.id) || h.at.row == 1 && h.sheet.shown(h.at) != "" { // above a table there is no note
			continue
		}
		for _, y := range h.sheet.rows {
			if to := (target{h.sheet, place{1, y}}); r.bears(to, h.id) && (!at[to] || y > h.at.row) {
				h.target = to
				break
			}
		}
	}
	return all
}

// bears reports whether a place is the heading of a section: as the layout words it,
// or with the note beside it that says so.
func (r *reader) bears(t target, id string) bool {
	if s := r.layout.Section(id); s != nil && isHeading(s, t.sheet.shown(t.at)) {
		return true
	}
	return t.sheet.beside(t.at) == sideMark(called(r.layout, id))
}

// within are the headings that stand below others on sheets without names. Of a text
// that stands more than once (in a list of contents, too) the last is the heading.
func (r *reader) within(sheets []*readSheet, taken map[string]bool, own []heading) []heading {
	ids := []string{report.Preamble}
	for _, s := range r.layout.Sections {
		ids = append(ids, s.ID)
	}
	ids = append(ids, report.Signature)
	var all []heading
	for _, id := range ids {
		if taken[id] {
			continue
		}
		var h *heading
		for _, g := range sheets {
			for _, y := range g.rows {
				if t := (target{g, place{1, y}}); r.bears(t, id) {
					h = &heading{r.before(id, own), id, false, t}
				}
			}
		}
		if h != nil {
			all = append(all, *h)
		}
	}
	return all
}

// unheaded reports whether a sheet begins with a preamble that nothing marks: the first
// section of the layout stands below it.
func (r *reader) unheaded(g *readSheet, taken map[string]bool) bool {
	first := r.layout.Sections[0].ID
	return !taken[report.Preamble] && !taken[first] && slices.ContainsFunc(g.rows, func(y int) bool { return r.bears(target{g, place{1, y}}, first) })
}

// reserved reports whether a sheet is none of the report's text.
func (r *reader) reserved(g *readSheet) bool {
	cover, _ := r.cover(fieldLayout)
	top := g.shown(place{1, 1})
	return g == cover.sheet || g.name == coverName || g.name == unitsName || g.name == reviewName || g == r.stateSheet() ||
		g.name == guideName || top == guideName || top == reviewTitle
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

// prose are the paragraphs between two rows of a sheet: all but the heading and tables.
func (r *reader) prose(heading target, from, to int) []report.Paragraph {
	out := map[int]bool{heading.at.row: true}
	for _, y := range heading.sheet.rows {
		if y < from || y >= to {
			out[y] = true
		}
	}
	for _, loc := range r.found {
		if loc != nil && loc.grid == heading.sheet {
			loc.cover(out)
		}
	}
	return r.paragraphs(heading.sheet, out)
}

// headingByText finds the section of a sheet without a name: by the heading on
// top of it, its own name, or the table on it.
func (r *reader) headingByText(g *readSheet) heading {
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
	return heading{0, id, false, target{g, at}}
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
func (r *reader) addition(g *readSheet) {
	paragraphs := r.paragraphs(g, nil)
	if paragraphs == nil {
		return
	}
	if !r.plain(g) || r.repeats(paragraphs) {
		f := report.NewFinding(report.CodeUnknownRow, fmt.Sprintf("工作表“%s”不是格式中的部分，没有采用。", g.name))
		f.Text = words.Clip(strings.Join(report.Texts(paragraphs), " "), 200)
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
	r.report.Add(report.NewFinding(report.CodeLabelVariant, fmt.Sprintf("工作表“%s”不是格式中的部分，其中的文字接在前一部分之后。", g.name)))
}

// plain reports whether a sheet has text in its first column and nothing else.
func (r *reader) plain(g *readSheet) bool {
	for at, f := range g.cells {
		if f.text != "" && f.text != continued && (at.col > 1 || f.number && !f.style.date) {
			return false
		}
	}
	return true
}

// repeats reports whether paragraphs begin with the heading of a section that has
// been read: the sheet is a copy.
func (r *reader) repeats(paragraphs []report.Paragraph) bool {
	return slices.ContainsFunc(r.report.Sections, func(s *report.Section) bool {
		return s.Heading != "" && len(paragraphs) > 0 && s.Heading == paragraphs[0].Text
	})
}

// isHeading reports whether a text is how the layout words the section's heading.
func isHeading(s *layouts.Section, text string) bool {
	key := layouts.Key(text)
	return key != "" && (key == layouts.Key(s.Heading) || slices.ContainsFunc(s.Variants, func(v string) bool { return key == layouts.Key(v) }))
}

// sectionOf tells which section a sheet is, "" for none.
func (r *reader) sectionOf(g *readSheet, top string) string {
	for id, name := range ownSections {
		if g.name == name || g.beside(place{1, g.rows[0]}) == sideMark(name) {
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
func (w *workbook) paragraphs(g *readSheet, out map[int]bool) []report.Paragraph {
	var all []report.Paragraph
	t := w.newTextTables(g, out)
	for _, y := range g.rows {
		if out[y] {
			continue
		}
		if table, rest := t.at(y); table != nil || rest {
			if table != nil {
				all = append(all, report.Paragraph{Table: table})
			}
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
			all[len(all)-1].Text += text
		default:
			all = append(all, report.Paragraph{Text: text})
		}
	}
	return all
}
