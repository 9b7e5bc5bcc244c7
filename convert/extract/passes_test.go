package extract

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A passCase is a text that is read right with a pass and otherwise without it.
type passCase struct {
	pass string
	text string
	list bool
	got  func(*draft.Draft) string
	want string
}

// inRow writes the pieces of a row, with ? behind them when it is in doubt.
func inRow(table, id string) func(*draft.Draft) string {
	return func(d *draft.Draft) string {
		t := d.Table(table)
		if t == nil || t.Row(id) == nil {
			return "absent"
		}
		row := t.Row(id)
		var texts []string
		for _, p := range row.Pieces {
			texts = append(texts, p.Text)
		}
		text := strings.Join(texts, " ")
		if row.Doubt {
			text += "?"
		}
		return text
	}
}

// sectionIDs writes the ids of the report's sections.
func sectionIDs(d *draft.Draft) string {
	var ids []string
	for _, s := range d.Report.Sections {
		ids = append(ids, s.ID)
	}
	return strings.Join(ids, " ")
}

// codes writes the codes of the findings.
func codes(d *draft.Draft) string {
	var all []string
	for _, f := range d.Report.Findings {
		if !slices.Contains(all, string(f.Code)) {
			all = append(all, string(f.Code))
		}
	}
	return strings.Join(all, " ")
}

// spacedPage is the page with a space between cells, one row a line: text that keeps no cells.
func spacedPage(changes ...string) string {
	return strings.NewReplacer(changes...).Replace(strings.ReplaceAll(page("", "好。", ""), " | ", " "))
}

// inList is the list of the tests with a change in it, its cells parted by a text.
func inList(between string, changes ...string) string {
	return listTop + strings.ReplaceAll(strings.NewReplacer(changes...).Replace(listRows), "|", between)
}

func between(text, from, to string) string {
	i, j := strings.Index(text, from), strings.Index(text, to)
	return text[i:j]
}

func passCases() []passCase {
	const sevenZeros = "0 0 0 0 0 0 0"
	all := spacedPage()
	three, four := between(all, "三、收到", "四、政府信息"), between(all, "四、政府信息", "五、存在")
	return []passCase{
		{"arabic headings", strings.NewReplacer("一、总体", "1、总体", "二、主动", "2、主动", "三、收到", "3、收到", "四、政府", "4、政府", "五、存在的主要问题及改进情况", "5、存在的问题和改进措施", "六、其他需要报告的事项", "6、其他需要汇报事项").Replace(page("", "1、做好公开。", "")), false, sectionIDs, "overview proactive applications litigation problems other"},
		{"top headings", page("", "（一）主动公开政府信息情况\n2024年主动公开10条。\n依申请公开政府信息情况\n没有收到申请。", ""), false, sectionIDs, "overview proactive applications litigation problems other"},
		{"grids", strings.NewReplacer("本年制发件数 | 本年废止件数", "本年废止件数 | 本年制发件数", "规章 | 0 | 0 | 0", "规章 | 1 | 2 | 3").Replace(page("", "好。", "")), false, inRow("proactive", "rules"), "2 1 3"},
		{"a line off", spacedPage("1.信访举报投诉类申请 "+sevenZeros, "1.信访举报投诉类申请\n1 0 0 0 0 0 1", "2.重复申请 "+sevenZeros, "2.重复申请"), false, inRow("applications", "refused_petition"), "1 0 0 0 0 0 1?"},
		{"labels", spacedPage("2.重复申请 "+sevenZeros, "2.重复申请 1 0 0 0 0 0 1"), false, inRow("applications", "refused_duplicate"), "1 0 0 0 0 0 1"},
		{"tables out of order", strings.Replace(strings.Replace(all, four, "", 1), three, four+three, 1), false, inRow("litigation", "cases"), sevenZeros + " " + sevenZeros + " 0"},
		{"values only", strings.Replace(all, four, "四、政府信息公开行政复议、行政诉讼情况\n0 0 0 0 0 0 0 0 0 0 7 0 0 0 7\n", 1), false, inRow("litigation", "cases"), "0 0 0 0 0 0 0 0 0 0 7 0 0 0 7"},
		{"wrapped labels", inList("|", "（二）收取的费用|万元|1.50", "（二）收取的\n|万元|1.50\n申请费用"), true, codes, "label-variant"},
		{"bars", framedPage("|\n"), false, inRow("litigation", "cases"), "        2      "},
		{"row numbers", numberedList(func(i int) string { return string(rune('0'+i/10)) + string(rune('0'+i%10)) }), true, inRow("all", "fees"), "1.50"},
		{"row numbers behind", numberedRows(all, sevenZeros), false, inRow("applications", "denied_internal"), "0 0 0 0 0 4 4"},
		{"heads astray", spacedPage("商业企业 科研机构", "科研机构 商业企业", "2.重复申请 "+sevenZeros, "2.重复申请 1 0 2 0 0 0 3"), false, inRow("applications", "refused_duplicate"), "1 0 2 0 0 0 3?"},
		{"strays above", spacedPage("规章 0 0 0", "7\n规章 1 2 3"), false, inRow("proactive", "rules"), "1 2 3?"},
		{"wrapped rows", spacedPage("5.属于三类内部事务信息 "+sevenZeros, "5.属 0 92 116 675 0 0 883\n于三\n类内\n部事\n务信\n息"), false, inRow("applications", "denied_internal"), "0 92 116 675 0 0 883"},
		{"values above", valuesAbove(map[string]string{"本年新收": "3 0 0 0 0 0 3", "总计": "3 0 0 0 0 0 3", "（一）予以公开": "3 0 0 0 0 0 3"}), false, inRow("applications", "granted"), "3 0 0 0 0 0 3"},
		{"labelled", spacedPage("2.重复申请 "+sevenZeros, "2.重复申请 1 0 0 0 0 0 1"), false, inRow("applications", "refused_duplicate"), "1 0 0 0 0 0 1"},
		{"unlabelled", all, false, inRow("litigation", "cases"), sevenZeros + " " + sevenZeros + " 0"},
		{"alike", spacedPage("3.要求提供公开出版物 "+sevenZeros, "3.要求提拱公开出板物 1 0 0 0 0 0 1"), false, inRow("applications", "refused_publication"), "1 0 0 0 0 0 1"},
		{"repeated heads", spacedPage("3.其他 "+sevenZeros, "其他\n总计\n三、本年度办理结果\n3.其他 0 0 0 2 0 0 2"), false, inRow("applications", "other_other"), "0 0 0 2 0 0 2"},
		{"in order", inList("|", "（一）维持原行为数|件|8", "|件|8"), true, inRow("all", "rejected"), "8"},
		{"labels below", spacedPage("2.重复申请 "+sevenZeros, "1 0 0 0 0 0 1\n2.重复申请"), false, inRow("applications", "refused_duplicate"), "1 0 0 0 0 0 1"},
		{"columns of subtotals", spacedPage("其他 \n", "其他 小计\n", sevenZeros, "1 2 0 0 0 3 5 6"), false, func(d *draft.Draft) string {
			if row := d.Table("applications").Row("received"); len(row.Extras) == 1 {
				return row.Extras[0].Label
			}
			return ""
		}, "小计"},
		{"rows of subtotals", inList("|", "申请公开情况|——|——", "申请公开情况|件|77"), true, codes, "unknown-row label-variant"},
		{"scattered", inList("\n", "（一）维持原行为数|件|2\n（二）依法纠错数|件|1\n三、", "（一）维持原行为数|件\n（二）依法纠错数|2|件\n三、"), true, inRow("all", "upheld"), "?"},
		{"another column", numberedList(func(i int) string { return string(rune('0' + i*7%5)) }), true, inRow("all", "mended"), " 1?"},
		{"torn", spacedPage("2.重复申请 "+sevenZeros, "2.重复申请 1 0 0 0\xef\xbf\xbd 0 0 1"), false, inRow("applications", "refused_duplicate"), "1 0 0 0 0 0 1?"},
		{"stranded", spacedPage("2.重复申请 "+sevenZeros+" \n", "2.重复申请\n4.无正当\n1 3\n", "3.要求提供公开出版物 "+sevenZeros, "3.要求提供公开出版物 "+sevenZeros), false, inRow("applications", "refused_duplicate"), "?"},
	}
}

