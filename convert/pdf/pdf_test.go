package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/layouts"
)

// sample reads a report of typeset's tests.
func sample(t testing.TB, name string) *report.Report {
	t.Helper()
	data, err := os.ReadFile("../typeset/testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func write(t testing.TB, r *report.Report) ([]byte, *typeset.Document) {
	t.Helper()
	doc := typeset.Plan(r, layouts.Find(r.Layout), fonts.Builtin())
	var b bytes.Buffer
	if err := New(fonts.Builtin()).Write(&b, doc, Meta{Agency: r.Agency, Date: r.Date}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), doc
}

// documents are the reports that all tests of the files look at.
func documents(t testing.TB) map[string]*report.Report {
	all := hard()
	for _, name := range []string{"000", "001", "002", "003"} {
		all[name] = sample(t, name)
	}
	return all
}

// TestGaps: the gap between Han characters and figures is none in the text that is taken
// out of a page.
func TestGaps(t *testing.T) {
	tool(t, "pdftotext")
	const text = "2024年1月1日至12月31日，收到申请5件，增长12.5%的2项，依据第711号令和WTO规则办结3件，其余结转2025年。"
	b, _ := write(t, &report.Report{Layout: "disclosure-2021", Title: "甲局2024年年报", Sections: []*report.Section{{ID: "overview", Heading: "一、2024年情况", Paragraphs: report.Prose(text, text+text)}}})
	for _, mode := range []string{"-raw", "-layout", "-nopgbrk"} {
		got := run(t, b, "pdftotext", mode, "FILE", "-")
		got = strings.ReplaceAll(strings.ReplaceAll(got, "\n  ", "\n"), "\n", "")
		if !strings.Contains(got, "一、2024年情况"+text) || !strings.Contains(got, text+text) {
			t.Errorf("%s: got %s", mode, got)
		}
	}
}

// tool skips the test where a program of the outside world is absent.
func tool(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
}

// run returns what a program prints about a file with the data.
func run(t *testing.T, data []byte, name string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		if args[i] == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, out)
	}
	return string(out)
}

// squash takes out white space.
func squash(s string) string { return strings.Join(strings.Fields(s), "") }

// wanted are the texts that must be in the file, in order.
func wanted(r *report.Report, title string) []string {
	l := layouts.Find(r.Layout)
	want := []string{title}
	add := func(s *report.Section) {
		want = append(append(want, s.Heading), strings.Split(strings.Join(s.Texts(), "\n"), "\n")...)
		if t := l.Table(s.Table); t != nil && r.Table(s.Table) != nil {
			for _, c := range t.Grid().Cells {
				want = append(want, c.Text)
			}
		}
	}
	for _, s := range r.Sections {
		add(s)
	}
	return want
}

// TestText holds that everything can be copied out of the file, in order, also
// characters beyond U+FFFF and those that no font has.
func TestText(t *testing.T) {
	tool(t, "pdftotext")
	number := regexp.MustCompile(`—\d+—$`)
	for name, r := range documents(t) {
		t.Run(name, func(t *testing.T) {
			b, doc := write(t, r)
			var got strings.Builder
			for i, page := range strings.Split(strings.TrimSuffix(run(t, b, "pdftotext", "-raw", "FILE", "-"), "\f"), "\f") {
				text := squash(page)
				if want := fmt.Sprintf("—%d—", i+1); number.FindString(text) != want {
					t.Errorf("page %d is numbered %q", i+1, number.FindString(text))
				}
				got.WriteString(number.ReplaceAllString(text, ""))
			}
			rest := got.String()
			for _, w := range wanted(r, doc.Title) {
				w = squash(w)
				at := strings.Index(rest, w)
				if at < 0 {
					t.Fatalf("%q is lost in %.200s", w, rest)
				}
				rest = rest[at+len(w):]
			}
		})
	}
}

func TestChecked(t *testing.T) {
	tool(t, "qpdf")
	for name, r := range documents(t) {
		b, _ := write(t, r)
		if out := run(t, b, "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors found") || strings.Contains(out, "WARNING") {
			t.Errorf("%s: %s", name, out)
		}
	}
}

func TestFontsEmbedded(t *testing.T) {
	tool(t, "pdffonts")
	b, _ := write(t, sample(t, "000"))
	lines := strings.Split(strings.TrimSpace(run(t, b, "pdffonts", "FILE")), "\n")[2:]
	if len(lines) != 5 {
		t.Errorf("%d fonts, want one a role: %s", len(lines), strings.Join(lines, "\n"))
	}
	for _, l := range lines {
		if !strings.Contains(l, "CID TrueType      Identity-H       yes yes yes") {
			t.Errorf("not an embedded subset with a table of characters: %s", l)
		}
	}
}

