package convert_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// The samples of disclosure-2014 in three shapes, and what a person reads in them.
// The figures are those of the list from top to bottom; - is blank.
var statistics = []struct {
	file, agency, date string
	year               int
	sections, figures  string
}{
	{"bars-2017.txt", "海州市水利局", "2018-01-26", 2017,
		"preamble overview proactive applications fees litigation problems signature statistics",
		"1286 12 15 0 980 120 150 36 3 2 1 1 0 26 14 5 47 6 0 38 3 47 44 3 47 5 21 4 6 1 1 2 0 0 2 3 5 2 1 2 1 0 1 1 1 0 0 0 0 1 2 5 2 3 3.50 4 2 86"},
	{"lines-2015.txt", "青石镇人民政府", "2016-01-15", 2015,
		"preamble overview proactive applications problems statistics",
		"215 0 2 - 180 - - 35 - 1 - - - 3 - 2 1 1 - - - 1 1 - 1 - 1 - - - - - - - - - - - - - - - - - - - - - - 1 1 2 - 2 - 2 1 30"},
	{"page-2018.html", "云溪区", "2019-03-25", 2018,
		"preamble overview proactive responses applications litigation organisation problems signature statistics",
		"3412 58 61 24 2870 190 310 402 12 4 3 2 2 118 37 9 226 31 2 171 22 219 201 18 219 33 96 15 18 0 3 5 2 6 2 24 11 9 13 5 3 1 1 4 3 0 1 2 0.00 3 6 14 5 9 12.80 6 4 310"},
}

func TestStatistics(t *testing.T) {
	c := converter(t)
	for _, tt := range statistics {
		t.Run(tt.file, func(t *testing.T) {
			got, err := c.Read(tt.file, load(t, filepath.Join("../testdata/statistics", tt.file)))
			if err != nil {
				t.Fatal(err)
			}
			r := got.Report
			if r.Layout != "disclosure-2014" || r.Agency != tt.agency || r.Date != tt.date || r.Year != tt.year {
				t.Errorf("got %s %q %s %d", r.Layout, r.Agency, r.Date, r.Year)
			}
			var ids []string
			for _, s := range r.Sections {
				ids = append(ids, s.ID)
			}
			if g := strings.Join(ids, " "); g != tt.sections {
				t.Errorf("sections %s, want %s", g, tt.sections)
			}
			if g := figuresOf(r, got.Layout); g != tt.figures {
				t.Errorf("got  %s\nwant %s", g, tt.figures)
			}
			for _, f := range r.Findings {
				if f.Severity != report.Info {
					t.Errorf("finding: %s %s", f.Code, f.Message)
				}
			}
			again(t, c, got, convert.XLSX, tt.figures)
			again(t, c, got, convert.JSON, tt.figures)
		})
	}
}

// again writes a report and reads what was written.
func again(t *testing.T, c *convert.Converter, got *convert.Reading, f convert.Format, figures string) {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b, f, got); err != nil {
		t.Fatal(err)
	}
	back, err := c.Read("again", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if g := figuresOf(back.Report, back.Layout); g != figures {
		t.Errorf("%v: got  %s\nwant %s", f, g, figures)
	}
	for i, s := range back.Report.Sections {
		if was := got.Report.Sections[i]; s.ID != was.ID || s.Heading != was.Heading || !slices.Equal(s.Texts(), was.Texts()) {
			t.Errorf("%v: section %+v, was %+v", f, s, was)
		}
	}
}

func figuresOf(r *report.Report, l *layouts.Layout) string {
	var figures []string
	for _, id := range cellIDs(l) {
		switch c := r.Cell(id); {
		case c == nil:
			figures = append(figures, "absent")
		case c.Value.Blank():
			figures = append(figures, "-")
		default:
			figures = append(figures, c.Value.String())
		}
	}
	return strings.Join(figures, " ")
}

// TestStatisticsFindings: what is wrong with a list of 2014 to 2018 is said.
func TestStatisticsFindings(t *testing.T) {
	sample := string(load(t, "../testdata/statistics/bars-2017.txt"))
	tests := []struct{ name, old, new, want string }{
		{"parts and their sum", "1.当面申请数 | 件 | 6", "1.当面申请数 | 件 | 7", "error column-sum statistics.received.count"},
		{"cases", "（一）维持具体行政行为数 | 件 | 1", "（一）维持具体行政行为数 | 件 | 2", "error case-sum statistics.reconsideration.count"},
		{"a part beyond its whole", "主动公开规范性文件数 | 条 | 12", "主动公开规范性文件数 | 条 | 1999", "warning implausible statistics.proactive_total.count"},
		{"another unit", "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） | 万元 | 3.50", "（四）政府信息公开专项经费 | 元 | 35000", "warning unit statistics.funds.count"},
		{"a row missing", "2.传真申请数 | 件 | 0 |\n", "", "error missing-row statistics.received_fax.count"},
		{"a fraction of a request", "信函申请数 | 件 | 3", "信函申请数 | 件 | 2.5", "error unreadable statistics.received_letter.count"},
		{"a sentence", "2017年共收到政府信息公开申请47件", "2017年共收到政府信息公开申请74件", "warning prose-number statistics.received.count"},
		{"another year", "海州市水利局2017年政府信息公开工作年度报告", "海州市水利局2019年政府信息公开工作年度报告", "warning layout-year "},
		{"another province's row", "六、举报投诉数量", "网站访问量 | 万次 | 8\n六、举报投诉数量", "warning unknown-row "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(sample, tt.old) {
				t.Fatalf("the sample has no %q", tt.old)
			}
			got, err := converter(t).Read("report.txt", []byte(strings.Replace(sample, tt.old, tt.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			var all []string
			for _, f := range got.Report.Findings {
				cell := ""
				if len(f.Cells) > 0 {
					cell = f.Cells[0]
				}
				all = append(all, fmt.Sprintf("%s %s %s", f.Severity, f.Code, cell))
			}
			if !slices.Contains(all, tt.want) {
				t.Errorf("no %q in %q", tt.want, all)
			}
		})
	}
}

// TestStatisticsMissing: a report of those years without the list is a report whose
// table is missing; an older one is on no form that is known.
func TestStatisticsMissing(t *testing.T) {
	const text = "青石镇2017年政府信息公开年度报告\n一、概述\n有序推进。\n二、依申请公开情况\n未收到申请。\n三、下一步打算\n继续努力。\n青石镇人民政府\n2018年1月3日\n"
	got, err := converter(t).Read("report.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, f := range got.Report.Findings {
		if f.Severity != report.Info {
			codes = append(codes, string(f.Code))
		}
	}
	if got.Layout.ID != "disclosure-2014" || !slices.Equal(codes, []string{"missing-table"}) {
		t.Errorf("got %s, %q", got.Layout.ID, codes)
	}
	_, err = converter(t).Read("report.txt", []byte(strings.NewReplacer("2017", "2013", "2018", "2014").Replace(text)))
	if convert.Code(err) != "unsupported-layout" {
		t.Errorf("got %v", err)
	}
}
