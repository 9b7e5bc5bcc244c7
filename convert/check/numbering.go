package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
)

var (
	topNumber  = pattern.New(`^\s*([一二三四五六七八九十]{1,3})\s*、`)
	partNumber = pattern.New(`^\s*[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)]`)
)

// submatch matches one of the patterns above. Most paragraphs begin otherwise.
func submatch(pattern *pattern.Pattern, text string) []string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " \t\n\f\r"))
	if !strings.ContainsRune("一二三四五六七八九十（(", first) {
		return nil
	}
	return pattern.FindStringSubmatch(text)
}

// numbering finds headings that skip, repeat or go backwards.
func (c *checker) numbering() {
	top := &counter{to: c, pattern: topNumber}
	for i, s := range c.r.Sections {
		if i > 0 {
			top.pass(c.r.Sections[i-1].Texts(), s.Heading)
		}
		top.next(s.Heading, s.Line)
		part := &counter{to: c, pattern: partNumber}
		for _, p := range s.Texts() {
			if submatch(topNumber, p) != nil {
				part.last = 0
			}
			part.next(p, s.Line)
		}
	}
}

// A counter follows the ordinals of one level.
type counter struct {
	to      *checker
	pattern *pattern.Pattern
	last    int
}

func (c *counter) next(text string, line int) {
	m := submatch(c.pattern, text)
	if m == nil {
		return
	}
	n := ordinal(m[1])
	if n != c.last+1 {
		head := []rune(strings.TrimSpace(text))
		f := report.NewFinding(report.CodeNumbering, fmt.Sprintf("标题序号不连续：“%s”之前应为第%d项。", string(head[:min(len(head), 20)]), n-1))
		if n <= c.last {
			f.Message = fmt.Sprintf("标题序号重复或倒退：“%s”。", string(head[:min(len(head), 20)]))
		}
		f.Text, f.Line = string(head[:min(len(head), 40)]), line
		c.to.add(f)
	}
	c.last = n
}

// pass counts the headings that stand among the paragraphs above the next heading:
// those of parts that the form does not have.
func (c *counter) pass(paragraphs []string, next string) {
	m := submatch(c.pattern, next)
	if m == nil {
		return
	}
	last := c.last
	for _, p := range paragraphs {
		if h := submatch(c.pattern, p); h != nil && ordinal(h[1]) == last+1 {
			last++
		}
	}
	if last == ordinal(m[1])-1 {
		c.last = last
	}
}

func ordinal(s string) int {
	n, _ := figure.Han(s)
	return int(n)
}
