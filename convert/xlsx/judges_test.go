package xlsx

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/compare"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// exceljs is node with that library; NODE_PATH says where it is.
func exceljs(t *testing.T, script string, args ...string) string {
	t.Helper()
	long.Skip(t, "starts node")
	if exec.Command("node", "-e", "require('exceljs')").Run() != nil {
		t.Skip("node with exceljs is not installed (NODE_PATH)")
	}
	return client(t, exec.Command("node", append([]string{"-e", script, "--"}, args...)...))
}

// poi is java with Apache POI, whose jars are in the folder that POI names.
func poi(t *testing.T, class string, args ...string) string {
	t.Helper()
	long.Skip(t, "starts Java")
	jars := os.Getenv("POI")
	if jars == "" {
		t.Skip("Apache POI is not installed (POI, a folder of jars)")
	}
	source := filepath.Join(t.TempDir(), "Client.java")
	must(t, os.WriteFile(source, []byte(class), 0o666))
	return client(t, exec.Command("java", append([]string{"-cp", filepath.Join(jars, "*"), source}, args...)...))
}

func client(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", cmd.Args[0], err, out, &stderr)
	}
	return string(out)
}

// allBooks writes a workbook of every kind that there is: a report with notes and
// colours, the empty form, a sum, a comparison with charts, a summary.
func allBooks(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	var files []string
	add := func(name string, data []byte) {
		files = append(files, filepath.Join(dir, name+".xlsx"))
		must(t, os.WriteFile(files[len(files)-1], data, 0o666))
	}
	odd := contradictory(t)
	add("report", written(t, odd))
	for _, l := range layouts.Builtin() {
		var b strings.Builder
		must(t, WriteBlank(&b, l))
		add("blank-"+l.ID, []byte(b.String()))
	}
	var begun strings.Builder
	must(t, WriteBegun(&begun, layouts.Find("disclosure-2021"), filled(t, layouts.Find("disclosure-2021"), map[string]string{
		"applications.received.natural_person": "3", "applications.received.total": "4", "applications.carried_in.total": "1", // no sum holds
	})))
	add("begun", []byte(begun.String()))
	_, sum := addedUp(t, oddUnits(t))
	add("sum", sum)
	add("comparison", comparisonBook(t))
	s := NewSummary(nil)
	defer s.Close()
	must(t, s.Add(Result{Input: "a.txt", Output: "a.xlsx", Report: odd, Layout: layouts.Find(odd.Layout)}))
	must(t, s.Add(Result{Input: "b.txt", Code: "empty", Message: "没有可读的内容"}))
	var b strings.Builder
	must(t, s.Write(&b))
	add("summary", []byte(b.String()))
	return files
}

// TestExceljsOpensEveryBook: exceljs reads every kind of workbook, all its cells.
func TestExceljsOpensEveryBook(t *testing.T) {
	const script = `
const Excel = require('exceljs');
(async () => {
	for (const file of process.argv.slice(1)) {
		const book = new Excel.Workbook();
		await book.xlsx.readFile(file);
		let n = 0;
		book.eachSheet(s => s.eachRow(r => r.eachCell(() => n++)));
		console.log(file, book.worksheets.length, n);
	}
})().catch(e => { console.error(e); process.exit(1); });`
	files := allBooks(t)
	lines := strings.Split(strings.TrimSpace(exceljs(t, script, files...)), "\n")
	if len(lines) != len(files) {
		t.Fatalf("got %q", lines)
	}
	for _, line := range lines {
		words := strings.Fields(line)
		if n, _ := strconv.Atoi(words[len(words)-1]); n < 20 {
			t.Errorf("it saw %s", line)
		}
	}
}

