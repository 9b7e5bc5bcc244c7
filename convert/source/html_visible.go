package source

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// A look is how the text of an element is seen. What an element around it hides for
// good (none, gone) it cannot show again; the others it can.
type look struct {
	none      bool // takes no place: display: none
	gone      bool // off the page, cut away, of no opacity
	invisible bool
	tiny      bool // of size 0
	struck    bool
	raised    bool // or lowered
	script    script
	// unnumbered are items of a list that the page shows no numbers of.
	unnumbered bool
	linked     bool // to a place of a page
	color      shade
	back       shade
	colored    bool // the page says the colour
}

var plainLook = look{color: 0, back: 0xffffff}

// seen reports whether a browser shows the text.
func (l look) seen() bool {
	return !l.none && !l.gone && !l.invisible && !l.tiny && (!l.colored || !l.color.hiddenOn(l.back))
}

// goingOn is the look of type that goes on in the block after its own.
func (l look) goingOn(around look) look {
	around.struck = around.struck || l.struck
	around.color, around.colored = l.color, l.colored
	return around
}

// A property is one of CSS that decides what is seen.
type property byte

const (
	cssDisplay property = iota
	cssVisibility
	cssOpacity
	cssSize
	cssPosition
	cssLeft
	cssRight
	cssTop
	cssIndent
	cssMargin
	cssClip
	cssClipPath
	cssWidth
	cssHeight
	cssMaxHeight
	cssOverflow
	cssTransform
	cssColor
	cssBack
	cssImage
	cssStruck
	cssAlign
	cssHide
	cssList
	cssProperties // how many there are
)

// values are what the rules say of an element; "" where they say nothing.
type values [cssProperties]string

var cssNames = map[string]property{
	"display": cssDisplay, "visibility": cssVisibility, "opacity": cssOpacity, "font-size": cssSize, "font": cssSize,
	"position": cssPosition, "left": cssLeft, "right": cssRight, "top": cssTop, "text-indent": cssIndent,
	"margin-left": cssMargin, "clip": cssClip, "clip-path": cssClipPath, "width": cssWidth, "height": cssHeight,
	"max-height": cssMaxHeight, "overflow": cssOverflow, "transform": cssTransform, "color": cssColor,
	"background-color": cssBack, "background": cssBack, "background-image": cssImage, "text-decoration": cssStruck,
	"text-decoration-line": cssStruck, "vertical-align": cssAlign, "mso-hide": cssHide, "list-style": cssList, "list-style-type": cssList,
}

// over returns the look of an element that the values set, inside another.
func (v *values) over(l look, tag atom.Atom) look {
	l.none = l.none || v[cssDisplay] == "none" || v[cssHide] == "all"
	l.gone = l.gone || v.isGone()
	switch v[cssVisibility] {
	case "hidden", "collapse":
		l.invisible = true
	case "visible":
		l.invisible = false
	}
	if n, unit, ok := length(v[cssSize]); ok {
		l.tiny = n < 2 && (unit == "px" || unit == "pt") || n <= 0.05 || l.tiny && (unit == "em" || unit == "%")
	} else if absoluteSizes[v[cssSize]] {
		l.tiny = false
	}
	if c, ok := parseShade(v[cssColor]); ok {
		l.color, l.colored = c, true
	}
	if c, ok := parseShade(v[cssBack]); ok && c != seeThrough {
		l.back = c
	} else if hasImage(v[cssBack]) {
		l.back = unknownShade
	}
	if hasImage(v[cssImage]) {
		l.back = unknownShade
	}
	l.struck = l.struck || strings.Contains(v[cssStruck], "line-through")
	l.raised = l.raised || v.isRaised(tag)
	l.script = v.scriptOf(tag, l.script)
	if v[cssList] != "" {
		l.unnumbered = strings.Contains(v[cssList], "none")
	}
	return l
}

var absoluteSizes = map[string]bool{"xx-small": true, "x-small": true, "small": true, "medium": true, "large": true, "x-large": true, "xx-large": true, "initial": true}

func hasImage(s string) bool { return strings.Contains(s, "url(") || strings.Contains(s, "gradient(") }

