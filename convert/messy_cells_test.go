package convert_test

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/messy"
	"github.com/nianbao/nianbao/convert/report"
)

// readMessy reads as the program does.
func readMessy(t *testing.T) messy.Read {
	c := converter(t)
	return func(name string, data []byte) (*report.Report, error) {
		r, err := c.Read(name, data)
		if err != nil {
			return nil, err
		}
		return r.Report, nil
	}
}

// TestMessySpellings puts hundreds of spellings into one cell, in eight places of both
// forms and in every kind of input: each is read as what it says, or named, and means
// the same in all of them.
func TestMessySpellings(t *testing.T) {
	c := converter(t)
	b := messy.NewBench(t, readMessy(t))
	b.RunSpellings(func(name string, data []byte) ([]byte, error) {
		r, err := c.Read(name, data)
		if err != nil {
			return nil, err
		}
		var out bytes.Buffer
		err = c.Write(&out, convert.XLSX, r)
		return out.Bytes(), err
	})
	b.Print()
}
