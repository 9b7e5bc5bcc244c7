package xlsx

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/convert/words"
)

// display is what a cell shows. What cannot be told from its format is shown with it,
// so that it is no number.
func (w *workbook) display(f *field) string {
	code := f.style.format
	if s, ok := countryFormats[f.style.number]; ok && code == "" {
		code = s
	}
	switch {
	case f.faulty:
		return displayFaulty(f.text)
	case !f.number && len(code) > maxFormat:
		return f.text
	case !f.number:
		return displayText(f.text, code)
	case len(code) > maxFormat:
		return doubtful(f.text, code)
	case code == "":
		if s, ok := exact(f.text, ""); ok {
			return s
		}
		return f.text
	}
	value, ok := exact(f.text, "")
	if !ok {
		return f.text
	}
	number, ok := new(big.Rat).SetString(value)
	if !ok {
		return f.text
	}
	sections := parseFormat(code)
	s, signed := choose(sections, number)
	if s == nil {
		return doubtful(value, code)
	}
	if s.hasDate() {
		if text, ok := w.displayDate(s, f); ok {
			return text
		}
		return doubtful(value, code)
	}
	text, ok := s.number(number, value, signed)
	if !ok {
		return doubtful(value, code)
	}
	return text
}

// displayFaulty is a logical value, an error, or a formula without a value.
func displayFaulty(stored string) string {
	switch {
	case stored == "1", stored == "true":
		return "TRUE"
	case stored == "0", stored == "false":
		return "FALSE"
	case stored == "", strings.ContainsAny(stored[:1], "#="):
		return stored
	}
	return "#" + stored
}

// maxFormat is the most bytes of a format that is followed.
const maxFormat = 400

// doubtful is a number whose format says what is not known here.
func doubtful(value, code string) string {
	return value + "按格式“" + words.Clip(code, 40) + "”显示"
}

