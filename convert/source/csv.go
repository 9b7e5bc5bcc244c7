package source

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// csvComma returns what parts the cells of s, if s is CSV: a comma, a
// semicolon, or a tab with cells of several lines in quotes; 0 if it is not.
//
// Prose has commas, too. So most of the records that have several cells must
// stand in runs of three or more with the same number of cells, three at least;
// the cells must be values and labels, not sentences; and such records must be
// half of all, or half of their cells values.
func csvComma(s string) rune {
	s = csvLines(s[:min(len(s), 64<<10)])
	if mayBeCSV(s, ",") && isCSV(s, ',') {
		return ','
	}
	if mayBeCSV(s, ";") && isCSV(s, ';') {
		return ';'
	}
	if (strings.Contains(s, "\t\"") || strings.Contains(s, "\n\"")) && hasLongCells(s) && isCSV(s, '\t') {
		return '\t'
	}
	return 0
}

// csvLines makes line ends of the CR that stand alone, as old programs end lines.
func csvLines(s string) string {
	if i := strings.IndexByte(s, '\r'); i < 0 || i+1 < len(s) && s[i+1] == '\n' {
		return s
	}
	return unixLines.Replace(s)
}

// mayBeCSV tells quickly that a text has no run of three records with three cells
// each. Where no cell is in quotes, a record is a line.
func mayBeCSV(s, comma string) bool {
	const rows, marks = 3, 2
	if strings.Count(s, comma) < rows*marks {
		return false
	}
	if strings.HasPrefix(s, `"`) || strings.Contains(s, comma+`"`) || strings.Contains(s, "\n\"") {
		return true
	}
	run, last := 0, 0
	for line := range strings.SplitSeq(s, "\n") {
		if line == "" || line == "\r" {
			continue
		}
		n := strings.Count(line, comma)
		if n != last {
			run, last = 0, n
		}
		if run++; n >= marks && run == rows {
			return true
		}
	}
	return false
}

func newCSV(s string, comma rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = comma, true, -1, true
	return r
}

func isCSV(s string, comma rune) bool {
	r := newCSV(s, comma)
	all, rows, inRuns, run, width := 0, 0, 0, 0, 0
	cells, values, prose := 0, 0, 0
	for {
		record, err := r.Read()
		if err != nil {
			return inRuns >= 3 && inRuns*2 >= rows && prose*20 <= cells && (rows*2 >= all || values*2 >= cells)
		}
		if all++; len(record) != width {
			run, width = 0, len(record)
		}
		if len(record[0]) > maxCell {
			return false // a quote has lost its end
		}
		if width == 1 {
			continue
		}
		rows++
		if run++; width > 2 && run == 3 {
			inRuns += 3
		} else if width > 2 && run > 3 {
			inRuns++
		}
		if filled(record) > 1 {
			for _, c := range record {
				cells++
				switch {
				case trim(c) == "", isValue(trim(c)):
					values++
				case isSentence(c), utf8.RuneCountInString(c) > 60:
					prose++
				}
			}
		}
	}
}

// maxCell is the most bytes of a first cell that does not show a lost quote.
const maxCell = 5000

func filled(record []string) int {
	n := 0
	for _, c := range record {
		if trim(c) != "" {
			n++
		}
	}
	return n
}

// hasLongCells reports whether a cell of s has a line break, as Excel writes
// the heads of a table into a text file.
func hasLongCells(s string) bool {
	r := newCSV(s, '\t')
	for {
		record, err := r.Read()
		if err != nil {
			return false
		}
		for _, c := range record {
			if len(record) > 1 && len(c) < 200 && strings.Contains(c, "\n") {
				return true
			}
		}
	}
}

// readCSV reads the records as rows of grids. An empty record ends a grid, and
// so does one that is prose in a single cell: it is a line of its own, as are
// headings before a grid.
func readCSV(doc *Document, text string) error {
	var m meter
	text = csvLines(text)
	r := newCSV(text, csvComma(text))
	grid, gap, blanks := 0, false, 0
	for last := 0; m.err == nil; {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return damaged("damaged.csv", err)
		}
		for _, c := range record {
			if len(c) > MaxLine {
				return tooLarge("too-large.cell", MaxLine)
			}
		}
		no, _ := r.FieldPos(0)
		if last > 0 && no > last+1 {
			grid, gap = 0, true
		}
		blanks += no - last - 1
		last = no + strings.Count(strings.Join(record, ""), "\n")
		n := filled(record)
		if n == 0 {
			grid, gap = 0, true
			blanks++
			continue
		}
		line := csvLine(r, record, no)
		switch {
		case n == 1 && (grid == 0 && line.Fields[0].Text != "" || isSentence(line.Text) || utf8.RuneCountInString(line.Text) > 60):
			grid, line.Fields = 0, nil
		case grid == 0:
			m.nGrids++
			grid = m.nGrids
			fallthrough
		default:
			line.Grid = grid
			m.fields(len(record))
		}
		line.Gap, gap = gap, false
		line.Blanks, blanks = max(0, blanks), 0
		m.line()
		doc.Lines = append(doc.Lines, line)
	}
	var err error
	doc.Lines, err = finish(doc.Lines, &m)
	return err
}

// csvLine makes the line of the record that was read last.
func csvLine(r *csv.Reader, record []string, no int) Line {
	line := Line{No: no, Fields: make([]Field, len(record))}
	for i, c := range record {
		at, _ := r.FieldPos(i)
		line.Fields[i] = Field{Text: trim(c), Line: at, Col: i}
	}
	line.Text = trim(strings.ReplaceAll(strings.Join(record, "\t"), "\n", " "))
	return line
}
