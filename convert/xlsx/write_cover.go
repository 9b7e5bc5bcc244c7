package xlsx

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// coverName is the name of the opening sheet.
const coverName = "封面"

// A coverField is a line of the opening sheet: its defined name without the
// prefix, and its label. Read finds it by either.
type coverField struct{ name, label string }

var (
	fieldTitle      = coverField{"title", "标题"}
	fieldAgency     = coverField{"agency", "机关名称"}
	fieldYear       = coverField{"year", "年度"}
	fieldPeriod     = coverField{"period", "报告期"} // of a form that is filled in several times a year
	fieldDate       = coverField{"date", "成文日期"}
	fieldForm       = coverField{"form", "年报格式"}
	fieldLayout     = coverField{"layout", "格式编号"}
	fieldSource     = coverField{"source", "来源文件"}
	fieldSHA256     = coverField{"sha256", "来源文件SHA-256"}
	fieldProperties = coverField{"properties", "发布信息"}
)

// of is the field as the form calls it.
func (f coverField) of(l *layouts.Layout) coverField {
	if l == nil || l.Cover == nil {
		return f
	}
	own := map[coverField]string{fieldAgency: l.Cover.Agency, fieldYear: l.Cover.Year, fieldPeriod: l.Cover.Period, fieldForm: l.Cover.Form}[f]
	return coverField{f.name, cmp.Or(own, f.label)}
}

// spareProperties are empty lines below the properties, to be filled in.
const spareProperties = 3

// writeCover writes the opening sheet.
func (w *writer) writeCover() {
	r := w.report
	widths := []float64{44, 112}
	s := w.sheet(coverName, widths, paper{})
	s.protected, s.cover = true, w.blank
	s.agency, s.year = fieldAgency.of(w.layout).label, fieldYear.of(w.layout).label
	title := r.Title
	if title == "" {
		title = w.layout.FullTitle(r.Agency, yearText(r.Year), r.Period)
	}
	title = clean(title)
	banner := look{font: song, size: titleSize(title, widths), bold: true, horizontal: "center", vertical: "center"}
	top := writtenCell{style: w.style(banner), text: title}
	if len(title) <= maxText/2 {
		top.formula = titleFormula(w.layout)
	}
	s.add(heightOf(linesOf(title, points(widths[0]+widths[1]), banner.size), banner.size)+40, top, writtenCell{style: top.style})
	s.merge(place{1, 1}, place{2, 1})
	s.add(12)
	s.field(fieldTitle, r.Title)
	s.field(fieldAgency.of(w.layout), r.Agency)
	s.fieldCell(fieldYear.of(w.layout), writtenCell{number: yearText(r.Year)}, look{format: "0", input: true})
	if w.layout.Periodic() {
		s.field(fieldPeriod.of(w.layout), r.Period)
	}
	s.field(fieldDate, r.Date)
	s.fixedField(fieldForm.of(w.layout), w.layout.Name)
	s.fixedField(fieldLayout, w.layout.ID)
	if !w.blank {
		s.fixedField(fieldSource, w.source)
		s.fixedField(fieldSHA256, w.sha256)
	}
	s.add(12)
	head := fieldLook(look{fill: headFill, bold: true})
	head.horizontal = "center"
	s.add(24, s.text(head, fieldProperties.label), s.text(head, "内容"))
	s.define(ownNames+fieldProperties.name, place{1, s.row})
	for _, p := range r.Properties {
		s.property(p.Key, p.Value)
	}
	for range spareProperties {
		s.property("", "")
	}
}

// titleSize sets a title in one line, down to 三号; a longer one takes several
// lines of 二号.
func titleSize(title string, widths []float64) float64 {
	for size := 22.0; size >= 16; size-- {
		if linesOf(title, points(widths[0]+widths[1]), size) == 1 {
			return size
		}
	}
	return 22
}

// titleFormula makes the title at the top from the fields below: as given, or
// the layout's title with agency and year. "" when the layout's is no formula.
func titleFormula(l *layouts.Layout) string {
	const title, agency, year, period = "B3", "B4", "B5", "B6"
	text := strings.Replace(l.Title, "{year}年", "\x00IF("+year+`="","",`+year+`&"年")`+"\x00", 1)
	text = strings.NewReplacer("{agency}", "\x00"+agency+"\x00", "{year}", "\x00"+year+"\x00", "{period}", "\x00"+period+"\x00").Replace(text)
	var terms []string
	for i, part := range strings.Split(text, "\x00") {
		switch {
		case i%2 == 1:
			terms = append(terms, part)
		case len(part) > 200:
			return ""
		case part != "":
			terms = append(terms, `"`+strings.ReplaceAll(part, `"`, `""`)+`"`)
		}
	}
	return `IF(` + title + `="",` + strings.Join(terms, "&") + `,` + title + `)`
}

func fieldLook(l look) look {
	l.font, l.size, l.bordered, l.vertical, l.horizontal = song, 12, true, "center", "left"
	return l
}

func (s *sheet) field(f coverField, text string) {
	s.fieldText(f, text, look{format: asText, input: true})
}

func (s *sheet) fixedField(f coverField, text string) {
	s.fieldText(f, text, look{format: asText, fill: headFill})
}

func (s *sheet) fieldText(f coverField, text string, l look) {
	s.fieldCell(f, writtenCell{text: clean(text)}, l)
}

func (s *sheet) fieldCell(f coverField, c writtenCell, l look) {
	c.style = s.style(fieldLook(l))
	s.add(s.fieldHeight(f.label, c.text), s.text(fieldLook(look{fill: headFill}), f.label), c)
	s.define(ownNames+f.name, place{2, s.row})
}

func (s *sheet) property(key, value string) {
	l := fieldLook(look{format: asText, input: true})
	s.add(s.fieldHeight(key, value), s.text(l, key), s.text(l, value))
}

func (s *sheet) fieldHeight(label, text string) float64 {
	lines := max(linesOf(label, points(s.widths[0]), 12), linesOf(text, points(s.widths[1]), 12))
	return max(heightOf(lines, 12), 24)
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}
