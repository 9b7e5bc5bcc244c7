package convert_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestRecordsDiff: records of two years are known by their key and told as added, removed
// or changed; where a key is several rows' or unknown, nothing is paired.
func TestRecordsDiff(t *testing.T) {
	whole, _, _ := strings.Cut(catalogueForm, "    rules:")
	alone := strings.Replace(whole, "          - {id: total, label: 合计, over: [no, name, office, due, heard]}\n", "", 1) // nothing but rows that repeat
	for _, tt := range []struct {
		name         string
		keys         string // columns marked
		older, newer []string
		want         string
	}{
		{"none", "", nil, nil, "0 same"},
		{"the same in another order", "", []string{"1|规划|交通局|2023年6月|是|10", "2|布局|教育局|2023年7月|否|5"}, []string{"1|布局|教育局|2023年7月|否|5.00", "2|规划|交通局|2023年6月|是|10"}, "2 same"},
		{"added and removed", "", []string{"1|规划|交通局|2023年6月|是|10", "2|布局|教育局|2023年7月|否|5"}, []string{"1|规划|交通局|2023年6月|是|10", "2|票价|文旅局|2023年7月|否|5"}, "1 same; added 票价; removed 布局"},
		{"changed", "", []string{"1|规划|交通局|2023年6月|是|10"}, []string{"1|规 划|文旅局|2023年6月|否|12.5"}, "0 same; changed 规 划 承办单位 交通局>文旅局 是否听证 是>否 预算 10>12.5"},
		{"blank and zero are one, words and blank are not", "", []string{"1|规划|交通局|2023年6月|是|"}, []string{"1|规划||2023年6月|是|0"}, "0 same; changed 规划 承办单位 交通局>"},
		{"twice in a year", "", []string{"1|规划|交通局|2023年6月|是|10"}, []string{"1|规划|交通局|2023年6月|是|10", "2|规划|教育局|2023年6月|是|10"}, "0 same; ambiguous 规划 1:2"},
		{"twice in the year before, and gone", "", []string{"1|规划|交通局|2023年6月|是|10", "2|规划|交通局|2023年6月|是|10"}, nil, "0 same; ambiguous 规划 2:0"},
		{"without a key", "", []string{"1||交通局|2023年6月|是|10"}, []string{"1||交通局|2023年6月|是|10"}, "0 same; ambiguous 第1行 0:1; ambiguous 第1行 1:0"},
		{"open cells", "", []string{"1|规划|交通局|年底|是|10"}, []string{"1|规划|交通局|2023年6月|是|10"}, "0 same; changed 规划 完成时间 ?"},
		{"two keys", "name office", []string{"1|规划|交通局|2023年6月|是|10", "2|规划|教育局|2023年6月|是|10"}, []string{"1|规划|交通局|2023年6月|是|11", "2|规划|教育局|2023年6月|是|10"}, "1 same; changed 规划，交通局 预算 10>11"},
		{"an open row", "", []string{"1|规划|交通局|2023年6月|是"}, []string{"1|规划|交通局|2023年6月|是|10"}, "0 same; added 规划; ambiguous 第1行 1:0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			testRecordsDiff(t, catalogueForm, tt.keys, tt.older, tt.newer, tt.want)
			testRecordsDiff(t, alone, tt.keys, tt.older, tt.newer, tt.want)
		})
	}
}

func testRecordsDiff(t *testing.T, form, keys string, older, newer []string, want string) {
	t.Helper()
	for _, k := range strings.Fields(keys) {
		form = strings.Replace(form, "{id: "+k+",", "{id: "+k+", key: true,", 1)
	}
	l, err := layouts.Parse("catalogue.yaml", []byte(form))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	before, err := c.Read("a.html", bytes.ReplaceAll(cataloguePage("", older...), []byte("甲县2024"), []byte("甲县2023")))
	if err != nil {
		t.Fatal(err)
	}
	now, err := c.Read("b.html", cataloguePage("", newer...))
	if err != nil {
		t.Fatal(err)
	}
	d, err := c.Diff(before, now)
	if err != nil {
		t.Fatal(err)
	}
	if got := recordChanges(d); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	set := &report.DiffSet{Pairs: []*report.Diff{d}}
	var data, book bytes.Buffer
	if err := c.WriteDiffs(&data, convert.JSON, set); err != nil {
		t.Fatal(err)
	}
	if err := c.WriteDiffs(&book, convert.XLSX, set); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&book)
	if err != nil {
		t.Fatal(err)
	}
	rows, _ := f.GetRows("各行变动")
	if shown := max(len(rows)-3, 0); shown != len(d.Records) || strings.Count(data.String(), `"change": `) != len(d.Records) {
		t.Errorf("%d records in the workbook, %d in the data, want %d", shown, strings.Count(data.String(), `"change": `), len(d.Records))
	}
}

func recordChanges(d *report.Diff) string {
	said := []string{fmt.Sprintf("%d same", d.SameRecords)}
	for _, r := range d.Records {
		s := r.What + " " + r.Key
		if r.What == report.RecordAmbiguous {
			s += fmt.Sprintf(" %d:%d", len(r.Older), len(r.Newer))
		}
		for _, c := range r.Cells {
			if s += " " + c.Column + " "; c.Unknown {
				s += "?"
			} else {
				s += c.Old + ">" + c.New
			}
		}
		said = append(said, s)
	}
	return strings.Join(said, "; ")
}

// TestDiffOfWords: words of a row that does not repeat are compared, too.
func TestDiffOfWords(t *testing.T) {
	c, html := formSample(t, "website")
	newer, err := c.Read("b.html", []byte(strings.Replace(html, "<td>☑是 □否</td>", "<td>□是 ☑否</td>", 1)))
	if err != nil {
		t.Fatal(err)
	}
	older, err := c.Read("a.html", []byte(strings.ReplaceAll(html, "2024", "2023")))
	if err != nil {
		t.Fatal(err)
	}
	d, err := c.Diff(older, newer)
	if err != nil {
		t.Fatal(err)
	}
	if got := recordChanges(d); !strings.Contains(got, "changed 是否有移动版 内容 是>否") {
		t.Error(got)
	}
	for _, change := range d.Changes {
		t.Errorf("a figure changed: %v", change)
	}
}
