package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
)

// A paragrapher joins lines into paragraphs.
type paragrapher struct {
	out  []report.Paragraph
	text strings.Builder // of the last paragraph, not among out yet
	open bool            // it may go on
	more bool            // it has gone on
	last *source.Line
}

func (p *paragrapher) add(line *source.Line) {
	text := proseText(line)
	if text == "" {
		return
	}
	if p.open && p.continues(line, text) {
		p.text.WriteString(joint(p.text.String(), text))
		p.more = true
	} else {
		p.end()
	}
	p.text.WriteString(text)
	p.open, p.last = true, line
}

// end ends the last paragraph and returns all.
func (p *paragrapher) end() []report.Paragraph {
	if p.text.Len() > 0 {
		text := p.text.String()
		if p.more {
			text = source.Unbold(text) // emphasis over several lines
		}
		p.out = append(p.out, report.Paragraph{Text: text})
		p.text.Reset()
		p.more = false
	}
	return p.out
}

// proseText is the line as prose: a row of a table as its cells, parted by spaces.
func proseText(line *source.Line) string {
	if line.Grid == 0 {
		text := strings.TrimSpace(line.Text)
		if len(line.Fields) < 2 { // a bar ends a cell that is alone
			text = strings.TrimSpace(strings.TrimRight(text, "|｜ \t"))
		}
		if strings.Trim(text, " |｜\t") == "" {
			return "" // an empty row
		}
		return text
	}
	var cells []string
	for _, f := range line.Fields {
		if f.Text != "" {
			cells = append(cells, strings.ReplaceAll(f.Text, "\n", ""))
		}
	}
	return strings.Join(cells, " ")
}

// contact matches what a line of an address begins with.
var contact = pattern.New(`^(?:(?:通[信讯]|联系|办公)?地\s*址|联系人|(?:联系|咨询|监督|举报)?电\s*话|联系方式|邮\s*编|邮政编码|传\s*真|(?:电子)?邮\s*箱|网\s*址)\s*[:：]`)

// continues reports whether a line goes on in the sentence of the one before:
// that one was broken off, and this one begins nothing new.
func (p *paragrapher) continues(line *source.Line, text string) bool {
	const full = 20 // characters of a line that may have been wrapped
	before := p.last.Text
	if p.last.Block || line.Block || isNumbered(text) || contact.MatchString(text) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune("，、,—（(“《", last) {
		return true
	}
	if line.Gap || utf8.RuneCountInString(before) < full || strings.ContainsRune("。！？!?；;：:”）)》】.", last) {
		return false
	}
	return !isDate(text)
}

// joint is the space between joined lines: one between Western words, none else.
func joint(a, b string) string {
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	if western(x) && western(y) {
		return " "
	}
	return ""
}

func western(r rune) bool { return r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
