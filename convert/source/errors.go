package source

import (
	"github.com/nianbao/nianbao/convert/words"
)

// What may be wrong with a file as such. The errors that Read and Detect
// return wrap one of these with the detail, or are an *UnsupportedError.
var (
	ErrEmpty    = words.New("empty")
	ErrTooLarge = words.New("too-large")
	ErrEncoding = words.New("encoding")
	ErrDamaged  = words.New("damaged")
)

// An UnsupportedError says that a file is of a kind that is not read.
type UnsupportedError struct {
	Format   string // key of the kind's name: "kind.png"
	Advice   string // key of what to do instead: "advice.docx"; "" where NoReport
	Detail   error  // what the kind's name is filled with; nil for most
	NoReport bool   // a picture, an archive, a program: no report was ever one, a folder walk passes it over
}

func (e *UnsupportedError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *UnsupportedError) In(l words.Lang) string {
	if e.NoReport {
		return l.Text("unsupported.no-report", l.Text(e.Format))
	}
	kind := l.Text(e.Format)
	if e.Detail != nil {
		kind = l.Text(e.Format, e.Detail)
	}
	return l.Text("unsupported", kind, l.Text(e.Advice))
}

// tooLarge and damaged take a message's key and what it is filled with.
func tooLarge(key string, args ...any) error {
	return words.New("because", ErrTooLarge, words.New(key, args...))
}
func damaged(key string, args ...any) error {
	return words.New("because", ErrDamaged, words.New(key, args...))
}
