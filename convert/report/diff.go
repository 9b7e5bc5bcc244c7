package report

import (
	"io"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// DiffSchema names the form of the data that EncodeDiffs writes.
const DiffSchema = "nianbao/diff/1"

// ErrComparison is returned for data that EncodeDiffs wrote: they hold no report.
var ErrComparison = words.New("data.comparison")

// ErrDecisions is returned for a file of decisions: it holds no report.
var ErrDecisions = words.New("data.decisions")

// decisionsSchema is what the schema of decisions begins with.
const decisionsSchema = "nianbao/decisions/"

// A Diff is two years of one agency side by side.
type Diff struct {
	Older, Newer             *Report
	OlderSource, NewerSource string    // names of the inputs
	OlderLink, NewerLink     string    // the ways to them from where the comparison goes, slashes; "" for none
	Changes                  []*Change // the figures that differ, in the newer form's order
	Same                     int       // how many do not
	Records                  []*RecordChange
	SameRecords              int      // records, and rows with words, that are the same
	Apart                    []string // tables that the two forms do not share, in Chinese
	Charts                   []Series
	Findings                 []Finding // between the years; those of each report are its own
}

// A Change is a figure in two years. A figure is a cell, or several that another
// form holds in one.
type Change struct {
	Newer, Older []string // full ids
	Table, Row   string   // in Chinese; Row "" for a row without a label
	Column       string   // in Chinese
	Old, New     Number   // blank for a blank, and for what is not known
	Unknown      bool     // a cell is open or absent, or the two are in different units: nothing can be told
	Difference   Number   // New less Old; blank when unknown
	Percent      Number   // of Old, to two decimals; blank when Old is 0 or not known
}

// Name is the row and column of the figure.
func (c *Change) Name() string {
	if c.Row == "" {
		return c.Column
	}
	return c.Row + "，" + c.Column
}

// A Series is a group of main figures, changed or not.
type Series struct {
	Title   string
	Figures []*Change
}

// An Unpaired report has no partner of the same agency in the other year.
type Unpaired struct {
	Source, Agency string
	Link           string // the way to the source from where the comparison goes; "" for none
	Year           int
	Period         string
	Newer          bool // it is among the newer ones
}

// A DiffSet is what diff has compared: one pair, or those of two folders.
type DiffSet struct {
	Pairs    []*Diff
	Unpaired []Unpaired
}

// EncodeDiffs writes the set as one JSON object. Numbers keep their digits; what
// is blank or not known is null.
func EncodeDiffs(w io.Writer, set *DiffSet) error {
	e := &encoder{}
	e.open('{')
	e.text("schema", DiffSchema)
	e.key("pairs")
	e.open('[')
	for _, d := range set.Pairs {
		e.item()
		e.diff(d)
	}
	e.close(']')
	e.key("unpaired")
	e.open('[')
	for _, u := range set.Unpaired {
		e.item()
		e.unpaired(u)
	}
	e.close(']')
	e.close('}')
	e.byte('\n')
	_, err := w.Write(e.data)
	return err
}

func (e *encoder) diff(d *Diff) {
	e.open('{')
	e.side("older", d.OlderSource, d.Older)
	e.side("newer", d.NewerSource, d.Newer)
	e.key("same")
	e.raw(strconv.Itoa(d.Same))
	e.key("changes")
	e.open('[')
	for _, c := range d.Changes {
		e.item()
		e.change(c)
	}
	e.close(']')
	e.records(d)
	e.key("not_compared")
	e.strings(d.Apart)
	e.findings(d.Findings)
	e.close('}')
}

func (e *encoder) side(key, source string, r *Report) {
	e.key(key)
	e.open('{')
	e.text("input", source)
	e.text("agency", r.Agency)
	e.year(r.Year)
	e.period(r.Period)
	e.text("layout", r.Layout)
	e.close('}')
}

func (e *encoder) unpaired(u Unpaired) {
	e.open('{')
	e.text("input", u.Source)
	e.text("agency", u.Agency)
	e.year(u.Year)
	e.period(u.Period)
	e.text("side", map[bool]string{false: "older", true: "newer"}[u.Newer])
	e.close('}')
}

func (e *encoder) change(c *Change) {
	e.open('{')
	e.key("cells")
	e.strings(c.Newer)
	if c.Older[0] != c.Newer[0] || len(c.Older) != len(c.Newer) {
		e.key("older_cells")
		e.strings(c.Older)
	}
	e.text("label", c.Table+"："+c.Name())
	e.number("old", c.Old)
	e.number("new", c.New)
	e.number("difference", c.Difference)
	e.number("percent", c.Percent)
	if c.Unknown {
		e.key("unknown")
		e.raw("true")
	}
	e.close('}')
}

func (e *encoder) number(key string, n Number) {
	e.key(key)
	if n.Blank() {
		e.raw("null")
	} else {
		e.raw(n.String())
	}
}

func isDecisions(schema any) bool {
	s, _ := schema.(string)
	return strings.HasPrefix(s, decisionsSchema)
}
