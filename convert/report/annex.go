package report

import (
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
)

// annexMark is what the first line of an annex begins with: 附件, 附件1, 附件二：.
var annexMark = pattern.New(`^附\s*[件表录]\s*[0-9０-９一二三四五六七八九十]{0,2}`)

// CutAnnex cuts the mark of an annex (附件1) from the first line of one, and the title
// that may stand behind it on the line. mark is "" for any other line, and for a list of
// enclosures (附件：1.统计表), which stands above the signature.
func CutAnnex(line string) (mark, title string) {
	const longest = 60 // characters of a title
	line = strings.TrimSpace(line)
	mark = strings.TrimSpace(annexMark.FindString(line))
	title = strings.Trim(line[len(mark):], "：: \u3000\t")
	switch {
	case mark == "" || title == "":
		return mark, ""
	case title == line[len(mark):], strings.ContainsAny(title, "。；"), utf8.RuneCountInString(title) > longest, listed.MatchString(title):
		return "", "" // 附件中的数据……
	}
	return mark, title
}

// listed matches the beginning of an item of a list.
var listed = pattern.New(`^[0-9０-９]{1,2}\s*[.．、]`)

// IsAnnex reports whether a line is the mark of an annex and nothing else.
func IsAnnex(line string) bool {
	mark, title := CutAnnex(line)
	return mark != "" && title == ""
}

// Annexed reports whether the section is an annex behind the signature: its heading is
// the mark, its first paragraph the title.
func (s *Section) Annexed() bool { return s.Table == "" && IsAnnex(s.Heading) }
