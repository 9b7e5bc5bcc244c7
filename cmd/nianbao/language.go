package main

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// languageVariable says the language where --lang does not.
const languageVariable = "NIANBAO_LANG"

// language finds out which language to speak, wherever --lang stands, so that also
// what is wrong with the command line is said in it. It returns the arguments
// without a --lang before the command. A variable that is not en means Chinese: no
// command fails because of it.
func language(args []string, variable string) (lang words.Lang, rest []string, err error) {
	lang, _ = words.ParseLang(variable)
	if len(args) > 0 && args[0] == completeCommand { // what follows is not finished
		return lang, args, nil
	}
	end := slices.Index(args, "--")
	if end < 0 {
		end = len(args)
	}
	before := true // the command
	for i := 0; i < end; i++ {
		name, value, given := strings.Cut(args[i], "=")
		if name != "--lang" {
			before = before && strings.HasPrefix(args[i], "-")
			rest = append(rest, args[i])
			continue
		}
		from := i
		if !given && i+1 < end {
			i++
			value, given = args[i], true
		}
		l, ok := words.ParseLang(value)
		if !ok {
			return lang, nil, mistaken(words.New("usage.lang", value), value, []string{"zh", "en"}, "", "")
		}
		if lang = l; !before {
			rest = append(rest, args[from:i+1]...)
		}
	}
	return lang, append(rest, args[end:]...), nil
}
