package convert_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// sidesForm is a form of two halves whose labels 上年结转, 其他 and 合计 stand in both.
const sidesForm = `id: sides
name: 收支情况表
clause: 园发〔2024〕3号
title: "{agency}{year}年收支情况表"
titles: [收支情况表]
signs: [门票收入, 养护支出]
sections:
  - {id: sides, heading: 一、收支情况, table: sides}
tables:
  - id: sides
    name: 收支情况
    widths: [40, 20, 20, 40, 36]
    size: 9
    blocks:
      - head:
          - [{text: 收入, colspan: 3}]
          - [{text: 项目}, {column: planned}, {column: real}]
        columns:
          - {id: planned, label: 预算数, name: 收入预算数, kind: amount, unit: 万元}
          - {id: real, label: 决算数, name: 收入决算数, kind: amount, unit: 万元}
        rows:
          - {id: before, label: 上年结转, kind: balance}
          - {id: tickets, label: 门票收入}
          - {id: gifts, label: 捐赠收入}
          - {id: other_in, label: 其他, level: other_out}
          - {id: all_in, label: 合计, level: all_out}
      - beside: true
        head:
          - [{text: 支出, colspan: 2}]
          - [{text: 项目}, {column: planned}]
        columns:
          - {id: planned, label: 预算数, name: 支出预算数, kind: amount, unit: 万元}
        rows:
          - {id: care, label: 养护支出, captions: [{label: 日常}]}
          - {id: building, label: 建设支出}
          - {id: water, label: 水费, indent: 1}
          - {id: power, label: 电费, indent: 1}
          - {id: other_out, label: 其他}
          - {id: deficit, label: 上年结转, kind: balance}
          - {id: all_out, label: 合计}
    rules:
      - {code: column-sum, each: [planned, real], left: ["all_in.{each}"], op: "=", right: ["before.{each}", "tickets.{each}", "gifts.{each}", "other_in.{each}"], says: 收入合计等于各项之和}
      - {code: column-sum, left: [all_out.planned], op: "=", right: [care.planned, building.planned, other_out.planned, deficit.planned], says: 支出合计等于各项之和}
      - {code: balance, left: [all_in.planned], op: "=", right: [all_out.planned], says: 收支平衡}
`

func sides(t *testing.T) (*convert.Converter, *layouts.Layout) {
	t.Helper()
	l, err := layouts.Parse("sides.yaml", []byte(sidesForm))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	return c, l
}

// TestHalves: whatever stands beside whatever, each row is read by its label in its own
// half; what is not told by it stays open or is told as missing, and is never another's.
func TestHalves(t *testing.T) {
	c, _ := sides(t)
	read := map[string][2]int{}
	for seed := range 300 {
		d := drawSides(rand.New(rand.NewPCG(uint64(seed), 1)), 12)
		for _, shape := range sidesShapes {
			r, err := c.Read(shape.file, shape.write(d))
			n := read[shape.name]
			n[1] += len(d.want)
			if err != nil {
				read[shape.name] = n
				continue // told
			}
			told := toldCells(r.Report)
			var whole bytes.Buffer
			if err := report.Encode(&whole, r.Report); err != nil {
				t.Fatal(err)
			}
			for id, want := range d.want {
				if !strings.Contains(whole.String(), want) {
					t.Errorf("%d, %s: %s is lost", seed, shape.name, want)
				}
				cell := r.Report.Cell(id)
				switch {
				case cell == nil || cell.Open:
					if !told[id] && cell == nil && r.Report.Table("sides") != nil {
						t.Errorf("%d, %s: %s is not told\n%s\n%v", seed, shape.name, id, sidesText(d, "", "\t", ""), r.Report.Findings)
					}
				case cell.Value.String() == want:
					n[0]++
				case !told[id]:
					t.Errorf("%d, %s: %s is %q, want %q\n%s\n%v", seed, shape.name, id, cell.Value, want, sidesText(d, "", "\t", ""), r.Report.Findings)
				}
			}
			for _, table := range r.Report.Tables {
				for _, row := range table.Rows {
					for _, cell := range row.Cells {
						if _, drawn := d.want["sides."+row.ID+"."+cell.Column]; !drawn && !cell.Open && !cell.Value.Blank() {
							t.Errorf("%d, %s: %s is %q, and is not there", seed, shape.name, row.ID, cell.Value)
						}
					}
				}
			}
			read[shape.name] = n
		}
	}
	for _, shape := range sidesShapes {
		n := read[shape.name]
		t.Logf("%s: %d of %d", shape.name, n[0], n[1])
		if whole := shape.name != "a cell a line" && shape.name != "a line of figures apart" && shape.name != "tabs, cut at the end"; whole && n[0]*100 < n[1]*97 {
			t.Errorf("%s: only %d of %d cells are read", shape.name, n[0], n[1])
		}
	}
}

