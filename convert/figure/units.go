package figure

import "strings"

// units are those that may stand behind a figure, a longer one before what it begins
// with.
var units = []struct {
	name  string
	money bool
}{
	{"百万元", true}, {"千万元", true}, {"万元", true}, {"亿元", true}, {"千元", true}, {"百元", true}, {"元", true}, {"万", true}, {"亿", true},
	{"人次", false}, {"件次", false}, {"户次", false}, {"批次", false},
	{"件", false}, {"条", false}, {"项", false}, {"个", false}, {"宗", false}, {"次", false}, {"份", false}, {"例", false}, {"起", false}, {"篇", false},
	{"人", false}, {"名", false}, {"户", false}, {"家", false}, {"部", false}, {"笔", false}, {"则", false}, {"批", false},
}

// currencies are what stands before an amount in 元.
var currencies = []string{"¥", "RMB", "人民币"}

// IsUnit reports whether a text is a unit that may follow a figure.
func IsUnit(text string) bool {
	for _, u := range units {
		if u.name == text {
			return true
		}
	}
	return false
}

// Counts reports whether a unit only counts pieces or people (件, 人次): it is neither
// money nor a multiple.
func Counts(unit string) bool {
	for _, u := range units {
		if u.name == unit {
			return !u.money
		}
	}
	return false
}

// UnitAt is the unit that a text begins with, "" for none.
func UnitAt(text string) string {
	for _, u := range units {
		if strings.HasPrefix(text, u.name) {
			return u.name
		}
	}
	return ""
}

// CutUnit splits a unit from the end of a text: 3件 gives 3 and 件. A text that is
// nothing but a unit has none.
func CutUnit(text string) (figure, unit string) {
	t := trim(text)
	for _, u := range units {
		if rest, ok := strings.CutSuffix(t, u.name); ok && rest != "" {
			return trim(rest), u.name
		}
	}
	return t, ""
}
