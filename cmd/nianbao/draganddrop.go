package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/inconshreveable/mousetrap"

	"github.com/nianbao/nianbao/convert/batch"
)

// clickedOn tells whether the program was started by a click on it, or by files dropped on
// it, and not from a command line.
var clickedOn = mousetrap.StartedByExplorer

// serveClicked is what a click on the program does: the page is opened.
var serveClicked = func(t *terminal) error { return commandOf("serve").run(t, nil) }

// isThere tells a path from a command that was misspelt.
func isThere(path string) bool {
	if path == batch.Stdin {
		return false
	}
	for _, p := range expand([]string{path}) {
		if _, err := os.Stat(p); err == nil {
			return true
		}
	}
	return false
}

// convertDropped converts files and folders that were dropped on the program: into
// a folder of its own beside the first of them, and with the flags of convert.
func convertDropped(t *terminal, args []string) error {
	c := commandOf("convert")
	set, _ := c.set()
	if err := set.Parse(args); err == nil && !set.Changed("out") && set.NArg() > 0 {
		first := set.Arg(0)
		if name := filepath.Base(first); name == "." || name == ".." {
			first, _ = filepath.Abs(first) // its name is not in the path
		}
		args = append([]string{"--out", filepath.Join(filepath.Dir(first), batch.DropFolder)}, args...)
	}
	return c.run(t, args)
}

// welcome is said when the program is given nothing: to somebody who has clicked on
// it, what it is for; on a command line, that it lacks its command.
func welcome(t *terminal) error {
	if clickedOn() {
		t.say("help.clicked")
		t.say("serve.clicked")
		return serveClicked(t)
	}
	fmt.Fprint(t.err, overview(t.lang))
	return usage("usage.nothing")
}

// linger keeps the window open that Windows has made for a program that was clicked
// on, or had files dropped on it, until somebody has read it.
func (t *terminal) linger() {
	if !clickedOn() {
		return
	}
	fmt.Fprint(t.err, "\n"+t.text("help.key"))
	bufio.NewReader(t.in).ReadString('\n')
}

// expand replaces patterns (*.txt) by the files that fit them where the shell does
// not: cmd.exe and PowerShell hand them on as they are. A pattern that nothing fits
// stays, and fails as a file that is not there.
func expand(paths []string) []string {
	if runtime.GOOS != "windows" {
		return paths
	}
	return expandAll(paths)
}

// expandAll is expand on every system.
func expandAll(paths []string) []string {
	var all []string
	for _, p := range paths {
		if _, err := os.Lstat(p); err == nil || !strings.ContainsAny(p, "*?[") {
			all = append(all, p)
			continue
		}
		found, err := filepath.Glob(p)
		if err != nil || len(found) == 0 {
			found = []string{p}
		}
		all = append(all, found...)
	}
	return all
}
