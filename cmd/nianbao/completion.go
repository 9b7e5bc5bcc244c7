package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/fonts"
)

// completeCommand is what the completion scripts ask the program with.
const completeCommand = "__complete"

// shells are the scripts that teach a shell to complete. Each asks the program what
// may follow, and offers files where it says so, with an empty answer.
var shells = map[string]string{
	"bash": `# bash: source <(nianbao completion bash)
_nianbao() {
	local cur=${COMP_WORDS[COMP_CWORD]} said
	said=$(nianbao __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
	if [ -n "$said" ]; then
		COMPREPLY=($(compgen -W "$said" -- "$cur"))
	else
		COMPREPLY=()
		compopt -o default 2>/dev/null
	fi
}
complete -F _nianbao nianbao
`,
	"zsh": `#compdef nianbao
# zsh: source <(nianbao completion zsh)
_nianbao() {
	local -a said
	said=("${(@f)$(nianbao __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
	if [[ -n "$said" ]]; then
		compadd -- $said
	else
		_files
	fi
}
compdef _nianbao nianbao
`,
	"fish": `# fish: nianbao completion fish | source
function __nianbao_complete
	set -l words (commandline -opc) (commandline -ct)
	nianbao __complete $words[2..-1] 2>/dev/null
end
complete -c nianbao -a '(__nianbao_complete)'
`,
	"powershell": `# PowerShell: nianbao completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName nianbao -ScriptBlock {
	param($word, $ast, $at)
	$words = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
	if ($word -eq '') { $words += '""' }
	nianbao __complete @words 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
		[System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
	}
}
`,
}

func shellNames() []string { return []string{"bash", "zsh", "fish", "powershell"} }

func completionCommand(*pflag.FlagSet) action {
	return func(t *terminal, args []string) error {
		if len(args) != 1 {
			return usage("usage.completion", shellNames())
		}
		script, ok := shells[args[0]]
		if !ok {
			return mistaken(words.New("usage.no-shell", args[0], shellNames()), args[0], shellNames(), "", "")
		}
		fmt.Fprint(t.out, script)
		return nil
	}
}

// complete prints what the last of the words may be, one a line; nothing where a
// file is wanted.
func complete(t *terminal, words []string) error {
	for _, choice := range choices(words) {
		if strings.HasPrefix(choice, words[len(words)-1]) {
			fmt.Fprintln(t.out, choice)
		}
	}
	return nil
}

// choices are what may stand in place of the last word.
func choices(words []string) []string {
	if len(words) == 0 {
		return nil
	}
	if len(words) == 1 {
		return commandNames()
	}
	if words[0] == "help" {
		return commandNames()[1:]
	}
	c := commandOf(words[0])
	if c == nil {
		return nil
	}
	set, _ := c.set()
	last, before := words[len(words)-1], words[len(words)-2]
	if values := flagValues(set, before); values != nil {
		return values
	}
	switch {
	case strings.HasPrefix(last, "-"):
		return flagNames(set)
	case c.name == "completion":
		return shellNames()
	case c.name == "layouts":
		return layoutNames()[1:]
	}
	return nil
}

// flagValues are the values that a flag takes from a list.
func flagValues(set *pflag.FlagSet, flag string) []string {
	f := set.Lookup(strings.TrimPrefix(flag, "--"))
	if name, short := strings.CutPrefix(flag, "-"); short && len(name) == 1 {
		f = set.ShorthandLookup(name)
	}
	if f == nil || !strings.HasPrefix(flag, "-") {
		return nil
	}
	switch f.Name {
	case "layout":
		return layoutNames()
	case "lang":
		return []string{"zh", "en"}
	case "font":
		var roles []string
		for _, role := range fonts.Roles() {
			roles = append(roles, role+"=")
		}
		return roles
	case "format":
		var names []string
		for _, f := range convert.Formats() {
			names = append(names, string(f))
		}
		return slices.Concat(names, []string{strings.Join(names, ",")})
	}
	return nil
}
