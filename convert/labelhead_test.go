package convert_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/layouts"
)

// TestLabelHead: whatever stands over the labels of the rows is no column, where the heads
// name all columns; where heads are lost or moved too, no figure goes to a wrong column.
func TestLabelHead(t *testing.T) {
	l, err := layouts.Parse("balance.yaml", []byte(balanceForm))
	must(t, err)
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	must(t, err)
	for _, over := range []string{"项目", "资产类别", "科目名称（按类）", "单位名称", "2024年", "Item", "注", "会计科目及其他情况的说明", "期", "栏目1"} {
		for _, damage := range []string{"none", "lost", "lost first", "swapped", "doubled", "other"} {
			heads := []string{over, "期初", "期末"}
			want := damage == "none" || damage == "swapped"
			switch damage {
			case "lost":
				heads = heads[:2]
			case "lost first":
				heads = heads[1:]
			case "swapped":
				heads[1], heads[2] = heads[2], heads[1]
			case "doubled":
				heads = slices.Insert(heads, 1, "上年")
			case "other":
				heads[1] = "年中"
			}
			for _, sep := range []string{"html", "\t", "|"} {
				rnd := rand.New(rand.NewPCG(1, uint64(len(over))))
				truth := map[string]int{}
				rows := [][]string{heads}
				sums := [2]int{}
				for _, r := range [][2]string{{"cash", "货币资金"}, {"stock", "存货"}} {
					cells := []string{r[1]}
					for k, id := range []string{"begin", "end"} {
						n := rnd.IntN(90) + 10
						sums[k] += n
						at := k + 1
						if damage == "swapped" {
							at = 2 - k
						}
						truth[r[0]+"."+id] = n
						for len(cells) <= 2 {
							cells = append(cells, "")
						}
						cells[at] = fmt.Sprint(n)
					}
					rows = append(rows, cells)
				}
				total := []string{"资产合计", fmt.Sprint(sums[0]), fmt.Sprint(sums[1])}
				truth["total.begin"], truth["total.end"] = sums[0], sums[1]
				if damage == "swapped" {
					total[1], total[2] = total[2], total[1]
				}
				rows = append(rows, total)
				r, err := c.Read(map[string]string{"html": "a.html", "\t": "a.txt", "|": "a.md"}[sep], tableText(rows, sep))
				if err != nil {
					continue // told
				}
				told := toldCells(r.Report)
				for id, n := range truth {
					cell := r.Report.Cell("balance." + id)
					switch {
					case cell == nil || cell.Open || cell.Value.Blank():
						if want && (sep != "\t" || damage == "none") {
							t.Errorf("%s, %s, %q: %s is not read: %v", over, damage, sep, id, r.Report.Findings)
						}
					case cell.Value.String() != fmt.Sprint(n) && !told["balance."+id]:
						t.Errorf("%s, %s, %q: %s is %s, want %d", over, damage, sep, id, cell.Value, n)
					}
				}
			}
		}
	}
}

// TestHeadsOtherwise: a head that has half of a column's words is no head of it.
func TestHeadsOtherwise(t *testing.T) {
	l, err := layouts.Parse("two.yaml", []byte(twoTablesForm))
	must(t, err)
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	must(t, err)
	for head, want := range map[string]string{"成交金额": "110.5", "成交金额（万元）": "110.5", "成父金额": "110.5", "预算金额": "", "预算金额（万元）": "", "合同金额": "", "成交单价": "", "三季度成交金额": "110.5", "2024年第三季度成交金额": "110.5", "二季度成交金额": "", "2024年上半年成交金额": "", "2023年三季度成交金额": ""} {
		page := "<h1>江州市财政局2024年第三季度采购季报</h1><table><tr><td>序号</td><td>项目名称</td><td>" + head + "</td></tr><tr><td>1</td><td>电脑</td><td>110.5</td></tr></table>"
		r := readAs(t, c, "a.html", []byte(page)).Report
		if cell := r.Cell("projects.item[1].deal"); cell == nil || cell.Value.String() != want || cell.Open != (want == "") {
			t.Errorf("%s: it is %v, want %q", head, cell, want)
		}
	}
}

// tableText is a report of one table as a page, with tabs, or in Markdown.
func tableText(rows [][]string, sep string) []byte {
	const title = "江州市园林局2024年资产负债简表"
	var b strings.Builder
	if sep == "html" {
		b.WriteString("<h1>" + title + "</h1><table>")
		for _, r := range rows {
			b.WriteString("<tr><td>" + strings.Join(r, "</td><td>") + "</td></tr>")
		}
		b.WriteString("</table>")
		return []byte(b.String())
	}
	b.WriteString(title + "\n\n")
	for i, r := range rows {
		line := strings.Join(r, sep)
		if sep == "|" {
			line = "|" + line + "|"
		}
		b.WriteString(line + "\n")
		if i == 0 && sep == "|" {
			b.WriteString(strings.Repeat("|---", len(r)) + "|\n")
		}
	}
	return []byte(b.String())
}
