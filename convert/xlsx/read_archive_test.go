package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// archived packs parts into a zip file.
func archived(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := zw.Create(name)
		must(t, err)
		_, err = w.Write([]byte(text))
		must(t, err)
	}
	must(t, zw.Close())
	return b.Bytes()
}

// oneSheet is a workbook whose one sheet has the rows.
func oneSheet(t testing.TB, rows string) []byte {
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	const rel = `<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>`
	return archived(t, map[string]string{
		"_rels/.rels":                `<Relationships>` + fmt.Sprintf(rel, "officeDocument", "xl/workbook.xml") + `</Relationships>`,
		"xl/workbook.xml":            `<workbook ` + ns + `><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships>` + fmt.Sprintf(rel, "worksheet", "worksheets/sheet1.xml") + `</Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet ` + ns + `><sheetData>` + rows + `</sheetData></worksheet>`,
	})
}

func TestReadRefuses(t *testing.T) {
	foreign := excelize.NewFile()
	must(t, foreign.SetCellValue("Sheet1", "A1", "预算"))
	var other bytes.Buffer
	must(t, foreign.Write(&other))
	good := written(t, filled(t, layouts.Find("disclosure-2021"), nil))
	var notWorkbook *NotWorkbookError
	var unknownLayout *UnknownLayoutError
	tests := []struct {
		name string
		data []byte
		is   func(error) bool
	}{
		{"no zip", []byte("政府信息公开"), func(err error) bool { return errors.Is(err, ErrDamaged) }},
		{"torn", good[:len(good)/2], func(err error) bool { return errors.Is(err, ErrDamaged) }},
		{"another zip", archived(t, map[string]string{"a.txt": "a"}), func(err error) bool { return errors.As(err, &notWorkbook) }},
		{"another workbook", other.Bytes(), func(err error) bool { return errors.As(err, &notWorkbook) }},
		{"another form", edited(t, good, func(f *excelize.File) {
			must(t, f.SetCellValue(coverName, "B8", "website-2024"))
		}), func(err error) bool { return errors.As(err, &unknownLayout) }},
		{"a sheet that is not there", archived(t, map[string]string{
			"_rels/.rels":                `<Relationships><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		}), func(err error) bool { return errors.Is(err, ErrDamaged) }},
		{"broken sheet", oneSheet(t, `<row r="1"><c`), func(err error) bool { return errors.Is(err, ErrDamaged) }},
		{"a cell at the end", oneSheet(t, `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`), func(err error) bool { return errors.As(err, &notWorkbook) }},
		{"many cells", oneSheet(t, strings.Repeat(`<row>`+strings.Repeat(`<c><v>1</v></c>`, 100)+`</row>`, maxCells/100+1)), func(err error) bool { return errors.Is(err, ErrTooLarge) }},
		{"unpacks to much", oneSheet(t, strings.Repeat(" ", maxUnzipped)), func(err error) bool { return errors.Is(err, ErrTooLarge) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Read(tt.data, layouts.Builtin()); err == nil || !tt.is(err) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestReadSaysWhatItFound(t *testing.T) {
	f := excelize.NewFile()
	must(t, f.SetSheetName("Sheet1", "部门预算"))
	var b bytes.Buffer
	must(t, f.Write(&b))
	_, err := Read(b.Bytes(), layouts.Builtin())
	var e *NotWorkbookError
	if !errors.As(err, &e) || !strings.Contains(strings.Join(e.Sheets, ", "), "部门预算") || !slices.Contains(e.Layouts, "disclosure-2021") {
		t.Errorf("error %v", err)
	}
}

// FuzzRead: whatever the bytes of a sheet are, reading ends with a report or an
// error, and does not panic.
func FuzzRead(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="inlineStr"><is><t>格式编号</t></is></c><c r="B1" t="str"><v>disclosure-2021</v></c></row>`)
	f.Add(`<row><c t="s"><v>9</v></c><c t="e"><v>#REF!</v></c><c><f>1</f></c><c r="A0"/></row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		if r, err := Read(oneSheet(t, rows), layouts.Builtin()); (r == nil) == (err == nil) {
			t.Errorf("report %v and error %v", r, err)
		}
	})
}

// FuzzRoundTrip states the law of this package: what is written reads as the same
// report, whatever its values and texts.
func FuzzRoundTrip(f *testing.F) {
	for i, text := range awkwardTexts() {
		f.Add(uint64(i)*0x9E3779B97F4A7C15, text, "元", i%2 == 0)
	}
	f.Add(uint64(5), "_x005F_x000D_, _x0041_x0042_", "元", true)
	f.Add(uint64(7), "", `万"元\;[红]`, false)
	f.Fuzz(func(t *testing.T, seed uint64, text, unit string, newer bool) {
		l := layouts.Find("disclosure-2019")
		if newer {
			l = layouts.Find("disclosure-2021")
		}
		r := randomReport(t, l, seed, text, unit)
		sameReport(t, read(t, written(t, r)), r)
	})
}

// randomReport fills every cell with what a few bits of the seed say.
func randomReport(t testing.TB, l *layouts.Layout, seed uint64, text, unit string) *report.Report {
	next := func(n uint64) uint64 {
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		return seed % n
	}
	seed |= 1
	numbers := []string{"0", "1", "12", "999999999999999", "123456789012345678", "59237"}
	amounts := []string{"1.50", "0.00", "59237.2449", "0.12345678901234567", "100000000000000.10", "7"}
	values := map[string]string{}
	f := []*form{}
	for _, lt := range l.Tables {
		f = append(f, newForm(lt))
		for _, d := range f[len(f)-1].cells {
			switch next(8) {
			case 0:
				values[d.id] = ""
			case 1:
				values[d.id] = "?"
			case 2:
				values[d.id] = "x"
			case 3:
				values[d.id] = numbers[next(uint64(len(numbers)))]
			case 4:
				if values[d.id] = "3"; d.kind == layouts.Amount {
					values[d.id] = amounts[next(uint64(len(amounts)))]
				} else if d.kind == layouts.Signed {
					values[d.id] = "-8"
				}
			}
		}
	}
	r := filled(t, l, values)
	r.Title, r.Agency, r.Year, r.Date = clean(text), clean(unit), int(next(2)*2024), []string{"", "2025-01-26"}[next(2)]
	if len(text) > maxText || len(unit) > maxText {
		t.Skip("longer than any title")
	}
	r.Properties = append(r.Properties, report.Property{Key: "k" + clean(text), Value: clean(unit)})
	r.Sections = r.Sections[next(uint64(len(r.Sections))):]
	r.Sections = append(r.Sections, &report.Section{ID: "other", Heading: "附件" + clean(text), Paragraphs: report.Prose(text, strings.Repeat(text, 40), unit)})
	if unit = words.Clip(clean(unit), 20); unitIn("0"+quoteUnit(unit)) == unit {
		for _, table := range r.Tables {
			for _, row := range table.Rows {
				for _, c := range row.Cells {
					if d := find(f, layouts.CellID(table.ID, row.ID, c.Column)); next(5) == 0 && unit != d.row.UnitOf(d.column) {
						c.Unit = unit
					}
				}
			}
		}
	}
	return r
}

func find(forms []*form, id string) *formCell {
	for _, f := range forms {
		if d := f.byID[id]; d != nil {
			return d
		}
	}
	return nil
}
