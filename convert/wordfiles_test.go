package convert_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/internal/wordfile"
	"github.com/nianbao/nianbao/layouts"
)

// An officeReport is a report whose every cell is known.
type officeReport struct {
	layout *layouts.Layout
	values map[string]string // by cell; "" for a blank
}

// newOfficeReport makes figures that hold together. With blanks, zeros are left blank.
func newOfficeReport(l *layouts.Layout, seed uint64, blanks bool) *officeReport {
	rnd := rand.New(rand.NewPCG(seed, 97))
	n, amounts := map[string]int{}, map[string]string{}
	for _, t := range l.Tables {
		for _, c := range t.Grid().Cells {
			if c.Kind != layouts.DataCell {
				continue
			}
			id := layouts.CellID(t.ID, c.Line.ID, c.Column.ID)
			if n[id] = 0; rnd.IntN(3) == 0 {
				n[id] = 1 + rnd.IntN(40*(1+rnd.IntN(40)))
			}
			if c.Line.KindOf(c.Column) == layouts.Amount {
				amounts[id] = fmt.Sprintf("%d.%02d", 1+rnd.IntN(900), rnd.IntN(100))
			}
		}
		balanceFigures(t, n)
	}
	r := &officeReport{l, map[string]string{}}
	for id, v := range n {
		if r.values[id] = strconv.Itoa(v); amounts[id] != "" {
			r.values[id] = amounts[id]
		} else if v == 0 && blanks {
			r.values[id] = ""
		}
	}
	return r
}

// balanceFigures sets the first cell of every equality, those first whose others are settled.
func balanceFigures(t *layouts.Table, n map[string]int) {
	open, rules := map[string]bool{}, []*layouts.Rule{}
	for _, r := range t.Rules() {
		if r.Op == layouts.Equal {
			rules, open[r.Left[0]] = append(rules, r), true
		}
	}
	for again := true; again; {
		again = false
		for _, r := range rules {
			if !open[r.Left[0]] || slices.ContainsFunc(r.Cells()[1:], func(id string) bool { return open[id] }) {
				continue
			}
			sum := 0
			for _, id := range r.Right {
				sum += n[id]
			}
			for _, id := range r.Left[1:] {
				if n[id] > sum {
					n[id] = 0
				}
				sum -= n[id]
			}
			n[r.Left[0]], open[r.Left[0]], again = sum, false, true
		}
	}
}

// write writes the report part by part: its title and sections as paragraphs, its tables.
func (r *officeReport) write(para func(string), table func(*layouts.Table)) {
	year := map[bool]string{true: "2020", false: "2023"}[r.layout.ID == "disclosure-2019"]
	para(r.layout.FullTitle("青禾县示例局", year, ""))
	para("根据《中华人民共和国政府信息公开条例》编制本报告。")
	for _, s := range r.layout.Sections {
		if s.Heading == "" {
			continue
		}
		para(s.Heading)
		if t := r.layout.Table(s.Table); t != nil {
			table(t)
		} else {
			para("认真落实公开要求，工作有序开展。")
		}
	}
}

// rows gives the cells of a table that begin on each row of it, from left to right.
func (r *officeReport) rows(t *layouts.Table) [][]*layouts.Cell {
	rows := make([][]*layouts.Cell, t.Grid().Rows)
	for _, c := range t.Grid().Cells {
		rows[c.Row] = append(rows[c.Row], c)
	}
	for _, row := range rows {
		slices.SortFunc(row, func(a, b *layouts.Cell) int { return a.Col - b.Col })
	}
	return rows
}

func (r *officeReport) text(t *layouts.Table, c *layouts.Cell) string {
	if c.Kind == layouts.DataCell {
		return r.values[layouts.CellID(t.ID, c.Line.ID, c.Column.ID)]
	}
	return c.Text
}

func (r *officeReport) html() []byte {
	var b strings.Builder
	b.WriteString("<html><head><meta charset=\"utf-8\"></head><body>\n")
	r.write(func(s string) { fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(s)) }, func(t *layouts.Table) {
		b.WriteString("<table border=\"1\">\n")
		for _, row := range r.rows(t) {
			b.WriteString("<tr>")
			for _, c := range row {
				fmt.Fprintf(&b, "<td colspan=\"%d\" rowspan=\"%d\">%s</td>", c.Colspan, c.Rowspan, html.EscapeString(r.text(t, c)))
			}
			b.WriteString("</tr>\n")
		}
		b.WriteString("</table>\n")
	})
	return []byte(b.String() + "</body></html>\n")
}