// TestPOIComputesTheSame: what is stored beside a formula is what Apache POI's
// evaluator makes of it, to the last digit.
func TestPOIComputesTheSame(t *testing.T) {
	const class = `
import java.io.File;
import org.apache.poi.ss.usermodel.*;
public class Client {
	public static void main(String[] files) throws Exception {
		for (String file : files) {
			try (Workbook book = WorkbookFactory.create(new File(file), null, true)) {
				FormulaEvaluator evaluator = book.getCreationHelper().createFormulaEvaluator();
				int n = 0;
				for (Sheet sheet : book) for (Row row : sheet) for (Cell cell : row) {
					if (cell.getCellType() != CellType.FORMULA || cell.getCellFormula().startsWith("HYPERLINK")) continue;
					n++;
					String stored = cell.getCachedFormulaResultType() == CellType.NUMERIC ? "" + cell.getNumericCellValue() : cell.getStringCellValue();
					CellValue v = evaluator.evaluate(cell);
					String computed = v.getCellType() == CellType.NUMERIC ? "" + v.getNumberValue() : "" + v.getStringValue();
					if (!stored.equals(computed)) System.out.println("DIFFERS " + file + " " + sheet.getSheetName() + " " + cell.getAddress() + " " + cell.getCellFormula() + ": " + stored + ", computed " + computed);
				}
				System.out.println("FORMULAS " + n);
			}
		}
	}
}`
	out := poi(t, class, allBooks(t)...)
	formulas := 0
	for line := range strings.Lines(out) {
		var n int
		if _, err := fmt.Sscanf(line, "FORMULAS %d", &n); err == nil {
			formulas += n
		} else if strings.HasPrefix(line, "DIFFERS") { // and what its logger has to say
			t.Error(strings.TrimSpace(line))
		}
	}
	if formulas < 100 {
		t.Errorf("only %d formulas", formulas)
	}
}

// comparisonBook is a comparison whose shares have no end.
func comparisonBook(t *testing.T) []byte {
	t.Helper()
	l := layouts.Find("disclosure-2021")
	older, newer := map[string]string{}, map[string]string{}
	for i, d := range formOf(l.Table("applications")).cells[:60] {
		older[d.id], newer[d.id] = fmt.Sprint(i+1), fmt.Sprint((i*7)%23)
	}
	older["proactive.fees.amount"], newer["proactive.fees.amount"] = "1.35", "59237.2449"
	d, ok := compare.Years(l, filled(t, l, older), l, filled(t, l, newer))
	if !ok {
		t.Fatal("no comparison")
	}
	var b strings.Builder
	must(t, WriteDiffs(&b, &report.DiffSet{Pairs: []*report.Diff{d}}))
	return []byte(b.String())
}

// saved are the ways to have a client open a workbook and save it as another.
var saved = map[string]func(t *testing.T, from, to string){
	"exceljs": func(t *testing.T, from, to string) {
		exceljs(t, `
const Excel = require('exceljs');
(async () => {
	const book = new Excel.Workbook();
	await book.xlsx.readFile(process.argv[1]);
	await book.xlsx.writeFile(process.argv[2]);
})().catch(e => { console.error(e); process.exit(1); });`, from, to)
	},
	"POI": func(t *testing.T, from, to string) {
		poi(t, `
import java.io.*;
import org.apache.poi.ss.usermodel.*;
public class Client {
	public static void main(String[] files) throws Exception {
		try (Workbook book = WorkbookFactory.create(new FileInputStream(files[0])); OutputStream out = new FileOutputStream(files[1])) { book.write(out); }
	}
}`, from, to)
	},
	"openpyxl": func(t *testing.T, from, to string) {
		client(t, exec.Command(openpyxl(t), "-c", "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])", from, to))
	},
	"openpyxl without styles": func(t *testing.T, from, to string) {
		client(t, exec.Command(openpyxl(t), "-c", `
import sys, openpyxl
from openpyxl.styles import PatternFill, Font
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book:
    for row in sheet.iter_rows():
        for cell in row:
            if type(cell).__name__ == "Cell": cell.fill, cell.font = PatternFill(), Font()
book.save(sys.argv[2])`, from, to))
	},
}

// TestClientsKeepTheReport: a workbook that a client has opened and saved reads as the
// same report, its open and absent cells too, with the same findings.
func TestClientsKeepTheReport(t *testing.T) {
	odd := contradictory(t)
	odd.Sections[1].Paragraphs = report.Prose("=1+1", "-8", "0012", "2025-01-26", "TRUE", "第一行\n第二行", "𠮷野家的㙦", `<b>&amp;"'</b>`)
	data := written(t, odd)
	want := read(t, data)
	for name, save := range saved {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			from, to := filepath.Join(dir, "from.xlsx"), filepath.Join(dir, "to.xlsx")
			must(t, os.WriteFile(from, data, 0o666))
			save(t, from, to)
			data, err := os.ReadFile(to)
			must(t, err)
			got := read(t, data)
			sameReport(t, got, odd)
			if g, w := fmt.Sprint(got.Findings), fmt.Sprint(want.Findings); g != w {
				t.Errorf("findings %s\nwant %s", g, w)
			}
		})
	}
}
