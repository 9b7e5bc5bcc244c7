package xlsx

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/compare"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// addedUp is a sum of units and its workbook.
func addedUp(t testing.TB, units []Unit) (*report.Report, []byte) {
	t.Helper()
	l := layouts.Find(units[0].Report.Layout)
	var terms []compare.Unit
	for _, u := range units {
		terms = append(terms, compare.Unit{Name: u.Name, Report: u.Report})
	}
	r := compare.AddUp(l, terms, nil, "示例区", 2024).Report
	var b bytes.Buffer
	must(t, Write(&b, &Book{Report: r, Layout: l, Units: units}))
	return r, b.Bytes()
}

// oddUnits have decimals of several lengths, blank totals over parts, blanks only,
// open and absent cells.
func oddUnits(t testing.TB) []Unit {
	l := layouts.Find("disclosure-2021")
	return []Unit{
		{"甲局", "a.txt", "../a.txt", filled(t, l, map[string]string{
			"proactive.fees.amount": "0.1", "proactive.licensing.decisions": "", "proactive.coercion.decisions": "",
			"applications.received.natural_person": "3", "applications.received.total": "", "applications.granted.natural_person": "3", "applications.granted.total": "",
			"applications.processed_total.natural_person": "", "applications.processed_total.total": "",
		})},
		{"乙局", "b.txt", "", filled(t, l, map[string]string{
			"proactive.fees.amount": "0.2005", "proactive.licensing.decisions": "7", "proactive.coercion.decisions": "", "proactive.penalties.decisions": "?",
			"applications.received.natural_person": "2", "applications.received.total": "2", "applications.granted.natural_person": "2", "applications.granted.total": "2",
			"applications.processed_total.natural_person": "2", "applications.processed_total.total": "2",
		})},
		{"=丙局", "c.txt", "", filled(t, l, map[string]string{"proactive.fees.amount": "12345678901.30", "proactive.penalties.decisions": "4", "proactive.coercion.decisions": ""})},
	}
}

// TestSumReadsBack: the workbook of a sum reads as the report it shows.
func TestSumReadsBack(t *testing.T) {
	r, data := addedUp(t, oddUnits(t))
	sameReport(t, read(t, data), r)
	for id, want := range map[string]string{
		"proactive.fees.amount": "12345678901.6005", "applications.received.total": "5", "applications.processed_total.total": "5",
		"proactive.licensing.decisions": "7", "proactive.penalties.decisions": "?", "proactive.coercion.decisions": "",
	} {
		if got := shown(r.Cell(id)); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
}

// TestSumIsFormulas: every cell of a sum that has a value is a formula over the
// sheet of the units, also the blank ones.
func TestSumIsFormulas(t *testing.T) {
	r, data := addedUp(t, oddUnits(t))
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer f.Close()
	l := layouts.Find(r.Layout)
	n := 0
	for _, lt := range l.Tables {
		for _, d := range newForm(lt).cells {
			formula, err := f.GetCellFormula(printedHeading(l, lt), d.at.ref())
			must(t, err)
			if !strings.Contains(formula, "'"+unitsName+"'!$") {
				t.Errorf("%s is no formula: %q", d.id, formula)
			}
			n++
		}
	}
	if n != 200 {
		t.Errorf("%d cells", n)
	}
	if formula, err := f.GetCellFormula(unitsName, "A5"); err != nil || formula != "" {
		t.Errorf("a name is a formula: %q, %v", formula, err)
	}
}

// TestLibreOfficeAddsTheSame: recalculated by LibreOffice, the workbook of 300 units
// reads as the same report, to the last digit; after a clerk has corrected a unit,
// as the sum with the correction.
func TestLibreOfficeAddsTheSame(t *testing.T) {
	most := 300
	if !long.Tests() {
		most = 20
	}
	l := layouts.Find("disclosure-2021")
	random := rand.New(rand.NewPCG(1, 2))
	units := oddUnits(t)
	for i := len(units); i < most; i++ {
		n := random.Int64N(1000)
		fees := fmt.Sprintf("%d.%04d", random.Int64N(100000), random.Int64N(10000))
		units = append(units, Unit{fmt.Sprintf("第%d局", i), "", "", filled(t, l, map[string]string{
			"proactive.fees.amount": fees[:len(fees)-i%4], "proactive.licensing.decisions": fmt.Sprint(random.Int64N(1000000)),
			"applications.received.enterprise": fmt.Sprint(n), "applications.received.total": fmt.Sprint(n),
			"applications.carried_over.enterprise": fmt.Sprint(n), "applications.carried_over.total": fmt.Sprint(n),
		})})
	}
	r, data := addedUp(t, units)
	again, err := os.ReadFile(filepath.Join(office(t, data, "xlsx"), "in.xlsx"))
	must(t, err)
	sameReport(t, read(t, again), r)

	corrected := edited(t, data, func(f *excelize.File) {
		u := newUnitSheet(l, units, unitsName)
		for id, v := range map[string]int{"applications.received.research": 4, "applications.carried_over.research": 4, "proactive.penalties.decisions": 5} {
			must(t, f.SetCellValue(unitsName, place{u.column[id], unitsHead + 2}.ref(), v))
		}
	})
	again, err = os.ReadFile(filepath.Join(office(t, corrected, "xlsx"), "in.xlsx"))
	must(t, err)
	got := read(t, again)
	if s := shown(got.Cell("proactive.penalties.decisions")); s != "9" {
		t.Errorf("the open term is filled in, and the sum is %q", s)
	}
	for _, id := range []string{"applications.received.research", "applications.carried_over.research"} {
		if s := shown(got.Cell(id)); s != "4" {
			t.Errorf("%s is %s after the correction", id, s)
		}
		total := strings.Replace(id, "research", "total", 1)
		was, _ := r.Cell(total).Value.Int()
		if s := shown(got.Cell(total)); s != fmt.Sprint(was+4) {
			t.Errorf("%s is %s, want %d", total, s, was+4)
		}
	}
}

// TestCorrectedToMoreDecimals: what a clerk corrects in the sheet of the units is
// added with all its digits.
func TestCorrectedToMoreDecimals(t *testing.T) {
	const fees = "proactive.fees.amount"
	l := layouts.Find("disclosure-2021")
	units := []Unit{{"甲局", "", "", filled(t, l, map[string]string{fees: "1.5"})}, {"乙局", "", "", filled(t, l, map[string]string{fees: "2.5"})}}
	_, data := addedUp(t, units)
	corrected := edited(t, data, func(f *excelize.File) {
		must(t, f.SetCellValue(unitsName, place{newUnitSheet(l, units, unitsName).column[fees], unitsHead + 1}.ref(), 1.2345))
	})
	again, err := os.ReadFile(filepath.Join(office(t, corrected, "xlsx"), "in.xlsx"))
	must(t, err)
	if got := shown(read(t, again).Cell(fees)); got != "3.7345" {
		t.Errorf("the sum is %s, want 3.7345", got)
	}
}
