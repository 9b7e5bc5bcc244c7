package convert

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/convert/xlsx"
	"github.com/nianbao/nianbao/layouts"
)

// A SeveralError says that a workbook holds several reports.
type SeveralError struct{ Sheets []string }

func (e *SeveralError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *SeveralError) In(l words.Lang) string {
	return l.Text("not-a-report.several", e.Sheets)
}

// readWorkbook reads a workbook of ours by its names and labels, and any other as the
// tables and the text that its sheets show.
func (c *Reader) readWorkbook(name string, data []byte) (*report.Report, *layouts.Layout, error) {
	if xlsx.Written(data) {
		r, err := xlsx.Read(data, c.layouts())
		if none := (*xlsx.NotWorkbookError)(nil); errors.As(err, &none) {
			err = &SideError{err}
		}
		return c.place(name, r, err)
	}
	book, err := xlsx.Sheets(data)
	if err != nil {
		return nil, nil, err
	}
	if !book.Own {
		doc, err := c.sheets(book)
		if err != nil {
			return nil, nil, words.New("workbook", err)
		}
		r, l, err := c.readDocument(doc, name)
		if err == nil {
			openHeadless(book.Sheets, r, l)
		}
		return r, l, err
	}
	r, err := xlsx.Read(data, c.layouts())
	return c.place(name, r, err)
}

// sheets is a workbook that is not ours as a document.
func (c *Reader) sheets(book *xlsx.PlainBook) (*source.Document, error) {
	if several := c.several(book.Sheets); several != nil {
		return nil, &SeveralError{several}
	}
	var sheets []source.Sheet
	for _, s := range book.Sheets {
		sheet := source.Sheet{Name: s.Name, Last: s.Last}
		for _, cell := range s.Cells {
			to := source.SheetCell{Row: cell.Row, Col: cell.Col, LastRow: cell.LastRow, LastCol: cell.LastCol}
			for _, r := range cell.Runs {
				to.Runs = append(to.Runs, source.SheetRun(r))
			}
			sheet.Cells = append(sheet.Cells, to)
		}
		sheets = append(sheets, sheet)
	}
	return source.FromSheets(sheets)
}

// reportTitle is how the title of a report reads, folded.
var reportTitle = pattern.New(`(20\d\d)年?度?.{0,20}(政府信息公开|政务公开).{0,10}(报告|年报)$`)

// several names the sheets that hold different reports: those with titles that differ,
// or with the same table of a form.
func (c *Reader) several(sheets []xlsx.Sheet) []string {
	const longest = 60 // characters of a title
	var titles []string
	holders := map[string][]string{}
	var names []string
	for _, s := range sheets {
		keys := map[string]bool{}
		for _, cell := range s.Cells {
			text := cell.Text()
			if utf8.RuneCountInString(text) > longest {
				continue
			}
			keys[layouts.Key(text)] = true
			if title, ok := titleIn(text); ok && !slices.ContainsFunc(titles, func(t string) bool { return sameTitle(t, title) }) {
				titles = append(titles, title)
				names = append(names, s.Name)
			}
		}
		c.tablesIn(keys, func(id string) { holders[id] = append(holders[id], s.Name) })
	}
	if len(titles) > 1 {
		return slices.Compact(names)
	}
	for _, id := range slices.Sorted(maps.Keys(holders)) {
		if list := holders[id]; len(list) > 1 {
			return list
		}
	}
	return nil
}

// titleIn is the title of a report that a cell shows, folded.
func titleIn(text string) (string, bool) {
	folded := layouts.Fold(text)
	return folded, !strings.ContainsAny(text, "，。；：《") && reportTitle.MatchString(folded)
}

// sameTitle reports whether two titles may be of one report: of one year, and one says
// what the other does.
func sameTitle(a, b string) bool {
	years := reportTitle.FindStringSubmatch(a)[1] == reportTitle.FindStringSubmatch(b)[1]
	return years && (strings.Contains(a, b) || strings.Contains(b, a))
}

// tablesIn finds the tables of which most rows are labelled.
func (c *Reader) tablesIn(keys map[string]bool, found func(id string)) {
	for _, l := range c.layouts() {
		for _, t := range l.Tables {
			rows, here := 0, 0
			for _, b := range t.Blocks {
				for _, r := range b.Rows {
					rows++
					if keys[layouts.Key(r.Title())] {
						here++
					}
				}
			}
			const few = 2 // rows of one label are no proof
			if rows > few && here*2 > rows {
				found(l.ID + "." + t.ID)
			}
		}
	}
}

// openHeadless opens the cells of a table of which no sheet shows a head: what stands
// beside its labels may be two years, or a change, and no columns of the form.
func openHeadless(sheets []xlsx.Sheet, r *report.Report, l *layouts.Layout) {
	for _, t := range l.Tables {
		table := r.Table(t.ID)
		if table == nil || showsHead(sheets, t, l) {
			continue
		}
		var ids []string
		for _, row := range table.Rows {
			for _, c := range row.Cells {
				if !c.Value.Blank() {
					c.Open, c.Value = true, report.Number{}
					ids = append(ids, layouts.CellID(t.ID, row.ID, c.Column))
				}
			}
		}
		if ids != nil {
			r.Add(report.NewFinding(report.CodeUnreadable, fmt.Sprintf("工作簿里没有“%s”表的列名，不知道各数属于哪一列，请对照原文填写。", t.Name), ids...))
		}
	}
}

// showsHead reports whether a cell shows a head of a table, and no row's label with it, or
// cells show two of its short heads. A table without rows of several columns needs none.
func showsHead(sheets []xlsx.Sheet, t *layouts.Table, l *layouts.Layout) bool {
	const short = 2 // characters: 总计, 其他 stand in many tables
	isShort := func(key string) bool { return utf8.RuneCountInString(key) <= short }
	var heads, labels []string
	shorts := map[string]*layouts.Column{} // that no other table has
	eachKey(t, func(key string, c *layouts.Column) {
		switch {
		case c == nil && !isShort(key):
			labels = append(labels, key)
		case c != nil && isShort(key):
			shorts[key] = c
		case c != nil:
			heads = append(heads, key)
		}
	})
	for _, other := range l.Tables {
		eachKey(other, func(key string, c *layouts.Column) {
			if other != t || c == nil {
				delete(shorts, key)
			}
		})
	}
	within := func(list []string, key string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return strings.Contains(key, s) })
	}
	shown := map[*layouts.Column]bool{}
	for _, s := range sheets {
		for i := range s.Cells {
			const longest = 60 // characters of a head
			text := s.Cells[i].Text()
			if utf8.RuneCountInString(text) > longest {
				continue
			}
			key := layouts.Key(text)
			if within(heads, key) && !within(labels, key) {
				return true
			}
			if c := shorts[key]; c != nil {
				shown[c] = true
			}
		}
	}
	return len(heads) == 0 || len(shown) > 1
}

// eachKey calls f with what names each row of a table, and each column of those that stand
// beside others, folded.
func eachKey(t *layouts.Table, f func(key string, c *layouts.Column)) {
	for _, b := range t.Blocks {
		for _, r := range b.Rows {
			f(layouts.Key(r.Title()), nil)
		}
		for _, c := range b.Columns {
			for _, text := range append([]string{c.Label, c.Name}, c.Variants...) {
				if key := layouts.Key(text); key != "" && len(b.Columns) > 1 {
					f(key, c)
				}
			}
		}
	}
}
