package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert/words"
)

// overview is the help on the program.
func overview(l words.Lang) string {
	var b strings.Builder
	b.WriteString(l.Text("help.story"))
	for _, c := range commands() {
		fmt.Fprintf(&b, "  nianbao %-25s %s\n", strings.TrimSpace(c.name+" "+c.args), l.Text(c.about))
	}
	fmt.Fprintf(&b, "  nianbao %-25s %s\n", "PATH...", l.Text("about.dropped"))
	b.WriteString(l.Text("help.closing"))
	return b.String()
}

// help is the help on a command.
func (c *command) help(l words.Lang) string {
	set, _ := c.set()
	return l.Text("help.usage", strings.TrimSpace(c.name+" "+c.args), sentence(l.Text(c.about))) + flagUsages(set, l)
}

// sentence begins a text with a capital, where there are any.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// helpWidth is how many columns of a terminal the help takes.
const helpWidth = 100

// flagUsages lists the flags, one a line or more.
func flagUsages(set *pflag.FlagSet, l words.Lang) string {
	var left, right []string
	widest := 0
	set.VisitAll(func(f *pflag.Flag) {
		told := *f
		told.Usage = l.Text(f.Usage)
		value, about := pflag.UnquoteUsage(&told)
		line := "      --" + f.Name
		if f.Shorthand != "" {
			line = "  -" + f.Shorthand + ", --" + f.Name
		}
		if f.Value.Type() == "bool" {
			value = ""
		}
		line = strings.TrimRight(line+" "+value, " ")
		if d := strings.Trim(f.DefValue, "[]"); d != "" && d != "false" && d != "0" { // lists stand in brackets
			about += l.Text("help.default", d)
		}
		left, right = append(left, line), append(right, about)
		widest = max(widest, columns(line))
	})
	var b strings.Builder
	for i := range left {
		space := strings.Repeat(" ", widest+3)
		b.WriteString(left[i] + space[columns(left[i]):])
		b.WriteString(strings.Join(wrap(right[i], helpWidth-len(space)), "\n"+space) + "\n")
	}
	return b.String()
}

// wrap breaks a text into lines of a width in columns: between words, and between
// Han characters, but not before a mark that begins no line.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, piece := range pieces(text) {
		if line != "" && columns(strings.TrimRight(line+piece, " ")) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += piece
	}
	return append(lines, line)
}

// pieces cuts a text where a line may end.
func pieces(text string) []string {
	var list []string
	last := rune(0)
	for _, r := range text {
		joins := len(list) == 0 || strings.ContainsRune("，。；：、）》”？！", r) || strings.ContainsRune("（《“", last) ||
			!unicode.Is(unicode.Han, r) && !unicode.Is(unicode.Han, last) && last != ' ' && !strings.ContainsRune("，。；：、）》”？！（《“", last) && !strings.ContainsRune("（《“", r) || r == ' '
		if joins && len(list) > 0 {
			list[len(list)-1] += string(r)
		} else {
			list = append(list, string(r))
		}
		last = r
	}
	return list
}

func help(t *terminal, args []string) error {
	if len(args) == 0 {
		fmt.Fprint(t.out, overview(t.lang))
		return nil
	}
	if c := commandOf(args[0]); c != nil {
		fmt.Fprint(t.out, c.help(t.lang))
		return nil
	}
	if args[0] == "--lang" {
		return help(t, args[min(2, len(args)):])
	}
	return noCommand(args[0])
}
