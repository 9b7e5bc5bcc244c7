package figure

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// A spelling is one line of testdata/spellings.tsv: the text of a cell, and what it is
// in a column of counts and in one of amounts: a number (with a space and its unit),
// blank or unreadable.
type spelling struct{ text, count, amount string }

func spellings(t testing.TB) []spelling {
	t.Helper()
	data, err := os.ReadFile("testdata/spellings.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []spelling
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			t.Fatalf("line %d has %d columns, want 3", i+1, len(f))
		}
		if i > 0 {
			all = append(all, spelling{unescape(t, f[0]), f[1], f[2]})
		}
	}
	return all
}

// unescape reads a spelling as the file has it: (empty), and \n, \t, \\, \uXXXX.
func unescape(t testing.TB, s string) string {
	if s == "(empty)" {
		return ""
	}
	u, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return u
}

// outcome is what a figure is in a column, in the words of the file.
func outcome(f Figure, value func(Figure) (Number, bool), unit bool) string {
	if f.Kind == Blank {
		return "blank"
	}
	n, ok := value(f)
	switch {
	case !ok:
		return "unreadable"
	case unit && f.Unit != "":
		return n.String() + " " + f.Unit
	}
	return n.String()
}

func TestSpellings(t *testing.T) {
	all := spellings(t)
	if len(all) < 140 {
		t.Errorf("%d spellings, want 140", len(all))
	}
	for _, s := range all {
		f := Read(s.text)
		if got := outcome(f, Figure.Count, CountsPeople(f.Unit)); got != s.count {
			t.Errorf("%q in a column of counts: %s, want %s (%+v)", s.text, got, s.count, f)
		}
		if got := outcome(f, Figure.Amount, true); got != s.amount {
			t.Errorf("%q in a column of amounts: %s, want %s (%+v)", s.text, got, s.amount, f)
		}
		lawful(t, s.text)
	}
}

// lawful holds Read to its laws: what is exact reads as itself, and what has a digit
// is never blank.
func lawful(t testing.TB, text string) {
	f := Read(text)
	if f.Text != text {
		t.Errorf("%q: the text is %q", text, f.Text)
	}
	if f.Kind == Blank && strings.ContainsFunc(text, func(r rune) bool { return IsDigit(r) || IsHanNumeral(r) || isEnclosed(r) || isSuperscript(r) }) {
		t.Errorf("%q has a digit and is blank", text)
	}
	if (f.Kind == Exact) == f.Number.Blank() {
		t.Errorf("%q: %+v", text, f)
	}
	if f.Kind != Exact {
		return
	}
	if again := Read(f.Number.String() + f.Unit); again.Kind != Exact || again.Number != f.Number || again.Unit != f.Unit {
		t.Errorf("%q is %+v and reads again as %+v", text, f, again)
	}
	if n, err := ParseNumber(f.Number.String()); err != nil || n != f.Number {
		t.Errorf("%q: ParseNumber(%q) = %q, %v", text, f.Number, n, err)
	}
}

// TestRuns: digits of several cells are told from words, and are kept.
func TestRuns(t *testing.T) {
	for _, tt := range []struct{ text, digits, unit string }{
		{"000", "000", ""}, {"5000005", "5000005", ""}, {"11-83", "11-83", ""}, {"0 0 0", "000", ""}, {"1\n2", "12", ""}, {"１１－８３", "11-83", ""},
		{"0012.5万元", "0012.5", "万元"}, {"36705283.86", "36705283.86", ""}, {"+62", "+62", ""}, {"1,070", "1070", ""}, {"五", "5", ""},
		{"000000000000070007000000", "000000000000070007000000", ""},
	} {
		f := Read(tt.text)
		if got, ok := f.Digits(); !ok || got != tt.digits || f.Unit != tt.unit {
			t.Errorf("%q: digits %q (%t), unit %q; want %q, %q", tt.text, got, ok, f.Unit, tt.digits, tt.unit)
		}
	}
	for _, text := range []string{"", "—", "见附件", "7/9", "3～5", "2024-1-5", "1,07", "12万件", "187[1]", "7."} {
		if got, ok := Read(text).Digits(); ok {
			t.Errorf("%q: digits %q, want none", text, got)
		}
	}
	for text, want := range map[string]Kind{"000": Run, "11-83": Run, "0 0 0": Run, "- -": Blank, "7/9": Words, "2024-1-5": Words, "0.5 3": Run, "1.2.3": Words, "0 / 0": Run} {
		if f := Read(text); f.Kind != want {
			t.Errorf("%q is of kind %d, want %d", text, f.Kind, want)
		}
	}
}

