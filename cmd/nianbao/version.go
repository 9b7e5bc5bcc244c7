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
		fmt.Fprintf(t.out, "nianbao %s\n%s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
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

// version is the module's version, as the build knows it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// program tells this program from every other: by its version, or, when it was
// built from sources that may have changed since, by its own bytes.
func program() string {
	if v := version(); v != "(devel)" && !strings.HasSuffix(v, "+dirty") {
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
