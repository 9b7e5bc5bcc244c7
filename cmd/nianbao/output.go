package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/report"
)

// An output tells the clerk, or with --json a program, what came of the inputs.
type output struct {
	*readFlags
	t      *terminal
	meter  meter
	single bool // one input, named itself: all is said of it
}

func newOutput(t *terminal, r *readFlags, single bool) *output {
	return &output{readFlags: r, t: t, meter: newMeter(t, r.quiet || single), single: single}
}

func (o *output) Start(total int) { o.meter.start(total) }

func (o *output) Done(res *batch.Result) {
	if o.json {
		o.line(res)
	} else {
		o.tell(res)
	}
	o.meter.step()
}

// say prints for whoever asked.
func (o *output) say(format string, args ...any) {
	o.meter.pause()
	fmt.Fprintf(o.t.out, format, args...)
}

// tell prints a result for the clerk. Of many reports only the errors are shown
// where the rest is on the 核对 sheets and in summary.xlsx.
func (o *output) tell(res *batch.Result) {
	if res.Err != nil {
		if res.Status == batch.Failed || errors.Is(res.Err, batch.ErrGone) {
			o.meter.pause()
			o.t.complain(fmt.Sprintf("%s: %s (%s)", res.Input, batch.Message(o.t.lang, res.Err), convert.Code(res.Err)))
		}
		return
	}
	all := (o.check || o.single) && !o.quiet
	if !all && res.Count("error") == 0 {
		return
	}
	r := res.Reading.Report
	o.say("%s", o.t.text("progress.report", plain(res.Input), plain(title(o.t, r.Agency, r.Year, r.Period)), counts(o.t, res.Count)))
	for _, file := range res.Outputs {
		if all {
			o.say("  → %s\n", plain(file))
		}
	}
	for _, f := range res.Findings() {
		if all || f.Severity == "error" {
			o.say("%s", finding(o.t, f))
		}
	}
}

// finding is the line on a finding. Its message is the report's, whatever the language.
func finding(t *terminal, f report.Finding) string {
	where := ""
	if f.Line != 0 {
		where = t.text("progress.line", f.Line)
	}
	return t.text("progress.finding", t.text("severity."+string(f.Severity)), where, plain(f.Message), f.Code)
}

func title(t *terminal, agency string, year int, period string) string {
	switch {
	case year == 0:
		return agency
	case agency == "":
		return yearName(t, year, period)
	}
	return agency + " " + yearName(t, year, period)
}

func counts[S ~string](t *terminal, count func(S) int) string {
	return t.text("progress.counts", count("error"), count("warning"), count("info"))
}

// line prints a result as JSON lines: one a finding, or the error.
func (o *output) line(res *batch.Result) {
	if res.Status == batch.Failed {
		o.object("input", res.Input, "error", map[string]string{
			"code": convert.Code(res.Err), "message": batch.Message(o.t.lang, res.Err),
		})
		return
	}
	for _, f := range res.Findings() {
		o.say("%s\n", findingLine(res.Input, f))
	}
}

// findingLine is the JSON line of a finding.
func findingLine(input string, f report.Finding) string {
	data, err := json.Marshal(f)
	if err != nil {
		panic(err) // a finding holds nothing that JSON cannot
	}
	return fmt.Sprintf("{%s,%s", field("input", input), data[1:])
}

// object prints a JSON object of keys and values, in their order.
func (o *output) object(pairs ...any) {
	var fields []string
	for i := 0; i < len(pairs); i += 2 {
		fields = append(fields, field(pairs[i].(string), pairs[i+1]))
	}
	o.say("{%s}\n", strings.Join(fields, ","))
}

func field(key string, value any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		panic(err)
	}
	return fmt.Sprintf("%q:%s", key, bytes.TrimSpace(b.Bytes()))
}

func (o *output) Finish(s *batch.Summary) {
	o.meter.finish()
	switch {
	case o.json:
		o.object("summary", o.summary(s))
	case !o.quiet:
		if !o.single {
			o.conclude(s)
		}
		for _, file := range []string{s.Manifest, s.Workbook} {
			if file != "" {
				o.say("  → %s\n", plain(file))
			}
		}
	}
}

// conclude sums the run up for the clerk.
func (o *output) conclude(s *batch.Summary) {
	done := o.t.text("progress.converted", s.Converted, s.Unchanged)
	if o.check {
		done = o.t.text("progress.checked", s.Converted)
	}
	o.say("%s", o.t.text("progress.all", s.Inputs, done, s.Failed, s.Skipped, counts(o.t, s.Count)))
	if o.strict && s.Doubtful > 0 {
		o.say("%s", o.t.text("progress.doubtful", s.Doubtful))
	}
}

// summary is the last of the JSON lines.
func (o *output) summary(s *batch.Summary) any {
	type findings struct {
		Error   int `json:"error"`
		Warning int `json:"warning"`
		Info    int `json:"info"`
	}
	failed := s.Failed
	if o.strict {
		failed += s.Doubtful
	}
	return struct {
		Inputs    int      `json:"inputs"`
		Converted int      `json:"converted"`
		Unchanged int      `json:"unchanged"`
		Failed    int      `json:"failed"`
		Skipped   int      `json:"skipped"`
		Doubtful  int      `json:"doubtful"`
		Findings  findings `json:"findings"`
		Manifest  string   `json:"manifest,omitempty"`
		Workbook  string   `json:"workbook,omitempty"`
	}{
		s.Inputs, s.Converted, s.Unchanged, failed, s.Skipped, s.Doubtful,
		findings{s.Count("error"), s.Count("warning"), s.Count("info")}, s.Manifest, s.Workbook,
	}
}

// plain shows a text on one line, whatever stands in it: file names and sources
// may hold line breaks and what moves a terminal's cursor.
func plain(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			fmt.Fprintf(&b, "\\u%04x", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
