package convert_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
)

// TestRecordsGoOn: a list that goes on in a table without heads is one list; a table below
// a list of which that is not clear is told. Nothing of either is left out in silence.
func TestRecordsGoOn(t *testing.T) {
	c, _ := catalogue(t)
	var rows []string
	for i := range 6 {
		rows = append(rows, fmt.Sprintf("%d|第%d事项|第%d局|2024年%d月|是|%d.5", i+1, 'A'+i, i+1, i+1, i+10))
	}
	whole := string(cataloguePage(fmt.Sprintf(spanning, "75.0"), rows...))
	want := cellsOf(t, readAs(t, c, "a.html", []byte(whole)))
	parted := func(page string, at int, between string) string {
		before, after, _ := strings.Cut(page, fmt.Sprintf("<tr><td>%d</td>", at+1))
		return before + "</table>" + between + fmt.Sprintf("<table><tr><td>%d</td>", at+1) + after
	}
	for at := range 6 {
		for _, between := range []string{"", "<p>（续表）</p>", "<p>续上表</p>", "<p>第2页</p>", "<p>以下各项由各局承办。</p>"} {
			if at == 0 && strings.HasSuffix(between, "。</p>") {
				continue // nothing shows that it is the list
			}
			r := readAs(t, c, "a.html", []byte(parted(whole, at, between)))
			if got := cellsOf(t, r); got != want {
				t.Errorf("%d, %q: %s\n%v", at, between, got, r.Report.Findings)
			}
		}
	}
	thrice := strings.Replace(parted(parted(whole, 2, ""), 5, ""), `<tr><td colspan="5">合计`, `</table><table><tr><td colspan="5">合计`, 1)
	if r := readAs(t, c, "a.html", []byte(thrice)); cellsOf(t, r) != want {
		t.Errorf("a total in a table of its own: %s\n%v", cellsOf(t, r), r.Report.Findings)
	}
	beyond := strings.Replace(whole, "</table></body>", "</table><table><tr><td>7</td><td>第G事项</td><td>第7局</td><td>2024年7月</td><td>是</td><td>16.5</td></tr></table></body>", 1)
	if r := readAs(t, c, "a.html", []byte(beyond)).Report; r.Cell("items.item[7].cost") == nil || r.Count(report.Error) == 0 {
		t.Errorf("a row that counts on below the total: %v", r.Findings)
	}
	told := func(name, page string, clear bool) {
		r := readAs(t, c, "a.html", []byte(page))
		says := slices.ContainsFunc(r.Report.Findings, func(f report.Finding) bool {
			return f.Code == report.CodeUnknownRow && strings.Contains(f.Message, "没有表头")
		})
		var b bytes.Buffer
		if err := report.Encode(&b, r.Report); err != nil {
			t.Fatal(err)
		}
		if says == clear || !strings.Contains(b.String(), "丁镇") {
			t.Errorf("%s: it says %v", name, r.Report.Findings)
		}
	}
	open, _, _ := strings.Cut(whole, `<tr><td colspan="5">合计`)
	told("words where figures stand", open+"</table><table><tr><td>丁镇</td><td>戊</td><td>己</td><td>庚</td><td>辛</td><td>壬</td></tr></table>", false)
	told("text between, no number", open+"</table><p>以下为各镇事项。</p><table><tr><td></td><td>丁镇</td><td>己</td><td>2024年5月</td><td>是</td><td>3</td></tr></table>", false)
	told("another width", open+"</table><p>联系人：</p><table><tr><td>丁镇</td><td>55512345</td></tr></table>", true)
	told("below the total", whole[:strings.Index(whole, "</table>")]+"</table><table><tr><td>丁镇</td><td>戊</td><td>己</td><td>庚</td><td>辛</td><td>1</td></tr></table>", true)
}

