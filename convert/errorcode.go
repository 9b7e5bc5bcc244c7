package convert

import (
	"errors"

	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/convert/extract"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/settle"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/convert/xlsx"
	"github.com/nianbao/nianbao/layouts"
)

// What goes wrong around a conversion, outside of it. Whoever touches the disk
// wraps one of these around the cause.
var (
	ErrUnreadable = words.New("unreadable")
	ErrWrite      = words.New("write")
	ErrSpecial    = words.New("special") // a pipe, a socket, a device: no file at all
	ErrEmpty      = source.ErrEmpty      // a folder in which there is nothing to read
	ErrNothing    = words.New("empty.nothing", ErrEmpty)
)

// Code turns an error into its code in the contract: not-a-report, empty,
// write-failed and so on. An error that nobody foresaw is "internal"; nil is "".
func Code(err error) string {
	if err == nil {
		return ""
	}
	var recorded *RecordedError
	if errors.As(err, &recorded) {
		return recorded.Code
	}
	for _, c := range codes {
		if c.is(err) {
			return c.code
		}
	}
	return "internal"
}

// A RecordedError is an error of an earlier run, as the manifest has it.
type RecordedError struct{ Code, Message, English string }

func (e *RecordedError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *RecordedError) In(l words.Lang) string {
	if l == words.English && e.English != "" {
		return e.English
	}
	return e.Message
}

// codes is the one table of errors and their codes.
var codes = []struct {
	code string
	is   func(error) bool
}{
	{"not-a-report", as[*extract.NotReportError]},
	{"not-a-report", as[*SideError]},
	{"unsupported-layout", as[*extract.UnsupportedLayoutError]},
	{"not-a-report", as[*xlsx.NotWorkbookError]},
	{"not-a-report", as[*SeveralError]},
	{"unsupported-layout", as[*xlsx.UnknownLayoutError]},
	{"unsupported-layout", as[*OtherLayoutError]},
	{"unsupported-format", as[*source.UnsupportedError]},
	{"unsupported-format", is(ErrSpecial)},
	{"empty", is(source.ErrEmpty)},
	{"too-large", is(source.ErrTooLarge)},
	{"too-large", is(report.ErrTooLarge)},
	{"too-large", is(xlsx.ErrTooLarge)},
	{"encoding", is(source.ErrEncoding)},
	{"damaged", is(source.ErrDamaged)},
	{"damaged", is(report.ErrDamaged)},
	{"damaged", is(decision.ErrDamaged)},
	{"damaged", is(xlsx.ErrDamaged)},
	{"damaged", is(settle.ErrForeign)},
	{"layout-invalid", as[*layouts.InvalidError]},
	{"unreadable-file", is(ErrUnreadable)},
	{"write-failed", is(ErrWrite)},
}

func is(target error) func(error) bool {
	return func(err error) bool { return errors.Is(err, target) }
}

func as[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}

// NoReport reports whether the error says that a file is of a kind that can be
// no report (a picture, an archive, a program, a comparison of ours). A walk over a
// folder passes it over.
func NoReport(err error) bool {
	var e *source.UnsupportedError
	return errors.As(err, &e) && e.NoReport || as[*SideError](err)
}
