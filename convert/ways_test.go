package convert_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Sheets of the empty form.
const (
	cover  = "封面"
	two    = "二、主动公开政府信息情况"
	three  = "三、收到和处理政府信息公开申请情况"
	four   = "四、政府信息公开行政复议、行政诉讼情况"
	first  = "一、总体情况"
	signed = "落款"
)

// An op is one thing that a clerk, or a program, does to a workbook: set (a text, or a
// number when Number is true, with a format), insert or delete a row, rename or remove
// a sheet, or note a cell.
type op struct {
	Op, Sheet, Cell, Value, Format string
	Number                         bool
	Row                            int
}

func text(sheet, cell, value string) op {
	return op{Op: "set", Sheet: sheet, Cell: cell, Value: value}
}
func number(sheet, cell, value, format string) op {
	return op{Op: "set", Sheet: sheet, Cell: cell, Value: value, Number: true, Format: format}
}

// A way is one way to fill in the form, and what is read of it: a cell's value, "?"
// when it is open; and what some finding must say, "" for none about the cell.
type way struct {
	Name string
	Ops  []op
	cell string
	want string
	says string
}

const (
	natural = "applications.received.natural_person" // D5 of table three
	total   = "applications.received.total"
	permits = "proactive.licensing.decisions" // B8 of table two
)

// ways are thirty. Every one begins with a form that says whose it is.
func ways() []way {
	list := []way{
		{"a number", []op{number(three, "D5", "7", "")}, natural, "7", ""},
		{"its total", []op{number(three, "D5", "7", ""), number(three, "E5", "2", "")}, total, "9", ""},
		{"zero", []op{number(three, "D5", "0", "")}, natural, "0", ""},
		{"number as text", []op{text(three, "D5", "12")}, natural, "12", ""},
		{"the total of a text", []op{text(three, "D5", "12"), number(three, "E5", "3", "")}, total, "15", ""},
		{"text zero", []op{text(three, "D5", "〇")}, natural, "0", ""},
		{"full width", []op{text(three, "D5", "１２３")}, natural, "123", ""},
		{"spaces", []op{text(three, "D5", "  12 ")}, natural, "12", ""},
		{"an apostrophe", []op{text(three, "D5", "'12")}, natural, "12", ""},
		{"thousands", []op{text(three, "D5", "1,234")}, natural, "1234", ""},
		{"thousands by format", []op{number(three, "D5", "1234", "#,##0")}, natural, "1234", ""},
		{"a unit", []op{text(two, "B8", "187件")}, permits, "187", ""},
		{"a dash", []op{text(three, "D5", "—")}, natural, "", ""},
		{"none", []op{text(three, "D5", "无")}, natural, "", ""},
		{"left blank", []op{number(three, "E5", "1", "")}, natural, "", ""},
		{"a word", []op{text(three, "D5", "约5")}, natural, "?", "不是可用的数"},
		{"negative", []op{number(three, "D5", "-3", "")}, natural, "?", "负数"},
		{"not whole", []op{number(three, "D5", "1.5", "")}, natural, "?", "不是整数"},
		{"percent", []op{number(three, "D5", "0.5", "0%")}, natural, "?", "百分比"},
		{"a date", []op{number(three, "D5", "45292", "yyyy-mm-dd")}, natural, "?", "日期"},
		{"an amount", []op{number(two, "B15", "15.8", "0.00")}, fees, "15.80", ""},
		{"an amount as text", []op{text(two, "B15", "59237.2449")}, fees, "59237.2449", ""},
		{"a leading point", []op{text(two, "B15", ".50")}, fees, "0.50", ""},
		{"eighteen digits", []op{number(two, "B8", "123456789012345678", "")}, permits, "123456789012346000", "15位"},
		{"a row inserted", []op{number(three, "D7", "4", ""), {Op: "insert", Sheet: three, Row: 7}}, "applications.granted.natural_person", "4", ""},
		{"a row deleted", []op{number(three, "D9", "4", ""), {Op: "delete", Sheet: three, Row: 8}}, "applications.denied_state_secret.natural_person", "4", "“部分公开"},
		{"a sheet renamed", []op{number(three, "D5", "7", ""), {Op: "rename", Sheet: three, Value: "表三"}}, natural, "7", ""},
		{"a sheet missing", []op{number(three, "D5", "7", ""), {Op: "remove", Sheet: four}}, natural, "7", "没有找到表“政府信息公开行政复议、行政诉讼情况”"},
		{"a note", []op{number(three, "D5", "7", ""), {Op: "note", Sheet: three, Cell: "D5", Value: "已与台账核对"}}, natural, "7", ""},
		{"text and signature", []op{number(three, "D5", "7", ""), text(first, "A2", "2024年共收到申请7件。"), text(signed, "A2", "示例区教育局")}, natural, "7", ""},
	}
	for i := range list {
		list[i].Ops = append([]op{text(cover, "B4", "示例区教育局"), number(cover, "B5", "2024", "0"), text(cover, "B6", "2025年1月26日")}, list[i].Ops...)
	}
	return list
}

