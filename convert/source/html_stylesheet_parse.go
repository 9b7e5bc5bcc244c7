package source

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// read adds the rules of a style sheet that set what is seen on a screen.
func (s *styleSheet) read(text string) { s.readRules(stripComments(text), 0) }

func (s *styleSheet) readRules(text string, depth int) {
	for text != "" {
		end := cssEnd(text, "{;}")
		prelude := strings.TrimSpace(text[:end])
		if end == len(text) {
			return
		}
		mark := text[end]
		if text = text[end+1:]; mark != '{' {
			continue // @import, @charset; a bracket too many
		}
		body := text[:cssEnd(text, "}")]
		text = text[min(len(text), len(body)+1):]
		if strings.HasPrefix(prelude, "@") {
			if depth < 8 && isOfScreens(strings.ToLower(prelude)) {
				s.readRules(body, depth+1)
			}
			continue
		}
		sets := readDeclarations(body)
		if len(sets) == 0 {
			continue
		}
		for one := range strings.SplitSeq(prelude, ",") {
			if r, ok := selector(one); ok {
				r.sets = sets
				s.add(r)
			}
		}
	}
}

// isOfScreens reports whether the rules inside an at-rule hold for a page as it is
// shown on a wide screen.
func isOfScreens(prelude string) bool {
	name, query, _ := strings.Cut(prelude, " ")
	switch name {
	case "@layer", "@supports":
		return true
	case "@media":
		return isScreen(query)
	}
	return false
}

// isScreen reads a media query.
func isScreen(query string) bool {
	query = strings.TrimSpace(strings.ToLower(query))
	return query == "" || (strings.Contains(query, "screen") || strings.Contains(query, "all")) && !strings.ContainsAny(query, "(") && !strings.Contains(query, "not")
}

// cssEnd returns where the first of the marks is that stands outside strings, brackets
// and inner blocks; the length of the text if there is none.
func cssEnd(text, marks string) int {
	depth, quote := 0, byte(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote || c == '\n' {
				quote = 0
			}
		case c == '\\':
			i++
		case depth == 0 && strings.IndexByte(marks, c) >= 0:
			return i
		case c == '"' || c == '\'':
			quote = c
		case c == '{' || c == '(':
			depth++
		case c == '}' || c == ')':
			depth = max(0, depth-1)
		}
	}
	return len(text)
}

// stripComments cuts comments and the marks <!-- and --> that hide a sheet from old browsers.
func stripComments(text string) string {
	if strings.Contains(text, "<!--") || strings.Contains(text, "-->") {
		text = strings.NewReplacer("<!--", "", "-->", "").Replace(text)
	}
	if !strings.Contains(text, "/*") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "/*")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, text, _ = strings.Cut(rest, "*/")
	}
}

// readDeclarations reads what a rule or a style attribute sets of what is seen.
func readDeclarations(text string) []declaration {
	var sets []declaration
	for text != "" {
		end := cssEnd(text, ";")
		one := text[:end]
		text = text[min(len(text), end+1):]
		name, val, found := strings.Cut(one, ":")
		if !found || len(name) > 64 {
			continue
		}
		name = strings.ToLower(strings.TrimSpace(name))
		p, known := cssNames[name]
		if !known {
			continue
		}
		const enough = 200 // bytes: a picture is known by its beginning
		important := strings.HasSuffix(strings.TrimSpace(val), "important") && strings.Contains(val, "!")
		val = strings.ToLower(strings.TrimSpace(val[:min(len(val), enough)]))
		if before, _, ok := strings.Cut(val, "!"); ok {
			val = strings.TrimSpace(before)
		}
		if name == "font" {
			if val = sizeOf(val); val == "" {
				continue
			}
		}
		sets = append(sets, declaration{p, val, important})
	}
	return sets
}

// sizeOf returns the size that the shorthand font sets; "" if it sets none.
func sizeOf(font string) string {
	for word := range strings.FieldsSeq(font) {
		size, _, _ := strings.Cut(word, "/")
		if n, unit, ok := length(size); ok && (unit != "" || n == 0) || absoluteSizes[size] {
			return size
		}
	}
	return ""
}

// nthOf reads :first-child and :nth-child(…); nil for another pseudo-class.
func nthOf(pseudo string) func(int) bool {
	if pseudo == "first-child" {
		return func(n int) bool { return n == 1 }
	}
	arg, ok := strings.CutPrefix(pseudo, "nth-child(")
	arg, closed := strings.CutSuffix(arg, ")")
	if !ok || !closed {
		return nil
	}
	switch arg = strings.ReplaceAll(arg, " ", ""); arg {
	case "odd":
		arg = "2n+1"
	case "even":
		arg = "2n"
	}
	step, offset, hasStep := strings.Cut(arg, "n")
	if !hasStep {
		step, offset = "0", arg
	}
	switch step {
	case "", "+":
		step = "1"
	case "-":
		step = "-1"
	}
	a, err := strconv.Atoi(step)
	if err != nil {
		return nil
	}
	b := 0
	if offset != "" {
		if b, err = strconv.Atoi(offset); err != nil {
			return nil
		}
	}
	return func(n int) bool {
		if a == 0 {
			return n == b
		}
		return (n-b)%a == 0 && (n-b)/a >= 0
	}
}

// readAll reads the style sheets of a page, wherever they stand in it.
func (s *styleSheet) readAll(text string, m *meter) {
	if !hasTag(text, "<style") {
		return
	}
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(MaxToken)
	for in := false; ; {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			name, more := z.TagName()
			in = string(name) == "style"
			for in && more {
				var key, val []byte
				key, val, more = z.TagAttr()
				in = string(key) != "media" || isScreen(string(val))
			}
		case html.TextToken:
			if in {
				s.read(string(z.Text()))
			}
		case html.EndTagToken:
			in = false
		}
		if m.err != nil {
			return
		}
	}
}
