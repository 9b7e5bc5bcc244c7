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

// mostText is how many characters of a text a message shows.
const mostText = 60

// NumberOf writes an exact decimal with as many decimals as given.
func NumberOf(r *big.Rat, decimals int) Number { return figure.NumberOf(r, decimals) }
