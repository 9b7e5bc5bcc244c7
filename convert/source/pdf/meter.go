package pdf

import (
	"errors"
	"fmt"
)

// What may be wrong with a file. The errors that Read returns wrap one of these.
var (
	ErrDamaged  = errors.New("damaged")
	ErrTooLarge = errors.New("too large")
	ErrLocked   = errors.New("a PDF with a password")
	ErrNoText   = errors.New("a PDF without text")
)

// Limits keep memory below 512 MiB and time below ten seconds. A report has
// ten pages of 2,000 glyphs and 300 rulings.
const (
	maxBytes    = 64 << 20  // that streams unpack to, all together
	maxScan     = 2 << 30   // bytes looked through for the ends of streams
	maxObjects  = 300_000   // of the file
	maxPages    = 2_000     // of the file
	maxOps      = 5_000_000 // instructions of all pages
	maxSegments = 200_000   // rulings of all pages
	maxPlaces   = 20_000    // of one grid
	maxGlyphs   = 500_000   // of all pages
	maxForms    = 24        // how deep forms stand in forms
	maxWork     = 100_000_000
)

// A meter holds a file to its limits and keeps the first error.
type meter struct {
	bytes, scanned, ops, segments, glyphs, work int
	err                                         error
}

func (m *meter) fail(kind error, format string, args ...any) {
	if m.err == nil {
		m.err = fmt.Errorf("%w: %s", kind, fmt.Sprintf(format, args...))
	}
}

// count adds n to a counter and reports whether it is below its limit.
func (m *meter) count(counter *int, n, most int, what string) bool {
	if *counter += n; *counter > most {
		m.fail(ErrTooLarge, "more than %d %s", most, what)
	}
	return m.err == nil
}

func (m *meter) op() bool      { return m.count(&m.ops, 1, maxOps, "instructions on its pages") }
func (m *meter) segment() bool { return m.count(&m.segments, 1, maxSegments, "lines on its pages") }
func (m *meter) glyph() bool   { return m.count(&m.glyphs, 1, maxGlyphs, "characters") }

// labour counts steps of work whose number grows faster than the file.
func (m *meter) labour(n int) bool { return m.count(&m.work, n, maxWork, "steps to read its pages") }
func (m *meter) scan(n int) bool {
	return m.count(&m.scanned, n, maxScan, "bytes looked through")
}
