package extract

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A leftKind tells what lines that are left out of a report are.
type leftKind int

const (
	contentsLeft  leftKind = iota // a list of contents: its headings are in the report
	furnitureLeft                 // of the page that the report was on
	scrapsLeft                    // of the form, which prints its labels itself
	titleLeft                     // the report's title again
	leftKinds
)

// says is what a finding says of the lines of each kind.
var leftSays = [leftKinds]string{
	contentsLeft:  "原文的目录（%d行）没有排入，其中的标题都在正文里：%s",
	furnitureLeft: "网页、版面上不属于报告的文字（%d行）没有排入：%s",
	scrapsLeft:    "表格的表头、项目名称散落在表外（%d行），表格按规定格式印出，这些字不再重复：%s",
	titleLeft:     "报告标题又出现了%d次，只印一次：%s",
}

// A leavings gathers the lines that are left out of a report. No text is lost for it:
// the finding of a kind has them all.
type leavings struct {
	lines [leftKinds][]string
	first [leftKinds]int // source line

	strays []rowsLeft
}

// rowsLeft are rows of a table that are none of the form's.
type rowsLeft struct {
	table string
	rows  []string
	line  int // of the source, of the first
}

// stray leaves a row out.
func (l *leavings) stray(table string, line *source.Line) {
	n := len(l.strays)
	if n == 0 || l.strays[n-1].table != table {
		l.strays = append(l.strays, rowsLeft{table: table, line: line.No})
		n++
	}
	if text := strings.Join(strings.Fields(strings.ReplaceAll(proseText(line), "|", " ")), " "); text != "" {
		l.strays[n-1].rows = append(l.strays[n-1].rows, text)
	}
}

// take leaves a line out.
func (l *leavings) take(k leftKind, line *source.Line) {
	text := strings.Trim(proseText(line), " |｜\t")
	if text == "" {
		return
	}
	if len(l.lines[k]) == 0 {
		l.first[k] = line.No
	}
	l.lines[k] = append(l.lines[k], text)
}

// tell says in the report what was left out.
func (l *leavings) tell(r *report.Report, form *layouts.Layout) {
	for _, s := range l.strays {
		if t := form.Table(s.table); t != nil && len(s.rows) > 0 {
			f := report.NewFinding(report.CodeUnknownRow, fmt.Sprintf("表“%s”中的“%s”不是规定格式里的行，内容保留在此，未计入任何单元格。", t.Name, shortened(s.rows)))
			f.Text, f.Line = strings.Join(s.rows, "\n"), s.line
			r.Add(f)
		}
	}
	for k, lines := range l.lines {
		if len(lines) == 0 {
			continue
		}
		f := report.NewFinding(report.CodeLeftOut, fmt.Sprintf(leftSays[k], len(lines), shortened(lines)))
		f.Text, f.Line = strings.Join(lines, "\n"), l.first[k]
		r.Add(f)
	}
}

// shortened are lines as a message names them.
func shortened(lines []string) string {
	const most = 40 // characters
	short := strings.ReplaceAll(strings.Join(lines, "；"), "\n", " ")
	if utf8.RuneCountInString(short) > most {
		short = string([]rune(short)[:most]) + "……"
	}
	return short
}
