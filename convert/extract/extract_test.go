package extract

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

func TestLex(t *testing.T) {
	tests := []struct {
		field string
		cell  bool
		want  string // values in square brackets
	}{
		{"规章", false, "规章"},
		{"规范性文件337", false, "规范性文件 [337]"},
		{"行政处罚11-83", false, "行政处罚 [11-83]"},
		{"规章 0 / 5", false, "规章 [0] [/] [5]"},
		{"2.重复申请", false, "2.重复申请"},
		{"00000002.重复申请0000000", false, "[0000000] 2.重复申请 [0000000]"},
		{"1属于国家秘密", false, "1属于国家秘密"},
		{"（七）总计(7)", false, "（七）总计(7)"},
		{"行政许可6行政强制0", false, "行政许可 [6] 行政强制 [0]"},
		{"2023年度", false, "2023年度"},
		{"第20条", false, "第20条"},
		{"10317 件", true, "[10317 件]"},
		{"- 41", true, "[- 41]"},
		{"３件", false, "[３件]"},
		{"—", false, "[—]"},
		{"无", false, "[无]"},
		{"2 0 0 5", false, "[2] [0] [0] [5]"},
		{"3\u200b.补正后", false, "3.补正后"},
		{"（二）部分公开（区分处理的， 110件 0", false, "（二）部分公开（区分处理的， [110件] [0]"},
		{"", false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.field, func(t *testing.T) {
			var got []string
			for _, tok := range lex(nil, tt.field, tt.cell) {
				if tok.value {
					got = append(got, "["+tok.text+"]")
				} else {
					got = append(got, tok.text)
				}
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("got %s, want %s", g, tt.want)
			}
		})
	}
}

func TestProperties(t *testing.T) {
	tests := []struct{ line, want string }{
		{"索 引 号: | hd/2025-15 | 公开目录: | 部门年报 |", "索引号=hd/2025-15;公开目录=部门年报"},
		{"文号: 公开日期: 2021-01-25", "文号=;公开日期=2021-01-25"},
		{"时间:2021-01-25 15:38      来源:杭州市人民政府门户网站      浏览次数:", "时间=2021-01-25 15:38;来源=杭州市人民政府门户网站"},
		{"发布机构：某局", "发布机构=某局"},
		{"一是来源：不明", ""},
		{"某局2024年报告", ""},
	}
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			ps, _ := properties(tt.line)
			var got []string
			for _, p := range ps {
				got = append(got, p.Key+"="+p.Value)
			}
			if g := strings.Join(got, ";"); g != tt.want {
				t.Errorf("got %q, want %q", g, tt.want)
			}
		})
	}
}

// page is a report with all three tables of 2021, full of zeros, around what a
// test wants to see.
func page(top, overview, bottom string) string {
	var b strings.Builder
	l := layouts.Find("disclosure-2021")
	b.WriteString(top + "\n一、总体情况\n" + overview + "\n")
	for _, s := range l.Sections[1:4] {
		b.WriteString(s.Heading + "\n")
		t := l.Table(s.Table)
		line := 0
		for _, c := range t.Grid().Cells {
			if c.Row != line {
				b.WriteString("\n")
				line = c.Row
			}
			text := c.Text
			if c.Kind == layouts.DataCell {
				text = "0"
			}
			b.WriteString(text + " | ")
		}
		b.WriteString("\n")
	}
	b.WriteString("五、存在的主要问题及改进情况\n仍有不足。\n六、其他需要报告的事项\n无。\n" + bottom)
	return b.String()
}

// builtin are the built-in forms.
var builtin = NewForms(layouts.Builtin()...)

