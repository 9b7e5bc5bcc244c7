package settle

import (
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A passCase is a table whose row is read right, or stays open, with a pass, and
// otherwise without it.
type passCase struct {
	pass          string
	layout, table string
	rows          []string
	change        func(*draft.Row) // of the last row
	row, want     string
}

// whole is table three with rows in place of its own, which are all 0.
func whole(rows ...string) []string { return filledWith("0 0 0 0 0 0 0", rows...) }

// filledWith is table three with rows in place of its own, which are all the same.
func filledWith(cells string, rows ...string) []string {
	var all []string
	for _, row := range layouts.Find("disclosure-2021").Table("applications").Blocks[0].Rows {
		text := row.ID + ":" + cells
		for _, r := range rows {
			if strings.HasPrefix(r, row.ID+":") {
				text = r
			}
		}
		all = append(all, text)
	}
	return all
}

// oddRows are rows without blanks of which one has an empty slot among its values.
var oddRows = []string{"received:1 0 0 0 0 0 1", "carried_in:2 0 0 0 0 0 2", "granted:3 0 0 0 0 0 3", "partly_granted:3 _ 0 0 0 0 0 3"}

var passCases = []passCase{
	{"copies", "disclosure-2019", "proactive", []string{"rules:0 7 7 9", "licensing:12 3 3 40", "fees:5 5 -1 -1"}, nil, "licensing", "12,3,40"},
	{"vanished blanks", "disclosure-2021", "applications", []string{"carried_in:1", "received:5000005"}, nil, "received", "?,?,?,?,?,?,?"},
	{"two rows", "disclosure-2021", "applications", filledWith("_ _ _ _ _ _ _ _ _", "denied_third_party:_ _ _ _ _ _ _ _ _ _ _ _ _ _ 2 2 _ _", "processed_total:_ _ _ _ _ 2 2 _ _"), nil, "denied_third_party", "?,?,?,?,?,?,?"},
	{"odd rows", "disclosure-2021", "applications", oddRows, nil, "partly_granted", "?,?,?,?,?,?,?"},
	{"places", "disclosure-2019", "proactive", []string{"rules:0 1 _ 2", "licensing:1 0 _ 7", "coercion:0 _ _ 3", "fees:_ _ 0 _"}, nil, "fees", ",0"},
	{"totals first", "disclosure-2021", "applications", []string{"received:_ 3 _ _ _ _ 3 _"}, nil, "received", ",3,,,,,3"},
	{"a column gone", "disclosure-2021", "applications", []string{"received:1 2 0 1 0 5 _", "carried_in:0 0 0 0 0 0 _", "granted:1 0 0 1 0 3 _", "processed_total:1 2 0 1 0 6 _", "carried_over:0 0 0 0 0 0 _"}, nil, "granted", "?,?,?,?,?,?,?"},
	{"sums", "disclosure-2021", "applications", whole("received:12 0 0 0 0 0 12", "granted:1 0 0 0 0 0 1", "partly_granted:1100000 11", "processed_total:12 0 0 0 0 0 12"), nil, "partly_granted", "11,0,0,0,0,0,11"},
	{"sentences", "disclosure-2021", "proactive", []string{"rules:000", "normative:1115"}, nil, "normative", "11,1,5"},
	{"places alike", "disclosure-2021", "applications", []string{"received:1 _ _ _ _ 1 _ _", "carried_in:_ _ _ _ 2 _ _ 2", "carried_over:_ _ _ 1 _ _ 1 _"}, nil, "carried_in", "?,?,?,?,?,?,?"},
	{"disputed totals", "disclosure-2021", "applications", []string{"received:1 0 0 0 0 1 _"}, nil, "received", "?,?,?,?,?,?,?"},
	{"no label", "disclosure-2021", "applications", []string{"received:1 0 0 0 0 0 1", "carried_in:0 0 0 0 0 0 0", "carried_over:0 0 0 0 0 0 0", "processed_total:2 0 0 0 0 0 2"}, func(r *draft.Row) { r.Indent = draft.NoLabel }, "processed_total", "?,?,?,?,?,?,?"},
	{"strained", "disclosure-2021", "applications", oddRows, nil, "partly_granted", "?,?,?,?,?,?,?"},
	{"parted by chance", "disclosure-2021", "applications", whole("received:512340666", "granted:1100000 11", "processed_total:70 0 0 0 0 0 70"), nil, "received", "?,?,?,?,?,?,?"},
	{"found again", "disclosure-2021", "applications", []string{"received:0 0 0 0 0 0"}, nil, "received", "?,?,?,?,?,?,?"},
	{"beside too many", "disclosure-2021", "applications", []string{"received:1 2 3 4 5 6 7 8 9", "carried_in:"}, nil, "carried_in", "?,?,?,?,?,?,?"},
	{"too many beside", "disclosure-2021", "proactive", []string{"rules:10 4 59 235", "licensing:7 286", "normative:217 759 0"}, nil, "normative", "?,?,?"},
	{"cells", "disclosure-2021", "applications", []string{"received:1 0 0 0 0 0 1", "carried_in:0 0 0 0 0 0 0", "carried_over:0 0 0 0 0 0 0", "processed_total:2 0 0 0 0 0 2"}, func(r *draft.Row) { r.Indent, r.Fixed = draft.NoLabel, true }, "processed_total", "2,0,0,0,0,0,2"},
	{"cells aside", "disclosure-2021", "litigation", []string{"cases:_ 1 _ _ _ 2 _ _ _ 2 _ _ _ _ _"}, func(r *draft.Row) { r.Fixed = true }, "cases", "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?"},
}

// TestPasses: each pass is needed by its case.
func TestPasses(t *testing.T) {
	var names []string
	for _, p := range draftPasses {
		names = append(names, p.name)
	}
	for _, p := range reportPasses {
		names = append(names, p.name)
	}
	for _, p := range tablePasses {
		names = append(names, p.name)
	}
	for _, name := range names {
		i := slices.IndexFunc(passCases, func(c passCase) bool { return c.pass == name })
		if i < 0 {
			t.Errorf("no case needs %s", name)
			continue
		}
		t.Run(name, func(t *testing.T) {
			c := &passCases[i]
			if got := c.read(""); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if got := c.read(name); got == c.want {
				t.Errorf("without the pass it reads %q, too", got)
			}
		})
	}
}

// read settles the case with a pass switched off, in a report that says 11 normative
// documents were made.
func (c *passCase) read(without string) string {
	form := NewForm(layouts.Find(c.layout))
	form.without = without
	table := rowsOf(c.table, c.rows...)
	if c.change != nil {
		c.change(table.Rows[len(table.Rows)-1])
	}
	r := &report.Report{Layout: c.layout, Year: 2024, Sections: []*report.Section{{ID: "overview", Paragraphs: report.Prose("2024年制发行政规范性文件11件。")}}}
	Settle(form, &draft.Draft{Report: r, Tables: []*draft.Table{table}})
	var values []string
	for _, cell := range r.Tables[0].Row(c.row).Cells {
		text := cell.Value.String()
		if cell.Open {
			text = "?"
		}
		values = append(values, text)
	}
	return strings.Join(values, ",")
}

// slipped are rows in tables in which a cell has come in or gone, which their own sums do
// not show.
var slipped = []passCase{
	{"a row ends before rows like it", "disclosure-2021", "applications", []string{"received:_ _ 9 2 _ 4 5 30", "carried_in:_ _ _ 2 _ _ _ _ 2", "carried_over:_ _ _ 2 _ _ _ _ 2", "granted:_ _ 3 _ _ _ _ _"}, nil, "received", "?,?,?,?,?,?,?"},
	{"a slot more than rows like it", "disclosure-2021", "applications", []string{"denied_internal:4 _ 3 3 _ 2 _ _", "denied_inquiry:4 1 _ _ _ 2 _", "denied_deliberative:_ _ 3 _ 2 _ _"}, nil, "denied_internal", "?,?,?,?,?,?,?"},
}

// TestSlipped: what does not show where it stands stays open.
func TestSlipped(t *testing.T) {
	for _, c := range slipped {
		if got := c.read(""); got != c.want {
			t.Errorf("%s: got %q, want %q", c.pass, got, c.want)
		}
	}
}
