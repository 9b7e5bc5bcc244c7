package figure

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// MaxDigits is how many digits a number may have in all. Figures of real reports
// have at most fifteen.
const MaxDigits = 18

// mostText is how many characters of a text a message shows.
const mostText = 60

// ErrNotNumber is returned for a text that is no exact decimal.
var ErrNotNumber = words.New("number.none")

// A notNumberError is ErrNotNumber with its text. Most are only asked for, never
// printed, so the message is made when it is.
type notNumberError struct {
	text string
	long bool
}

func (e *notNumberError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *notNumberError) In(l words.Lang) string {
	if e.long {
		return l.Text("number.long", words.Clip(e.text, mostText), MaxDigits)
	}
	return l.Text("number.not", words.Clip(e.text, mostText))
}

func (e *notNumberError) Unwrap() error { return ErrNotNumber }

// A Number is an exact decimal that keeps the digits of its source: 1.50 stays
// 1.50. The zero Number is blank (空白), which is not 0. Numbers are values and
// safe to share.
type Number struct {
	text string
}

// ParseNumber takes -?digits[.digits] without leading zeros, the form in which
// numbers are kept. It returns ErrNotNumber, with the text, for anything else.
func ParseNumber(s string) (Number, error) {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if !allDigits(whole) || len(whole) > 1 && whole[0] == '0' || point && !allDigits(fraction) {
		return Number{}, &notNumberError{text: s}
	}
	if len(whole)+len(fraction) > MaxDigits {
		return Number{}, &notNumberError{text: s, long: true}
	}
	n := Number{s}
	if n.Sign() == 0 {
		n.text = strings.TrimPrefix(s, "-")
	}
	return n, nil
}

// NewNumber is a whole number.
func NewNumber(n int64) Number { return Number{strconv.FormatInt(n, 10)} }

// NumberOf writes an exact decimal with as many decimals as given.
func NumberOf(r *big.Rat, decimals int) Number { return Number{r.FloatString(decimals)} }

// Blank reports whether there is no number.
func (n Number) Blank() bool { return n.text == "" }

// String is the number with the digits of its source, "" for blank.
func (n Number) String() string { return n.text }

// Rat is the exact value; 0 for blank.
func (n Number) Rat() *big.Rat {
	r := new(big.Rat)
	if v, ok := n.Int(); ok {
		return r.SetInt64(v)
	}
	if n.text != "" {
		r.SetString(n.text)
	}
	return r
}

// Int returns the value of a whole number; false for a fraction, for blank, and for
// a sum of more than MaxDigits digits.
func (n Number) Int() (int64, bool) {
	if n.text == "" || len(n.text) > len("-")+MaxDigits {
		return 0, false
	}
	neg, v := false, int64(0)
	for _, c := range n.text {
		switch {
		case c == '-':
			neg = true
		case c == '.':
			return 0, false
		default:
			v = v*10 + int64(c-'0')
		}
	}
	if neg {
		v = -v
	}
	return v, true
}

// Sign is -1, 0 or 1; 0 for blank.
func (n Number) Sign() int {
	for i := range len(n.text) {
		if '1' <= n.text[i] && n.text[i] <= '9' {
			if n.text[0] == '-' {
				return -1
			}
			return 1
		}
	}
	return 0
}

// Whole is the number without a fraction of zeros; false when its fraction has other
// digits, or when it is blank.
func (n Number) Whole() (Number, bool) {
	whole, fraction, _ := strings.Cut(n.text, ".")
	return Number{whole}, whole != "" && strings.Trim(fraction, "0") == ""
}

// Decimals is how many digits stand after the point.
func (n Number) Decimals() int {
	_, fraction, _ := strings.Cut(n.text, ".")
	return len(fraction)
}

func allDigits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}
