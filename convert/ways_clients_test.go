package convert_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/layouts"
)

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

// officeFiller works LibreOffice itself, as a clerk's hands do: it calculates, moves names
// with inserted rows, and saves.
const officeFiller = `
import json, os, subprocess, sys, tempfile, time
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellAddress
def prop(name, value):
    p = PropertyValue(); p.Name, p.Value = name, value
    return p
profile = tempfile.mkdtemp()
pipe = "nianbao%d" % os.getpid()
soffice = subprocess.Popen(["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore", "--accept=pipe,name=%s;urp;" % pipe])
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for attempt in range(2400):
    try:
        context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe); break
    except Exception:
        time.sleep(0.25)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
try:
    for i, w in enumerate(json.load(open(sys.argv[1]))):
        book = desktop.loadComponentFromURL("file://" + sys.argv[2], "_blank", 0, (prop("Hidden", True),))
        for o in w["Ops"]:
            sheet = book.Sheets.getByName(o["Sheet"])
            if sheet.isProtected(): sheet.unprotect("")
            cell = sheet.getCellRangeByName(o["Cell"]) if o["Cell"] else None
            if o["Op"] == "set":
                if o["Number"]: cell.Value = float(o["Value"])
                else: cell.String = o["Value"]
                if o["Format"]:
                    formats = book.NumberFormats
                    key = formats.queryKey(o["Format"], uno.createUnoStruct("com.sun.star.lang.Locale"), False)
                    if key < 0: key = formats.addNew(o["Format"], uno.createUnoStruct("com.sun.star.lang.Locale"))
                    cell.NumberFormat = key
            elif o["Op"] == "insert": sheet.Rows.insertByIndex(o["Row"] - 1, 1)
            elif o["Op"] == "delete": sheet.Rows.removeByIndex(o["Row"] - 1, 1)
            elif o["Op"] == "rename": sheet.Name = o["Value"]
            elif o["Op"] == "remove": book.Sheets.removeByName(o["Sheet"])
            elif o["Op"] == "note": sheet.Annotations.insertNew(cell.CellAddress, o["Value"])
        book.storeToURL("file://" + sys.argv[3] + "/%02d.xlsx" % i, (prop("FilterName", "Calc MS Excel 2007 XML"),))
        book.close(True)
finally:
    try: desktop.terminate()
    except Exception: pass
    soffice.wait(600)
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
	case "openpyxl":
		cmd = exec.Command(python(t, "openpyxl"), "-c", openpyxlFiller, list, blank, out)
	case "LibreOffice":
		if _, err := exec.LookPath("soffice"); err != nil {
			t.Skip("soffice is not installed")
		}
		cmd = exec.Command(python(t, "uno"), "-c", officeFiller, list, blank, out)
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
	return out
}

// python is one that has a module.
func python(t *testing.T, module string) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import "+module).Run() == nil {
			return name
		}
	}
	t.Skip("python3 with " + module + " is not installed")
	return ""
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
			row := strconv.Itoa(o.Row)
			b.WriteString(strings.Join([]string{o.Op, o.Sheet, o.Cell, o.Value, o.Format, kind, row}, "\t") + "\n")
		}
		b.WriteString("end\n")
	}
	return []byte(b.String())
}
