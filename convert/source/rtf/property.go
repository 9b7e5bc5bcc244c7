package rtf

import "github.com/nianbao/nianbao/convert/source/wordgrid"

// characters are the words that stand for one.
var characters = map[string]rune{
	"tab": '\t', "~": '\u00a0', "_": '-', "emdash": '—', "endash": '–', "lquote": '‘', "rquote": '’', "ldblquote": '“',
	"rdblquote": '”', "bullet": '•', "emspace": '\u2003', "enspace": '\u2002', "qmspace": '\u2005',
}

// word takes a control word or symbol.
func (r *reader) word(t token) {
	if t.word == "*" {
		r.group.ignorable = true
		return
	}
	char, isChar := characters[t.word]
	if skip := r.chars.skip; skip > 0 {
		// A writer that forgot what stands for a \u has not written a word for it.
		if r.chars.skip = skip - 1; isChar || t.word == "-" || t.word == "bin" || t.word == "'" {
			return
		}
		r.chars.skip = 0
	}
	if r.destination(t.word) {
		return
	}
	switch {
	case r.group.kind == fontTable:
		r.fontWord(t)
	case r.group.kind == colorTable:
		r.colors.word(t)
	case r.group.kind == listTable:
		r.lists.word(t)
	case t.word == "u":
		r.unicode(t.number)
	case t.word == "uc":
		r.group.unicodeSkip = max(0, t.number)
	case r.group.isSilent():
		r.fileWord(t)
	case isChar:
		r.write(char)
	case !r.charWord(t) && !r.paraWord(t) && !r.mark(t):
		if !r.rowDef().word(t) {
			r.fileWord(t)
		}
	}
}

// fileWord takes what is said of the whole file.
func (r *reader) fileWord(t token) {
	switch t.word {
	case "ansicpg":
		r.codepage = t.number
	case "deff":
		r.font, r.group.font = t.number, t.number
	case "mac":
		r.codepage = 10000
	case "chftn":
		r.noteMark()
	case "ftnalt":
		if r.group.kind == footnote {
			r.group.kind = endnote
		}
	}
}

// fontWord takes what is said of a font.
func (r *reader) fontWord(t token) {
	const maxFonts = 10_000
	switch t.word {
	case "f":
		r.group.font = t.number
	case "fcharset":
		if page, ok := fontCodepages[t.number]; ok && len(r.fonts) < maxFonts {
			r.fonts[r.group.font] = page
		}
	case "cpg":
		if codepages[t.number] != nil && len(r.fonts) < maxFonts {
			r.fonts[r.group.font] = t.number
		}
	}
}

// isOn reads a word that is a switch: on, but with the number 0.
func (t token) isOn() bool { return !t.hasNumber || t.number != 0 }

// charWord takes what is said of the characters that follow.
func (r *reader) charWord(t token) bool {
	g := r.group
	switch t.word {
	case "f":
		g.font = t.number
	case "cf":
		g.white = r.colors.isWhite(t.number)
	case "highlight", "chcbpat", "chshdng", "cb":
		g.shaded = t.number != 0
	case "dbch":
		g.wide = true
	case "loch", "hich":
		g.wide = false
	case "af":
		if g.wide {
			g.wideFont = t.number
		}
	case "plain":
		g.charProps, g.font, g.wide, g.wideFont = charProps{}, r.font, false, -1
	case "v", "webhidden":
		g.hidden = t.isOn()
	case "deleted", "mvf":
		g.deleted = t.isOn()
	case "strike", "striked":
		g.struck = t.isOn()
	case "super", "sub":
		g.raised = t.isOn()
		g.super, g.sub = t.word == "super" && g.raised, t.word == "sub" && g.raised
	case "up", "dn":
		const least = 4 // half points; less only aligns a line
		g.raised = g.raised || t.number >= least || t.number == 0 && !t.hasNumber
	case "nosupersub":
		g.raised, g.super, g.sub = false, false, false
	case "fs":
		const most = 2 // half points
		g.tiny = t.hasNumber && t.number <= most
	default:
		return false
	}
	if g.charProps != r.group.charProps {
		r.flush()
	} else {
		r.decode()
	}
	r.group = g
	return true
}

// paraWord takes what is said of the open paragraph.
func (r *reader) paraWord(t token) bool {
	p := &r.group.paraProps
	switch t.word {
	case "pard":
		*p = paraProps{}
	case "intbl":
		p.inTable = t.isOn()
	case "itap":
		p.depth = t.number
	case "cbpat", "shading":
		p.colored = t.number != 0
	case "ls":
		p.list.Num = max(0, t.number)
	case "ilvl":
		p.list.Level = min(max(0, t.number), 8)
	default:
		return false
	}
	return true
}

// mark ends a line, a paragraph, a cell or a row.
func (r *reader) mark(t token) bool {
	var end func(*wordgrid.Builder, wordgrid.ListRef)
	g := &r.group
	switch t.word {
	case "line", "page", "column", "softline":
		r.flush()
		if r.shown() {
			r.text().out.Add(wordgrid.Item{Break: true})
		}
		return true
	case "par", "sect":
		end = func(b *wordgrid.Builder, list wordgrid.ListRef) { b.EndParagraph(g.level(), list, g.deleted) }
	case "cell":
		end = func(b *wordgrid.Builder, list wordgrid.ListRef) { b.EndCell(1, list) }
	case "nestcell":
		end = func(b *wordgrid.Builder, list wordgrid.ListRef) { b.EndCell(max(2, g.level()), list) }
	case "row":
		end = func(b *wordgrid.Builder, _ wordgrid.ListRef) { b.EndRow(1, r.row.edges()) }
	case "nestrow":
		end = func(b *wordgrid.Builder, _ wordgrid.ListRef) {
			b.EndRow(max(2, g.level()), r.innerRow.edges())
		}
	default:
		return false
	}
	r.flush()
	text := r.text()
	if g.colored {
		text.out.Shade()
	}
	list := g.list
	if text.given {
		list = wordgrid.ListRef{}
	}
	end(text.out, list)
	text.label, text.given = "", false
	return true
}
