package convert_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// formSample is the sample of a form that comes with the program, and a reader of it.
func formSample(t *testing.T, id string) (*convert.Converter, string) {
	t.Helper()
	l := layouts.FindMore(id)
	if l == nil {
		t.Fatalf("no form %s", id)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join("../testdata/forms", id+".html"))
	if err != nil {
		t.Fatal(err)
	}
	return c, string(data)
}

// cellsOf are the tables of a report as data, with what is open, and the texts around them.
func cellsOf(t *testing.T, r *convert.Reading) string {
	t.Helper()
	var b bytes.Buffer
	only := &report.Report{Layout: r.Report.Layout, Tables: r.Report.Tables, Fields: r.Report.Fields}
	if err := report.Encode(&b, only); err != nil {
		t.Fatal(err)
	}
	_, tables, _ := strings.Cut(b.String(), `"tables"`)
	tables, _, _ = strings.Cut(tables, `"units"`)
	return tables + fmt.Sprint(r.Report.Unsettled())
}

// The shapes of a page: as it is, with tabs, and as Markdown. Merged cells are one cell
// there, as copying out of a program has them.
var (
	tagged   = regexp.MustCompile(`<[^>]+>`)
	cellTags = regexp.MustCompile(`<t[dh][^>]*>(.*?)</t[dh]>`)
	spanTags = regexp.MustCompile(`<t[dh][^>]*(?:col|row)span="(\d+)"`)
)

func pageWith(html, before, between, after string) string {
	var b strings.Builder
	for line := range strings.Lines(html) {
		line = strings.TrimSpace(line)
		if cells := cellTags.FindAllStringSubmatch(line, -1); cells != nil {
			var texts []string
			for _, c := range cells {
				texts = append(texts, c[1])
			}
			b.WriteString(before + strings.Join(texts, between) + after + "\n")
			continue
		}
		if strings.HasPrefix(line, "<h") || strings.HasPrefix(line, "<p") {
			if text := tagged.ReplaceAllString(line, ""); text != "" && !strings.Contains(line, "<head>") {
				b.WriteString(text + "\n\n")
			}
		}
	}
	return b.String()
}

// TestForms: each form that comes with the program reads its sample in three shapes, right
// and without a finding that doubts it, and every output reads back as it.
func TestForms(t *testing.T) {
	for _, id := range layouts.MoreIDs() {
		t.Run(id, func(t *testing.T) {
			c, html := formSample(t, id)
			r, err := c.Read(id+".html", []byte(html))
			if err != nil {
				t.Fatal(err)
			}
			if n := r.Report.Count(report.Error) + r.Report.Count(report.Warning); n > 0 {
				t.Errorf("%d findings: %v", n, r.Report.Findings)
			}
			want := cellsOf(t, r)
			for _, f := range convert.Formats() {
				var b bytes.Buffer
				if err := c.Write(&b, f, r); err != nil {
					t.Fatal(err)
				}
				back, err := c.Read("back"+f.Ext(), b.Bytes())
				if err != nil {
					t.Errorf("%s: %v", f, err)
				} else if got := cellsOf(t, back); got != want {
					t.Errorf("%s reads back as\n%s\nwant\n%s", f, got, want)
				}
			}
			html = strings.ReplaceAll(html, `<th colspan="2">收入</th>`, "<th>收入</th><th></th>")
			html = strings.ReplaceAll(html, `<th colspan="2">支出</th>`, "<th>支出</th><th></th>") // as programs write such a cell
			if spanTags.MatchString(html) {
				return // heads or labels over several places: text has no such
			}
			for shape, text := range map[string]string{"tabs": pageWith(html, "", "\t", ""), "Markdown": pageWith(html, "| ", " | ", " |")} {
				got, err := c.Read("report.txt", []byte(text))
				if err != nil {
					t.Errorf("%s: %v", shape, err)
				} else if cells := cellsOf(t, got); cells != want {
					t.Errorf("%s: got\n%s\nwant\n%s", shape, cells, want)
				}
			}
		})
	}
}

