package convert

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

func TestFullMarks(t *testing.T) {
	tests := []struct{ text, want string }{
		{"全年公开3件,其中规范性文件1件.", "全年公开3件，其中规范性文件1件。"},
		{"增长5%, 较上年多;办结率100%.", "增长5%，较上年多；办结率100%。"},
		{"(一)主动公开", "（一）主动公开"},
		{"部分公开(区分处理的,只计这一情形)", "部分公开（区分处理的，只计这一情形）"},
		{"坚持\"公开为常态\"和\"不公开为例外\"", "坚持“公开为常态”和“不公开为例外”"},
		{"他说'公开'", "他说‘公开’"},
		{"电话:0539-8391015", "电话：0539-8391015"},
		{"1,234.56件", "1,234.56件"},
		{"1.公开意识", "1.公开意识"},
		{"2024.12.31", "2024.12.31"},
		{"网址:http://www.a.gov.cn/b.html?x=1", "网址:http://www.a.gov.cn/b.html?x=1"},
		{"时间10:30至11:30", "时间10:30至11:30"},
		{"the People's (State) Council, \"open\".", "the People's (State) Council, \"open\"."},
		{"单位(APP)建设", "单位（APP）建设"},
		{"一个引号\"没有另一个", "一个引号\"没有另一个"},
		{"第.5条", "第.5条"},
		{"没有半角标点。", "没有半角标点。"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := fullMarks(tt.text); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.text, got, tt.want)
		}
		if again := fullMarks(tt.want); again != tt.want {
			t.Errorf("%s becomes %s", tt.want, again)
		}
	}
}

// TestFullMarksOnPages: the pages have full-width marks, the data those of the source.
func TestFullMarksOnPages(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	r := &Reading{Layout: l, Report: &report.Report{Layout: l.ID, Title: "年报", Sections: []*report.Section{{ID: "overview", Heading: "一,总体情况", Paragraphs: report.Prose("公开3件,办结.")}}}}
	var pages, data [2]bytes.Buffer
	for i, full := range []bool{false, true} {
		c, err := New(Options{FullMarks: full})
		if err != nil {
			t.Fatal(err)
		}
		if got := c.printed(r.Report).Sections[0].Paragraphs[0].Text; full != (got == "公开3件，办结。") {
			t.Errorf("%v: the page says %s", full, got)
		}
		for f, b := range map[Format]*bytes.Buffer{PDF: &pages[i], JSON: &data[i]} {
			if err := c.Write(b, f, r); err != nil {
				t.Fatal(err)
			}
		}
	}
	if bytes.Equal(pages[0].Bytes(), pages[1].Bytes()) || !bytes.Equal(data[0].Bytes(), data[1].Bytes()) {
		t.Error("the option changes the data, or not the pages")
	}
}