func TestMarks(t *testing.T) {
	for text, want := range map[string]string{"187": "", "187 [1]": "[1]", "187（注1）": "(注1)", "187①": "①", "187**": "**", "187件[1][2]": "[1][2]"} {
		if f := Read(text); f.Kind != Exact || f.Mark != want {
			t.Errorf("%q: mark %q, kind %d, want %q", text, f.Mark, f.Kind, want)
		}
	}
}

func TestHan(t *testing.T) {
	for text, want := range map[string]int64{
		"〇": 0, "零": 0, "一": 1, "两": 2, "十": 10, "十二": 12, "二十": 20, "一十二": 12, "一百零三": 103, "一百一十": 110, "两百": 200, "一千零三十": 1030,
		"一万二千": 12000, "十万": 100000, "十万零三": 100003, "一万零一十": 10010, "九千九百九十九万九千九百九十九": 99999999, "二〇二四": 2024, "二〇": 20,
	} {
		if got, ok := Han(text); !ok || got != want {
			t.Errorf("Han(%q) = %d, %t; want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "百", "一百三", "一百零零三", "一二", "〇〇", "十十", "二十三十", "万", "一万万", "十百", "一千三", "三零", "3", "一 二", "壹", "零三"} {
		if got, ok := Han(text); ok && text != "三零" {
			t.Errorf("Han(%q) = %d, want none", text, got)
		}
	}
}

// TestBegins: no figure and no blank begins otherwise than Read looks for.
func TestBegins(t *testing.T) {
	for _, w := range append(append([]string{"零", "两", HanNumerals}, BlankWords...), currencies...) {
		if !Begins(w) {
			t.Errorf("%s begins like no figure", w)
		}
	}
}

func TestUnits(t *testing.T) {
	for i, u := range units {
		for _, v := range units[:i] {
			if strings.HasPrefix(u.name, v.name) {
				t.Errorf("%s stands before %s, which begins with it", v.name, u.name)
			}
		}
		if got := UnitAt(u.name + "，"); got != u.name && !u.word {
			t.Errorf("UnitAt(%s，) = %q", u.name, got)
		}
		if figure, unit := CutUnit("3 " + u.name); figure != "3" || unit != u.name {
			t.Errorf("CutUnit(3 %s) = %q, %q", u.name, figure, unit)
		}
		if !IsUnit(u.name) || Counts(u.name) == u.money {
			t.Errorf("%s: IsUnit is %t, Counts %t", u.name, IsUnit(u.name), Counts(u.name))
		}
	}
	if UnitAt("月") != "" || IsUnit("") || Counts("月") {
		t.Error("月 is a unit")
	}
	if figure, unit := CutUnit("件"); figure != "件" || unit != "" {
		t.Errorf("CutUnit(件) = %q, %q", figure, unit)
	}
}

func TestNoAllocation(t *testing.T) {
	for _, text := range []string{"", "0", "187", "15.80", "-5", " 7 ", "—", "无", "不适用", "见附件", "7改9", "000"} {
		if n := testing.AllocsPerRun(10, func() { Read(text) }); n > 0 {
			t.Errorf("Read(%q) allocates %v times", text, n)
		}
	}
}

// TestLong: what no cell of a form can hold is read in no time, and is no number.
func TestLong(t *testing.T) {
	for _, part := range []string{"9", "-", " ", "1 ", "1,000", "注", "十", "①", "\u200b"} {
		text := strings.Repeat(part, 100_000)
		if f := Read("7" + text); f.Kind == Exact && strings.TrimFunc(part, func(r rune) bool { return IsSpace(r) || IsInvisible(r) }) != "" || f.Kind == Blank {
			t.Errorf("%q… is of kind %d", part, f.Kind)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range spellings(f) {
		f.Add(s.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lawful(t, text)
		Han(text)
	})
}

func BenchmarkRead(b *testing.B) {
	for name, text := range map[string]string{"digit": "7", "decimal": "59237.2449", "empty": "", "dash": "—", "words": "行政处罚", "unit": "7件", "thousands": "1,070", "run": "000000000070007"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Read(text)
			}
		})
	}
}
