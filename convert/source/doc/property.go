package doc

// The codes of the properties (sprm, [MS-DOC] 2.6) that say something about
// text or cells. Three bits of a code tell how long its value is.
const (
	charDeleted     = 0x0800
	charWebHidden   = 0x0811
	charStruck      = 0x0837
	charHidden      = 0x083c
	charSpecial     = 0x0855
	charPlain       = 0x2a33
	charRaised      = 0x2a48
	charPosition    = 0x4845
	charSize        = 0x4a43
	charStruckTwice = 0x2a53
	charStyle       = 0x4a30
	charSymbol      = 0x6a09
	charColor16     = 0x2a42
	charColor       = 0x6870
	charHighlight   = 0x2a0c
	charShade16     = 0x4866
	charShade       = 0xca71

	paraInTable    = 0x2416
	paraRowEnd     = 0x2417
	paraInnerCell  = 0x244b
	paraInnerRow   = 0x244c
	paraLevel      = 0x260a
	paraList       = 0x460b
	paraHuge97     = 0x6645
	paraHuge       = 0x6646
	paraDepth      = 0x6649
	paraDeeper     = 0x664a
	paraTableProps = 0x646b
	paraTabs       = 0xc615
	paraShade16    = 0x442d
	paraShade      = 0xc64d

	rowMerge     = 0x5624
	rowCells     = 0xd608
	rowCells95   = 0xd606
	rowVertMerge = 0xd62b
	rowShades16  = 0xd609
)

// rowShades are the properties that give the colours behind the cells of a row,
// and how many bytes stand before the first.
var rowShades = map[int]int{0xd612: 0, 0xd616: 0, 0xd60c: 0, 0xd660: 0, 0xd670: 0, 0xd671: 0, 0xd672: 0, 0xd62d: 2, 0xd62e: 2}

// each calls f for every property of changes, with its value.
func (changes bytes) each(f func(code int, value bytes)) {
	for at := 0; at+2 < len(changes); {
		code := changes.u16(at)
		at += 2
		size := 0
		switch code >> 13 {
		case 0, 1:
			size = 1
		case 2, 4, 5:
			size = 2
		case 3:
			size = 4
		case 7:
			size = 3
		default:
			skip, n := changes.variable(code, at)
			at, size = at+skip, n
		}
		f(code, changes.part(at, size))
		at += size
	}
}

// variable returns how many bytes tell the length of a value, and that length.
func (changes bytes) variable(code, at int) (skip, size int) {
	switch n := changes.u8(at); {
	case code == rowCells, code == rowCells95:
		return 2, max(0, changes.u16(at)-1)
	case code == paraTabs && n == 255:
		deleted := changes.u8(at + 1)
		return 1, 2 + 4*deleted + 3*changes.u8(at+2+4*deleted)
	default:
		return 1, n
	}
}

// A charProps is what the properties of characters say about whether and how they are read.
type charProps struct {
	deleted, hidden, struck, raised bool
	super, sub                      bool
	tiny                            bool // too small to be seen
	white, shaded                   bool // its colour, and that one is behind it
	special                         bool // the character stands for something
	symbol                          rune
}

// toggle is a property that may be on, off, as in the style or the other way round.
func toggle(value bytes, inStyle bool) bool {
	switch value.u8(0) {
	case 0x80:
		return inStyle
	case 0x81:
		return !inStyle
	}
	return value.u8(0)&1 != 0
}

// apply changes c by properties; base is what the style says.
func (c *charProps) apply(changes bytes, base charProps) {
	changes.each(func(code int, value bytes) {
		switch code {
		case charDeleted:
			c.deleted = value.u8(0) != 0
		case charHidden:
			c.hidden = toggle(value, base.hidden)
		case charWebHidden:
			c.hidden = c.hidden || toggle(value, false)
		case charStruck, charStruckTwice:
			c.struck = toggle(value, base.struck)
		case charRaised:
			c.raised = value.u8(0) != 0
			c.super, c.sub = value.u8(0) == 1, value.u8(0) == 2
		case charPosition:
			const least = 4 // half points; less only aligns a line
			n := value.i16(0)
			c.raised = c.raised || n >= least || n <= -least
		case charSize:
			const most = 2 // half points
			c.tiny = value.u16(0) <= most
		case charColor16:
			c.white = value.u8(0) == white16
		case charColor:
			c.white = value.u32(0) == white
		case charHighlight:
			c.shaded = value.u8(0) != 0
		case charShade16:
			c.shaded = isShade16(value.u16(0))
		case charShade:
			c.shaded = isShade(value)
		case charSpecial:
			c.special = value.u8(0) != 0
		case charSymbol:
			c.symbol = rune(value.u16(2))
		case charPlain:
			*c = base
		}
	})
}

// A paraProps is what the properties of a paragraph say about cells and lists.
type paraProps struct {
	inTable, rowEnd, innerCell, innerRow bool
	depth                                int
	list, level                          int
	shaded                               bool
	row                                  rowProps
}

// apply changes p by properties. Those of a wide row, and of all tables in some
// files, lie in another stream: elsewhere gives them, nil for a style's.
func (p *paraProps) apply(changes bytes, elsewhere func(at int) bytes) {
	changes.each(func(code int, value bytes) {
		switch code {
		case paraInTable:
			p.inTable = value.u8(0) != 0
		case paraRowEnd:
			p.rowEnd = value.u8(0) != 0
		case paraInnerCell:
			p.innerCell = value.u8(0) != 0
		case paraInnerRow:
			p.innerRow = value.u8(0) != 0
		case paraDepth:
			p.depth = value.i32(0)
		case paraDeeper:
			p.depth += value.i32(0)
		case paraList:
			p.list = value.u16(0)
		case paraLevel:
			p.level = value.u8(0)
		case paraShade16:
			p.shaded = isShade16(value.u16(0))
		case paraShade:
			p.shaded = isShade(value)
		case paraHuge, paraHuge97, paraTableProps:
			if elsewhere != nil {
				p.apply(elsewhere(value.u32(0)), nil)
			}
		default:
			p.row.apply(code, value)
		}
	})
}

// maxElsewhere is how many bytes of properties are read from the other stream.
const maxElsewhere = 32 << 20

// elsewhere returns properties that lie in the other stream.
func (r *reader) elsewhere(at int) bytes {
	changes := r.data.part(at+2, r.data.u16(at))
	if r.fetched += len(changes); r.fetched > maxElsewhere {
		return nil
	}
	return changes
}
