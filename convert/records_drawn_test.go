package convert_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A drawnList is a list as a source shows it: rows of cells, heads among them, in one or
// several tables. Each text of a record is its own, so that it tells which record and
// which column it is of.
type drawnList struct {
	tables [][][]string
	truth  map[string][2]any // column and record of each text
}

var listColumns = []string{"no", "name", "office", "due", "heard", "cost"}
var listHeads = []string{"序号", "决策事项名称", "承办单位", "完成时间", "是否听证", "预算（万元）"}

// drawList draws a list of records without damage.
func drawList(rnd *rand.Rand) *drawnList {
	d := &drawnList{truth: map[string][2]any{}}
	rows := [][]string{slices.Clone(listHeads)}
	for i := range 3 + rnd.IntN(7) {
		day := fmt.Sprintf("%d年%d月%d日", 2024, i+1, 10+rnd.IntN(18))
		row := []string{fmt.Sprint(i + 1), fmt.Sprintf("第%c事项%d", []rune("甲乙丙丁戊己庚辛壬癸")[i], rnd.IntN(90)), string([]rune("交教文卫民农林水商住")[i]) + "通管理局", day, []string{"是", "否"}[rnd.IntN(2)], fmt.Sprintf("%d.%d%d", 100+i, rnd.IntN(9), 1+rnd.IntN(9))}
		if rnd.IntN(6) == 0 {
			row[2] = ""
		}
		for k, text := range row {
			if k == 1 || k == 2 || k == 3 || k == 5 {
				d.truth[text] = [2]any{listColumns[k], i}
			}
		}
		rows = append(rows, row)
	}
	delete(d.truth, "")
	d.tables = [][][]string{rows}
	return d
}

// listDamages are what happens to lists on their way.
var listDamages = map[string]func(rnd *rand.Rand, d *drawnList){
	"none": func(*rand.Rand, *drawnList) {},
	"split without heads": func(rnd *rand.Rand, d *drawnList) {
		rows := d.tables[0]
		at := 1 + rnd.IntN(len(rows)-1)
		d.tables = [][][]string{rows[:at], rows[at:]}
	},
	"split with heads": func(rnd *rand.Rand, d *drawnList) {
		rows := d.tables[0]
		at := 2 + rnd.IntN(len(rows)-2)
		d.tables = [][][]string{rows[:at], append([][]string{rows[0]}, rows[at:]...)}
	},
	"split, numbered anew": func(rnd *rand.Rand, d *drawnList) {
		rows := d.tables[0]
		at := 2 + rnd.IntN(len(rows)-2)
		for i, r := range rows[at:] {
			r[0] = fmt.Sprint(i + 1)
		}
		d.tables = [][][]string{rows[:at], rows[at:]}
	},
	"other order": func(rnd *rand.Rand, d *drawnList) {
		order := rnd.Perm(len(listColumns))
		each(d, func(r []string) []string {
			out := make([]string, len(r))
			for i, k := range order {
				out[i] = r[k]
			}
			return out
		})
	},
	"another column": func(rnd *rand.Rand, d *drawnList) {
		at, n := rnd.IntN(len(listColumns)+1), 0
		each(d, func(r []string) []string {
			n++
			text := fmt.Sprintf("附注%d", n)
			if n == 1 {
				text = "办理情况"
			}
			return slices.Insert(r, at, text)
		})
	},
	"another column of figures": func(rnd *rand.Rand, d *drawnList) {
		at, n := rnd.IntN(len(listColumns)+1), 0
		each(d, func(r []string) []string {
			n++
			text := fmt.Sprint(7000 + n)
			if n == 1 {
				text = "面积"
			}
			return slices.Insert(r, at, text)
		})
	},
	"a column lost": func(rnd *rand.Rand, d *drawnList) {
		at := rnd.IntN(len(listColumns))
		each(d, func(r []string) []string { return slices.Delete(r, at, at+1) })
	},
	"a head lost": func(rnd *rand.Rand, d *drawnList) {
		at := rnd.IntN(len(listColumns))
		d.tables[0][0] = slices.Delete(d.tables[0][0], at, at+1)
	},
	"a head blank": func(rnd *rand.Rand, d *drawnList) { d.tables[0][0][rnd.IntN(len(listColumns))] = "" },
	"a head unknown": func(rnd *rand.Rand, d *drawnList) {
		d.tables[0][0][rnd.IntN(len(listColumns))] = "其他内容"
	},
	"a cell lost": func(rnd *rand.Rand, d *drawnList) {
		rows := d.tables[0]
		at, k := 1+rnd.IntN(len(rows)-1), rnd.IntN(len(listColumns))
		rows[at] = slices.Delete(rows[at], k, k+1)
	},
	"a cell lost, filled at the end": func(rnd *rand.Rand, d *drawnList) {
		rows := d.tables[0]
		at, k := 1+rnd.IntN(len(rows)-1), rnd.IntN(len(listColumns))
		rows[at] = append(slices.Delete(rows[at], k, k+1), "")
	},
	"a cell too many": func(rnd *rand.Rand, d *drawnList) {
		rows := d.tables[0]
		at, k := 1+rnd.IntN(len(rows)-1), rnd.IntN(len(listColumns))
		rows[at] = slices.Insert(rows[at], k, "")
	},
	"no numbers": func(rnd *rand.Rand, d *drawnList) {
		for _, r := range d.tables[0][1:] {
			r[0] = ""
		}
	},
	"a note": func(rnd *rand.Rand, d *drawnList) {
		at := 1 + rnd.IntN(len(d.tables[0]))
		d.tables[0] = slices.Insert(d.tables[0], at, []string{"以上各项已经会议通过", "", "", "", "", ""})
	},
	"empty rows": func(rnd *rand.Rand, d *drawnList) {
		at := 1 + rnd.IntN(len(d.tables[0]))
		d.tables[0] = slices.Insert(d.tables[0], at, make([]string, 6))
	},
	"a record over two rows": func(rnd *rand.Rand, d *drawnList) {
		at := 1 + rnd.IntN(len(d.tables[0])-1)
		more := make([]string, 6)
		more[1] = "（续前）"
		d.tables[0] = slices.Insert(d.tables[0], at+1, more)
	},
	"a total above": func(rnd *rand.Rand, d *drawnList) {
		d.tables[0] = slices.Insert(d.tables[0], 1, []string{"合计", "", "", "", "", ""})
	},
}

