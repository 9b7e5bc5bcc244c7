package entry

import (
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

func TestCounted(t *testing.T) {
	for text, want := range map[string]string{"2": "2", "2.": "2", "（3）": "3", "④": "4", "⑳": "20", "1.5": "", "甲": "", "": "", "—": ""} {
		e, ok := Read(&layouts.Row{}, &layouts.Column{Kind: layouts.Count, Counted: true}, text)
		if got := e.Number.String(); got != want || ok != (want != "" || text == "" || text == "—") {
			t.Errorf("%q: %q, %v", text, got, ok)
		}
	}
}

func TestRead(t *testing.T) {
	ways := []string{"自主运维", "委托运维", "集约化平台"}
	const none = "unreadable"
	for _, tt := range []struct {
		kind layouts.Kind
		text string
		want string
	}{
		{layouts.Text, " 无 ", "无"},
		{layouts.Text, "12345", "12345"},
		{layouts.Text, "", ""},
		{layouts.Text, "民进江\n州市委会", "民进江州市委会"},
		{layouts.Text, "Annual\nReport", "Annual Report"},
		{layouts.Text, "？", none},
		{layouts.Text, "…", none},
		{layouts.YesNo, "是", "是"},
		{layouts.YesNo, "否", "否"},
		{layouts.YesNo, "☑是 □否", "是"},
		{layouts.YesNo, "是☐否☑", "否"},
		{layouts.YesNo, "□是□否", ""},
		{layouts.YesNo, "☑是☑否", none},
		{layouts.YesNo, "√", "是"},
		{layouts.YesNo, "√是 否", "是"},
		{layouts.YesNo, "√是否", "是"},
		{layouts.YesNo, "是 否√", "否"},
		{layouts.YesNo, "是 √否", "否"},
		{layouts.YesNo, "是√ 否", "是"},
		{layouts.YesNo, "是√否", none},
		{layouts.YesNo, "√是 √否", none},
		{layouts.Choice, "自主运维 √委托运维 集约化平台", "委托运维"},
		{layouts.Choice, "√委托运维 集约化平台", none},
		{layouts.YesNo, "□", "否"},
		{layouts.YesNo, "☒", none}, // ticked, or crossed out
		{layouts.YesNo, "/", ""},
		{layouts.YesNo, "不是", none},
		{layouts.YesNo, "1", none},
		{layouts.Date, "2024年5月1日", "2024-05-01"},
		{layouts.Date, "2024-5-1", "2024-05-01"},
		{layouts.Date, "20240501", "2024-05-01"},
		{layouts.Date, "二〇二四年五月一日", "2024-05-01"},
		{layouts.Date, "2024年5月", "2024-05"},
		{layouts.Date, "2024年", "2024"},
		{layouts.Date, "2024-02-30", none},
		{layouts.Date, "20241301", none},
		{layouts.Date, "于2024年5月1日", none},
		{layouts.Date, "—", ""},
		{layouts.Date, "近期", none},
		{layouts.Choice, "委托运维", "委托运维"},
		{layouts.Choice, "□自主运维 ☑委托运维 □集约化平台", "委托运维"},
		{layouts.Choice, "自主运维□ 委托运维□ 集约化平台☑", "集约化平台"},
		{layouts.Choice, "□自主运维 ☑其他", none},
		{layouts.Choice, "自主", none},
		{layouts.Choice, "", ""},
		{layouts.Percent, "99.04%", "99.04"},
		{layouts.Percent, "-3.5％", "-3.5"},
		{layouts.Percent, "99.04", "99.04"},
		{layouts.Percent, "99%件", none},
		{layouts.Percent, "%", none},
		{layouts.Percent, "", ""},
		{layouts.Balance, "-12.50", "-12.50"},
		{layouts.Amount, "-12.50", none},
		{layouts.Count, "99%", none},
		{layouts.Signed, "-3", "-3"},
	} {
		e, ok := Read(&layouts.Row{}, &layouts.Column{Kind: tt.kind, Values: ways}, tt.text)
		got := (&report.Cell{Value: e.Number, Words: e.Words}).Shown()
		if !ok {
			got = none
		}
		if got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.kind, tt.text, got, tt.want)
		}
	}
}