// countryFormats are the formats without a code that show a date, a time or a sum of
// money, as programs in Chinese show them.
var countryFormats = map[int]string{
	5: `"¥"#,##0;"¥"-#,##0`, 6: `"¥"#,##0;"¥"-#,##0`, 7: `"¥"#,##0.00;"¥"-#,##0.00`, 8: `"¥"#,##0.00;"¥"-#,##0.00`,
	12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`,
	32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`, 34: `AM/PM`, 35: `AM/PM`, 36: `yyyy"年"m"月"`,
	41: "#,##0", 42: `"¥"#,##0`, 43: "#,##0.00", 44: `"¥"#,##0.00`, 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
	50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `m"月"d"日"`,
	55: `AM/PM`, 56: `AM/PM`, 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`,
}

// choose takes the section of a format for a number. Signed says that a number below
// zero gets its sign in front. No section: the conditions are none that are known.
func choose(sections []formatSection, n *big.Rat) (s *formatSection, signed bool) {
	numbers := sections
	if k := len(numbers); k > 1 && (k > 3 || numbers[k-1].has(kindText)) {
		numbers = numbers[:k-1] // the last is of texts
	}
	conditions := slices.ContainsFunc(numbers, func(s formatSection) bool { return s.condition != "" })
	if !conditions {
		switch {
		case len(numbers) >= 3 && n.Sign() == 0:
			return &numbers[2], false
		case len(numbers) >= 2 && n.Sign() < 0:
			return &numbers[1], false
		}
		return &numbers[0], true
	}
	if n.Sign() < 0 {
		return nil, false // who writes the sign depends on the condition
	}
	for i := range numbers {
		met, ok := numbers[i].meets(n)
		if !ok {
			return nil, false
		}
		last := i == len(numbers)-1
		if numbers[i].condition == "" && !last {
			return nil, false
		}
		if met {
			return &numbers[i], true
		}
	}
	return nil, false
}

// meets reports whether a number is one that the section is for.
func (s *formatSection) meets(n *big.Rat) (met, ok bool) {
	if s.condition == "" {
		return true, true
	}
	op := strings.TrimRight(s.condition, "-.0123456789")
	limit, ok := new(big.Rat).SetString(s.condition[len(op):])
	if !ok {
		return false, false
	}
	c := n.Cmp(limit)
	switch op {
	case "<":
		return c < 0, true
	case "<=":
		return c <= 0, true
	case ">":
		return c > 0, true
	case ">=":
		return c >= 0, true
	case "=":
		return c == 0, true
	case "<>":
		return c != 0, true
	}
	return false, false
}

// displayText is a text as its format shows it.
func displayText(text, code string) string {
	if code == "" || code == asText {
		return text
	}
	sections := parseFormat(code)
	s := &sections[len(sections)-1]
	if len(sections) < 4 && !s.has(kindText) || s.has(kindUnknown) {
		return text
	}
	var b strings.Builder
	for _, t := range s.tokens {
		switch t.kind {
		case kindText:
			b.WriteString(text)
		case kindLiteral:
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// number is a number as the section shows it; general is its digits without a format.
// false when the section asks for what is not known here.
func (s *formatSection) number(n *big.Rat, general string, signed bool) (string, bool) {
	if s.has(kindUnknown) {
		return "", false
	}
	p := s.plan()
	v := new(big.Rat).Abs(n)
	v.Mul(v, p.scale)
	rounded := v.FloatString(p.decimals) // halves away from zero
	whole, fraction, _ := strings.Cut(rounded, ".")
	whole = strings.TrimLeft(whole, "0")
	var b strings.Builder
	if signed && n.Sign() < 0 && (s.has(kindGeneral) || s.has(kindText) || strings.Trim(rounded, "0.") != "") {
		b.WriteByte('-')
	}
	place, point := p.places, false
	for _, t := range s.tokens {
		switch t.kind {
		case kindLiteral, kindPercent:
			b.WriteString(t.text)
		case kindGeneral, kindText:
			b.WriteString(strings.TrimPrefix(general, "-"))
		case kindPoint:
			point = true
			if kept := p.keep(fraction); kept > 0 {
				b.WriteByte('.')
			}
		case kindDigit:
			if !point {
				place--
				p.writeWhole(&b, whole, place)
				continue
			}
			if kept := p.keep(fraction); p.written < kept {
				b.WriteByte(fraction[p.written])
			}
			p.written++
		}
	}
	return b.String(), true
}

// A plan is how the digits of a number go to the places of a section.
type plan struct {
	scale    *big.Rat
	places   int  // for digits before the point
	zero     int  // digits before the point that are always shown
	decimals int  // places behind it
	fixed    int  // of them, those that are always shown
	grouped  bool // thousands are parted
	written  int  // digits behind the point so far
}

func (s *formatSection) plan() *plan {
	p := &plan{scale: big.NewRat(1, 1)}
	point, commas := false, 0
	for _, t := range s.tokens {
		switch t.kind {
		case kindPoint:
			point = true
			commas, p.scale = 0, p.thousandths(commas)
		case kindComma:
			if p.places+p.decimals > 0 {
				commas++
			}
		case kindPercent:
			p.scale = new(big.Rat).Mul(p.scale, big.NewRat(100, 1))
		case kindDigit:
			if commas > 0 && !point {
				p.grouped = true
			}
			commas = 0
			if point {
				if p.decimals++; t.text == "0" {
					p.fixed = p.decimals
				}
			} else {
				if p.places++; t.text == "0" && p.zero == 0 {
					p.zero = -p.places
				}
			}
		}
	}
	p.scale = p.thousandths(commas)
	if p.zero != 0 {
		p.zero = p.places + p.zero + 1 // from the leftmost 0 on
	}
	return p
}

// thousandths is the scale with a thousandth for each comma behind the digits.
func (p *plan) thousandths(commas int) *big.Rat {
	scale := p.scale
	for range commas {
		scale = new(big.Rat).Mul(scale, big.NewRat(1, 1000))
	}
	return scale
}

// keep is how many digits behind the point are shown.
func (p *plan) keep(fraction string) int {
	return max(p.fixed, len(strings.TrimRight(fraction, "0")))
}

// writeWhole writes the digits that stand in a place before the point, counted from
// the right from 0; the first takes those that have none.
func (p *plan) writeWhole(b *strings.Builder, whole string, place int) {
	from := place
	if place == p.places-1 {
		from = max(place, len(whole)-1)
	}
	for at := from; at >= place; at-- {
		switch {
		case at < len(whole):
			b.WriteByte(whole[len(whole)-1-at])
		case at < p.zero:
			b.WriteByte('0')
		default:
			continue
		}
		if p.grouped && at > 0 && at%3 == 0 {
			b.WriteByte(',')
		}
	}
}

// displayDate is a number as a section for dates shows it.
func (w *workbook) displayDate(s *formatSection, f *field) (string, bool) {
	days, err := strconv.ParseFloat(f.text, 64)
	if err != nil || days < 61 || days > 2958465 || s.has(kindUnknown) {
		return "", false // before March 1900 programs do not agree
	}
	at := w.zero.AddDate(0, 0, int(days)).Add(time.Duration((days-float64(int(days)))*86400+0.5) * time.Second)
	var b strings.Builder
	hour := false
	for i, t := range s.tokens {
		switch t.kind {
		case kindDate:
			layout, ok := dateLayouts[t.text]
			if strings.HasPrefix(t.text, "m") && (hour || s.beforeSeconds(i)) {
				layout, ok = map[string]string{"m": "4", "mm": "04"}[t.text], len(t.text) <= 2
			}
			if !ok {
				return "", false
			}
			hour = t.text[0] == 'h'
			if layout == "15" && t.text == "h" {
				b.WriteString(strconv.Itoa(at.Hour()))
				continue
			}
			b.WriteString(at.Format(layout))
		case kindLiteral:
			b.WriteString(t.text)
		default:
			return "", false
		}
	}
	return b.String(), true
}

var dateLayouts = map[string]string{"yyyy": "2006", "e": "2006", "yy": "06", "m": "1", "mm": "01", "d": "2", "dd": "02", "h": "15", "hh": "15", "s": "5", "ss": "05"}

// beforeSeconds reports whether the next part of a date behind a token is its seconds.
func (s *formatSection) beforeSeconds(i int) bool {
	for _, t := range s.tokens[i+1:] {
		if t.kind == kindDate {
			return t.text[0] == 's'
		}
	}
	return false
}