// TestFormsBroken: in each form a broken sum is told, a blank stays blank, digits run
// together are never another number, and what is not of its kind is open.
func TestFormsBroken(t *testing.T) {
	for _, tt := range []struct {
		form, old, new string
		cell, want     string // "?" is open, "" blank
		code           report.Code
	}{
		{"enforcement", "<td>1235</td>", "<td>1236</td>", "penalties.organs[1].total", "1236", report.CodeRowSum},
		{"enforcement", "<td>1888.76</td>", "<td>1888.77</td>", "penalties.all.fines", "1888.77", report.CodeColumnSum},
		{"enforcement", "<td>8120</td>", "<td></td>", "licences.organs[2].applied", "", ""},
		{"enforcement", "<td>8120</td>", "<td>8120 8020</td>", "licences.organs[2].applied", "?", report.CodeUnreadable},
		{"three-public", "<td>35.20</td>", "<td>35.30</td>", "spending.cars.spent", "35.30", report.CodeCaseSum},
		{"three-public", "<td>-4.90</td>", "<td></td>", "spending.cars.change", "", ""},
		{"three-public", "<td>7.45</td>", "<td>约七</td>", "spending.abroad.spent", "?", report.CodeUnreadable},
		{"proposals", "<td>97.78</td>", "<td>98.78</td>", "overview.members.rate", "98.78", report.CodeRatio},
		{"proposals", "<td>B</td>", "<td>D</td>", "details.items[2].result", "?", report.CodeUnreadable},
		{"proposals", "<td>李某某等3人</td>", "<td></td>", "details.items[2].proposer", "", ""},
		{"proposals", "<td>97.78</td>", "<td>97.78‰</td>", "overview.members.rate", "97.78", report.CodeUnit},
		{"enforcement", "<th rowspan=\"3\">罚没金额（万元）</th>", "<th rowspan=\"3\">罚没金额（元）</th>", "penalties.organs[2].fines", "1026.50", report.CodeUnit},
		{"three-public", "<th>比上年增减</th>", "<th>比上年增减（元）</th>", "spending.cars.change", "-4.90", report.CodeUnit},
		{"website", "<td>☑是 □否</td>", "<td>☑是 ☑否</td>", "site.mobile.value", "?", report.CodeUnreadable},
		{"website", "<td>2008年5月1日</td>", "<td>2008年13月1日</td>", "site.opened.value", "?", report.CodeUnreadable},
		{"website", "<td>3562</td>", "<td>3652</td>", "media.total.posts", "3652", report.CodeColumnSum},
		{"three-public", "<td>18.00</td><td>16.00</td>", "<td>18.00 16.00</td><td></td>", "spending.cars_bought.last", "?", report.CodeUnreadable},
		{"three-public", "<td>18.00</td><td>16.00</td>", "<td>18.00 16.00</td><td></td>", "spending.cars_bought.budget", "?", report.CodeUnreadable},
		{"budget", "<td>8786.92</td>", "<td>8786.93</td>", "summary.revenue.revenue", "8786.93", report.CodeColumnSum},
		{"budget", "<td>76.00</td>", "<td>-76.00</td>", "summary.spending_total.spending", "8873.42", report.CodeColumnSum},
		{"budget", "<td>支出总计</td><td>8873.42</td>", "<td>支出总计</td><td>8873.24</td>", "summary.spending_total.spending", "8873.24", report.CodeBalance},
		{"budget", "<td>486.20</td>", "<td></td>", "summary.health.spending", "", ""},
		{"budget", "<td>720.18</td>", "<td>720.1840.00</td>", "summary.housing.spending", "?", report.CodeUnreadable},
		{"budget", "<td>120.00</td>", "<td>120.00 五、教育支出</td>", "summary.services.revenue", "?", report.CodeUnreadable},
	} {
		t.Run(tt.form+" "+tt.new, func(t *testing.T) {
			c, html := formSample(t, tt.form)
			if !strings.Contains(html, tt.old) {
				t.Fatalf("the sample has no %s", tt.old)
			}
			r, err := c.Read("a.html", []byte(strings.Replace(html, tt.old, tt.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			cell := r.Report.Cell(tt.cell)
			if cell == nil {
				t.Fatalf("no cell %s", tt.cell)
			}
			got := cell.Shown()
			if cell.Open {
				got = "?"
			}
			told := tt.code == ""
			for _, f := range r.Report.Findings {
				told = told || f.Code == tt.code && slices.Contains(f.Cells, tt.cell)
			}
			if got != tt.want || !told {
				t.Errorf("got %q, want %q and %s: %v", got, tt.want, tt.code, r.Report.Findings)
			}
		})
	}
}

// TestFormsTogether: three units add up to a report that holds, with the rows of all; two
// years compare.
func TestFormsTogether(t *testing.T) {
	for _, id := range layouts.MoreIDs() {
		t.Run(id, func(t *testing.T) {
			c, html := formSample(t, id)
			var units []*convert.Reading
			for _, name := range []string{"甲", "乙", "丙"} {
				r, err := c.Read(name+".html", []byte(strings.ReplaceAll(html, "江州市", name+"县")))
				if err != nil {
					t.Fatal(err)
				}
				units = append(units, r)
			}
			sum, err := c.Sum(units, convert.SumOptions{Agency: "江州市"})
			if err != nil {
				t.Fatal(err)
			}
			if n := sum.Reading.Report.Count(report.Error); n > 0 {
				t.Errorf("%d errors: %v", n, sum.Reading.Report.Findings)
			}
			for key, n := range units[0].Report.Repeated() {
				if got := sum.Reading.Report.Repeated()[key]; got != 3*n {
					t.Errorf("%s: %d rows, want %d", key, got, 3*n)
				}
			}
			for _, f := range []convert.Format{convert.XLSX, convert.PDF} {
				var b bytes.Buffer
				if err := c.Write(&b, f, sum.Reading); err != nil {
					t.Fatal(err)
				}
				back, err := c.Read("sum"+f.Ext(), b.Bytes())
				if err != nil {
					t.Errorf("%s of the sum: %v", f, err)
				} else if got, want := cellsOf(t, back), cellsOf(t, sum.Reading); got != want {
					t.Errorf("%s of the sum: got\n%s\nwant\n%s", f, got, want)
				}
			}
			older, err := c.Read("older.html", []byte(strings.ReplaceAll(html, "2024", "2023")))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.Diff(older, units[0]); err != nil {
				t.Errorf("two years: %v", err)
			}
		})
	}
}

// TestFormsPeriods: what a table is of may stand below its title, as may whose it is; of a
// quarter, a signature within the year is no mistake.
func TestFormsPeriods(t *testing.T) {
	c, html := formSample(t, "three-public")
	for _, below := range []string{"（2024年度）", "2024年第三季度", "2024年上半年"} {
		text := strings.Replace(html, "<h1>江州市财政局2024年度“三公”经费支出情况表</h1>", "<h1>“三公”经费支出情况表</h1><p>"+below+"</p><p>填报单位：江州市财政局</p>", 1)
		text = strings.Replace(text, "</body>", "<p>江州市财政局</p><p>2024年10月12日</p></body>", 1)
		text = regexp.MustCompile("<title>.*</title>").ReplaceAllString(text, "")
		r, err := c.Read("a.html", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		doubted := strings.Contains(fmt.Sprint(r.Report.Findings), "落款日期")
		if r.Report.Year != 2024 || r.Report.Agency != "江州市财政局" || doubted != (below == "（2024年度）") {
			t.Errorf("%s: %q %d %v", below, r.Report.Agency, r.Report.Year, r.Report.Findings)
		}
	}
}
