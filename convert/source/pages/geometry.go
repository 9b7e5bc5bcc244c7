package pages

import "math"

// A Matrix is [a b c d e f] as PDF writes it; the zero matrix is no use.
type Matrix [6]float64

// Identity changes nothing.
var Identity = Matrix{1, 0, 0, 1, 0, 0}

// Times is m, then n.
func (m Matrix) Times(n Matrix) Matrix {
	return Matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// Apply is where m takes a point.
func (m Matrix) Apply(x, y float64) Point {
	return Point{m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]}
}

// Scale is how much m stretches on average.
func (m Matrix) Scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

// MatrixOf is the matrix of six numbers, and whether there are six.
func MatrixOf(n []float64) (Matrix, bool) {
	if len(n) != 6 {
		return Identity, false
	}
	return Matrix(n), true
}

// A Point is a place on a page.
type Point struct{ X, Y float64 }

// A Rect is an upright rectangle; y grows upwards, as on a PDF's page.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// RectOf is the rectangle of two corners.
func RectOf(n []float64) Rect {
	return Rect{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}
}

// Around is the smallest rect that has all points.
func Around(points ...Point) Rect {
	if len(points) == 0 {
		return Rect{}
	}
	r := Rect{points[0].X, points[0].Y, points[0].X, points[0].Y}
	for _, p := range points[1:] {
		r = Rect{min(r.X0, p.X), min(r.Y0, p.Y), max(r.X1, p.X), max(r.Y1, p.Y)}
	}
	return r
}

// Through is the rect around what m makes of r.
func (r Rect) Through(m Matrix) Rect {
	return Around(m.Apply(r.X0, r.Y0), m.Apply(r.X1, r.Y0), m.Apply(r.X0, r.Y1), m.Apply(r.X1, r.Y1))
}

// And is what two rectangles have in common; of two that lie apart its width or height is below 0.
func (r Rect) And(s Rect) Rect {
	return Rect{max(r.X0, s.X0), max(r.Y0, s.Y0), min(r.X1, s.X1), min(r.Y1, s.Y1)}
}

// Width and Height are in points.
func (r Rect) Width() float64  { return r.X1 - r.X0 }
func (r Rect) Height() float64 { return r.Y1 - r.Y0 }

// Has reports whether a point is in r, or not farther than grace outside it.
func (r Rect) Has(x, y, grace float64) bool {
	return x >= r.X0-grace && x <= r.X1+grace && y >= r.Y0-grace && y <= r.Y1+grace
}

// Valid reports whether r has a place on any page.
func (r Rect) Valid() bool {
	for _, n := range []float64{r.X0, r.Y0, r.X1, r.Y1} {
		if math.IsNaN(n) || math.IsInf(n, 0) || math.Abs(n) > 1e6 {
			return false
		}
	}
	return true
}
