package source

import (
	"errors"
	"fmt"
)

// What may be wrong with a file as such. The errors that Read and Detect
// return wrap one of these with the detail, or are an *UnsupportedError.
var (
	ErrEmpty    = errors.New("nothing to read in it")
	ErrTooLarge = errors.New("too large")
	ErrEncoding = errors.New("neither UTF-8, UTF-16 nor GB 18030 text")
	ErrDamaged  = errors.New("damaged")
)

// An UnsupportedError says that a file is of a kind that is not read.
type UnsupportedError struct {
	Format   string // "a PNG picture", "a Word 97-2003 document (.doc)"
	Advice   string // what to do instead, in English and Chinese; "" where NoReport
	NoReport bool   // a picture, an archive, a program: no report was ever one, a folder walk passes it over
}

func (e *UnsupportedError) Error() string {
	if e.NoReport {
		return e.Format + " can be no report"
	}
	return e.Format + " cannot be read; " + e.Advice
}

func tooLarge(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrTooLarge, fmt.Sprintf(format, args...))
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrDamaged}, args...)...)
}
