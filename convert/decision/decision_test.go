package decision_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/decision"
)

// TestFile: a file comes back as it was written, and takes what others write.
func TestFile(t *testing.T) {
	f := &decision.File{Schema: decision.Schema, SHA256: "ab", Decisions: []decision.Decision{
		{Cell: "a.b.c", Text: "3<6", From: decision.Value{Open: true}, To: decision.Value{Text: "36"}, Reason: "“电话”核实", Time: "2025-01-26T08:00:00Z"},
		{Cell: "a.b.d", From: decision.Value{Text: "1"}, To: decision.Value{}},
	}, Dismissed: []decision.Dismissal{{Code: "row-sum", Cells: []string{"a.b.c"}, Reason: "原文如此"}}}
	data := f.Encode()
	back, err := decision.Decode(data)
	if err != nil || !reflect.DeepEqual(back, f) || !bytes.Equal(back.Encode(), data) || !decision.Written(data) {
		t.Errorf("%v: %s", err, data)
	}
	if !strings.Contains(string(data), `"from": null`) || !strings.Contains(string(data), `"to": ""`) || !strings.Contains(string(data), "3<6") {
		t.Errorf("got %s", data)
	}
	other, err := decision.Decode([]byte(`{"schema":"nianbao/decisions/1","decisions":[{"cell":"a.b.c","from":null,"to":1.50}]}`))
	if err != nil || other.Of("a.b.c").To.Text != "1.50" || !other.Of("a.b.c").From.Open {
		t.Errorf("%v: %+v", err, other)
	}
	for _, bad := range []string{"", "{", "[]", `{}`, `{"schema":"nianbao/report/1"}`, `{"schema":"nianbao/decisions/1","decisions":[{"to":[]}]}`} {
		if f, err := decision.Decode([]byte(bad)); err == nil {
			t.Errorf("%s: got %+v", bad, f)
		}
	}
}

// TestChange: one decision a cell, one dismissal a finding.
func TestChange(t *testing.T) {
	f := &decision.File{}
	for _, to := range []string{"1", "2"} {
		f.Decide(decision.Decision{Cell: "a.b.c", To: decision.Value{Text: to}})
		f.Allow(decision.Dismissal{Code: "row-sum", Cells: []string{"a.b.c"}, Reason: to})
	}
	f.Allow(decision.Dismissal{Code: "row-sum", Cells: []string{"a.b.d"}})
	if len(f.Decisions) != 1 || f.Of("a.b.c").To.Text != "2" || len(f.Dismissed) != 2 || f.Dismissed[0].Reason != "2" {
		t.Errorf("got %+v", f)
	}
	f.Undecide("a.b.c")
	f.Restore(f.Dismissed[0])
	f.Restore(f.Dismissed[0])
	if !f.Empty() {
		t.Errorf("got %+v", f)
	}
}
