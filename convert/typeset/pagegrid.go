package typeset

const mm = 72 / 25.4

// The sheet of GB/T 9704-2012: A4, type area 156 × 225 mm at 28 mm from the left
// and 37 mm from the top, 22 lines of 28 characters of 3号, filled out.
const (
	pageWidth  = 210 * mm
	pageHeight = 297 * mm
	left       = 28 * mm
	top        = 37 * mm
	measure    = 156 * mm
	depth      = 225 * mm
	linesAPage = 22

	body   = 15.75                             // 3号 in print
	pitch  = measure / 28                      // of characters
	lead   = (depth - body) / (linesAPage - 1) // of lines
	rise   = 0.88                              // of the baseline below the top of a character, in em
	bottom = top + depth
)

// Sizes of the other types.
const (
	titleSize = 22.0 // 2号
	titleLead = 35.0
	pageSize  = 14.0 // 4号
)

// rowTop is the top of a line of the grid, from 0.
func rowTop(row int) float64 { return top + float64(row)*lead }

// rowBelow is the first line of the grid that begins at or below y.
func rowBelow(y float64) int {
	row := int((y - top) / lead)
	for rowTop(row) < y-0.01 {
		row++
	}
	return row
}
