package convert_test

import (
	"bytes"
	"fmt"
	"log"
	"os"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A report is read, checked, and written in two formats.
func Example() {
	c, err := convert.New(convert.Options{})
	if err != nil {
		log.Fatal(err)
	}
	data, err := os.ReadFile("../testdata/units/education.txt")
	if err != nil {
		log.Fatal(err)
	}
	r, err := c.Read("education.txt", data)
	if err != nil {
		log.Fatal(convert.Code(err), ": ", err)
	}
	fmt.Println(r.Report.Agency, r.Report.Year, r.Layout.ID)
	for _, f := range r.Report.Findings {
		fmt.Println(f.Severity, f.Code, f.Cells)
	}
	for _, f := range []convert.Format{convert.XLSX, convert.PDF} {
		var out bytes.Buffer
		if err := c.Write(&out, f, r); err != nil {
			log.Fatal(err)
		}
		fmt.Println(f, convert.Written(f, out.Bytes()))
	}
	// Output:
	// 示例区教育局 2024 disclosure-2021
	// xlsx true
	// pdf true
}

// A program that only reads is linked without the fonts.
func ExampleReader() {
	r, err := convert.NewReader().Read("report.json", []byte(`{"layout": "disclosure-2021", "agency": "某局", "year": 2024, "tables": {
		"applications": {"received": {"natural_person": 3, "enterprise": 2, "research": 0, "public_interest": 0, "legal_service": 0, "other_org": 0, "total": 6}}}}`))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Report.Cell("applications.received.total").Value)
	for _, f := range r.Report.Findings {
		if f.Code == "row-sum" {
			fmt.Println(f.Severity, f.Cells[0], "expected", f.Expected, "actual", f.Actual)
		}
	}
	// Output:
	// 6
	// error applications.received.total expected 5 actual 6
}

// What is no report is an error with a code.
func ExampleCode() {
	_, err := convert.NewReader().Read("note.txt", []byte("关于放假的通知\n五月一日放假。\n"))
	fmt.Println(convert.Code(err))
	// Output:
	// not-a-report
}

// A form of one's own is a layout file. A report on it is read, checked and written as
// those on the official forms are.
func ExampleOptions_layout() {
	file := "../testdata/layouts/website-2017.yaml"
	text, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	form, err := layouts.Parse(file, text)
	if err != nil {
		log.Fatal(err) // names the file, the line and the column
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{form}})
	if err != nil {
		log.Fatal(err)
	}
	data, err := os.ReadFile("../testdata/website/report.txt")
	if err != nil {
		log.Fatal(err)
	}
	r, err := c.Read("report.txt", data)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Layout.Name, len(r.Report.Tables), r.Report.Count(report.Error))
	// Output:
	// 政府网站工作年度报表 2 0
}

// Sum adds units up; its report is written as any other.
func ExampleConverter_Sum() {
	c, err := convert.New(convert.Options{})
	if err != nil {
		log.Fatal(err)
	}
	var units []*convert.Reading
	for _, name := range []string{"civil.json", "education.txt", "justice.html"} {
		data, err := os.ReadFile("../testdata/units/" + name)
		if err != nil {
			log.Fatal(err)
		}
		r, err := c.Read(name, data)
		if err != nil {
			log.Fatal(err)
		}
		units = append(units, r)
	}
	sum, err := c.Sum(units, convert.SumOptions{Agency: "示例区"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(sum.Reading.Report.Title, len(sum.Reading.Units))
	fmt.Println(sum.Reading.Report.Cell("applications.received.total").Value)
	// Output:
	// 3
	// 19
}