const openpyxlFiller = `
import json, sys, openpyxl
from openpyxl.comments import Comment
for i, w in enumerate(json.load(open(sys.argv[1]))):
    book = openpyxl.load_workbook(sys.argv[2])
    for o in w["Ops"]:
        sheet = book[o["Sheet"]]
        if o["Op"] == "set":
            cell = sheet[o["Cell"]]
            if o["Number"]:
                v = float(o["Value"]); cell.value = int(o["Value"]) if v == int(v) and "." not in o["Value"] else v
            else:
                cell.value = o["Value"]; cell.data_type = "s"
            if o["Format"]: cell.number_format = o["Format"]
        elif o["Op"] == "insert":
            for m in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(m))
            sheet.insert_rows(o["Row"])
        elif o["Op"] == "delete":
            for m in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(m))
            sheet.delete_rows(o["Row"])
        elif o["Op"] == "rename": sheet.title = o["Value"]
        elif o["Op"] == "remove": book.remove(sheet)
        elif o["Op"] == "note": sheet[o["Cell"]].comment = Comment(o["Value"], "clerk")
    book.save(sys.argv[3] + "/%02d.xlsx" % i)
`

const exceljsFiller = `
const Excel = require('exceljs'), fs = require('fs');
(async () => {
	const [list, blank, out] = process.argv.slice(1);
	let i = 0;
	for (const w of JSON.parse(fs.readFileSync(list))) {
		const book = new Excel.Workbook();
		await book.xlsx.readFile(blank);
		for (const o of w.Ops) {
			const sheet = book.getWorksheet(o.Sheet);
			if (o.Op == 'set') {
				const cell = sheet.getCell(o.Cell);
				cell.value = o.Number ? Number(o.Value) : o.Value;
				if (o.Format) cell.numFmt = o.Format;
			} else if (o.Op == 'insert') sheet.insertRow(o.Row, []);
			else if (o.Op == 'delete') sheet.spliceRows(o.Row, 1);
			else if (o.Op == 'rename') sheet.name = o.Value;
			else if (o.Op == 'remove') book.removeWorksheet(sheet.id);
			else if (o.Op == 'note') sheet.getCell(o.Cell).note = o.Value;
		}
		await book.xlsx.writeFile(out + '/' + String(i++).padStart(2, '0') + '.xlsx');
	}
})().catch(e => { console.error(e); process.exit(1); });`

const poiFiller = `
import java.io.*;
import java.nio.file.*;
import java.util.*;
import org.apache.poi.ss.usermodel.*;
import org.apache.poi.ss.util.*;
public class Client {
	static void unmerge(Sheet sheet) {
		while (sheet.getNumMergedRegions() > 0) sheet.removeMergedRegion(0);
	}
	public static void main(String[] args) throws Exception {
		List<String> lines = Files.readAllLines(Path.of(args[0]));
		Workbook book = null;
		int i = 0;
		for (String line : lines) {
			String[] o = line.split("\t", -1);
			if (o[0].equals("way")) { book = WorkbookFactory.create(new FileInputStream(args[1])); continue; }
			if (o[0].equals("end")) {
				try (OutputStream out = new FileOutputStream(String.format("%s/%02d.xlsx", args[2], i++))) { book.write(out); }
				book.close();
				continue;
			}
			Sheet sheet = book.getSheet(o[1]);
			CellReference ref = o[2].isEmpty() ? null : new CellReference(o[2]);
			switch (o[0]) {
			case "set":
				Cell cell = CellUtil.getCell(CellUtil.getRow(ref.getRow(), sheet), ref.getCol());
				if (o[5].equals("number")) cell.setCellValue(Double.parseDouble(o[3])); else cell.setCellValue(o[3]);
				if (!o[4].isEmpty()) CellUtil.setCellStyleProperty(cell, CellUtil.DATA_FORMAT, book.createDataFormat().getFormat(o[4]));
				break;
			case "insert": unmerge(sheet); sheet.shiftRows(Integer.parseInt(o[6]) - 1, sheet.getLastRowNum(), 1); break;
			case "delete": unmerge(sheet); sheet.removeRow(sheet.getRow(Integer.parseInt(o[6]) - 1)); sheet.shiftRows(Integer.parseInt(o[6]), sheet.getLastRowNum(), -1); break;
			case "rename": book.setSheetName(book.getSheetIndex(sheet), o[3]); break;
			case "remove": book.removeSheetAt(book.getSheetIndex(sheet)); break;
			case "note":
				Drawing<?> drawing = sheet.createDrawingPatriarch();
				Comment c = drawing.createCellComment(drawing.createAnchor(0, 0, 0, 0, ref.getCol(), ref.getRow(), ref.getCol() + 2, ref.getRow() + 2));
				c.setString(book.getCreationHelper().createRichTextString(o[3]));
				CellUtil.getCell(CellUtil.getRow(ref.getRow(), sheet), ref.getCol()).setCellComment(c);
			}
		}
	}
}`

