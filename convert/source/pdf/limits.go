package pdf

import (
	"errors"

	"github.com/nianbao/nianbao/convert/words"
)

// What may be wrong with a file. The errors that Read returns wrap one of these.
var (
	ErrDamaged  = words.New("damaged")
	ErrTooLarge = words.New("too-large")
	ErrLocked   = words.New("kind.pdf-locked")
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

// fail keeps an error of a kind, said by a message.
func (m *meter) fail(kind error, key string, args ...any) {
	if m.err == nil {
		m.err = &fileError{kind, words.New(key, args...)}
	}
}

// A fileError is one of a kind, with the detail.
type fileError struct{ kind, detail error }

func (e *fileError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *fileError) In(l words.Lang) string { return l.Text("because", e.kind, e.detail) }

func (e *fileError) Unwrap() error { return e.kind }

// Detail is what an error of Read says beside its kind.
func Detail(err error) error {
	var e *fileError
	if errors.As(err, &e) {
		return e.detail
	}
	return err
}

// count adds n to a counter and reports whether it is below its limit.
func (m *meter) count(counter *int, n, most int, key string) bool {
	if *counter += n; *counter > most {
		m.fail(ErrTooLarge, key, most)
	}
	return m.err == nil
}

func (m *meter) op() bool      { return m.count(&m.ops, 1, maxOps, "too-large.pdf.ops") }
func (m *meter) segment() bool { return m.count(&m.segments, 1, maxSegments, "too-large.pdf.rulings") }
func (m *meter) glyph() bool   { return m.count(&m.glyphs, 1, maxGlyphs, "too-large.pdf.characters") }

// labour counts steps of work whose number grows faster than the file.
func (m *meter) labour(n int) bool { return m.count(&m.work, n, maxWork, "too-large.pdf.steps") }
func (m *meter) scan(n int) {
	m.count(&m.scanned, n, maxScan, "too-large.pdf.scanned")
}
