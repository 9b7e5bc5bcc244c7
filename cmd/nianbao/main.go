// Command nianbao turns annual reports on government information disclosure
// (政府信息公开工作年度报告) into workbooks, PDFs and data, and checks their figures.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
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
		s.err = cause(err)
	}
	return n, err
}

// cause is the error without the path.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// A terminal is where a command reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// An action does what a command is for, with the arguments that are no flags.
type action func(t *terminal, args []string) error

// A command is one word after nianbao. Its flags are defined anew for each use.
type command struct {
	name, args, about string
	flags             func(*pflag.FlagSet) action
}

// commands lists them as help does.
func commands() []command {
	return []command{
		{"convert", "[flags] PATH...", "read reports, write workbooks, PDFs and data", convertCommand},
		{"check", "[flags] PATH...", "read and check reports, print the findings, write nothing", checkCommand},
		{"sum", "[flags] PATH...", "add reports up, write the sum as one report", sumCommand},
		{"diff", "[flags] OLDER NEWER", "compare two years of one agency, or of two folders", diffCommand},
		{"blank", "[flags]", "write the official workbook, empty, ready to be filled in and converted", blankCommand},
		{"layouts", "[ID|FILE]", "list the layouts, or print and verify one", layoutsCommand},
		{"version", "", "print version, Go version, layouts and fonts", versionCommand},
	}
}

// gcPercent lets the heap grow further than Go would before it is swept: a report
// is a few MB that are garbage at once. Measured on 200 reports to workbook and
// PDF: two thirds of the CPU time, 120 MB instead of 75.
const gcPercent = 400

// memoryLimit is where the heap is swept more often than that, lest a strange input
// take more than the 512 MB that none should.
const memoryLimit = 400 << 20

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
		debug.SetMemoryLimit(memoryLimit)
	}
	out := &sink{to: stdout}
	t := &terminal{stdin, out, stderr}
	err := dispatch(t, args)
	if err == nil && out.err != nil { // what was asked for is lost
		err = fmt.Errorf("standard output %w: %w (%s)", convert.ErrWrite, out.err, convert.Code(convert.ErrWrite))
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
		t.complain(usage.Error())
		if usage.hint != "" {
			fmt.Fprintln(t.err, usage.hint)
		}
		return exitUsage
	}
	t.complain(err.Error())
	return exitFailed
}

// complain writes one line to standard error.
func (t *terminal) complain(message string) {
	fmt.Fprintln(t.err, "nianbao: "+plain(message))
}

// A usageError says what is wrong with the command line.
type usageError struct {
	err  error
	hint string
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error {
	return &usageError{err: fmt.Errorf(format, args...)}
}

func dispatch(t *terminal, args []string) error {
	if len(args) == 0 {
		fmt.Fprint(t.err, overview())
		return usagef("no command")
	}
	switch name := args[0]; name {
	case "-h", "--help":
		fmt.Fprint(t.out, overview())
		return nil
	case "help":
		return help(t, args[1:])
	case "--version":
		return dispatch(t, []string{"version"})
	default:
		for _, c := range commands() {
			if c.name == name {
				return c.run(t, args[1:])
			}
		}
		if strings.HasPrefix(name, "-") {
			return usagef("no command before %s: it comes first, as in nianbao convert %s", name, name)
		}
		return &usageError{fmt.Errorf("no command %q", name), "nianbao help lists the commands"}
	}
}

func (c *command) run(t *terminal, args []string) error {
	set := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	set.SortFlags = false
	set.Usage = func() {}
	do := c.flags(set)
	if err := set.Parse(args); errors.Is(err, pflag.ErrHelp) {
		fmt.Fprint(t.out, c.help())
		return nil
	} else if err != nil {
		return &usageError{flagError(err), "nianbao help " + c.name + " shows its flags"}
	}
	return do(t, set.Args())
}

// flagError says what a value should have been, not how it failed to be it.
func flagError(err error) error {
	var value *pflag.InvalidValueError
	if !errors.As(err, &value) {
		return err
	}
	want := map[string]string{
		"int": "a whole number", "duration": "a time with its unit, such as 90s or 5m", "bool": "true or false",
	}[value.GetFlag().Value.Type()]
	return fmt.Errorf("--%s %s: it must be %s", value.GetFlag().Name, value.GetValue(), want)
}
