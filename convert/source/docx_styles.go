package source

import (
	"encoding/xml"
	"strings"
)

// runXML is what a style says of how its text is seen.
type runXML struct {
	Properties []propertyXML `xml:",any"`
}

type propertyXML struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
}

// lookOfStyle is how the text of a paragraph or a run of a style is seen, inside a
// look. What a style does not say, the one it is based on does.
func (n *numbering) lookOfStyle(id string, l look) look {
	const most = 32 // styles based on one another
	var chain []styleXML
	for ; id != "" && len(chain) < most; id = n.styles[id].BasedOn.Val {
		s, known := n.styles[id]
		if !known {
			break
		}
		chain = append(chain, s)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		for _, p := range chain[i].Run.Properties {
			l.runProperty(p.XMLName.Local, p.Attrs)
		}
	}
	return l
}

// isShaded reports whether a style of tables colours cells.
func (n *numbering) isShaded(id string) bool {
	for hops := 0; id != "" && hops < 32; hops++ {
		s := n.styles[id]
		if s.Shade != nil || len(s.Shades) > 0 {
			return true
		}
		id = s.BasedOn.Val
	}
	return false
}

// runProperty takes one property of a run.
func (l *look) runProperty(name string, attrs []xml.Attr) {
	switch name {
	case "vanish":
		l.none = isOn(attrs)
	case "webHidden", "specVanish":
		l.gone = isOn(attrs)
	case "strike", "dstrike":
		l.struck = isOn(attrs)
	case "vertAlign":
		l.script = map[string]script{"superscript": above, "subscript": below}[value(attrs)]
		l.raised = l.script != onLine
	case "position":
		const least = 4 // half points
		n := number(attrs)
		l.raised = l.raised || n >= least || n <= -least
	case "sz":
		const most = 2 // half points
		l.tiny = number(attrs) <= most
	case "color":
		l.color, l.colored = parseShade("#" + strings.ToLower(value(attrs)))
	case "shd":
		if c, ok := parseFill(attrs); ok {
			l.back = c
		}
	case "highlight":
		if value(attrs) != "none" {
			l.back = unknownShade
		}
	}
}

// parseFill reads a w:shd; false for one that colours nothing.
func parseFill(attrs []xml.Attr) (shade, bool) {
	if pattern := value(attrs); pattern != "" && pattern != "clear" && pattern != "nil" {
		return unknownShade, true
	}
	fill := attribute(attrs, "fill")
	if theme := attribute(attrs, "themeFill"); theme != "" && fill == "" {
		return unknownShade, true
	}
	return parseShade("#" + strings.ToLower(fill))
}

// begin begins a run: it looks as its paragraph's style says, on what is behind it.
func (w *word) begin() {
	t := w.text()
	if !t.para.looked {
		t.para.look, t.para.looked = w.numbers.lookOfStyle(t.para.style, t.behind()), true
	}
	w.run = t.para.look
	w.run.linked = w.linked
}

// behind is the look of plain text on the colour of the cell, the table or the paragraph.
func (t *wordText) behind() look {
	l := plainLook
	for _, table := range t.tables {
		if table.back != 0 {
			l.back = table.back
		}
		if c := table.cell(); c != nil && c.back != 0 {
			l.back = c.back
		}
	}
	if t.para.back != 0 {
		l.back = t.para.back
	}
	return l
}

// shading takes a w:shd of a paragraph, a cell or a table. Black is as good as any
// other colour that is not white.
func (t *wordText) shading(inPPr bool, attrs []xml.Attr) {
	c, ok := parseFill(attrs)
	switch {
	case !ok:
		return
	case c == 0:
		c = unknownShade
	}
	switch {
	case inPPr:
		t.para.back = c
	case len(t.tables) == 0:
	case t.table().in:
		t.table().cell().back = c
	case !t.table().open:
		t.table().back = c
	}
}

// runProperty takes a property of the open run. Page numbers of a table of contents
// are hidden in browsers only: they stand in its field.
func (w *word) runProperty(name string, attrs []xml.Attr) {
	switch {
	case name == "rStyle":
		w.run = w.numbers.lookOfStyle(value(attrs), w.run)
	case name == "webHidden" && len(w.text().codes) > 0:
	default:
		w.run.runProperty(name, attrs)
	}
}
