package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// unwritten stands where a sum's text is still to be written.
const unwritten = "【此处待填写】"

// fields are what the form itself says above and below its tables (单位：万元), where all units
// that have it say the same. What a unit has filled in is that unit's.
func (s *Sum) fields() {
	for _, ref := range s.layout.AllFields() {
		var texts []string
		for _, u := range s.units {
			if f := u.Report.Field(ref.FullID); f != nil {
				texts = append(texts, layouts.Fold(f.Text))
			}
		}
		if texts = unique(texts); ref.Text != "" && len(texts) == 1 && texts[0] == layouts.Fold(ref.Text) {
			s.Report.Fields = append(s.Report.Fields, report.Field{ID: ref.FullID, Text: ref.Text})
		}
	}
}

// text makes the sections: which units are added, and room for what is to be written.
func (s *Sum) text(missing []string) {
	var names []string
	for _, u := range s.units {
		names = append(names, u.Name)
	}
	s.Report.Properties = []report.Property{{Key: UnitsProperty, Value: strings.Join(names, unitsBetween)}}
	form := "年度报告"
	if l := s.layout.Form(); layouts.Find(l.ID) == nil {
		form = l.Name
	}
	told := []string{fmt.Sprintf("本报告的表格由下列%d个单位的%s汇总而成：%s。", len(names), form, strings.Join(names, "、"))}
	if len(missing) > 0 {
		told = append(told, fmt.Sprintf("下列%d个单位的报告未能汇总：%s。", len(missing), strings.Join(missing, "、")))
	}
	for _, lack := range []struct {
		cells map[string][]string
		says  string
	}{
		{s.lost, "下列单位的报告有未能确定的格，有关合计未填"},
		{s.blank, "下列单位的报告有空白，按零计，有关合计是下限"},
	} {
		if names := s.lacking(lack.cells); names != nil {
			told = append(told, lack.says+"："+strings.Join(names, "、")+"。")
		}
	}
	for _, spec := range s.layout.Sections {
		section := &report.Section{ID: spec.ID, Heading: spec.Heading, Table: spec.Table}
		if spec.Table == "" {
			section.Paragraphs = report.Prose(append(told, unwritten)...)
			told = nil
		}
		s.Report.Sections = append(s.Report.Sections, section)
	}
	if told != nil { // a form without sections of text
		s.Report.Sections = slices.Insert(s.Report.Sections, 0, &report.Section{ID: report.Preamble, Paragraphs: report.Prose(told...)})
	}
}

// lacking are the units that lack a term of a cell that others have, in their order.
func (s *Sum) lacking(cells map[string][]string) []string {
	lack := map[string]bool{}
	for id, names := range cells {
		for _, name := range names {
			lack[name] = lack[name] || s.tells(id)
		}
	}
	return s.named(func(name string) bool { return lack[name] })
}

// tells reports whether a cell has a sum, or would have one.
func (s *Sum) tells(id string) bool {
	c := s.Report.Cell(id)
	return c != nil && (c.Open || !c.Value.Blank())
}

// named are the names of the units that has is true of, in their order, each once.
func (s *Sum) named(has func(name string) bool) []string {
	var names []string
	for _, u := range s.units {
		if has(u.Name) {
			names = append(names, u.Name)
		}
	}
	return unique(names)
}

// openSums adds an error for the sums that lack a term that could not be settled or
// is not there: one a table.
func (s *Sum) openSums() {
	s.eachLack(s.lost, func(t *layouts.Table, cells []string, whose string) {
		f := report.NewFinding(report.CodeMissingCell, fmt.Sprintf("表“%s”有%d格的合计未填，下列单位的未能确定或没有：%s。", t.Name, len(cells), whose), cells...)
		if c := s.Report.Cell(cells[0]); len(cells) == 1 && c.Text != "" {
			f.Message += c.Text + "，只是下限。"
			f.Text = c.Text
		}
		s.Report.Add(f)
	})
}

// notes says which sums have blanks in them, and which may count a thing twice.
func (s *Sum) notes() {
	s.eachLack(s.blank, func(t *layouts.Table, cells []string, whose string) {
		s.Report.Add(report.NewFinding(report.CodeBlank, fmt.Sprintf("表“%s”有%d格的合计是下限，下列单位的空白，按零计：%s。", t.Name, len(cells), whose), cells...))
	})
	if len(s.units) < 2 {
		return
	}
	s.doubtful()
	for _, t := range s.layout.Tables {
		var cells, columns []string
		for _, id := range t.CellIDs() {
			_, column := t.Cell(id)
			if c := s.Report.Cell(id); column.Shared && c != nil && c.Value.Sign() != 0 {
				cells = append(cells, id)
				columns = append(columns, column.Title())
			}
		}
		if cells != nil {
			s.Report.Add(report.NewFinding(report.CodeSubtotal, fmt.Sprintf("表“%s”的%s各单位可能重复计算同一事项（如联合制发的文件），相加之和仅供参考。", t.Name, strings.Join(unique(columns), "、")), cells...))
		}
	}
}

// doubtful names the amounts among the terms that may be in another unit.
func (s *Sum) doubtful() {
	for _, t := range s.layout.Tables {
		for _, id := range t.CellIDs() {
			var whose []string
			for i, u := range s.units {
				doubted := slices.ContainsFunc(u.Report.Findings, func(f report.Finding) bool {
					return f.Code == report.CodeUnit && f.Severity == report.Warning && slices.Contains(f.Cells, id)
				})
				if c := s.books[i].Cells[id]; doubted && c != nil && !c.Open && c.Unit == "" {
					whose = append(whose, fmt.Sprintf("%s（%s）", u.Name, c.Value))
				}
			}
			if whose != nil {
				s.Report.Add(report.NewFinding(report.CodeUnit, fmt.Sprintf("%s下列单位的数字可能是另一计量单位的，已照录相加，请核对：%s。", t.CellName(id), strings.Join(whose, "、")), id))
			}
		}
	}
}

// eachLack tells for each table which sums lack a term, and whose: how many of the
// cells, by unit.
func (s *Sum) eachLack(lacks map[string][]string, tell func(t *layouts.Table, cells []string, whose string)) {
	for _, t := range s.layout.Tables {
		var cells []string
		count := map[string]int{}
		for _, id := range t.CellIDs() {
			if lacks[id] == nil || !s.tells(id) {
				continue
			}
			cells = append(cells, id)
			for _, name := range lacks[id] {
				count[name]++
			}
		}
		if cells == nil {
			continue
		}
		names := s.named(func(name string) bool { return count[name] > 0 })
		for i, name := range names {
			names[i] = fmt.Sprintf("%s（%d格）", name, count[name])
		}
		tell(t, cells, strings.Join(names, "、"))
	}
}
