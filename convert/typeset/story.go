package typeset

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A BlockKind is what a block of a report is.
type BlockKind uint8

const (
	TitleBlock      BlockKind = iota // of the report
	HeadingBlock                     // 一、, or （一） alone on its line
	ProseBlock                       // a paragraph; Head is its beginning in another face
	EnclosureBlock                   // a line of the list of enclosures
	NameBlock                        // of the signature; Indent is where it begins
	DateBlock                        // of the signature
	BelowBlock                       // what stands below the date
	AnnexBlock                       // the mark of an annex, which begins a page
	AnnexTitleBlock                  //
	TextTableBlock                   // a table in the text
	FormBlock                        // a table of the form
	AboveBlock                       // the line at its upper right
	NoteBlock                        // a paragraph of a note below it
	SignOffBlock                     // the line of the sign-off
	EmptyBlock                       // an empty line
)

// A Block is a paragraph or a table of a report as the pages have it, for writers that
// leave lines and pages to another program.
type Block struct {
	Kind   BlockKind
	Level  int // of a heading, 1 or 2; of prose, that of its Head, 0 for none
	Head   string
	Text   string
	Indent float64 // of a name or a date, in characters from the left of the line
	Table  *report.Paragraph
	Form   *layouts.Table
	Data   *report.Table
}

// characters is how many stand on a line.
const characters = 28

// Story is the report in blocks, in the order of its pages.
func Story(r *report.Report, l *layouts.Layout) []Block {
	t := &teller{setter: setter{report: r, layout: l, printed: map[string]bool{}}}
	if title := reportTitle(r, l); title != "" {
		t.add(Block{Kind: TitleBlock, Text: title})
	}
	t.sections(t.section, func() { t.below(nil) })
	return t.blocks
}

// reportTitle is the title as it is printed, in one line.
func reportTitle(r *report.Report, l *layouts.Layout) string {
	text := strings.Join(strings.Fields(r.Title), " ")
	switch {
	case text != "":
		return text
	case r.Year > 0:
		return l.FullTitle(r.Agency, fmt.Sprint(r.Year), r.Period)
	}
	return l.FullTitle(r.Agency, "", r.Period)
}

// A teller makes the blocks of a report.
type teller struct {
	setter
	blocks []Block
	listed bool // the paragraph before is of a list of enclosures
}

func (t *teller) add(b Block) { t.blocks = append(t.blocks, b) }

func (t *teller) section(sec *report.Section) {
	t.listed = false
	if sec.Annexed() {
		t.annex(annexLines(sec.Heading, sec.Paragraphs))
		return
	}
	if heading := strings.TrimSpace(sec.Heading); heading != "" {
		t.add(Block{Kind: HeadingBlock, Level: 1, Text: heading})
	}
	if sec.ID == report.Signature {
		t.signature(report.Texts(unbroken(report.Prose(sec.Texts()...))))
		return
	}
	for _, p := range unbroken(sec.Paragraphs) {
		t.text(&p)
	}
	if f := t.layout.Table(sec.Table); f != nil && t.report.Table(sec.Table) != nil && !t.printed[sec.Table] {
		t.printed[sec.Table] = true
		t.beside(AboveBlock, t.printedFields(f, layouts.Above))
		t.add(Block{Kind: FormBlock, Form: f, Data: t.report.Table(sec.Table)})
		t.below(f)
	}
}

// below tells the notes and the sign-off of a table, or of the whole form for nil.
func (t *teller) below(f *layouts.Table) {
	for _, note := range t.printedFields(f, layouts.Note) {
		for _, line := range strings.Split(note, "\n") {
			t.add(Block{Kind: NoteBlock, Text: line})
		}
	}
	t.beside(SignOffBlock, t.printedFields(f, layouts.SignOff))
}

// beside adds lines of fields, as many on each as it takes: none is broken where it need not
// be.
func (t *teller) beside(kind BlockKind, texts []string) {
	const room = measure / fieldSize
	line, width := "", 0.0
	for _, text := range texts {
		if w := widthOf(text) + fieldGap; line != "" && width+w <= room {
			line, width = line+strings.Repeat("　", fieldGap)+text, width+w
			continue
		}
		if line != "" {
			t.add(Block{Kind: kind, Text: line})
		}
		line, width = text, widthOf(text)
	}
	if line != "" {
		t.add(Block{Kind: kind, Text: line})
	}
}

func (t *teller) text(p *report.Paragraph) {
	if p.Table != nil {
		t.add(Block{Kind: TextTableBlock, Table: p})
		return
	}
	text := strings.TrimFunc(p.Text, unicode.IsSpace)
	if text == "" {
		return
	}
	first := enclosureMark.MatchString(text)
	if t.listed = first || t.listed && enclosureNumber.MatchString(text); t.listed {
		if first {
			t.add(Block{Kind: EmptyBlock})
		}
		t.add(Block{Kind: EnclosureBlock, Text: text})
		return
	}
	role, head := level(text)
	b := Block{Kind: ProseBlock, Head: text[:head], Text: text[head:], Level: map[string]int{hei: 1, kai: 2}[role]}
	if b.Text == "" {
		b = Block{Kind: HeadingBlock, Level: b.Level, Text: text}
	}
	t.add(b)
}

func (t *teller) annex(lines []report.Paragraph) {
	if len(lines) == 0 {
		return
	}
	t.add(Block{Kind: AnnexBlock, Text: strings.TrimRight(lines[0].Text, "：: ")})
	rest := lines[1:]
	if len(rest) > 0 && isAnnexTitle(rest[0].Text) {
		t.add(Block{Kind: AnnexTitleBlock, Text: rest[0].Text})
		rest = rest[1:]
	}
	for i := range rest {
		if report.IsAnnex(rest[i].Text) {
			t.annex(rest[i:])
			return
		}
		t.text(&rest[i])
	}
}

// signature places names and date as typeset's own lines do, by characters.
func (t *teller) signature(lines []string) {
	sign := readSigned(lines)
	for _, text := range sign.text {
		t.text(&report.Paragraph{Text: text})
	}
	if len(sign.names) > 0 || sign.date != "" {
		t.add(Block{Kind: EmptyBlock})
	}
	const right = 2 // characters left free
	begins, moved := characters-right+0.0, 0.0
	if n := len(sign.names); n > 0 {
		begins = max(0, characters-right-widthOf(sign.names[n-1]))
	}
	date := min(begins+right, characters-right-widthOf(sign.date))
	if sign.date != "" && len(sign.names) > 0 {
		moved = min(0, date-right-begins)
	}
	for _, name := range sign.names {
		t.add(Block{Kind: NameBlock, Text: name, Indent: max(0, characters-right-widthOf(name)+moved)})
	}
	if sign.date != "" {
		t.add(Block{Kind: DateBlock, Text: sign.date, Indent: max(0, date)})
	}
	for _, text := range sign.below {
		t.add(Block{Kind: BelowBlock, Text: text})
	}
	t.annex(report.Prose(sign.annex...))
}

// widthOf is about how many characters a text takes up: two of ASCII are one.
func widthOf(text string) float64 {
	n := 0.0
	for _, r := range text {
		if n++; r < utf8.RuneSelf {
			n -= 0.5
		}
	}
	return n
}

// Value is the text of a cell of data as the pages have it, and whether it is open.
func Value(c *layouts.Cell, r *report.Table) (text string, open bool) { return value(c, r) }
