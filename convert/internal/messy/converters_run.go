package messy

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nianbao/nianbao/layouts"
)

// A workshop is a folder with known reports and what converters make of them.
type workshop struct {
	*Bench
	dir     string
	reports map[string]*drawnReport // by name
	writes  Rewrite                 // the PDF of ours
	mu      sync.Mutex
	missing map[string]bool // tools that are not here
	made    []product
	failed  []string
}

// A product is a file that a converter made of a report.
type product struct {
	converter, from, report string
	path                    string
}

// RunConverters gives known reports, as web pages, Word and PDF, to every converter
// that is there, and reads what they make of them. It returns the tools that are not.
func (b *Bench) RunConverters(t *testing.T, pdf Rewrite) (missing []string) {
	w := &workshop{Bench: b, dir: t.TempDir(), reports: map[string]*drawnReport{}, writes: pdf, missing: map[string]bool{}}
	if err := w.furnish(); err != nil {
		t.Fatal(err)
	}
	w.together(func() { w.office(func(r officeRun) bool { return r.made != "" }) }, w.browser)
	w.together(func() { w.office(func(r officeRun) bool { return r.made == "" }) }, w.python, func() {
		for _, c := range commands {
			w.each(c)
		}
	})
	w.readAll()
	for _, f := range w.failed {
		t.Error(f)
	}
	for tool := range w.missing {
		missing = append(missing, tool)
	}
	slices.Sort(missing)
	return missing
}

// together does several things at once and waits for all.
func (w *workshop) together(do ...func()) {
	var all sync.WaitGroup
	for _, f := range do {
		all.Go(f)
	}
	all.Wait()
}

// furnish writes the inputs: reports on both forms, with blanks of every style.
func (w *workshop) furnish() error {
	if err := os.Mkdir(filepath.Join(w.dir, "out"), 0o755); err != nil {
		return err
	}
	for i, style := range blankStyles {
		for k, form := range []string{"disclosure-2021", "disclosure-2019"} {
			if !w.Whole && i != 1-k {
				continue
			}
			name := form[len(form)-4:] + style.name
			rnd := w.random("converter/" + name)
			r := newDrawn(newFigures(layouts.Find(form), scale{"shapes", 0.5, 90, 900, "%d.%02d"}, style.thin, rnd), rnd)
			r.markBlanks(style.mark)
			w.reports[name] = r
			page := printHTML(r)
			own, err := w.writes("report.html", page)
			if err != nil {
				return err
			}
			for ext, data := range map[string][]byte{".html": page, ".docx": printDocx(r), ".own.pdf": own} {
				if err := os.WriteFile(filepath.Join(w.dir, name+ext), data, 0o644); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// has reports whether a tool is there, and notes it when it is not.
func (w *workshop) has(tool string) bool {
	_, err := exec.LookPath(tool)
	if err != nil {
		w.lacks(tool)
	}
	return err == nil
}

func (w *workshop) lacks(tool string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.missing[tool] = true
}

func (w *workshop) fail(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.failed = append(w.failed, fmt.Sprintf(format, args...))
}

// start runs a program in a home of its own and returns what it prints.
func (w *workshop) start(tool string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool, args...)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=C.UTF-8")
	if tool != "python3" {
		cmd.Env = append(cmd.Env, "HOME="+w.dir)
	}
	var errs bytes.Buffer
	cmd.Stderr = &errs
	cmd.WaitDelay = 5 * time.Second
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w: %s", tool, err, errs.String()[max(0, errs.Len()-300):])
	}
	return out, err
}

// An order is a file to be converted.
type order struct{ report, from, file string }

// orders are the files of the folder with one of the endings.
func (w *workshop) orders(endings []string) (list []order) {
	for _, ending := range endings {
		for _, name := range slices.Sorted(maps.Keys(w.reports)) {
			if _, err := os.Stat(filepath.Join(w.dir, name+ending)); err == nil {
				list = append(list, order{name, ending, name + ending})
			}
		}
	}
	return list
}

// product is a path for what a converter makes of a file, and notes it.
func (w *workshop) product(converter string, o order, ext string) string {
	path := filepath.Join(w.dir, "out", converter+"@"+o.file+ext)
	w.took(product{converter, o.from, o.report, path})
	return path
}

func (w *workshop) took(p product) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.made = append(w.made, p)
}

// each starts a command for each of its files.
func (w *workshop) each(c command) {
	if c.slow && !w.Whole || !w.has(c.tool) {
		return
	}
	for _, o := range w.orders(c.from) {
		to := w.product(c.name, o, c.ext)
		args := strings.Fields(c.args)
		for i, a := range args {
			args[i] = strings.NewReplacer("IN", o.file, "OUT", to).Replace(a)
		}
		printed, err := w.start(c.tool, args...)
		if err == nil && !strings.Contains(c.args, "OUT") {
			err = os.WriteFile(to, printed, 0o644)
		}
		if err != nil {
			w.fail("%s of %s: %v", c.name, o.file, err)
		}
	}
}

// python runs all that are Python libraries in one process.
func (w *workshop) python() {
	if !w.has("python3") {
		return
	}
	script := filepath.Join(w.dir, "converters.py")
	if err := os.WriteFile(script, pythonConverters, 0o644); err != nil {
		w.fail("%v", err)
		return
	}
	args := []string{script, w.dir}
	for _, o := range w.orders(slices.Concat(papers, everyPDF)) {
		args = append(args, o.report, o.from)
	}
	printed, err := w.start("python3", args...)
	if err != nil {
		w.fail("%v", err)
	}
	for line := range strings.Lines(string(printed)) {
		switch f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); {
		case f[0] == "missing" && len(f) == 2:
			w.lacks(f[1])
		case f[0] == "made" && len(f) == 5:
			w.took(product{converter: f[1], from: f[3], report: f[2], path: f[4]})
		default:
			w.fail("converters.py says %q", line)
		}
	}
}

