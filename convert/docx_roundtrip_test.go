package convert_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/filled"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// wordReport is a made-up report with every kind of paragraph in it.
func wordReport(l *layouts.Layout, seed uint64) *report.Report {
	r := filled.Report(l, "")
	for id, v := range newOfficeReport(l, seed, seed%4 >= 2).values {
		r.Cell(id).Value = filled.Number(v)
	}
	r.Agency, r.Year, r.Date = "青禾县示例局", l.Years.From, fmt.Sprintf("%d-01-26", l.Years.From+1)
	r.Title = l.FullTitle(r.Agency, fmt.Sprint(r.Year), "")
	cell := func(text string) report.TextCell { return report.TextCell{Text: text} }
	table := report.Paragraph{Table: [][]report.TextCell{
		{{Text: "科室", Rows: 2}, {Text: "公开条数", Cols: 2}}, {cell("上年"), cell("本年")}, {cell("办公室"), cell(""), cell(fmt.Sprint(seed))}}}
	s := r.Sections[0]
	s.Paragraphs = append(report.Prose(
		fmt.Sprintf("根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制，全年主动公开信息%d条。", seed), "（一）主动公开。“公开”为常态……面积5m²，CO₂减排。",
		"（二）存在的问题", `<b>&amp;"'</b> =1+1  两格  { PAGE }`, "1. 加强组织领导，𠮷野家的㙦𬭚。"), table)
	s.Paragraphs = append(s.Paragraphs, report.Prose("表后一段。")...)
	r.Sections = append(r.Sections, &report.Section{ID: report.Signature, Paragraphs: report.Prose("青禾县示例局", fmt.Sprintf("%d年1月26日", l.Years.From+1))})
	return r
}

// TestWordRoundTrip: cells, headings and paragraphs of a Word document of ours come back.
func TestWordRoundTrip(t *testing.T) {
	const reports = 120
	c := converter(t)
	for i := range uint64(reports) {
		l := layouts.Find([]string{"disclosure-2021", "disclosure-2019", "disclosure-2014"}[i%3])
		r := wordReport(l, i)
		back, err := c.Read("report.docx", wordOf(t, c, r, l))
		if err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		sameCells(t, fmt.Sprint(i), r, back.Report)
		sameText(t, fmt.Sprint(i), r, back.Report)
	}
	files, _ := filepath.Glob("../testdata/*/*.*")
	for _, file := range files {
		first, err := c.Read(filepath.Base(file), load(t, file))
		if err != nil || filepath.Ext(file) == ".yaml" {
			continue
		}
		back, err := c.Read("report.docx", wordOf(t, c, first.Report, first.Layout))
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		sameCells(t, file, first.Report, back.Report)
	}
}

func wordOf(t testing.TB, c *convert.Converter, r *report.Report, l *layouts.Layout) []byte {
	t.Helper()
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := c.Write(w, convert.DOCX, &convert.Reading{Report: r, Layout: l}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same report gives other bytes")
	}
	if !convert.Written(convert.DOCX, a.Bytes()) || convert.Edited(convert.DOCX, a.Bytes()) {
		t.Error("it does not say whose it is")
	}
	return a.Bytes()
}

func sameCells(t *testing.T, name string, want, got *report.Report) {
	t.Helper()
	for _, table := range want.Tables {
		for _, row := range table.Rows {
			for _, w := range row.Cells {
				id := layouts.CellID(table.ID, row.ID, w.Column)
				g := got.Cell(id)
				if g == nil {
					t.Errorf("%s: %s is not there", name, id)
				} else if g.Open != w.Open || g.Value.String() != w.Value.String() {
					t.Errorf("%s: %s is %q, open %v, want %q", name, id, g.Value, g.Open, w.Value)
				}
			}
		}
	}
}

func sameText(t *testing.T, name string, want, got *report.Report) {
	t.Helper()
	if got.Title != want.Title || got.Agency != want.Agency || got.Year != want.Year || got.Date != want.Date {
		t.Errorf("%s: %q, %q, %d, %s", name, got.Title, got.Agency, got.Year, got.Date)
	}
	if len(got.Sections) != len(want.Sections) {
		t.Fatalf("%s: %d sections, want %d", name, len(got.Sections), len(want.Sections))
	}
	for i, w := range want.Sections {
		g := got.Sections[i]
		if g.ID != w.ID || g.Heading != w.Heading || g.Table != w.Table || !reflect.DeepEqual(g.Paragraphs, w.Paragraphs) {
			t.Fatalf("%s: section %s %q\n%+v, want %s %q\n%+v", name, g.ID, g.Heading, g.Paragraphs, w.ID, w.Heading, w.Paragraphs)
		}
	}
}

