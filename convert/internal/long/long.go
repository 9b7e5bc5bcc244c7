// Package long marks the tests that take long, most of them because they start
// LibreOffice, a browser or Java. NIANBAO_LONG=1 runs them, as .ci/run does.
package long

import (
	"os"
	"testing"
)

// Tests reports whether the long tests run.
func Tests() bool { return os.Getenv("NIANBAO_LONG") != "" }

// Skip skips a test unless they do. Why says what takes long.
func Skip(t testing.TB, why string) {
	t.Helper()
	if !Tests() {
		t.Skip(why + ": NIANBAO_LONG=1 runs it")
	}
}
