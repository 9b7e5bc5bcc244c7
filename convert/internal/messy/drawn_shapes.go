package messy

import "slices"

// A drawnShape draws the tables of a report otherwise than the form does.
type drawnShape struct {
	name  string
	draw  func(*drawnReport)
	doubt []string // inputs in which a person may doubt it; "all" for every one
	only  []string // inputs that can show it; nil for all
	form  string   // the only layout it is for; "" for both
}

// clear reports whether a person reads the shape without doubt in an input.
func (s *drawnShape) clear(in Input) bool {
	return !in.loose && !slices.Contains(s.doubt, "all") && !slices.Contains(s.doubt, in.Name)
}

var (
	always   = []string{"all"}
	inLines  = []string{"lines"}
	noGrid   = []string{"lines", "bars"}
	withGrid = []string{"tabs", "markdown", "csv", "html", "docx"}
	spanning = []string{"html", "docx"}
)

// drawnShapes are how tables are drawn elsewhere. Those without doubt must be read,
// the others may be left open, but no number of theirs may be wrong in silence.
var drawnShapes = slices.Concat(
	[]drawnShape{{name: "as-the-form", draw: func(*drawnReport) {}}},
	orderShapes, columnShapes, rowShapes, repeatShapes, headShapes, labelShapes, placeShapes, mishaps,
)
