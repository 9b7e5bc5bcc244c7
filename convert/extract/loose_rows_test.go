package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
)

// TestRowsInMess reads one row of the form in the shapes that sources give it.
func TestRowsInMess(t *testing.T) {
	tests := []struct{ name, old, new, id, want string }{
		{"ordinal of another style", "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "②重复申请 | 0 | 0 | 0 | 0 | 0 | 3 | 3 |", "refused_duplicate", "0 0 0 0 0 3 3"},
		{"traditional characters", "2.重复申请 |", "2.重複申請 |", "refused_duplicate", "0 0 0 0 0 0 0"},
		{"traditional characters of another word", "4.无正当理由大量反复申请 |", "4.無正當理由大量反覆申請 |", "refused_excessive", "0 0 0 0 0 0 0"},
		{"misspelt", "3.要求提供公开出版物 |", "3.要求提供公开出板物 |", "refused_publication", "0 0 0 0 0 0 0"},
		{"label lost", "2.重复申请 |", " |", "refused_duplicate", "0 0 0 0 0 0 0"},
		{"label on two lines", "2.重复申请 |", "2.重复\n申请 |", "refused_duplicate", "0 0 0 0 0 0 0"},
		{"values on the line below, cells by the row", "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "2.重复申请\t\n1\t0\t0\t0\t0\t2\t3", "refused_duplicate", "1 0 0 0 0 2 3"},
		{"a cell a line, a tab behind each", "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "2.重复申请\t\n\n1\t\n\n0\t\n\n0\t\n\n0\t\n\n0\t\n\n2\t\n\n3", "refused_duplicate", "1 0 0 0 0 2 3"},
		{"the number of a page below", "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 5 | 5 |\n3", "refused_duplicate", "0 0 0 0 0 5 5"},
		{"the number of a page in words below", "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 5 | 5 |\n第3页 共6页", "refused_duplicate", "0 0 0 0 0 5 5"},
		{"a note behind", "（七）总计 |", "（七）总计（未填写） |", "processed_total", "0 0 0 0 0 0 0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := changed(t, tt.old, tt.new)
			row := r.Table("applications").Row(tt.id)
			if row == nil {
				t.Fatalf("row %s is missing: %+v", tt.id, r.Report.Findings)
			}
			var got []string
			for _, p := range row.Pieces {
				if p.Text != "" {
					got = append(got, p.Text)
				}
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("got %s, want %s", g, tt.want)
			}
			if !strings.HasPrefix(tt.name, "traditional characters") && tt.name != "label on two lines" && !strings.HasPrefix(tt.name, "ordinal") && !strings.Contains(tt.name, "line") && !strings.Contains(tt.name, "page") && !slices.ContainsFunc(r.Report.Findings, func(f report.Finding) bool { return f.Code == "label-variant" }) {
				t.Errorf("no label-variant: %+v", r.Report.Findings)
			}
		})
	}
}

// TestNarrowColumns: a page whose narrow columns wrap the labels has the values beside
// the first line of each. They are that row's, or in doubt, and never the next row's.
func TestNarrowColumns(t *testing.T) {
	text := page("", "好。", "")
	for _, row := range [][2]string{
		{"5.属于三类内部事务信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "     5.属   0    92    116   675   0     0   883\n     于三\n     类内\n     部事\n     务信\n     息"},
		{"6.属于四类过程性信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "     6.属   4222   0     0     383   0     0   4605\n     于四\n     类过\n     程性\n     信息"},
		{"7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "     7.属   1   0     0     0   0     0   1\n     于行\n     政执\n     法案\n     卷"},
	} {
		if !strings.Contains(text, row[0]) {
			t.Fatalf("no %q in the page", row[0])
		}
		text = strings.Replace(text, row[0], row[1], 1)
	}
	r, err := extract(t, text)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"denied_internal":         "0 92 116 675 0 0 883",
		"denied_deliberative":     "4222 0 0 383 0 0 4605",
		"denied_enforcement_file": "1 0 0 0 0 0 1",
	} {
		row := r.Table("applications").Row(id)
		var got []string
		for _, p := range row.Pieces {
			if p.Text != "" {
				got = append(got, p.Text)
			}
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: got %s, want %s (in doubt: %v)", id, g, want, row.Doubt)
		}
	}
}

// TestStranded: figures that no label was found for put rows in doubt that show nothing.
func TestStranded(t *testing.T) {
	for _, tt := range []struct{ name, new string }{
		{"fewer than the row has cells", "2.重复申请 |\n1 | 3 |"},
		{"run into words", "2.重复申请 |\n不适用不适用404不适用404不适用"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := extract(t, strings.Replace(page("", "好。", ""), "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", tt.new, 1))
			if err != nil {
				t.Fatal(err)
			}
			row := r.Table("applications").Row("refused_duplicate")
			if row == nil {
				return // its cells are absent, and an error says so
			}
			values := 0
			for _, p := range row.Pieces {
				if p.Text != "" {
					values++
				}
			}
			if !row.Doubt && values == 0 {
				t.Errorf("the row reads as blank: %+v", r.Report.Findings)
			}
		})
	}
}

// TestWordsAmongValues: which of a row's values are cells does not show when words
// stand between them.
func TestWordsAmongValues(t *testing.T) {
	for _, tt := range []struct{ name, old, new, table, id string }{
		{"words", "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "2.重复申请 | 1 | 个 | 2 | 个 | 3 | 个 | 4 | 个 | 5 | 个 | 6 | 个 | 21 |", "applications", "refused_duplicate"},
		{"names of columns", "行政规范性文件 | 0 | 0 | 0 |", "行政规范性文件：本年制发件数：3，本年废止件数：1，现行有效件数：9", "proactive", "normative"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := changed(t, tt.old, tt.new)
			if row := r.Table(tt.table).Row(tt.id); row != nil && !row.Doubt && len(row.Pieces) > 0 && !(row.Apart && len(row.Pieces) > 7) {
				t.Errorf("the row is read as %v", row.Pieces)
			}
		})
	}
}

// TestNumberedRows: a column that numbers the rows holds no values.
func TestNumberedRows(t *testing.T) {
	var b strings.Builder
	n := 0
	for line := range strings.Lines(page("", "好。", "")) {
		if strings.Contains(line, "0 | 0 | 0 | 0 | 0 | 0 | 0 |") {
			n++
			fmt.Fprintf(&b, "%d | ", n)
		}
		b.WriteString(line)
	}
	r, err := extract(t, b.String())
	if err != nil {
		t.Fatal(err)
	}
	if n < 25 {
		t.Fatalf("%d rows numbered", n)
	}
	for _, row := range r.Table("applications").Rows {
		if v := valuesOnly(row.Pieces); len(v) != 7 || row.Doubt {
			t.Errorf("%s: got %v", row.ID, v)
		}
	}
}

// TestSubtotalsUnheaded: a column of subtotals whose heading is lost shows by its sums.
func TestSubtotalsUnheaded(t *testing.T) {
	for _, tt := range []struct{ name, row, sum string }{
		{"sums", "1 | 2 | 0 | 0 | 0 | 3 | 5 | 6 |", "小计"},
		{"no sums", "1 | 2 | 0 | 0 | 0 | 3 | 4 | 6 |", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.ReplaceAll(page("", "好。", ""), "0 | 0 | 0 | 0 | 0 | 0 | 0 |", tt.row)
			r, err := extract(t, text)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range r.Table("applications").Rows {
				got := ""
				for _, e := range row.Extras {
					got += e.Label
				}
				if got != tt.sum {
					t.Fatalf("%s: got %q, want %q", row.ID, got, tt.sum)
				}
			}
		})
	}
}

// TestHeadsRepeated: heads that another page repeats are not the rows of the same name.
func TestHeadsRepeated(t *testing.T) {
	const row = "0 | 0 | 0 | 0 | 0 | 0 | 0 |"
	text := page("", "好。", "")
	at := strings.Index(text, "3.其他 | "+row)
	if at < 0 {
		t.Fatal("no such row in the page")
	}
	text = text[:at] + "其他 | 总计 |\n三、本年度办理结果 | 3.其他 | 0 | 0 | 0 | 2 | 0 | 0 | 2 |" + text[at+len("3.其他 | "+row):]
	r, err := extract(t, text)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]int{"other_other": 7, "processed_total": 7} {
		if row := r.Table("applications").Row(id); row == nil || len(valuesOnly(row.Pieces)) != want {
			t.Errorf("%s: got %+v", id, row)
		}
	}
}

// TestBareTable: the values of a table without its heads are read below its heading,
// when they are as many as columns and nothing else is there.
func TestBareTable(t *testing.T) {
	text := page("", "好。", "")
	four, five := strings.Index(text, "四、政府信息"), strings.Index(text, "五、存在")
	for _, tt := range []struct {
		name, values string
		rows         int
	}{
		{"all", "0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 7 | 0 | 0 | 0 | 7 |", 1},
		{"one too few", "0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 7 | 0 | 0 | 7 |", 0},
		{"words among them", "无 0 | 0 | 0 | 0 | 0 | 0 | 件数 | 0 | 0 | 0 | 0 | 7 | 0 | 0 | 0 | 7 |", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := extract(t, text[:four]+"四、政府信息公开行政复议、行政诉讼情况\n"+tt.values+"\n"+text[five:])
			if err != nil {
				t.Fatal(err)
			}
			rt := r.Table("litigation")
			if n := 0; rt == nil && tt.rows > n || rt != nil && (len(rt.Rows) != tt.rows || len(valuesOnly(rt.Rows[0].Pieces)) != 15) {
				t.Errorf("got %+v", rt)
			}
		})
	}
}

