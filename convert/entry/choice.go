package entry

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/layouts"
)

// Boxes of a list to choose from: those that are ticked, and those that are not.
const ticked, unticked = "☑☒✓✔√■●⊠", "□☐○✗✘×"

// chosen is the one of several values that a text says: alone, as the one that is ticked
// among all (☑是 □否), or, of 是 and 否, as a tick alone. "" for none of them; false for
// several, or what says something else.
func chosen(values []string, text string) (string, bool) {
	if !strings.ContainsAny(text, ticked+unticked) {
		for _, v := range values {
			if layouts.Fold(v) == layouts.Fold(text) {
				return v, true
			}
		}
		return "", figure.IsBlank(text)
	}
	if strings.ContainsAny(text, ticked) && !strings.ContainsAny(text, unticked) && len([]rune(text)) > 1 {
		if v, ok := onlyTick(values, text); ok {
			return v, true
		}
	}
	if len([]rune(text)) > 1 {
		return tickedOf(values, text)
	}
	switch {
	case values[0] == "是" && strings.ContainsAny(text, "☑✓✔√"):
		return values[0], true
	case values[0] == "是" && strings.ContainsAny(text, "□☐✗✘×"):
		return values[1], true
	}
	return "", false
}

// onlyTick is the value at the one tick in a list of all values, whose other boxes are not
// shown: √是 否. Between two of them the tick must stand nearer to one.
func onlyTick(values []string, text string) (string, bool) {
	at := strings.IndexAny(text, ticked)
	_, n := utf8.DecodeRuneInString(text[at:])
	before, behind := text[:at], text[at+n:]
	if strings.ContainsAny(behind, ticked) || layouts.Fold(before)+layouts.Fold(behind) != layouts.Fold(strings.Join(values, "")) {
		return "", false
	}
	length := 0
	for i, v := range values {
		if length == len(layouts.Fold(before)) {
			spaced, apart := strings.TrimRightFunc(before, unicode.IsSpace) != before, strings.TrimLeftFunc(behind, unicode.IsSpace) != behind
			switch {
			case i == 0 || spaced && !apart:
				return v, true
			case apart && !spaced:
				return values[i-1], true
			}
			return "", false
		}
		length += len(layouts.Fold(v))
	}
	return values[len(values)-1], length == len(layouts.Fold(before))
}

// tickedOf is the value beside the one box that is ticked. Boxes stand all before their
// values, or all behind.
func tickedOf(values []string, text string) (string, bool) {
	isBox := func(r rune) bool { return strings.ContainsRune(ticked+unticked, r) }
	text = strings.TrimSpace(text)
	before := isBox([]rune(text)[0])
	var boxes []rune
	for _, r := range text {
		if isBox(r) {
			boxes = append(boxes, r)
		}
	}
	labels := strings.FieldsFunc(text, isBox)
	if len(boxes) != len(labels) || !before && !isBox([]rune(text)[len([]rune(text))-1]) {
		return "", false
	}
	found := ""
	for i, label := range labels {
		own := ""
		for _, v := range values {
			if layouts.Fold(v) == layouts.Fold(label) {
				own = v
			}
		}
		if own == "" || strings.ContainsRune(ticked, boxes[i]) && found != "" {
			return "", false
		}
		if strings.ContainsRune(ticked, boxes[i]) {
			found = own
		}
	}
	return found, true
}
