package convert_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// cataloguedFields are texts around the list of catalogueForm, among them labels that its
// columns have, too.
const cataloguedFields = `    fields:
      - {id: unit, label: 单位, variants: [金额单位], place: above, text: 万元}
      - {id: note, label: 注, variants: [说明], place: note}
      - {id: filler, label: 填报人, place: sign-off}
      - {id: office, label: 承办单位, place: sign-off}
      - {id: phone, label: 电话, place: sign-off}
`

func cataloguedWithFields(t *testing.T) (*convert.Converter, *layouts.Layout) {
	t.Helper()
	l, err := layouts.Parse("catalogue.yaml", []byte(strings.Replace(catalogueForm, "    blocks:\n", cataloguedFields+"    blocks:\n", 1)))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	return c, l
}

// TestFieldsRecords: below a list, rows of its own grid that hold fields are none of the
// list, and rows of the list that begin as a field does are no field.
func TestFieldsRecords(t *testing.T) {
	one, two := "1|综合交通规划|交通局|2024年6月|是|1200.50", "2|电话|承办单位|2024-09-30|否|0"
	const rows = "1,综合交通规划,交通局,2024-06,是,1200.50 2,电话,承办单位,2024-09-30,否,0 1200.50"
	total := fmt.Sprintf(spanning, "1200.50")
	for name, tt := range map[string]struct{ below, fields string }{
		"cells":    {`<tr><td colspan="6">注：含往年结转。</td></tr><tr><td colspan="2">填报人：</td><td>张三</td><td>电话：</td><td colspan="2">1381</td></tr>`, "note=含往年结转。; filler=张三; phone=1381; [items]"},
		"one cell": {`<tr><td colspan="6">填报人：张三　承办单位：教育局　电话：1381</td></tr>`, "filler=张三; office=教育局; phone=1381; [items]"},
		"no colon": {`<tr><td>填报人</td><td>张三</td><td></td><td>电话</td><td colspan="2">1381</td></tr>`, "filler=张三; phone=1381; [items]"},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := cataloguedWithFields(t)
			r, err := c.Read("a.html", cataloguePage(total+tt.below, one, two))
			if err != nil {
				t.Fatal(err)
			}
			trim := func(r *report.Report) string { return strings.ReplaceAll(fieldsOf(r), "items.", "") }
			if got := recordsOf(r.Report); got != rows || trim(r.Report) != tt.fields {
				t.Errorf("got %s; %s\nwant %s; %s\n%v", got, trim(r.Report), rows, tt.fields, r.Report.Findings)
			}
			for _, f := range convert.Formats() {
				var b bytes.Buffer
				if err := c.Write(&b, f, r); err != nil {
					t.Fatal(err)
				}
				back, err := c.Read("back"+f.Ext(), b.Bytes())
				if err != nil || recordsOf(back.Report) != rows || trim(back.Report) != tt.fields {
					t.Errorf("%s, %v: reads back as %s; %s", f, err, recordsOf(back.Report), trim(back.Report))
				}
			}
		})
	}
}

// TestFieldsRecordsFilledIn: in the empty workbook of a list, with rows inserted, the fields
// below it are read, and none of them as a row of it.
func TestFieldsRecordsFilledIn(t *testing.T) {
	c, l := cataloguedWithFields(t)
	var empty bytes.Buffer
	if err := convert.WriteBlank(&empty, l, nil); err != nil {
		t.Fatal(err)
	}
	for _, filled := range []int{1, 14} {
		f, err := excelize.OpenReader(bytes.NewReader(empty.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		sheet, head := "", 0
		for _, name := range f.GetSheetList() {
			if found, err := f.SearchSheet(name, "决策事项名称"); err == nil && len(found) > 0 {
				sheet = name
				_, head, _ = excelize.CellNameToCoordinates(found[0])
			}
		}
		if filled > 10 {
			if err := f.InsertRows(sheet, head+2, filled-10); err != nil {
				t.Fatal(err)
			}
		}
		for i := range filled {
			for x, v := range []any{i + 1, "事项", "教育局", "2024年6月", "是", 3} {
				at, _ := excelize.CoordinatesToCellName(x+1, head+1+i)
				if err := f.SetCellValue(sheet, at, v); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, n := range f.GetDefinedName() {
			if id, ok := strings.CutPrefix(n.Name, "nianbao.field.items."); ok && id != "unit" {
				if err := f.SetCellStr(sheet, strings.ReplaceAll(n.RefersTo[strings.Index(n.RefersTo, "!")+1:], "$", ""), "填的"+id); err != nil {
					t.Fatal(err)
				}
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		r, err := c.Read("filled.xlsx", b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		const want = "items.unit=万元; items.note=填的note; items.filler=填的filler; items.office=填的office; items.phone=填的phone; [items]"
		if got := fieldsOf(r.Report); got != want || r.Report.Repeated()["items.item"] != filled || r.Report.Cell("items.total.cost").Value.String() != fmt.Sprint(3*filled) {
			t.Errorf("%d rows: got %s, %v\nwant %s\n%v", filled, got, r.Report.Repeated(), want, r.Report.Findings)
		}
	}
}
