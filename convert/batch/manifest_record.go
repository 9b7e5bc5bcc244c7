package batch

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
)

// A record is one line of the manifest. Paths are relative to its folder, with
// slashes.
type record struct {
	Input       string      `json:"input"`
	SHA256      string      `json:"sha256,omitempty"`
	Bytes       int         `json:"bytes"`
	Status      Status      `json:"status"`
	Layout      string      `json:"layout,omitempty"`
	Year        int         `json:"year,omitempty"`
	Agency      string      `json:"agency,omitempty"`
	Outputs     []string    `json:"outputs"`
	Findings    tally       `json:"findings"`
	Error       *errorEntry `json:"error,omitempty"`
	MS          int64       `json:"ms"`
	Left        []string    `json:"left,omitempty"`        // outputs of earlier runs that still stand and are no longer its own
	Fingerprint string      `json:"fingerprint,omitempty"` // of the settings and of the outputs' bytes
	Hashes      hashes      `json:"hashes,omitempty"`      // of the outputs, also of those in Left
	Shard       *share      `json:"shard,omitempty"`       // what a shard says more, for the merge
}

// A share is what a merge needs to write what one run over all inputs would.
type share struct {
	Order   int             `json:"order,omitempty"` // place of the input among all, from 1; 0 for a folder in whose share was nothing to read
	Path    string          `json:"path"`            // the input as the user named it
	Report  json.RawMessage `json:"report,omitempty"`
	English string          `json:"english,omitempty"` // of the error's message
	Gone    bool            `json:"gone,omitempty"`    // the error is ErrGone
}

type tally struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

type errorEntry struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Message is what an error says, in a language, of an input that the reader knows
// already. The manifest and the summary have it in Chinese.
func Message(l words.Lang, err error) string {
	var read *words.Error
	if errors.As(err, &read) && read.Key == "read" {
		err = read.Args[1].(error)
	}
	return words.Say(l, err)
}

// newRecord says of a result what does not depend on where the manifest is.
func newRecord(res *Result) *record {
	rec := &record{Status: res.Status, Outputs: []string{}}
	rec.Findings = tallyOf(res)
	if r := res.Reading; r != nil {
		rec.Layout, rec.Year, rec.Agency = r.Layout.ID, r.Report.Year, r.Report.Agency
	}
	if res.Err != nil {
		rec.Error = &errorEntry{convert.Code(res.Err), Message(words.Chinese, res.Err)}
	}
	return rec
}

func tallyOf(res *Result) tally {
	return tally{res.Count(report.Error), res.Count(report.Warning), res.Count(report.Info)}
}

// line is the record as it stands in the manifest.
func (rec *record) line() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(rec); err != nil {
		panic(err) // a record holds nothing that JSON cannot
	}
	return b.Bytes()
}

func newShare(j *job) *share {
	s := &share{Order: j.order, Path: j.in.path}
	if j.result.Err != nil {
		s.English = Message(words.English, j.result.Err)
	}
	if j.result.Reading != nil && j.result.Err == nil {
		s.Report = figures(j.result.Reading.Report)
	}
	return s
}

// figures is the report without its prose and its evidence: what the summary
// shows of it.
func figures(r *report.Report) json.RawMessage {
	bare := &report.Report{Layout: r.Layout, Title: r.Title, Agency: r.Agency, Year: r.Year, Period: r.Period, Date: r.Date, Findings: r.Findings}
	for _, t := range r.Tables {
		table := &report.Table{ID: t.ID}
		for _, row := range t.Rows {
			line := &report.Row{ID: row.ID}
			for _, c := range row.Cells {
				line.Cells = append(line.Cells, &report.Cell{Column: c.Column, Value: c.Value, Words: c.Words, Open: c.Open, Unit: c.Unit})
			}
			table.Rows = append(table.Rows, line)
		}
		bare.Tables = append(bare.Tables, table)
	}
	var all, line bytes.Buffer
	if err := report.Encode(&all, bare); err != nil {
		panic(err) // a buffer takes everything
	}
	if err := json.Compact(&line, all.Bytes()); err != nil {
		panic(err) // it is our own JSON
	}
	return line.Bytes()
}
