package typeset

import "math"

// A char is a character to be set, in its face. Width is in em.
type char struct {
	r     rune
	part  int
	kind  kind
	role  string
	width float64
}

// A joint is what stands between a character and the one before it.
type joint uint8

const (
	free  joint = iota // a line may end here
	loose              // only rather than leave a line much too open: inside a date, an address
	tight              // never, unless nothing else fits in a line
)

// Limits of a line, in em.
const (
	openLine  = 2.5 // more left over than this: break at a loose joint
	emptyLine = 8.0 // more left over than this: break anywhere
	nearFull  = 0.9 // less left over than this: nothing to squeeze in for
)

// A piece is a prepared paragraph: joints, widths and what can give way.
type piece struct {
	chars []char
	joint []joint   // joint[i] is between i-1 and i
	trim  []float64 // what two adjacent marks lose between them
	give  []float64 // what the gap before i can lose when a line is squeezed
	sum   []float64 // of widths less trims, before i
	gives []float64 // of give, up to and with i
	ink   []int     // the end of the last character before i that takes room
}

func newPiece(chars []char) *piece {
	n := len(chars)
	p := &piece{chars: chars, joint: make([]joint, n+1), ink: make([]int, n+1)}
	room := make([]float64, 4*(n+1))
	p.trim, p.give, p.sum, p.gives = room[:n+1], room[n+1:2*n+2], room[2*n+2:3*n+3], room[3*n+3:]
	for i := range chars {
		if i > 0 {
			p.joint[i] = p.jointAt(i)
			p.trim[i], p.give[i] = gap(chars[i-1], chars[i])
		}
		p.sum[i+1] = p.sum[i] + chars[i].width - p.trim[i]
		p.gives[i+1] = p.gives[i] + p.give[i]
		if p.ink[i+1] = i + 1; chars[i].kind == space || chars[i].kind == nothing {
			p.ink[i+1] = p.ink[i]
		}
	}
	return p
}

// gap tells what two characters lose between them: two full-width marks half an
// em at once; and what more in a squeezed line. A half-width mark that parts Han
// characters gains a quarter.
func gap(a, b char) (trim, give float64) {
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
			return tight
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
	case a.kind == digit && counts(b.r), a.kind == unit && b.kind == digit, a.r == '第':
		return tight
	case i >= 2 && p.chars[i-2].kind == digit && counts(a.r) && counts(b.r): // 万元
		return tight
	case a.kind == dash && b.kind == digit && i >= 2 && p.chars[i-2].kind == digit: // 1949—1986
		return loose
	case (a.r == '年' || a.r == '月') && b.kind == digit && i >= 2 && p.chars[i-2].kind == digit: // 12月31日
		return loose
	case b.r == '〔', a.r == '〕' && b.kind == digit:
		return loose + joint(boolInt(a.r == '〕'))
	case a.kind == point && (i == 2 || i == 3) && p.chars[0].kind == digit: // 1.公开
		return tight
	case a.kind == dash && a.r == '/':
		return loose
	}
	return free
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func latin(c char) bool {
	return c.kind == letter || c.kind == digit || c.kind == point || c.kind == dash && c.r < 0x80
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
// in em. Every character is in exactly one line.
func (p *piece) lines(first, rest float64) []span {
	var out []span
	width := first
	for i := 0; i < len(p.chars); {
		k := p.lineEnd(i, width)
		out = append(out, span{i, k})
		i, width = k, rest
	}
	return p.mendLast(out, first, rest)
}

// lineEnd chooses where the line that begins at i ends.
func (p *piece) lineEnd(i int, width float64) int {
	n := len(p.chars)
	const slip = 1e-6
	ends := [3]int{i, i, i} // last that fits, by joint: free, loose or better, any
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

func (p *piece) choose(i int, width float64, ends [3]int, squeeze int) int {
	over := func(k int) float64 {
		if k == i {
			return math.Inf(1)
		}
		return width - p.natural(i, k)
	}
	switch {
	case squeeze > 0 && over(ends[free]) >= nearFull:
		return squeeze
	case over(ends[free]) < openLine:
		return ends[free]
	case ends[loose] > ends[free] && over(ends[loose]) < emptyLine:
		return ends[loose]
	case over(ends[free]) < emptyLine:
		return ends[free]
	case ends[tight] > i:
		return ends[tight]
	}
	return i + 1
}

// mendLast sees to it that the last line is not one character with its stop: the
// line before gives one more, if that leaves it full enough.
func (p *piece) mendLast(out []span, first, rest float64) []span {
	n := len(out)
	if n < 2 || p.natural(out[n-1].from, out[n-1].end) > 1.6 {
		return out
	}
	width := rest
	if n == 2 {
		width = first
	}
	before := &out[n-2]
	for k := before.end - 1; k > before.from; k-- {
		if width-p.natural(before.from, k) > openLine {
			break
		}
		if p.joint[k] == free {
			before.end, out[n-1].from = k, k
			break
		}
	}
	return out
}
