package pdf

import (
	"errors"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/cost"
)

// checkLaws checks what holds of every reading: only the documented errors; every
// place of a table belongs to one cell; lines are counted.
func checkLaws(t *testing.T, data []byte) {
	work := cost.Work()
	doc, err := Read(data)
	if took := work(); took > 1000 {
		t.Fatalf("took %.0f yardsticks", took)
	}
	if err != nil {
		if doc != nil || !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrLocked) && !errors.Is(err, ErrNoText) {
			t.Fatalf("got %v with %v", err, doc)
		}
		return
	}
	line, page := 0, 0
	for i, b := range doc.Blocks {
		if b.Line <= line || b.Page < page || b.Page > doc.Pages || b.Rows == nil && strings.ContainsAny(b.Text, "\n") {
			t.Fatalf("block %d on line %d behind line %d, page %d behind page %d: %q", i, b.Line, line, b.Page, page, b.Text)
		}
		line, page = b.Line, b.Page
		var free []int
		for r, row := range b.Rows {
			if row.Line < line || row.Page < page {
				t.Fatalf("block %d, row %d goes back", i, r)
			}
			line, page = row.Line, row.Page
			col := 0
			for _, c := range row.Cells {
				for col < len(free) && free[col] > r {
					col++
				}
				for range c.Cols {
					for len(free) <= col {
						free = append(free, 0)
					}
					if free[col] > r {
						t.Fatalf("block %d, row %d: two cells at place %d", i, r, col)
					}
					free[col] = r + c.Rows
					col++
				}
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(pagesOf(at(100, 700, "年报")+latticeOf([]float64{100, 200, 300}, []float64{600, 580, 560}), at(100, 700, "2024")))
	f.Add([]byte("%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Type/Page/Contents 4 0 R>>endobj 4 0 obj<</Filter/LZWDecode/Length 3>>stream\nabc\nendstream endobj trailer<</Root 1 0 R>>"))
	f.Add([]byte("%PDF-1.5\n1 0 obj<</Type/ObjStm/N 2/First 8/Length 40>>stream\n2 0 3 9 <</Kids[]>> <</Type/Catalog/Pages 2 0 R>>\nendstream endobj trailer<</Root 3 0 R/Encrypt<</Filter/Standard/V 4/R 4>>>>"))
	f.Fuzz(func(t *testing.T, data []byte) { checkLaws(t, data) })
}

// FuzzPage runs instructions on two pages.
func FuzzPage(f *testing.F) {
	f.Add("100 100 50 20 re 150 100 50 20 re S\n"+at(105, 105, "1"), "q 0 0 9 9 re W n Q BT /F2 9 Tf (\xc4\xea) ' ET")
	f.Add("1 0 0 1 5 5 cm .5 w 0 0 m 90 0 l S 0 20 m 90 20 l S 0 0 m 0 20 l S 40 0 m 40 20 l S 90 0 m 90 20 l S", "BI /W 1 ID x EI /OC /off BDC (x) Tj EMC")
	f.Add(latticeOf([]float64{100, 150, 200}, []float64{300, 280, 260})+at(102, 285, "1.x"), latticeOf([]float64{100, 200}, []float64{300, 280, 260})+at(102, 285, "2"))
	f.Fuzz(func(t *testing.T, one, two string) { checkLaws(t, pagesOf(one, two)) })
}

func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <10> <4e00> endbfrange 1 beginbfchar <11> <0031> endbfchar 1 begincidrange <00> <ff> 5 endcidrange /GBK-EUC-H usecmap"), "\x00\x11\xb0\xa1")
	f.Fuzz(func(t *testing.T, data []byte, s string) {
		m := parseCMap(data)
		for s != "" {
			c := m.next(s)
			if c.size < 1 || c.size > len(s) {
				t.Fatalf("a code of %d bytes of %q", c.size, s)
			}
			m.unicode(c)
			m.cidOf(c)
			s = s[c.size:]
		}
		readSubtable(append([]byte{0, 4}, data...), func(rune, int) {})
		reverseCMap(data)
	})
}
