package source

import "encoding/xml"

// A formField is an old form field (w:ffData) whose result is no text: a box that is
// checked, a choice from a list.
type formField struct {
	box, checked bool
	list         []string
	result       int
}

// formProperty takes an element of w:ffData.
func (w *word) formProperty(name string, attrs []xml.Attr) {
	if name == "ffData" {
		w.form = &formField{}
		return
	}
	f := w.form
	if f == nil {
		return
	}
	switch name {
	case "checkBox":
		f.box = true
	case "checked":
		f.checked = isOn(attrs)
	case "default":
		if f.box {
			f.checked = isOn(attrs)
		} else {
			f.result = number(attrs)
		}
	case "result":
		f.result = number(attrs)
	case "listEntry":
		if len(f.list) < 1000 {
			f.list = append(f.list, value(attrs))
		}
	}
}

// shown is what the field shows; "" for one whose result is text of the document.
func (f *formField) shown() string {
	switch {
	case f == nil:
		return ""
	case f.box && f.checked:
		return "√"
	case f.result >= 0 && f.result < len(f.list):
		return f.list[f.result]
	}
	return ""
}
