package figure

import "unicode"

// BlankWords are what offices and programs write into a cell that has no value, small
// letters for either case. Marks for it are strokes, slashes and lines to fill in.
var BlankWords = []string{"不适用", "不涉及", "无", "無", "空", "n/a", "<na>", "nan", "na", "none", "null"}

// IsBlank reports whether a text is a mark or a word for no value, or nothing.
func IsBlank(text string) bool { return Read(text).Kind == Blank }

// isBlank reports whether a folded text is no value.
func isBlank(s []rune) bool {
	marks := true
	for _, r := range s {
		switch r {
		case '-', '/', '\\', '_', ' ', '\n', thinSpace:
		default:
			marks = false
		}
	}
	if marks {
		return true
	}
	for _, w := range BlankWords {
		if isWord(s, w) {
			return true
		}
	}
	return false
}

// isWord reports whether a folded text is a word, white space and capitals aside.
func isWord(s []rune, word string) bool {
	i := 0
	for _, w := range word {
		for i < len(s) && isFoldedSpace(s[i]) {
			i++
		}
		if i == len(s) || unicode.ToLower(s[i]) != w {
			return false
		}
		i++
	}
	return i == len(s)
}
