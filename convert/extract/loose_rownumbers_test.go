package extract

import (
	"fmt"
	"strings"
	"testing"
)

// numberedList is the list with numbers before its rows and captions, and the figures
// of a caption's neighbours left blank.
func numberedList(number func(i int) string) string {
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSpace(listRows), "\n") {
		if strings.Contains(line, "依法纠错数") {
			line = line[:strings.LastIndex(line, "|")+1]
		}
		if i == 0 {
			fmt.Fprintf(&b, "序号|%s\n", line)
		} else {
			fmt.Fprintf(&b, "%s|%s\n", number(i), line)
		}
	}
	return listTop + b.String()
}

// TestNumberedList: the numbers of the rows of a list are no figures, those of its
// captions neither.
func TestNumberedList(t *testing.T) {
	for _, format := range []string{"%d", "%02d"} {
		r := readList(t, numberedList(func(i int) string { return fmt.Sprintf(format, i) }))
		rows := r.Table("all").Rows
		if len(rows) != 10 {
			t.Fatalf("%d rows", len(rows))
		}
		for _, row := range rows {
			want := 1
			if row.ID == "mended" || row.ID == "amended" {
				want = 0
			}
			if v := valuesOnly(row.Pieces); len(v) != want || row.Doubt {
				t.Errorf("%s: got %v, doubt %v", row.ID, v, row.Doubt)
			}
		}
	}
}

// TestListWithAnotherColumn: where a column that is none of the form's stands beside
// the figures, what stands alone may be of that.
func TestListWithAnotherColumn(t *testing.T) {
	r := readList(t, numberedList(func(i int) string { return fmt.Sprint(i * 7 % 5) }))
	for _, row := range r.Table("all").Rows {
		if v := valuesOnly(row.Pieces); len(v) == 1 && !row.Doubt {
			t.Errorf("%s: %v is not in doubt", row.ID, v)
		}
	}
}
