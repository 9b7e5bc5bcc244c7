package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// serving starts the program over a folder and returns the address that it prints.
func startServe(t *testing.T, args ...string) string {
	t.Helper()
	cmd := nianbao(t, append([]string{"serve", "--no-open"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			t.Errorf("interrupted, it ends with %v", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	address := regexp.MustCompile(`http://\S+`).FindString(line)
	if err != nil || address == "" {
		t.Fatalf("%v: %q", err, line)
	}
	return address
}

// browser opens a page of a real browser.
func browser(t *testing.T, address string) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(1500, 1000),
		chromedp.WSURLReadTimeout(5*time.Minute)) // a machine may be busy with all the other tests
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 15*time.Minute)
	t.Cleanup(cancel)
	page(t, ctx, chromedp.Navigate(address))
	return ctx
}

type step = chromedp.Action[chromedp.Void]

// page takes steps in the page.
func page(t *testing.T, ctx context.Context, steps ...step) {
	t.Helper()
	for i, s := range steps {
		if err := chromedp.Do(ctx, s); err != nil {
			t.Fatalf("step %d: %v", i+1, err)
		}
	}
}

// script runs a script; told returns what one tells.
func script(text string) step { return chromedp.Evaluate[chromedp.Void](text + "; undefined") }

func told[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAsValue, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// shot keeps a picture of the page where SHOTS says.
func shot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	if dir := os.Getenv("SHOTS"); dir != "" {
		png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// click clicks where an element is seen, once the page stands as it was scrolled, and takes steps while the button is down.
func click(selector string, meanwhile ...step) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		at, err := chromedp.Evaluate[[]float64](fmt.Sprintf(`(e => { e.scrollIntoView({block: "center"}); return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
			const r = e.getBoundingClientRect();
			done([r.left + r.width / 2, r.top + r.height / 2]);
		}))); })(document.querySelector(%q))`, selector), chromedp.EvalAsValue, chromedp.EvalAwaitPromise)(ctx, t)
		if err != nil {
			return fmt.Errorf("%s: %w", selector, err)
		}
		steps := append([]step{chromedp.MouseEvent(chromedp.MousePressed, at[0], at[1], chromedp.ButtonLeft, chromedp.ClickCount(1))}, meanwhile...)
		for _, s := range append(steps, chromedp.MouseEvent(chromedp.MouseReleased, at[0], at[1], chromedp.ButtonLeft, chromedp.ClickCount(1))) {
			if _, err := s(ctx, t); err != nil {
				return fmt.Errorf("%s: %w", selector, err)
			}
		}
		return nil
	})
}

// until waits for something to be true in the page.
func until(condition string) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Poll[bool](condition, chromedp.WithPollingTimeout(5*time.Minute))(ctx, t)
		if err != nil {
			return fmt.Errorf("%s: %w", condition, err)
		}
		return nil
	})
}

// opened takes a step to another page and waits until that is there in place of this one.
func opened(t *testing.T, ctx context.Context, there step) {
	t.Helper()
	page(t, ctx, script(`window.left = true`), there, until(`!window.left && document.readyState === "complete"`))
}

