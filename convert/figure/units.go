package figure

import "strings"

// units are those that may stand behind a figure, a longer one before what it begins
// with.
var units = []struct {
	name  string
	money bool
	word  bool // begins other words, too (部分, 家庭): a unit only where a cell ends behind it
}{
	{"百万元", true, false}, {"千万元", true, false}, {"万元", true, false}, {"亿元", true, false}, {"千元", true, false}, {"百元", true, false}, {"元", true, false}, {"万", true, false}, {"亿", true, false},
	{"人次", false, false}, {"件次", false, false}, {"户次", false, false}, {"批次", false, false},
	{"件", false, false}, {"条", false, false}, {"项", false, false}, {"个", false, false}, {"宗", false, false}, {"次", false, false}, {"份", false, false}, {"例", false, false}, {"起", false, false}, {"篇", false, false},
	{"人", false, false}, {"名", false, true}, {"户", false, true}, {"家", false, true}, {"部", false, true}, {"笔", false, true}, {"则", false, true}, {"批", false, true},
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

// CountsPeople reports whether a unit counts people or households: 7人 are not 7件.
func CountsPeople(unit string) bool {
	switch unit {
	case "人", "人次", "名", "户", "户次", "家":
		return true
	}
	return false
}

// UnitAt is the unit that a text begins with, "" for none. Those that other words
// begin with are none here: 部 of 部分公开.
func UnitAt(text string) string {
	for _, u := range units {
		if !u.word && strings.HasPrefix(text, u.name) {
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