// TestRowsOnOneLine: a table whose rows follow each other on one line.
func TestRowsOnOneLine(t *testing.T) {
	text := page("", "好。", "")
	two, three := strings.Index(text, "二、主动公开"), strings.Index(text, "三、收到")
	head, rows, _ := strings.Cut(text[two:three], "\n")
	rows = strings.Join(strings.Fields(strings.ReplaceAll(rows, "|", " ")), " ")
	r, err := extract(t, text[:two]+head+"\n"+rows+"\n"+text[three:])
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"rules", "normative", "licensing", "fees"} {
		if row := r.Table("proactive").Row(id); row == nil || len(valuesOnly(row.Pieces)) == 0 {
			t.Errorf("%s: got %+v", id, row)
		}
	}
}

// TestTablesOutOfOrder: a table that stands elsewhere than in the form is found.
func TestTablesOutOfOrder(t *testing.T) {
	text := page("", "好。", "")
	two, three, four := strings.Index(text, "二、主动公开"), strings.Index(text, "三、收到"), strings.Index(text, "四、政府信息")
	five := strings.Index(text, "五、存在")
	for _, tt := range []struct{ name, text string }{
		{"3 2 4", text[:two] + text[three:four] + text[two:three] + text[four:]},
		{"2 4 3", text[:three] + text[four:five] + text[three:four] + text[five:]},
		{"4 3 2", text[:two] + text[four:five] + text[three:four] + text[two:three] + text[five:]},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := extract(t, tt.text)
			if err != nil {
				t.Fatal(err)
			}
			for id, rows := range map[string]int{"proactive": 6, "applications": 25, "litigation": 1} {
				rt := r.Table(id)
				if rt == nil {
					t.Fatalf("no table %s", id)
				}
				n := 0
				for _, row := range rt.Rows {
					if len(valuesOnly(row.Pieces)) > 0 && !row.Doubt {
						n++
					}
				}
				if n != rows {
					t.Errorf("%s: %d rows with values, want %d", id, n, rows)
				}
			}
		})
	}
}

// TestLacks: a column is lacking whose head is not there, when no row has its value.
func TestLacks(t *testing.T) {
	whole := page("", "好。", "")
	headless := strings.Replace(whole, "科研机构 | ", "", 1)
	narrow := strings.ReplaceAll(headless, "0 | 0 | 0 | 0 | 0 | 0 | 0 |", "0 | 0 | 0 | 0 | 0 | 0 |")
	for _, tt := range []struct{ name, text, want string }{
		{"whole", whole, ""},
		{"its values are there", headless, ""},
		{"lacking", narrow, "research"},
		{"two lacking", strings.ReplaceAll(strings.Replace(narrow, "法律服务机构 | ", "", 1), "0 | 0 | 0 | 0 | 0 | 0 |", "0 | 0 | 0 | 0 | 0 |"), "research legal_service"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := extract(t, tt.text)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range r.Table("applications").Rows {
				if got := strings.Join(row.Lacks, " "); got != tt.want {
					t.Fatalf("%s lacks %q, want %q", row.ID, got, tt.want)
				}
			}
		})
	}
}
