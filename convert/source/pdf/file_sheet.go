package pdf

import "github.com/nianbao/nianbao/convert/source/pages"

// A reader is the state of reading a file.
type reader struct {
	file  *file
	meter *meter
	fonts map[int]*font
	forms map[int][]byte // unpacked
	off   map[int]bool   // optional content that is not shown
}

// A sheet is a page of the file while its instructions are run.
type sheet struct {
	*pages.Page
	doc    *reader
	turned pages.Matrix // from the instructions' own coordinates
	whole  bool         // its instructions are all there
}

// readPage runs the instructions of a page.
func (d *reader) readPage(pd pageDict, number int) *pages.Page {
	turned := pages.Upright(pd.box, pd.rotate)
	p := &sheet{Page: pages.NewPage(&d.meter.Meter, number, pd.box.Through(turned)), doc: d, turned: turned, whole: true}
	var data []byte
	add := func(o object) {
		if s := d.file.stream(o); s != nil {
			part, whole := d.file.unpack(s)
			data = append(append(data, part...), '\n')
			p.whole = p.whole && whole
		} else if o != nil {
			p.whole = false
		}
	}
	if parts, ok := d.file.resolve(pd.dict["Contents"]).(array); ok {
		for _, o := range parts {
			add(o)
		}
	} else {
		add(pd.dict["Contents"])
	}
	c := &canvas{page: p, state: newState(p.turned), resources: d.file.dict(pd.resources)}
	c.run(data)
	p.annotations(pd)
	if !p.whole {
		d.meter.Fail(ErrDamaged, "damaged.pages.page", number)
	}
	return p.Page
}
