// Command nianbao turns annual reports on government information disclosure
// (政府信息公开工作年度报告) into workbooks, PDFs and data, and checks their figures.
//
// It owns flags, the terminal, progress, signals and the exit status, one file a command.
// It does not own any fact about a report, or any sentence: those are in convert/words.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/words"
)

// Exit statuses.
const (
	exitDone        = 0
	exitFailed      = 1   // at least one input failed
	exitUsage       = 2   // the command line is wrong
	exitInterrupted = 130 // Ctrl-C
)

// Errors that run turns into an exit status; what is to be said has been said.
var (
	errFailed      = errors.New("an input failed")
	errInterrupted = errors.New("interrupted")
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// A sink keeps the first error of what is written to it.
type sink struct {
	to  io.Writer
	err error
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	if s.err == nil && err != nil {
		s.err = err
	}
	return n, err
}

// A terminal is where a command reads and writes, in which language, and until when.
type terminal struct {
	ctx      context.Context // done when the command is interrupted
	in       io.Reader
	out, err io.Writer
	lang     words.Lang
}

// text is a message of the catalogue in the terminal's language.
func (t *terminal) text(key string, args ...any) string { return t.lang.Text(key, args...) }

// say prints a message of the catalogue on standard output.
func (t *terminal) say(key string, args ...any) { fmt.Fprint(t.out, t.text(key, args...)) }

// An action does what a command is for, with the arguments that are no flags.
type action func(t *terminal, args []string) error

// A command is one word after nianbao. Its flags are defined anew for each use;
// their usage is a key of the catalogue, as is what the command is about.
type command struct {
	name, args, about string
	flags             func(*pflag.FlagSet) action
}

// commands lists them as help does.
func commands() []command {
	return []command{
		{"convert", "[flags] PATH...", "about.convert", convertCommand},
		{"check", "[flags] PATH...", "about.check", checkCommand},
		{"sum", "[flags] PATH...", "about.sum", sumCommand},
		{"diff", "[flags] OLDER NEWER", "about.diff", diffCommand},
		{"blank", "[flags]", "about.blank", blankCommand},
		{"serve", "[flags] [PATH...]", "about.serve", serveCommand},
		{"layouts", "[ID|FILE]", "about.layouts", layoutsCommand},
		{"completion", "SHELL", "about.completion", completionCommand},
		{"version", "", "about.version", versionCommand},
	}
}

// gcPercent lets the heap grow further than Go would before it is swept: a report
// is a few MB that are garbage at once. Measured on 200 reports to workbook and
// PDF: two thirds of the CPU time, 120 MB instead of 75.
const gcPercent = 400

// firstGCPercent lets it grow to 64 MB before the first sweep: a process for one file
// ends without any.
const firstGCPercent = 1600

// memoryLimit is where the heap is swept more often than that, lest a strange input
// take more than the 512 MB that none should.
const memoryLimit = 400 << 20

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(firstGCPercent)
		runtime.AddCleanup(new(*byte), func(percent int) { debug.SetGCPercent(percent) }, gcPercent)
		debug.SetMemoryLimit(memoryLimit)
	}
	t := &terminal{in: stdin, out: &sink{to: stdout}, err: stderr}
	lang, args, err := language(args, os.Getenv(languageVariable))
	if t.lang = lang; err != nil {
		return t.conclude(err)
	}
	status := t.guard(func() int { return t.conclude(dispatch(t, args)) })
	t.linger()
	return status
}

// conclude turns what came of a command into its exit status, and says what is still
// to be said.
func (t *terminal) conclude(err error) int {
	if out := t.out.(*sink); err == nil && out.err != nil { // what was asked for is lost
		err = words.New("write.because", words.New("stdout"), convert.ErrWrite, out.err)
	}
	var usage *usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errInterrupted):
		return exitInterrupted
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.As(err, &usage):
		message := words.Say(t.lang, usage.err)
		if code := convert.Code(usage.err); code != "internal" {
			message += " (" + code + ")"
		}
		t.complain(message)
		if usage.hint != "" {
			fmt.Fprintln(t.err, plain(t.text(usage.hint, usage.about)))
		}
		return exitUsage
	}
	t.complain(fmt.Sprintf("%s (%s)", words.Say(t.lang, err), convert.Code(err)))
	return exitFailed
}

