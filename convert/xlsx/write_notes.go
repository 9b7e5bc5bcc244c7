package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
)

// severityNames are what a clerk reads.
var severityNames = map[report.Severity]string{report.Error: "错误", report.Warning: "警告", report.Info: "提示"}

// A remark is what the notes on cells say of a finding: in full on its first cell,
// in short on the others. One finding may be about a whole table.
type remark struct{ full, short string }

// remarks words the findings for the notes.
func (w *writer) remarks() []remark {
	const short, full = 40, 600
	all := make([]remark, len(w.findings))
	for i := range w.findings {
		f := &w.findings[i]
		severity := "【" + severityNames[f.Severity] + "】"
		r := remark{full: severity + words.Clip(f.Message, full)}
		if r.short = r.full; utf8.RuneCountInString(f.Message) > short {
			r.short = fmt.Sprintf("%s%s（详见“%s”第%d条）", severity, words.Clip(f.Message, short), reviewName, i+1)
		}
		all[i] = r
	}
	return all
}

// flag notes which cells the findings are about. Of the infos only those count
// that changed a value: the others would colour whole tables.
func (w *writer) flag() {
	w.about = map[string][]int{}
	w.remark = w.remarks()
	for i := range w.findings {
		f := &w.findings[i]
		if f.Severity == report.Info && f.Code != report.CodeRepaired {
			continue
		}
		for _, id := range f.Cells {
			w.about[id] = append(w.about[id], i)
		}
	}
}

// severity is that of the gravest finding about a cell, "" for none.
func (w *writer) severity(id string) report.Severity {
	if about := w.about[id]; about != nil {
		return w.findings[about[0]].Severity // they are sorted
	}
	return ""
}

// comments puts a note on every cell that a clerk must look at. Where the digits
// of a whole row were settled, its first cell speaks for the row.
func (w *writer) comments(s *sheet, f *form) {
	if w.blank {
		return
	}
	var last *formCell
	var lastNote []string
	for _, d := range f.cells {
		note := w.note(d)
		repeats := last != nil && last.row == d.row && w.severity(d.id) == report.Info &&
			slices.Equal(w.about[d.id], w.about[last.id]) && slices.Equal(note[1:], lastNote[1:])
		last, lastNote = d, note
		if len(note) == 0 || repeats {
			continue
		}
		text := words.Clip(clean(strings.Join(note, "\n")), 2000)
		s.note(d.at, text, 30+17*min(linesOf(text, 200, noteSize), 20))
	}
}

// note is what there is to say about a cell, a line each; nil for nothing.
func (w *writer) note(d *formCell) []string {
	c := w.report.Cell(d.id)
	about := w.about[d.id]
	var lines []string
	for _, n := range about {
		finding := &w.findings[n]
		if finding.Cells[0] == d.id {
			lines = append(append(lines, w.remark[n].full), expectation(finding)...)
		} else {
			lines = append(lines, w.remark[n].short)
		}
		if readings := candidatesOf(finding, d.id); readings != "" {
			lines = append(lines, "可能是："+readings)
		}
	}
	if c == nil {
		return lines
	}
	if c.Open && len(about) == 0 {
		lines = append(lines, "此格未能确定，请核对后填写。")
	}
	if sum := w.contradicts(d, c); sum != "" {
		lines = append(lines, fmt.Sprintf("按各项相加为%s，来源为%s；此处照来源填写，未作更改。", sum, c.Value))
	}
	if significant(c.Value) > mostDigits {
		lines = append(lines, fmt.Sprintf("此数超过%d位，按文本保存，以免位数丢失。", mostDigits))
	}
	if c.Unit != "" {
		lines = append(lines, "来源所注单位："+c.Unit)
	}
	if len(lines) > 0 {
		if source := evidence(c); source != "" {
			lines = append(lines, source)
		}
	}
	return lines
}

// contradicts returns what the parts of a total add up to when that is not the
// total; "" when it is, or cannot be told.
func (w *writer) contradicts(d *formCell, c *report.Cell) string {
	if c.Value.Blank() {
		return ""
	}
	for _, rule := range d.sums {
		if sum, known := sumOf(w.report, rule.Right); known && sum.Cmp(c.Value.Rat()) != 0 {
			return trimDecimals(sum.FloatString(report.MaxDigits))
		}
	}
	return ""
}

func trimDecimals(s string) string { return strings.TrimRight(strings.TrimRight(s, "0"), ".") }

func expectation(f *report.Finding) []string {
	var parts []string
	if f.Expected != "" {
		parts = append(parts, "应为："+f.Expected)
	}
	if f.Actual != "" {
		parts = append(parts, "实为："+f.Actual)
	}
	if parts == nil {
		return nil
	}
	return []string{strings.Join(parts, "，")}
}

// candidatesOf lists the values a finding holds possible for one cell.
func candidatesOf(f *report.Finding, id string) string {
	at := slices.Index(f.Cells, id)
	var values []string
	for _, c := range f.Candidates {
		if at >= 0 && at < len(c) && !slices.Contains(values, c[at]) {
			values = append(values, c[at])
		}
	}
	return strings.Join(values, "、")
}

// evidence says where the source has the cell, "" when that is not known.
func evidence(c *report.Cell) string {
	line, text := "", ""
	if c.Line > 0 {
		line = "第" + strconv.Itoa(c.Line) + "行"
	}
	if c.Text != "" {
		text = "：“" + words.Clip(c.Text, 80) + "”"
	}
	if line+text == "" {
		return ""
	}
	return "来源" + line + text
}
