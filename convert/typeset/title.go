package typeset

import (
	"math"
	"strings"
)

// Most and best width of a line of the title, in em of its size.
const (
	widestTitle = measure / titleSize
	singleTitle = 17.5 // a title up to this width stands on one line
)

// title sets the title: below one empty line, centred, followed by an empty line.
func (s *setter) title() {
	text := reportTitle(s.report, s.layout)
	s.doc.Title = text
	if text == "" {
		return
	}
	s.heading(1)
	p := newPiece(s.chars(text, xiao))
	s.titleElement(p, text, 1)
}

// titleElement sets the lines of a title, so many empty lines above it and one below.
// Without any above, its first line is one of the grid.
func (s *setter) titleElement(p *piece, text string, above int) {
	lines := p.titleLines(s.seams(p, text))
	rows := int(math.Ceil(float64(len(lines)) * titleLead / lead))
	e := element{rows: above + rows + 1, keep: true}
	spare := float64(rows)*lead - float64(len(lines)-1)*titleLead - titleSize
	if above == 0 {
		spare = body - titleSize
		e.rows = 2 + int(math.Ceil(float64(len(lines)-1)*titleLead/lead))
	}
	for i, sp := range lines {
		width := p.natural(sp.from, sp.end)
		y := float64(above)*lead + spare/2 + float64(i)*titleLead + rise*titleSize
		at := p.positions(sp, max(width, min(width, widestTitle)), true, 0)
		e.texts = append(e.texts, p.texts(sp, titleSize, left+(measure-width*titleSize)/2, y, at)...)
	}
	s.elements = append(s.elements, e)
}

// seams are the places in the title where its sense allows a line to end, with what
// a break there costs: after the agency, before the name of the report, around a
// year, after a mark. Elsewhere a break costs 1.
func (s *setter) seams(p *piece, text string) map[int]float64 {
	cost := map[int]float64{}
	before := func(part string, c float64) {
		if at := strings.Index(text, part); part != "" && at > 0 {
			i := len([]rune(text[:at]))
			if old, ok := cost[i]; !ok || c < old {
				cost[i] = c
			}
		}
	}
	if a := s.report.Agency; a != "" && strings.Contains(text, a) {
		cost[len([]rune(text[:strings.Index(text, a)+len(a)]))] = 0
	}
	before(s.form(text), 0.02)
	before("关于", 0.02)
	before("二〇", 0.02)
	for i := 1; i < len(p.chars); i++ {
		a, b := p.chars[i-1], p.chars[i]
		switch {
		case a.kind == comma || a.kind == closing || b.kind == opening || a.kind == space:
			cost[i] = min(0.1, costAt(cost, i))
		case a.r == '于':
			cost[i] = 1.5
		case b.kind == digit && a.kind != digit:
			cost[i] = min(0.02, costAt(cost, i))
		case b.r == '暨':
			cost[i] = 0.05
		case a.r == '暨':
			cost[i] = 1.5
		case strings.ContainsRune("局厅部委院处办室站所府镇乡县区市省旗州盟会心组院校馆", a.r) && b.kind == han && !strings.ContainsRune("场级域辖理公有政长内员议计保办", b.r):
			cost[i] = min(0.25, costAt(cost, i))
		case a.r == '的':
			cost[i] = min(0.3, costAt(cost, i))
		case strings.ContainsRune("和与及", b.r):
			cost[i] = min(0.7, costAt(cost, i))
		}
	}
	return cost
}

// form is the longest name of the form in the title: 政府信息公开工作年度报告.
func (s *setter) form(text string) string {
	longest := ""
	for _, t := range s.layout.Titles {
		if len(t) > len(longest) && strings.Contains(text, t) {
			longest = t
		}
	}
	return longest
}

func costAt(cost map[int]float64, i int) float64 {
	if c, ok := cost[i]; ok {
		return c
	}
	return 1
}

// titleLines breaks the title into as few lines as hold it, or one more, at the
// seams that cost least and leave the lines most alike.
func (p *piece) titleLines(cost map[int]float64) []span {
	if p.natural(0, len(p.chars)) <= singleTitle {
		return []span{{0, len(p.chars)}}
	}
	return p.shaped(widestTitle, 2, func(i int) float64 { return costAt(cost, i) })
}
