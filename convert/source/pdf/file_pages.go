package pdf

import (
	"bytes"

	"github.com/nianbao/nianbao/convert/source/pages"
)

// A pageDict is a page of the file with what it inherits.
type pageDict struct {
	dict
	resources object
	box       pages.Rect
	rotate    int
}

// pages lists the pages in their order.
func (d *reader) pages() []pageDict {
	list, missing := d.walk()
	if (len(list) == 0 || missing > 0) && !d.file.found {
		d.file.find()
		d.fonts = map[int]*font{}
		list, missing = d.walk()
	}
	if missing > 0 && len(list) > 0 {
		d.meter.Fail(ErrDamaged, "damaged.pdf.missing", missing, missing+len(list))
	}
	if len(list) > 0 {
		return list
	}
	for _, num := range d.file.numbersInOrder() {
		p := d.file.dict(ref{num: num})
		if p != nil && d.file.name(p["Type"]) == "Page" {
			list = append(list, d.newPageDict(p, d.inherited(p)))
		}
	}
	if d.orphans(list) {
		d.meter.Fail(ErrDamaged, "damaged.pdf.pages")
	}
	return list
}

// orphans reports whether the file has text that is on none of the pages.
func (d *reader) orphans(pages []pageDict) bool {
	held := map[int]bool{}
	for _, p := range pages {
		d.hold(p.dict, held, 0)
		d.hold(p.resources, held, 0)
	}
	for _, num := range d.file.numbersInOrder() {
		if held[num] || d.meter.Err() != nil {
			continue
		}
		s := d.file.stream(ref{num: num})
		if s == nil || s.dict["Type"] != nil || s.dict["Length1"] != nil {
			continue
		}
		data, _ := d.file.unpack(s)
		if bytes.Contains(data, []byte(" Tf")) && bytes.Contains(bytes.ToUpper(data), []byte("TJ")) {
			return true
		}
	}
	return false
}

// hold notes the objects that an object leads to, but for the way up.
func (d *reader) hold(o object, held map[int]bool, depth int) {
	if depth > deepest || d.meter.Err() != nil {
		return
	}
	if r, ok := o.(ref); ok {
		if held[r.num] {
			return
		}
		held[r.num] = true
		o = d.file.resolve(o)
	}
	switch v := o.(type) {
	case array:
		for _, e := range v {
			d.hold(e, held, depth+1)
		}
	case dict:
		for k, e := range v {
			if k != "Parent" {
				d.hold(e, held, depth+1)
			}
		}
	case *stream:
		d.hold(v.dict, held, depth)
	}
}

// inherited gathers what a page that was found without its tree has from its parents.
func (d *reader) inherited(p dict) dict {
	all := dict{}
	for range deepest {
		for _, key := range inheritable {
			if o := p[key]; o != nil && all[key] == nil {
				all[key] = o
			}
		}
		if p = d.file.dict(p["Parent"]); p == nil {
			break
		}
	}
	return all
}

var inheritable = []name{"Resources", "MediaBox", "CropBox", "Rotate"}

// walk goes through the tree of pages and counts the leaves that are not there.
func (d *reader) walk() (list []pageDict, missing int) {
	seen := map[int]bool{}
	var visit func(o object, have dict, depth int)
	visit = func(o object, have dict, depth int) {
		if r, ok := o.(ref); ok {
			if seen[r.num] {
				return
			}
			seen[r.num] = true
		}
		node := d.file.dict(o)
		if node == nil || depth > deepest {
			missing++
			return
		}
		own := dict{}
		for _, key := range inheritable {
			if own[key] = have[key]; node[key] != nil {
				own[key] = node[key]
			}
		}
		kids, ok := d.file.resolve(node["Kids"]).(array)
		if kind := d.file.name(node["Type"]); kind != "Page" && !ok && (kind != "" || node["Contents"] == nil) {
			missing++
			return
		}
		if !ok || d.file.name(node["Type"]) == "Page" {
			if len(list) >= maxPages {
				d.meter.Fail(ErrTooLarge, "too-large.pages.number", maxPages)
				return
			}
			list = append(list, d.newPageDict(node, own))
			return
		}
		for _, kid := range kids {
			if d.meter.Err() == nil {
				visit(kid, own, depth+1)
			}
		}
	}
	if root := d.file.catalog(); root != nil {
		visit(root["Pages"], dict{}, 0)
	}
	return list, missing
}

func (d *reader) newPageDict(p, have dict) pageDict {
	box := pages.Rect{X1: 595, Y1: 842}
	for _, key := range []name{"MediaBox", "CropBox"} {
		if n := d.file.numbers(have[key], 4); len(n) == 4 {
			if r := pages.RectOf(n); r.Valid() && r.Width() > 1 && r.Height() > 1 {
				if key == "CropBox" {
					if r = r.And(box); r.Width() <= 1 || r.Height() <= 1 {
						continue
					}
				}
				box = r
			}
		}
	}
	return pageDict{p, have["Resources"], box, d.file.int(have["Rotate"], 0)}
}
