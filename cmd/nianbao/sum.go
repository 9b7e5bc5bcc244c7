package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
)

// A summing is the sum command's flags.
type summing struct {
	readFlags
	out, format, agency, against string
	year                         int
	force                        bool
	font                         []string
}

func sumCommand(set *pflag.FlagSet) action {
	var s summing
	set.StringVarP(&s.out, "out", "o", ".", "flag.out-plain")
	set.StringVarP(&s.format, "format", "f", "xlsx,pdf", "flag.format")
	set.StringVar(&s.agency, "agency", "", "flag.agency")
	set.IntVar(&s.year, "year", 0, "flag.year")
	set.StringVar(&s.against, "against", "", "flag.against")
	set.BoolVar(&s.force, "force", false, "flag.force-sum")
	s.flags(set)
	set.StringArrayVar(&s.font, "font", nil, "flag.font-sum")
	s.outputFlags(set)
	return s.run
}

func (s *summing) run(t *terminal, paths []string) error {
	paths = expand(paths)
	formats, err := convert.ParseFormats(s.format)
	switch {
	case err != nil:
		return formatError(err)
	case s.year < 0:
		return usage("usage.year", s.year)
	}
	conv, err := s.converter(paths, s.font)
	if err != nil {
		return err
	}
	g := newGatherer(t, &s.readFlags, conv)
	options := convert.SumOptions{Agency: s.agency, Year: s.year, Force: s.force}
	if s.against != "" {
		if options.Against, err = s.whole(t, conv); err != nil {
			return err
		}
	}
	if err := g.gather(paths, s.out, s.isWhole()); err != nil {
		return err
	}
	options.Missing = g.failed
	for _, r := range g.read {
		r.Link = linkFrom(s.out, r.Source)
	}
	sum, err := conv.Sum(g.read, options)
	if y := (*convert.YearsError)(nil); errors.As(err, &y) {
		return &usageError{err: err}
	}
	s.leftOut(t, sum)
	if other := (*convert.OtherLayoutError)(nil); errors.As(err, &other) {
		fail(t, &s.readFlags, s.against, convert.Code(err), words.Say(t.lang, err))
		return errFailed
	} else if err != nil {
		return err
	}
	name := sumName(sum.Report)
	if err := s.clash(name, formats, sum); err != nil {
		return err
	}
	files, err := writeAll(t, s.out, name, formats, func(w io.Writer, f convert.Format) error { return conv.Write(w, f, sum.Reading) })
	if err != nil {
		return err
	}
	s.tell(t, name, sum, files)
	if len(g.failed) > 0 || lacks(sum) || s.strict && sum.Report.Count(report.Error) > 0 {
		return errFailed
	}
	return nil
}

// converter is made of the flags that the reading and the PDF depend on.
func (r *readFlags) converter(paths []string, font []string) (*convert.Converter, error) {
	if err := r.verify(paths, false); err != nil {
		return nil, err
	}
	forms, err := r.layouts.find()
	if err != nil {
		return nil, err
	}
	faces, err := openFonts(font)
	if err != nil {
		return nil, err
	}
	conv, err := convert.New(convert.Options{Layouts: forms, Fonts: faces})
	if err != nil {
		return nil, &usageError{err: err}
	}
	return conv, nil
}

// whole reads the file of --against.
func (s *summing) whole(t *terminal, conv *convert.Converter) (*convert.Reading, error) {
	g := newGatherer(t, &s.readFlags, conv)
	if !batch.Single([]string{s.against}) {
		return nil, usage("usage.against", s.against)
	}
	if err := g.gather([]string{s.against}, s.out, nil); err != nil {
		return nil, err
	}
	if len(g.read) != 1 {
		return nil, errFailed
	}
	return g.read[0], nil
}

// linkFrom is the way from a folder to a file, "" for standard input, and where there
// is none.
func linkFrom(folder, file string) string {
	from, err := filepath.Abs(folder)
	to, err2 := filepath.Abs(file)
	if file == batch.Stdin || err != nil || err2 != nil {
		return ""
	}
	way, err := filepath.Rel(from, to)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(way)
}