// accessible runs axe-core over the page.
func accessible(t *testing.T, ctx context.Context) {
	t.Helper()
	axe, err := os.ReadFile(filepath.Join(os.Getenv("NODE_PATH"), "axe-core", "axe.min.js"))
	if err != nil {
		t.Log("NODE_PATH has no axe-core: accessibility is not tested")
		return
	}
	page(t, ctx, script(string(axe)))
	for _, v := range told[[]string](t, ctx, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations.map(v => v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.html).join(" ")))`) {
		t.Errorf("%.500s", v)
	}
}

// TestServe walks the page as a clerk does.
func TestServe(t *testing.T) {
	longTest(t)
	needSignals(t)
	in := t.TempDir()
	source := "002_f7c59bf050b26a62.txt"
	data, err := os.ReadFile("../../testdata/reports/" + source)
	if err != nil {
		t.Fatal(err)
	}
	named := filepath.Join(in, "二〇二〇.txt")
	if err := os.WriteFile(named, data, 0o666); err != nil {
		t.Fatal(err)
	}
	ctx := browser(t, startServe(t, in))
	accessible(t, ctx)

	// Five reports are dropped in.
	var files []string
	for i := range 5 {
		file := filepath.Join(t.TempDir(), fmt.Sprintf("第%d份.txt", i))
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	page(t, ctx, chromedp.SetUploadFiles("#files", files), until(`document.querySelectorAll("#list li").length === 6 && !!document.querySelector("article")`))
	shot(t, ctx, "dropped")
	accessible(t, ctx)

	// The list is told anew while an entry of it is pressed.
	page(t, ctx, script(`document.querySelector('[data-report="3"] span').textContent = "…"`), click(`[data-report="3"]`, script(`relist().then(() => window.relisted = true)`), until(`window.relisted`)),
		until(`document.querySelector("article")?.dataset.id === "3" && !document.querySelector('[data-report="3"]').textContent.includes("…")`))

	// The one that was named: 政府集中采购 by a candidate, from the keyboard.
	page(t, ctx, click(`[data-report="0"]`), until(`document.querySelector("article")?.dataset.id === "0"`),
		click("#next-open"), until(`!document.querySelector("#panel").hidden && document.activeElement.id === "value"`))
	shot(t, ctx, "open")
	accessible(t, ctx)
	page(t, ctx, script(`[...document.querySelectorAll("#candidates button")].find(b => b.textContent === "36").click()`),
		until(`document.querySelector("#verdict").textContent !== ""`), chromedp.KeyEvent("\r"),
		until(`document.querySelector("#panel-name").textContent.includes("采购总金额")`),
		chromedp.KeyEvent("705283.86"), until(`document.querySelector("#verdict").textContent.includes("消除")`), chromedp.KeyEvent("\r"),
		until(`document.querySelector("#panel").hidden && !document.querySelector(".cell.open")`))

	// A value that breaks a sum is told before it is kept; then it may stand.
	total := `[data-cell="applications.received.total"]`
	page(t, ctx, click(total), until(`document.activeElement.id === "value"`), chromedp.KeyEvent("7777"), chromedp.KeyEvent("\r"),
		until(`document.querySelector("#verdict").textContent.includes("再按一次")`))
	shot(t, ctx, "breaks")
	page(t, ctx, chromedp.KeyEvent("\r"), until(`document.querySelector('`+total+`').textContent === "7777" && !!document.querySelector(".severity-error")`))
	count := `document.querySelectorAll(".findings .severity-error").length`
	errors := told[int](t, ctx, count)
	page(t, ctx, script(`window.prompt = () => "原文如此"; document.querySelector("[data-dismiss]").click()`),
		until(fmt.Sprintf("%s === %d", count, errors-1)), until(`document.body.textContent.includes("理由：原文如此")`))

	// Two steps back.
	page(t, ctx, click("#undo"), until(fmt.Sprintf("%s === %d", count, errors)), click("#undo"), until(count+" === 0"))
	shot(t, ctx, "decided")
	accessible(t, ctx)

	// All is there when the page is opened again, and on the command line.
	opened(t, ctx, chromedp.Reload())
	page(t, ctx, click(`[data-report="0"]`), until(`document.querySelectorAll(".cell.decided").length === 2`))
	out := t.TempDir()
	if err := nianbao(t, "convert", "-q", "-f", "json", named, "-o", out).Run(); err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile(filepath.Join(out, "二〇二〇.json"))
	if err != nil || !bytes.Contains(made, []byte(`"procurement": {"projects": 36, "amount": 705283.86}`)) {
		t.Errorf("%v: the decision is not there", err)
	}
	opened(t, ctx, chromedp.Navigate(told[string](t, ctx, "location.origin")+"/?lang=en"))
	page(t, ctx, click(`[data-report="1"]`), until(`!!document.querySelector("article")`))
	shot(t, ctx, "english")
	accessible(t, ctx)
}

// TestServeMany: a list of a thousand reports is still a page.
func TestServeMany(t *testing.T) {
	longTest(t)
	needSignals(t)
	ctx := browser(t, startServe(t, reports(t, 1000)))
	page(t, ctx, until(`document.querySelectorAll("#list li").length === 1000 && !document.querySelector("[data-pending]")`))
	paint := told[float64](t, ctx, `performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0`)
	page(t, ctx, script(`window.began = performance.now(); document.querySelector('[data-report="500"]').click()`),
		until(`document.querySelector("article")?.dataset.id === "500" && (window.took ??= performance.now() - window.began) > 0`))
	click := told[float64](t, ctx, `window.took`)
	t.Logf("first paint after %.0f ms, a click within %.0f ms", paint, click)
	shot(t, ctx, "thousand")
}

// longTest skips a test that starts a browser unless the long tests run.
func longTest(t *testing.T) {
	t.Helper()
	if os.Getenv("NIANBAO_LONG") == "" {
		t.Skip("starts a browser: NIANBAO_LONG=1 runs it")
	}
}
