package convert_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/report"
)

// alwaysRecalculate is a profile of LibreOffice that trusts no stored value.
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// awkward is a report whose texts a spreadsheet may take for something else, or
// cannot hold in one cell, and whose totals contradict their parts.
func awkward(t *testing.T) []byte {
	paragraphs, err := json.Marshal([]string{
		"=1+1", "+86 539 8391015", "-8", "@中国", "'引号", "0012", "2025-01-26", "1.50", "１２", "50%", "1E5", "1/2", "TRUE", "#REF!",
		"https://www.example.gov.cn/a?b=c&d=e", "https://www.example.gov.cn/" + strings.Repeat("x", 3000), " 前后有空格 ", "　　全角空格开头",
		"第一行\n第二行", "制表\t符", "_x0041_ 与 _x000D_", `<b>&amp;"'</b>`, "𠮷野家的㙦𬭚䶮，😀👨‍👩‍👧", "a\u00a0b\u200bc\ufeffd",
		strings.Repeat("长", 40000), strings.Repeat("段落𠮷，", 15000),
	})
	if err != nil {
		t.Fatal(err)
	}
	return []byte(`{"layout": "disclosure-2021", "title": "=HYPERLINK(\"http://a\")2024年度报告", "agency": "+示范局", "year": 2024,
		"date": "2025-01-26", "properties": {"索引号": "=1+1", "文号": "00123", "@x": "-"},
		"sections": [{"id": "preamble", "heading": "", "paragraphs": ` + string(paragraphs) + `},
			{"id": "overview", "heading": "=一、总体情况", "paragraphs": ` + string(paragraphs) + `},
			{"id": "applications", "heading": "三、收到和处理政府信息公开申请情况", "table": "applications", "paragraphs": ` + string(paragraphs) + `},
			{"id": "signature", "heading": "", "paragraphs": ["+示范局", "2025年1月26日"]}],
		"tables": {"proactive": {"rules": {"issued": 0, "repealed": 123456789012345678, "in_force": null}, "fees": {"amount": 59237.24490}},
			"applications": {"received": {"natural_person": 1, "enterprise": 2, "total": 4},
				"carried_in": {"natural_person": 999999999, "enterprise": 0, "research": 0, "public_interest": 0, "legal_service": 0, "other_org": 0, "total": 999999999}}}}`)
}

// TestRoundTripThroughLibreOffice: a workbook that LibreOffice has recalculated
// and saved in its own way gives the same data as the report it was written from.
func TestRoundTripThroughLibreOffice(t *testing.T) {
	long.Skip(t, "starts LibreOffice")
	dir, c := t.TempDir(), converter(t)
	files, _ := filepath.Glob("../testdata/reports/*.txt")
	inputs := map[string][]byte{"awkward.json": awkward(t)}
	for _, file := range files {
		inputs[filepath.Base(file)] = load(t, file)
	}
	want := map[string]string{}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "saved")}
	for name, data := range inputs {
		r, err := c.Read(name, data)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := c.Write(&b, convert.XLSX, r); err != nil {
			t.Fatal(err)
		}
		if b.Len() > 40<<10 && strings.HasSuffix(name, ".txt") {
			t.Errorf("the workbook of %s has %d bytes", name, b.Len())
		}
		name += ".xlsx"
		args = append(args, filepath.Join(dir, name))
		write(t, filepath.Join(dir, name), b.Bytes())
		want[name] = bareData(t, r.Report)
	}
	write(t, filepath.Join(dir, "profile", "user", "registrymodifications.xcu"), []byte(alwaysRecalculate))
	judge(t, "soffice", args...)
	for name := range want {
		r, err := c.Read(name, load(t, filepath.Join(dir, "saved", name)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := bareData(t, r.Report); got != want[name] {
			t.Errorf("%s: LibreOffice changed\n%.500s", name, firstDifference(want[name], got))
		}
	}
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// bareData is a report as data without what a workbook does not carry: findings,
// and where the source had things.
func bareData(t *testing.T, r *report.Report) string {
	t.Helper()
	bare := *r
	bare.Findings = nil
	bare.Tables = nil
	for _, table := range r.Tables {
		same := &report.Table{ID: table.ID}
		for _, row := range table.Rows {
			cells := &report.Row{ID: row.ID}
			for _, c := range row.Cells {
				cells.Cells = append(cells.Cells, &report.Cell{Column: c.Column, Value: c.Value, Open: c.Open, Unit: c.Unit})
			}
			same.Rows = append(same.Rows, cells)
		}
		bare.Tables = append(bare.Tables, same)
	}
	var b bytes.Buffer
	if err := report.Encode(&b, &bare); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