func extract(t testing.TB, text string) (*draft.Draft, error) {
	t.Helper()
	doc, err := source.Read("report.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := Extract(doc, "report.txt", builtin)
	return r, err
}

// changed is the report of a page with one change in it.
func changed(t testing.TB, old, new string) *draft.Draft {
	t.Helper()
	text := page("", "好。", "")
	if !strings.Contains(text, old) {
		t.Fatalf("no %q in the page", old)
	}
	r, err := extract(t, strings.Replace(text, old, new, 1))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestKeys holds the search for keys to the expression that says what it finds.
func TestKeys(t *testing.T) {
	const space = `[\s\x{3000}\x{a0}]*`
	var keys []string
	for _, k := range slices.Concat(propertyKeys, furnitureKeys) {
		keys = append(keys, strings.Join(strings.Split(k, ""), space))
	}
	law := regexp.MustCompile(`(?:^|[\s\x{3000}\x{a0}|｜【\[(（])(` + strings.Join(keys, "|") + `)` + space + `[:：]`)
	parts := append(strings.Split(" ,\t,\u3000,\u00a0,|,｜,【,[,(,（,:,：,:,：,索,引,号,时,效,性,间,x,的,\u200b,\v", ","), propertyKeys[:12]...)
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		text := ""
		for range r.IntN(12) {
			text += parts[r.IntN(len(parts))]
		}
		var got, want []foundKey
		got = findKeys(text)
		for _, m := range law.FindAllStringSubmatchIndex(text, -1) {
			want = append(want, foundKey{squeeze(text[m[2]:m[3]]), m[0], m[2], m[1]})
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q: got %v, want %v", text, got, want)
		}
	}
}

func TestFacts(t *testing.T) {
	tests := []struct {
		name, top, overview, bottom string
		title, agency               string
		year                        int
		date, codes                 string
	}{
		{"title", "甲局2024年政府信息公开工作年度报告", "好。", "", "甲局2024年政府信息公开工作年度报告", "甲局", 2024, "", ""},
		{"title over two lines", "甲市人民政府办公室\n2023年政府信息公开工作年度报告", "好。", "", "甲市人民政府办公室2023年政府信息公开工作年度报告", "甲市人民政府办公室", 2023, "", ""},
		{"title with 关于 and a year of Han digits", "甲局关于二〇二二年度政府信息公开工作的年度报告", "好。", "", "甲局关于二〇二二年度政府信息公开工作的年度报告", "甲局", 2022, "", ""},
		{"a title above that has no agency", "关于2021年度政府信息公开工作的年度报告\nwww.jia.gov.cn    发布时间:2022-01-25    来源:青石镇党政办\n甲县青石镇人民政府\n关于2021年度政府信息公开工作的年度报告", "好。", "", "甲县青石镇人民政府关于2021年度政府信息公开工作的年度报告", "甲县青石镇人民政府", 2021, "2022-01-25", "left-out"},
		{"a date without a key", "甲县司法局2021年政府信息公开工作年度报告\n2022-01-28 11:22 作者:局办公室", "好。", "", "甲县司法局2021年政府信息公开工作年度报告", "甲县司法局", 2021, "2022-01-28", ""},
		{"a date without a key and its source", "甲县司法局2021年政府信息公开工作年度报告\n2022年01月28日 来源: 甲县", "好。", "", "甲县司法局2021年政府信息公开工作年度报告", "甲县司法局", 2021, "2022-01-28", ""},
		{"a place alone", "宿迁市2021年政府信息公开工作年度报告", "好。", "", "宿迁市2021年政府信息公开工作年度报告", "宿迁市", 2021, "", ""},
		{"no title, agency and date from properties", "发布机构：乙局\n成文日期：2025-01-20", "2024年以来，做好公开。", "", "", "乙局", 2024, "2025-01-20", ""},
		{"period before first year of 一", "统计期限自2023年1月1日起至2023年12月31日止。", "2022年以来。", "", "", "", 2023, "", ""},
		{"signature", "", "2024年。", "丙局\n2025年1月9日", "", "丙局", 2024, "2025-01-09", ""},
		{"signature of Han digits on one line", "", "2024年。", "丙局 二〇二五年一月九日", "", "丙局", 2024, "2025-01-09", "label-variant"},
		{"signature tells the year", "", "做好公开。", "丙局\n2025年1月9日", "", "丙局", 2024, "2025-01-09", ""},
		{"成文日期 and signature disagree", "成文日期：2025-01-20", "2024年。", "丙局\n2025年1月9日", "", "丙局", 2024, "2025-01-20", "date"},
		{"title and period disagree", "甲局2024年政府信息公开工作年度报告\n统计期限自2023年1月1日起至2023年12月31日止。", "好。", "", "甲局2024年政府信息公开工作年度报告", "甲局", 2024, "", "date"},
		{"the path and menu of a site above", "当前位置：首页 > 政务公开 > 政府信息公开年报\n网站首页 >> 政府信息公开年报\n政府信息公开年报\n甲局2024年政府信息公开工作年度报告", "好。", "", "甲局2024年政府信息公开工作年度报告", "甲局", 2024, "", "left-out"},
		{"a title of traditional characters", "鐘山縣財政局2024年政府信息公開工作年度報告", "好。", "", "鐘山縣財政局2024年政府信息公開工作年度報告", "鐘山縣財政局", 2024, "", ""},
		{"a year among the words of a title", "甲局政府信息公开工作2024年度报告", "好。", "", "甲局政府信息公开工作2024年度报告", "甲局", 2024, "", ""},
		{"properties in cells without colons", "索 引 号 | 01/2025-1 | 分 类 | 教育/报告 |\n发布机构 | 甲局 | 发文日期 | 2025-01-20 |\n标 题 | 甲县甲局2024年政府信息公开工作年度报告 | ||\n文 号 | | 主 题 词 | |", "好。", "", "甲县甲局2024年政府信息公开工作年度报告", "甲县甲局", 2024, "2025-01-20", ""},
		{"properties without any marks", "索 引 号 01-9/2021-3 发布机构 甲局\n公开目录 年度报告 发布日期 2025-01-20 09:00", "2024年以来，做好公开。", "", "", "甲局", 2024, "2025-01-20", ""},
		{"the year that the preamble tells of", "根据有关要求，现将我局2020年度政府信息公开情况报告如下。", "好。", "", "", "", 2020, "", ""},
		{"the name of the agency's page above its title", "青石街道\n青石街道办事处2023年政府信息公开工作年度报告 二维码\n来自:青石街道 时间:2024-01-13", "好。", "", "青石街道办事处2023年政府信息公开工作年度报告", "青石街道办事处", 2023, "2024-01-13", ""},
		{"keys of traditional characters", "索引號: | 01/2023-1 | 公開方式: | 主動公開 |\n文號: | 公開日期: | 2023-01-16 | |\n發布單位: | 市林水局 | 主題分類: | 其他 |", "2022年，好。", "", "", "市林水局", 2022, "2023-01-16", ""},
		{"a date below the title", "甲县林业局2022年政府信息公开工作\n年度报告\n（2023年1月9日）\n编制说明：按规定编制。", "好。", "", "甲县林业局2022年政府信息公开工作年度报告", "甲县林业局", 2022, "2023-01-09", ""},
		{"signature with a date of figures, above an empty list of annexes", "", "2024年。", "丙局\n\n2025-01-09\n\n附件:\n\n【打印】【关闭】", "", "丙局", 2024, "2025-01-09", "left-out,label-variant"},
		{"published by the government's office", "组配分类 信息公开年报 发布机构 县府办\n平县市场监督管理局2020年政府信息公开工作报告", "好。", "", "平县市场监督管理局2020年政府信息公开工作报告", "平县市场监督管理局", 2020, "", ""},
		{"published by the agency under its short name", "发布机构：县市场监管局\n平县市场监督管理局2020年政府信息公开工作报告", "好。", "", "平县市场监督管理局2020年政府信息公开工作报告", "平县市场监督管理局", 2020, "", ""},
		{"published by another agency", "发布机构：县财政局\n平县市场监督管理局2020年政府信息公开工作报告", "好。", "", "平县市场监督管理局2020年政府信息公开工作报告", "平县市场监督管理局", 2020, "", "date"},
		{"a title behind its key", "发布机构 市政府办 公开日期 2021-02-20\n名  称 甲县人民政府2020年政府信息公开工作年度报告", "好。", "", "甲县人民政府2020年政府信息公开工作年度报告", "甲县人民政府", 2020, "2021-02-20", ""},
		{"a title among cells of CSV", "索引号:1/2\t公开方式:主动公开\n甲局2024年政府信息公开工作年度报告\t", "好。", "", "甲局2024年政府信息公开工作年度报告", "甲局", 2024, "", ""},
		{"signature above the foot of a page", "", "2024年。", "丙局\n2025年1月9日\n分类：信息公开 标签：年报\n上一篇 通知\n【打印本页】【关闭窗口】\n最新文章", "", "丙局", 2024, "2025-01-09", "left-out"},
		{"signed together", "平县教育局2024年政府信息公开工作年度报告", "好。", "平县教育局\n平县卫生健康局\n2025年1月9日", "平县教育局2024年政府信息公开工作年度报告", "平县教育局", 2024, "2025-01-09", ""},
		{"signed by another", "平县教育局2024年政府信息公开工作年度报告", "好。", "平县卫生健康局\n2025年1月9日", "平县教育局2024年政府信息公开工作年度报告", "平县教育局", 2024, "2025-01-09", "date"},
		{"signed two years later", "甲局2022年政府信息公开工作年度报告", "好。", "甲局\n2025年1月9日", "甲局2022年政府信息公开工作年度报告", "甲局", 2022, "2025-01-09", "date"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := extract(t, page(tt.top, tt.overview, tt.bottom))
			if err != nil {
				t.Fatal(err)
			}
			var codes []string
			for _, f := range r.Report.Findings {
				codes = append(codes, string(f.Code))
			}
			if r.Report.Title != tt.title || r.Report.Agency != tt.agency || r.Report.Year != tt.year || r.Report.Date != tt.date || strings.Join(codes, ",") != tt.codes {
				t.Errorf("got %q %q %d %q %v", r.Report.Title, r.Report.Agency, r.Report.Year, r.Report.Date, codes)
			}
		})
	}
}