func each(d *drawnList, f func(r []string) []string) {
	for _, t := range d.tables {
		for i := range t {
			t[i] = f(t[i])
		}
	}
}

// listShapes are how sources keep a list.
var listShapes = []struct {
	name, file string
	write      func(d *drawnList) []byte
}{
	{"HTML", "a.html", func(d *drawnList) []byte {
		var b strings.Builder
		b.WriteString("<h1>甲县2024年度重大行政决策事项目录</h1><h2>一、决策事项</h2>")
		for _, t := range d.tables {
			b.WriteString("<table>")
			for _, r := range t {
				b.WriteString("<tr><td>" + strings.Join(r, "</td><td>") + "</td></tr>")
			}
			b.WriteString("</table>")
		}
		return []byte(b.String())
	}},
	{"tabs", "a.txt", func(d *drawnList) []byte { return listText(d, "", "\t", "") }},
	{"Markdown", "a.md", func(d *drawnList) []byte { return listText(d, "| ", " | ", " |") }},
	{"CSV", "a.csv", func(d *drawnList) []byte { return listText(d, "", ",", "") }},
	{"workbook", "a.xlsx", func(d *drawnList) []byte {
		f := excelize.NewFile()
		_ = f.SetCellValue("Sheet1", "A1", "甲县2024年度重大行政决策事项目录")
		y := 2
		for _, t := range d.tables {
			for _, r := range t {
				y++
				for x, text := range r {
					at, _ := excelize.CoordinatesToCellName(x+1, y)
					_ = f.SetCellStr("Sheet1", at, text)
				}
			}
			y++
		}
		b, _ := f.WriteToBuffer()
		return b.Bytes()
	}},
}

