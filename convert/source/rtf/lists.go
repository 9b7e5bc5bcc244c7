package rtf

import (
	"strings"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

// lists are those of the file, and the uses that paragraphs name.
type lists struct {
	abstract []wordgrid.List
	ids      map[int]int // the place of a list by its id
	used     []wordgrid.List
	level    int // the one that is described, from 0; -1 before the first
	inUses   bool
	start    bool // the use begins with another number
}

const maxLists = 4_000

// word takes what is said of lists.
func (l *lists) word(t token) {
	switch t.word {
	case "list":
		if len(l.abstract) < maxLists {
			l.abstract = append(l.abstract, wordgrid.List{Abstract: len(l.abstract)})
		}
		l.level, l.inUses = -1, false
	case "listoverride":
		if len(l.used) < maxLists {
			l.used = append(l.used, wordgrid.List{Abstract: -1})
		}
		l.level, l.inUses, l.start = -1, true, false
	case "listlevel":
		l.level++
		if level := l.current(); level != nil {
			*level = wordgrid.Level{Start: 1, Format: wordgrid.FormatName(0), Restart: -1}
		}
	case "lfolevel":
		l.level++
	case "listoverridestartat":
		l.start = true
	case "listid":
		l.id(t.number)
	case "ls":
		if n := len(l.used); l.inUses && n > 0 {
			l.used[n-1].Num = t.number
		}
	default:
		l.levelWord(t)
	}
}

// id names a list, or says which one is used.
func (l *lists) id(id int) {
	if !l.inUses && len(l.abstract) > 0 {
		if l.ids == nil {
			l.ids = map[int]int{}
		}
		l.ids[id] = len(l.abstract) - 1
	}
	if i, ok := l.ids[id]; ok && l.inUses && len(l.used) > 0 {
		use := &l.used[len(l.used)-1]
		use.Abstract, use.Levels = i, l.abstract[i].Levels
	}
}

// current returns the level that is described, nil if none is.
func (l *lists) current() *wordgrid.Level {
	if n := len(l.abstract); !l.inUses && n > 0 && l.level >= 0 && l.level < len(l.abstract[n-1].Levels) {
		return &l.abstract[n-1].Levels[l.level]
	}
	return nil
}

func (l *lists) levelWord(t token) {
	if n := len(l.used); l.inUses && l.start && t.word == "levelstartat" && n > 0 && l.level >= 0 && l.level < 9 {
		if l.used[n-1].Starts == nil {
			l.used[n-1].Starts = map[int]int{}
		}
		l.used[n-1].Starts[l.level] = t.number
		return
	}
	level := l.current()
	if level == nil {
		return
	}
	switch t.word {
	case "levelnfc", "levelnfcn":
		level.Format = wordgrid.FormatName(t.number)
	case "levelstartat":
		level.Start = t.number
	case "levelfollow":
		level.Tight = t.number == 2
	case "levellegal":
		level.Legal = t.isOn()
	case "levelnorestart":
		if t.isOn() {
			level.Restart = 0
		}
	}
}

// Small numbers in the text of a level are kept here as characters of the
// private area: the first is its length, the others stand for levels.
const placeholder = 0xe000

// setText takes the text of the level, with %1 … %9 for the numbers.
func (l *lists) setText(s string) {
	level := l.current()
	if level == nil {
		return
	}
	var b strings.Builder
	for i, r := range []rune(strings.TrimSuffix(s, ";")) {
		switch {
		case r >= placeholder && r < placeholder+9 && i > 0:
			b.WriteByte('%')
			b.WriteByte(byte('1' + r - placeholder))
		case i > 0 || r < placeholder || r > placeholder+0xff:
			b.WriteRune(r)
		}
	}
	level.Text = b.String()
}

// uses returns the lists as paragraphs name them.
func (l *lists) uses() []wordgrid.List { return l.used }
