package xlsx

import (
	"strconv"
	"strings"
)

// A cellStyle is what is read of a cell's style.
type cellStyle struct {
	format string // of numbers; "" is General
	date   bool   // the format shows a date or a time
	number int    // the number of the format in the file
	struck bool   // the type is struck out
}

// xmlStyles is styles.xml.
type xmlStyles struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Fonts []xmlLook `xml:"fonts>font"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
		Font   int `xml:"fontId,attr"`
	} `xml:"cellXfs>xf"`
}

// builtinFormats are those of the formats without a code that a number may have.
var builtinFormats = map[int]string{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 48: "0.0E+0", 49: asText}

func (w *workbook) readStyles(name string) error {
	var x xmlStyles
	if err := w.decode(name, &x); err != nil {
		return err
	}
	formats := map[int]string{}
	for _, f := range x.Formats {
		formats[f.ID] = f.Code
	}
	for _, c := range x.Cells {
		s := cellStyle{format: builtinFormats[c.Format], number: c.Format}
		s.struck = 0 <= c.Font && c.Font < len(x.Fonts) && x.Fonts[c.Font].struck()
		if code, ok := formats[c.Format]; ok {
			s.format, s.date = code, showsDate(code)
		} else {
			s.date = 14 <= c.Format && c.Format <= 22 || 27 <= c.Format && c.Format <= 36 || 45 <= c.Format && c.Format <= 47 || 50 <= c.Format && c.Format <= 58
		}
		if strings.EqualFold(s.format, "general") {
			s.format = ""
		}
		w.styles = append(w.styles, s)
	}
	return nil
}

// bare is the first section of a number format without what it shows as it is:
// quoted and escaped texts, colours and conditions in brackets.
func bare(format string) string {
	var b strings.Builder
	quoted, bracket := false, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case bracket:
		case c == ';':
			return b.String()
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// showsDate reports whether a number format shows a date or a time.
func showsDate(format string) bool {
	format = strings.ToLower(bare(format))
	return !strings.Contains(format, "general") && strings.ContainsAny(format, "ymdhs")
}

// decimalsIn is how many decimals a number format always shows.
func decimalsIn(format string) int {
	_, fraction, _ := strings.Cut(bare(format), ".")
	return len(fraction) - len(strings.TrimLeft(fraction, "0"))
}

// exact is a stored number as a decimal: its digits as far as spreadsheets keep
// them, with the decimals that its format shows. false when it is no number.
func exact(stored, format string) (string, bool) {
	v, err := strconv.ParseFloat(stored, 64)
	if err != nil {
		return "", false
	}
	if v, err = strconv.ParseFloat(strconv.FormatFloat(v, 'g', mostDigits, 64), 64); err != nil {
		return "", false
	}
	s := strconv.FormatFloat(v, 'f', -1, 64)
	whole, fraction, _ := strings.Cut(s, ".")
	if n := decimalsIn(format); n > len(fraction) {
		s = whole + "." + fraction + strings.Repeat("0", n-len(fraction))
	}
	return s, true
}
