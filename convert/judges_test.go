package convert_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/layouts"
)

// judge runs an outside program, or skips the test by the program's name.
func judge(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, args...).Output()
	if err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
	return out
}

// eachReport reads the real reports and writes one format of each to a file.
func eachReport(t *testing.T, f convert.Format, check func(t *testing.T, file string, r *convert.Reading)) {
	files, _ := filepath.Glob("../testdata/reports/*.txt")
	c := converter(t)
	for _, file := range files {
		t.Run(filepath.Base(file)[:3], func(t *testing.T) {
			r, err := c.Read(file, load(t, file))
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := c.Write(&b, f, r); err != nil {
				t.Fatal(err)
			}
			out := filepath.Join(t.TempDir(), "report"+f.Ext())
			if err := os.WriteFile(out, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			check(t, out, r)
		})
	}
}

// TestPDFText: poppler finds every character of title, headings, paragraphs and
// table labels in the PDF, in order.
func TestPDFText(t *testing.T) {
	pageNumber := regexp.MustCompile(`—\d+—$`)
	eachReport(t, convert.PDF, func(t *testing.T, file string, r *convert.Reading) {
		var text strings.Builder
		for page := range strings.SplitSeq(string(judge(t, "pdftotext", "-raw", file, "-")), "\f") {
			text.WriteString(pageNumber.ReplaceAllString(unspaced(page), ""))
		}
		rest := text.String()
		want := []string{r.Report.Title}
		for _, s := range r.Report.Sections {
			want = append(append(want, s.Heading), s.Texts()...)
			if lt := r.Layout.Table(s.Table); lt != nil {
				for _, c := range lt.Grid().Cells {
					want = append(want, c.Text)
				}
			}
		}
		for _, w := range want {
			w = unspaced(w)
			at := strings.Index(rest, w)
			if at < 0 {
				t.Fatalf("%q is not in the rest of the text: %.200s", w, rest)
			}
			rest = rest[at+len(w):]
		}
	})
}

func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// TestPDFReadBack: what poppler prints of the PDF, as columns, as text and in the
// order of drawing, reads as the report again; what does not is named.
func TestPDFReadBack(t *testing.T) {
	c := converter(t)
	eachReport(t, convert.PDF, func(t *testing.T, file string, r *convert.Reading) {
		for _, mode := range []string{"-layout", "-nopgbrk", "-raw"} {
			again, err := c.Read("copied.txt", judge(t, "pdftotext", mode, file, "-"))
			if err != nil {
				t.Fatalf("%s: %v", mode, err)
			}
			doubted := again.Report.Doubted()
			for _, id := range r.Layout.CellIDs() {
				was, is := r.Report.Cell(id), again.Report.Cell(id)
				if was == nil || was.Open || doubted[id] {
					continue
				}
				if is == nil || is.Value.String() != was.Value.String() {
					t.Errorf("%s: %s is read otherwise than %s", mode, id, was.Value)
				}
			}
			if n := len(doubted) - len(r.Report.Doubted()); n > 0 {
				t.Errorf("%s: %d cells are in doubt that were not", mode, n)
			}
		}
	})
}

// TestPDFStructure: qpdf finds nothing wrong, and every font is embedded.
func TestPDFStructure(t *testing.T) {
	eachReport(t, convert.PDF, func(t *testing.T, file string, r *convert.Reading) {
		judge(t, "qpdf", "--check", file)
		lines := strings.Split(strings.TrimSpace(string(judge(t, "pdffonts", file))), "\n")
		for _, line := range lines[2:] {
			if f := strings.Fields(line); len(f) < 6 || f[len(f)-5] != "yes" || f[len(f)-3] != "yes" {
				t.Errorf("font not embedded, or without Unicode: %s", line)
			}
		}
	})
}

// TestWorkbookInLibreOffice: LibreOffice opens each workbook, and its CSV of each
// table has the report's values in the printed places.
func TestWorkbookInLibreOffice(t *testing.T) {
	long.Skip(t, "starts LibreOffice for each report")
	const everySheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
	eachReport(t, convert.XLSX, func(t *testing.T, file string, r *convert.Reading) {
		dir := t.TempDir()
		judge(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", everySheet, "--outdir", dir, file)
		sheets, _ := filepath.Glob(filepath.Join(dir, "*.csv"))
		for _, lt := range r.Layout.Tables {
			if !compareSheet(t, sheets, lt, r) {
				t.Errorf("no sheet shows table %s", lt.ID)
			}
		}
	})
}

// compareSheet finds the sheet on which the table is printed and compares it.
func compareSheet(t *testing.T, sheets []string, lt *layouts.Table, r *convert.Reading) bool {
	for _, file := range sheets {
		rd := csv.NewReader(bytes.NewReader(load(t, file)))
		rd.FieldsPerRecord = -1
		rows, err := rd.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if top := printedAt(rows, lt.Grid()); top >= 0 {
			for _, c := range lt.Grid().Cells {
				if c.Kind != layouts.DataCell {
					continue
				}
				id := layouts.CellID(lt.ID, c.Line.ID, c.Column.ID)
				if got, want := rows[top+c.Row][c.Col], r.Report.Cell(id).Value.String(); got != want {
					t.Errorf("%s: LibreOffice shows %q, want %q", id, got, want)
				}
			}
			return true
		}
	}
	return false
}

// printedAt is the row of a sheet at which the grid begins, -1 when it is not there.
func printedAt(rows [][]string, g *layouts.Grid) int {
	for top := range rows {
		if top+g.Rows > len(rows) {
			break
		}
		all := true
		for _, c := range g.Cells {
			all = all && c.Col < len(rows[top+c.Row]) && (c.Kind == layouts.DataCell || unspaced(rows[top+c.Row][c.Col]) == unspaced(c.Text))
		}
		if all {
			return top
		}
	}
	return -1
}
