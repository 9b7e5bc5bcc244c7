package extract

import (
	"strings"
	"testing"
)

// TestEnds: name and date are a signature whatever stands behind them, and that is kept:
// notes and contacts below the date, an annex as a section of its own.
func TestEnds(t *testing.T) {
	const long = "中国（上海）自由贸易试验区临港新片区管理委员会行政审批和政务服务监督管理办公室"
	tests := []struct{ name, bottom, want, date string }{
		{"an annex", "甲局\n2025年1月20日\n\n附件1\n\n统计分析表\n\n本附件说明数据。第一部分为自然人。", "无。 [甲局 2025年1月20日] {附件1 统计分析表 本附件说明数据。第一部分为自然人。}", "2025-01-20"},
		{"its mark and title on one line", "甲局\n2025年1月20日\n附件1：统计分析表\n说明如下。", "无。 [甲局 2025年1月20日] {附件1 统计分析表 说明如下。}", "2025-01-20"},
		{"two annexes, one with a date", "甲局\n2025年1月20日\n附件1\n表\n甲。\n附件2\n名单\n甲局\n2025年1月3日", "无。 [甲局 2025年1月20日] {附件1 表 甲。} {附件2 名单 甲局 2025年1月3日}", "2025-01-20"},
		{"a list of enclosures above", "附件：1.统计表\n2.名单\n甲局\n2025年1月20日", "无。 附件：1.统计表 2.名单 [甲局 2025年1月20日]", "2025-01-20"},
		{"a list of enclosures below", "甲局\n2025年1月20日\n附件：1.统计表\n2.名单", "无。 [甲局 2025年1月20日 附件：1.统计表 2.名单]", "2025-01-20"},
		{"a note in brackets", "甲局\n2025年1月20日\n（此件公开发布）", "无。 [甲局 2025年1月20日 （此件公开发布）]", "2025-01-20"},
		{"a date alone above it", "2025年1月20日\n（此件公开发布）", "无。 [2025年1月20日 （此件公开发布）]", "2025-01-20"},
		{"a footnote", "甲局\n2025年1月20日\n\n注：数据截至2024年12月31日。平均用时为工作日。", "无。 [甲局 2025年1月20日 注：数据截至2024年12月31日。平均用时为工作日。]", "2025-01-20"},
		{"a sentence", "甲局\n2025年1月20日\n\n这是脚注内容，应当印出。", "无。 [甲局 2025年1月20日 这是脚注内容，应当印出。]", "2025-01-20"},
		{"contacts and a picture's caption", "甲局\n2025年1月20日\n联系人：张三  电话：0532-12345678\n地址：青禾县人民路1号，邮编266000。\n扫一扫在手机打开当前页", "无。 [甲局 2025年1月20日 联系人：张三  电话：0532-12345678 地址：青禾县人民路1号，邮编266000。]", "2025-01-20"},
		{"three agencies", "青禾县教育局 青禾县发展和改革局 青禾县卫生健康局\n2025年1月20日", "无。 [青禾县教育局 青禾县发展和改革局 青禾县卫生健康局 2025年1月20日]", "2025-01-20"},
		{"three agencies, one a line", "青禾县教育局\n青禾县发展和改革局\n青禾县卫生健康局\n2025年1月20日", "无。 [青禾县教育局 青禾县发展和改革局 青禾县卫生健康局 2025年1月20日]", "2025-01-20"},
		{"name and date on one line", "甲局2025年1月20日", "无。 [甲局2025年1月20日]", "2025-01-20"},
		{"and a note below", "甲局 2025年01月20日\n（此件公开发布）", "无。 [甲局 2025年01月20日 （此件公开发布）]", "2025-01-20"},
		{"a long name", long + "\n二〇二五年一月二十日", "无。 [" + long + " 二〇二五年一月二十日]", "2025-01-20"},
		{"the new year's month", "甲局\n二○二五年元月廿日", "无。 [甲局 二○二五年元月廿日]", "2025-01-20"},
		{"full-width figures", "甲局\n２０２５年０１月０９日", "无。 [甲局 ２０２５年０１月０９日]", "2025-01-09"},
		{"half in figures", "甲局\n二〇二五年1月9号", "无。 [甲局 二〇二五年1月9号]", "2025-01-09"},
		{"date above the name", "2025年1月20日\n青禾县甲局", "无。 [2025年1月20日 青禾县甲局]", "2025-01-20"},
		{"text with a date is none", "本报告自2025年1月20日起公开。", "无。 本报告自2025年1月20日起公开。", ""},
		{"a date in the text", "网站上线时间：\n2024年5月6日\n网站改版时间：\n2024年7月8日\n现已完成。", "无。 网站上线时间： 2024年5月6日 网站改版时间： 2024年7月8日 现已完成。", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := extract(t, page("青禾县甲局2024年政府信息公开工作年度报告", "做好公开。", tt.bottom))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, s := range d.Report.Sections {
				text := strings.Join(s.Texts(), " ")
				switch {
				case s.ID == "signature":
					got += " [" + text + "]"
				case s.Annexed():
					got += " {" + s.Heading + " " + text + "}"
				case s.ID == "other":
					got = text
				}
			}
			if got != tt.want || d.Report.Date != tt.date {
				t.Errorf("got %s, %q\nwant %s, %q", got, d.Report.Date, tt.want, tt.date)
			}
		})
	}
}

// TestDateWorded: a date that is printed otherwise than the source words it is said.
func TestDateWorded(t *testing.T) {
	for worded, want := range map[string]string{
		"二〇二五年一月二十日":      "二〇二五年一月二十日",
		"2025年01月20日":     "2025年01月20日",
		"2025 年 1 月 20 日": "",
		"2025-01-20":      "2025-01-20",
	} {
		d, err := extract(t, page("甲局2024年政府信息公开工作年度报告", "好。", "甲局\n"+worded))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range d.Report.Findings {
			if f.Code == "label-variant" && strings.Contains(f.Message, "印作“2025年1月20日”") {
				got = f.Text
			}
		}
		if got != want || d.Report.Date != "2025-01-20" {
			t.Errorf("%s: got %q, %s", worded, got, d.Report.Date)
		}
	}
}
