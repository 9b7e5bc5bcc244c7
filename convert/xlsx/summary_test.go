package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// summarised is the summary of results, opened again.
func summarised(t testing.TB, s *Summary, results ...Result) *excelize.File {
	t.Helper()
	for _, r := range results {
		must(t, s.Add(r))
	}
	var b bytes.Buffer
	must(t, s.Write(&b))
	must(t, s.Close())
	f, err := excelize.OpenReader(&b)
	must(t, err)
	return f
}

// TestSummaryNames: the name of a file that is longer than its column takes several
// lines, so that it is whole in print; of one that fits, the row is a line high.
func TestSummaryNames(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	long := "甲市人民政府办公室2024年政府信息公开工作年度报告（定稿）.docx"
	f := summarised(t, NewSummary(nil),
		Result{Input: "a/1.txt", Output: "1.xlsx", Report: filled(t, l, nil), Layout: l},
		Result{Input: "a/" + long, Output: long + ".xlsx", Report: filled(t, l, nil), Layout: l},
		Result{Input: "a/b.txt", Code: "not-a-report", Message: "没有找到标题"},
		Result{Input: "=" + long + long, Code: "not-a-report", Message: "没有找到标题"},
	)
	for _, tt := range []struct {
		sheet, cell string
		lines       int
	}{
		{l.ID, "C3", 1}, {l.ID, "C4", linesOf(long, points(40), 10)}, {"失败", "A2", 1}, {"失败", "A3", linesOf("="+long+long, points(60), 10)},
	} {
		at := place{}
		at.col, at.row, _ = excelize.CellNameToCoordinates(tt.cell)
		height, err := f.GetRowHeight(tt.sheet, at.row)
		must(t, err)
		id, err := f.GetCellStyle(tt.sheet, tt.cell)
		must(t, err)
		style, err := f.GetStyle(id)
		must(t, err)
		if want := max(listRow, heightOf(tt.lines, 10)); height != want || style.Alignment.WrapText != (tt.lines > 1) {
			t.Errorf("%s %s: %v points, wrapped %v, want %v", tt.sheet, tt.cell, height, style.Alignment.WrapText, want)
		}
	}
}

func TestSummary(t *testing.T) {
	newer, older := layouts.Find("disclosure-2021"), layouts.Find("disclosure-2019")
	odd := contradictory(t)
	odd.Agency = "=1+1"
	f := summarised(t, NewSummary(nil),
		Result{Input: "a/1.txt", Report: filled(t, newer, map[string]string{"proactive.fees.amount": "1.50"}), Layout: newer},
		Result{Input: "a/2.txt", Code: "not-a-report", Message: "没有找到标题"},
		Result{Input: "a/3.txt", Report: odd, Layout: older},
		Result{Input: "a/4.txt", Report: filled(t, newer, nil), Layout: newer},
	)
	if got, want := f.GetSheetList(), []string{"统计", "disclosure-2021", "disclosure-2019", "问题", "失败"}; !slices.Equal(got, want) {
		t.Errorf("sheets %v, want %v", got, want)
	}
	rows, err := f.GetRows("disclosure-2021")
	must(t, err)
	if len(rows) != 5 || rows[2][2] != "1.txt" || rows[3][2] != "4.txt" || rows[4][0] != "合计" {
		t.Fatalf("rows %v", rows)
	}
	if len(rows[1]) != len(reportColumns)+10+25*7+15 {
		t.Errorf("%d columns", len(rows[1]))
	}
	column := slices.Index(rows[1], "proactive.fees.amount")
	if got := rows[2][column]; got != "1.50" {
		t.Errorf("the amount is shown as %q", got)
	}
	rows, err = f.GetRows("disclosure-2019")
	must(t, err)
	if rows[2][0] != "=1+1" {
		t.Errorf("the agency is shown as %q", rows[2][0])
	}
	for id, want := range map[string]string{
		"proactive.procurement.projects": "", "applications.refused_reissue.total": "", "proactive.procurement.amount": "6705283.860元", "proactive.penalties.change": "-8",
	} {
		if got := rows[2][slices.Index(rows[1], id)]; got != want {
			t.Errorf("%s is shown as %q, want %q", id, got, want)
		}
	}
	rows, err = f.GetRows("问题")
	must(t, err)
	if len(rows) != 1+len(odd.Findings) || rows[1][4] != string(odd.Findings[0].Code) {
		t.Errorf("findings %v", rows)
	}
	rows, err = f.GetRows("失败")
	must(t, err)
	if len(rows) != 2 || rows[1][1] != "not-a-report" {
		t.Errorf("failures %v", rows)
	}
}