// browser prints pages to PDF, and copies all of their text.
func (w *workshop) browser() {
	if !w.has("chromium") {
		return
	}
	for _, o := range w.orders(pages) {
		name := o.report
		args := []string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + filepath.Join(w.dir, "browser")}
		if _, err := w.start("chromium", append(args, "--no-pdf-header-footer", "--print-to-pdf="+name+".browser.pdf", o.file)...); err != nil {
			w.fail("%v", err)
		}
		page, err := os.ReadFile(filepath.Join(w.dir, o.file))
		if err == nil {
			copied := filepath.Join(w.dir, name+".copying")
			page = bytes.Replace(page, []byte("</body>"), []byte(copying), 1)
			if err = os.WriteFile(copied+".htm", page, 0o644); err == nil {
				page, err = w.start("chromium", append(args, "--dump-dom", copied+".htm")...)
			}
		}
		_, text, _ := strings.Cut(string(page), `<pre id="copied">`)
		text, _, ok := strings.Cut(text, "</pre>")
		if err == nil && !ok {
			err = errors.New("chromium copied nothing")
		}
		if err == nil {
			err = os.WriteFile(w.product("browser-copy", o, ".txt"), []byte(html.UnescapeString(text)), 0o644)
		}
		if err != nil {
			w.fail("%v", err)
		}
	}
}

// office starts LibreOffice once for all files of each run that is wanted.
func (w *workshop) office(wanted func(officeRun) bool) {
	if !w.has("soffice") {
		return
	}
	for _, run := range officeRuns {
		if !wanted(run) || run.slow && !w.Whole {
			continue
		}
		for _, ending := range run.from {
			orders := w.orders([]string{ending})
			to := filepath.Join(w.dir, "office-made", run.name+ending)
			args := append([]string{"-env:UserInstallation=file://" + filepath.Join(w.dir, "office"), "--headless"}, words(run.args)...)
			for _, o := range orders {
				args = append(args, o.file)
			}
			if _, err := w.start("soffice", append(args, "--outdir", to)...); err != nil {
				w.fail("%s: %v", run.name, err)
			}
			for _, o := range orders {
				final := filepath.Join(w.dir, o.report+run.made)
				if run.made == "" {
					final = w.product(run.name, o, run.ext)
				}
				if err := os.Rename(filepath.Join(to, o.report+run.ext), final); err != nil {
					w.fail("%s: %v", run.name, err)
				}
			}
		}
	}
}

// readAll reads what the converters made.
func (w *workshop) readAll() {
	for _, p := range w.made {
		data, err := os.ReadFile(p.path)
		if err != nil {
			continue // the failure of its converter is told
		}
		group := Converted
		if p.converter == "html2text" { // it cuts characters in the middle
			group = Torn
		}
		from := strings.TrimSuffix(strings.Trim(p.from, "."), ".pdf")
		s := &sample{kind: kind{group, p.converter + " of " + from}, file: "report" + filepath.Ext(p.path), data: data, want: w.reports[p.report].want, kept: true}
		s.name = "converter/" + p.converter + "/" + from + "/" + p.report
		if w.wanted(s.name, 1) {
			w.score(s)
		}
	}
}
