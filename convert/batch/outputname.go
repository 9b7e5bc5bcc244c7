package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/nianbao/nianbao/convert"
)

// An output is named after its input. The first of these names is taken that no
// other input claims and that is not the place of an input, of another file of
// the run, or of a folder:
//
//	0  report             the stem: report.txt gives report.xlsx
//	1  report.txt         the full name
//	2  2023_a_report.txt  the whole path, for files of one name from different folders
//	3  report.txt~1f3a…   the full name and a digest of the path, when all else is equal but for
//	                      case, or for characters that Windows forbids
//
// All inputs that would take the same name in the same way move on together, so
// that names do not depend on the order. They are compared as disks do that ignore case.
const lastLevel = 3

// nameOutputs gives every input the path of its outputs below OUT, slashes,
// without extension. taken are outputs' paths that are not free for an input: the inputs
// themselves, the manifest, the summary.
func nameOutputs(inputs []*input, exts []string, taken func(in *input, place string) bool) []string {
	names := make([]string, len(inputs))
	level := make([]int, len(inputs))
	for {
		claims := map[string][]int{} // levels of the inputs that want the name
		folders := map[string]bool{}
		for i, in := range inputs {
			names[i] = nameAt(in, level[i])
			claims[fold(names[i])] = append(claims[fold(names[i])], level[i])
			for dir := path.Dir(names[i]); dir != "."; dir = path.Dir(dir) {
				folders[fold(dir)] = true
			}
		}
		settled := true
		for i := range inputs {
			rivals := claims[fold(names[i])]
			clash := len(rivals) > 1 && level[i] == slices.Min(rivals)
			if level[i] < lastLevel && (clash || !free(inputs[i], names[i], exts, folders, taken)) {
				level[i]++
				settled = false
			}
		}
		if settled {
			return names
		}
	}
}

// isWorkbook tells an input that may be its own output: a workbook that is converted
// beside itself. It is left as it is, and its other outputs take its name.
func isWorkbook(in *input) bool { return !in.stdin && path.Ext(in.place) == convert.XLSX.Ext() }

func free(in *input, name string, exts []string, folders map[string]bool, taken func(*input, string) bool) bool {
	for _, ext := range exts {
		if folders[fold(name+ext)] || taken(in, name+ext) {
			return false
		}
	}
	return true
}

// fold is the form in which names are compared: é is one character or two, as macOS
// has it.
func fold(name string) string { return strings.ToLower(norm.NFC.String(name)) }

func nameAt(in *input, level int) string {
	dir, base := path.Split(in.place)
	switch level {
	case 0:
		base = stem(base)
	case 2:
		dir, base = "", flatten(in.path)
	case lastLevel:
		base += "~" + digest(in.path)
	}
	var parts []string
	for folder := range strings.SplitSeq(dir, "/") {
		if folder != "" {
			parts = append(parts, portableFolder(folder))
		}
	}
	return strings.Join(append(parts, portable(base)), "/")
}

// stem cuts the extension: a point, a letter, at most four more letters or
// digits. What follows the point in 1.总体情况 or 报告2024.12 is none.
func stem(name string) string {
	ext := path.Ext(name)
	if len(ext) < 2 || len(ext) > 6 || len(ext) == len(name) || unicode.IsDigit(rune(ext[1])) {
		return name
	}
	for _, r := range ext[1:] {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return name
		}
	}
	return name[:len(name)-len(ext)]
}

// flatten makes one name of a path.
func flatten(p string) string {
	var parts []string
	for _, s := range strings.Split(filepath.ToSlash(filepath.Clean(p)), "/") {
		if s != "" && s != ".." {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "_")
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:4])
}

// maxName is the most bytes a name may have without its extension: 255 is what
// disks take.
const maxName = 255 - len(".xlsx")

// reserved are names that Windows gives to devices, whatever their extension.
var reserved = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true,
	"com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
}

// portable makes a name one that Windows, macOS and Linux all take: characters
// that one of them forbids become _, a device's name gets one, and a name that is
// too long is cut and marked with a digest of the whole.
func portable(name string) string {
	clean := strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp) || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, name)
	if device, _, _ := strings.Cut(clean, "."); reserved[fold(device)] {
		clean = device + "_" + clean[len(device):]
	}
	if len(clean) <= maxName {
		return clean
	}
	mark := "~" + digest(name)
	cut := maxName - len(mark)
	for !utf8.RuneStart(clean[cut]) {
		cut--
	}
	return clean[:cut] + mark
}

// portableFolder is portable for a folder, which has no extension to end in:
// Windows lets no name end in a point or a space.
func portableFolder(name string) string {
	clean := portable(name)
	if trimmed := strings.TrimRight(clean, ". "); trimmed != clean {
		return trimmed + "_"
	}
	return clean
}

// FileName makes a name that Windows, macOS and Linux all take of a text such as
// an agency's name; it leaves room for an extension.
func FileName(text string) string { return portable(text) }
