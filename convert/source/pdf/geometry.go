package pdf

import "math"

// A matrix is [a b c d e f] as PDF writes it; the zero matrix is no use.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is m, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) point {
	return point{m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]}
}

// scale is how much m stretches on average.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

func matrixOf(n []float64) (matrix, bool) {
	if len(n) != 6 {
		return identity, false
	}
	return matrix(n), true
}

type point struct{ x, y float64 }

// A rect is an upright rectangle; y grows upwards, as on a PDF's page.
type rect struct{ x0, y0, x1, y1 float64 }

func rectOf(n []float64) rect {
	return rect{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}
}

// around is the smallest rect that has all points.
func around(points ...point) rect {
	if len(points) == 0 {
		return rect{}
	}
	r := rect{points[0].x, points[0].y, points[0].x, points[0].y}
	for _, p := range points[1:] {
		r = rect{min(r.x0, p.x), min(r.y0, p.y), max(r.x1, p.x), max(r.y1, p.y)}
	}
	return r
}

// through is the rect around what m makes of r.
func (r rect) through(m matrix) rect {
	return around(m.apply(r.x0, r.y0), m.apply(r.x1, r.y0), m.apply(r.x0, r.y1), m.apply(r.x1, r.y1))
}

func (r rect) and(s rect) rect {
	return rect{max(r.x0, s.x0), max(r.y0, s.y0), min(r.x1, s.x1), min(r.y1, s.y1)}
}

func (r rect) width() float64  { return r.x1 - r.x0 }
func (r rect) height() float64 { return r.y1 - r.y0 }

// has reports whether a point is in r, or not farther than grace outside it.
func (r rect) has(x, y, grace float64) bool {
	return x >= r.x0-grace && x <= r.x1+grace && y >= r.y0-grace && y <= r.y1+grace
}

func (r rect) valid() bool {
	for _, n := range []float64{r.x0, r.y0, r.x1, r.y1} {
		if math.IsNaN(n) || math.IsInf(n, 0) || math.Abs(n) > 1e6 {
			return false
		}
	}
	return true
}
