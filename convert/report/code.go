package report

import "slices"

// A Code says what kind of finding it is. Those declared here are all there are; the
// values are the contract's, stable. Layouts name the codes of their rules, which are
// among them.
type Code string

const (
	CodeRowSum         Code = "row-sum"
	CodeColumnSum      Code = "column-sum"
	CodeBalance        Code = "balance"
	CodeCaseSum        Code = "case-sum"
	CodeRatio          Code = "ratio"
	CodeAmbiguous      Code = "ambiguous"
	CodeUnreadable     Code = "unreadable"
	CodeMissingCell    Code = "missing-cell"
	CodeMissingRow     Code = "missing-row"
	CodeMissingTable   Code = "missing-table"
	CodeBlankTable     Code = "blank-table"
	CodeBlank          Code = "blank"
	CodeRepaired       Code = "repaired"
	CodeSubtotal       Code = "subtotal"
	CodeUnknownRow     Code = "unknown-row"
	CodeUnknownColumn  Code = "unknown-column"
	CodeColumnOrder    Code = "column-order"
	CodeRepeated       Code = "repeated"
	CodeStruckOut      Code = "struck-out"
	CodeDecision       Code = "decision"
	CodeStaleDecision  Code = "stale-decision"
	CodeLabelVariant   Code = "label-variant"
	CodeLeftOut        Code = "left-out"
	CodeImplausible    Code = "implausible"
	CodeMissingSection Code = "missing-section"
	CodeEmptySection   Code = "empty-section"
	CodeLayoutYear     Code = "layout-year"
	CodeProseNumber    Code = "prose-number"
	CodeNumbering      Code = "numbering"
	CodeDate           Code = "date"
	CodeAgency         Code = "agency"
	CodeUnit           Code = "unit"
	CodeGlyph          Code = "glyph"
	CodeCarryOver      Code = "carry-over"
	CodeInForce        Code = "in-force"
	CodeCopiedProse    Code = "copied-prose"
	CodeAgainst        Code = "against"
	CodeDuplicate      Code = "duplicate"
)

// codes is the one table of codes: how grave a finding of each is, and when there is one.
var codes = []struct {
	code     Code
	severity Severity
	meaning  string
}{
	{CodeRowSum, Error, "a row's 总计 is not the sum of its columns"},
	{CodeColumnSum, Error, "（七）总计 is not the sum of （一） to （六）; in a list, a figure is not the sum of its items"},
	{CodeBalance, Error, "第一项 + 第二项 ≠ 第三项（总计） + 第四项"},
	{CodeRatio, Error, "a percentage is not what two figures come to, at the decimals that it has"},
	{CodeCaseSum, Error, "a 总计 of table four, or a number of cases in a list, is not the sum of its outcomes"},
	{CodeAmbiguous, Error, "digits run together have several readings that fit; `candidates` lists them"},
	{CodeUnreadable, Error, "the text of a cell is no number of its kind"},
	{CodeMissingCell, Error, "a row has fewer values than columns, and no sum tells which is missing. `sum --force`: a sum is open, for it lacks a term"},
	{CodeMissingRow, Error, "a row of the form is not there"},
	{CodeMissingTable, Error, "a table of the form was not found"},
	{CodeBlankTable, Error, "a table is blank throughout"},
	{CodeBlank, Info, "a table has blanks, and all its sums hold"},
	{CodeRepaired, Info, "a value was settled by the sums or by a sentence: which, from what, to what, by which rule"},
	{CodeSubtotal, Info, "subtotals (小计) the form does not have; checked, not added twice. `sum`: sums of what units may share"},
	{CodeUnknownRow, Warning, "a row that is none of the form's, in a workbook also a sheet, or what stands beside a table; its text is kept"},
	{CodeUnknownColumn, Warning, "a column that is none of the form's (another year's, 行次, 备注): its text is kept and read as no cell"},
	{CodeColumnOrder, Info, "columns or rows in another order than the form's, read by their heads and labels"},
	{CodeRepeated, Error, "a table or row that stands twice and differs: the cells that differ are open, with the values"},
	{CodeStruckOut, Info, "cells in which struck-out text was left out"},
	{CodeDecision, Info, "a value was set by a person: which, from what, to what, why"},
	{CodeStaleDecision, Warning, "a decision no longer fits its report, and was not applied"},
	{CodeLabelVariant, Info, "a row, column or section worded otherwise than in the form; a date of the signature that is printed otherwise than worded"},
	{CodeLeftOut, Info, "a list of contents (目录), what is the page's (打印本页, 版权所有, 首页 > …), scraps of the form beside its tables, the title again: not printed, the lines are in `text`"},
	{CodeImplausible, Warning, "figures that cannot well be (现行有效 + 废止 < 制发; 其中 more than the whole)"},
	{CodeMissingSection, Warning, "a text section is not there"},
	{CodeEmptySection, Warning, "section five has a heading and no text"},
	{CodeLayoutYear, Warning, "the form is not the one in force for the year, or not the one the text cites"},
	{CodeProseNumber, Warning, "a sentence contradicts a cell; `diff`: a cell of last year"},
	{CodeNumbering, Warning, "headings skip, repeat or go backwards"},
	{CodeDate, Warning, "dates contradict each other, or the year cannot be told"},
	{CodeAgency, Warning, "nothing tells whose report it is"},
	{CodeUnit, Warning, "an amount carries another unit than its column's, or its size says so"},
	{CodeGlyph, Warning, "a character is in none of the fonts, or is a private-use or replacement character"},
	{CodeCarryOver, Error, "`diff`: 上年结转 is not last year's 结转下年度"},
	{CodeInForce, Warning, "`diff`: 现行有效 is not last year's + 制发 − 废止; 上一年项目数量 (2020) is not last year's with its 增/减"},
	{CodeCopiedProse, Warning, "`diff`: a section's text is last year's"},
	{CodeAgainst, Error, "`sum --against`: a cell of the published whole is not the sum over the units; a warning where that cannot be told"},
	{CodeDuplicate, Warning, "the same agency and year twice in one run over folders; `sum` adds it once"},
}

// Codes returns all codes, in the order of the contract.
func Codes() []Code {
	all := make([]Code, len(codes))
	for i, c := range codes {
		all[i] = c.code
	}
	return all
}

// Severity is that of the code's findings, but where a blank softens a failed sum; ""
// for what is no code.
func (c Code) Severity() Severity { return severities[c] }

// Meaning says when there is such a finding; "" for what is no code.
func (c Code) Meaning() string {
	if i := slices.Index(Codes(), c); i >= 0 {
		return codes[i].meaning
	}
	return ""
}

var severities = func() map[Code]Severity {
	all := map[Code]Severity{}
	for _, c := range codes {
		all[c.code] = c.severity
	}
	return all
}()
