package report

import (
	"math/big"

	"github.com/nianbao/nianbao/convert/figure"
)

// A Number is an exact decimal that keeps the digits of its source; the zero Number
// is blank (空白), which is not 0. See figure.Number.
type Number = figure.Number

// MaxDigits is how many digits a number may have in all.
const MaxDigits = figure.MaxDigits

// ErrNotNumber is returned for a text that is no exact decimal.
var ErrNotNumber = figure.ErrNotNumber

// ParseNumber takes -?digits[.digits] without leading zeros, the form in which
// numbers are kept. It returns ErrNotNumber, with the text, for anything else.
func ParseNumber(s string) (Number, error) { return figure.ParseNumber(s) }

// NewNumber is a whole number.
func NewNumber(n int64) Number { return figure.NewNumber(n) }

// NumberOf writes an exact decimal with as many decimals as given.
func NumberOf(r *big.Rat, decimals int) Number { return figure.NumberOf(r, decimals) }

// clip keeps a text short enough for a message.
func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