// filledBy has a client fill in the form in every way, into a folder of 00.xlsx and on.
func filledBy(t *testing.T, client string) string {
	t.Helper()
	dir := t.TempDir()
	list, blank, out := filepath.Join(dir, "ways"), filepath.Join(dir, "blank.xlsx"), filepath.Join(dir, "out")
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	must(convert.WriteBlank(&b, layouts.Find("disclosure-2021"), nil))
	must(os.WriteFile(blank, b.Bytes(), 0o666))
	must(os.Mkdir(out, 0o777))
	data, err := json.Marshal(ways())
	must(err)
	var cmd *exec.Cmd
	switch client {
	case "openpyxl", "LibreOffice":
		if exec.Command("python3", "-c", "import openpyxl").Run() != nil {
			t.Skip("python3 with openpyxl is not installed")
		}
		cmd = exec.Command("python3", "-c", openpyxlFiller, list, blank, out)
	case "exceljs":
		if exec.Command("node", "-e", "require('exceljs')").Run() != nil {
			t.Skip("node with exceljs is not installed (NODE_PATH)")
		}
		cmd = exec.Command("node", "-e", exceljsFiller, "--", list, blank, out)
	case "POI":
		jars := os.Getenv("POI")
		if jars == "" {
			t.Skip("Apache POI is not installed (POI, a folder of jars)")
		}
		source := filepath.Join(dir, "Client.java")
		must(os.WriteFile(source, []byte(poiFiller), 0o666))
		data = poiLines()
		cmd = exec.Command("java", "-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8", "-cp", filepath.Join(jars, "*"), source, list, blank, out)
	}
	must(os.WriteFile(list, data, 0o666))
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", client, err, said)
	}
	if client == "LibreOffice" {
		return savedByLibreOffice(t, out)
	}
	return out
}

// poiLines are the ways as lines, which Java reads without a library.
func poiLines() []byte {
	var b strings.Builder
	for _, w := range ways() {
		b.WriteString("way\n")
		for _, o := range w.Ops {
			kind := "text"
			if o.Number {
				kind = "number"
			}
			row := string(rune('0' + o.Row))
			b.WriteString(strings.Join([]string{o.Op, o.Sheet, o.Cell, o.Value, o.Format, kind, row}, "\t") + "\n")
		}
		b.WriteString("end\n")
	}
	return []byte(b.String())
}

// savedByLibreOffice opens workbooks, calculates them, and saves them again.
func savedByLibreOffice(t *testing.T, dir string) string {
	t.Helper()
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("soffice is not installed")
	}
	out := t.TempDir()
	files, _ := filepath.Glob(filepath.Join(dir, "*.xlsx"))
	args := append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "xlsx", "--outdir", out}, files...)
	if said, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	return out
}

// TestWays: the empty form, filled in by four programs in thirty ways, reads as what
// it shows, or is refused with the reason.
func TestWays(t *testing.T) {
	c := converter(t)
	for _, client := range []string{"openpyxl", "exceljs", "POI", "LibreOffice"} {
		t.Run(client, func(t *testing.T) {
			if testing.Short() {
				t.Skip("takes a while")
			}
			dir := filledBy(t, client)
			for i, w := range ways() {
				t.Run(w.Name, func(t *testing.T) {
					name := filepath.Join(dir, string([]byte{'0' + byte(i/10), '0' + byte(i%10)})+".xlsx")
					data, err := os.ReadFile(name)
					if err != nil {
						t.Fatal(err)
					}
					r := readAs(t, c, w.Name+".xlsx", data).Report
					if got := valueOf(r, w.cell); got != w.want {
						t.Errorf("%s is %q, want %q: %v", w.cell, got, w.want, r.Findings)
					}
					says := slices.ContainsFunc(r.Findings, func(f report.Finding) bool { return strings.Contains(f.Message+f.Text, w.says) })
					if w.says != "" && !says {
						t.Errorf("nothing says %s: %v", w.says, r.Findings)
					}
					for _, f := range r.Findings {
						if w.says == "" && slices.Contains(f.Cells, w.cell) && f.Severity == report.Error && f.Code != "blank-table" {
							t.Errorf("finding %s: %s", f.Code, f.Message)
						}
					}
					if r.Agency != "示例区教育局" || r.Year != 2024 || r.Date != "2025-01-26" {
						t.Errorf("agency %q, year %d, date %q", r.Agency, r.Year, r.Date)
					}
				})
			}
		})
	}
}

func valueOf(r *report.Report, id string) string {
	switch c := r.Cell(id); {
	case c == nil:
		return "absent"
	case c.Open:
		return "?"
	default:
		return c.Value.String()
	}
}
