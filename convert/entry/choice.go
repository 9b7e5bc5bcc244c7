package entry

import (
	"strings"

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
