package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
)

// reviewName is the name of the sheet of findings.
const reviewName = "核对"

// reviewTitle stands on top of it.
const reviewTitle = "核对表"

var reviewHeads = []string{"序号", "级别", "单元格", "位置", "说明", "应为", "实为", "来源行", "来源文字", "代码"}

// writeReview writes the findings, the gravest first, each with a link to its cell.
func (w *writer) writeReview() {
	widths := []float64{11, 13, 16, 50, 90, 22, 22, 14, 42, 28}
	s := w.sheet(reviewName, widths, paper{landscape: true, frozen: 4, heads: 4})
	last := len(widths)
	title := look{font: hei, size: 16, horizontal: "center", vertical: "center"}
	s.add(32, s.text(title, reviewTitle))
	s.merge(place{1, 1}, place{last, 1})
	plain := look{font: song, size: 11, horizontal: "left", vertical: "center"}
	s.add(20, s.text(plain, w.summary()))
	s.merge(place{1, 2}, place{last, 2})
	s.legend()
	head := look{font: song, size: 11, bold: true, bordered: true, fill: headFill, horizontal: "center", vertical: "center"}
	cells := make([]writtenCell, last)
	for i, h := range reviewHeads {
		cells[i] = s.text(head, h)
	}
	s.add(22, cells...)
	for i := range w.findings {
		w.writeFinding(s, i+1, &w.findings[i])
	}
}

// summary says in one line what there is to do.
func (w *writer) summary() string {
	if len(w.findings) == 0 {
		return "没有发现需要核对的问题。"
	}
	var parts []string
	for _, sev := range []report.Severity{report.Error, report.Warning, report.Info} {
		n := 0
		for i := range w.findings {
			if w.findings[i].Severity == sev {
				n++
			}
		}
		parts = append(parts, fmt.Sprintf("%s%d条", severityNames[sev], n))
	}
	return strings.Join(parts, "，") + "。点击“单元格”一列可转到所说的格。"
}

// legend shows what the colours in the tables mean.
func (s *sheet) legend() {
	note := look{font: song, size: 9, horizontal: "right", vertical: "center"}
	cells := []writtenCell{3: s.text(note, "表中底色：")}
	for _, c := range []struct{ fill, text string }{
		{openFill, "未能确定，请填写"}, {errorFill, "有错误"}, {warnFill, "请留意"}, {infoFill, "由程序推得"}, {absentFill, "来源没有此格"},
	} {
		cells = append(cells, s.text(look{font: song, size: 9, bordered: true, fill: c.fill, horizontal: "center", vertical: "center", fit: shrinks}, c.text))
	}
	s.add(20, cells...)
}

func (w *writer) writeFinding(s *sheet, number int, f *report.Finding) {
	middle := look{font: song, size: 10, bordered: true, horizontal: "center", vertical: "top", fill: severityFill(f.Severity)}
	left := middle
	left.horizontal, left.fill = "left", ""
	link := middle
	link.color, link.fill = "0563C1", ""
	ref, where, to := w.where(f)
	values := left
	values.format = asText
	line := ""
	if f.Line > 0 {
		line = strconv.Itoa(f.Line)
	}
	texts := []string{strconv.Itoa(number), severityNames[f.Severity], ref, where, f.Message + readings(f), f.Expected, f.Actual, line, words.Clip(f.Text, 200), string(f.Code)}
	looks := []look{middle, middle, link, left, left, values, values, middle, values, left}
	looks[7].fill = ""
	cells, lines := make([]writtenCell, len(texts)), 1
	for i, t := range texts {
		lines = max(lines, linesOf(t, points(s.widths[i]), 10))
		cells[i] = s.text(looks[i], t)
	}
	s.add(heightOf(lines, 10)+2, cells...)
	if to != "" {
		s.link(place{3, s.row}, to)
	}
}

// where names the first cell of a finding that is in the workbook: as A1, in
// words, and as the target of a link.
func (w *writer) where(f *report.Finding) (ref, text, to string) {
	for _, id := range f.Cells {
		p, d := w.find(id)
		if d == nil {
			continue
		}
		text = p.form.table.Name + "，" + d.name()
		if n := len(f.Cells); n > 1 {
			text += fmt.Sprintf(" 等%d格", n)
		}
		return d.at.ref(), text, onSheet(p.sheet, d.at.ref())
	}
	return "", "", ""
}

func (w *writer) find(id string) (*reportSheet, *formCell) {
	for _, p := range w.pages {
		if p.form != nil && p.form.byID[id] != nil {
			return p, p.form.byID[id]
		}
	}
	return nil, nil
}

func severityFill(s report.Severity) string {
	return map[report.Severity]string{report.Error: errorFill, report.Warning: warnFill, report.Info: infoFill}[s]
}

// readings lists what the digits may be read as.
func readings(f *report.Finding) string {
	const most = 10
	if len(f.Candidates) == 0 {
		return ""
	}
	var all []string
	for i, c := range f.Candidates {
		if i == most {
			all = append(all, fmt.Sprintf("等%d种", len(f.Candidates)))
			break
		}
		all = append(all, strings.Join(c, "、"))
	}
	return "\n可能的读法：" + strings.Join(all, "；")
}