// TestHalvesDamaged: where cells are lost or too many, a cell is right, open or told.
func TestHalvesDamaged(t *testing.T) {
	c, _ := sides(t)
	for _, damage := range sidesDamages {
		right, all := 0, 0
		for seed := range 200 {
			rnd := rand.New(rand.NewPCG(uint64(seed), 6))
			d := drawSides(rnd, 12)
			page := damaged(rnd, d, damage.do)
			r, err := c.Read("a.html", page)
			if err != nil {
				continue
			}
			told := toldCells(r.Report)
			for _, table := range r.Report.Tables {
				for _, row := range table.Rows {
					for _, cell := range row.Cells {
						id := "sides." + row.ID + "." + cell.Column
						all++
						if cell.Value.String() == d.want[id] && !cell.Open {
							right++
						} else if !cell.Open && !told[id] && !says(r.Report, d.want[id]) && bytes.Contains(page, []byte(d.want[id])) { // a page may have lost it
							t.Errorf("%s, %d: %s is %q, want %q\n%s\n%v", damage.name, seed, id, cell.Value, d.want[id], bytes.ReplaceAll(page, []byte("<tr>"), []byte("\n<tr>")), r.Report.Findings)
						}
					}
				}
			}
		}
		t.Logf("%s: %d of %d", damage.name, right, all)
	}
}

// says reports whether a finding has a text of a source.
func says(r *report.Report, text string) bool {
	return text != "" && slices.ContainsFunc(r.Findings, func(f report.Finding) bool { return strings.Contains(f.Text+f.Message, text) })
}

// toldCells are the cells that findings name.
func toldCells(r *report.Report) map[string]bool {
	told := map[string]bool{}
	for _, f := range r.Findings {
		if f.Severity == report.Info {
			continue
		}
		for _, id := range f.Cells {
			told[id] = true
		}
	}
	return told
}

// TestHalvesWritten: every output reads back as the report, whatever it lacks.
func TestHalvesWritten(t *testing.T) {
	c, _ := sides(t)
	for seed := range 12 {
		d := drawSides(rand.New(rand.NewPCG(uint64(seed), 2)), 0)
		r, err := c.Read("a.html", sidesShapes[0].write(d))
		if err != nil {
			t.Fatal(err)
		}
		want := cellsOf(t, r)
		for _, f := range convert.Formats() {
			var b bytes.Buffer
			if err := c.Write(&b, f, r); err != nil {
				t.Fatal(err)
			}
			back, err := c.Read("back"+f.Ext(), b.Bytes())
			if err != nil {
				t.Errorf("%d, %s: %v", seed, f, err)
			} else if got := cellsOf(t, back); got != want {
				t.Errorf("%d: %s reads back as\n%s\nwant\n%s", seed, f, got, want)
			}
		}
	}
}

