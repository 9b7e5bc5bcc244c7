package xlsx

import (
	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/layouts"
)

// guard has a sheet watch over what is filled in.
func (m *maker) guard(s *sheet) {
	if s.protected {
		m.protect(s.name)
	}
	if s.form != nil {
		m.validate(s.name, s.form)
		m.alarms(s.name, s.form)
	}
	if s.prompt {
		dv := excelize.NewDataValidation(true)
		dv.Sqref = "A2:A200"
		dv.SetInput("正文", "每个自然段占一行，行数不限。")
		m.keep(m.file.AddDataValidation(s.name, dv))
	}
}

// protect locks all but the inputs, without a password: rows and columns may
// still be made wider.
func (m *maker) protect(sheet string) {
	m.keep(m.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, EditObjects: true,
	}))
}

// validate lets only values of its kind into a cell.
func (m *maker) validate(sheet string, f *form) {
	for _, v := range []struct {
		kind          layouts.Kind
		typ, op, a, b string
		message       string
	}{
		{layouts.Count, "whole", "greaterThanOrEqual", "0", "", "请填写不小于0的整数；没有数据时留空。"},
		{layouts.Signed, "whole", "between", "-999999999999999", "999999999999999", "请填写整数，减少的填负数；没有数据时留空。"},
		{layouts.Amount, "decimal", "greaterThanOrEqual", "0", "", "请填写不小于0的数，可以带小数；没有数据时留空。"},
	} {
		var ids []string
		for _, c := range f.cells {
			if c.kind == v.kind {
				ids = append(ids, c.id)
			}
		}
		if ids == nil {
			continue
		}
		dv := excelize.NewDataValidation(true)
		dv.Type, dv.Operator, dv.Formula1, dv.Formula2 = v.typ, v.op, v.a, v.b
		for i, ref := range f.ranges(ids, place.ref) {
			if i > 0 {
				dv.Sqref += " "
			}
			dv.Sqref += ref
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, "填写的内容不对", v.message)
		m.keep(m.file.AddDataValidation(sheet, dv))
	}
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
