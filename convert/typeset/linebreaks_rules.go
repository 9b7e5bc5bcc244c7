package typeset

import (
	"math"
	"unicode"
)

// A char is a character to be set, in its face. Width is in em.
type char struct {
	r     rune
	part  int
	kind  kind
	latin bool // a mark of Latin text
	role  string
	width float64
}

// A joint is what stands between a character and the one before it.
type joint uint8

const (
	free  joint = iota // a line may end here
	loose              // only rather than open a line too much: inside a date, an address
	bound              // then only: between a number and what it counts
	tight              // never, unless nothing else fits in a line
)

// Limits of a line, in em.
const (
	widest      = 0.1 // that a gap is widened in a line that is filled,
	widestSpace = 0.4 // or one with a space,
	mended      = 1.5 // or, by this factor, in the line before a last one of one character
	narrow      = 15  // width of a line that need not be filled,
	openLine    = 2.5 // and what may be left of it
	emptyLine   = 8.0 // more left over than this: break anywhere
	nearFull    = 0.9 // less left over than this: nothing to squeeze in for
)

// A piece is a prepared paragraph: joints, widths and what can give way.
type piece struct {
	chars []char
	joint []joint   // joint[i] is between i-1 and i
	trim  []float64 // what two adjacent marks lose between them
	lose  []float64 // what the gap before i can lose when a line is squeezed
	sum   []float64 // of widths less trims, before i
	gives []float64 // of lose, up to and with i
	takes []float64 // what the gaps up to and with i can be widened by
	wide  int       // the end of the line that is mended; 0 for none
	ink   []int     // the end of the last character before i that takes room
}

func newPiece(chars []char) *piece {
	n := len(chars)
	p := &piece{chars: chars, joint: make([]joint, n+1), ink: make([]int, n+1)}
	room := make([]float64, 5*(n+1))
	p.trim, p.lose, p.sum, p.gives, p.takes = room[:n+1], room[n+1:2*n+2], room[2*n+2:3*n+3], room[3*n+3:4*n+4], room[4*n+4:]
	for i := range chars {
		if i > 0 {
			p.joint[i] = p.jointAt(i)
			p.trim[i], p.lose[i] = gap(chars[i-1], chars[i])
			p.takes[i] = p.takes[i-1] + p.take(i)
		}
		p.sum[i+1] = p.sum[i] + chars[i].width - p.trim[i]
		p.gives[i+1] = p.gives[i] + p.lose[i]
		if p.ink[i+1] = i + 1; chars[i].kind == space || chars[i].kind == nothing {
			p.ink[i+1] = p.ink[i]
		}
	}
	return p
}

// gap tells what two characters lose between them: two full-width marks half an
// em at once; and what more in a squeezed line. Han characters and Latin letters or
// figures gain a quarter, an eighth of which can be lost, and so does a half-width mark
// that parts Han characters.
func gap(a, b char) (trim, give float64) {
	if a.kind == han && beginsLatin(b) || endsLatin(a) && b.kind == han {
		if a.role == song {
			return 0, 0 // in tables
		}
		return -latinGap, latinGap / 2
	}
	if b.kind == han && (a.r == ',' || a.r == ';' || a.r == ':' || a.r == '!' || a.r == '?') {
		return -0.25, 0.25
	}
	blank := blankRight(a) + blankLeft(b)
	if blank == 0 {
		if a.kind == space && a.width > 0.125 {
			return 0, a.width - 0.125
		}
		return 0, 0
	}
	if isMark(a) && isMark(b) {
		return 0.5, blank - 0.5
	}
	if a.kind == stop || a.kind == middle || b.kind == middle {
		return 0, blank / 2
	}
	return 0, blank
}

// latinGap is the room between Han characters and Latin text, in em.
const latinGap = 0.25

// beginsLatin and endsLatin tell the characters at the edges of Latin text; signs, as in
// 互联网+, are none.
func beginsLatin(c char) bool {
	return c.kind == letter && unicode.IsLetter(c.r) || c.kind == digit || c.latin && c.kind == opening
}

func endsLatin(c char) bool {
	return c.kind == letter && unicode.IsLetter(c.r) || c.kind == digit || c.kind == unit && c.width < 0.9 || c.latin && c.kind == closing
}

