package settle

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/draft"
)

// tells reports whether a message has the sentence of a reason, whatever the numbers.
func tells(message string, why reason) bool {
	text := strings.NewReplacer("{values}", "{", "{columns}", "{", "{readings}", "{", "{some}", "{").Replace(reasons[why].says)
	for part := range strings.SplitSeq(text, "{") {
		at := strings.Index(message, part)
		if at < 0 {
			return false
		}
		message = message[at+len(part):]
	}
	return true
}

// TestReasons: the last row of each case stays open for its reason.
func TestReasons(t *testing.T) {
	doubt := func(r *draft.Row) { r.Doubt = true }
	tests := []struct {
		name   string
		why    reason
		layout string
		table  string
		rows   []string
		change func(*draft.Row)
	}{
		{"two ways to part digits", several, "disclosure-2019", "proactive", []string{"rules:000", "procurement:36705283.86"}, nil},
		{"a word and too few values", unparted, "disclosure-2021", "applications", []string{"received:5 若干 5"}, nil},
		{"a value too many", overfull, "disclosure-2021", "proactive", []string{"normative:5 0 2 4"}, nil},
		{"a value too few", tooFew, "disclosure-2021", "proactive", []string{"normative:5 24"}, nil},
		{"no sum parts the digits", tooFew, "disclosure-2021", "applications", []string{"received:5000004"}, nil},
		{"another row's values, this one has none", strayValues, "disclosure-2021", "proactive", []string{"normative:"}, doubt},
		{"a label beside another row's values", otherRow, "disclosure-2021", "proactive", []string{"normative:5 0 24"}, doubt},
		{"a dash that may be a sign", signOrBlank, "disclosure-2019", "proactive", []string{"penalties:11 - 3"}, func(r *draft.Row) { r.Pieces[1].Line = 2; r.Pieces[2].Line = 3 }},
		{"digits beside blanks that vanish", vanished, "disclosure-2021", "applications", []string{"carried_in:1", "received:5000005"}, nil},
		{"blanks of which too few leave a place", someBlank, "disclosure-2021", "applications", []string{"carried_in:3 _ _ 3", "granted:4 _ _ 4", "received:5 _ _ 5"}, nil},
		{"no label, and the sums fail", misplaced, "disclosure-2021", "applications", []string{"received:1 0 0 0 0 0 1", "carried_in:0 0 0 0 0 0 0", "carried_over:0 0 0 0 0 0 0", "processed_total:2 0 0 0 0 0 2"}, func(r *draft.Row) { r.Indent = draft.NoLabel }},
		{"a step to the left", totalBlank, "disclosure-2021", "applications", []string{"received:1 0 0 0 0 1 _"}, nil},
		{"no value, behind a row with too many", besideOverfull, "disclosure-2021", "applications", []string{"received:1 2 3 4 5 6 7 8 9", "carried_in:"}, nil},
		{"rows that begin at different places", astray, "disclosure-2021", "applications", []string{"carried_in:3 _ _ _ _ _ 3 _", "received:1 _ _ _ _ _ 1 _"}, func(r *draft.Row) { r.Indent = 1 }},
		{"every row a value short", columnGone, "disclosure-2021", "applications", []string{"received:1 0 0 0 0 1", "carried_in:2 0 0 0 0 2", "granted:3 0 0 0 0 3"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dt := rowsOf(tt.table, tt.rows...)
			last := dt.Rows[len(dt.Rows)-1]
			if tt.change != nil {
				tt.change(last)
			}
			got, r := settled(tt.layout, dt)
			if !strings.Contains(got[last.ID], "?") {
				t.Fatalf("the row is read as %s", got[last.ID])
			}
			var messages []string
			for _, f := range r.Findings {
				if strings.HasPrefix(f.Cells[0], tt.table+"."+last.ID+".") {
					messages = append(messages, string(f.Code)+" "+f.Message)
				}
			}
			if len(messages) != 1 || !strings.HasPrefix(messages[0], string(reasons[tt.why].code)+" ") || !tells(messages[0], tt.why) {
				t.Errorf("got %q, want %+v", messages, reasons[tt.why])
			}
		})
	}
}

// TestReasonTable: every reason has a code and a sentence of its own.
func TestReasonTable(t *testing.T) {
	seen := map[string]bool{}
	for why := several; why <= besideOverfull; why++ {
		r := reasons[why]
		if r.code == "" || r.says == "" || seen[r.says] {
			t.Errorf("reason %d has %+v", why, r)
		}
		seen[r.says] = true
	}
}
