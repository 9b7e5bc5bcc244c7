package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// sample uses every field of the model.
func sample() *Report {
	n := func(s string) Number { v, _ := ParseNumber(s); return v }
	return &Report{
		Layout: "disclosure-2021", Title: "甲局2024年政府信息公开工作年度报告", Agency: "甲局", Year: 2024, Date: "2025-01-26",
		Properties: []Property{{"索引号", "a/1"}, {"发布机构", "甲局"}},
		Sections: []*Section{
			{ID: Preamble, Paragraphs: Prose("第一段\n<b>&\"引号\"", "第二段")},
			{ID: "proactive", Heading: "二、主动公开政府信息情况", Table: "proactive"},
		},
		Tables: []*Table{{ID: "proactive", Rows: []*Row{
			{ID: "fees", Cells: []*Cell{{Column: "amount", Value: n("1.50"), Unit: "元", Line: 7, Text: "1.50元"}}},
			{ID: "rules", Cells: []*Cell{{Column: "issued", Value: n("0")}, {Column: "repealed"}, {Column: "in_force", Open: true, Line: 9, Text: "三四"}}},
		}}},
		Findings: []Finding{
			{Code: "ambiguous", Severity: Error, Cells: []string{"proactive.rules.in_force"}, Message: "两种读法", Text: "三四", Candidates: [][]string{{"3"}, {"4"}}, Line: 9},
			{Code: "balance", Severity: Warning, Cells: []string{"proactive.rules.issued"}, Message: "不平", Expected: "6", Actual: "5"},
		},
	}
}

func TestRoundTrip(t *testing.T) {
	once := encode(t, sample())
	r, err := Decode(once)
	if err != nil {
		t.Fatal(err)
	}
	if twice := encode(t, r); !bytes.Equal(once, twice) {
		t.Errorf("first:\n%s\nsecond:\n%s", once, twice)
	}
	for _, want := range []string{`"amount": 1.50}`, `"unsettled": ["proactive.rules.in_force"]`, `"proactive.fees.amount": "元"`, `"repealed": null`} {
		if !strings.Contains(string(once), want) {
			t.Errorf("the data lack %s:\n%s", want, once)
		}
	}
}

func encode(t testing.TB, r *Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Encode(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDecodeDamaged(t *testing.T) {
	for name, data := range map[string]string{
		"empty object":            `{}`,
		"no tables":               `{"layout": "x"}`,
		"no layout":               `{"tables": {}}`,
		"a list":                  `[]`,
		"cut off":                 `{"layout": "x", "tables": {`,
		"text behind":             `{"layout": "x", "tables": {}} {}`,
		"unknown key":             `{"layout": "x", "tables": {}, "colour": 1}`,
		"key twice":               `{"layout": "x", "tables": {}, "layout": "y"}`,
		"cell twice":              `{"layout": "x", "tables": {"a": {"b": {"c": 1, "c": 2}}}}`,
		"truth for a number":      `{"layout": "x", "tables": {"a": {"b": {"c": true}}}}`,
		"NaN":                     `{"layout": "x", "tables": {"a": {"b": {"c": NaN}}}}`,
		"exponent":                `{"layout": "x", "tables": {"a": {"b": {"c": 1e5}}}}`,
		"400 digits":              `{"layout": "x", "tables": {"a": {"b": {"c": ` + strings.Repeat("1", 400) + `}}}}`,
		"year as text":            `{"layout": "x", "tables": {}, "year": "2024"}`,
		"year not whole":          `{"layout": "x", "tables": {}, "year": 2024.5}`,
		"unit of no cell":         `{"layout": "x", "tables": {}, "units": {"a.b.c": "元"}}`,
		"open cell with a number": `{"layout": "x", "tables": {"a": {"b": {"c": 1}}}, "unsettled": ["a.b.c"]}`,
		"open cell missing":       `{"layout": "x", "tables": {}, "unsettled": ["a.b.c"]}`,
		"other schema":            `{"schema": "nianbao/report/9", "layout": "x", "tables": {}}`,
		"unknown code":            `{"layout": "x", "tables": {}, "findings": [{"code": "odd"}]}`,
		"not UTF-8":               "{\"layout\": \"\xff\", \"tables\": {}}",
		"too deep":                `{"layout": "x", "tables": ` + strings.Repeat(`{"a":`, 99) + `1` + strings.Repeat("}", 99) + `}`,
	} {
		if _, err := Decode([]byte(data)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: got %v, want ErrDamaged", name, err)
		}
	}
}

func TestDecodeMinimal(t *testing.T) {
	r, err := Decode([]byte(`{"tables": {"a": {"b": {"c": 1.50, "d": null}}}, "layout": "x"}`))
	if err != nil {
		t.Fatal(err)
	}
	if c := r.Cell("a.b.c"); c == nil || c.Value.String() != "1.50" || c.Open {
		t.Errorf("a number is settled: got %+v", c)
	}
	if c := r.Cell("a.b.d"); c == nil || !c.Value.Blank() || c.Open {
		t.Errorf("null is blank: got %+v", c)
	}
}

// FuzzDecode: Decode does not panic, and what it takes is written and read again
// as the same report.
func FuzzDecode(f *testing.F) {
	f.Add(encode(f, sample()))
	f.Add([]byte(`{"layout": "x", "tables": {"a": {"b": {"c": -0.0}}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Decode(data)
		if err != nil {
			return
		}
		once := encode(t, r)
		again, err := Decode(once)
		if err != nil {
			t.Fatalf("%v\n%s", err, once)
		}
		if twice := encode(t, again); !bytes.Equal(once, twice) {
			t.Errorf("first:\n%s\nsecond:\n%s", once, twice)
		}
	})
}

// TestStrings holds strings to what encoding/json makes of them.
func TestStrings(t *testing.T) {
	texts := []string{"", "年报", "a\"b\\c/d", "<&>", "\u2028\u2029\u0085\u200b\ufeff", "𠮷", "�", "\xff年\xe5\xb9", "\xed\xa0\x80"}
	for c := range rune(0x100) {
		texts = append(texts, "甲"+string(c)+"乙", string([]byte{byte(c)}))
	}
	for _, text := range texts {
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(text); err != nil {
			t.Fatal(err)
		}
		e := &encoder{}
		if e.string(text); string(e.data)+"\n" != want.String() {
			t.Errorf("%q: got %s, want %s", text, string(e.data), want.String())
		}
	}
}
