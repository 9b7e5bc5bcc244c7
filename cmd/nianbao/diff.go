package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// A differing is the diff command's flags.
type differing struct {
	readFlags
	out, format string
}

func diffCommand(set *pflag.FlagSet) action {
	var d differing
	set.StringVarP(&d.out, "out", "o", ".", "flag.out-plain")
	set.StringVarP(&d.format, "format", "f", "xlsx", "flag.format-diff")
	d.flags(set)
	d.outputFlags(set)
	return d.run
}

func (d *differing) run(t *terminal, paths []string) error {
	if len(paths) != 2 {
		return usage("usage.diff", len(paths))
	}
	formats, err := convert.ParseFormats(d.format)
	if err != nil {
		return formatError(err)
	}
	for _, f := range formats {
		if f == convert.PDF {
			return usage("usage.format-diff", string(f))
		}
	}
	conv, err := d.converter(paths, nil)
	if err != nil {
		return err
	}
	older, newer := newGatherer(t, &d.readFlags, conv), newGatherer(t, &d.readFlags, conv)
	if err := older.gather(paths[:1], d.out, nil); err != nil {
		return err
	}
	if err := newer.gather(paths[1:], d.out, nil); err != nil {
		return err
	}
	for _, r := range slices.Concat(older.read, newer.read) {
		r.Link = linkFrom(d.out, r.Source)
	}
	single := batch.Single(paths[:1]) && batch.Single(paths[1:])
	if single && (len(older.read) == 0 || len(newer.read) == 0) {
		return errFailed
	}
	set, failed := d.compare(t, conv, convert.Pair(older.read, newer.read))
	if len(set.Pairs) == 0 {
		d.unpaired(t, set)
		if failed {
			return errFailed
		}
		return convert.ErrNothing
	}
	files, err := writeAll(t, d.out, diffName(set), formats, func(w io.Writer, f convert.Format) error { return conv.WriteDiffs(w, f, set) })
	if err != nil {
		return err
	}
	d.tell(t, set, files)
	if failed || len(older.failed)+len(newer.failed) > 0 || d.strict && doubtfulDiffs(set) > 0 {
		return errFailed
	}
	return nil
}

// compare compares the pairs. A pair on forms that have nothing in common fails.
func (d *differing) compare(t *terminal, conv *convert.Converter, pairing *convert.Pairing) (set *report.DiffSet, failed bool) {
	set = &report.DiffSet{}
	for _, p := range pairing.Pairs {
		diff, err := conv.Diff(p[0], p[1])
		if err != nil {
			fail(t, &d.readFlags, p[1].Source, convert.Code(err), words.Say(t.lang, apart(p[0], p[1])))
			failed = true
			continue
		}
		set.Pairs = append(set.Pairs, diff)
	}
	for _, r := range pairing.Older {
		set.Unpaired = append(set.Unpaired, report.Unpaired{Source: r.Source, Link: r.Link, Agency: r.Report.Agency, Year: r.Report.Year, Period: r.Report.Period})
	}
	for _, r := range pairing.Newer {
		set.Unpaired = append(set.Unpaired, report.Unpaired{Source: r.Source, Link: r.Link, Agency: r.Report.Agency, Year: r.Report.Year, Period: r.Report.Period, Newer: true})
	}
	return set, failed
}

// apart says why two reports cannot be compared.
func apart(older, newer *convert.Reading) error {
	if a, b := older.Report.Year, newer.Report.Year; 0 < b && b < a {
		return words.New("apart.years", b, older.Source, a)
	}
	return words.New("apart.forms", newer.Layout.ID, older.Source, older.Layout.ID)
}

// diffName names the files after the years, and after the agency when there is one.
func diffName(set *report.DiffSet) string {
	p := set.Pairs[0]
	agency, older, newer := "", p.Older, p.Newer
	if len(set.Pairs)+len(set.Unpaired) == 1 {
		agency = p.Newer.Agency
	}
	alike := func(a, b *report.Report) bool { return a.Year == b.Year && a.Period == b.Period }
	whole := older.Year != 0 && newer.Year != 0 && !slices.ContainsFunc(set.Pairs, func(q *report.Diff) bool { return !alike(q.Older, older) || !alike(q.Newer, newer) })
	switch {
	case whole:
		return fmt.Sprintf("%s%d年%s与%d年%s对比", agency, older.Year, older.Period, newer.Year, newer.Period)
	case layouts.Find(newer.Layout) == nil:
		return agency + "两年对比"
	}
	return agency + "年报对比"
}

func doubtfulDiffs(set *report.DiffSet) int {
	n := 0
	for _, p := range set.Pairs {
		for _, f := range p.Findings {
			if f.Severity == report.Error {
				n++
				break
			}
		}
	}
	return n
}

// tell prints what was found: of one pair the whole table, of folders a line a pair.
func (d *differing) tell(t *terminal, set *report.DiffSet, files []string) {
	for _, p := range set.Pairs {
		if !d.json && !d.quiet {
			t.say("progress.changes", plain(pairTitle(t, p)), len(p.Changes), p.Same)
			if len(set.Pairs) == 1 {
				printChanges(t, p)
			}
			tellRecords(t, p, len(set.Pairs) == 1)
			if p.Apart != nil {
				t.say("progress.apart", p.Apart)
			}
		}
		tellFindings(t, &d.readFlags, p.NewerSource, p.Findings)
	}
	d.unpaired(t, set)
	if d.json {
		fmt.Fprintf(t.out, "{%s}\n", field("summary", d.summary(set, files)))
		return
	}
	if len(set.Pairs)+len(set.Unpaired) > 1 && !d.quiet {
		t.say("progress.pairs", len(set.Pairs), len(set.Unpaired))
	}
	tellFiles(t, &d.readFlags, files)
}

func pairTitle(t *terminal, p *report.Diff) string {
	who := p.Newer.Agency
	if who == "" {
		who = p.NewerSource
	}
	return t.text("progress.pair", who, yearName(t, p.Older.Year, p.Older.Period), yearName(t, p.Newer.Year, p.Newer.Period))
}

func yearName(t *terminal, year int, period string) string {
	switch {
	case year == 0:
		return t.text("progress.no-year")
	case period != "":
		return t.text("progress.period", year, period)
	}
	return t.text("progress.year", year)
}

// unpaired names the reports without a partner.
func (d *differing) unpaired(t *terminal, set *report.DiffSet) {
	for _, u := range set.Unpaired {
		switch side := t.text(map[bool]string{true: "progress.newer", false: "progress.older"}[u.Newer]); {
		case d.json:
			fmt.Fprintf(t.out, "{%s,%s}\n", field("input", u.Source), field("unpaired", map[string]any{"agency": u.Agency, "year": u.Year, "newer": u.Newer}))
		case !d.quiet:
			t.say("progress.unpaired", plain(u.Source), plain(title(t, u.Agency, u.Year, u.Period)), side)
		}
	}
}

// summary is the last of the JSON lines.
func (d *differing) summary(set *report.DiffSet, files []string) any {
	s := struct {
		Pairs    int      `json:"pairs"`
		Unpaired int      `json:"unpaired"`
		Changes  int      `json:"changes"`
		Findings int      `json:"findings"`
		Outputs  []string `json:"outputs"`
	}{Pairs: len(set.Pairs), Unpaired: len(set.Unpaired), Outputs: files}
	for _, p := range set.Pairs {
		s.Changes += len(p.Changes)
		s.Findings += len(p.Findings)
	}
	return s
}
