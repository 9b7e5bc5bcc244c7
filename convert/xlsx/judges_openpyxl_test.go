package xlsx

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/nianbao/nianbao/layouts"
)

// byNamesInPython reads a workbook as another program would: every defined name
// and what its cell holds.
const byNamesInPython = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
names = book.defined_names
out = {}
for n in (names.definedName if hasattr(names, "definedName") else names.values()):
    for sheet, ref in n.destinations:
        v = book[sheet][ref].value
        out[n.name] = None if v is None else format(v, ".15g") if isinstance(v, float) else str(v)
print(json.dumps(out))
`

// openpyxl is a Python that has it.
func openpyxl(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import openpyxl").Run() == nil {
			return name
		}
	}
	t.Skip("python3 with openpyxl is not installed")
	return ""
}

// TestOpenpyxlReadsNames reads the values of every cell by its name.
func TestOpenpyxlReadsNames(t *testing.T) {
	python := openpyxl(t)
	r := contradictory(t)
	file := filepath.Join(t.TempDir(), "in.xlsx")
	must(t, os.WriteFile(file, written(t, r), 0o644))
	out, err := exec.Command(python, "-c", byNamesInPython, file).Output()
	must(t, err)
	var got map[string]*string
	must(t, json.Unmarshal(out, &got))
	for _, lt := range layouts.Find(r.Layout).Tables {
		for _, d := range newForm(lt).cells {
			v, ok := got[NameOf(d.id)]
			if !ok {
				t.Errorf("no name %s", NameOf(d.id))
				continue
			}
			want := ""
			if c := r.Cell(d.id); c != nil && !c.Value.Blank() {
				want = trimDecimals(c.Value.String())
				if c.Value.Decimals() == 0 {
					want = c.Value.String()
				}
			}
			switch {
			case v == nil && want != "", v != nil && *v != want:
				t.Errorf("%s is %v, want %q", d.id, v, want)
			}
		}
	}
	for name, want := range map[string]string{"nianbao.title": r.Title, "nianbao.agency": r.Agency, "nianbao.year": "2024", "nianbao.layout": r.Layout} {
		if v := got[name]; v == nil || *v != want {
			t.Errorf("%s is %v, want %q", name, v, want)
		}
	}
}
