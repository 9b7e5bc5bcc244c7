package xlsx

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/layouts"
)

// guard has a sheet watch over what is filled in.
func (m *maker) guard(s *sheet) {
	if s.protected {
		m.protect(s.name, s.form != nil && s.form.table.Form().Repeats())
	}
	if s.form != nil {
		m.validate(s.name, s.form, s.tells)
		m.alarms(s.name, s.form)
	}
	if s.alarm != "" {
		m.redden(s.name, s.alarm)
	}
	if s.cover {
		m.coverInputs(s)
	}
	if s.prompt {
		dv := excelize.NewDataValidation(true)
		dv.Sqref = "A1:A200"
		dv.SetInput("正文", "写在各自标题的下面，每个自然段占一行；行数不够时插入行。")
		m.keep(m.file.AddDataValidation(s.name, dv))
	}
}

// protect locks all but the inputs, without a password: rows and columns may still be
// made wider, and rows inserted where they repeat.
func (m *maker) protect(sheet string, repeats bool) {
	m.keep(m.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, EditObjects: true, InsertRows: repeats,
	}))
}

// redden lights up the rows of a range whose last cell does not say that all is well.
func (m *maker) redden(sheet, ref string) {
	from, _, _ := strings.Cut(ref, ":")
	at, _ := parsePlace(from)
	result := "$F" + strconv.Itoa(at.row)
	m.keep(m.file.SetConditionalFormat(sheet, ref, []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: result + `<>"` + holdsResult + `"`, Format: alarmStyle()},
	}))
}

// coverInputs says what goes into the fields of the opening sheet, and lets nothing
// else in where that can be told.
func (m *maker) coverInputs(s *sheet) {
	agency := excelize.NewDataValidation(true)
	agency.Sqref = "B4"
	agency.Type, agency.Operator, agency.Formula1, agency.Formula2 = "textLength", "between", "2", "60"
	title := "“年度报告”等字样"
	if s.agency != fieldAgency.label {
		title = "报表的名称" // of another form
	}
	agency.SetInput(s.agency, "填写机关的全称，不要带年度和"+title+"。")
	agency.SetError(excelize.DataValidationErrorStyleStop, "填写的内容不对", "请填写机关的全称，2到60个字。")
	year := excelize.NewDataValidation(true)
	year.Sqref = "B5"
	year.Type, year.Operator, year.Formula1, year.Formula2 = "whole", "between", "2008", "2100"
	year.SetInput(s.year, "填写报告的年度，四位数字，如2025。")
	year.SetError(excelize.DataValidationErrorStyleStop, "填写的内容不对", "请填写四位数字的年度，如2025。")
	date := excelize.NewDataValidation(true)
	date.Sqref = "B6"
	date.Type, date.Formula1 = "custom", `ISNUMBER(DATEVALUE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(B6,"年","-"),"月","-"),"日","")))`
	date.SetInput(fieldDate.label, "填写成文日期，如2026年1月26日。")
	date.SetError(excelize.DataValidationErrorStyleWarning, "看不出日期", "请按2026年1月26日这样的形式填写。")
	for _, dv := range []*excelize.DataValidation{agency, year, date} {
		m.keep(m.file.AddDataValidation(s.name, dv))
	}
}

// takes is what a spreadsheet lets into the cells of a kind, and says of it.
var takes = map[layouts.Kind]struct{ typ, op, a, b, message string }{
	layouts.Count:   {"whole", "greaterThanOrEqual", "0", "", "请填写不小于0的整数；没有数据时留空。"},
	layouts.Signed:  {"whole", "between", "-999999999999999", "999999999999999", "请填写整数，减少的填负数；没有数据时留空。"},
	layouts.Amount:  {"decimal", "greaterThanOrEqual", "0", "", "请填写不小于0的数，可以带小数；没有数据时留空。"},
	layouts.Balance: {"decimal", "between", "-999999999999999", "999999999999999", "请填写数，可以带小数，不足的填负数；没有数据时留空。"},
	layouts.Percent: {"decimal", "between", "-999999999999999", "999999999999999", "请填写百分号前面的数，可以带小数；没有数据时留空。"},
}

// validate lets only values of its kind into a cell.
func (m *maker) validate(sheet string, f *form, blank bool) {
	type sort struct {
		kind   layouts.Kind
		values string
	}
	var order []sort
	ids := map[sort][]string{}
	for _, c := range f.cells {
		s := sort{kind: c.kind, values: strings.Join(c.choices(), ",")}
		if ids[s] == nil {
			order = append(order, s)
		}
		ids[s] = append(ids[s], c.id)
	}
	slices.SortStableFunc(order, func(a, b sort) int { return layouts.KindOrder(a.kind) - layouts.KindOrder(b.kind) })
	for _, s := range order {
		dv := excelize.NewDataValidation(true)
		says, figures := takes[s.kind]
		switch {
		case figures:
			dv.Type, dv.Operator, dv.Formula1, dv.Formula2 = says.typ, says.op, says.a, says.b
		case s.values != "" && len(utf16.Encode([]rune(s.values))) <= longestList:
			says.message = "请选择：" + strings.ReplaceAll(s.values, ",", "、") + "；没有时留空。"
			m.keep(dv.SetDropList(strings.Split(s.values, ",")))
		default:
			continue
		}
		for i, ref := range f.ranges(ids[s], place.ref) {
			if i > 0 {
				dv.Sqref += " "
			}
			dv.Sqref += ref
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, "填写的内容不对", says.message)
		if blank {
			dv.SetInput("填写", says.message)
		}
		m.keep(m.file.AddDataValidation(sheet, dv))
	}
}

// longestList is how many characters a list to choose from may have in a workbook.
const longestList = 255

// choices are what may be chosen in a cell; none for what is typed.
func (d *formCell) choices() []string {
	switch d.kind {
	case layouts.YesNo:
		return []string{"是", "否"}
	case layouts.Choice:
		return d.row.ValuesOf(d.column)
	}
	return nil
}

// alarms light up the cells of a sum, and of the balance, that does not hold.
func (m *maker) alarms(sheet string, f *form) {
	for _, rule := range f.table.Rules() {
		if rule.Op != layouts.Equal {
			continue
		}
		cells := rule.Left
		if len(rule.Left) > 1 {
			cells = rule.Cells()
		}
		refs := ""
		for i, id := range cells {
			if i > 0 {
				refs += " "
			}
			refs += f.byID[id].at.ref()
		}
		m.keep(m.file.SetConditionalFormat(sheet, refs, []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: f.broken(rule), Format: alarmStyle()},
		}))
	}
}