// TestSameBytes holds that one document gives the same bytes, whoever writes at
// the same time.
func TestSameBytes(t *testing.T) {
	r := sample(t, "001")
	want, doc := write(t, r)
	w := New(fonts.Builtin())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var b bytes.Buffer
			if err := w.Write(&b, doc, Meta{Agency: r.Agency, Date: r.Date}); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("another file: %v", err)
			}
		})
	}
	wg.Wait()
}

// TestMeasures takes from the file itself what GB/T 9704 prescribes.
func TestMeasures(t *testing.T) {
	tool(t, "pdftotext")
	r := with(full("disclosure-2021", "0"), "overview", strings.Repeat("政府信息公开工作坚持以公开为常态", 100))
	b, _ := write(t, r)
	const mm = 72 / 25.4
	pages := strings.Split(run(t, b, "pdftotext", "-bbox", "FILE", "-"), "<page ")[1:]
	box := regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>`)
	lines := map[string]string{} // of page 2, by their height
	for i, page := range pages {
		if !strings.HasPrefix(page, `width="595.280000" height="841.890000"`) {
			t.Errorf("page %d is not A4: %.60s", i+1, page)
		}
		for _, m := range box.FindAllStringSubmatch(page, -1) {
			var v [4]float64
			for k := range v {
				v[k], _ = strconv.ParseFloat(m[k+1], 64)
			}
			if v[0] < 28*mm-0.1 || v[2] > 184*mm+0.1 || v[1] < 37*mm-5 || v[3] > 262*mm+5 && v[1] < 262*mm {
				t.Errorf("page %d: %s stands at %.1f–%.1f, %.1f–%.1f mm", i+1, m[5], v[0]/mm, v[2]/mm, v[1]/mm, v[3]/mm)
			}
			if i == 1 && v[1] < 262*mm {
				lines[m[2]] += m[5]
			}
		}
	}
	if len(lines) != 22 {
		t.Errorf("page 2 has %d lines, want 22", len(lines))
	}
	for at, l := range lines {
		if n := utf8.RuneCountInString(l); n != 28 {
			t.Errorf("the line at %s has %d characters, want 28: %s", at, n, l)
		}
	}
}

// TestMarks holds that full-width marks take the room that is theirs on the line: none
// reaches beyond the measure or over the next character, where programs that take the
// text out would begin a line.
func TestMarks(t *testing.T) {
	tool(t, "pdftotext")
	const right = 184 * 72 / 25.4
	edge := regexp.MustCompile(`xMax="([\d.]+)"`)
	first := regexp.MustCompile(`(?m)^[。，、；：！？”’』」）》〉】〕].*`)
	for _, name := range []string{"000", "levels", "forty", "title"} {
		b, _ := write(t, documents(t)[name])
		for _, m := range edge.FindAllStringSubmatch(run(t, b, "pdftotext", "-bbox", "FILE", "-"), -1) {
			if x, _ := strconv.ParseFloat(m[1], 64); x > right+0.5 {
				t.Errorf("%s: a word ends at %.1f, the measure at %.1f", name, x, right)
			}
		}
		if line := first.FindString(run(t, b, "pdftotext", "-raw", "FILE", "-")); line != "" {
			t.Errorf("%s: a line begins with %q", name, line)
		}
	}
}

func TestSize(t *testing.T) {
	for _, name := range []string{"000", "001", "002", "003"} {
		if b, _ := write(t, sample(t, name)); len(b) > 256<<10 {
			t.Errorf("%s has %d bytes", name, len(b))
		}
	}
}

// TestKeep writes all files to the folder PDF_OUT, to be looked at.
func TestKeep(t *testing.T) {
	dir := os.Getenv("PDF_OUT")
	if dir == "" {
		t.Skip("PDF_OUT names no folder")
	}
	for name, r := range documents(t) {
		b, doc := write(t, r)
		t.Log(name, len(b), len(doc.Pages))
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestLineEdges: in the finished documents no line of text begins or ends with a
// mark that may not stand there. A paragraph of nothing but marks cannot keep to it.
func TestLineEdges(t *testing.T) {
	const notFirst, notLast = "。，、；：！？”’』」）》〉】〕％‰℃·—…", "“‘『「（《〈【〔￥"
	for name, r := range documents(t) {
		if name == "marks" {
			continue
		}
		_, doc := write(t, r)
		lines := 0
		for i, page := range doc.Pages {
			var first, last *typeset.Text // of a line; runs stand in reading order
			for k := range page.Texts {
				x := &page.Texts[k]
				if x.Size != 15.75 {
					continue
				}
				if last == nil || last.Y != x.Y {
					first = x
					lines++
				}
				last = x
				ends := k+1 == len(page.Texts) || page.Texts[k+1].Y != x.Y
				if strings.ContainsRune(notFirst, first.Runes[0]) || ends && strings.ContainsRune(notLast, last.Runes[len(last.Runes)-1]) {
					t.Errorf("%s, page %d: the line %q … %q", name, i+1, string(first.Runes), string(last.Runes))
				}
			}
		}
		if lines == 0 && name != "none" {
			t.Errorf("%s has no lines", name)
		}
	}
}
