package pdf

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/convert/internal/filled"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// full is a report of the layout with a value in every cell.
func full(layout, value string) *report.Report {
	r := filled.Report(layouts.Find(layout), value)
	r.Agency, r.Year, r.Date = "示范市大数据局", 2024, "2025-01-26"
	for _, s := range r.Sections {
		s.Paragraphs = nil
	}
	return r
}

// with puts paragraphs into the section.
func with(r *report.Report, id string, paragraphs ...string) *report.Report {
	if s := r.Section(id); s != nil {
		s.Paragraphs = report.Prose(paragraphs...)
		return r
	}
	r.Sections = append(r.Sections, &report.Section{ID: id, Paragraphs: report.Prose(paragraphs...)})
	return r
}

const prose = "2024年，示范市大数据局坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻落实《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，全年主动公开政府信息1234条，较上年增长23.5%；微信公众号阅读量479.3万次，最高日阅读量330616次。"

// hard are reports that try the typesetting.
func hard() map[string]*report.Report {
	long := full("disclosure-2021", "0")
	long.Title = "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗人力资源和社会保障局（劳动人事争议仲裁委员会办公室、社会保险事业服务中心）二〇二四年度政府信息公开工作年度报告"
	var forty []string
	for i := range 130 {
		forty = append(forty, fmt.Sprintf("%d.%s%s", i+1, prose, strings.Repeat("坚持以公开为常态、不公开为例外，", i%5)))
	}
	marks := with(full("disclosure-2021", "0"), "overview",
		strings.Repeat("。，、；：？！", 20), strings.Repeat("——……", 12), strings.Repeat("（《“", 30), strings.Repeat("”》）", 30),
		"他说：“《条例》（修订草案）‘第二稿’已于2024年12月31日（星期二）公布。”——“是的！”……“好？”",
		strings.Repeat("他说“是”，我说“否”；", 15))
	url := with(full("disclosure-2021", "0"), "overview",
		"网址：http://www.example.gov.cn/"+strings.Repeat("zwgk/xxgknb/2024/index_", 12)+".html?id=1&x=2，请查阅。",
		"编号"+strings.Repeat("0123456789", 30)+"号。",
		"见"+strings.Repeat("abcdefghij", 30)+"。",
		"The Regulations of the People's Republic of China on the Disclosure of Government Information were promulgated by the State Council in 2007 and revised in 2019.")
	rare := with(full("disclosure-2021", "0"), "overview",
		"𠮷林省𬭚县䶮镇㙦村𠅤某、𫗧某、龘龘、𪚥某、𰻞某与康熙⺁⼀，葛󠄀城，符号①②③㎡℃‰№→■□▲★，私用\uE001，缺字\u0CA0\U0001F600。",
		"日期：二〇二四年一月一日；姓名：买买提·艾力、阿卜杜拉‧吐尔逊。")
	rare.Agency = "𠮷林𬭚业局"
	signed := with(full("disclosure-2021", "123456789"), "problems", prose, prose)
	with(signed, "signature", "示范市大数据局", "2025年1月26日")
	short := with(full("disclosure-2019", "123456789012.1234"), "signature", "局", "2025年12月26日")
	open := full("disclosure-2019", "7")
	for _, c := range open.Tables[1].Rows[4].Cells {
		c.Open, c.Value = true, report.Number{}
	}
	levels := full("disclosure-2021", "0")
	with(levels, "overview", "（一）主动公开情况。"+prose, "1.加强组织领导。"+prose, "（1）"+prose, "（二）监督保障情况", prose, prose[:len("2024年，示范市大数据局坚持以习近平新时代")])
	with(levels, "other", "无其他需要报告的事项。", "附件：1.示范市大数据局2024年度政府信息公开工作考核评议结果及整改落实情况的说明", "2.名单")
	with(levels, "signature", "示范市大数据局", "2025年1月26日", "（此件公开发布）", "（联系人：买买提·艾力；联系电话：0539-8391015）")
	none := &report.Report{Layout: "disclosure-2021"}
	tables := full("disclosure-2021", "1.50")
	tables.Sections = nil
	return map[string]*report.Report{
		"title": long, "forty": with(full("disclosure-2021", "99999"), "overview", forty...), "marks": marks, "url": url, "rare": rare,
		"signed": signed, "short": short, "open": open, "none": none, "tables": tables, "levels": levels,
		"text tables": withTextTables(full("disclosure-2021", "0")),
	}
}

// withTextTables are tables in the text of a report: with cells over several places,
// across the sheet, over pages; and notes and raised characters.
func withTextTables(r *report.Report) *report.Report {
	rows := func(n, columns int) (p report.Paragraph) {
		for y := range n {
			var row []report.TextCell
			for x := range columns {
				row = append(row, report.TextCell{Text: fmt.Sprintf("第%d项%d", y, x)})
			}
			p.Table = append(p.Table, row)
		}
		return p
	}
	spans := report.Paragraph{Table: [][]report.TextCell{
		{{Text: "科室", Rows: 2}, {Text: "公开条数", Cols: 2}}, {{Text: "2023年"}, {Text: "2024年"}}, {{Text: "办公室"}, {}, {Text: "15"}}}}
	s := r.Section("overview")
	s.Paragraphs = append(report.Prose("新建场馆5万m²，CO₂减排¹。", "情况如下："), spans, rows(3, 18), rows(70, 4))
	s.Paragraphs = append(s.Paragraphs, report.Prose("完。", "¹ 按国家标准折算。")...)
	return r
}
