package messy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// blankStyles are what stands where nothing happened.
var blankStyles = []struct {
	name string
	thin thinning
	mark string // for a blank
}{
	{"zeros", noBlanks, ""},
	{"empty", zeroBlanks, ""},
	{"dashes", zeroBlanks, "—"},
	{"careful", innerBlanks, ""},
	{"strokes", innerBlanks, "/"},
}

// RunShapes draws the tables of reports on both forms in every shape, input and style
// of blanks.
func (b *Bench) RunShapes() {
	for _, sh := range drawnShapes {
		for _, in := range slices.Concat(inputs, looseInputs) {
			if sh.only != nil && !slices.Contains(sh.only, in.Name) {
				continue
			}
			for _, form := range []string{"disclosure-2021", "disclosure-2019"} {
				for _, style := range blankStyles {
					name := fmt.Sprintf("shape/%s/%s/%s/%s", sh.name, in.Name, form, style.name)
					if (sh.form == "" || sh.form == form) && b.wanted(name, len(blankStyles)) {
						b.score(b.drawn(sh, in, form, style.thin, style.mark, name))
					}
				}
			}
		}
	}
}

// drawn renders one report.
func (b *Bench) drawn(sh drawnShape, in Input, form string, thin thinning, mark, name string) *sample {
	rnd := b.random(name)
	r := newDrawn(newFigures(layouts.Find(form), scale{"shapes", 0.5, 90, 900, "%d.%02d"}, thin, rnd), rnd)
	sh.draw(r)
	r.markBlanks(mark)
	group := Doubtful
	if sh.clear(in) {
		group = Clear
	}
	open := false // then sums cannot hold
	for _, w := range r.want {
		open = open || w.open
	}
	slices.Sort(r.codes)
	return &sample{kind: kind{group, sh.name}, name: name, file: "report" + in.Ext, data: in.print(r), want: r.want, codes: slices.Compact(r.codes), kept: !open}
}

// markBlanks writes a mark into the cells that are blank.
func (r *drawnReport) markBlanks(mark string) {
	r.drawings(func(d *drawing) {
		d.each(func(c *box) {
			if c.kind == layouts.DataCell && strings.TrimSpace(c.text) == "" && c.id != "" {
				c.text = mark
			}
		})
	})
}
