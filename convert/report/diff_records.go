package report

import "strconv"

// What became of a record from one year to the next.
const (
	RecordAdded     = "added"
	RecordRemoved   = "removed"
	RecordChanged   = "changed"
	RecordAmbiguous = "ambiguous" // its key is several records', or not known: nothing is compared
)

// A RecordChange is a record of a list that is not the same in two years, or a row whose
// words are not. Records are known by their key, the columns that the form says.
type RecordChange struct {
	Table, Key   string       // in Chinese; of a record without a key, its number: 第3行
	What         string       // one of the constants above
	Older, Newer []string     // the rows: table.row, table.row[n]; several of an ambiguous key
	Cells        []WordChange // of a changed record: those that differ
}

// A WordChange is a cell of a record in two years, as the reports show it.
type WordChange struct {
	Column   string // in Chinese
	Old, New string
	Unknown  bool // it is open or absent in a year, or in another unit: nothing can be told
}

// records writes the records that differ, where lists were compared.
func (e *encoder) records(d *Diff) {
	if len(d.Records)+d.SameRecords == 0 {
		return
	}
	e.key("records_same")
	e.raw(strconv.Itoa(d.SameRecords))
	e.key("records")
	e.open('[')
	for _, r := range d.Records {
		e.item()
		e.open('{')
		e.text("label", r.Table+"："+r.Key)
		e.text("change", r.What)
		e.key("older_rows")
		e.strings(r.Older)
		e.key("rows")
		e.strings(r.Newer)
		if len(r.Cells) > 0 {
			e.key("cells")
			e.open('[')
			for _, c := range r.Cells {
				e.item()
				e.wordChange(c)
			}
			e.close(']')
		}
		e.close('}')
	}
	e.close(']')
}

func (e *encoder) wordChange(c WordChange) {
	e.open('{')
	e.text("column", c.Column)
	if c.Unknown {
		e.key("unknown")
		e.raw("true")
	} else {
		e.text("old", c.Old)
		e.text("new", c.New)
	}
	e.close('}')
}
