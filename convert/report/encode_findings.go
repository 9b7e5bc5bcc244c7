package report

import (
	"bytes"
	"encoding/json"
	"strconv"
)

func (e *encoder) findings(findings []Finding) {
	e.key("findings")
	e.open('[')
	for i := range findings {
		e.item()
		e.finding(&findings[i])
	}
	e.close(']')
}

func (e *encoder) finding(f *Finding) {
	e.open('{')
	e.text("code", string(f.Code))
	e.text("severity", string(f.Severity))
	e.key("cells")
	e.strings(f.Cells)
	e.text("message", f.Message)
	for _, opt := range []struct{ key, value string }{{"expected", f.Expected}, {"actual", f.Actual}, {"text", f.Text}} {
		if opt.value != "" {
			e.text(opt.key, opt.value)
		}
	}
	if len(f.Candidates) > 0 {
		e.key("candidates")
		e.open('[')
		for _, c := range f.Candidates {
			e.item()
			e.strings(c)
		}
		e.close(']')
	}
	if f.Line > 0 {
		e.key("source")
		e.raw(`{"line": ` + strconv.Itoa(f.Line) + "}")
	}
	e.close('}')
}

// MarshalJSON writes the finding as in the normalised data, on one line.
func (f Finding) MarshalJSON() ([]byte, error) {
	e := &encoder{}
	e.finding(&f)
	var line bytes.Buffer
	err := json.Compact(&line, e.data)
	return line.Bytes(), err
}
