package layouts

import (
	_ "embed"
	"strings"
)

//go:embed simplified.txt
var simplifiedPairs string

const (
	hanFirst = 0x4E00
	hanLast  = 0x9FFF
)

// simplified gives the simplified form of a traditional character, by its place
// from hanFirst; 0 where there is none.
var simplified = parseSimplified(simplifiedPairs)

func parseSimplified(text string) *[hanLast - hanFirst + 1]uint16 {
	table := new([hanLast - hanFirst + 1]uint16)
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, pair := range strings.Fields(line) {
			p := []rune(pair)
			table[p[0]-hanFirst] = uint16(p[1])
		}
	}
	return table
}
