package messy

import (
	"bytes"
	"encoding/csv"
	"html"
	"strings"
)

// An Input is a kind of file that a drawn report is printed as.
type Input struct {
	Name  string
	Ext   string
	print func(*drawnReport) []byte
	lines bool // a cell may have several lines
	flat  bool // it has no merges: every place has a cell
	loose bool // it does not keep cells apart
}

// inputs are all kinds of files that keep cells apart.
var inputs = []Input{
	{Name: "bars", Ext: ".txt", print: plain(barRow)},
	{Name: "tabs", Ext: ".txt", print: plain(tabRow), flat: true},
	{Name: "lines", Ext: ".txt", print: plain(lineRow)},
	{Name: "markdown", Ext: ".md", print: printMarkdown, flat: true},
	{Name: "csv", Ext: ".csv", print: printCSV, lines: true, flat: true},
	{Name: "html", Ext: ".html", print: printHTML, lines: true},
	{Name: "docx", Ext: ".docx", print: printDocx, lines: true},
}

// looseInputs keep no cells that could be told from each other at sight: whatever they
// show, a person may doubt.
var looseInputs = []Input{
	{Name: "cell-a-line", Ext: ".txt", print: plain(cellRow), loose: true},
	{Name: "two-spaces", Ext: ".txt", print: plain(spacedRow), loose: true},
}

// printed is the text of every place of a row: empty where a merge goes on.
func printed(spots []spot, width int) []string {
	cells := make([]string, width)
	for _, s := range spots {
		cells[s.at] = s.text
	}
	return cells
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// plain prints text with a line or more for each row of a table.
func plain(row func(b *strings.Builder, spots []spot, width int)) func(*drawnReport) []byte {
	return func(r *drawnReport) []byte {
		var b strings.Builder
		for _, p := range r.parts {
			if p.table == nil {
				if p.level == 2 {
					b.WriteByte('\n')
				}
				b.WriteString(p.text + "\n")
				continue
			}
			for y, spots := range p.table.spots() {
				row(&b, spots, p.table.wideAt(y))
			}
			b.WriteByte('\n')
		}
		return []byte(b.String())
	}
}

// barRow has the row's own cells, a bar behind each.
func barRow(b *strings.Builder, spots []spot, _ int) {
	for i, s := range spots {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(oneLine(s.text) + " |")
	}
	b.WriteByte('\n')
}

func tabRow(b *strings.Builder, spots []spot, width int) {
	b.WriteString(oneLine(strings.Join(printed(spots, width), "\t")) + "\n")
}

// lineRow has a line for each of the row's own cells, a bar behind it.
func lineRow(b *strings.Builder, spots []spot, _ int) {
	for _, s := range spots {
		b.WriteString(strings.TrimLeft(oneLine(s.text)+" |", " ") + "\n")
	}
}

// cellRow has a line for each of the row's own cells, and an empty one for a blank cell.
func cellRow(b *strings.Builder, spots []spot, _ int) {
	for _, s := range spots {
		b.WriteString(strings.TrimSpace(oneLine(s.text)) + "\n")
	}
}

// spacedRow has the row's own cells that are not blank, two spaces between.
func spacedRow(b *strings.Builder, spots []spot, _ int) {
	var cells []string
	for _, s := range spots {
		if t := strings.TrimSpace(oneLine(s.text)); t != "" {
			cells = append(cells, t)
		}
	}
	b.WriteString(strings.Join(cells, "  ") + "\n")
}

func printMarkdown(r *drawnReport) []byte {
	var b strings.Builder
	for _, p := range r.parts {
		if p.table == nil {
			b.WriteString(strings.Repeat("#", p.level) + strings.Repeat(" ", min(p.level, 1)) + p.text + "\n\n")
			continue
		}
		w := p.table.width()
		for y, spots := range p.table.spots() {
			cells := printed(spots, p.table.wideAt(y))
			for i, c := range cells {
				cells[i] = strings.ReplaceAll(oneLine(c), "|", "\\|")
			}
			b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
			if y == 0 {
				b.WriteString("|" + strings.Repeat(" --- |", w) + "\n")
			}
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// printCSV is the whole report as one file of comma separated values.
func printCSV(r *drawnReport) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, p := range r.parts {
		if p.table == nil {
			_ = w.Write([]string{p.text})
			continue
		}
		for y, spots := range p.table.spots() {
			_ = w.Write(printed(spots, p.table.wideAt(y)))
		}
	}
	w.Flush()
	return b.Bytes()
}

func printHTML(r *drawnReport) []byte {
	var b strings.Builder
	b.WriteString("<html><head><meta charset=\"utf-8\"></head><body>\n")
	for _, p := range r.parts {
		switch {
		case p.table != nil:
			htmlDrawing(&b, p.table)
		case p.level == 1:
			b.WriteString("<h1>" + html.EscapeString(p.text) + "</h1>\n")
		case p.level == 2:
			b.WriteString("<h2>" + html.EscapeString(p.text) + "</h2>\n")
		default:
			b.WriteString("<p>" + html.EscapeString(p.text) + "</p>\n")
		}
	}
	b.WriteString("</body></html>\n")
	return []byte(b.String())
}

func htmlDrawing(b *strings.Builder, d *drawing) {
	b.WriteString("<table border=\"1\">\n")
	for _, spots := range d.spots() {
		b.WriteString("<tr>")
		for _, s := range spots {
			b.WriteString("<td" + spanAttr("colspan", s.wide) + spanAttr("rowspan", s.high) + ">" + strings.ReplaceAll(html.EscapeString(s.text), "\n", "<br>") + "</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table>\n")
}
