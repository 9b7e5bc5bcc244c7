package extract

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
)

func TestFurniture(t *testing.T) {
	furniture := []string{
		"当前位置：首页 > 政务公开 > 年报", "您现在的位置: 首页>>信息公开", "首页 > 政务公开 > 法定主动公开内容 > 政府信息公开年报", "网站首页/政务公开", "青禾县人民政府 > 信息公开 > 年报",
		"打印本页", "【打印】 【关闭】", "[大] [中] [小]　打印", "字体：【大 中 小】", "分享到：微信 微博", "上一篇：2023年年报", "下一篇 无", "返回顶部", "关闭窗口",
		"版权所有：青禾县人民政府", "版权所有 © 2024 青禾县人民政府办公室 主办：青禾县人民政府办公室 承办：青禾县大数据中心 地址：人民路1号 邮编：266000 鲁ICP备12345678号 鲁公网安备37020002000001号", "Copyright 2024 qinghe.gov.cn",
		"网站标识码：3702000001", "主办单位：青禾县人民政府办公室", "技术支持：某公司", "责任编辑：张三", "浏览次数：123", "阅读 123", "您是第 1,234 位访客",
		"首页 | 新闻中心 | 政务公开 | 政务服务 | 互动交流", "网站地图 联系我们 关于我们", "繁体版 | 无障碍浏览 | 长者模式", "扫一扫在手机打开当前页", "用微信扫描二维码", "手机扫码查看",
		"网站支持IPv6 繁体版 | 无障碍阅读 | 长者模式 | 登录 注册", "打印本页关闭窗口", "2025/1/20 14:33    甲局2024年政府信息公开工作年度报告", "https://www.qinghe.gov.cn/zwgk/1.html    1/5",
		"附件下载", "2024年年报.docx", "附件：2024年政府信息公开年报.pdf（125KB）", "相关链接", "目录",
	}
	report := []string{
		"无", "无。", "政务公开", "微信", "网站地图栏目有所调整", "附件1", "附件：1.统计表", "（此件公开发布）", "联系人：张三", "地址：青禾县人民路1号", "电话：0532-12345678",
		"首页改版后，访问量有所提高。", "版权所有的说明见网站首页；另见公告。", "下一步打算", "下一步工作", "打印费", "关闭网站3个", "1.政务微博", "政务微博：发布信息12条", "微信公众号",
		"其他需要报告的事项", "2024年>2023年", "A>B", "主办单位增加到12个", "分享经验3次", "阅读推广活动12次", "字体清晰、版面整洁", "收到申请5>3",
	}
	for _, s := range furniture {
		if !isFurniture(s) {
			t.Errorf("%s is furniture", s)
		}
	}
	for _, s := range report {
		if isFurniture(s) {
			t.Errorf("%s is text", s)
		}
	}
}

