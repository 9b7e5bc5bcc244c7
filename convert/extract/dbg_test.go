package extract

import (
	"fmt"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
	"os"
	"testing"
)

func TestDbg(t *testing.T) {
	f := os.Getenv("DBG")
	data, _ := os.ReadFile(f)
	doc, err := source.Read(f, data)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range layouts.Builtin() {
		if l.ID != os.Getenv("DBGL") {
			continue
		}
		c := read(newDocument(doc), l)
		for _, r := range c.gridRows(newDocument(doc)) {
			fmt.Printf("row %d part %d wide %d cells %d: ", doc.Lines[r.line].No, r.part, r.wide, len(r.cells))
			for _, x := range r.cells {
				fmt.Printf("[%s@%d+%d %d]", x.text, x.col, x.cols, len(x.known))
			}
			fmt.Println()
		}
		for _, g := range c.grids {
			fmt.Printf("table %s marks %+v\n", g.layout().ID, g.marks)
			for _, h := range g.headings {
				fmt.Printf(" heading rect %v rows %d:", h.placed, len(h.rows))
				for i := range h.leaves {
					f := &h.leaves[i]
					id := "?"
					if f.column != nil {
						id = f.column.ID
					}
					fmt.Printf(" %s=%s[%d-%d]p%d", f.text(), id, f.from, f.to, len(f.path))
				}
				fmt.Println()
			}
			for _, w := range g.groups {
				fmt.Printf(" group item %d fixed %v words %v pieces %d lacks %v doubt %v\n", w.item, w.fixed, w.words, len(w.pieces), w.lacks, w.doubt)
			}
		}
	}
}
