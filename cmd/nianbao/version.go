package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/layouts"
)

func versionCommand(*pflag.FlagSet) action {
	return func(t *terminal, args []string) error {
		if len(args) > 0 {
			return usage("usage.version")
		}
		fmt.Fprintf(t.out, "nianbao %s\n%s %s/%s\n", versionAndCommit(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
		for _, l := range layouts.Builtin() {
			t.say("version.layout", l.ID, l.Name, l.Clause)
		}
		for _, role := range fonts.Roles() {
			face, _ := fonts.Builtin().Face(role, '一')
			t.say("version.font", role, face.Name())
		}
		return nil
	}
}

// What the script of a release stamps in; "" in any other build.
var stampedVersion, stampedCommit string

// versionAndCommit is the version and, of a release, the commit it was built from.
func versionAndCommit() string {
	if stampedCommit != "" {
		return version() + " (" + stampedCommit + ")"
	}
	return version()
}

// version is that of the release, or the module's, as the build knows it.
func version() string {
	if stampedVersion != "" {
		return stampedVersion
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// program tells this program from every other: by its version, or, when it was
// built from sources that may have changed since, by its own bytes.
func program() string {
	if v := versionAndCommit(); v != "(devel)" && !strings.Contains(v, "+dirty") {
		return v
	}
	name, err := os.Executable()
	if err != nil {
		return version()
	}
	return fileDigest(name)
}

// fileDigest is the SHA-256 of a file, "" when it cannot be read.
func fileDigest(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}