// isWhole tells the file of --against among the inputs: it is no term of the sum.
func (s *summing) isWhole() func(string) bool {
	if s.against == "" {
		return nil
	}
	return samePlace(s.against)
}

// clash keeps the sum's files from being written over what it was made of.
func (s *summing) clash(name string, formats []convert.Format, sum *convert.Sum) error {
	for _, f := range formats {
		file := outputFile(s.out, name, f)
		same := samePlace(file)
		isTerm := func(r *convert.Reading) bool { return same(r.Source) }
		if slices.ContainsFunc(sum.Units, isTerm) || s.against != "" && same(s.against) {
			return words.New("write.because", file, convert.ErrWrite, words.New("write.input"))
		}
	}
	return nil
}

// leftOut says which reports are not in the sum. Those that the sum does not lack
// are findings of it, or were not asked for.
func (s *summing) leftOut(t *terminal, sum *convert.Sum) {
	for _, left := range sum.LeftOut {
		r := left.Reading
		switch {
		case left.Lacks:
			fail(t, &s.readFlags, r.Source, left.Code, words.Say(t.lang, left.Why))
			if errs := doubts(r); !s.json && len(errs) > 0 {
				t.say("progress.report", plain(r.Source), plain(title(t, r.Report.Agency, r.Report.Year, r.Report.Period)), counts(t, r.Report.Count))
				tellFindings(t, &s.readFlags, r.Source, errs)
			}
		case left.Code == "date" && !s.json && !s.quiet:
			fmt.Fprintln(t.out, t.text("because", plain(r.Source), left.Why))
		}
	}
}

// doubts are a report's error findings.
func doubts(r *convert.Reading) []report.Finding {
	var all []report.Finding
	for _, f := range r.Report.Findings {
		if f.Severity == report.Error {
			all = append(all, f)
		}
	}
	return all
}

func lacks(sum *convert.Sum) bool {
	for _, left := range sum.LeftOut {
		if left.Lacks {
			return true
		}
	}
	return false
}

// sumName names the sum's files after agency and year.
func sumName(r *report.Report) string {
	if r.Year == 0 {
		return r.Agency + "汇总"
	}
	return fmt.Sprintf("%s%d年%s汇总", r.Agency, r.Year, r.Period)
}

func (s *summing) tell(t *terminal, name string, sum *convert.Sum, files []string) {
	r := sum.Report
	if s.json {
		tellFindings(t, &s.readFlags, name, r.Findings)
		fmt.Fprintf(t.out, "{%s}\n", field("summary", s.summary(sum, files)))
		return
	}
	if !s.quiet {
		t.say("progress.sum", plain(name), len(sum.Units), counts(t, r.Count))
	}
	tellFindings(t, &s.readFlags, name, r.Findings)
	if s.against != "" && !s.quiet {
		t.say("progress.against", plain(s.against), sum.Agree, sum.Differ, sum.Untold)
	}
	tellFiles(t, &s.readFlags, files)
}

// summary is the last of the JSON lines.
func (s *summing) summary(sum *convert.Sum, files []string) any {
	type against struct {
		Agree  int `json:"agree"`
		Differ int `json:"differ"`
		Untold int `json:"untold"`
	}
	type findings struct {
		Error   int `json:"error"`
		Warning int `json:"warning"`
		Info    int `json:"info"`
	}
	all := struct {
		Units    int      `json:"units"`
		LeftOut  int      `json:"left_out"`
		Agency   string   `json:"agency"`
		Year     int      `json:"year,omitempty"`
		Layout   string   `json:"layout"`
		Findings findings `json:"findings"`
		Against  *against `json:"against,omitempty"`
		Outputs  []string `json:"outputs"`
	}{
		Units: len(sum.Units), LeftOut: len(sum.LeftOut), Agency: sum.Report.Agency, Year: sum.Report.Year, Layout: sum.Layout.ID, Outputs: files,
		Findings: findings{sum.Report.Count(report.Error), sum.Report.Count(report.Warning), sum.Report.Count(report.Info)},
	}
	if s.against != "" {
		all.Against = &against{sum.Agree, sum.Differ, sum.Untold}
	}
	return all
}
