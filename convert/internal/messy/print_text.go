package messy

import (
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// bars parts the cells of a row by bars, as the mode says.
func bars(mode string) func(*paper) string {
	return texts(func(p *paper, s *sheet) string { return p.bars(s, mode) })
}

func (p *paper) bars(s *sheet, mode string) string {
	var b strings.Builder
	for i, line := range s.lines {
		cells := textsOf(line)
		switch mode {
		case "trailing":
			b.WriteString(strings.Join(cells, " | ") + " |")
			if extra := s.width - len(cells); extra > 0 && i < len(s.lines)-1 {
				b.WriteString(" " + strings.Repeat("|", extra))
			}
		case "spread":
			b.WriteString(strings.Join(s.placed(i), " | ") + " |")
		case "bare":
			v := values(line)
			for len(cells) > 0 && cells[len(cells)-1] == "" {
				cells = cells[:len(cells)-1]
				p.lose(v)
			}
			b.WriteString(strings.Join(cells, " | "))
		case "tight":
			b.WriteString(strings.Join(cells, "|") + "|")
		default:
			b.WriteString(strings.Join(cells, " | ") + " |")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func textsOf(line []*box) []string {
	var cells []string
	for _, b := range line {
		cells = append(cells, b.text)
	}
	return cells
}

// placed are the texts of all places of a line, empty where a merge covers one.
func (s *sheet) placed(line int) []string {
	cells := make([]string, s.width)
	for i, b := range s.places(line) {
		if b != nil {
			cells[i] = b.text
		}
	}
	return cells
}

func (p *paper) cellBar(s *sheet) string {
	var b strings.Builder
	for i, line := range s.lines {
		for _, c := range line {
			b.WriteString(strings.TrimLeft(c.text+" |", " ") + "\n")
		}
		if extra := s.width - len(line); extra > 0 && i < len(s.lines)-1 {
			b.WriteString(strings.Repeat("|", extra) + "\n")
		}
	}
	return b.String()
}

func (p *paper) cellBarAlternate(s *sheet) string {
	var b strings.Builder
	for _, line := range s.lines {
		for _, c := range line {
			if c.text != "" {
				b.WriteString(c.text + "\n")
			}
			b.WriteString("|\n")
		}
		if extra := s.width - len(line); extra > 0 {
			b.WriteString(strings.Repeat("|", extra) + "\n")
		}
	}
	return b.String()
}

func onePerLine(sep string) func(*paper, *sheet) string {
	return func(p *paper, s *sheet) string { return p.lineByLine(s, sep, func(t string) string { return t }) }
}

// brokenLines breaks labels over lines, now and then in three.
func (p *paper) brokenLines(s *sheet) string {
	return p.lineByLine(s, p.pick("\n", "\n\n"), func(t string) string { return p.broken(t, "\n") })
}

func (p *paper) lineByLine(s *sheet, sep string, label func(string) string) string {
	p.loseBlanks()
	var b strings.Builder
	for _, line := range s.lines {
		for _, c := range line {
			switch {
			case c.text == "":
			case c.kind == layouts.DataCell:
				b.WriteString(c.text + sep)
			default:
				b.WriteString(label(c.text) + sep)
			}
		}
	}
	return b.String()
}

// broken breaks a label of four characters or more, behind its number.
func (p *paper) broken(label, mark string) string {
	ordinal, rest := layouts.CutOrdinal(label)
	r := []rune(rest)
	if len(r) < 4 || p.rnd.IntN(3) == 0 {
		return label
	}
	at := 1 + p.rnd.IntN(len(r)-2)
	rest = string(r[:at]) + mark + string(r[at:])
	if len(r) > 10 && at > 4 && p.rnd.IntN(2) == 0 {
		rest = string(r[:at/2]) + mark + string(r[at/2:at]) + mark + string(r[at:])
	}
	return ordinal + rest
}

func (p *paper) tabs(s *sheet) string {
	var b strings.Builder
	for i := range s.lines {
		b.WriteString(strings.Join(s.placed(i), "\t") + p.pick("", "\t") + "\n")
	}
	return b.String()
}

// slippedTabs has too many or too few tabs before and behind the cells of some rows.
func (p *paper) slippedTabs(s *sheet) string {
	p.loseBlanks()
	var b strings.Builder
	for i, line := range s.lines {
		cells := s.placed(i)
		row := strings.Join(cells, "\t")
		if v := values(line); len(v) > 0 && len(labels(line)) > 0 && p.rnd.IntN(3) == 0 {
			head := strings.TrimRight(strings.Join(cells[:v[0].col], "\t"), "\t")
			row = strings.TrimLeft(head, p.pick("\t", "")) + strings.Repeat("\t", 1+p.rnd.IntN(3)) + strings.Join(cells[v[0].col:], "\t")
		}
		switch p.rnd.IntN(5) {
		case 0:
			row = "\t" + row
		case 1:
			row = strings.TrimPrefix(row, "\t")
		case 2:
			row = strings.TrimRight(row, "\t")
		}
		b.WriteString(row + strings.Repeat("\t", p.rnd.IntN(3)) + "\n")
	}
	return b.String()
}

// denseTabs has one tab between two cells, whatever is merged.
func (p *paper) denseTabs(s *sheet) string {
	var b strings.Builder
	for _, line := range s.lines {
		b.WriteString(strings.Join(textsOf(line), "\t") + "\n")
	}
	return b.String()
}

// words sets the cells of a row on one line, a space between two.
func (p *paper) words(s *sheet) string {
	p.loseBlanks()
	var b strings.Builder
	for _, line := range s.lines {
		b.WriteString(strings.Join(filled(textsOf(line)), " ") + "\n")
	}
	return b.String()
}

// wordsBelow sets a row's values on the line below its label.
func (p *paper) wordsBelow(s *sheet) string {
	p.loseBlanks()
	var b strings.Builder
	for _, line := range s.lines {
		if l := filled(textsOf(labels(line))); len(l) > 0 {
			b.WriteString(strings.Join(l, " ") + "\n")
		}
		if v := filled(textsOf(values(line))); len(v) > 0 {
			b.WriteString(strings.Join(v, " ") + "\n")
		}
	}
	return b.String()
}

func filled(cells []string) []string {
	var f []string
	for _, c := range cells {
		if c != "" {
			f = append(f, c)
		}
	}
	return f
}

// glued runs a row's label and digits together.
func (p *paper) glued(s *sheet) string {
	return p.gluedRows(s, func(cells []string) string { return strings.Join(cells, "") })
}

// gluedSplit breaks the run of digits over two lines.
func (p *paper) gluedSplit(s *sheet) string {
	return p.gluedRows(s, func(cells []string) string {
		at := p.rnd.IntN(len(cells) + 1)
		return strings.Join(cells[:at], "") + "\n" + strings.Join(cells[at:], "")
	})
}

// gluedPart runs some of a row's values together and leaves spaces in others.
func (p *paper) gluedPart(s *sheet) string {
	return p.gluedRows(s, func(cells []string) string {
		out := p.pick("", " ", "\n")
		for i, c := range cells {
			if i > 0 && p.rnd.IntN(2) == 0 {
				out += " "
			}
			out += c
		}
		return out
	})
}

func (p *paper) gluedRows(s *sheet, run func([]string) string) string {
	var b strings.Builder
	for _, line := range s.lines {
		b.WriteString(strings.Join(filled(textsOf(labels(line))), p.pick("", "\n")))
		if v := values(line); len(v) > 0 {
			p.loseUnread(s, v)
			b.WriteString(run(textsOf(v)))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// once prints of equal neighbours only the first, as an export that drops
// repeated cells does.
func (p *paper) once(s *sheet) string {
	var b strings.Builder
	for _, line := range s.lines {
		b.WriteString(strings.Join(filled(textsOf(labels(line))), " "))
		last := ""
		v := values(line)
		for i, c := range v {
			if i == 0 || c.text != last {
				b.WriteString(" " + c.text)
			} else {
				p.lose(v)
			}
			last = c.text
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// removed prints no value at all in some of the tables.
func (p *paper) removed(s *sheet) string {
	gone := p.rnd.IntN(2) == 0
	return p.lineByLine(s, "\n", func(t string) string {
		if gone {
			for _, line := range s.lines {
				for _, b := range values(line) {
					b.text = ""
					p.told[b.id] = &told{also: "?"}
				}
			}
		}
		return t
	})
}
