package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"nianbao": main})
}

// TestScripts runs the transcripts. Each begins with the samples in its folder:
// right.txt, wrong.txt (two sums that do not hold) and plan.txt (no report);
// $TESTDATA is the module's testdata.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_GOLDEN") == "1",
		Setup: func(env *testscript.Env) error {
			testdata, err := filepath.Abs("../../testdata")
			if err != nil {
				return err
			}
			env.Setenv("TESTDATA", testdata)
			return os.CopyFS(env.WorkDir, os.DirFS("testdata/samples"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"files": files,
			"saves": saves,
		},
	})
}

// exits runs a command and demands its exit status: exits 1 nianbao check plan.txt.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// saves packs workbooks again, as a program that has changed them does: saves a.xlsx.
func saves(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		old, err := zip.OpenReader(ts.MkAbs(name))
		ts.Check(err)
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, part := range old.File {
			to, err := w.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate, Modified: time.Date(2025, 1, 26, 9, 0, 0, 0, time.UTC)})
			ts.Check(err)
			from, err := part.Open()
			ts.Check(err)
			_, err = io.Copy(to, from)
			ts.Check(err)
		}
		ts.Check(w.Close())
		ts.Check(old.Close())
		ts.Check(os.WriteFile(ts.MkAbs(name), b.Bytes(), 0o666))
	}
}

// files demands that these files, and no others, are below a folder: files out
// a.xlsx a.pdf. No folder holds no files.
func files(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: files FOLDER FILE...")
	}
	var got []string
	err := fs.WalkDir(os.DirFS(ts.MkAbs(args[0])), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			got = append(got, path)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		ts.Fatalf("%v", err)
	}
	if got, want := strings.Join(got, "\n"), strings.Join(args[1:], "\n"); got != want {
		ts.Fatalf("%s holds\n%s\nwant\n%s", filepath.Base(args[0]), got, want)
	}
}