func TestParagraphs(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"one a line", "第一段说完了。\n第二段。", "第一段说完了。|第二段。"},
		{"a sentence broken by a comma", "加强组织领导，\n\n完善工作机制。", "加强组织领导，完善工作机制。"},
		{"wrapped at the line's end", "坚持以公开为常态不公开为例外的原则持续推进政务公开工\n作不断提高水平。", "坚持以公开为常态不公开为例外的原则持续推进政务公开工作不断提高水平。"},
		{"numbered items stay apart", "（一）主动公开，\n（二）依申请公开。", "（一）主动公开，|（二）依申请公开。"},
		{"short lines stay apart", "无\n另有说明。", "无|另有说明。"},
		{"Western words get a space", "开设平台名为Open Government Information,\nPublic Service的专栏。", "开设平台名为Open Government Information,Public Service的专栏。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := extract(t, page("", tt.text, ""))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(r.Report.Section("overview").Texts(), "|"); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestRefuse(t *testing.T) {
	var not *NotReportError
	_, err := extract(t, "嘉定区医疗保障局2023年政务公开工作要点\n一、进一步做好平台维护\n认真做好。")
	if !errors.As(err, &not) || !strings.Contains(err.Error(), "嘉定区医疗保障局2023年政务公开工作要点") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
	var old *UnsupportedLayoutError
	// As published by 定西市 (http://www.fsou.net/html/text/lar/170106/17010601_2.html).
	_, err = extract(t, "定西市政府信息公开情况统计报表\n指 标 名 称\n| 计量\n单位\n| 代码\n| 本期实际\n| 本年累计\n|\n主动公开信息数\n| 条\n| 01\n|\n其中:全文电子化的主动公开信息数\n| 条\n| 02\n|\n新增的行政规范性文件数\n| 条\n| 03\n|\n申请总数\n| 条\n| 10\n|\n其中:1.当面申请数\n| 条\n| 11\n|\n2.传真申请数\n| 条\n| 12\n|\n4.网上申请数\n| 条\n| 14\n|\n5.信函申请数\n| 条\n| 15\n|\n对申请的答复总数\n| 条\n| 17\n|\n其中:1.同意公开答复数\n| 条\n| 18\n|\n2.同意部分公开答复数\n| 条\n| 19\n|\n行政复议数\n| 件\n| 32\n|\n行政诉讼数\n| 件\n| 33\n|")
	if !errors.As(err, &old) || !strings.Contains(err.Error(), "2008—2013") {
		t.Errorf("got %v", err)
	}
	_, err = extract(t, "青石镇2012年政府信息公开年度报告\n一、概述\n好。\n二、存在的主要问题\n有。")
	if !errors.As(err, &old) || !strings.Contains(err.Error(), "2012") {
		t.Errorf("got %v", err)
	}
	for _, text := range []string{
		"第一条 为做好公开，制定本制度。\n第二条 各站所负责编制本站所的政府信息公开年度报告\n第三条 年度报告包括：\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n第四条 本制度自发布之日起施行。",
		"政府信息公开申请表\n公民 | 姓名 | | 工作单位 | |\n法人或其他组织 | 名称 | |\n性质 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |",
	} {
		if _, err = extract(t, text); !errors.As(err, &not) {
			t.Errorf("%.20s: got %v", text, err)
		}
	}
	if _, err = extract(t, page("", "好。", "")); err != nil {
		t.Errorf("got %v", err)
	}
}

