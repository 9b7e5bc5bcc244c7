package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
)

// readFields finds the lines that hold texts which the form asks for around its tables:
// they are no rows of a table, whatever cells they stand in.
func (c *candidate) readFields() {
	w := c.v.fields
	if w == nil {
		return
	}
	c.fields = make([]*fieldLine, len(c.doc.Lines))
	for i := range c.doc.Lines {
		if c.heads[i] == nil {
			c.fields[i] = w.line(&c.doc.Lines[i])
		}
		if f, line := c.fields[i], &c.doc.Lines[i]; f != nil && len(f.texts) == 1 && len(f.rest) > 1 && f.bare == 0 && line.Grid > 0 {
			f.corner = !slices.ContainsFunc(f.rest, func(text string) bool { return !w.named(text) }) && w.within.MatchString(simplify(unbracketed(line.Fields[0].Text)))
		}
	}
	c.fieldsBelow()
	c.fieldsUnder()
}

// fieldsUnder finds texts in the cells under those of their labels: a row of labels, and a row
// of what is filled in.
func (c *candidate) fieldsUnder() {
	for i := 0; i+1 < len(c.fields); i++ {
		f, line, next := c.fields[i], &c.doc.Lines[i], &c.doc.Lines[i+1]
		if f == nil || len(f.texts) < 2 || len(f.rest) > 0 || f.below || line.Grid == 0 || next.Grid != line.Grid || c.fields[i+1] != nil || c.heads[i+1] != nil || len(next.Fields) != len(line.Fields) {
			continue
		}
		labels, texts := 0, make([]string, 0, len(f.texts))
		fits := !slices.ContainsFunc(f.texts, func(t fieldText) bool { return t.text != "" || t.after })
		for x := range line.Fields {
			switch under := next.Fields[x].Text; {
			case line.Fields[x].Text != "":
				labels, texts = labels+1, append(texts, under)
			case under != "":
				fits = false
			}
		}
		if !fits || labels != len(f.texts) {
			continue
		}
		for k := range f.texts {
			f.texts[k].text = strings.Trim(report.OneLine(texts[k]), parts+rules)
		}
		f.below, c.fields[i+1] = true, &fieldLine{}
	}
}

// isCorner reports whether the first cell of a line stands in the corner of a table's heads
// and holds a field: 单位：万元 above the labels.
func (c *candidate) isCorner(i int) bool {
	return c.fields != nil && c.fields[i] != nil && c.fields[i].corner
}

// fieldsBelow finds texts that stand on the line below their labels, several in turn, as
// cells do that have a line each.
func (c *candidate) fieldsBelow() {
	label := func(i int) bool {
		f := c.fields[i]
		return f != nil && len(f.texts) == 1 && f.texts[0].text == "" && len(f.rest) == 0 && !c.v.fields.isNote(f.texts[0].label)
	}
	const longest = 20 // characters
	inTurn := false
	for i := 0; i+1 < len(c.fields); i++ {
		text := c.doc.Lines[i+1].Text
		stands := label(i) && c.fields[i+1] == nil && c.heads[i+1] == nil && text != "" && utf8.RuneCountInString(text) <= longest && !strings.ContainsAny(text, "：:。")
		if inTurn = stands && (inTurn || i+2 < len(c.fields) && c.fields[i+2] != nil); inTurn {
			c.fields[i].texts[0].text, c.fields[i].below = strings.Trim(text, parts+rules), true
			i++
			c.fields[i] = &fieldLine{}
		}
	}
}

// isField reports whether a line holds nothing but fields, and others that the form does not
// ask for.
func (c *candidate) isField(i int) bool {
	return c.fields != nil && c.fields[i] != nil && !slices.ContainsFunc(c.fields[i].rest, func(text string) bool {
		return !labelled.MatchString(text) || c.v.fields.named(text) // 其中：财政拨款
	})
}

// labelled matches a text behind a label.
var labelled = pattern.New(`^\p{Han}[\p{Han}\s\x{3000}]{0,8}\p{Han}[\s\x{3000}]*[:：]`)

// withFields are the lines that are covered, and those that hold nothing but fields.
func (c *candidate) withFields(covered []bool) []bool {
	for i := range c.fields {
		covered[i] = covered[i] || c.isField(i)
	}
	return covered
}
