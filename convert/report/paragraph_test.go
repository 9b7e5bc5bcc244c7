package report

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// spanned is a table in the text with cells over several places.
var spanned = Paragraph{Table: [][]TextCell{
	{{Text: "科室", Rows: 2}, {Text: "公开条数", Cols: 2}},
	{{Text: "2023年"}, {Text: "2024年"}},
	{{Text: "办公室"}, {Text: ""}, {Text: "1\n5"}},
}}

func TestParagraphData(t *testing.T) {
	r := &Report{Layout: "disclosure-2021", Sections: []*Section{{ID: "overview", Paragraphs: append(Prose("如下：", "{\"table\": 1}"), spanned)}}, Tables: []*Table{}}
	var b bytes.Buffer
	if err := Encode(&b, r); err != nil {
		t.Fatal(err)
	}
	got, err := Decode(b.Bytes())
	if err != nil || !reflect.DeepEqual(got.Sections, r.Sections) {
		t.Errorf("got %+v, %v from %s", got, err, b.String())
	}
	if text := strings.Join(r.Sections[0].Texts(), "|"); text != "如下：|{\"table\": 1}|科室 公开条数\n2023年 2024年\n办公室 1 5" {
		t.Errorf("as text: %q", text)
	}
}

func TestParagraphDamaged(t *testing.T) {
	for _, table := range []string{
		`[]`, `[[]]`, `[["a"], ["b", "c"]]`, `[["a", "b"], ["c"]]`, `[[{"text": "a", "cols": 3}, "b"], ["c", "d"]]`,
		`[[{"text": "a", "rows": 9}, "b"], ["c"]]`, `[["a", {"text": "b", "rows": 2}], ["c", "d"]]`, `[[1]]`, `"a"`, `[["a", {"cols": -1}]]`,
		`[[{"text": "a", "cols": 2000000000}]]`, `[["a", {"bold": true}]]`,
	} {
		data := `{"schema": "` + Schema + `", "layout": "disclosure-2021", "sections": [{"id": "overview", "paragraphs": [{"table": ` + table + `}]}], "tables": {}}`
		if _, err := Decode([]byte(data)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", table, err)
		}
	}
}

func TestPlaces(t *testing.T) {
	cells, width, ok := spanned.Places()
	var at []int
	for _, c := range cells {
		at = append(at, c.Row*100+c.Col*10+c.Rows*c.Cols)
	}
	if want := []int{2, 12, 111, 121, 201, 211, 221}; !ok || width != 3 || !reflect.DeepEqual(at, want) {
		t.Errorf("got %v, %d, %v", at, width, ok)
	}
}