func isMark(c char) bool {
	return c.width > 0.9 && (c.kind == opening || c.kind == closing || c.kind == comma || c.kind == stop)
}

// blankRight is the empty part of a full-width mark behind its ink.
func blankRight(c char) float64 {
	switch {
	case c.width <= 0.9:
	case c.kind == closing, c.kind == comma, c.r == '。':
		return 0.5
	case c.kind == middle:
		return 0.25
	}
	return 0
}

func blankLeft(c char) float64 {
	switch {
	case c.width <= 0.9:
	case c.kind == opening:
		return 0.5
	case c.kind == middle:
		return 0.25
	}
	return 0
}

func (p *piece) jointAt(i int) joint {
	a, b := p.chars[i-1], p.chars[i]
	switch {
	case b.kind == nothing, b.kind == space && a.kind != space:
		return tight
	case a.kind == space:
		if i >= 2 && p.chars[i-2].kind == digit && b.kind == han && counts(b.r) { // 2023 年
			return bound
		}
		return free
	case b.kind.neverFirst():
		if b.kind == point || a.kind == letter || a.kind == point {
			return p.latinJoint(i)
		}
		return tight
	case a.kind.neverLast():
		return tight
	}
	return p.wordJoint(i, a, b)
}

// wordJoint joins what belongs together though no mark forbids the break.
func (p *piece) wordJoint(i int, a, b char) joint {
	switch {
	case latin(a) && latin(b):
		return p.latinJoint(i)
	case a.kind == unit && b.kind == digit:
		return tight
	case a.kind == digit && counts(b.r), a.r == '第':
		return bound
	case i >= 2 && p.chars[i-2].kind == digit && counts(a.r) && counts(b.r): // 万元
		return bound
	case a.kind == dash && b.kind == digit && i >= 2 && p.chars[i-2].kind == digit: // 1949—1986
		return loose
	case (a.r == '年' || a.r == '月') && b.kind == digit && i >= 2 && p.chars[i-2].kind == digit: // 12月31日
		return loose
	case b.r == '〔', a.r == '〕' && b.kind == digit:
		if a.r == '〕' {
			return bound
		}
		return loose
	case a.kind == point && (i == 2 || i == 3) && p.chars[0].kind == digit: // 1.公开
		return tight
	case a.kind == dash && a.r == '/':
		return loose
	}
	return free
}

func latin(c char) bool {
	return c.latin || c.kind == letter || c.kind == digit || c.kind == point || c.kind == dash && c.r < 0x80
}

// latinJoint is loose after the marks at which an address may be broken.
func (p *piece) latinJoint(i int) joint {
	a, b := p.chars[i-1], p.chars[i]
	if !latin(b) && b.r > 0x80 {
		return tight
	}
	switch a.r {
	case '/', '?', '&', '=', '#', '_', '@':
		if b.kind == letter || b.kind == digit {
			return loose
		}
	case '~':
		return loose
	case '.', '-', ':':
		if b.kind == letter {
			return loose
		}
	}
	return tight
}

// inked is k less the spaces at the end of the line from i to k: these take no room.
func (p *piece) inked(i, k int) int { return max(i, p.ink[k]) }

// natural is the width of the line from i to k in em: trimmed between marks, and a
// full-width mark halved at its end (GB/T 15834, 5.1.10).
func (p *piece) natural(i, k int) float64 {
	if k = p.inked(i, k); k == i {
		return 0
	}
	return p.sum[k] - p.sum[i] + p.trim[i] - blankRight(p.chars[k-1])
}

// squeezed is the width of the line with every gap at its least.
func (p *piece) squeezed(i, k int) float64 {
	if k = p.inked(i, k); k == i {
		return 0
	}
	return p.natural(i, k) - (p.gives[k] - p.gives[i+1])
}

// A span is a line of a piece: characters from to before end.
type span struct {
	from, end int
}

// lines breaks the piece into lines, the first and all others of the given widths
// in em. Every character is in exactly one line. The last has at least two characters
// besides its marks where the one before can spare them.
func (p *piece) lines(first, rest float64) []span { return p.broken(first, rest, 2) }

func (p *piece) broken(first, rest float64, least int) []span {
	var out []span
	width := first
	for i := 0; i < len(p.chars); {
		k := p.lineEnd(i, width)
		out = append(out, span{i, k})
		i, width = k, rest
	}
	return p.mendLast(out, first, rest, least)
}

