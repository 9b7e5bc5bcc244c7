package convert

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/compare"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// SumOptions say what is added up. The zero value adds whatever agrees in year.
type SumOptions struct {
	Agency  string   // of the sum; "": that of Against, or of the one unit there is
	Year    int      // only reports for the year are added; 0: they must agree
	Force   bool     // add reports with error findings, too
	Against *Reading // the published whole; nil: nothing is compared
	Missing []string // inputs that belong to the sum and could not be read
}

// A Sum is a report whose cells are the sums over others. Write writes it as any
// report; its workbook has a sheet of the units, over which its cells are formulas.
type Sum struct {
	*Reading
	LeftOut               []LeftOut
	Agree, Differ, Untold int // cells of Against
}

// A LeftOut is a report that is not among the terms of a sum.
type LeftOut struct {
	Reading *Reading
	Code    string // of the contract
	Why     error  // in words for the clerk
	Lacks   bool   // the sum lacks it: it belongs there
}

// A YearsError says that the reports to be added are for more than one year, or for
// several parts of one.
type YearsError struct {
	Years   []int
	Periods []string // of one year (layouts.Period); nil where the years differ
}

func (e *YearsError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *YearsError) In(l words.Lang) string {
	if e.Periods != nil {
		return l.Text("usage.periods", strings.Join(e.Periods, l.Text("comma")))
	}
	var years []string
	for _, y := range e.Years {
		years = append(years, fmt.Sprint(y))
	}
	return l.Text("usage.years", strings.Join(years, l.Text("comma")))
}

// Sum adds reports up, in their order. Of an agency's reports for one year one is
// added; a sum of reports that are themselves among the inputs is not, nor is a
// copy of Against. Reports on another form than most, or with error findings, are
// left out. The error is a *YearsError, an *OtherLayoutError of Against, or ErrNothing.
func (c *Converter) Sum(readings []*Reading, o SumOptions) (*Sum, error) {
	s := &summation{options: o, sum: &Sum{}, units: slices.Clone(readings)}
	s.drop(s.otherYear)
	year, err := s.year()
	if err != nil {
		return nil, err
	}
	s.duplicates()
	if len(s.units) > 1 {
		s.drop(s.published)
	}
	s.sums()
	layout := s.layout(year)
	s.drop(func(r *Reading) *LeftOut { return otherForm(r, layout) })
	if !o.Force {
		s.drop(doubtful)
	}
	if len(s.units) == 0 {
		return s.sum, ErrNothing
	}
	if a := o.Against; a != nil && a.Layout.ID != layout.ID {
		return s.sum, &OtherLayoutError{a.Layout.ID, []string{layout.ID}}
	}
	s.add(layout, year)
	missingGlyphs(s.sum.Report, c.fonts)
	s.sum.Report.SortFindings()
	return s.sum, nil
}

// A summation is a sum being made.
type summation struct {
	options SumOptions
	units   []*Reading
	sum     *Sum
	told    []report.Finding
	period  []string // the part of the year that all are for; empty where none is known
}

// drop leaves out the units of which why has something to say.
func (s *summation) drop(why func(*Reading) *LeftOut) {
	s.units = slices.DeleteFunc(s.units, func(r *Reading) bool {
		left := why(r)
		if left != nil {
			left.Reading = r
			s.sum.LeftOut = append(s.sum.LeftOut, *left)
		}
		return left != nil
	})
}

func (s *summation) otherYear(r *Reading) *LeftOut {
	if y := r.Report.Year; s.options.Year == 0 || y == 0 || y == s.options.Year {
		return nil
	}
	return &LeftOut{Code: "date", Why: words.New("left-out.year", r.Report.Year, s.options.Year)}
}

