package typeset

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// kindNames are those of the goldens.
var kindNames = [...]string{"Whole", "Title", "Section", "Subsection", "Paragraph", "Signed", "Note", "List", "Item", "Label", "Body", "Table", "Row", "Head", "Data"}

// words are the texts of each part, in reading order, and those of none.
func (d *Document) words() map[int]string {
	words := map[int]string{}
	for _, p := range d.Pages {
		for _, x := range p.Texts {
			words[x.Part] += string(x.Runes)
		}
	}
	return words
}

// structure is a line a part: what it is, what it says, of cells what they span and
// what says what they are.
func (d *Document) structure() string {
	var b strings.Builder
	words, depth, table := d.words(), make([]int, len(d.Parts)), 0
	for i, p := range d.Parts[1:] {
		n := i + 1
		depth[n] = depth[p.Parent] + 1
		fmt.Fprintf(&b, "%s%s", strings.Repeat("  ", depth[n]-1), kindNames[p.Kind])
		if p.Level > 0 {
			fmt.Fprintf(&b, " %d", p.Level)
		}
		if p.Kind == TablePart {
			table = n
		}
		if c := p.Cell; c != nil {
			if c.Colspan > 1 || c.Rowspan > 1 {
				fmt.Fprintf(&b, " %dx%d", c.Colspan, c.Rowspan)
			}
			var heads []string
			for _, h := range c.Heads {
				heads = append(heads, words[table+h])
			}
			if heads != nil {
				fmt.Fprintf(&b, " (%s)", strings.Join(heads, "; "))
			}
		}
		fmt.Fprintf(&b, " %s\n", words[n])
	}
	return b.String()
}

// TestPartLaws holds the laws of the structure: a part stands behind the one that holds
// it, no heading's level is left out, rows have equally many columns, every text of
// the report is a part's, and the page's own is but its number and what is repeated.
func TestPartLaws(t *testing.T) {
	for _, name := range []string{"000", "001", "002", "003"} {
		doc := plan(sample(t, name))
		checkParts(t, doc)
		if own := doc.words()[0]; !strings.HasPrefix(own, "— 1 —") {
			t.Errorf("%s: %.40q is no part's", name, own)
		}
	}
}

func checkParts(t *testing.T, doc *Document) {
	t.Helper()
	level := 0
	columns := map[int]map[int]int{} // by table, by row of its grid
	row := map[int]int{}
	for n, p := range doc.Parts {
		if n > 0 && p.Parent >= n {
			t.Errorf("part %d is held by part %d", n, p.Parent)
		}
		if p.Level > level+1 {
			t.Errorf("a heading of level %d follows one of level %d", p.Level, level)
		}
		if p.Level > 0 {
			level = p.Level
		}
		switch p.Kind {
		case TablePart:
			columns[n] = map[int]int{}
		case RowPart:
			row[n] = len(row) - rowsBefore(doc, p.Parent)
		case HeadPart, DataPart:
			table := doc.Parts[p.Parent].Parent
			for i := range p.Cell.Rowspan {
				columns[table][row[p.Parent]+i] += p.Cell.Colspan
			}
			for _, h := range p.Cell.Heads {
				if doc.Parts[table+h].Kind != HeadPart {
					t.Errorf("cell %d is headed by part %d, which is none", n, h)
				}
			}
		}
	}
	for n, rows := range columns {
		for i, c := range rows {
			if c != rows[0] {
				t.Errorf("row %d of table %d has %d columns, the first %d", i, n, c, rows[0])
			}
		}
	}
}

func rowsBefore(doc *Document, table int) int {
	rows := 0
	for _, p := range doc.Parts[:table] {
		if p.Kind == RowPart {
			rows++
		}
	}
	return rows
}

// TestHeads: what says what a cell is.
func TestHeads(t *testing.T) {
	for _, l := range layouts.Builtin() {
		for _, lt := range l.Tables {
			s := &setter{metrics: plain{}}
			s.begin(WholePart, 0)
			g := lt.Grid()
			first, parts := s.tableParts(formOf(g))
			for i, c := range g.Cells {
				if c.Kind == layouts.DataCell && len(s.doc.Parts[first+parts[i]].Cell.Heads) < 2 {
					t.Errorf("%s: %s.%s has fewer heads than a row and a column", lt.ID, c.Line.ID, c.Column.ID)
				}
			}
		}
	}
}

// TestLevelsOfHeadings: a part of a section without one is a section; bookmarks begin
// with the upper level.
func TestLevelsOfHeadings(t *testing.T) {
	doc := plan(&report.Report{Layout: "disclosure-2021", Title: "年报", Sections: []*report.Section{
		{ID: "preamble", Paragraphs: report.Prose("（一）概述。本年报如下。", "正文。")},
		{ID: "other", Heading: "六、其他", Paragraphs: report.Prose("（一）收费", "无。", "七、附则", "（一）解释。由本局负责。")}}})
	var got []string
	for _, p := range doc.Parts[1:] {
		got = append(got, fmt.Sprint(kindNames[p.Kind], " ", p.Level))
	}
	want := []string{"Title 1", "Subsection 2", "Paragraph 0", "Paragraph 0", "Section 2", "Subsection 3", "Paragraph 0", "Section 2", "Subsection 3", "Paragraph 0"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	var marks []string
	for _, m := range doc.Bookmarks {
		marks = append(marks, fmt.Sprint(m.Level, " ", m.Title))
	}
	if want := []string{"0 （一）概述", "0 六、其他", "1 （一）收费", "0 七、附则", "1 （一）解释"}; !slices.Equal(marks, want) {
		t.Errorf("got %q, want %q", marks, want)
	}
}