// lineEnd chooses where the line that begins at i ends.
func (p *piece) lineEnd(i int, width float64) int {
	n := len(p.chars)
	const slip = 1e-6
	ends := [tight + 1]int{i, i, i, i} // last that fits, by joint: free, loose or better, …
	squeeze := 0
	for k := i + 1; k <= n; k++ {
		j := free
		if k < n {
			j = p.joint[k]
		}
		natural := p.natural(i, k)
		if natural <= width+slip {
			for c := j; c <= tight; c++ {
				ends[c] = k
			}
			continue
		}
		if j == free && squeeze == 0 && p.squeezed(i, k) <= width+slip {
			squeeze = k
		}
		if natural > width+2 || squeeze > 0 {
			break
		}
	}
	if ends[free] == n {
		return n
	}
	return p.choose(i, width, ends, squeeze)
}

func (p *piece) choose(i int, width float64, ends [tight + 1]int, squeeze int) int {
	over := func(k int) float64 {
		if k == i {
			return math.Inf(1)
		}
		return width - p.natural(i, k)
	}
	if squeeze > 0 && over(ends[free]) >= nearFull {
		return squeeze
	}
	for j := free; j < tight; j++ {
		if p.fills(i, ends[j], width, 1) {
			return ends[j]
		}
	}
	switch { // the line is not filled
	case over(ends[bound]) < emptyLine:
		return ends[bound]
	case ends[tight] > i:
		return ends[tight]
	}
	return i + 1
}

// fills reports whether the line from i to k fills the width without its gaps being
// widened too much, or by a factor more.
func (p *piece) fills(i, k int, width, factor float64) bool {
	end := p.inked(i, k)
	if end == i {
		return false
	}
	over := width - p.natural(i, k)
	return over <= factor*(p.takes[end-1]-p.takes[i])+1e-6 || width < narrow && over < openLine
}

// mendLast sees to it that the last line has at least so many characters besides its
// marks: the line before gives some, or the two lines before do, if that leaves them
// full enough; or as many as can be had.
func (p *piece) mendLast(out []span, first, rest float64, least int) []span {
	n := len(out)
	if n < 2 || p.signs(out[n-1]) >= least {
		return out
	}
	width := func(line int) float64 {
		if line == 0 {
			return first
		}
		return rest
	}
	for ; least > p.signs(out[n-1]); least-- {
		if k := p.give(out, width(n-2), rest, 1, least); k > 0 {
			return moved(out, n-2, k)
		}
		if n > 2 {
			was := out[n-3].end
			for k := was - 1; k > was-4 && k > out[n-3].from && p.fills(out[n-3].from, k, width(n-3), 1); k-- {
				if p.joint[k] != free {
					continue
				}
				if moved(out, n-3, k); p.give(out, width(n-2), rest, 1, least) > 0 {
					return moved(out, n-2, p.give(out, width(n-2), rest, 1, least))
				}
			}
			moved(out, n-3, was)
		}
		if k := p.give(out, width(n-2), rest, mended, least); k > 0 {
			p.wide = k
			return moved(out, n-2, k)
		}
	}
	return out
}

// moved moves the end of a line.
func moved(out []span, line, end int) []span {
	out[line].end, out[line+1].from = end, end
	return out
}

// give is where the line before the last may end so that the last has enough and is no
// wider than rest; 0 when nowhere.
func (p *piece) give(out []span, width, rest, factor float64, least int) int {
	before, last := out[len(out)-2], out[len(out)-1]
	for k := before.end; k > before.from; k-- {
		if k < before.end && !p.fills(before.from, k, width, factor) || p.natural(k, last.end) > rest+1e-6 {
			break
		}
		if p.natural(before.from, k) > width+1e-6 && p.squeezed(before.from, k) > width+1e-6 {
			continue
		}
		if p.joint[k] == free && p.signs(span{k, last.end}) >= least {
			return k
		}
	}
	return 0
}

// signs counts the characters of a line that are no marks, up to a few. A word or a
// number is more than one.
func (p *piece) signs(sp span) int {
	n := 0
	for _, c := range p.chars[sp.from:sp.end] {
		switch c.kind {
		case han, letter, digit, unit:
			n++
		}
	}
	return n
}