// TestLeftOut: nothing of the page and no scrap of a table is printed, and a finding has it all.
func TestLeftOut(t *testing.T) {
	const top = "甲局2024年政府信息公开工作年度报告"
	all := page(top, "好。", "甲局\n2025年1月6日")
	const sevenZeros = "0 | 0 | 0 | 0 | 0 | 0 | 0"
	tests := []struct{ name, text, section, paragraphs, code, left string }{
		{"a page around it", "青禾县人民政府\n首页 | 政务公开 | 互动交流\n" + strings.Replace(all, top, top+"\n发布时间：2025-01-07 浏览次数：12\n【字体：大 中 小】\n打印本页", 1) + "\n上一篇：通知\n首页\n政务公开\n联系我们\n版权所有：青禾县人民政府",
			"signature", "甲局|2025年1月6日", "left-out", "青禾县人民政府|首页 | 政务公开 | 互动交流|【字体：大 中 小】|打印本页|上一篇：通知|首页|政务公开|联系我们|版权所有：青禾县人民政府"},
		{"beside text", page(top+"\n打印本页\n根据条例，现公布甲局2024年政府信息公开工作年度报告。", "好。", "甲局\n2025年1月6日\n相关链接\n甲局2023年政府信息公开工作年度报告\n版权所有：青禾县人民政府\n地址：人民路1号 邮编：266000\n备案号：鲁ICP备1号"), "preamble", "根据条例，现公布甲局2024年政府信息公开工作年度报告。", "left-out", "打印本页|相关链接|甲局2023年政府信息公开工作年度报告|版权所有：青禾县人民政府|地址：人民路1号 邮编：266000|备案号：鲁ICP备1号"},
		{"within the text", page(top, "好。\n打印本页\n首页 > 政务公开 > 年报\n很好。", ""), "overview", "好。|很好。", "left-out", "打印本页|首页 > 政务公开 > 年报"},
		{"menu words are headings where they stand alone", page(top, "政务公开\n好。\n政务服务\n很好。", ""), "overview", "政务公开|好。|政务服务|很好。", "", ""},
		{"the title again", page("封面\n"+top+"\n2025年1月\n"+top, "好。", ""), "preamble", "2025年1月", "left-out", "封面|" + top},
		{"heads above a table", strings.Replace(all, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 | \n", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n\n申请人情况\n\n", 1), "applications", "", "", ""},
		{"scraps behind a table", strings.Replace(all, "四、结转下年度继续办理 | "+sevenZeros+" | \n", "四、结转下年度继续办理 | "+sevenZeros+" | \n\n（六）其 2.申请人逾期未按收费通\n", 1), "applications", "", "left-out", "（六）其 2.申请人逾期未按收费通"},
		{"a heading worded as a label", strings.Replace(htmlOf(all), "</table>", "</table><p>1.行政许可</p><p>全年办理许可若干。</p><p>无</p>", 1), "proactive", "1.行政许可|全年办理许可若干。|无", "", ""},
		{"one without a number", strings.Replace(htmlOf(all), "</table>", "</table><p>行政许可</p><p>全年办理许可若干。</p>", 1), "proactive", "行政许可|全年办理许可若干。", "", ""},
		{"a row that the form does not have", strings.Replace(all, "四、结转下年度继续办理 | "+sevenZeros+" | \n", "四、结转下年度继续办理 | "+sevenZeros+" | \n五、咨询 | 1 | 2 | 3 | 4 | 5 | 6 | 21 | \n注：按规定填写。\n", 1), "applications", "注：按规定填写。", "unknown-row", "五、咨询 1 2 3 4 5 6 21"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := extract(t, tt.text)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if s := d.Report.Section(tt.section); s != nil {
				got = strings.Join(s.Texts(), "|")
			}
			if got != tt.paragraphs {
				t.Errorf("got %s, want %s", got, tt.paragraphs)
			}
			var left []string
			for _, f := range d.Report.Findings {
				switch {
				case tt.code == "" && (f.Code == report.CodeLeftOut || f.Code == report.CodeUnknownRow):
					t.Errorf("left out: %s", f.Text)
				case string(f.Code) == tt.code && tt.code != "":
					left = append(left, strings.Split(f.Text, "\n")...)
				}
				if f.Code == report.CodeLeftOut && f.Severity != report.Info {
					t.Errorf("it is %s", f.Severity)
				}
			}
			if got := strings.Join(left, "|"); got != tt.left {
				t.Errorf("left out: %s, want %s", got, tt.left)
			}
		})
	}
}

// htmlOf is a page of the tests as a page of the web.
func htmlOf(text string) string {
	var b strings.Builder
	table := false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(strings.TrimSpace(line), " |")
		if row := strings.Contains(line, "|") || strings.HasPrefix(line, "第二十条"); row != table {
			b.WriteString(map[bool]string{true: "<table>", false: "</table>"}[row])
			table = row
		}
		if table {
			b.WriteString("<tr><td>" + strings.ReplaceAll(line, " | ", "<td>") + "</tr>")
		} else {
			b.WriteString("<p>" + line + "</p>")
		}
	}
	return b.String()
}
