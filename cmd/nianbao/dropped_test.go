package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestClickedOn: somebody who clicks on the program, or drops files on it, is told what
// it is for and what came of it, in a window that waits for a key.
func TestClickedOn(t *testing.T) {
	was := clickedOn
	clickedOn = func() bool { return true }
	served := serveClicked
	serveClicked = func(*terminal) error { return nil }
	t.Cleanup(func() { clickedOn, serveClicked = was, served })
	sample, err := os.ReadFile("testdata/samples/right.txt")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "年报.txt")
	if err := os.WriteFile(file, sample, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, lang     string
		args           []string
		status         int
		stdout, stderr []string
	}{
		{"nothing", "", nil, exitDone, []string{"拖到", "转换结果"}, []string{"按回车键"}},
		{"nothing, in English", "en", nil, exitDone, []string{"Drop", "转换结果"}, []string{"Enter"}},
		{"a file", "", []string{file}, exitDone, []string{"示例区档案局 2024 年", filepath.Join("转换结果", "年报.pdf")}, []string{"按回车键"}},
		{"a file that is not there", "en", []string{file + "x"}, exitUsage, nil, []string{"no command, file or folder", "Enter"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv(languageVariable, tt.lang)
			var stdout, stderr strings.Builder
			key := strings.NewReader("\nrest")
			if got := run(tt.args, key, &stdout, &stderr); got != tt.status {
				t.Errorf("exit status %d, want %d", got, tt.status)
			}
			for _, want := range tt.stdout {
				if !strings.Contains(stdout.String(), want) {
					t.Errorf("it says %q, without %q", stdout.String(), want)
				}
			}
			for _, want := range tt.stderr {
				if !strings.Contains(stderr.String(), want) {
					t.Errorf("it says %q, without %q", stderr.String(), want)
				}
			}
			if key.Len() == len("\nrest") {
				t.Error("it waits for no key")
			}
		})
	}
}
