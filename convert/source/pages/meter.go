package pages

import (
	"errors"

	"github.com/nianbao/nianbao/convert/words"
)

// What may be wrong with a file of pages. The errors of its readers wrap one of these.
var (
	ErrDamaged  = words.New("damaged")
	ErrTooLarge = words.New("too-large")
	ErrNoText   = errors.New("pages without text")
)

// Limits keep memory below 512 MiB and time below ten seconds. A report has
// ten pages of 2,000 glyphs and 300 rulings.
const (
	maxSegments = 200_000 // rulings of all pages
	maxPlaces   = 20_000  // of one grid
	maxGlyphs   = 500_000 // of all pages
	maxWork     = 100_000_000
)

// A Meter holds pages to their limits and keeps the first error. The zero Meter is one
// at its beginning; readers count with it what only their kind of file has.
type Meter struct {
	segments, glyphs, work int
	err                    error
}

// Err is the first error, nil as long as all is well.
func (m *Meter) Err() error { return m.err }

// Fail keeps an error of a kind, said by a message.
func (m *Meter) Fail(kind error, key string, args ...any) {
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

// Detail is what an error of a reader says beside its kind.
func Detail(err error) error {
	var e *fileError
	if errors.As(err, &e) {
		return e.detail
	}
	return err
}

// Count adds n to a counter and reports whether it is below its limit.
func (m *Meter) Count(counter *int, n, most int, key string) bool {
	if *counter += n; *counter > most {
		m.Fail(ErrTooLarge, key, most)
	}
	return m.err == nil
}

func (m *Meter) segment() bool {
	return m.Count(&m.segments, 1, maxSegments, "too-large.pages.rulings")
}
func (m *Meter) glyph() bool { return m.Count(&m.glyphs, 1, maxGlyphs, "too-large.pages.characters") }

// labour counts steps of work whose number grows faster than the file.
func (m *Meter) labour(n int) bool { return m.Count(&m.work, n, maxWork, "too-large.pages.steps") }
