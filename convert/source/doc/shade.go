package doc

// Colours as Word keeps them: one of sixteen, or red, green and blue with a
// byte that says whether Word chooses.
const (
	white16   = 8
	white     = 0x00ffffff
	autoColor = 0xff000000
	shadeSize = 10 // SHD, [MS-DOC] 2.9.248
)

// isShade16 reports whether a shading of the older kind is a colour that can be seen.
func isShade16(shade int) bool {
	back, pattern := shade>>5&0x1f, shade>>10
	return shade != 0xffff && (pattern != 0 || back != 0 && back != white16)
}

// isShade reports whether a shading is a colour that can be seen.
func isShade(shade bytes) bool {
	back, pattern := shade.u32(4), shade.u16(8)
	return len(shade) >= shadeSize && pattern != 0xffff && (pattern != 0 || back != autoColor && back != white)
}

// shade takes what a row says of the colours behind its cells.
func (row *rowProps) shade(code int, value bytes) {
	if code == rowShades16 {
		for i := 0; i+1 < len(value); i += 2 {
			row.shaded = row.shaded || isShade16(value.u16(i))
		}
		return
	}
	if skip, ok := rowShades[code]; ok {
		for i := skip; i < len(value); i += shadeSize {
			row.shaded = row.shaded || isShade(value.part(i, shadeSize))
		}
	}
}