// TestRecordsOverPages: a list whose rows a page of another program cuts, under heads that
// are not repeated, is read as it stands.
func TestRecordsOverPages(t *testing.T) {
	t.Parallel() // waits for other programs
	office := tool(t, "soffice", "libreoffice")
	c, _ := catalogue(t)
	var rows []string
	for i := range 60 {
		rows = append(rows, fmt.Sprintf("%d|第%d标段%s|交通局|2024年%d月|是|%d.5", i+1, i+1, strings.Repeat("道路及桥梁养护提升工程", 1+i%4), i%12+1, i+10))
	}
	page := cataloguePage("", rows...)
	page = bytes.ReplaceAll(page, []byte("<table>"), []byte(`<table border="1" style="width:100%">`))
	dir := t.TempDir()
	put(t, dir, "a.html", string(page))
	profile := "-env:UserInstallation=file://" + filepath.Join(dir, "profile")
	execute(t, dir, office, profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "a.html")
	execute(t, dir, office, profile, "--headless", "--convert-to", "pdf", "a.docx")
	want := cellsOf(t, readAs(t, c, "a.html", page))
	for _, name := range []string{"a.docx", "a.pdf"} {
		r := readAs(t, c, name, load(t, filepath.Join(dir, name)))
		if got := cellsOf(t, r); got != want {
			t.Errorf("%s: %s\n%v", name, got, r.Report.Findings)
		}
	}
}

// TestRecordsClipped: words that the columns of a sheet cut off on paper are told as parts.
func TestRecordsClipped(t *testing.T) {
	t.Parallel() // waits for other programs
	office := tool(t, "soffice", "libreoffice")
	c, _ := catalogue(t)
	f := excelize.NewFile()
	truth := map[string]string{}
	for y, row := range [][]string{{"甲县2024年度重大行政决策事项目录"}, {"一、决策事项"}, {"序号", "决策事项名称", "承办单位", "完成时间", "是否听证", "预算（万元）"},
		{"1", "第一批办公设备及信息化系统采购项目", "交通运输管理局", "2024年7月1日", "是", "100.5"}, {"2", "步道", "教育局", "2024年11月12日", "否", "20"}} {
		for x, text := range row {
			at, err := excelize.CoordinatesToCellName(x+1, y+1)
			must(t, err)
			must(t, f.SetCellStr("Sheet1", at, text))
			if y > 2 {
				truth[fmt.Sprintf("items.item[%d].%s", y-2, listColumns[x])] = dataText(text)
			}
		}
	}
	style, err := f.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "left", Style: 1, Color: "000000"}, {Type: "right", Style: 1, Color: "000000"}, {Type: "top", Style: 1, Color: "000000"}, {Type: "bottom", Style: 1, Color: "000000"}}})
	must(t, err)
	must(t, f.SetCellStyle("Sheet1", "A3", "F5", style))
	dir := t.TempDir()
	must(t, f.SaveAs(filepath.Join(dir, "a.xlsx")))
	execute(t, dir, office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "a.xlsx")
	r := readAs(t, c, "a.pdf", load(t, filepath.Join(dir, "a.pdf"))).Report
	told, shown := toldCells(r), 0
	for id, want := range truth {
		cell := r.Cell(id)
		switch {
		case cell == nil || cell.Open && !told[id]:
			t.Errorf("%s is not told: %v", id, r.Findings)
		case cell.Open:
		case cell.Shown() != want:
			t.Errorf("%s is %q, want %q", id, cell.Shown(), want)
		default:
			shown++
		}
	}
	if shown < len(truth)/2 || shown == len(truth) {
		t.Errorf("%d of %d cells are read: %v", shown, len(truth), r.Findings)
	}
}

// TestRecordsGoOnEmpty: a table below a list may begin with rows that have no cells of their own.
func TestRecordsGoOnEmpty(t *testing.T) {
	c, _ := catalogue(t)
	open := strings.TrimSuffix(string(cataloguePage("", "1|甲事项|甲局|2024年1月|是|1", "2|乙事项|乙局|2024年2月|否|2")), "</table></body></html>")
	for _, below := range []string{
		"<tr></tr>", "<tr><td></td></tr>", "<tr><td colspan=6></td></tr><tr><td>3</td><td>丙</td><td>丙局</td><td>2024年3月</td><td>是</td><td>3</td></tr>",
		"<tr><td rowspan=2 colspan=6>注</td></tr><tr></tr>", "<tr><td rowspan=3>3</td><td rowspan=3>丙</td><td rowspan=3>丙局</td><td rowspan=3>2024年3月</td><td rowspan=3>是</td><td rowspan=3>3</td></tr><tr></tr><tr></tr>",
	} {
		r := readAs(t, c, "a.html", []byte(open+"</table><table>"+below+"</table></body></html>")).Report
		if strings.Contains(below, "丙") && r.Cell("items.item[3].name") == nil {
			t.Errorf("%s: %v", below, r.Findings)
		}
	}
}
