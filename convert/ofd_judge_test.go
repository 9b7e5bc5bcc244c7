package convert_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/internal/messy"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Where ink is counted: in squares of the page, at a resolution.
const (
	ofdDPI    = 400
	ofdSquare = 10 // mm
)

// ofdReports are the real reports, made-up ones with tables and rare characters in their
// text, and what people's reports look like.
func ofdReports(t *testing.T, c *convert.Converter) (all []*convert.Reading) {
	files, _ := filepath.Glob("../testdata/reports/*.txt")
	for _, file := range files {
		r, err := c.Read(file, load(t, file))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	for i := range uint64(56) {
		l := layouts.Find([]string{"disclosure-2021", "disclosure-2019", "disclosure-2014"}[i%3])
		r := wordReport(l, i)
		if i%4 == 1 {
			hardToDraw(r)
		}
		all = append(all, &convert.Reading{Report: r, Layout: l})
	}
	for _, m := range messy.NewRun(t, readMessy(t)).Papers(44) {
		r, err := c.Read("report.html", []byte(m.Page("")))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// hardToDraw gives a report an open cell, a table across the sheet, marks as in Latin text,
// and characters that are rare, private or in no font.
func hardToDraw(r *report.Report) {
	r.Tables[0].Rows[0].Cells[0].Open, r.Tables[0].Rows[0].Cells[0].Value = true, report.Number{}
	var wide report.Paragraph
	for y := range 3 {
		var row []report.TextCell
		for x := range 18 {
			row = append(row, report.TextCell{Text: fmt.Sprintf("第%d项%d", y, x)})
		}
		wide.Table = append(wide.Table, row)
	}
	s := r.Sections[0]
	s.Paragraphs = append(s.Paragraphs, report.Prose("𠮷林省𬭚县㙦村𠅤某、𪚥某、𰻞某，葛󠄀城，①㎡℃→★，私用\uE001，缺字\u0CA0\U0001F600。",
		"The “Regulations” of the People's Republic of China… were revised in ‘2019’.")...)
	s.Paragraphs = append(s.Paragraphs, wide)
}

// TestOFDSize: no file is more than 5 % larger than the PDF.
func TestOFDSize(t *testing.T) {
	c, most := converter(t), 0
	for i, r := range ofdReports(t, c) {
		var pdf, ofd bytes.Buffer
		if err := errors.Join(c.Write(&pdf, convert.PDF, r), c.Write(&ofd, convert.OFD, r)); err != nil {
			t.Fatal(err)
		}
		share := ofd.Len() * 100 / pdf.Len()
		if most = max(most, share); share >= 105 {
			t.Errorf("report %d has %d bytes, the PDF %d", i, ofd.Len(), pdf.Len())
		}
	}
	t.Logf("at most %d %% of the PDF", most)
}

// TestOFDJudge: ofdrw opens every file, finds the text of the PDF in it, page by page, and
// draws what poppler draws of the PDF, the first page of one, the second of the next, and so
// on: the ink of a page differs by less than 1 %, and is in the same places: in the sum over
// its squares it differs by less than 2 %.
func TestOFDJudge(t *testing.T) {
	t.Parallel() // waits for other programs
	long.Skip(t, "starts Java")
	jars := os.Getenv("OFDRW")
	if jars == "" {
		t.Skip("ofdrw is not installed (OFDRW, a folder of jars)")
	}
	tool(t, "java")
	tool(t, "pdftocairo")
	c, dir := converter(t), t.TempDir()
	reports := ofdReports(t, c)
	for i, r := range reports {
		for _, f := range []convert.Format{convert.PDF, convert.OFD} {
			var b bytes.Buffer
			if err := c.Write(&b, f, r); err != nil {
				t.Fatal(err)
			}
			put(t, dir, fmt.Sprintf("%03d%s", i, f.Ext()), b.String())
		}
	}
	ofdrw := startOFDRW(t, jars, dir)
	var poppler []inked // while ofdrw draws, too
	for i := range reports {
		poppler = append(poppler, popplersInk(t, i, filepath.Join(dir, fmt.Sprintf("%03d.pdf", i))))
	}
	inks := ofdrw()
	pages, most, mostApart := 0, 0.0, 0.0
	for i := range reports {
		name := filepath.Join(dir, fmt.Sprintf("%03d", i))
		got := strings.Split(unspacedPages(string(load(t, name+".txt"))), "\f")
		want := strings.Split(unspacedPages(string(judge(t, "pdftotext", "-raw", name+".pdf", "-"))), "\f")
		if !slices.Equal(got, want) {
			t.Errorf("report %d: its text is\n%q\nwant\n%q", i, got, want)
		}
		pages += len(want)
		page := poppler[i].page
		off, apart := inkDifference(inks[fmt.Sprintf("%03d-%d", i, page)], poppler[i].ink)
		most, mostApart = max(most, off), max(mostApart, apart)
		if !(off < 0.01 && apart < 0.02) {
			t.Errorf("report %d, page %d: the ink differs by %.2f %%, by %.2f %% in its squares", i, page+1, 100*off, 100*apart)
		}
	}
	t.Logf("%d reports, %d pages: the text is the same; the ink of a page of each differs by at most %.2f %%, by %.2f %% in its squares", len(reports), pages, 100*most, 100*mostApart)
}

// startOFDRW lets ofdrw read and draw the files of a folder; what it returns waits for it, and
// tells the ink in the squares of each page: 000-0, 000-1, …
func startOFDRW(t *testing.T, jars, dir string) (wait func() map[string][]float64) {
	t.Helper()
	put(t, dir, "Client.java", ofdrwClient)
	var out, complaints bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "java", "-Djava.awt.headless=true", "-cp", filepath.Join(jars, "*"), filepath.Join(dir, "Client.java"), dir, strconv.Itoa(ofdDPI), strconv.Itoa(ofdSquare))
	cmd.Stdout, cmd.Stderr = &out, &complaints
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return func() map[string][]float64 {
		if err := cmd.Wait(); err != nil {
			t.Fatalf("ofdrw: %v\n%s", err, complaints.Bytes())
		}
		inks := map[string][]float64{}
		for line := range strings.Lines(out.String()) {
			name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
			for _, word := range strings.Fields(rest) {
				v, err := strconv.ParseFloat(word, 64)
				if err != nil {
					t.Fatalf("ofdrw says %q", line)
				}
				inks[name] = append(inks[name], v)
			}
		}
		return inks
	}
}

// unspacedPages is a text without white space; pages still end with form feeds.
func unspacedPages(text string) string {
	pages := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	for i, p := range pages {
		pages[i] = unspaced(p)
	}
	return strings.Join(pages, "\f")
}

// inked is the ink in the squares of a page, which is counted from 0.
type inked struct {
	page int
	ink  []float64
}

// popplersInk is the ink of the page of report i that is looked at. It is cairo that draws:
// the other way of poppler to draw makes every rule some whole pixels wide.
func popplersInk(t *testing.T, i int, file string) inked {
	t.Helper()
	root := strings.TrimSuffix(file, ".pdf")
	pages := bytes.Count(judge(t, "pdftotext", "-raw", file, "-"), []byte("\f"))
	page := i % pages
	number := strconv.Itoa(page + 1)
	judge(t, "pdftocairo", "-jpeg", "-jpegopt", "quality=100", "-gray", "-r", strconv.Itoa(ofdDPI), "-f", number, "-l", number, file, root) // PNGs take ten times as long
	pictures, _ := filepath.Glob(root + "-*.jpg")
	if len(pictures) != 1 {
		t.Fatalf("poppler drew %d pages of %s", len(pictures), file)
	}
	name := pictures[0]
	picture, err := jpeg.Decode(bytes.NewReader(load(t, name)))
	if err != nil {
		t.Fatal(err)
	}
	grey, ok := picture.(*image.Gray)
	if !ok {
		t.Fatalf("%s is no grey picture", name)
	}
	w, h := grey.Rect.Dx(), grey.Rect.Dy()
	square := float64(ofdDPI) * ofdSquare / 25.4
	columns, rows := int(math.Round(float64(w)/square)), int(math.Round(float64(h)/square))
	ink := make([]float64, columns*rows)
	for y := range h {
		row := ink[min(int(float64(y)/square), rows-1)*columns:][:columns]
		for x, g := range grey.Pix[y*grey.Stride:][:w] {
			row[min(int(float64(x)/square), columns-1)] += float64(255-g) / 255
		}
	}
	return inked{page, ink}
}

// inkDifference is by which part of the ink two pages differ as wholes, and in the sum over
// their squares.
func inkDifference(got, want []float64) (whole, squares float64) {
	if len(got) != len(want) {
		return 1, 1
	}
	var all, other, apart float64
	for i := range want {
		all, other, apart = all+want[i], other+got[i], apart+math.Abs(got[i]-want[i])
	}
	return math.Abs(all-other) / all, apart / all
}

// ofdrwClient writes the text of each .ofd of a folder beside it, and prints the ink in the
// squares of each page.
const ofdrwClient = `
import java.awt.image.*;
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import org.ofdrw.converter.*;
import org.ofdrw.reader.*;
public class Client {
	public static void main(String[] args) {
		File[] files = new File(args[0]).listFiles((d, n) -> n.endsWith(".ofd"));
		Arrays.sort(files);
		double dpi = Double.parseDouble(args[1]), square = dpi * Double.parseDouble(args[2]) / 25.4;
		Arrays.stream(files).parallel().forEach(f -> {
			try { read(f, dpi, square); } catch (Exception e) { throw new RuntimeException(f.getName(), e); }
		});
	}
	static void read(File f, double dpi, double square) throws Exception {
		String name = f.getPath().substring(0, f.getPath().length() - 4);
		try (OFDReader r = new OFDReader(f.toPath())) {
			ContentExtractor text = new ContentExtractor(r);
			StringBuilder all = new StringBuilder();
			ImageMaker maker = new ImageMaker(r, dpi / 25.4);
			for (int i = 0; i < r.getNumberOfPages(); i++) {
				all.append(String.join("", text.getPageContent(i + 1))).append("\f");
				if (i != Integer.parseInt(new File(name).getName()) % r.getNumberOfPages()) continue;
				BufferedImage page = maker.makePage(i);
				int w = page.getWidth(), h = page.getHeight(), columns = (int) Math.round(w / square), rows = (int) Math.round(h / square);
				int[] row = new int[w];
				double[] ink = new double[columns * rows];
				for (int y = 0; y < h; y++) {
					page.getRGB(0, y, w, 1, row, 0, w);
					for (int x = 0; x < w; x++) {
						int c = row[x], a = c >>> 24;
						ink[Math.min((int) (y / square), rows - 1) * columns + Math.min((int) (x / square), columns - 1)] += a / 255.0 * (255 * 3 - (c >> 16 & 255) - (c >> 8 & 255) - (c & 255)) / 765.0;
					}
				}
				System.out.println(new File(name).getName() + "-" + i + " " + Arrays.stream(ink).mapToObj(v -> String.format("%.1f", v)).collect(Collectors.joining(" ")));
			}
			Files.writeString(Path.of(name + ".txt"), all);
		}
	}
}
`
