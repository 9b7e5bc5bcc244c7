package extract

import (
	"strings"
	"testing"
)

// TestPages reads single rows as web pages give them when their text is taken out.
func TestPages(t *testing.T) {
	tests := []struct {
		name, old, new string
		row            string // table and row
		want           string
	}{
		{"a label with a long note", "行政规范性文件 | 0 | 0 | 0 |",
			"行政规范性文件(本机关制定发布的决定、公告、通告、意见、通知,一般情况下属于规范性文件,不含会议纪要和内部管理制度) |\n3 |\n1 |\n8 |\n其他主动公开文件(含以本机关办公室名义正式签发的、除规范性文件以外的主动公开文件,不含会议纪要) |\n5 |\n0 |\n0 |",
			"proactive normative", "3 1 8"},
		{"the first label lost", "规章 | 0 | 0 | 0 |", "\n2\n\n0\n\n7\n", "proactive rules", "2 0 7"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := page("", "好。", "")
			if !strings.Contains(text, tt.old) {
				t.Fatalf("no %q in the page", tt.old)
			}
			r, err := extract(t, strings.Replace(text, tt.old, tt.new, 1))
			if err != nil {
				t.Fatal(err)
			}
			table, id, _ := strings.Cut(tt.row, " ")
			row := r.Table(table).Row(id)
			if row == nil {
				t.Fatalf("row %s is missing: %+v", tt.row, r.Findings)
			}
			var got []string
			for _, p := range row.Pieces {
				got = append(got, p.Text)
			}
			if g := strings.Join(got, " "); g != tt.want || row.Doubt {
				t.Errorf("got %q, want %q (in doubt: %v)", g, tt.want, row.Doubt)
			}
		})
	}
}

// TestTopHeadings: the headings of the report are its numbered ones, though parts of
// the first section are called alike.
func TestTopHeadings(t *testing.T) {
	r, err := extract(t, page("", "（一）主动公开政府信息情况\n2024年主动公开10条。\n依申请公开政府信息情况\n没有收到申请。", ""))
	if err != nil {
		t.Fatal(err)
	}
	if s := r.Section("overview"); len(s.Paragraphs) != 4 || r.Year != 2024 {
		t.Errorf("got %q, %d", s.Paragraphs, r.Year)
	}
}