// isGone reports what puts an element off the page or cuts it away.
func (v *values) isGone() bool {
	const off = 500 // a page's width, in points or thereabouts
	placed := v[cssPosition] == "absolute" || v[cssPosition] == "fixed"
	if n, unit, ok := length(v[cssOpacity]); ok && (n < 0.05 || unit == "%" && n < 5) {
		return true
	}
	if placed || v[cssPosition] == "relative" {
		for _, p := range []property{cssLeft, cssRight, cssTop} {
			if offPage(v[p], off) {
				return true
			}
		}
	}
	if offPage(v[cssIndent], off) || offPage(v[cssMargin], off) {
		return true
	}
	if placed && (isEmptyClip(v[cssClip])) || isEmptyInset(v[cssClipPath]) {
		return true
	}
	if strings.HasPrefix(v[cssOverflow], "hidden") || strings.HasPrefix(v[cssOverflow], "clip") {
		for _, p := range []property{cssWidth, cssHeight, cssMaxHeight} {
			if n, unit, ok := length(v[p]); ok && (n == 0 || n <= 1 && unit == "px") {
				return true
			}
		}
	}
	return strings.HasPrefix(v[cssTransform], "scale(0)") || strings.HasPrefix(v[cssTransform], "scale(0,")
}

func offPage(s string, off float64) bool {
	n, unit, ok := length(s)
	if !ok || n >= 0 {
		return false
	}
	switch unit {
	case "em", "rem":
		n *= 16
	case "%", "vw", "vh":
		n *= 6
	}
	return n <= -off
}

// isEmptyClip reports clip: rect(0 0 0 0), also with 1px as pages write it.
func isEmptyClip(s string) bool {
	inner, ok := strings.CutPrefix(s, "rect(")
	if !ok {
		return false
	}
	for _, f := range strings.FieldsFunc(strings.TrimSuffix(inner, ")"), func(r rune) bool { return r == ',' || r == ' ' }) {
		if n, _, ok := length(f); !ok || n > 1 {
			return false
		}
	}
	return true
}

func isEmptyInset(s string) bool {
	inner, ok := strings.CutPrefix(s, "inset(")
	if !ok {
		return strings.HasPrefix(s, "circle(0")
	}
	first, _, _ := strings.Cut(strings.TrimSuffix(inner, ")"), " ")
	n, unit, ok := length(first)
	return ok && unit == "%" && n >= 50
}

// isRaised reports type that is set above or below the line. A cell is only aligned.
func (v *values) isRaised(tag atom.Atom) bool {
	if tag == atom.Sup || tag == atom.Sub {
		return true
	}
	if tag == atom.Td || tag == atom.Th || tag == atom.Tr || tag == atom.Img || tag == atom.Input {
		return false
	}
	switch v[cssAlign] {
	case "super", "sub", "text-top":
		return true
	}
	return v[cssPosition] == "relative" && isOffLine(v[cssTop]) || isOffLine(v[cssAlign])
}

// scriptOf is how the text of an element stands to the line, in one that stands so.
func (v *values) scriptOf(tag atom.Atom, around script) script {
	switch {
	case tag == atom.Sup:
		return above
	case tag == atom.Sub:
		return below
	case tag != atom.Span && tag != atom.A && tag != atom.Font && tag != atom.Small:
	case v[cssAlign] == "super":
		return above
	case v[cssAlign] == "sub":
		return below
	}
	return around
}

func isOffLine(s string) bool {
	n, unit, ok := length(s)
	if n = max(n, -n); !ok {
		return false
	}
	switch unit {
	case "px":
		return n >= 3
	case "pt":
		return n >= 2
	case "em", "rem", "ex":
		return n >= 0.2
	}
	return unit == "%" && n >= 20
}

// length reads a number and its unit.
func length(s string) (n float64, unit string, ok bool) {
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' || s[end] == '-' || s[end] == '+') {
		end++
	}
	if end == 0 {
		return 0, "", false
	}
	n, err := strconv.ParseFloat(s[:end], 64)
	return n, s[end:], err == nil
}
