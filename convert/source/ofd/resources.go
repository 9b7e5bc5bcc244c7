package ofd

import (
	"path"
	"strings"
)

// Resources are what objects draw with, by their ID.
type resources struct {
	known      map[string]bool     // parts that were read
	lost       string              // a part of resources that is not there
	params     map[string]*element // DrawParam
	composites map[string]*element // CompositeGraphicUnit
	spaces     map[string]*element // ColorSpace
	pictures   map[string]string   // MultiMedia: the name of its file
}

func newResources() resources {
	return resources{known: map[string]bool{}, params: map[string]*element{}, composites: map[string]*element{}, spaces: map[string]*element{}, pictures: map[string]string{}}
}

// addResources reads a part of resources. One that is not there is missed only when
// something is drawn with what it has.
func (d *document) addResources(name string) {
	if name == "" || d.known[name] || d.meter.Err() != nil {
		return
	}
	d.known[name] = true
	if !d.archive.has(name) {
		d.lost = name
		return
	}
	root := d.archive.element(name)
	for list, to := range map[string]map[string]*element{"DrawParams": d.params, "CompositeGraphicUnits": d.composites, "ColorSpaces": d.spaces} {
		for _, l := range root.all(list) {
			for _, e := range l.kids {
				to[e.attr("ID")] = e
			}
		}
	}
	for _, l := range root.all("MultiMedias") {
		for _, e := range l.kids {
			d.pictures[e.attr("ID")] = strings.ToLower(path.Ext(e.kid("MediaFile").said()))
		}
	}
}

// param is what an object's drawing parameters say of a name: an attribute, or an element
// when it is a colour. Those that are derived of others say what the others do, but for their own.
func (d *document) param(id string, find func(*element) bool) {
	const deepest = 16
	for range deepest {
		e := d.params[id]
		if e == nil || find(e) {
			return
		}
		id = e.attr("Relative")
	}
}