func (r *officeReport) docx() []byte {
	var b strings.Builder
	r.write(func(s string) { b.WriteString(wordfile.DocxPara(s)) }, func(t *layouts.Table) {
		g := t.Grid()
		fmt.Fprintf(&b, `<w:tbl><w:tblPr/><w:tblGrid>%s</w:tblGrid>`, strings.Repeat(`<w:gridCol w:w="640"/>`, g.Columns))
		for row := range g.Rows {
			b.WriteString("<w:tr>")
			for _, c := range g.Cells {
				if row < c.Row || row >= c.Row+c.Rowspan {
					continue
				}
				merge, text := "", r.text(t, c)
				switch {
				case row > c.Row:
					merge, text = "<w:vMerge/>", ""
				case c.Rowspan > 1:
					merge = `<w:vMerge w:val="restart"/>`
				}
				fmt.Fprintf(&b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/>%s</w:tcPr>%s</w:tc>`, 640*c.Colspan, c.Colspan, merge, wordfile.DocxPara(text))
			}
			b.WriteString("</w:tr>")
		}
		b.WriteString("</w:tbl>" + wordfile.DocxPara(""))
	})
	return wordfile.Docx(b.String())
}

// A wordScore counts the cells of reports that were read.
type wordScore struct{ cells, right, open, silent int }

// score compares every cell.
func (r *officeReport) score(t *testing.T, sc *wordScore, reading *convert.Reading, name string) {
	t.Helper()
	doubted := reading.Report.Doubted()
	for id, want := range r.values {
		sc.cells++
		c := reading.Report.Cell(id)
		switch {
		case c != nil && !c.Open && sameFigure(c.Value.String(), want):
			sc.right++
		case c == nil, c.Open, doubted[id]:
			sc.open++
			t.Logf("%s: %s is open, want %q", name, id, want)
		default:
			sc.silent++
			t.Errorf("%s: %s is %s in silence, want %q", name, id, c.Value, want)
		}
	}
}

// sameFigure compares what is written: 15.80 may be kept as 15.8.
func sameFigure(got, want string) bool {
	a, errA := strconv.ParseFloat(got, 64)
	b, errB := strconv.ParseFloat(want, 64)
	return got == want || errA == nil && errB == nil && a == b
}

// TestWordFiles: reports that LibreOffice saved as .doc and .rtf, from .docx
// and from web pages, and pandoc as .rtf, are read cell for cell.
func TestWordFiles(t *testing.T) {
	long.Skip(t, "starts LibreOffice")
	const reports = 26
	dir, all := t.TempDir(), map[string]*officeReport{}
	var docx, pages []string
	for i := range reports {
		l := layouts.Find([]string{"disclosure-2021", "disclosure-2019"}[i%2])
		r := newOfficeReport(l, uint64(i), i%4 >= 2)
		for ext, data := range map[string][]byte{".docx": r.docx(), ".html": r.html()} {
			name := filepath.Join(dir, fmt.Sprintf("%02d%s", i, ext[:2])+ext)
			write(t, name, data)
			all[strings.TrimSuffix(filepath.Base(name), ext)] = r
			if ext == ".docx" {
				docx = append(docx, name)
			} else {
				pages = append(pages, name)
			}
		}
	}
	check := func(t *testing.T, pattern string, count int) {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(files) != count {
			t.Fatalf("%d files %s, %v; want %d", len(files), pattern, err, count)
		}
		var sc wordScore
		c := converter(t)
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			reading, err := c.Read(filepath.Base(file), data)
			if err != nil {
				t.Fatal(err)
			}
			all[strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))].score(t, &sc, reading, filepath.Base(file))
		}
		t.Logf("%d reports: %d of %d cells right, %d open, %d wrong in silence", len(files), sc.right, sc.cells, sc.open, sc.silent)
		if sc.right != sc.cells {
			t.Errorf("%d of %d cells are right", sc.right, sc.cells)
		}
	}
	for _, ext := range []string{"doc", "rtf"} {
		t.Run("LibreOffice "+ext, func(t *testing.T) {
			args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--writer", "--convert-to", ext, "--outdir", filepath.Join(dir, "saved")}
			judge(t, "soffice", append(append(args, docx...), pages...)...)
			check(t, "saved/*."+ext, 2*reports)
		})
	}
	t.Run("pandoc rtf", func(t *testing.T) {
		for _, page := range pages {
			judge(t, "pandoc", "-s", "-f", "html", "-t", "rtf", "-o", filepath.Join(dir, strings.TrimSuffix(filepath.Base(page), ".html")+".rtf"), page)
		}
		check(t, "*.rtf", reports)
	})
}