// TestNoTextIsLost: lines that are no row of a table stand in some section, in a
// finding, or in the title and properties.
func TestNoTextIsLost(t *testing.T) {
	const title = "甲局2024年政府信息公开工作年度报告"
	tests := []struct{ name, old, new, want string }{
		{"prose", "第一句话。", "第一句话。", "第一句话。"},
		{"a row that is none of the form's", "2.重复申请 |", "另加的一行说明 | 9 | 9 | 9 | 9 | 9 | 9 | 9 |\n2.重复申请 |", "另加的一行说明 9 9 9 9 9 9 9"},
		{"a note inside a table", "2.重复申请 |", "注：本表的数字由本机关办公室汇总，不含下属单位和派出机构受理的申请。\n2.重复申请 |", "注：本表的数字由本机关办公室汇总，不含下属单位和派出机构受理的申请。"},
		{"a sentence above the title", title, "本报告由甲局编制。\n" + title, "本报告由甲局编制。"},
		{"a last sentence with words of a page's foot", "附件说明在此处。", "今年新增了网站地图和扫一扫在手机打开等功能。", "今年新增了网站地图和扫一扫在手机打开等功能。"},
		{"a sentence of little else than a title row's words", "第一句话。", "第二十条第（一）项3件。", "第二十条第（一）项3件。"},
		{"a note behind a row", "（七）总计 |", "（七）总计（未填写） |", "（七）总计（未填写）"},
		{"a note behind a column", "本年制发件数 |", "本年制发件数（含联合发文） |", "本年制发件数（含联合发文）"},
		{"text behind the last section", "附件说明在此处。", "附件说明在此处。", "附件说明在此处。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := page(title, "第一句话。", "附件说明在此处。")
			if !strings.Contains(text, tt.old) {
				t.Fatalf("no %q in the page", tt.old)
			}
			r, err := extract(t, strings.Replace(text, tt.old, tt.new, 1))
			if err != nil {
				t.Fatal(err)
			}
			var all strings.Builder
			for _, s := range r.Report.Sections {
				fmt.Fprintln(&all, s.Heading, strings.Join(s.Texts(), "\n"))
			}
			for _, f := range r.Report.Findings {
				fmt.Fprintln(&all, f.Text)
			}
			if !strings.Contains(all.String(), tt.want) {
				t.Errorf("%q is lost:\n%s", tt.want, all.String())
			}
			for _, rt := range r.Tables {
				for _, row := range rt.Rows {
					for _, p := range row.Pieces {
						if p.Text != "0" && p.Text != "" {
							t.Errorf("%s.%s took %q", rt.ID, row.ID, p.Text)
						}
					}
				}
			}
		})
	}
}

