package source

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A numbering writes the numbers of lists, which Word does not keep as text:
// 一、 （一） 1. of headings.
type numbering struct {
	styles map[string]styleXML
	lists  map[string]*list    // by abstractNumId
	nums   map[string]*listUse // by numId
}

// A list is an abstract list and where it has come to.
type list struct {
	levels [9]level
	counts [9]int // 0: not begun, else the count that was last written plus one
	link   string // the style whose list this is
}

type level struct {
	start   int
	format  string
	text    string // with %1 … %9
	restart int    // begins again after a level above this one; 0 never, -1 any
	legal   bool   // all its numbers are decimal
	tail    string // what follows the number: "tab", "space", "nothing"
	style   string
}

// A listUse is a w:num: a list, some of its levels changed.
type listUse struct {
	list   *list
	starts map[int]int
	levels map[int]level
	used   bool
}

type valueXML struct {
	Val string `xml:"val,attr"`
}

type levelXML struct {
	Level   int       `xml:"ilvl,attr"`
	Start   valueXML  `xml:"start"`
	Format  valueXML  `xml:"numFmt"`
	Text    valueXML  `xml:"lvlText"`
	Restart *valueXML `xml:"lvlRestart"`
	Legal   *valueXML `xml:"isLgl"`
	Tail    valueXML  `xml:"suff"`
	Style   valueXML  `xml:"pStyle"`
}

type numberingXML struct {
	Abstracts []struct {
		ID     string     `xml:"abstractNumId,attr"`
		Link   valueXML   `xml:"numStyleLink"`
		Levels []levelXML `xml:"lvl"`
	} `xml:"abstractNum"`
	Nums []struct {
		ID        string   `xml:"numId,attr"`
		Abstract  valueXML `xml:"abstractNumId"`
		Overrides []struct {
			Level int       `xml:"ilvl,attr"`
			Start *valueXML `xml:"startOverride"`
			Lvl   *levelXML `xml:"lvl"`
		} `xml:"lvlOverride"`
	} `xml:"num"`
}

type styleXML struct {
	ID      string   `xml:"styleId,attr"`
	BasedOn valueXML `xml:"basedOn"`
	Num     valueXML `xml:"pPr>numPr>numId"`
	Level   valueXML `xml:"pPr>numPr>ilvl"`
	Run     runXML   `xml:"rPr"`

	Shade  *valueXML  `xml:"tcPr>shd"`
	Shades []valueXML `xml:"tblStylePr>tcPr>shd"`
}

// readNumbering reads the lists and the styles that use them.
func readNumbering(p *pack) (*numbering, error) {
	var lists numberingXML
	var styles struct {
		Styles []styleXML `xml:"style"`
	}
	for name, to := range map[string]any{numberingPart: &lists, stylesPart: &styles} {
		data, err := p.part(name)
		if err != nil {
			return nil, err
		}
		if data != nil {
			if err := xml.Unmarshal(data, to); err != nil {
				return nil, damaged("because", name, err)
			}
		}
	}
	n := &numbering{styles: map[string]styleXML{}, lists: map[string]*list{}, nums: map[string]*listUse{}}
	for _, s := range styles.Styles {
		n.styles[s.ID] = s
	}
	n.add(lists)
	return n, nil
}

func (n *numbering) add(x numberingXML) {
	for _, a := range x.Abstracts {
		l := &list{link: a.Link.Val}
		for _, lvl := range a.Levels {
			if lvl.Level >= 0 && lvl.Level < len(l.levels) {
				l.levels[lvl.Level] = lvl.level()
			}
		}
		n.lists[a.ID] = l
	}
	for _, num := range x.Nums {
		use := &listUse{list: n.lists[num.Abstract.Val]}
		if len(num.Overrides) > 0 {
			use.starts, use.levels = map[int]int{}, map[int]level{}
		}
		for _, o := range num.Overrides {
			if o.Start != nil {
				use.starts[o.Level] = atoi(o.Start.Val, 1)
			}
			if o.Lvl != nil {
				use.levels[o.Level] = o.Lvl.level()
			}
		}
		n.nums[num.ID] = use
	}
	for _, use := range n.nums {
		if use.list != nil && use.list.link != "" {
			if linked := n.nums[n.styles[use.list.link].Num.Val]; linked != nil && linked.list != nil {
				use.list = linked.list
			}
		}
	}
}

func (x levelXML) level() level {
	l := level{start: atoi(x.Start.Val, 1), format: x.Format.Val, text: x.Text.Val, restart: -1, tail: x.Tail.Val, style: x.Style.Val}
	if x.Restart != nil {
		l.restart = atoi(x.Restart.Val, -1)
	}
	l.legal = x.Legal != nil && x.Legal.Val != "0" && x.Legal.Val != "false"
	return l
}

func atoi(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return otherwise
}

// label counts a paragraph and returns the number that stands before it; ""
// if it has none. What the paragraph does not say, its style does.
func (n *numbering) label(style, num, ilvl string) string {
	for id, hops := style, 0; id != "" && hops < 32 && (num == "" || ilvl == ""); hops++ {
		s := n.styles[id]
		if num == "" && s.Num.Val != "" {
			num = s.Num.Val
			if ilvl == "" {
				ilvl = n.levelOf(num, id, s.Level.Val)
			}
		}
		id = s.BasedOn.Val
	}
	use := n.nums[num]
	at := atoi(ilvl, 0)
	if use == nil || use.list == nil || at < 0 || at >= len(use.list.levels) {
		return ""
	}
	return use.next(at)
}

// levelOf finds the level of a list that a style stands for.
func (n *numbering) levelOf(num, style, otherwise string) string {
	if use := n.nums[num]; use != nil && use.list != nil {
		for i, l := range use.list.levels {
			if l.style == style {
				return strconv.Itoa(i)
			}
		}
	}
	return otherwise
}

func (u *listUse) level(at int) level {
	if l, ok := u.levels[at]; ok {
		return l
	}
	return u.list.levels[at]
}

// next counts one more on a level and returns its number as text.
func (u *listUse) next(at int) string {
	counts := &u.list.counts
	if !u.used {
		u.used = true
		for level := range u.starts {
			if level >= 0 && level < len(counts) {
				counts[level] = 0
			}
		}
	}
	for i := 0; i <= at; i++ {
		switch {
		case counts[i] == 0:
			counts[i] = 1 + u.startOf(i)
		case i == at:
			counts[i]++
		}
	}
	for i := at + 1; i < len(counts); i++ {
		if r := u.level(i).restart; r < 0 || at < r {
			counts[i] = 0
		}
	}
	return u.text(at)
}

func (u *listUse) startOf(at int) int {
	if start, ok := u.starts[at]; ok {
		return start
	}
	return u.level(at).start
}

// text writes the number of a level. A tab or space after it is left out where
// the number ends in a full-width mark, as 一、 does.
func (u *listUse) text(at int) string {
	l := u.level(at)
	if l.format == "bullet" || l.format == "none" && !strings.Contains(l.text, "%") {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(l.text); i++ {
		if l.text[i] != '%' || i+1 == len(l.text) || l.text[i+1] < '1' || l.text[i+1] > '9' {
			b.WriteByte(l.text[i])
			continue
		}
		i++
		k := int(l.text[i] - '1')
		format := u.level(k).format
		if l.legal {
			format = "decimal"
		}
		b.WriteString(formatNumber(format, max(0, u.list.counts[k]-1)))
	}
	s := b.String()
	if last, _ := utf8.DecodeLastRuneInString(s); s != "" && l.tail != "nothing" && !isWide(last) {
		s += " "
	}
	return s
}