// year is that of the sum; 0 when no unit's is known.
func (s *summation) year() (int, error) {
	var years []int
	var unknown []string
	for _, r := range s.units {
		if r.Report.Year == 0 {
			unknown = append(unknown, unitName(r))
		} else if !slices.Contains(years, r.Report.Year) {
			years = append(years, r.Report.Year)
		}
	}
	slices.Sort(years)
	if len(years) > 1 {
		return 0, &YearsError{Years: years}
	}
	if s.periods(); len(s.period) > 1 {
		return 0, &YearsError{years, s.period}
	}
	if unknown != nil {
		s.told = append(s.told, report.NewFinding(report.CodeDate, "下列报告的年度不明，已计入汇总："+strings.Join(unknown, "、")+"。"))
	}
	if len(years) == 0 || s.options.Year != 0 {
		return s.options.Year, nil
	}
	return years[0], nil
}

// periods finds the parts of the year that the reports are for.
func (s *summation) periods() {
	for _, r := range s.units {
		if p := r.Report.Period; p != "" && !slices.Contains(s.period, p) {
			s.period = append(s.period, p)
		}
	}
}

// duplicates leaves one report for each agency: the first without an error, or the
// first of all.
func (s *summation) duplicates() {
	first := map[string]*Reading{} // by SHA-256: one file under two names, whoever's it is
	s.drop(func(r *Reading) *LeftOut {
		one := first[r.SHA256]
		if one == nil || r.SHA256 == "" {
			first[r.SHA256] = r
			return nil
		}
		return s.duplicate(fmt.Sprintf("%s与%s是同一份文件（内容完全相同），只计入一份。", r.Source, one.Source))
	})
	chosen := map[string]*Reading{}
	for _, r := range s.units {
		if key := agencyKey(r); key != "" {
			if old := chosen[key]; old == nil || old.Report.Count(report.Error) > 0 && r.Report.Count(report.Error) == 0 {
				chosen[key] = r
			}
		}
	}
	s.drop(func(r *Reading) *LeftOut {
		one := chosen[agencyKey(r)]
		if one == nil || one == r {
			return nil
		}
		differ := "两份的数字相同"
		if !sameFigures(one, r) {
			differ = "两份的数字不同，请核对"
		}
		return s.duplicate(fmt.Sprintf("%s已有一份报告（%s），只计入一份，%s不计入；%s。", r.Report.Agency, one.Source, r.Source, differ))
	})
}

// published finds copies of the whole that the sum is compared with.
func (s *summation) published(r *Reading) *LeftOut {
	whole := s.options.Against
	if whole == nil || agencyKey(r) == "" || agencyKey(r) != agencyKey(whole) || r.Report.Year != whole.Report.Year || r.Report.Period != whole.Report.Period || !sameFigures(whole, r) {
		return nil
	}
	return s.duplicate(fmt.Sprintf("%s与对照的报告（%s）是同一份，不计入。", r.Source, whole.Source))
}

// sums leaves out reports that are sums of units that are added themselves.
func (s *summation) sums() {
	have := map[string]bool{}
	for _, r := range s.units {
		have[AgencyKey(unitName(r))] = true
	}
	s.drop(func(r *Reading) *LeftOut {
		parts, own := compare.UnitsOf(r.Report), AgencyKey(unitName(r))
		if !slices.ContainsFunc(parts, func(name string) bool { key := AgencyKey(name); return have[key] && key != own }) {
			return nil
		}
		return s.duplicate(fmt.Sprintf("%s是%s等%d个单位的汇总，其中有单位已单独计入，不重复计入。", r.Source, parts[0], len(parts)))
	})
}

func (s *summation) duplicate(message string) *LeftOut {
	s.told = append(s.told, report.NewFinding(report.CodeDuplicate, message))
	return &LeftOut{Code: "duplicate", Why: words.New(message)}
}

// AgencyKey is the form in which names of agencies are compared: spaces, width,
// punctuation and traditional characters do not count.
func AgencyKey(agency string) string { return layouts.Fold(agency) }

