package typeset

import (
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

const (
	smallest   = 6.5 // 小六: no figure is smaller while columns can give way
	leastLabel = 4.0 // characters that a column without figures keeps
	mostGiven  = 0.5 // of a column without figures
)

// divide gives columns whose figures would be set smaller than in 小六 what others can
// spare: so much that the figures are printed in the table's size, or in the largest
// that there is room for. Where they are small but not so small, labels keep their room.
func (t *setTable) divide(figures []float64) {
	if t.holds(figures, smallest) {
		return
	}
	for size := t.size; size >= smallest; size -= 0.5 {
		if widths, ok := divided(t, figures, size); ok {
			for i, w := range widths {
				t.edges[i+1] = t.edges[i] + w
			}
			return
		}
	}
}

// holds reports whether the columns have room for their figures in a size.
func (t *setTable) holds(figures []float64, size float64) bool {
	for i, em := range figures {
		if w := t.edges[i+1] - t.edges[i]; em*size > w-2*margin(w)+0.001 {
			return false
		}
	}
	return true
}

// figures are the widths, in em, of the widest figure of each column; of a figure over
// several columns each takes its part. They are 0 in columns that have none.
func (s *setter) figures(g *layouts.Grid, r *report.Table) []float64 {
	widest := make([]float64, g.Columns)
	for _, c := range g.Cells {
		if c.Kind != layouts.DataCell || !c.Line.KindOf(c.Column).IsFigure() {
			continue
		}
		text, _ := value(c, r)
		em := 0.0
		for _, ch := range text {
			w, _ := s.metrics.Advance(song, ch)
			em += w
		}
		for x := c.Col; x < c.Col+c.Colspan; x++ {
			widest[x] = max(widest[x], em/float64(c.Colspan), 0.01)
		}
	}
	return widest
}

// divided are the widths of the columns for figures of a size; not ok when there is
// not room enough.
func divided(t *setTable, figures []float64, size float64) ([]float64, bool) {
	widths, spare := make([]float64, len(figures)), make([]float64, len(figures))
	lack, give := 0.0, 0.0
	for i, em := range figures {
		w := t.edges[i+1] - t.edges[i]
		need := em*size + 2*mostMargin
		if em == 0 {
			need = max(w*(1-mostGiven), leastLabel*t.size)
		}
		switch {
		case em > 0 && em*size > w-2*margin(w):
			widths[i] = need
			lack += need - w
		default:
			widths[i] = w
			spare[i] = max(0, w-max(need, 2.6*t.size))
			give += spare[i]
		}
	}
	if lack > give {
		return nil, false
	}
	for i := range widths {
		if lack > 0 {
			widths[i] -= spare[i] * lack / give
		}
	}
	return widths, true
}