// FuzzExtract: any text gives a report or a typed error, and no panic.
func FuzzExtract(f *testing.F) {
	f.Add(page("甲局2024年政府信息公开工作年度报告", "好。", "甲局\n2025年1月9日"))
	f.Add("规章337\n行政许可\n000\n政府集中采购36705283.86")
	f.Add("一、总体情况\n二、主动公开政府信息情况\n规章\t\t1\n")
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := source.Read("x", []byte(text))
		if err != nil {
			return
		}
		r, l, err := Extract(doc, "x", builtin)
		var not *NotReportError
		var old *UnsupportedLayoutError
		switch {
		case err != nil && !errors.As(err, &not) && !errors.As(err, &old):
			t.Errorf("untyped error %v", err)
		case err == nil && (r == nil || l == nil || r.Report.Layout != l.ID):
			t.Errorf("no report and no error")
		}
	})
}

// TestParts: sub-rows are kept for comparison with their row when it has values of
// its own, and make the row when it has none.
func TestParts(t *testing.T) {
	const form = "第二十条第（一）项 |\n信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 0 | 0 | 0 |\n规范性文件 | 1 | 1 | 1 |\n" +
		"第二十条第（五）项 |\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n行政许可 | 0 | 0 | 0 |\n其他对外管理服务事项 |%s\n行政检查 | 1 | 0 | 4 |\n行政确认 | 2 | -1 | 5 |\n"
	for own, want := range map[string]string{"": "3 -1 9", " 3 | -1 | 9 |": "3 -1 9"} {
		r, err := extract(t, "甲局2020年政府信息公开工作年度报告\n一、总体情况\n好。\n二、主动公开政府信息情况\n"+fmt.Sprintf(form, own))
		if err != nil {
			t.Fatal(err)
		}
		rt := r.Table("proactive")
		var got []string
		for _, p := range valuesOnly(rt.Row("other_services").Pieces) {
			got = append(got, p.Text)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("own values %q: got %s, want %s", own, g, want)
		}
		if own != "" && len(rt.Subtotals) != 3 {
			t.Errorf("the sub-rows are not compared with their row: %+v", rt.Subtotals)
		}
	}
}