func agencyKey(r *Reading) string { return AgencyKey(r.Report.Agency) }

// unitName is what a unit goes by.
func unitName(r *Reading) string {
	if name := strings.Join(strings.Fields(r.Report.Agency), ""); name != "" {
		return name
	}
	return r.Source
}

func sameFigures(a, b *Reading) bool {
	for _, id := range a.Layout.CellIDs() {
		if x, y := a.Report.Cell(id), b.Report.Cell(id); (x == nil) != (y == nil) || x != nil && (x.Value != y.Value || x.Words != y.Words || x.Unit != y.Unit) {
			return false
		}
	}
	return a.Layout.ID == b.Layout.ID
}

// layout is the form of the sum: that in force for the year when a unit is on it,
// else the one that most are on.
func (s *summation) layout(year int) *layouts.Layout {
	count := map[string]int{}
	var best *layouts.Layout
	for _, r := range s.units {
		count[r.Layout.ID]++
		if year != 0 && r.Layout.Years.Contains(year) {
			return r.Layout
		}
	}
	for _, r := range s.units {
		if best == nil || count[r.Layout.ID] > count[best.ID] {
			best = r.Layout
		}
	}
	return best
}

func otherForm(r *Reading, l *layouts.Layout) *LeftOut {
	if r.Layout.ID == l.ID {
		return nil
	}
	return &LeftOut{Code: "unsupported-layout", Lacks: true, Why: words.New("left-out.form", r.Layout.Clause, l.Clause)}
}

// doubtful finds what must not be added unseen.
func doubtful(r *Reading) *LeftOut {
	n := r.Report.Count(report.Error)
	if n == 0 {
		return nil
	}
	first := slices.IndexFunc(r.Report.Findings, func(f report.Finding) bool { return f.Severity == report.Error })
	return &LeftOut{Code: string(r.Report.Findings[first].Code), Lacks: true, Why: words.New("left-out.errors", n)}
}

// add makes the sum of what is left.
func (s *summation) add(l *layouts.Layout, year int) {
	missing := slices.Clone(s.options.Missing)
	for _, left := range s.sum.LeftOut {
		if left.Lacks {
			missing = append(missing, unitName(left.Reading))
		}
	}
	agency := s.options.Agency
	if agency == "" && s.options.Against != nil {
		agency = s.options.Against.Report.Agency
	}
	if agency == "" && len(s.units) == 1 && len(missing) == 0 {
		agency = s.units[0].Report.Agency
	}
	s.names(agency)
	var units []compare.Unit
	for _, r := range s.units {
		units = append(units, compare.Unit{Name: unitName(r), Report: r.Report})
	}
	sum := compare.AddUp(l, units, missing, agency, year)
	if s.options.Against != nil {
		s.sum.Agree, s.sum.Differ, s.sum.Untold = sum.Against(s.options.Against.Report, missing)
	}
	sum.Report.Add(s.told...)
	sum.Report.Period = strings.Join(s.period, "")
	s.sum.Reading = &Reading{Report: sum.Report, Layout: sum.Layout(), Units: s.units}
}

// names tells of the units that may be no units of their own: those that go by the
// name of the sum, and those without a name.
func (s *summation) names(agency string) {
	if len(s.units) < 2 {
		return
	}
	var nameless []string
	for _, r := range s.units {
		switch agencyKey(r) {
		case "":
			nameless = append(nameless, r.Source)
		case AgencyKey(agency):
			s.told = append(s.told, report.NewFinding(report.CodeDuplicate, fmt.Sprintf("%s是%s自己的报告，已作为一个单位计入；如果是公布的总数，请勿计入，用 --against 对照。", r.Source, agency)))
		}
	}
	if nameless != nil {
		s.told = append(s.told, report.NewFinding(report.CodeDuplicate, "下列报告的机关不明，不能判断是否重复，已计入汇总："+strings.Join(nameless, "、")+"。"))
	}
}
