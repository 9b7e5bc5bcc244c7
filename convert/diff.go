package convert

import (
	"fmt"
	"io"
	"strings"

	"github.com/nianbao/nianbao/convert/compare"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/xlsx"
)

// Diff compares two years of one agency. The error is an *OtherLayoutError when
// the newer form has nothing to compare with the older one.
func (c *Reader) Diff(older, newer *Reading) (*report.Diff, error) {
	d, ok := compare.Years(older.Layout, older.Report, newer.Layout, newer.Report)
	if !ok {
		return nil, &OtherLayoutError{newer.Layout.ID, []string{older.Layout.ID}}
	}
	d.OlderSource, d.NewerSource = older.Source, newer.Source
	d.OlderLink, d.NewerLink = older.Link, newer.Link
	if a, b := agencyKey(older), agencyKey(newer); a != b {
		f := report.NewFinding(report.CodeLabelVariant, fmt.Sprintf("两份报告的机关名称不同：%s，%s。", name(older), name(newer)))
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

// periodKey tells reports of one agency for the same part of a year; "" where the agency is
// not known.
func periodKey(r *Reading) string {
	if key := agencyKey(r); key != "" && r.Report.Period != "" {
		return key + " " + r.Report.Period
	}
	return agencyKey(r)
}

// Pair finds for every agency (AgencyKey), and every part of the year, an older report and a newer one. Where it
// has several, they are the last two of neighbouring years; where no two are, the
// first of each. The others are without a partner. Two single reports are partners,
// whatever their names.
func Pair(older, newer []*Reading) *Pairing {
	if len(older) == 1 && len(newer) == 1 {
		return &Pairing{Pairs: [][2]*Reading{{older[0], newer[0]}}}
	}
	of, chosen := map[string][]*Reading{}, map[string][2]*Reading{}
	for _, n := range newer {
		if key := periodKey(n); key != "" {
			of[key] = append(of[key], n)
		}
	}
	for _, o := range older {
		key := periodKey(o)
		for _, n := range of[key] {
			have, ok := chosen[key]
			if !ok || follows(o, n) && (!follows(have[0], have[1]) || n.Report.Year > have[1].Report.Year) {
				chosen[key] = [2]*Reading{o, n}
			}
		}
	}
	p := &Pairing{}
	for _, o := range older {
		if pair := chosen[periodKey(o)]; pair[0] == o {
			p.Pairs = append(p.Pairs, pair)
		} else {
			p.Older = append(p.Older, o)
		}
	}
	for _, n := range newer {
		if chosen[periodKey(n)][1] != n {
			p.Newer = append(p.Newer, n)
		}
	}
	return p
}

// follows reports whether n is for the year after o.
func follows(o, n *Reading) bool {
	return o.Report.Year != 0 && n.Report.Year == o.Report.Year+1
}

// WriteDiffs writes comparisons as a workbook (XLSX) or as data (JSON). The same
// set gives the same bytes.
func (c *Reader) WriteDiffs(w io.Writer, f Format, set *report.DiffSet) error {
	switch f {
	case XLSX:
		return xlsx.WriteDiffs(w, set)
	case JSON:
		return report.EncodeDiffs(w, set)
	}
	return fmt.Errorf("a comparison is not written as %q but as %s", f, strings.Join([]string{string(XLSX), string(JSON)}, " or "))
}