// complain writes one line to standard error.
func (t *terminal) complain(message string) {
	fmt.Fprintln(t.err, "nianbao: "+plain(message))
}

// A usageError says what is wrong with the command line, and what might be right.
type usageError struct {
	err         error
	hint, about string // a key, and what it is about
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// usage is a usageError with a message of the catalogue.
func usage(key string, args ...any) error { return &usageError{err: words.New(key, args...)} }

// mistaken is a usageError about a word that is none of those it might be: the
// nearest is the advice, or else the hint.
func mistaken(err error, word string, choices []string, hint, about string) error {
	if near := words.Nearest(word, choices, aliases); near != "" {
		hint, about = "usage.meant", near
	}
	return &usageError{err, hint, about}
}

func dispatch(t *terminal, args []string) error {
	if len(args) == 0 {
		return welcome(t)
	}
	switch name := args[0]; name {
	case "-h", "--help":
		fmt.Fprint(t.out, overview(t.lang))
		return nil
	case "help":
		return help(t, args[1:])
	case "--version":
		return dispatch(t, []string{"version"})
	case completeCommand:
		return complete(t, args[1:])
	default:
		if c := commandOf(name); c != nil {
			return c.run(t, args[1:])
		}
		if isThere(name) {
			return convertDropped(t, args)
		}
		if strings.HasPrefix(name, "-") && name != "-" {
			return usage("usage.flag-first", name)
		}
		return noCommand(name)
	}
}

// commandOf is the command of a name, nil when there is none.
func commandOf(name string) *command {
	for _, c := range commands() {
		if c.name == name {
			return &c
		}
	}
	return nil
}

func commandNames() []string {
	names := []string{"help"}
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return names
}

func noCommand(name string) error {
	return mistaken(words.New("usage.no-command", name), name, commandNames(), "usage.commands", "")
}

// set defines the command's flags, and those that all commands have.
func (c *command) set() (*pflag.FlagSet, action) {
	set := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	set.SortFlags = false
	set.Usage = func() {}
	do := c.flags(set)
	set.String("lang", "zh", "flag.lang") // language has taken its value
	return set, do
}

func (c *command) run(t *terminal, args []string) error {
	set, do := c.set()
	if err := set.Parse(args); errors.Is(err, pflag.ErrHelp) {
		fmt.Fprint(t.out, c.help(t.lang))
		return nil
	} else if err != nil {
		return c.flagError(set, err)
	}
	return do(t, set.Args())
}

// flagError says what a flag or its value should have been, not how it failed to be it.
func (c *command) flagError(set *pflag.FlagSet, err error) error {
	var unknown *pflag.NotExistError
	var lacking *pflag.ValueRequiredError
	var value *pflag.InvalidValueError
	said := words.New("usage.flag", err.Error())
	switch {
	case errors.As(err, &unknown):
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			said = words.New("usage.no-flag", "-"+unknown.GetSpecifiedName())
			break
		}
		name := "--" + unknown.GetSpecifiedName()
		return mistaken(words.New("usage.no-flag", name), name, flagNames(set), "usage.flags", c.name)
	case errors.As(err, &lacking):
		said = words.New("usage.no-value", "--"+lacking.GetFlag().Name)
	case errors.As(err, &value):
		said = words.New("usage.value."+value.GetFlag().Value.Type(), value.GetFlag().Name, value.GetValue())
	}
	return &usageError{said, "usage.flags", c.name}
}

// flagNames are the long names of the flags, as they are written.
func flagNames(set *pflag.FlagSet) (names []string) {
	set.VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return names
}
