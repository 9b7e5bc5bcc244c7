package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert/words"
)

// guides are the README, and those of the rooms that it sends its readers to.
func guides(t *testing.T) map[string]string {
	t.Helper()
	const root = "../../"
	all := map[string]string{}
	var take func(name string)
	take = func(name string) {
		if _, known := all[name]; known {
			return
		}
		data, err := os.ReadFile(root + name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(data)
		for _, m := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(all[name], -1) {
			to := filepath.ToSlash(filepath.Join(filepath.Dir(name), m[1]))
			if filepath.Base(to) == "README.md" {
				take(to)
			} else if _, err := os.Stat(root + to); err != nil {
				t.Errorf("%s leads to %s, which is not there", name, to)
			}
		}
	}
	take("README.md")
	return all
}

// TestReadmeIsShort: the README says how the program is used; what is more is said
// beside what it is about.
func TestReadmeIsShort(t *testing.T) {
	all := guides(t)
	if n := strings.Count(all["README.md"], "\n"); n >= 200 {
		t.Errorf("%d lines", n)
	}
	for _, name := range []string{"convert/README.md", "convert/batch/README.md", "convert/compare/README.md", "convert/report/README.md", "convert/xlsx/README.md", "layouts/README.md"} {
		if all[name] == "" {
			t.Errorf("nothing leads to %s", name)
		}
	}
}

// flagsOf are a command's flags, as they are written: --out, -o.
func flagsOf(c command) []string {
	set, _ := c.set()
	var list []string
	set.VisitAll(func(f *pflag.Flag) {
		list = append(list, "--"+f.Name)
		if f.Shorthand != "" {
			list = append(list, "-"+f.Shorthand)
		}
	})
	return list
}

// TestReadme: the README and its like name every command, every flag and every exit
// status, and none that is not there.
func TestReadme(t *testing.T) {
	text := ""
	for _, guide := range guides(t) {
		text += guide
	}
	known := map[string][]string{"help": nil}
	for _, c := range commands() {
		known[c.name] = flagsOf(c)
		if !strings.Contains(text, "nianbao "+c.name) {
			t.Errorf("no word of nianbao %s", c.name)
		}
		for _, f := range known[c.name] {
			if !regexp.MustCompile(regexp.QuoteMeta(f) + `\b`).MatchString(text) {
				t.Errorf("no word of %s %s", c.name, f)
			}
		}
	}
	for _, m := range regexp.MustCompile("(?m)nianbao ([a-z]+)((?: [^\n`|&]*)?)").FindAllStringSubmatch(text, -1) {
		flags, ok := known[m[1]]
		if !ok {
			continue // a sentence, not a command
		}
		for _, word := range strings.Fields(m[2]) {
			name, _, _ := strings.Cut(word, "=")
			if strings.HasPrefix(name, "-") && name != "-" && !slices.Contains(flags, name) {
				t.Errorf("nianbao %s has no flag %s: %s", m[1], name, m[0])
			}
		}
	}
	if _, built := known["serve"]; !built && strings.Contains(text, "nianbao serve") {
		t.Error("nianbao serve is not built")
	}
	for _, status := range []int{exitDone, exitFailed, exitUsage, exitInterrupted} {
		if !strings.Contains(text, fmt.Sprintf("\n| %d | ", status)) {
			t.Errorf("no line on exit status %d", status)
		}
	}
}

// TestHelp: the help of the program and of its commands tells the same.
func TestHelp(t *testing.T) {
	for _, l := range []words.Lang{words.Chinese, words.English} {
		for _, c := range commands() {
			if !strings.Contains(overview(l), "nianbao "+c.name) {
				t.Errorf("the overview lacks %s", c.name)
			}
			help := c.help(l)
			if !utf8.ValidString(help) || strings.ContainsRune(help, utf8.RuneError) {
				t.Errorf("the help on %s has broken characters", c.name)
			}
			for _, f := range flagsOf(c) {
				if !strings.Contains(help, f) {
					t.Errorf("the help on %s lacks %s", c.name, f)
				}
			}
			for line := range strings.Lines(help + overview(l)) {
				if columns(strings.TrimSpace(line)) > helpWidth {
					t.Errorf("a line of the help on %s is too wide: %s", c.name, line)
				}
			}
		}
	}
}

// TestReadmeCommands runs what the READMEs show in their console blocks after "$ ",
// but for what installs or tests. Each must succeed and print what is shown below
// it, if anything is; a line of … stands for any lines.
func TestReadmeCommands(t *testing.T) {
	dir, bin := t.TempDir(), t.TempDir()
	for _, folder := range []string{"testdata", "年报文件夹"} {
		from := map[string]string{"testdata": "../../testdata", "年报文件夹": "../../testdata/reports"}[folder]
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(nianbao(t).Path, filepath.Join(bin, "nianbao")); err != nil {
		t.Skip("symlink:", err)
	}
	for name, guide := range guides(t) {
		for _, block := range regexp.MustCompile("(?s)```console\n(.*?)```").FindAllStringSubmatch(guide, -1) {
			for _, step := range strings.Split("\n"+block[1], "\n$ ")[1:] {
				line, want, _ := strings.Cut(step, "\n")
				line = strings.ReplaceAll(line, "go run ./cmd/nianbao ", "nianbao ")
				if !strings.Contains(line, "nianbao ") || strings.HasPrefix(line, "go ") {
					continue
				}
				cmd := exec.Command("sh", "-c", line)
				cmd.Dir, cmd.Env = dir, append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
				got, err := cmd.CombinedOutput()
				if err != nil || want != "" && !matches(string(got), want) {
					t.Errorf("%s: $ %s\n%v, got\n%s\nwant\n%s", name, line, err, got, want)
				}
			}
		}
	}
}

// matches compares an output with what is shown of it.
func matches(got, shown string) bool {
	var pattern []string
	for line := range strings.Lines(strings.TrimSpace(shown)) {
		if line = strings.TrimRight(line, "\n"); line == "…" {
			pattern = append(pattern, `(?s:.*)`)
		} else {
			pattern = append(pattern, regexp.QuoteMeta(line))
		}
	}
	return regexp.MustCompile(`\A` + strings.Join(pattern, "\n") + `\z`).MatchString(strings.TrimSpace(got))
}
