package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

const story = `nianbao reads annual reports on government information disclosure
(政府信息公开工作年度报告), checks their figures, and writes them as workbooks,
PDFs and data.

`

const closing = `
PATH is a file, a folder (read recursively) or - (standard input).
Exit status: 0 all converted, 1 an input failed, or a sum lacks one (with --strict:
or there is an error finding), 2 the command line is wrong, 130 interrupted.

nianbao help COMMAND shows a command's flags.
`

// overview is the help on the program.
func overview() string {
	var b strings.Builder
	b.WriteString(story + "Usage:\n")
	for _, c := range commands() {
		fmt.Fprintf(&b, "  nianbao %-25s %s\n", strings.TrimSpace(c.name+" "+c.args), c.about)
	}
	b.WriteString(closing)
	return b.String()
}

// help is the help on a command.
func (c *command) help() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Usage: nianbao %s\n\n%s.\n", strings.TrimSpace(c.name+" "+c.args), sentence(c.about))
	set := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	set.SortFlags = false
	c.flags(set)
	if set.HasFlags() {
		b.WriteString("\nFlags:\n" + set.FlagUsagesWrapped(100))
	}
	return b.String()
}

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func help(t *terminal, args []string) error {
	if len(args) == 0 {
		fmt.Fprint(t.out, overview())
		return nil
	}
	for _, c := range commands() {
		if c.name == args[0] {
			fmt.Fprint(t.out, c.help())
			return nil
		}
	}
	return &usageError{fmt.Errorf("no command %q", args[0]), "nianbao help lists the commands"}
}