// numberedRows is the page with the number of each row of seven zeros behind its label,
// and a row that is not of zeros.
func numberedRows(page, zeros string) string {
	n := 0
	lines := strings.Split(page, "\n")
	for i, line := range lines {
		if at := strings.Index(line, " "+zeros); at > 0 && strings.Count(line, " 0") < 9 {
			n++
			if strings.Contains(line, "内部事务") {
				line = line[:at] + " 0 0 0 0 0 4 4"
			}
			lines[i] = line[:at] + " " + strconv.Itoa(n) + line[at:]
		}
	}
	return strings.Join(lines, "\n")
}

// TestPasses: each pass is needed by its case.
func TestPasses(t *testing.T) {
	cases := passCases()
	for _, name := range passNames() {
		i := slices.IndexFunc(cases, func(c passCase) bool { return c.pass == name })
		if i < 0 {
			t.Errorf("no case needs %s", name)
			continue
		}
		t.Run(name, func(t *testing.T) {
			c := &cases[i]
			if got := c.read(t, ""); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if got := c.read(t, name); got == c.want {
				t.Errorf("without the pass it reads %q, too", got)
			}
		})
	}
}

// passNames are all passes.
func passNames() (names []string) {
	for _, p := range documentPasses {
		names = append(names, p.name)
	}
	for _, p := range linePasses {
		names = append(names, p.name)
	}
	for _, p := range piecePasses {
		names = append(names, p.name)
	}
	for _, p := range rowPasses {
		names = append(names, p.name)
	}
	return names
}

// read reads the case with a pass switched off.
func (c *passCase) read(t *testing.T, without string) string {
	t.Helper()
	l := layouts.Find("disclosure-2021")
	if c.list {
		var err error
		if l, err = layouts.Parse("list.yaml", []byte(listForm)); err != nil {
			t.Fatal(err)
		}
	}
	doc, err := source.Read("report.txt", []byte(c.text))
	if err != nil {
		t.Fatal(err)
	}
	d, _, err := Extract(doc, "report.txt", []*Form{newForm(l, without)})
	if err != nil {
		return err.Error()
	}
	return c.got(d)
}
