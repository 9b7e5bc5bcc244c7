package convert

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/check"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/xlsx"
)

// Diff compares two years of one agency. The error is an *OtherLayoutError when
// the newer form has nothing to compare with the older one.
func (c *Converter) Diff(older, newer *Reading) (*report.Diff, error) {
	d, ok := check.Years(older.Layout, older.Report, newer.Layout, newer.Report)
	if !ok {
		return nil, &OtherLayoutError{newer.Layout.ID, []string{older.Layout.ID}}
	}
	d.OlderSource, d.NewerSource = older.Source, newer.Source
	if a, b := agencyKey(older), agencyKey(newer); a != b {
		f := report.NewFinding("label-variant", fmt.Sprintf("两份报告的机关名称不同：%s，%s。", name(older), name(newer)))
		d.Findings = append([]report.Finding{f}, d.Findings...)
	}
	return d, nil
}

func name(r *Reading) string {
	if r.Report.Agency == "" {
		return "（不明）"
	}
	return r.Report.Agency
}

// A Pairing is the reports of two years, each with its partner of the same agency.
type Pairing struct {
	Pairs        [][2]*Reading // older, newer
	Older, Newer []*Reading    // without a partner
}

// Pair finds for every older report the newer one of the same agency (AgencyKey).
// Where an agency has several, that for the year after is taken; where it has none
// for the year after any, the first of each. What is left is without a partner. Two
// single reports are partners, whatever their names.
func Pair(older, newer []*Reading) *Pairing {
	if len(older) == 1 && len(newer) == 1 {
		return &Pairing{Pairs: [][2]*Reading{{older[0], newer[0]}}}
	}
	of := map[string][]*Reading{} // newer ones without a partner, by agency
	for _, n := range newer {
		if key := agencyKey(n); key != "" {
			of[key] = append(of[key], n)
		}
	}
	partner, paired := map[*Reading]*Reading{}, map[string]bool{}
	join := func(o *Reading, key string, i int) {
		partner[o], partner[of[key][i]], paired[key] = of[key][i], o, true
		of[key] = slices.Delete(of[key], i, i+1)
	}
	for _, o := range older {
		key := agencyKey(o)
		i := slices.IndexFunc(of[key], func(n *Reading) bool { return o.Report.Year != 0 && n.Report.Year == o.Report.Year+1 })
		if i >= 0 {
			join(o, key, i)
		}
	}
	p := &Pairing{}
	for _, o := range older {
		if key := agencyKey(o); !paired[key] && len(of[key]) > 0 {
			join(o, key, 0)
		}
		if n := partner[o]; n != nil {
			p.Pairs = append(p.Pairs, [2]*Reading{o, n})
		} else {
			p.Older = append(p.Older, o)
		}
	}
	for _, n := range newer {
		if partner[n] == nil {
			p.Newer = append(p.Newer, n)
		}
	}
	return p
}

// WriteDiffs writes comparisons as a workbook (XLSX) or as data (JSON). The same
// set gives the same bytes.
func (c *Converter) WriteDiffs(w io.Writer, f Format, set *report.DiffSet) error {
	switch f {
	case XLSX:
		return xlsx.WriteDiffs(w, set)
	case JSON:
		return report.EncodeDiffs(w, set)
	}
	return fmt.Errorf("a comparison is not written as %q but as %s", f, strings.Join([]string{string(XLSX), string(JSON)}, " or "))
}
