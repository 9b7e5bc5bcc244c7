package messy

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A place is one cell that spellings are put into, and the kind of its figures.
type place struct {
	layout, id string
	kind       layouts.Kind
	unit       string // of its column
}

// places are of both forms and of every kind of figure.
var places = []place{
	{"disclosure-2021", "proactive.licensing.decisions", layouts.Count, "件"},
	{"disclosure-2021", "proactive.fees.amount", layouts.Amount, "万元"},
	{"disclosure-2021", "applications.received.natural_person", layouts.Count, "件"},
	{"disclosure-2021", "applications.granted.total", layouts.Count, "件"},
	{"disclosure-2021", "litigation.cases.direct.corrected", layouts.Count, "件"},
	{"disclosure-2019", "proactive.licensing.change", layouts.Signed, ""},
	{"disclosure-2019", "proactive.procurement.amount", layouts.Amount, ""},
	{"disclosure-2019", "applications.unavailable_not_held.legal_service", layouts.Count, "件"},
}

// Rewrite reads the report of an input and writes it in another format.
type Rewrite func(name string, data []byte) ([]byte, error)

// known is the report on a layout whose cells the spellings replace: no value of it
// is one that a spelling may mean.
func known(layout string) *drawnReport {
	l := layouts.Find(layout)
	rnd := rand.New(rand.NewPCG(11, uint64(l.Years.From)))
	r := newDrawn(newFigures(l, scale{"known", 0.5, 90, 900, "%d.%02d"}, noBlanks, rnd), rnd)
	return r
}

// RunSpellings puts every spelling into every place of every input and a workbook.
func (b *Bench) RunSpellings(workbook Rewrite) {
	books := map[string]*book{}
	for _, l := range []string{"disclosure-2021", "disclosure-2019"} {
		data, err := workbook("report.html", printHTML(known(l)))
		if err == nil {
			books[l], err = openBook(data)
		}
		if err != nil {
			b.t.Fatal(err)
		}
	}
	for _, sp := range spellings {
		for _, pl := range places {
			if !b.wanted(fmt.Sprintf("spelling/%q/%s", sp.text, pl.id), 8) {
				continue
			}
			outcomes := map[string][]string{}
			for _, in := range inputs {
				if strings.Contains(sp.text, "\n") && !in.lines || slices.Contains(sp.not, in.Name) {
					continue
				}
				r := known(pl.layout)
				r.put(pl.id, sp.text)
				out := b.spelled(sp, pl, in.Name, "report"+in.Ext, in.print(r), r)
				outcomes[out] = append(outcomes[out], in.Name)
			}
			data, err := books[pl.layout].with(pl.id, sp.text)
			if err != nil {
				b.t.Fatal(err)
			}
			if out := b.spelled(sp, pl, "xlsx", "report.xlsx", data, known(pl.layout)); out != addedUp {
				outcomes[out] = append(outcomes[out], "xlsx")
			}
			if len(outcomes) > 1 {
				b.count(kind{Spelling, "xlsx"}, Tally{Differ: 1})
				if b.shown[kind{name: "differ"}]++; b.shown[kind{name: "differ"}] <= 40 {
					b.t.Logf("differ: spelling/%q/%s: %v", sp.text, pl.id, outcomes)
				}
			}
		}
	}
}

// put sets the text of a value.
func (r *drawnReport) put(id, text string) {
	r.drawings(func(d *drawing) {
		d.each(func(c *box) {
			if c.id == id {
				c.text = text
			}
		})
	})
}

// spelled reads one spelling in one place of one input, and tells its outcome.
func (b *Bench) spelled(sp spelling, pl place, input, file string, data []byte, r *drawnReport) string {
	s := &sample{kind: kind{Spelling, input}, name: fmt.Sprintf("spelling/%q/%s/%s", sp.text, pl.id, input), file: file, data: data, want: r.want}
	rep, err := b.readTimed(s)
	if err != nil {
		b.count(s.kind, Tally{Documents: 1, Unread: 1})
		b.tell(s, nil, []string{"not read: " + err.Error()})
		return "not read"
	}
	truth := r.want[pl.id].text
	delete(r.want, pl.id)
	live := liveTotals(rep, input)
	for _, id := range live {
		delete(r.want, id)
	}
	one, faults := tallyOf(rep, s)
	out, fault := outcomeOf(rep, sp, pl, truth)
	one.Cells++
	one.Documents = 1
	switch {
	case fault == "":
		one.Right++
	case fault == "silent":
		one.Silent++
	case fault == "lost":
		one.Lost++
	default:
		one.False++
	}
	if fault != "" {
		faults = append([]string{fmt.Sprintf("%s: %s: got %s, want %s", fault, pl.id, out, strings.Join(sp.of(pl), " or "))}, faults...)
	}
	if one.Silent+one.Lost+one.False == 0 {
		one.AllRight = 1
	} else {
		s.want = map[string]*want{pl.id: {text: strings.Join(sp.of(pl), " or ")}}
		b.tell(s, rep, faults)
	}
	b.count(s.kind, one)
	if slices.Contains(live, pl.id) {
		return addedUp
	}
	return out
}

// addedUp is the outcome in a workbook whose totals are formulas over the cell: in other
// inputs the total that stands there contradicts it.
const addedUp = "added up"

// liveTotals are the cells of a workbook's totals that are not as they were stored, and
// their parts: the report says that it has added up the formulas again.
func liveTotals(rep *report.Report, input string) []string {
	var ids []string
	for _, f := range rep.Findings {
		if input == "xlsx" && f.Code == report.CodeRepaired && strings.Contains(f.Message, "合计的公式") {
			ids = append(ids, f.Cells...)
		}
	}
	return ids
}

// outcomeOf tells what a report says of the spelled cell, and what is wrong with it.
func outcomeOf(rep *report.Report, sp spelling, pl place, truth string) (out, fault string) {
	allowed := sp.of(pl)
	c := rep.Cell(pl.id)
	none := c == nil || c.Open || c.Value.Blank()
	value := ""
	if !none {
		value = c.Value.String()
	}
	forced := !none && same(value, truth) && slices.ContainsFunc(rep.Findings, func(f report.Finding) bool {
		return f.Code == "repaired" && slices.Contains(f.Cells, pl.id)
	})
	means := func(a string) bool {
		text, unit := strings.CutSuffix(a, "u") // a number with a unit of its own
		return a == value || unit && text == value && c.Unit != ""
	}
	may := func(word string) bool { return slices.Contains(allowed, word) }
	switch {
	case errorsOf(rep)(pl.id):
		if may(anError) || !none && slices.ContainsFunc(allowed, means) || forced {
			return anError, ""
		}
		return anError, "false"
	case none:
		if may(aBlank) {
			return aBlank, ""
		}
		return aBlank, "lost"
	case slices.ContainsFunc(allowed, means):
		return value + c.Unit, ""
	case forced:
		return "repaired", ""
	}
	return value + c.Unit, "silent"
}