func TestSummaryGoesOnInASecondSheet(t *testing.T) {
	s := NewSummary(nil)
	s.most = 3
	var results []Result
	for i := range 5 {
		results = append(results, Result{Input: fmt.Sprint(i), Code: "empty"})
	}
	f := summarised(t, s, results...)
	if got, want := f.GetSheetList(), []string{"统计", "问题", "失败", "失败 2", "失败 3"}; !slices.Equal(got, want) {
		t.Fatalf("sheets %v, want %v", got, want)
	}
	rows, err := f.GetRows("失败 3")
	must(t, err)
	if len(rows) != 2 || rows[1][0] != "4" {
		t.Errorf("the last sheet has %v", rows)
	}
}

func TestSummaryOfNothing(t *testing.T) {
	f := summarised(t, NewSummary(nil))
	if got, want := f.GetSheetList(), []string{"统计", "问题", "失败"}; !slices.Equal(got, want) {
		t.Errorf("sheets %v, want %v", got, want)
	}
}

func BenchmarkSummaryAdd(b *testing.B) {
	l := layouts.Find("disclosure-2021")
	r := Result{Input: "a.txt", Layout: l, Report: filled(b, l, nil)}
	r.Report.Add(report.NewFinding("blank", "有空白", "applications.received.total"))
	s := NewSummary(nil)
	defer s.Close()
	b.ReportAllocs()
	for b.Loop() {
		must(b, s.Add(r))
	}
}

