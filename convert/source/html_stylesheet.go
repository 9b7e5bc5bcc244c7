package source

import (
	"slices"
	"strings"
)

// A styleSheet is what the style sheets inside a page say of what is seen. It knows
// elements by tag, class, id and place among their siblings, and those around them;
// a selector with anything else is left out.
type styleSheet struct {
	rules                []rule
	byTag, byClass, byID map[string][]int
	anywhere             []int // rules of any tag
	steps                int   // taken so far to find the rules of elements
	found                []int
}

// A rule is one selector and what it sets.
type rule struct {
	parts []compound // the element's own first, then those around it
	sets  []declaration
	rank  int // how exact the selector is
}

// A compound is the part of a selector that is of one element.
type compound struct {
	tag, id string
	classes []string
	nth     func(n int) bool // which of its siblings; nil for all
	parent  bool             // the next part is of the parent itself
}

// A declaration sets one property.
type declaration struct {
	property  property
	value     string
	important bool
}

func (s *styleSheet) add(r rule) {
	if len(s.rules) >= MaxRules {
		return
	}
	if s.byTag == nil {
		s.byTag, s.byClass, s.byID = map[string][]int{}, map[string][]int{}, map[string][]int{}
	}
	n, own := len(s.rules), r.parts[0]
	s.rules = append(s.rules, r)
	switch {
	case own.id != "":
		s.byID[own.id] = append(s.byID[own.id], n)
	case len(own.classes) > 0:
		c := own.classes[0]
		s.byClass[c] = append(s.byClass[c], n)
	case own.tag != "":
		s.byTag[own.tag] = append(s.byTag[own.tag], n)
	default:
		s.anywhere = append(s.anywhere, n)
	}
}

// style works out what the sheet and the element's own style say of it, in the order
// of their weight. The elements are those around it.
func (s *styleSheet) style(v *values, el *openElement, around []openElement, own []declaration, m *meter) {
	s.found = s.found[:0]
	if len(s.rules) > 0 {
		s.match(s.anywhere, el, around)
		s.match(s.byTag[el.name], el, around)
		for _, c := range el.classes {
			s.match(s.byClass[c], el, around)
		}
		if el.id != "" {
			s.match(s.byID[el.id], el, around)
		}
		if s.steps > MaxMatches {
			m.fail(tooLarge("too-large.steps", MaxMatches))
			return
		}
		slices.SortFunc(s.found, func(a, b int) int {
			if d := s.rules[a].rank - s.rules[b].rank; d != 0 {
				return d
			}
			return a - b
		})
	}
	for _, important := range []bool{false, true} {
		for _, n := range s.found {
			v.set(s.rules[n].sets, important)
		}
		v.set(own, important)
	}
}

func (v *values) set(sets []declaration, important bool) {
	for _, d := range sets {
		if d.important == important {
			v[d.property] = d.value
		}
	}
}

// match adds those of the rules that are of the element.
func (s *styleSheet) match(rules []int, el *openElement, around []openElement) {
	kids := 0
	if n := len(around); n > 0 {
		kids = around[n-1].kids
	}
	for _, n := range rules {
		if s.steps += 1 + len(el.classes)/8; s.steps > MaxMatches {
			return
		}
		if r := &s.rules[n]; r.parts[0].fits(el, kids) && s.around(r.parts, around) {
			s.found = append(s.found, n)
		}
	}
}

// around reports whether the parts behind the first fit the elements around it.
func (s *styleSheet) around(parts []compound, around []openElement) bool {
	if len(parts) == 1 {
		return true
	}
	for i := len(around) - 1; i >= 0; i-- {
		if s.steps += 1 + len(around[i].classes)/8; s.steps > MaxMatches {
			return false
		}
		kids := 0
		if i > 0 {
			kids = around[i-1].kids
		}
		if parts[1].fits(&around[i], kids) && s.around(parts[1:], around[:i]) {
			return true
		}
		if parts[0].parent {
			return false
		}
	}
	return false
}

func (c *compound) fits(el *openElement, nth int) bool {
	if c.tag != "" && c.tag != el.name || c.id != "" && c.id != el.id || c.nth != nil && !c.nth(nth) {
		return false
	}
	for _, class := range c.classes {
		if !slices.Contains(el.classes, class) {
			return false
		}
	}
	return true
}

// selector reads one selector; false for one that the sheet does not know.
func selector(text string) (rule, bool) {
	const most = 16 // parts
	var r rule
	parent, last := false, true
	text = strings.ReplaceAll(text, ">", " > ")
	for word := range strings.FieldsSeq(text) {
		if word == ">" {
			if parent || len(r.parts) == 0 {
				return r, false
			}
			parent, last = true, false
			continue
		}
		c, rank, ok := readCompound(word)
		if !ok || len(r.parts) == most {
			return r, false
		}
		c.parent, parent, last = parent, false, true
		r.parts = append(r.parts, c)
		r.rank += rank
	}
	slices.Reverse(r.parts)
	return r, last && len(r.parts) > 0
}

func readCompound(s string) (c compound, rank int, ok bool) {
	const id, class, tag = 1 << 16, 1 << 8, 1
	for s != "" {
		kind := s[0]
		if strings.IndexByte("#.:", kind) >= 0 {
			s = s[1:]
		}
		end := strings.IndexAny(s, "#.:")
		if kind == ':' {
			end = strings.IndexAny(s, "#.")
		}
		if end < 0 {
			end = len(s)
		}
		name := s[:end]
		if s = s[end:]; name == "" || kind != ':' && strings.ContainsAny(name, "[]()+~*\\,&|") && name != "*" {
			return c, 0, false
		}
		switch kind {
		case '#':
			c.id, rank = name, rank+id
		case '.':
			c.classes, rank = append(c.classes, name), rank+class
		case ':':
			if c.nth = nthOf(strings.ToLower(name)); c.nth == nil {
				return c, 0, false
			}
			rank += class
		default:
			if name != "*" {
				c.tag, rank = strings.ToLower(name), rank+tag
			}
		}
	}
	return c, rank, true
}
