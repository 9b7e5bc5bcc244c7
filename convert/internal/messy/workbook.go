package messy

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"path"
	"regexp"
	"strings"
)

// A book is a workbook of ours, into whose cells text is typed as a clerk does.
type book struct {
	names []string          // its parts, in order
	parts map[string][]byte // by name
	cells map[string]string // by name of the cell: part!address
}

func openBook(data []byte) (*book, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	b := &book{parts: map[string][]byte{}, cells: map[string]string{}}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		b.names = append(b.names, f.Name)
		b.parts[f.Name] = part
	}
	return b, b.locate()
}

// locate finds the part and the address of every named cell.
func (b *book) locate() error {
	var main struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			Rel  string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
		Names []struct {
			Name string `xml:"name,attr"`
			To   string `xml:",chardata"`
		} `xml:"definedNames>definedName"`
	}
	var rels struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal(b.parts["xl/workbook.xml"], &main); err != nil {
		return err
	}
	if err := xml.Unmarshal(b.parts["xl/_rels/workbook.xml.rels"], &rels); err != nil {
		return err
	}
	target := map[string]string{}
	for _, r := range rels.List {
		target[r.ID] = path.Join("xl", r.Target)
	}
	part := map[string]string{}
	for _, s := range main.Sheets {
		part[s.Name] = target[s.Rel]
	}
	for _, n := range main.Names {
		if sheet, at, ok := strings.Cut(n.To, "!"); ok {
			b.cells[n.Name] = part[strings.Trim(sheet, "'")] + "!" + strings.ReplaceAll(at, "$", "")
		}
	}
	return nil
}

// with is the workbook with a text typed into the cell of an id.
func (b *book) with(id, text string) ([]byte, error) {
	name, at, ok := strings.Cut(b.cells[id], "!")
	if !ok {
		return nil, fmt.Errorf("the workbook names no cell for %s", id)
	}
	at, _, _ = strings.Cut(at, ":")
	re := regexp.MustCompile(`<c r="` + at + `"( s="\d+")?[^>]*>.*?</c>`)
	if !re.Match(b.parts[name]) {
		return nil, fmt.Errorf("%s has no cell %s for %s", name, at, id)
	}
	typed := `<c r="` + at + `"${1} t="inlineStr"><is><t xml:space="preserve">` + strings.ReplaceAll(html.EscapeString(text), "$", "$$") + `</t></is></c>`
	if text == "" {
		typed = `<c r="` + at + `"${1}></c>`
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, n := range b.names {
		part := b.parts[n]
		if n == name {
			part = re.ReplaceAll(part, []byte(typed))
		}
		w, err := z.Create(n)
		if err == nil {
			_, err = w.Write(part)
		}
		if err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}
