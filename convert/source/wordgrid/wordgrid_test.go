package wordgrid_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

// table builds a table of rows of cells: the row's left edge, then the right
// edge of each cell; -1 is a cell that goes on with the one above, at the edge
// that follows.
func table(t *testing.T, rows ...[]int) *wordgrid.Table {
	t.Helper()
	b := wordgrid.NewBuilder()
	for _, edges := range rows {
		row := wordgrid.RowEdges{Left: edges[0]}
		above := false
		for i, e := range edges[1:] {
			if e == -1 {
				above = true
				continue
			}
			row.Cells = append(row.Cells, wordgrid.CellEdge{Right: e, Above: above})
			above = false
			b.Add(wordgrid.Item{Text: fmt.Sprint(i)})
			b.EndCell(1, wordgrid.ListRef{})
		}
		b.EndRow(1, row)
	}
	blocks, err := b.Close()
	if err != nil || len(blocks) != 1 || blocks[0].Table == nil {
		t.Fatalf("got %v, %v, want a table", blocks, err)
	}
	return blocks[0].Table
}

func TestSpans(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows [][]int
		want [][]int // columns of each span; negative where it is covered
	}{
		{"alike", [][]int{{0, 1000, 2000}, {0, 1000, 2000}}, [][]int{{1, 1}, {1, 1}}},
		{"fourteen twips are one edge", [][]int{{0, 1000, 2000}, {0, 1014, 2000}}, [][]int{{1, 1}, {1, 1}}},
		{"a little aside is one", [][]int{{0, 1000, 2000}, {0, 960, 2000}, {0, 1015, 2000}}, [][]int{{1, 1}, {1, 1}, {1, 1}}},
		{"but not where a row has both", [][]int{{0, 1000, 2000}, {0, 1015, 2000}, {0, 1000, 1015, 2000}}, [][]int{{1, 2}, {2, 1}, {1, 1, 1}}},
		{"further aside is two", [][]int{{0, 1000, 2000}, {0, 1057, 2000}}, [][]int{{1, 2}, {2, 1}}},
		{"edges that lead on to each other", [][]int{{0, 1000, 2000}, {0, 1010, 2000}, {0, 1020, 2000}}, [][]int{{1, 1}, {1, 1}, {1, 1}}},
		{"wide", [][]int{{-108, 3000}, {-108, 1000, 2000, 3000}}, [][]int{{3}, {1, 1, 1}}},
		{"late", [][]int{{0, 1000, 2000}, {1000, 2000}}, [][]int{{1, 1}, {-1, 1}}},
		{"below", [][]int{{0, 1000, 2000}, {0, -1, 1000, 2000}}, [][]int{{1, 1}, {-1, 1}}},
		{"backwards, unlike", [][]int{{0, 1000, 500}, {0, 1000}}, nil},
		{"backwards, alike", [][]int{{0, 1000, 500}, {0, 1000, 2000}}, [][]int{{1, 1}, {1, 1}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got [][]int
			for _, row := range table(t, tt.rows...).Spans() {
				var spans []int
				for _, s := range row {
					if s.Covered {
						s.Columns = -s.Columns
					}
					spans = append(spans, s.Columns)
				}
				got = append(got, spans)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	for name, fill := range map[string]func(*wordgrid.Builder){
		"text": func(b *wordgrid.Builder) { b.Add(wordgrid.Item{Text: strings.Repeat("x", wordgrid.MaxText+1)}) },
		"deep": func(b *wordgrid.Builder) { b.EndParagraph(wordgrid.MaxDepth+1, wordgrid.ListRef{}, false) },
		"boxes": func(b *wordgrid.Builder) {
			for range wordgrid.MaxBoxes + 1 {
				b = b.Box()
			}
		},
		"paragraphs": func(b *wordgrid.Builder) {
			for range wordgrid.MaxParagraphs + 1 {
				b.EndParagraph(0, wordgrid.ListRef{}, false)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := wordgrid.NewBuilder()
			fill(b)
			var limit wordgrid.LimitError
			if _, err := b.Close(); !errors.As(err, &limit) {
				t.Errorf("got %v, want a limit", err)
			}
		})
	}
}

func TestPrintedLabel(t *testing.T) {
	for s, want := range map[string]string{"一、\t": "一、", "1.": "1. ", "·": "", "\uf06c": "", "（二）": "（二）", "": ""} {
		if got := wordgrid.PrintedLabel(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}
