package ofd

import (
	"archive/zip"
	"io"
	"path"
	"strings"
)

// rootPart is the part that an OFD begins with.
const rootPart = "OFD.xml"

// An archive is the parts of a file.
type archive struct {
	meter  *meter
	parts  map[string]*zip.File // by name, from the root
	folded map[string]*zip.File // by name in small letters
	twice  map[string]bool      // names of which there are two
	locked bool
}

func newArchive(parts *zip.Reader, m *meter) *archive {
	a := &archive{meter: m, parts: map[string]*zip.File{}, folded: map[string]*zip.File{}, twice: map[string]bool{}}
	for _, f := range parts.File {
		name := fromRoot(f.Name)
		if a.parts[name] != nil {
			a.twice[name] = true
		}
		a.parts[name], a.folded[strings.ToLower(name)] = f, f
		const encrypted = 1
		a.locked = a.locked || f.Flags&encrypted != 0 || strings.EqualFold(path.Base(name), "Encryptions.xml")
	}
	return a
}

// fromRoot is the one name of a part: no backslashes, no dots, no slash before it.
func fromRoot(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(strings.TrimSpace(name), "\\", "/")), "/")
}

// locate finds the part that a place in a part of a folder says: from the root with a
// slash before it, else from the folder, and as some programs write it, from the root.
func (a *archive) locate(folder, place string) string {
	place = strings.TrimSpace(place)
	names := []string{fromRoot(place)}
	if !strings.HasPrefix(place, "/") && !strings.HasPrefix(place, "\\") {
		names = []string{fromRoot(folder + "/" + place), fromRoot(place)}
	}
	for _, n := range names {
		if a.parts[n] != nil || a.folded[strings.ToLower(n)] != nil {
			return n
		}
	}
	return names[0]
}

// has reports whether there is a part.
func (a *archive) has(name string) bool {
	return a.parts[name] != nil || a.folded[strings.ToLower(name)] != nil
}

// read returns the bytes of a part, nil with an error kept when there are none.
func (a *archive) read(name string) []byte {
	m := a.meter
	f := a.parts[name]
	if f == nil {
		f = a.folded[strings.ToLower(name)]
	}
	switch {
	case m.Err() != nil:
		return nil
	case f == nil:
		m.Fail(ErrDamaged, "damaged.ofd.missing", name)
		return nil
	case a.twice[name]:
		m.Fail(ErrDamaged, "damaged.twice", name)
		return nil
	}
	r, err := f.Open()
	if err != nil {
		m.Fail(ErrDamaged, "because", name, err)
		return nil
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxPart+1))
	switch {
	case len(data) > maxPart:
		m.Fail(ErrTooLarge, "too-large.pages.unpacked", maxPart)
	case !m.Count(&m.bytes, len(data), maxBytes, "too-large.pages.unpacked"):
	case err != nil:
		m.Fail(ErrDamaged, "because", name, err)
	default:
		return data
	}
	return nil
}

// element reads a part as XML: never nil, but empty when an error is kept.
func (a *archive) element(name string) *element {
	data := a.read(name)
	if data == nil {
		if a.meter.Err() == nil {
			a.meter.Fail(ErrDamaged, "damaged.ofd.empty", name)
		}
		return &element{}
	}
	e, err := parse(data, a.meter)
	if err != nil {
		a.meter.Fail(ErrDamaged, "because", name, err)
		return &element{}
	}
	return e
}

// documents are the parts that the documents of the file begin with: of one with
// several versions, that of the version in force.
func (a *archive) documents() []string {
	var list []string
	for _, body := range a.element(rootPart).all("DocBody") {
		root := body.kid("DocRoot").said()
		name := a.locate("", root)
		for _, v := range body.kid("Versions").all("Version") {
			if v.attr("Current") == "true" || v.attr("Current") == "1" {
				version := a.locate("", v.attr("BaseLoc"))
				root = a.element(version).kid("DocRoot").said()
				name = a.locate(path.Dir(version), root)
			}
		}
		if root == "" {
			a.meter.Fail(ErrDamaged, "damaged.ofd.missing", "DocRoot")
		}
		list = append(list, name)
	}
	return list
}
