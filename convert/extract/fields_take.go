package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A fieldReader gives the fields of a document's lines to its tables.
type fieldReader struct {
	c       *candidate
	doc     *document
	covered []bool // by tables
	got     map[int]*report.Field
	told    map[int]string // the labels that they were read by, where the form has others
	last    int            // of those got, to tell fields of one label apart
	exact   bool           // only texts that the form itself says
	inside  bool           // between the rows of a table
	lines   map[int]string // what is left of lines
}

// takeFields takes the fields out of the document: the report has them, and what is left of
// their lines is text.
func (c *candidate) takeFields(doc *document, covered []bool, r *report.Report) (*document, []bool) {
	if c.fields == nil || c.tables() == 0 {
		return doc, nil
	}
	f := &fieldReader{c: c, doc: doc, covered: covered, got: map[int]*report.Field{}, told: map[int]string{}, last: -1, lines: map[int]string{}}
	spans := c.spans(doc)
	for k, s := range spans {
		from, to := 0, len(doc.Lines)
		if k > 0 {
			from = spans[k-1].to + 1
		}
		if k+1 < len(spans) {
			to = spans[k+1].from
		}
		f.around(s, from, to)
	}
	f.inside = false
	for i := spans[len(spans)-1].to + 1; i < len(doc.Lines); i++ {
		f.take(i, "", layouts.Note, layouts.SignOff)
	}
	f.put(r)
	f.corners(r)
	return f.without()
}

// A tableSpan is the lines of a table, from its first to its last.
type tableSpan struct {
	table    *layouts.Table
	from, to int
}

// spans are the tables in the order of the document.
func (c *candidate) spans(doc *document) []tableSpan {
	var all []tableSpan
	add := func(t *layouts.Table, cover func([]bool)) {
		own := make([]bool, len(doc.Lines))
		cover(own)
		if first := slices.Index(own, true); first >= 0 {
			last := len(own) - 1
			for !own[last] {
				last--
			}
			all = append(all, tableSpan{t, first, last})
		}
	}
	for _, g := range c.grids {
		add(g.layout(), func(own []bool) { g.cover(own) })
	}
	for _, rg := range c.regions {
		add(rg.table, func(own []bool) { rg.lines(c.s, own) })
	}
	slices.SortFunc(all, func(a, b tableSpan) int { return cmp.Compare(a.from, b.from) })
	return all
}

// around takes the fields of a table: those above it from the lines near its head, those
// below from the lines up to the next heading. from and to are what other tables leave.
func (f *fieldReader) around(s tableSpan, from, to int) {
	const near = 6                               // lines
	for _, f.exact = range []bool{true, false} { // 单位：某某局 stands before 单位：万元
		for i := s.from - 1; i >= max(from, s.from-near) && f.c.heads[i] == nil; i-- {
			f.take(i, s.table.ID, layouts.Above)
		}
	}
	for i := s.from; i < to; i++ {
		if i > s.to && f.c.heads[i] != nil {
			break
		}
		f.last, f.inside = -1, i < s.to
		if f.inside {
			f.take(i, s.table.ID, layouts.Above)
		}
		f.take(i, s.table.ID, layouts.Note, layouts.SignOff)
	}
}

// take takes the fields of a line that are of a table, or of the whole form, at some of the
// places; the others stay.
func (f *fieldReader) take(i int, table string, at ...layouts.Place) {
	line := f.c.fields[i]
	if line == nil || f.covered[i] && !line.corner {
		return
	}
	var stay []fieldText
	note := -1
	for _, t := range line.texts {
		ref := f.ref(t.label, table, at)
		if ref >= 0 && f.exact && layouts.Fold(t.text) != layouts.Fold(f.c.v.fields.refs[ref].Text) {
			ref = -1
		}
		switch {
		case t.after && note >= 0:
			f.got[note].Text += "\n" + t.text
		case ref < 0 && f.inside && f.again(&t, table): // on the next page of a table
			note = -1
		case ref < 0:
			stay, note = append(stay, t), -1
		case f.got[ref] != nil: // a note more of one label
			f.got[ref].Text += "\n" + f.c.v.fields.refs[ref].Label + "：" + t.text
			note = ref
		default:
			f.got[ref] = &report.Field{ID: f.c.v.fields.refs[ref].FullID, Text: t.text, Line: f.doc.Lines[i].No}
			f.told[ref], f.last, note = t.label+t.behind, ref, -1
			if f.c.v.fields.refs[ref].Place == layouts.Note {
				note = ref
			}
		}
	}
	if len(stay) == len(line.texts) {
		return
	}
	f.c.fields[i] = &fieldLine{texts: stay, rest: line.rest, corner: line.corner}
	if line.corner {
		return // the line is the table's
	}
	if f.lines[i] = textOf(stay, line.rest); line.below {
		f.lines[i+1] = ""
	}
	switch whole := len(stay)+len(line.rest) == 0 && !line.below; {
	case whole && note >= 0:
		f.goOn(i, f.got[note])
	case whole && f.last >= 0:
		f.goOnBelow(i, f.got[f.last])
	}
}

// again reports whether a text of a table has been read before.
func (f *fieldReader) again(t *fieldText, table string) bool {
	w := f.c.v.fields
	return slices.ContainsFunc(w.of[t.label], func(i int) bool {
		return w.tables[i] == table && f.got[i] != nil && layouts.Fold(f.got[i].Text) == layouts.Fold(t.text)
	})
}

// textOf is what is left of a line.
func textOf(stay []fieldText, rest []string) string {
	all := slices.Clone(rest)
	for _, t := range stay {
		if t.after {
			all = append(all, t.text)
		} else {
			all = append(all, t.label+t.behind+"："+t.text)
		}
	}
	return strings.Join(all, "　")
}

