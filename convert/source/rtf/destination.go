package rtf

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

// A kind says what the text of a group is.
type kind uint8

const (
	body       kind = iota
	silent          // not shown: a table of styles, a picture, the code of a field
	fontTable       // names of fonts
	colorTable      // the colours that numbers stand for
	listTable       // lists and their uses
	levelText       // what the number of a level of a list looks like
	listText        // the number of a list's item, as printed
	boxText
	footnote
	endnote
	through // no kind: what stands in it is what stands around it
)

// destinations are the words that begin a group of another kind.
var destinations = map[string]kind{
	"fonttbl": fontTable, "colortbl": colorTable, "listtable": listTable, "listoverridetable": listTable, "leveltext": levelText,
	"listtext": listText, "pntext": listText, "shptxt": boxText, "dptxbxtext": boxText, "footnote": footnote,
	"shpinst": through, "shpgrp": through, "do": through, "nesttableprops": through, "moMath": through, "moMathPara": through,
}

// silentWords begin groups that are not shown, though no \* says so.
const silentWords = ` stylesheet info filetbl header headerl headerr headerf footer footerl footerr footerf
 ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pict nonshppict object objdata objclass objname shprslt fldinst nonesttables
 xe tc rxe txe template private sp sn sv pntxta pntxtb revtbl themedata datastore annotation mchr mbegChr mendChr msepChr
 levelnumbers listname liststylename upr `

var silentSet = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(silentWords) {
		set[w] = true
	}
	return set
}()

// isSilent reports whether text of the group is not text of the document.
func (g *group) isSilent() bool {
	return g.kind == silent || g.kind == fontTable || g.kind == colorTable || g.kind == listTable
}

// destination begins a group of another kind, if the first word of it says so,
// and reports whether it does.
func (r *reader) destination(word string) bool {
	fresh := r.group.fresh
	r.group.fresh = false
	if !fresh || r.group.kind == silent {
		return false
	}
	k, known := destinations[word]
	switch {
	case silentSet[word], !known && r.group.ignorable:
		r.group.kind = silent
	case !known:
		return false
	case k == levelText && r.group.kind != listTable, k != levelText && r.group.isSilent():
		return false
	case k == through:
		r.group.inner = r.group.inner || word == "nesttableprops"
	default:
		r.enter(k)
	}
	return true
}

func (r *reader) enter(k kind) {
	r.group.begins, r.group.kind = true, k
	switch k {
	case boxText, footnote:
		r.texts = append(r.texts, &text{out: r.text().out.Box()})
		r.group.paraProps, r.group.charProps = paraProps{}, charProps{}
	case listText:
		r.text().label, r.text().given = "", true
	}
}

// leave ends what a group of some kind stood for.
func (r *reader) leave(k kind) {
	switch k {
	case listText:
		r.text().label = wordgrid.PrintedLabel(r.text().label)
	case boxText, footnote, endnote:
		r.endText(k)
	case levelText:
		r.lists.setText(r.chars.level)
		r.chars.level = ""
	}
}

// endText ends a text box or a note.
func (r *reader) endText(k kind) {
	blocks, err := r.text().out.Close()
	r.texts = r.texts[:len(r.texts)-1]
	switch {
	case err != nil:
	case k == boxText:
		r.text().out.Add(wordgrid.Item{Box: blocks})
	case k == footnote:
		r.footnotes = append(r.footnotes, r.asNote(blocks))
	default:
		r.endnotes = append(r.endnotes, r.asNote(blocks))
	}
}

// noteMark writes the number of the note that follows, in the text; in the note it is
// known already.
func (r *reader) noteMark() {
	if r.group.isSilent() || len(r.texts) > 1 || r.marked {
		return
	}
	r.flush()
	r.notes++
	r.marked = true
	r.text().out.Add(wordgrid.Item{Text: strconv.Itoa(r.notes), Style: wordgrid.Raised | wordgrid.Superscript})
}

// asNote says of blocks that they are the note whose mark was written last.
func (r *reader) asNote(blocks []wordgrid.Block) []wordgrid.Block {
	if !r.marked {
		return blocks
	}
	r.marked = false
	for i, b := range blocks {
		if b.Para != nil {
			b.Para.Note, b.Para.Goes = r.notes, i > 0
		}
	}
	return blocks
}