// Rows are written past excelize: what it, LibreOffice and openpyxl read of them
// is what was put in.
func TestSummaryTexts(t *testing.T) {
	texts := append(awkwardTexts(), "_x005F_x000D_", "_x0041_x0042_", "a\x01b\r\nc", strings.Repeat("长", maxText+5), "&lt;", "]]>", "\ufffe")
	var results []Result
	for _, text := range texts {
		results = append(results, Result{Input: text, Code: "damaged", Message: text})
	}
	f := summarised(t, NewSummary(nil), results...)
	rows, err := f.GetRows("失败")
	must(t, err)
	for i, text := range texts {
		want := split(clean(text), maxText)[0]
		for col := range 3 {
			if got := row(rows, i+1)[col]; col != 1 && got != want {
				t.Errorf("column %d of %q reads %q", col+1, text, got)
			}
		}
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	const everySheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
	for i, row := range sheetCSV(t, office(t, b.Bytes(), everySheet), "失败")[1:] {
		if want := split(clean(texts[i]), maxText)[0]; row[2] != want {
			t.Errorf("LibreOffice shows %q, want %q", row[2], want)
		}
	}
}

// row is a row that GetRows may have cut short.
func row(rows [][]string, n int) []string {
	if n >= len(rows) {
		return make([]string, 3)
	}
	return append(rows[n], "", "", "")
}

func TestSummaryLinks(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	r := filled(t, l, nil)
	r.Add(report.NewFinding("row-sum", "不等", "applications.received.total", "applications.received.enterprise"), report.NewFinding("date", "日期"))
	long := strings.Repeat("很长的文件夹/", 60) + "a.xlsx"
	f := summarised(t, NewSummary(nil),
		Result{Input: `../in/甲 "乙".txt`, Output: "b/甲 _乙_.xlsx", Report: r, Layout: l},
		Result{Input: "../in/1.txt", Output: "50%#1.pdf", Report: r, Layout: l},
		Result{Input: "../in/2.txt", Output: long, Report: r, Layout: l},
		Result{Input: "../in/3.txt", Report: r, Layout: l},
		Result{Input: "../in/bad.txt", Code: "damaged"},
	)
	for cell, want := range map[[2]string]string{
		{l.ID, "C3"}: `HYPERLINK("b/甲 _乙_.xlsx","甲 ""乙"".txt")`,
		{"问题", "C2"}: `HYPERLINK("b/甲 _乙_.xlsx#applications.received.total","甲 ""乙"".txt")`,
		{"问题", "C3"}: `HYPERLINK("b/甲 _乙_.xlsx","甲 ""乙"".txt")`,
		{"问题", "C4"}: `HYPERLINK("50%25%231.pdf","1.txt")`,
		{l.ID, "C5"}: `HYPERLINK("` + long[:3*85] + `"&"` + long[3*85:] + `","2.txt")`,
		{l.ID, "C6"}: "",
		{"失败", "A2"}: `HYPERLINK("../in/bad.txt","../in/bad.txt")`,
	} {
		if got, err := f.GetCellFormula(cell[0], cell[1]); err != nil || strings.ReplaceAll(got, `"&"`, "") != strings.ReplaceAll(want, `"&"`, "") {
			t.Errorf("%v is %s, %v, want %s", cell, got, err, want)
		}
	}
	if got, _ := f.GetCellValue(l.ID, "C3"); got != `甲 "乙".txt` {
		t.Errorf("the link shows %s", got)
	}
	if got := quoted(strings.Repeat(`"`, 600)); strings.Count(got, `"&"`) < 2 {
		t.Errorf("a long text is one piece: %s", got)
	}
}

// LibreOffice finds the files, and adds up the counts.
func TestSummaryInLibreOffice(t *testing.T) {
	pdfinfo, err := exec.LookPath("pdfinfo")
	if err != nil {
		t.Skip("pdfinfo (poppler) is not installed")
	}
	newer, older := layouts.Find("disclosure-2021"), layouts.Find("disclosure-2019")
	good, odd := filled(t, newer, nil), contradictory(t)
	good.Year, odd.Year = 2023, 2020
	s := NewSummary(nil)
	for _, r := range []Result{
		{Input: "1.txt", Output: "b/1.xlsx", Report: good, Layout: newer}, {Input: "2.txt", Output: "b/2.xlsx", Report: good, Layout: newer},
		{Input: "3.txt", Output: "b/3.xlsx", Report: odd, Layout: older}, {Input: "4.txt", Code: "damaged"},
	} {
		must(t, s.Add(r))
	}
	var b bytes.Buffer
	must(t, s.Write(&b))
	const everySheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
	got := sheetCSV(t, office(t, b.Bytes(), everySheet), countsName)[1:6]
	want := [][]string{
		{"年度", "表格", "报告", "无错误无警告", "仅有警告", "有错误"},
		{"2020年", older.Name, "1", "0", "0", "1"},
		{"2023年", newer.Name, "2", "2", "0", "0"},
		{"合计", "", "3", "2", "0", "1"},
		{"未能读取", "见“失败”表", "1", "", "", ""},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
	links, err := exec.Command(pdfinfo, "-url", filepath.Join(office(t, b.Bytes(), "pdf"), "in.pdf")).Output()
	if err != nil {
		t.Skip("pdfinfo -url:", err)
	}
	for _, want := range []string{"b/1.xlsx\n", "b/2.xlsx\n", "b/3.xlsx\n", "b/3.xlsx#" + odd.Findings[0].Cells[0] + "\n", "4.txt\n"} {
		if !strings.Contains(string(links), want) {
			t.Errorf("no link to %s in\n%s", want, links)
		}
	}
}

// Rows that are kept elsewhere come back as they were, whatever their number; what
// cannot be kept is an error.
func TestSummarySpool(t *testing.T) {
	full := errors.New("full")
	for _, room := range []int{1 << 30, 10_000, 0} {
		s := NewSummary(func() (Spool, error) { return &smallSpool{room: room, err: full}, nil })
		for i := range 50_000 {
			s.Add(Result{Input: fmt.Sprint("输入", i), Code: "empty", Message: fmt.Sprint(i * 7919)})
		}
		var b bytes.Buffer
		err := s.Write(&b)
		s.Close()
		if room < 1<<30 {
			if !errors.Is(err, full) {
				t.Errorf("room for %d: got %v, want its error", room, err)
			}
			continue
		}
		must(t, err)
		f, err := excelize.OpenReader(&b)
		must(t, err)
		rows, err := f.GetRows("失败")
		must(t, err)
		if len(rows) != 50_001 || rows[50_000][2] != fmt.Sprint(49_999*7919) {
			t.Errorf("%d rows, the last %v", len(rows), rows[len(rows)-1])
		}
	}
}

// A smallSpool takes only so many bytes.
type smallSpool struct {
	memory
	room int
	err  error
}

func (s *smallSpool) Write(p []byte) (int, error) {
	if s.Len()+len(p) > s.room {
		return 0, s.err
	}
	return s.memory.Write(p)
}

func TestJoinCRC(t *testing.T) {
	all := []byte(strings.Repeat("年报", 100_000))
	for _, cut := range []int{0, 1, 7, 70_000, len(all)} {
		got := joinCRC(crc32.ChecksumIEEE(all[:cut]), crc32.ChecksumIEEE(all[cut:]), uint64(len(all)-cut))
		if want := crc32.ChecksumIEEE(all); got != want {
			t.Errorf("cut at %d: got %08x, want %08x", cut, got, want)
		}
	}
}

// TestGroupsOfColumns: a wide list prints as groups of columns that are no wider than a
// page, none of two tables; the rows of the form stay together.
func TestGroupsOfColumns(t *testing.T) {
	for _, l := range layouts.Builtin() {
		s := NewSummary(nil)
		columns := s.reportList(l).columns
		p := s.reportList(l).paper()
		from := p.sides
		for _, end := range append(slices.Clone(p.breaks), len(columns)+1) {
			width, tables := 0.0, map[string]bool{}
			for _, c := range columns[:p.sides] {
				width += c.width
			}
			for _, c := range columns[from : end-1] {
				table, _, _ := strings.Cut(c.id, ".")
				width, tables[table] = width+c.width, true
			}
			if width > 230 || len(tables) != 1 {
				t.Errorf("%s: columns %d to %d are %v mm wide, of %d tables", l.ID, from+1, end-1, width, len(tables))
			}
			from = end - 1
		}
		if l.ID == "disclosure-2021" && len(p.breaks) != 2+25+3 {
			t.Errorf("%d pages of figures, want one for each row of the form", len(p.breaks))
		}
	}
}
