package convert_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/layouts"
	"github.com/xuri/excelize/v2"
)

// A plainBox is a cell of a workbook that another program writes.
type plainBox struct {
	Sheet, Row, Col, Rows, Cols int // of it, from 0 and 1
	Text                        string
	Figure                      bool
}

// plainBook is the report on one sheet, or with a sheet for each table.
type plainBook struct {
	Names []string
	Out   string
	Boxes []plainBox
}

func (r *officeReport) book(parted bool) *plainBook {
	b := &plainBook{Names: []string{"Sheet1"}}
	row, heading := 0, ""
	r.write(func(s string) {
		if parted && len(b.Names) == 1 && r.tabled(s) {
			heading = s
			return
		}
		if heading = ""; parted && r.tabled(s) {
			heading = s
			return
		}
		if len(b.Names) > 1 {
			b.Names, row = append(b.Names, "文字"+strconv.Itoa(len(b.Names))), 0
		}
		b.Boxes = append(b.Boxes, plainBox{len(b.Names) - 1, row, 0, 1, 1, s, false})
		row++
	}, func(t *layouts.Table) {
		if parted {
			b.Names, row = append(b.Names, heading), 0
		}
		for y, cells := range r.rows(t) {
			for _, c := range cells {
				b.Boxes = append(b.Boxes, plainBox{len(b.Names) - 1, row + y, c.Col, c.Rowspan, c.Colspan, r.text(t, c), c.Kind == layouts.DataCell})
			}
		}
		row += t.Grid().Rows
	})
	return b
}

// tabled reports whether a heading has a table below it.
func (r *officeReport) tabled(heading string) bool {
	for _, s := range r.layout.Sections {
		if s.Heading == heading {
			return r.layout.Table(s.Table) != nil
		}
	}
	return false
}

// sheet writes the book with the library that this program writes with.
func (b *plainBook) write(t *testing.T) {
	f := excelize.NewFile()
	amount, err := f.NewStyle(&excelize.Style{NumFmt: 4})
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	must(err)
	for i, name := range b.Names {
		if i == 0 {
			must(f.SetSheetName("Sheet1", name))
			continue
		}
		_, err := f.NewSheet(name)
		must(err)
	}
	for _, c := range b.Boxes {
		at, err := excelize.CoordinatesToCellName(c.Col+1, c.Row+1)
		must(err)
		to, err := excelize.CoordinatesToCellName(c.Col+c.Cols, c.Row+c.Rows)
		must(err)
		name := b.Names[c.Sheet]
		if at != to {
			must(f.MergeCell(name, at, to))
		}
		n, err := strconv.ParseFloat(c.Text, 64)
		switch {
		case c.Figure && c.Text == "":
		case c.Figure && err == nil:
			must(f.SetCellFloat(name, at, n, -1, 64))
			if strings.Contains(c.Text, ".") {
				must(f.SetCellStyle(name, at, at, amount))
			}
		default:
			must(f.SetCellStr(name, at, c.Text))
		}
	}
	must(f.SaveAs(b.Out))
}

// TestForeignSheets: workbooks of five programs, on one sheet and with a sheet for each
// table, are read cell for cell.
func TestForeignSheets(t *testing.T) {
	const reports = 26
	for _, w := range []struct {
		name  string
		modes []bool // with a sheet for each table
		write func(t *testing.T, dir string, books []*plainBook, reports []*officeReport)
	}{
		{"excelize", []bool{false, true}, func(t *testing.T, _ string, books []*plainBook, _ []*officeReport) {
			for _, b := range books {
				b.write(t)
			}
		}},
		{"openpyxl", []bool{false, true}, byScript("python3", "testdata/sheets.py", "openpyxl")},
		{"pandas", []bool{true}, byScript("python3", "testdata/sheets.py", "pandas")},
		{"exceljs", []bool{false, true}, byScript("node", "testdata/sheets.js")},
		{"LibreOffice", []bool{false}, byOffice},
	} {
		for _, parted := range w.modes {
			t.Run(fmt.Sprintf("%s parted %v", w.name, parted), func(t *testing.T) {
				if !long.Tests() && w.name != "excelize" {
					t.Skip("starts another program")
				}
				dir := t.TempDir()
				var books []*plainBook
				var all []*officeReport
				for i := range reports {
					r := newOfficeReport(layouts.Find([]string{"disclosure-2021", "disclosure-2019"}[i%2]), uint64(i), i%4 >= 2)
					b := r.book(parted)
					b.Out = filepath.Join(dir, fmt.Sprintf("%02d.xlsx", i))
					books, all = append(books, b), append(all, r)
				}
				w.write(t, dir, books, all)
				checkSheets(t, books, all)
			})
		}
	}
}

// checkSheets compares every cell, the title, the year and the headings.
func checkSheets(t *testing.T, books []*plainBook, all []*officeReport) {
	t.Helper()
	var sc wordScore
	c := converter(t)
	for i, b := range books {
		data, err := os.ReadFile(b.Out)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(b.Out)
		reading, err := c.Read(name, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r := reading.Report
		all[i].score(t, &sc, reading, name)
		year := map[bool]int{true: 2020, false: 2023}[all[i].layout.ID == "disclosure-2019"]
		if want := all[i].layout.FullTitle("青禾县示例局", strconv.Itoa(year), ""); r.Title != want || r.Year != year || r.Agency != "青禾县示例局" || r.Layout != all[i].layout.ID {
			t.Errorf("%s: %q, %d, %q, %s; want %q", name, r.Title, r.Year, r.Agency, r.Layout, want)
		}
		for _, s := range all[i].layout.Sections {
			if s.Heading != "" && (r.Section(s.ID) == nil || r.Section(s.ID).Heading != s.Heading) {
				t.Errorf("%s: no heading %q", name, s.Heading)
			}
		}
		for _, s := range r.Sections {
			for _, p := range s.Texts() {
				if p != "根据《中华人民共和国政府信息公开条例》编制本报告。" && p != "认真落实公开要求，工作有序开展。" {
					t.Errorf("%s: %s has the text %q", name, s.ID, p)
				}
			}
		}
	}
	t.Logf("%d reports: %d of %d cells right, %d open, %d wrong in silence", len(books), sc.right, sc.cells, sc.open, sc.silent)
	if sc.right != sc.cells || sc.cells == 0 {
		t.Errorf("%d of %d cells are right", sc.right, sc.cells)
	}
}

// byScript has a script write the books. One that cannot find its library is skipped.
func byScript(args ...string) func(*testing.T, string, []*plainBook, []*officeReport) {
	return func(t *testing.T, dir string, books []*plainBook, _ []*officeReport) {
		probe := []string{"-c", "import openpyxl, pandas"}
		if args[0] == "node" {
			probe = []string{"-e", "require('exceljs')"}
		}
		if err := exec.Command(args[0], probe...).Run(); err != nil {
			t.Skipf("%s %s: not installed (%v)", args[0], probe[1], err)
		}
		data, err := json.Marshal(books)
		if err != nil {
			t.Fatal(err)
		}
		in := filepath.Join(dir, "books.json")
		write(t, in, data)
		if out, err := exec.Command(args[0], append(args[1:], in)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
}

// byOffice has LibreOffice open the reports as web pages and save them as workbooks.
func byOffice(t *testing.T, dir string, books []*plainBook, all []*officeReport) {
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--calc", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", dir}
	for i, r := range all {
		page := strings.TrimSuffix(books[i].Out, ".xlsx") + ".html"
		write(t, page, r.html())
		args = append(args, page)
	}
	judge(t, "soffice", args...)
}
