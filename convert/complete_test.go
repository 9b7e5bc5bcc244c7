package convert_test

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
)

// TestComplete: data and workbooks that do not say whose they are and of which year
// tell it where texts do, and contradictions are named.
func TestComplete(t *testing.T) {
	const title = "示例区教育局2024年政府信息公开工作年度报告"
	for _, tt := range []struct {
		name, file, data string
		agency           string
		year             int
		date             string
		finding          string // what a `date` or `agency` finding says; "" for none
	}{
		{"title", "a.json", `"title": "` + title + `"`, "示例区教育局", 2024, "", ""},
		{"所给的", "a.json", `"title": "` + title + `", "agency": "示例区教育局", "year": 2024, "date": "2025-01-26"`, "示例区教育局", 2024, "2025-01-26", ""},
		{"property and period", "a.json", `"properties": {"发布机构": "示例区教育局", "成文日期": "2025年1月26日"}, "sections": [{"id": "overview", "heading": "一、总体情况", "paragraphs": ["本报告统计期限自2024年1月1日起至2024年12月31日止。"]}]`, "示例区教育局", 2024, "2025-01-26", ""},
		{"signature", "a.json", `"sections": [{"id": "signature", "heading": "", "paragraphs": ["示例区教育局", "二〇二五年一月二十六日"]}]`, "示例区教育局", 2024, "2025-01-26", ""},
		{"file name", "示例2023.json", `"agency": "示例区教育局"`, "示例区教育局", 2023, "", ""},
		{"nothing", "a.json", `"date": ""`, "", 0, "", "看不出是哪个机关的报告"},
		{"another year", "a.json", `"title": "` + title + `", "year": 2023`, "示例区教育局", 2023, "", "年度填为2023年，标题写的是2024年"},
		{"another agency", "a.json", `"title": "` + title + `", "agency": "青禾县水务局"`, "青禾县水务局", 2024, "", "机关名称填为“青禾县水务局”"},
		{"another year in the text", "a.json", `"year": 2023, "agency": "示例区教育局", "sections": [{"id": "overview", "heading": "一、总体情况", "paragraphs": ["2024年，我局认真贯彻条例。"]}]`, "示例区教育局", 2023, "", "年度填为2023年，报告的文字写的是2024年"},
		{"another year below the text", "a.json", `"year": 2023, "agency": "示例区教育局", "sections": [{"id": "signature", "heading": "", "paragraphs": ["示例区教育局", "2025年1月26日"]}]`, "示例区教育局", 2023, "2025-01-26", "年度填为2023年，报告的文字写的是2024年"},
		{"another agency below the text", "a.json", `"year": 2024, "agency": "青禾县水务局", "sections": [{"id": "signature", "heading": "", "paragraphs": ["示例区教育局", "2025年1月26日"]}]`, "青禾县水务局", 2024, "2025-01-26", "机关名称填为“青禾县水务局”，发布机构或落款是“示例区教育局”"},
		{"another date below the text", "a.json", `"title": "` + title + `", "date": "2025-01-20", "sections": [{"id": "signature", "heading": "", "paragraphs": ["示例区教育局", "2025年1月26日"]}]`, "示例区教育局", 2024, "2025-01-20", "成文日期填为2025-01-20，落款日期是2025-01-26"},
		{"a date of years ago", "a.json", `"title": "` + title + `", "date": "2020-01-01"`, "示例区教育局", 2024, "2020-01-01", "2024年度的报告，成文日期是2020-01-01"},
		{"published later", "a.json", `"title": "` + title + `", "date": "2025-01-26", "properties": {"发布日期": "2025-03-01"}`, "示例区教育局", 2024, "2025-01-26", ""},
		{"a shorter name", "a.json", `"title": "` + title + `", "agency": "区教育局"`, "区教育局", 2024, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := readAs(t, converter(t), tt.file, []byte(`{"layout": "disclosure-2021", "tables": {}, `+tt.data+`}`)).Report
			if r.Agency != tt.agency || r.Year != tt.year || r.Date != tt.date {
				t.Errorf("got %q %d %q, want %q %d %q", r.Agency, r.Year, r.Date, tt.agency, tt.year, tt.date)
			}
			var said []string
			for _, f := range r.Findings {
				if (f.Code == "date" || f.Code == "agency") && !strings.Contains(f.Message, "哪一年度") {
					said = append(said, f.Message)
				}
			}
			if all := strings.Join(said, ""); (tt.finding == "") != (all == "") || !strings.Contains(all, tt.finding) {
				t.Errorf("findings %q, want %q", said, tt.finding)
			}
			for range 2 { // and again, in no other way
				again := readAs(t, converter(t), tt.file, encoded(t, r)).Report
				if got, want := again.Findings, r.Findings; len(got) != len(want) {
					t.Errorf("read again: %v, want %v", got, want)
				}
			}
		})
	}
}

func encoded(t *testing.T, r *report.Report) []byte {
	t.Helper()
	var b strings.Builder
	if err := report.Encode(&b, r); err != nil {
		t.Fatal(err)
	}
	return []byte(b.String())
}
