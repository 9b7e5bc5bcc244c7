package convert_test

import (
	"bytes"
	"fmt"
	"math/big"
	"math/rand/v2"
	"regexp"
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

// A sideRow is a row of a half as a source has it: its label and its values.
type sideRow []string

// A drawnSides is a source's table: its lines, and the values that its cells have.
type drawnSides struct {
	lines [][]string
	want  map[string]string
}

var sideRows = [2][]struct{ id, label string }{
	{{"before", "上年结转"}, {"tickets", "门票收入"}, {"gifts", "捐赠收入"}, {"other_in", "其他"}, {"all_in", "合计"}},
	{{"care", "养护支出"}, {"building", "建设支出"}, {"water", "水费"}, {"power", "电费"}, {"other_out", "其他"}, {"deficit", "上年结转"}, {"all_out", "合计"}},
}

// drawSides draws a table whose rows pair as they happen to: some stand in another order,
// blank places stand anywhere, and one of so many is missing.
func drawSides(rnd *rand.Rand, missing int) drawnSides {
	d := drawnSides{want: map[string]string{}}
	columns := [2][]string{{"planned", "real"}, {"planned"}}
	var halves [2][]sideRow
	for side, rows := range sideRows {
		for _, r := range rows {
			if missing > 0 && rnd.IntN(missing) == 0 {
				continue
			}
			for rnd.IntN(6) == 0 {
				halves[side] = append(halves[side], make(sideRow, 1+len(columns[side])))
			}
			row := sideRow{r.label}
			for _, c := range columns[side] {
				value := ""
				if rnd.IntN(8) > 0 {
					value = fmt.Sprintf("%d.%02d", rnd.IntN(2000), rnd.IntN(100))
				}
				d.want["sides."+r.id+"."+c] = value
				row = append(row, value)
			}
			halves[side] = append(halves[side], row)
		}
		if rnd.IntN(4) == 0 {
			rnd.Shuffle(len(halves[side]), func(i, j int) { halves[side][i], halves[side][j] = halves[side][j], halves[side][i] })
		}
	}
	if missing == 0 {
		d.settle(halves)
	}
	d.lines = [][]string{{"收入", "", "", "支出", ""}, {"项目", "预算数", "决算数", "项目", "预算数"}}
	for i := range max(len(halves[0]), len(halves[1])) {
		left, right := make(sideRow, 3), make(sideRow, 2)
		if i < len(halves[0]) {
			left = halves[0][i]
		}
		if i < len(halves[1]) {
			right = halves[1][i]
		}
		d.lines = append(d.lines, append(append([]string(nil), left...), right...))
	}
	return d
}

// settle makes the sums of the halves hold.
func (d *drawnSides) settle(halves [2][]sideRow) {
	value := func(id string) *big.Rat {
		n, ok := new(big.Rat).SetString(d.want["sides."+id])
		if !ok {
			return new(big.Rat)
		}
		return n
	}
	sum := func(ids ...string) *big.Rat {
		n := new(big.Rat)
		for _, id := range ids {
			n.Add(n, value(id))
		}
		return n
	}
	set := func(id string, side, column int, n *big.Rat) {
		d.want["sides."+id] = n.FloatString(2)
		row, _, _ := strings.Cut(id, ".")
		for _, r := range sideRows[side] {
			for _, line := range halves[side] {
				if r.id == row && line[0] == r.label {
					line[column] = n.FloatString(2)
				}
			}
		}
	}
	for i, c := range []string{"planned", "real"} {
		set("all_in."+c, 0, i+1, sum("before."+c, "tickets."+c, "gifts."+c, "other_in."+c))
	}
	spent := sum("care.planned", "building.planned", "other_out.planned")
	set("deficit.planned", 1, 1, spent.Sub(value("all_in.planned"), spent))
	set("all_out.planned", 1, 1, value("all_in.planned"))
}

const sidesTitle = "甲园2024年收支情况表"

// sidesShapes are the ways in which a table is written.
var sidesShapes = []struct {
	name, file string
	write      func(d drawnSides) []byte
}{
	{"HTML", "a.html", func(d drawnSides) []byte {
		var b strings.Builder
		b.WriteString("<html><body><h1>" + sidesTitle + "</h1><h2>一、收支情况</h2><table><tr><th colspan=3>收入</th><th colspan=2>支出</th></tr>")
		for _, line := range d.lines[1:] {
			b.WriteString("<tr><td>" + strings.Join(line, "</td><td>") + "</td></tr>")
		}
		return []byte(b.String() + "</table></body></html>")
	}},
	{"tabs", "a.txt", func(d drawnSides) []byte { return []byte(sidesText(d, "", "\t", "")) }},
	{"Markdown", "a.md", func(d drawnSides) []byte { return []byte(sidesText(d, "| ", " | ", " |")) }},
	{"CSV", "a.csv", func(d drawnSides) []byte { return []byte(sidesText(d, "", ",", "")) }},
	{"a line of figures apart", "a.txt", func(d drawnSides) []byte {
		return []byte(regexp.MustCompile(` {2,}\n`).ReplaceAllString(sidesText(d, "", "    ", ""), "\n"))
	}},
	{"tabs, cut at the end", "a.txt", func(d drawnSides) []byte {
		return []byte(regexp.MustCompile(`\t+\n`).ReplaceAllString(sidesText(d, "", "\t", ""), "\n"))
	}},
	{"a cell a line", "a.txt", func(d drawnSides) []byte {
		return []byte(strings.ReplaceAll(sidesText(d, "", "\n", ""), "\n\n\n\n", "\n\n"))
	}},
	{"workbook", "a.xlsx", func(d drawnSides) []byte {
		f := excelize.NewFile()
		_ = f.SetCellValue("Sheet1", "A1", sidesTitle)
		for y, line := range d.lines {
			for x, text := range line {
				at, _ := excelize.CoordinatesToCellName(x+1, y+2)
				if text != "" {
					_ = f.SetCellValue("Sheet1", at, text)
				}
			}
		}
		_ = f.MergeCell("Sheet1", "A2", "C2")
		_ = f.MergeCell("Sheet1", "D2", "E2")
		var b bytes.Buffer
		_ = f.Write(&b)
		return b.Bytes()
	}},
}

func sidesText(d drawnSides, before, between, after string) string {
	var b strings.Builder
	b.WriteString(sidesTitle + "\n\n一、收支情况\n\n")
	for i, line := range d.lines {
		b.WriteString(before + strings.Join(line, between) + after + "\n")
		if i == 0 && before != "" {
			b.WriteString("|---|---|---|---|---|\n")
		}
	}
	return b.String()
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
			values := map[string]any{}
			for label, row := range map[string][]any{"上年结转": {1, 2}, "门票收入": {3, 4}, "捐赠收入": {5}, "其他": {7, 8}} {
				at, _ := f.SearchSheet(sheet, label)
				x, y, _ := excelize.CellNameToCoordinates(at[0])
				for i, v := range row {
					to, _ := excelize.CoordinatesToCellName(x+1+i, y)
					values[to] = v
				}
			}
			for label, v := range map[string]any{"养护支出": 1, "建设支出": 2, "其他": 4, "上年结转": 9} {
				at, _ := f.SearchSheet(sheet, label)
				x, y, _ := excelize.CellNameToCoordinates(at[len(at)-1])
				to, _ := excelize.CoordinatesToCellName(x+1, y)
				values[to] = v
			}
			for _, set := range []map[string]any{values, tt.fill} {
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