func listText(d *drawnList, before, between, behind string) []byte {
	var b strings.Builder
	b.WriteString("甲县2024年度重大行政决策事项目录\n\n一、决策事项\n\n")
	for _, t := range d.tables {
		for _, r := range t {
			b.WriteString(before + strings.Join(r, between) + behind + "\n")
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

// TestRecordsDrawn: whatever happens to a list on its way, what is read of it is right,
// open or told, and no text of it is lost.
func TestRecordsDrawn(t *testing.T) {
	c, _ := catalogue(t)
	seeds := 12
	if long.Tests() {
		seeds = 60
	}
	for _, name := range slices.Sorted(maps.Keys(listDamages)) {
		for _, shape := range listShapes {
			right, all := 0, 0
			for seed := range seeds {
				rnd := rand.New(rand.NewPCG(uint64(seed), 9))
				d := drawList(rnd)
				listDamages[name](rnd, d)
				page := shape.write(d)
				r, err := c.Read(shape.file, page)
				all += len(d.truth)
				if err != nil {
					continue // told
				}
				wrong, n := checkList(r.Report, d)
				right += n
				var whole bytes.Buffer
				if err := report.Encode(&whole, r.Report); err != nil {
					t.Fatal(err)
				}
				for _, tb := range d.tables {
					for _, row := range tb {
						for _, text := range row {
							if _, known := d.truth[text]; known && !strings.Contains(whole.String(), text) && !strings.Contains(whole.String(), dataText(text)) {
								wrong = append(wrong, text+" is lost")
							}
						}
					}
				}
				if wrong != nil {
					var texts []string
					for _, tb := range d.tables {
						for _, row := range tb {
							texts = append(texts, strings.Join(row, "|"))
						}
						texts = append(texts, "")
					}
					t.Errorf("%s, %s, %d: %s\n%s\n%s\n%v", name, shape.name, seed, strings.Join(wrong, "; "), strings.Join(texts, "\n"), recordsOf(r.Report), r.Report.Findings)
				}
			}
			t.Logf("%s, %s: %d of %d", name, shape.name, right, all)
		}
	}
}

// dataText is a date as data have it.
func dataText(text string) string {
	var y, m, d int
	if n, _ := fmt.Sscanf(text, "%d年%d月%d日", &y, &m, &d); n == 3 {
		return fmt.Sprintf("%d-%02d-%02d", y, m, d)
	}
	return text
}

// checkList finds what is wrong in silence: a text in another column than its own, or of
// another record than the others of its row, and records of which nothing is there or told.
func checkList(r *report.Report, d *drawnList) (wrong []string, right int) {
	told := toldCells(r)
	var said strings.Builder
	for _, f := range r.Findings {
		said.WriteString(f.Message + f.Text)
	}
	shown := map[string][2]any{}
	for text, at := range d.truth {
		shown[dataText(text)] = at
	}
	seen := map[string]bool{}
	for _, table := range r.Tables {
		for _, row := range table.Rows {
			of := map[int]int{}
			for _, cell := range row.Cells {
				if at, ok := shown[cell.Shown()]; ok && !cell.Open {
					of[at[1].(int)]++
				}
			}
			if len(of) > 1 {
				wrong = append(wrong, row.ID+" is of several records")
			}
			for _, cell := range row.Cells {
				at, ok := shown[cell.Shown()]
				if cell.Open || !ok {
					continue
				}
				seen[cell.Shown()] = true
				if at[0] == cell.Column {
					right++
				} else if !told["items."+row.ID+"."+cell.Column] {
					wrong = append(wrong, fmt.Sprintf("%s stands in %s.%s", cell.Shown(), row.ID, cell.Column))
				}
			}
		}
	}
	for text := range d.truth {
		if !seen[dataText(text)] && !strings.Contains(said.String(), text) && !opened(r) {
			wrong = append(wrong, text+" is not read, and nothing says so")
		}
	}
	return wrong, right
}

// opened reports whether a report has an error or a warning.
func opened(r *report.Report) bool {
	return r.Count(report.Error)+r.Count(report.Warning) > 0
}

// TestRecordsAside: a record whose name is a figure, and whose amount is blank, as of no other,
// has lost its name; where others are so, too, they are as they stand.
func TestRecordsAside(t *testing.T) {
	l, err := layouts.Parse("two.yaml", []byte(twoTablesForm))
	must(t, err)
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	must(t, err)
	for rows, want := range map[string]bool{"1|电脑|110.5 2|221.0| 3|道路|3": true, "1|电脑|110.5 2|221.0| 3|1980|": false, "1|电脑|110.5 2|221.0|7 3|道路|3": false, "1|221.0|": false} {
		page := "<h1>江州市财政局2024年第三季度采购季报</h1><table><tr><td>序号</td><td>项目名称</td><td>成交金额</td></tr><tr><td>" + strings.NewReplacer("|", "</td><td>", " ", "</td></tr><tr><td>").Replace(rows) + "</td></tr></table>"
		r := readAs(t, c, "a.html", []byte(page)).Report
		if open := slices.ContainsFunc(r.Unsettled(), func(id string) bool { return strings.HasSuffix(id, ".name") }); open != want {
			t.Errorf("%s: open is %v: %v", rows, open, r.Findings)
		}
	}
}
