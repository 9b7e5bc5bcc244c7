package ofd

import (
	"path"

	"github.com/nianbao/nianbao/convert/source/pages"
)

// A place is a part that is named in another, and what it is named.
type place struct{ id, part, order string }

// A document is one of the file: its pages, and what they draw with.
type document struct {
	archive   *archive
	meter     *meter
	box       []float64 // of pages that say none
	pages     []place
	templates map[string]place
	read      map[string]*element // templates that were read
	resources
}

// document reads what a document says of all its pages.
func (a *archive) document(name string) *document {
	d := &document{archive: a, meter: a.meter, templates: map[string]place{}, read: map[string]*element{}, resources: newResources()}
	root := a.element(name)
	folder := path.Dir(name)
	common := root.kid("CommonData")
	d.box = sheetOf(common.kid("PageArea"))
	for _, kind := range []string{"PublicRes", "DocumentRes"} {
		for _, e := range common.all(kind) {
			d.addResources(a.locate(folder, e.said()))
		}
	}
	for _, e := range common.all("TemplatePage") {
		d.templates[e.attr("ID")] = place{e.attr("ID"), a.locate(folder, e.attr("BaseLoc")), e.attr("ZOrder")}
	}
	for _, list := range root.all("Pages") {
		for _, e := range list.all("Page") {
			d.pages = append(d.pages, place{id: e.attr("ID"), part: a.locate(folder, e.attr("BaseLoc"))})
		}
	}
	return d
}

// sheetOf is the sheet of a page as its area says, nil when it says none.
func sheetOf(area *element) []float64 {
	for _, kind := range []string{"PhysicalBox", "ApplicationBox", "ContentBox"} {
		if n, ok := numbers(area.kid(kind).said()); ok && len(n) == 4 && n[2] > 1 && n[3] > 1 && n[2] < 1e4 && n[3] < 1e4 {
			return n
		}
	}
	return nil
}

// perMillimetre is how many points one is.
const perMillimetre = 72 / 25.4

// readPage draws a page: what its templates have behind it, its layers, and what its
// templates have before it.
func (d *document) readPage(from place, number int) *pages.Page {
	root := d.archive.element(from.part)
	folder := path.Dir(from.part)
	box := sheetOf(root.kid("Area"))
	if box == nil {
		box = d.box
	}
	if box == nil {
		box = []float64{0, 0, 210, 297}
	}
	const k = perMillimetre
	p := pages.NewPage(&d.meter.Meter, number, pages.Rect{X1: box[2] * k, Y1: box[3] * k})
	for _, e := range root.all("PageRes") {
		d.addResources(d.archive.locate(folder, e.said()))
	}
	upright := pages.Matrix{k, 0, 0, -k, -box[0] * k, (box[1] + box[3]) * k}
	c := &canvas{page: p, doc: d, number: number, frame: newFrame(upright)}
	var before []*element
	for _, t := range root.all("Template") {
		e, order := d.template(t)
		if order == "Foreground" {
			before = append(before, e)
			continue
		}
		c.layers(e.kid("Content"))
	}
	c.layers(root.kid("Content"))
	for _, e := range before {
		c.layers(e.kid("Content"))
	}
	return p
}

// template is the page that a page says is its template, and whether it stands behind or before.
func (d *document) template(t *element) (*element, string) {
	from, ok := d.templates[t.attr("TemplateID")]
	if !ok {
		d.meter.Fail(ErrDamaged, "damaged.ofd.missing", "TemplatePage "+t.attr("TemplateID"))
		return nil, ""
	}
	if d.read[from.part] == nil {
		d.read[from.part] = d.archive.element(from.part)
		for _, e := range d.read[from.part].all("PageRes") {
			d.addResources(d.archive.locate(path.Dir(from.part), e.said()))
		}
	}
	if order := t.attr("ZOrder"); order != "" {
		return d.read[from.part], order
	}
	return d.read[from.part], from.order
}