// TestWordJudges: other programs open the documents: python-docx and Apache POI, and
// LibreOffice, which prints them on A4 with the tables whole.
func TestWordJudges(t *testing.T) {
	long.Skip(t, "starts other programs")
	dir, c := t.TempDir(), converter(t)
	for i, id := range []string{"disclosure-2021", "disclosure-2019", "disclosure-2014"} {
		l := layouts.Find(id)
		put(t, dir, id+".docx", string(wordOf(t, c, wordReport(l, uint64(i)), l)))
	}
	t.Run("python-docx", func(t *testing.T) {
		if exec.Command("python3", "-c", "import docx").Run() != nil {
			t.Skip("python3 has no docx")
		}
		out, err := exec.Command("python3", "-c", `
import docx, glob, sys
for f in sorted(glob.glob(sys.argv[1] + "/*.docx")):
    d = docx.Document(f); s = d.sections[0]
    print(len(d.tables) > 1, round(s.page_width.mm), round(s.page_height.mm), round(s.top_margin.mm), round(s.left_margin.mm), round(s.right_margin.mm), round(s.bottom_margin.mm), d.core_properties.author, d.core_properties.title != "", d.paragraphs[0].style.name)
`, dir).CombinedOutput()
		if want := strings.Repeat("True 210 297 37 28 26 35 青禾县示例局 True Title\n", 3); err != nil || string(out) != want {
			t.Errorf("%v: %s", err, out)
		}
	})
	t.Run("Apache POI", func(t *testing.T) {
		jars := os.Getenv("POI")
		if jars == "" {
			t.Skip("Apache POI is not installed (POI, a folder of jars)")
		}
		put(t, dir, "Client.java", poiClient)
		out, err := exec.Command("java", "-cp", filepath.Join(jars, "*"), filepath.Join(dir, "Client.java"), dir).CombinedOutput()
		if want := strings.Repeat("tables true, schema []\n", 3); err != nil || !strings.HasSuffix(string(out), want) {
			t.Errorf("%v: %s", err, out)
		}
	})
	t.Run("LibreOffice", func(t *testing.T) {
		office := tool(t, "soffice", "libreoffice")
		if out, err := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir, filepath.Join(dir, "disclosure-2021.docx")).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		pdf := filepath.Join(dir, "disclosure-2021.pdf")
		if _, err := os.Stat(pdf); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(tool(t, "pdftotext"), "-layout", pdf, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(out)), "")
		for _, want := range []string{"一、本年新收政府信息公开申请数量", "公开条数", "—1—", "—2—"} {
			if !strings.Contains(text, want) {
				t.Errorf("the page lacks %q", want)
			}
		}
	})
}

// poiClient opens the documents of a folder and validates their parts by the schema of
// ECMA-376, which POI has.
const poiClient = `
import java.io.*;
import java.util.*;
import org.apache.poi.xwpf.usermodel.*;
import org.apache.xmlbeans.*;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.*;
public class Client {
	static List<Object> errors = new ArrayList<>();
	static void check(XmlObject x) { x.validate(new XmlOptions().setErrorListener(new AbstractList<XmlError>() {
		public boolean add(XmlError e) { return errors.add(e.getMessage()); }
		public XmlError get(int i) { return null; }
		public int size() { return 0; }
	})); }
	public static void main(String[] args) throws Exception {
		File[] files = new File(args[0]).listFiles((d, n) -> n.endsWith(".docx"));
		Arrays.sort(files);
		for (File f : files) try (XWPFDocument d = new XWPFDocument(new FileInputStream(f))) {
			errors.clear();
			for (var part : d.getPackage().getParts()) {
				String name = part.getPartName().getName();
				if (!name.startsWith("/word/")) continue;
				try (InputStream in = part.getInputStream()) {
					if (name.equals("/word/document.xml")) check(DocumentDocument.Factory.parse(in));
					if (name.equals("/word/styles.xml")) check(StylesDocument.Factory.parse(in));
					if (name.equals("/word/settings.xml")) check(SettingsDocument.Factory.parse(in));
					if (name.equals("/word/fontTable.xml")) check(FontsDocument.Factory.parse(in));
					if (name.startsWith("/word/footer")) check(FtrDocument.Factory.parse(in));
				}
			}
			System.out.println("tables " + (d.getTables().size() > 1) + ", schema " + errors);
		}
	}
}
`