// TestHalvesFilledIn: the empty workbook, filled in by a program that calculates nothing,
// reads as it shows; what stands beside a longer half is told; labels of one half that
// stand beside another's rows are believed, or the table is told as missing.
func TestHalvesFilledIn(t *testing.T) {
	c, l := sides(t)
	var empty bytes.Buffer
	if err := convert.WriteBlank(&empty, l, nil); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		fill map[string]any // by the cell's place in the table's sheet
		want string         // open: ?, table missing: none
		told string         // in a finding
	}{
		{"as it is", nil, "before 1,2;tickets 3,4;gifts 5,;other_in 7,8;all_in 16,14;care 1;building 2;water ;power ;other_out 4;deficit 9;all_out 16", ""},
		{"a text in a blank place", map[string]any{"A8": "罚款收入"}, "before 1,2;tickets 3,4;gifts 5,;other_in 7,8;all_in 16,14;care 1;building 2;water ;power ;other_out 4;deficit 9;all_out 16", "A8"},
		{"a figure in a blank place", map[string]any{"B8": 12}, "before 1,2;tickets 3,4;gifts 5,;other_in 7,8;all_in 16,14;care 1;building 2;water ;power ;other_out 4;deficit 9;all_out 16", "B8"},
		{"two labels changed places", map[string]any{"D5": "建设支出", "D6": "养护支出"}, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := excelize.OpenReader(bytes.NewReader(empty.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			sheet := ""
			for _, name := range f.GetSheetList() {
				if at, _ := f.SearchSheet(name, "养护支出"); len(at) == 1 {
					sheet = name
				}
			}
			if tt.want == "" {
				at, _ := f.SearchSheet(sheet, "养护支出")
				other, _ := f.SearchSheet(sheet, "建设支出")
				tt.fill = map[string]any{at[0]: "建设支出", other[0]: "养护支出"}
			}
			for _, set := range []map[string]any{sidesValues(f, sheet), tt.fill} {
				for at, v := range set {
					if err := f.SetCellValue(sheet, at, v); err != nil {
						t.Fatal(err)
					}
				}
			}
			var b bytes.Buffer
			if err := f.Write(&b); err != nil {
				t.Fatal(err)
			}
			r, err := c.Read("filled.xlsx", b.Bytes())
			if tt.want == "" {
				if err == nil && r.Report.Table("sides") != nil {
					t.Errorf("rows were believed: %s", sidesOf(r.Report))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := sidesOf(r.Report); got != tt.want || !strings.Contains(fmt.Sprint(r.Report.Findings), tt.told) {
				t.Errorf("got %s\nwant %s\n%v", got, tt.want, r.Report.Findings)
			}
		})
	}
}

// sidesValues are the values of a workbook that is filled in, by place.
func sidesValues(f *excelize.File, sheet string) map[string]any {
	values := map[string]any{}
	fill := func(label string, last bool, row ...any) {
		found, _ := f.SearchSheet(sheet, label)
		at := found[0]
		if last {
			at = found[len(found)-1]
		}
		x, y, _ := excelize.CellNameToCoordinates(at)
		for i, v := range row {
			to, _ := excelize.CoordinatesToCellName(x+1+i, y)
			values[to] = v
		}
	}
	fill("上年结转", false, 1, 2)
	fill("门票收入", false, 3, 4)
	fill("捐赠收入", false, 5)
	fill("其他", false, 7, 8)
	fill("养护支出", true, 1)
	fill("建设支出", true, 2)
	fill("其他", true, 4)
	fill("上年结转", true, 9)
	return values
}

func sidesOf(r *report.Report) string {
	var rows []string
	for _, table := range r.Tables {
		for _, row := range table.Rows {
			var cells []string
			for _, c := range row.Cells {
				text := c.Shown()
				if c.Open {
					text = "?"
				}
				cells = append(cells, text)
			}
			rows = append(rows, row.ID+" "+strings.Join(cells, ","))
		}
	}
	return strings.Join(rows, ";")
}

// TestHalvesTogether: halves add up each by itself, and two years compare row by row.
func TestHalvesTogether(t *testing.T) {
	c, _ := sides(t)
	var units []*convert.Reading
	want := map[string]float64{}
	for seed := range 3 {
		d := drawSides(rand.New(rand.NewPCG(uint64(seed), 3)), 0)
		r, err := c.Read("a.html", bytes.ReplaceAll(sidesShapes[0].write(d), []byte("甲园"), []byte(fmt.Sprintf("第%d园", seed+1))))
		if err != nil {
			t.Fatal(err)
		}
		units = append(units, r)
		for id, v := range d.want {
			n, _ := strconv.ParseFloat(v, 64)
			want[id] += n
		}
	}
	sum, err := c.Sum(units, convert.SumOptions{Agency: "甲市"})
	if err != nil {
		t.Fatal(err)
	}
	for id, n := range want {
		cell := sum.Reading.Report.Cell(id)
		if got := cell.Value.Rat(); cell.Open || got == nil || got.FloatString(2) != strconv.FormatFloat(n, 'f', 2, 64) {
			t.Errorf("%s is %v, want %.2f", id, cell, n)
		}
	}
	older, err := c.Read("a.html", bytes.ReplaceAll(sidesShapes[0].write(drawSides(rand.New(rand.NewPCG(0, 4)), 12)), []byte("2024"), []byte("2023")))
	if err != nil {
		t.Fatal(err)
	}
	newer, err := c.Read("b.html", sidesShapes[0].write(drawSides(rand.New(rand.NewPCG(1, 4)), 0)))
	if err != nil {
		t.Fatal(err)
	}
	diff, err := c.Diff(older, newer)
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range diff.Changes {
		id := change.Newer[0]
		if !change.Unknown && (change.New.String() != newer.Report.Cell(id).Value.String() || change.Old.String() != older.Report.Cell(id).Value.String()) {
			t.Errorf("%s: %s to %s", id, change.Old, change.New)
		}
	}
	if len(diff.Changes)+diff.Same != 17 {
		t.Errorf("%d figures changed, %d did not", len(diff.Changes), diff.Same)
	}
}

// TestHalvesUsual: what departments write otherwise in their 收支总表 says nothing that has to
// be told: dashes where a half is free, other words over the labels, the year over figures.
func TestHalvesUsual(t *testing.T) {
	c, page := formSample(t, "budget")
	want := cellsOf(t, readAs(t, c, "a.html", []byte(page)))
	heads := "<th>项目</th><th>预算数</th><th>项目</th><th>预算数</th>"
	if !strings.Contains(page, heads) {
		t.Fatal("the sample has other heads")
	}
	for name, written := range map[string]string{
		"dashes":       strings.ReplaceAll(page, "<td></td>", "<td>—</td>"),
		"labels":       strings.Replace(page, heads, "<th>收入项目</th><th>预算数</th><th>支出功能分类（类）</th><th>预算数</th>", 1),
		"years":        strings.Replace(page, heads, "<th>项目</th><th>2024年预算数</th><th>项目</th><th>2024年预算</th>", 1),
		"a line apart": strings.Replace(strings.ReplaceAll(strings.ReplaceAll(page, "局2024年部", "局部"), "<p>单位", "<p>（2024年度）</p><p>单位"), heads, "<th>科目</th><th>2024年预算数</th><th>功能科目</th><th>2024年预算数</th>", 1),
	} {
		r := readAs(t, c, "a.html", []byte(written))
		if got := cellsOf(t, r); got != want {
			t.Errorf("%s: got %s\nwant %s", name, got, want)
		}
		for _, f := range r.Report.Findings {
			if f.Severity != report.Info {
				t.Errorf("%s: %s", name, f.Message)
			}
		}
	}
}
