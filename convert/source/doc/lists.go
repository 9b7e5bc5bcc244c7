package doc

import (
	"strings"
	"unicode/utf16"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

const (
	listSize  = 28 // LSTF, [MS-DOC] 2.9.147
	levelSize = 28 // LVLF, 2.9.150
	useSize   = 16 // LFO, 2.9.131
	levels    = 9
	maxLists  = 4_000
)

// readLists reads the lists, and the uses of them that paragraphs name.
func (r *reader) readLists() []wordgrid.List {
	lists := r.readAbstract()
	uses := r.header.plc(r.table, listUses)
	n := min(uses.u32(0), maxLists, len(uses)/useSize)
	out := make([]wordgrid.List, 0, n)
	more := uses.from(4 + useSize*uses.u32(0)) // what each use changes
	for i := range n {
		use := uses.part(4+useSize*i, useSize)
		list := wordgrid.List{Num: i + 1, Abstract: -1}
		if l, ok := lists[use.u32(0)]; ok {
			list.Abstract, list.Levels = l.Abstract, l.Levels
		}
		more = readChanges(more, use.u8(12), &list)
		out = append(out, list)
	}
	return out
}

// readAbstract reads the lists by their ids. Their levels lie behind the table of them.
func (r *reader) readAbstract() map[int]*wordgrid.List {
	lists := map[int]*wordgrid.List{}
	at := r.header.data.u32(listTable)
	table := r.table.from(at)
	n := min(table.u16(0), maxLists)
	more := table.from(2 + listSize*n)
	for i := range n {
		entry := table.part(2+listSize*i, listSize)
		list := &wordgrid.List{Abstract: i}
		count := levels
		if entry.u8(26)&1 != 0 {
			count = 1
		}
		for l := range count {
			list.Levels[l], more = readLevel(more)
		}
		lists[entry.u32(0)] = list
	}
	return lists
}

// readLevel reads a level and returns what lies behind it. Its text has the
// numbers of levels as the characters 0 to 8, and says where.
func readLevel(b bytes) (wordgrid.Level, bytes) {
	flags := b.u8(5)
	l := wordgrid.Level{
		Start: b.i32(0), Format: wordgrid.FormatName(b.u8(4)), Restart: -1,
		Legal: flags&0x04 != 0, Tight: b.u8(15) == 2,
	}
	if flags&0x08 != 0 {
		l.Restart = b.u8(26)
	}
	at := levelSize + b.u8(24) + b.u8(25)
	n := b.u16(at)
	places := b.part(6, levels)
	units := make([]uint16, 0, min(n, 64))
	var text strings.Builder
	for i := range min(n, 256) {
		unit := b.u16(at + 2 + 2*i)
		if unit < levels && isPlace(places, i+1) {
			text.WriteString(string(utf16.Decode(units)))
			units = units[:0]
			text.WriteByte('%')
			text.WriteByte(byte('1' + unit))
			continue
		}
		units = append(units, uint16(unit))
	}
	text.WriteString(string(utf16.Decode(units)))
	l.Text = text.String()
	return l, b.from(at + 2 + 2*n)
}

func isPlace(places bytes, i int) bool {
	for _, p := range places {
		if int(p) == i {
			return true
		}
	}
	return false
}

// readChanges reads what one use of a list changes in n of its levels.
func readChanges(b bytes, n int, list *wordgrid.List) bytes {
	b = b.from(4)
	for range min(n, levels) {
		start, flags := b.i32(0), b.u32(4)
		level := flags & 0xf
		b = b.from(8)
		if flags&0x10 != 0 && level < levels {
			if list.Starts == nil {
				list.Starts = map[int]int{}
			}
			list.Starts[level] = start
		}
		if flags&0x20 != 0 {
			var l wordgrid.Level
			l, b = readLevel(b)
			if level < levels {
				if list.Changed == nil {
					list.Changed = map[int]wordgrid.Level{}
				}
				list.Changed[level] = l
			}
		}
	}
	return b
}
