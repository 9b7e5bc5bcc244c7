package doc

import "github.com/nianbao/nianbao/convert/source/wordgrid"

// A box is the text of a text box, and the character of the body it is fixed to.
type box struct {
	from, to int
	anchor   int // -1 for none
	read     bool
}

const (
	anchorSize  = 26 // FSPA, [MS-DOC] 2.9.80
	boxTextSize = 22 // FTXBXS, [MS-DOC] 2.9.93
	maxTextBox  = 10_000
)

// readBoxes finds the text boxes. What ties a text to its anchor is the number of the shape.
func (r *reader) readBoxes() {
	anchors := map[int]int{}
	plc := r.header.plc(r.table, plcAnchors)
	n := min((len(plc)-4)/(4+anchorSize), maxTextBox)
	for i := range max(0, n) {
		anchors[plc.u32(4*((len(plc)-4)/(4+anchorSize)+1)+anchorSize*i)] = plc.i32(4 * i)
	}
	ends := r.header.ends()
	begin, end := ends[endnotes], ends[textBoxes]
	plc = r.header.plc(r.table, plcBoxText)
	all := (len(plc) - 4) / (4 + boxTextSize)
	for i := range max(0, min(all, maxTextBox)) {
		b := box{from: begin + max(0, plc.i32(4*i)), anchor: -1}
		b.to = min(begin+max(0, plc.i32(4*i+4)), end)
		if b.from >= b.to {
			continue
		}
		if at, ok := anchors[plc.u32(4*(all+1)+boxTextSize*i+14)]; ok {
			b.anchor = at
		}
		r.boxes = append(r.boxes, b)
	}
}

// box reads the text box that is fixed to a character.
func (w *walker) box(char int) {
	for i := range w.boxes {
		if w.boxes[i].anchor == char {
			w.flush()
			w.walkBox(w.out, &w.boxes[i])
		}
	}
}

// walkBox adds the text of a box, once, to the open paragraph.
func (r *reader) walkBox(b *wordgrid.Builder, box *box) {
	if box.read || b.Err() != nil {
		return
	}
	box.read = true
	inner := b.Box()
	r.walk(inner, box.from, box.to)
	blocks, err := inner.Close()
	if err != nil {
		b.Fail(err)
		return
	}
	b.Add(wordgrid.Item{Box: blocks})
}
