package messy

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
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
	failed  []string
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
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
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

// inputs are the files of the folder with one of the endings.
func (w *workshop) inputs(endings []string) (files []string) {
	entries, _ := os.ReadDir(w.dir)
	for _, e := range entries {
		if _, ending, ok := strings.Cut(e.Name(), "."); ok && !e.IsDir() && slices.Contains(endings, "."+ending) {
			files = append(files, e.Name())
		}
	}
	return files
}

// made is the path of what a converter made of a file: CONVERTER@NAME-KIND.EXT.
func (w *workshop) made(converter, file, ext string) string {
	name, ending, _ := strings.Cut(file, ".")
	if kind := strings.TrimSuffix(strings.TrimSuffix(ending, "pdf"), "."); kind != "" && kind != "html" {
		name += "-" + kind
	}
	return filepath.Join(w.dir, "out", converter+"@"+name+ext)
}

// each starts a command for each of its files.
func (w *workshop) each(c command) {
	if c.slow && !w.Whole || !w.has(c.tool) {
		return
	}
	for _, file := range w.inputs(c.from) {
		to := w.made(c.name, file, c.ext)
		args := strings.Fields(c.args)
		for i, a := range args {
			args[i] = strings.NewReplacer("IN", file, "OUT", to).Replace(a)
		}
		printed, err := w.start(c.tool, args...)
		if err == nil && !strings.Contains(c.args, "OUT") {
			err = os.WriteFile(to, printed, 0o644)
		}
		if err != nil {
			w.fail("%s of %s: %v", c.name, file, err)
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
	printed, err := w.start("python3", script, w.dir)
	if err != nil {
		w.fail("%v", err)
	}
	for line := range strings.Lines(string(printed)) {
		if module, ok := strings.CutPrefix(strings.TrimSpace(line), "missing "); ok {
			w.lacks(module)
		}
	}
}

// browser prints pages to PDF, and copies all of their text.
func (w *workshop) browser() {
	if !w.has("chromium") {
		return
	}
	for _, file := range w.inputs(pages) {
		name := strings.TrimSuffix(file, ".html")
		args := []string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + filepath.Join(w.dir, "browser")}
		if _, err := w.start("chromium", append(args, "--no-pdf-header-footer", "--print-to-pdf="+name+".browser.pdf", file)...); err != nil {
			w.fail("%v", err)
		}
		page, err := os.ReadFile(filepath.Join(w.dir, file))
		if err == nil {
			copied := filepath.Join(w.dir, name+".copying")
			page = bytes.Replace(page, []byte("</body>"), []byte(copying), 1)
			if err = os.WriteFile(copied+".htm", page, 0o644); err == nil {
				page, err = w.start("chromium", append(args, "--dump-dom", copied+".htm")...)
			}
		}
		_, text, ok := strings.Cut(string(page), `<pre id="copied">`)
		if text, _, ok = strings.Cut(text, "</pre>"); err == nil && !ok {
			err = errors.New("chromium copied nothing")
		}
		if err == nil {
			err = os.WriteFile(w.made("browser-copy", file, ".txt"), []byte(html.UnescapeString(text)), 0o644)
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
			files := w.inputs([]string{ending})
			to := filepath.Join(w.dir, "office-made", run.name+ending)
			args := append([]string{"-env:UserInstallation=file://" + filepath.Join(w.dir, "office"), "--headless"}, words(run.args)...)
			if _, err := w.start("soffice", slices.Concat(args, []string{"--outdir", to}, files)...); err != nil {
				w.fail("%s: %v", run.name, err)
			}
			for _, file := range files {
				name := strings.TrimSuffix(file, ending)
				final := w.made(run.name, file, run.ext)
				if run.made != "" {
					final = filepath.Join(w.dir, name+run.made)
				}
				if err := os.Rename(filepath.Join(to, name+run.ext), final); err != nil {
					w.fail("%s: %v", run.name, err)
				}
			}
		}
	}
}

// readAll reads what the converters made.
func (w *workshop) readAll() {
	entries, err := os.ReadDir(filepath.Join(w.dir, "out"))
	if err != nil {
		w.fail("%v", err)
	}
	for _, e := range entries {
		converter, rest, _ := strings.Cut(e.Name(), "@")
		name, from, _ := strings.Cut(strings.TrimSuffix(rest, filepath.Ext(rest)), "-")
		data, err := os.ReadFile(filepath.Join(w.dir, "out", e.Name()))
		r := w.reports[name]
		if err != nil || r == nil {
			w.fail("%s: of no report: %v", e.Name(), err)
			continue
		}
		if from == "" {
			from = "html"
		}
		kind := "converter/"
		if converter == "html2text" { // it cuts characters in the middle
			kind = "torn/"
		}
		s := &sample{kind: kind + converter + "/" + from, file: "report" + filepath.Ext(rest), data: data, want: r.want, kept: true}
		s.name = s.kind + "/" + name
		if w.wanted(s.name, 1) {
			w.score(s)
		}
	}
}
