package xlsx

import (
	"bytes"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

func forgetTemplates() {
	templates.Lock()
	defer templates.Unlock()
	clear(templates.made)
}

// A workbook is the same whether its template is new or was made for another.
func TestTemplateIsKept(t *testing.T) {
	reports := []*report.Report{contradictory(t), filled(t, layouts.Find("disclosure-2014"), nil)}
	for range 3 { // of one layout, with more sections and other notes
		r := filled(t, layouts.Find("disclosure-2021"), map[string]string{"applications.received.total": "?"})
		for i := range reports {
			r.Sections = append(r.Sections, &report.Section{ID: fmt.Sprint("more", i), Heading: "附", Paragraphs: report.Prose(fmt.Sprint(i))})
		}
		r.Tables[0].Rows[0].Cells[0].Open = len(reports) == 3
		reports = append(reports, r)
	}
	want := make([][]byte, len(reports))
	for i, r := range reports {
		forgetTemplates()
		want[i] = written(t, r)
	}
	var all sync.WaitGroup
	for range 2 {
		for i, r := range reports {
			all.Go(func() {
				var b bytes.Buffer
				if err := Write(&b, bookOf(r)); err != nil || !slices.Equal(b.Bytes(), want[i]) {
					t.Errorf("report %d: %v, other bytes", i, err)
				}
			})
		}
	}
	all.Wait()
}

func TestTemplatesAreFew(t *testing.T) {
	r := filled(t, layouts.Find("disclosure-2019"), nil)
	for i := range mostTemplates + 2 {
		r.Sections[0].ID = fmt.Sprint("section", i)
		written(t, r)
	}
	if n := len(templates.made); n > mostTemplates {
		t.Errorf("%d templates are kept", n)
	}
}

func TestPlaces(t *testing.T) {
	for col := 1; col <= excelize.MaxColumns; col++ {
		ref, _ := excelize.CoordinatesToCellName(col, 12)
		fixed, _ := excelize.CoordinatesToCellName(col, 12, true)
		if p := (place{col, 12}); p.ref() != ref || p.fixed() != fixed {
			t.Fatalf("column %d is %s and %s", col, p.ref(), p.fixed())
		}
	}
}
