package source

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// The attributes of a tag that matter here.
type attributes struct {
	cols, rows    int
	hidden        bool
	name, content string
	id            string
	classes       []string
	style, href   string
	start         string // number of the first item of a list
	listType      string
	color, back   string
	control       // of a form
}

// readAttributes reads those of a tag; its id and its classes where a style sheet asks for them.
func readAttributes(z *html.Tokenizer, styled bool) attributes {
	var a attributes
	for more := true; more; {
		var key, val []byte
		key, val, more = z.TagAttr()
		switch string(key) {
		case "colspan":
			a.cols = span(val)
		case "rowspan":
			a.rows = span(val)
		case "hidden":
			a.hidden = true
		case "style":
			a.style = string(val)
		case "name":
			a.name = string(val)
		case "content":
			a.content = string(val)
		case "start":
			a.start = string(val)
		case "type":
			a.listType = trim(string(val))
			a.control.read("type", val)
		case "href":
			a.href = string(val)
		case "color":
			a.color = strings.ToLower(string(val))
		case "bgcolor":
			a.back = strings.ToLower(string(val))
		case "background":
			a.back = "url()"
		case "id":
			if styled {
				a.id = string(val)
			}
		case "class":
			if styled {
				a.classes = strings.Fields(string(val))
				slices.Sort(a.classes)
				a.classes = slices.Compact(a.classes)
			}
		default:
			a.control.read(string(key), val)
		}
	}
	return a
}

// span reads a colspan or rowspan as browsers do: the digits at its start. 0 is the same as none.
func span(val []byte) int {
	val = bytes.TrimSpace(val)
	end := 0
	for end < len(val) && end < 7 && val[end] >= '0' && val[end] <= '9' {
		end++
	}
	n, _ := strconv.Atoi(string(val[:end]))
	return n
}
