package convert_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestFieldsNeighbours: rows of a table that are worded as a field are rows, and figures in
// a line with labels are no field.
func TestFieldsNeighbours(t *testing.T) {
	c, _ := parks(t)
	for name, row := range map[string]string{
		"a figure beside a label":  "填报人：|7|8",
		"a row with a figure":      "电话|7|8",
		"figures below each other": "电话：7|8|",
	} {
		for _, file := range []string{"inside.html", "cells.csv"} {
			r, err := c.Read(file, []byte(shapes(nil, parksRows+"\n"+row, nil)[file]))
			if err != nil {
				t.Fatal(err)
			}
			lost := !strings.Contains(fmt.Sprint(fieldsOf(r.Report), r.Report.Findings), "8")
			if r.Report.Cell("parks.total.area").Value.String() != "15.00" || lost {
				t.Errorf("%s, %s: %s %v", name, file, fieldsOf(r.Report), r.Report.Findings)
			}
		}
	}
}

// TestFieldsRow: a row of the form that is called as a field is stays a row.
func TestFieldsRow(t *testing.T) {
	l, err := layouts.Parse("row.yaml", []byte(strings.Replace(parksForm, "label: 1.综合公园", "label: 电话", 1)))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	for _, label := range []string{"电话", "电话："} {
		for name, page := range shapes(nil, strings.Replace(parksRows, "1.综合公园", label, 1), []string{"填报人：张三"}) {
			r, err := c.Read(name, []byte(page))
			if err != nil {
				t.Fatal(err)
			}
			if cell := r.Report.Cell("parks.big.cost"); cell == nil || cell.Value.String() != "100.5" || fieldsOf(r.Report) != "filler=张三; [parks]" {
				t.Errorf("%s, %s: %+v %s %v", name, label, cell, fieldsOf(r.Report), r.Report.Findings)
			}
		}
	}
}

// TestFieldsAgain: what stands again above the next part of a table is no other text, and no
// row is lost for it; what differs is kept.
func TestFieldsAgain(t *testing.T) {
	c, _ := parks(t)
	for again, want := range map[string]string{
		"计量单位：万元、公顷": "unit=万元、公顷; [parks]",
		"计量单位：元":     "unit=万元、公顷; [parks]; 计量单位：元",
	} {
		rows := strings.Replace(parksRows, "\n2.", "\n"+again+"\n2.", 1)
		for _, name := range []string{"inside.html", "cells.csv", "book.xlsx"} {
			r, err := c.Read(name, []byte(shapes([]string{"计量单位：万元、公顷"}, rows, nil)[name]))
			if err != nil {
				t.Fatal(err)
			}
			if got := fieldsOf(r.Report); got != want || r.Report.Cell("parks.total.cost").Value.String() != "120.5" || r.Report.Count(report.Error) > 0 {
				t.Errorf("%s: got %s\nwant %s\n%v", name, got, want, r.Report.Findings)
			}
		}
	}
}

// TestFieldsCorner: the unit in the corner of the heads makes no field of them, whatever
// these are called.
func TestFieldsCorner(t *testing.T) {
	text := strings.NewReplacer("label: 公园面积", "label: 其中：面积", "label: 养护经费", "label: 其中：经费").Replace(parksForm)
	l, err := layouts.Parse("corner.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.NewReplacer("项目|公园面积|养护经费", "计量单位：万元、公顷|其中：经费|其中：面积", "12.50|100.5", "100.5|12.50", "2.50|20", "20|2.50", "15.00|120.5", "120.5|15.00").Replace(parksRows)
	for name, page := range shapes(nil, rows, nil) {
		r, err := c.Read(name, []byte(page))
		if err != nil {
			t.Fatal(err)
		}
		cell := r.Report.Cell("parks.total.cost")
		if name != "text.txt" && (cell == nil || cell.Value.String() != "120.5" || fieldsOf(r.Report) != "unit=万元、公顷; [parks]") {
			t.Errorf("%s: %+v %s %v", name, cell, fieldsOf(r.Report), r.Report.Findings)
		}
		if cell != nil && !cell.Blank() && cell.Value.String() != "120.5" {
			t.Errorf("%s: a wrong figure: %+v", name, cell)
		}
	}
	page := shapes([]string{"计量单位：万元、公顷"}, strings.Replace(rows, "计量单位：万元、公顷", "计量单位：元、公顷", 1), nil)["inside.html"]
	r, err := c.Read("a.html", []byte(page))
	if err != nil || !strings.Contains(fmt.Sprint(r.Report.Findings), "计量单位：元、公顷") {
		t.Errorf("%v: a unit in the corner that differs is not told: %v", err, r.Report.Findings)
	}
}

// TestFieldsUnit: a unit above the table that is not the form's is told, whatever the report
// is read from.
func TestFieldsUnit(t *testing.T) {
	c, _ := parks(t)
	told := func(r *report.Report) bool {
		for _, f := range r.Findings {
			if f.Code == report.CodeUnit && f.Severity == report.Warning && strings.Contains(strings.Join(f.Cells, " "), "parks.total.cost") {
				return true
			}
		}
		return false
	}
	for _, unit := range []string{"元、公顷", "万元、公顷"} {
		for name, text := range shapes([]string{"计量单位：" + unit}, parksRows, nil) {
			r, err := c.Read(name, []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if told(r.Report) != (unit == "元、公顷") {
				t.Errorf("%s, %s: %v", name, unit, r.Report.Findings)
			}
			var b bytes.Buffer
			if err := c.Write(&b, convert.XLSX, r); err != nil {
				t.Fatal(err)
			}
			back, err := c.Read("a.xlsx", b.Bytes())
			if err != nil || told(back.Report) != (unit == "元、公顷") {
				t.Errorf("%s, %s: the workbook %v: %v", name, unit, err, back.Report.Findings)
			}
		}
	}
}
