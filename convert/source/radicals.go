package source

import "github.com/nianbao/nianbao/convert/source/radicals"

// plain writes a document's radicals as characters.
func (d *Document) plain() {
	d.Title = radicals.Plain(d.Title)
	for i := range d.Lines {
		l := &d.Lines[i]
		plain := radicals.Plain(l.Text)
		if plain == l.Text {
			continue // its fields are parts of it
		}
		l.Text = plain
		for k := range l.Fields {
			l.Fields[k].Text = radicals.Plain(l.Fields[k].Text)
		}
	}
}
