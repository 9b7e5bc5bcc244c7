// Package words is what the program says to a person: one catalogue of messages,
// each in Chinese and in English, and errors that are made of them.
//
//	var ErrDamaged = words.New("damaged")
//	err := words.New("damaged.zip", ErrDamaged, cause)
//	errors.Is(err, ErrDamaged)      // true
//	words.Say(words.Chinese, err)   // 文件已损坏：压缩包不完整：…
//	err.Error()                     // damaged: the zip file is torn: …
//
// A message is found by its key, never by its English. What a key's message is
// filled with (paths, numbers, other errors) is given in the order of the message's
// verbs; an error among it is said in the language of the whole.
//
// Owns: the catalogue, the words of the system's own errors. Does not own: findings,
// which are part of the data and Chinese in every language; the codes of errors.
package words

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// A Lang is a language that messages are said in. The zero Lang is Chinese.
type Lang int

const (
	Chinese Lang = iota
	English
)

// ParseLang reads zh or en.
func ParseLang(s string) (Lang, bool) {
	switch s {
	case "zh":
		return Chinese, true
	case "en":
		return English, true
	}
	return Chinese, false
}

// Text is the message of a key, filled with args. A key that is in no catalogue is
// taken for the message itself. Errors among args are said in the language, lists of
// words as lists of it.
func (l Lang) Text(key string, args ...any) string {
	format := key
	if m, ok := catalogue[key]; ok {
		format = m[l]
	}
	if len(args) == 0 {
		return format
	}
	said := make([]any, len(args))
	for i, a := range args {
		switch of := a.(type) {
		case error:
			a = Say(l, of)
		case []string:
			a = strings.Join(of, catalogue["comma"][l])
		}
		said[i] = a
	}
	return fmt.Sprintf(format, said...)
}

// An Error is a message of the catalogue that is an error. It wraps those of its
// arguments that are errors. Its Error is its English.
type Error struct {
	Key  string
	Args []any
}

// New returns the error of a key, wrapping the errors among args.
func New(key string, args ...any) error { return &Error{key, args} }

func (e *Error) Error() string    { return e.In(English) }
func (e *Error) In(l Lang) string { return l.Text(e.Key, e.Args...) }

// Unwrap returns the errors among the arguments.
func (e *Error) Unwrap() []error {
	var list []error
	for _, a := range e.Args {
		if err, ok := a.(error); ok {
			list = append(list, err)
		}
	}
	return list
}

// A Speaker is an error that has its own words in either language.
type Speaker interface {
	error
	In(Lang) string
}

// Say is what an error says in a language. An error of the system is said by what
// it is, without the path, which whoever opened it names. One that has no words of
// its own is said as what it wraps, with its own text behind it.
func Say(l Lang, err error) string {
	if s, ok := err.(Speaker); ok {
		return s.In(l)
	}
	switch e := err.(type) {
	case *fs.PathError:
		return Say(l, e.Err)
	case *os.LinkError:
		return Say(l, e.Err)
	case *os.SyscallError:
		return Say(l, e.Err)
	}
	if all := joined(err); all != nil {
		var said []string
		for _, e := range all {
			said = append(said, Say(l, e))
		}
		return strings.Join(said, l.Text("semicolon"))
	}
	if key := systemKey(err); key != "" {
		return l.Text(key)
	}
	var s Speaker
	if errors.As(err, &s) {
		if l == English {
			return err.Error()
		}
		return fmt.Sprintf("%s（%s）", s.In(l), err)
	}
	if said := l.library(err); said != "" {
		return said
	}
	return err.Error()
}

// joined are the errors that errors.Join has joined, nil for any other error.
func joined(err error) []error {
	several, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	var lines []string
	for _, e := range several.Unwrap() {
		lines = append(lines, e.Error())
	}
	if strings.Join(lines, "\n") != err.Error() {
		return nil
	}
	return several.Unwrap()
}

// systemKey is the key of an error of the system, "" for one that is not known.
func systemKey(err error) string {
	for _, s := range system {
		if errors.Is(err, s.is) {
			return s.key
		}
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "system.not-exist"
	case errors.Is(err, fs.ErrPermission):
		return "system.permission"
	case errors.Is(err, fs.ErrExist):
		return "system.exist"
	}
	return ""
}
