package typeset

// place sets a line of the piece from x, its width in em, y being the baseline.
// A full line fills the width exactly; the last one keeps the pitch of the grid.
func (p *piece) place(sp span, size, x, y, width float64, last bool) []Text {
	at := p.positions(sp, width, last, pitch/body-1)
	return p.texts(sp, size, x, y, at)
}

// texts cuts a line into runs of one face and part. at is where each character stands, in em.
func (p *piece) texts(sp span, size, x, y float64, at []float64) []Text {
	end := sp.end
	for end > sp.from && p.chars[end-1].kind == space {
		end--
	}
	var out []Text
	for i := sp.from; i < end; {
		t := Text{Part: p.chars[i].part, Latin: p.chars[i].latin, Role: p.chars[i].role, Size: size, X: x + at[i-sp.from]*size, Y: y}
		k := i + 1
		for k < end && p.chars[k].role == t.Role && p.chars[k].part == t.Part && p.chars[k].latin == t.Latin {
			k++
		}
		t.Runes, t.At = make([]rune, k-i), make([]float64, k-i)
		for n := range t.Runes {
			t.Runes[n] = p.chars[i+n].r
			t.At[n] = (at[i+n-sp.from] - at[i-sp.from]) * size
		}
		if k < end {
			t.End = (at[k-sp.from] - at[i-sp.from]) * size
		} else {
			last := p.chars[end-1]
			t.End = (at[end-1-sp.from] + last.width - blankRight(last) - at[i-sp.from]) * size
		}
		out = append(out, t)
		i = k
	}
	return out
}

// positions tells where each character of the line stands, in em from its start.
// loose is the most that a gap of an unfilled line is widened.
func (p *piece) positions(sp span, width float64, last bool, loosest float64) []float64 {
	gaps := make([]float64, sp.end-sp.from)
	spare := width - p.natural(sp.from, sp.end)
	if spare < 0 {
		p.squeeze(sp, gaps, -spare)
	} else {
		p.stretch(sp, gaps, spare, last, loosest)
	}
	at := make([]float64, sp.end-sp.from)
	for i := 1; i < len(at); i++ {
		k := sp.from + i
		at[i] = at[i-1] + p.chars[k-1].width - p.trim[k] + gaps[i]
	}
	return at
}

func (p *piece) stretch(sp span, gaps []float64, spare float64, last bool, loosest float64) {
	n, spaces := 0, 0
	for k := sp.from + 1; k < sp.end; k++ {
		if p.take(k) > 0 {
			n++
		}
		if p.take(k) > widest {
			spaces++
		}
	}
	if n == 0 {
		return
	}
	each, more := spare/float64(n), 0.0 // for every gap; for a space besides
	limit := widest
	if sp.end == p.wide {
		limit *= mended
	}
	switch {
	case last:
		each = min(each, loosest)
	case each > limit && spaces > 0:
		each, more = widest, (spare-widest*float64(n))/float64(spaces)
		if more > widestSpace-widest { // it does not reach the end
			each, more = loosest, 0
		}
	case each > limit: // nor does this one, but for less
		each = 0.9 * widest
	}
	for k := sp.from + 1; k < sp.end; k++ {
		if t := p.take(k); t > widest {
			gaps[k-sp.from] = each + more
		} else if t > 0 {
			gaps[k-sp.from] = each
		}
	}
}

// take is what the gap before i can be widened by.
func (p *piece) take(i int) float64 {
	switch {
	case !p.opens(i):
		return 0
	case p.chars[i-1].kind == space:
		return widestSpace
	}
	return widest
}

// opens reports whether the gap before i may be widened: not inside a number, a
// Latin word, —— or ……, nor at the end of a line.
func (p *piece) opens(i int) bool {
	a, b := p.chars[i-1], p.chars[i]
	switch {
	case b.kind == nothing, b.kind == space, latin(a) && latin(b), a.kind == digit && b.kind == unit:
		return false
	case a.kind == b.kind && (a.kind == dash || a.kind == ellipsis):
		return false
	}
	return true
}

// squeeze takes need em out of the gaps: from spaces first, then interpuncts,
// brackets, commas, those between Han characters and Latin text, and full stops.
func (p *piece) squeeze(sp span, gaps []float64, need float64) {
	sp.end = p.inked(sp.from, sp.end)
	for tier := 0; tier < 6 && need > 0; tier++ {
		room := 0.0
		for k := sp.from + 1; k < sp.end; k++ {
			if p.tier(k) == tier {
				room += p.lose[k]
			}
		}
		if room == 0 {
			continue
		}
		part := min(1, need/room)
		for k := sp.from + 1; k < sp.end; k++ {
			if p.tier(k) == tier {
				gaps[k-sp.from] = -part * p.lose[k]
			}
		}
		need -= part * room
	}
}

// tier is the turn in which the gap before i is squeezed.
func (p *piece) tier(i int) int {
	a, b := p.chars[i-1].kind, p.chars[i].kind
	switch {
	case a == space:
		return 0
	case a == middle || b == middle:
		return 1
	case a == closing || b == opening:
		return 2
	case a == comma:
		return 3
	case a != stop:
		return 4
	}
	return 5
}
