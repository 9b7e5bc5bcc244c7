package convert_test

import (
	"bytes"
	"fmt"
	"math/big"
	"math/rand/v2"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

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

// sidesDamages are what happens to the cells of a line, in pages that people have made.
var sidesDamages = []struct {
	name string
	do   func(rnd *rand.Rand, cells []string) []string
}{
	{"a cell lost", func(rnd *rand.Rand, cells []string) []string {
		at := rnd.IntN(len(cells))
		return append(append([]string(nil), cells[:at]...), cells[at+1:]...)
	}},
	{"a cell too many", func(rnd *rand.Rand, cells []string) []string {
		at := rnd.IntN(len(cells) + 1)
		return append(append(append([]string(nil), cells[:at]...), ""), cells[at:]...)
	}},
	{"an empty half left out", func(_ *rand.Rand, cells []string) []string {
		switch {
		case cells[0] == "" && cells[1] == "" && cells[2] == "":
			return cells[3:]
		case cells[3] == "" && cells[4] == "":
			return cells[:3]
		}
		return cells
	}},
	{"empty cells at the end left out", func(_ *rand.Rand, cells []string) []string {
		for len(cells) > 1 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		return cells
	}},
	{"two values in one cell", func(_ *rand.Rand, cells []string) []string {
		if cells[1] == "" {
			return cells // it would be the other column's
		}
		return []string{cells[0], cells[1] + " " + cells[2], "", cells[3], cells[4]}
	}},
	{"a label with its value", func(_ *rand.Rand, cells []string) []string {
		return []string{cells[0], cells[1], cells[2], cells[3] + " " + cells[4], ""}
	}},
	{"a value in the label of the other half", func(_ *rand.Rand, cells []string) []string {
		return []string{cells[0], cells[1], "", cells[2] + " " + cells[3], cells[4]}
	}},
}

// damaged is a page whose lines have a damage each now and then.
func damaged(rnd *rand.Rand, d drawnSides, do func(*rand.Rand, []string) []string) []byte {
	var b strings.Builder
	b.WriteString("<html><body><h1>" + sidesTitle + "</h1><h2>一、收支情况</h2><table><tr><th colspan=3>收入</th><th colspan=2>支出</th></tr>")
	for i, line := range d.lines[1:] {
		if i > 0 && rnd.IntN(4) == 0 {
			line = do(rnd, line)
		}
		b.WriteString("<tr><td>" + strings.Join(line, "</td><td>") + "</td></tr>")
	}
	return []byte(b.String() + "</table></body></html>")
}