// ref is the field that a label is of: of those with one label the next that is not there
// yet. A note that is there takes more; -1 for none.
func (f *fieldReader) ref(label string, table string, at []layouts.Place) int {
	w := f.c.v.fields
	note, first := -1, -1
	for _, i := range w.of[label] {
		ref := &w.refs[i]
		switch {
		case w.tables[i] != table || !slices.Contains(at, ref.Place):
		case f.got[i] != nil:
			if ref.Place == layouts.Note {
				note = i
			}
		case i > f.last:
			return i
		case first < 0:
			first = i
		}
	}
	if first >= 0 {
		return first
	}
	return note
}

// noteNumber matches the number of a paragraph of a note.
var noteNumber = pattern.New(`^[（(]?\s*(\d{1,2})\s*[)）.．、]`)

func paragraphNumber(text string) int {
	if m := noteNumber.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	return 0
}

// goOn takes the lines below line i that a note goes on in: numbered on from its last
// paragraph, or broken off.
func (f *fieldReader) goOn(i int, note *report.Field) {
	paragraphs := strings.Split(note.Text, "\n")
	p := paragrapher{open: true, last: &f.doc.Lines[i]}
	for i++; i < len(f.doc.Lines) && !f.covered[i] && f.c.heads[i] == nil && f.c.fields[i] == nil; i++ {
		line := &f.doc.Lines[i]
		text, last := proseText(line), paragraphs[len(paragraphs)-1]
		switch n := paragraphNumber(text); {
		case text == "" || line.Note != "":
			return
		case n > 0 && n == paragraphNumber(last)+1 && last == "":
			paragraphs[len(paragraphs)-1] = text
		case n > 0 && n == paragraphNumber(last)+1:
			paragraphs = append(paragraphs, text)
		case n == 0 && last != "" && p.continues(line, text):
			paragraphs[len(paragraphs)-1] += joint(last, text) + text
		default:
			return
		}
		f.lines[i], p.last = "", line
		note.Text = strings.Join(paragraphs, "\n")
	}
}

// goOnBelow takes the line below line i where the last text of that is a day which is broken
// off.
func (f *fieldReader) goOnBelow(i int, last *report.Field) {
	if i++; i == len(f.doc.Lines) || f.covered[i] || f.c.heads[i] != nil || f.c.fields[i] != nil || f.doc.Lines[i].Note != "" {
		return
	}
	if text := proseText(&f.doc.Lines[i]); !isDate(last.Text) && isDate(last.Text+text) && !isDate(text) {
		f.lines[i] = ""
		last.Text += text
	}
}

// put gives the report its fields, in the form's order, and says where labels are worded
// otherwise than in the form.
func (f *fieldReader) put(r *report.Report) {
	for i, ref := range f.c.v.fields.refs {
		got := f.got[i]
		if got == nil {
			continue
		}
		if ref.Place != layouts.Note {
			got.Text = strings.Join(strings.Fields(got.Text), " ")
		}
		r.Fields = append(r.Fields, *got)
		if f.told[i] != fieldKey(ref.Label) {
			v := report.NewFinding(report.CodeLabelVariant, fmt.Sprintf("“%s”按“%s”读取。", f.told[i], ref.Label))
			v.Text, v.Line = f.told[i], got.Line
			r.Add(v)
		}
	}
}

// corners says what stands in the corner of a table's heads and is no field that the report
// does not have otherwise.
func (f *fieldReader) corners(r *report.Report) {
	for i, line := range f.c.fields {
		if line == nil || !line.corner || len(line.texts) == 0 {
			continue
		}
		text := textOf(line.texts, nil) // what is said again is gone
		n := report.NewFinding(report.CodeUnknownColumn, fmt.Sprintf("表头中的“%s”与别处的不同，内容保留在此，请核对。", text))
		n.Text, n.Line = text, f.doc.Lines[i].No
		r.Add(n)
	}
}

// without is the document without what was taken, and its lines that had nothing else.
func (f *fieldReader) without() (*document, []bool) {
	if len(f.lines) == 0 {
		return f.doc, nil
	}
	doc, out := *f.doc, make([]bool, len(f.doc.Lines))
	whole := *f.doc.Document
	doc.Document, whole.Lines = &whole, slices.Clone(f.doc.Lines)
	doc.folded = slices.Clone(f.doc.folded)
	for i, text := range f.lines {
		line := whole.Lines[i]
		line.Text, line.Fields, line.Grid, line.Table, line.Filled = text, []source.Field{{Text: text, Line: line.No, Page: line.Page}}, 0, 0, 0
		whole.Lines[i], doc.folded[i], out[i] = line, layouts.Fold(text), text == ""
	}
	return &doc, out
}

// fieldAgency is who a text around a table says the form is of: 填报单位; "" for nobody.
func (v *vocabulary) fieldAgency(r *report.Report) string {
	if v.fields == nil {
		return ""
	}
	for i, ref := range v.fields.refs {
		if f := r.Field(ref.FullID); f != nil && f.Text != "" && slices.Contains(layouts.Words().Properties.Agency, fieldKey(v.fields.refs[i].Label)) {
			return f.Text
		}
	}
	return ""
}

// fieldDate is the day among the texts of a sign-off; "" for none.
func (v *vocabulary) fieldDate(r *report.Report) string {
	if v.fields == nil {
		return ""
	}
	for _, ref := range v.fields.refs {
		if f := r.Field(ref.FullID); f != nil && ref.Place == layouts.SignOff && isDate(f.Text) {
			return parseDate(f.Text)
		}
	}
	return ""
}
