package xlsx

import (
	"bytes"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/layouts"
)

func TestBlank(t *testing.T) {
	for _, l := range layouts.Builtin() {
		var b bytes.Buffer
		must(t, WriteBlank(&b, l))
		r := read(t, b.Bytes())
		if r.Layout != l.ID || r.Findings != nil || len(r.Unsettled()) > 0 {
			t.Errorf("%s: layout %s, findings %v, open %v", l.ID, r.Layout, r.Findings, r.Unsettled())
		}
		var ids []string
		for _, s := range r.Sections {
			ids = append(ids, s.ID)
		}
		var want []string
		for _, s := range l.Sections {
			want = append(want, s.ID)
		}
		if !slices.Equal(ids, want) {
			t.Errorf("sections %v, want %v", ids, want)
		}
		for _, lt := range l.Tables {
			for _, d := range newForm(lt).cells {
				if c := r.Cell(d.id); c == nil || !c.Value.Blank() {
					t.Errorf("%s is %v", d.id, c)
				}
			}
		}
		sheets := opened(t, b.Bytes()).GetSheetList()
		for _, name := range []string{guideName, reviewName} {
			if !slices.Contains(sheets, name) {
				t.Errorf("no sheet %s in %v", name, sheets)
			}
		}
	}
}
