package convert_test

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/messy"
)

// pagedReports is how many reports each writer sets.
const pagedReports = 28

// TestPDFByHand reads what fonts without embedding and without ToUnicode show.
func TestPDFByHand(t *testing.T) {
	for _, tt := range []struct {
		name  string
		style messy.PDFStyle
		least float64
	}{
		{"GBK-EUC-H", messy.PDFStyle{Coding: "GBK-EUC-H"}, 99.9},
		{"UniGB-UCS2-H", messy.PDFStyle{Coding: "UniGB-UCS2-H", Heads: true}, 99.9},
		{"turned to the right", messy.PDFStyle{Coding: "GBK-EUC-H", Rotate: 90, Heads: true}, 99.9},
		{"turned to the left", messy.PDFStyle{Coding: "UniGB-UCS2-H", Rotate: 270}, 99.9},
		{"off the sheet", messy.PDFStyle{Coding: "GBK-EUC-H", Wide: 1.4}, 52},
		{"far off the sheet", messy.PDFStyle{Coding: "GBK-EUC-H", Wide: 1.9, Heads: true}, 26},
		{"cut off at the margin", messy.PDFStyle{Coding: "UniGB-UCS2-H", Wide: 1.08, Clipped: true}, 0}, // every row is open
		{"without right rule", messy.PDFStyle{Coding: "GBK-EUC-H", OpenSide: true}, 77},
		{"without rulings", messy.PDFStyle{Coding: "GBK-EUC-H", Bare: true}, 77},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := messy.NewRun(t, readMessy(t))
			cases := r.Papers(pagedReports)
			for _, m := range cases {
				m.Set(tt.style)
			}
			r.Pages(cases, tt.name, tt.least)
		})
	}
}

// TestOFDByHand reads OFDs as one program or another writes them.
func TestOFDByHand(t *testing.T) {
	for _, tt := range []struct {
		name  string
		style messy.OFDStyle
		least float64
	}{
		{"an object a text", messy.OFDStyle{}, 99.9},
		{"an object a character", messy.OFDStyle{Alone: true, Setting: messy.Setting{Heads: true}}, 99.9},
		{"groups of steps", messy.OFDStyle{Groups: true, Plain: true, Setting: messy.Setting{Heads: true}}, 99.9},
		{"a matrix", messy.OFDStyle{Scaled: true, Shared: true}, 99.9},
		{"in GBK", messy.OFDStyle{GBK: true, Shared: true, Plain: true}, 99.9},
		{"the sheet around all", messy.OFDStyle{Sheet: true, Groups: true}, 99.9},
		{"off the sheet", messy.OFDStyle{Setting: messy.Setting{Wide: 1.4}}, 52},
		{"far off the sheet", messy.OFDStyle{Alone: true, Setting: messy.Setting{Wide: 1.9, Heads: true}}, 26},
		{"cut off by the sheet's boundary", messy.OFDStyle{Sheet: true, Setting: messy.Setting{Wide: 1.4}}, 0},
		{"without right rule", messy.OFDStyle{Setting: messy.Setting{OpenSide: true}}, 77},
		{"without rulings", messy.OFDStyle{Setting: messy.Setting{Bare: true}}, 77},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := messy.NewRun(t, readMessy(t))
			cases := r.Papers(pagedReports)
			for _, m := range cases {
				m.SetOFD(tt.style)
			}
			r.Pages(cases, "OFD "+tt.name, tt.least)
		})
	}
}

// TestPagesOfOurs: what this program writes on pages reads back as the report it shows.
func TestPagesOfOurs(t *testing.T) {
	for _, f := range []convert.Format{convert.PDF, convert.OFD} {
		t.Run(string(f), func(t *testing.T) {
			r := messy.NewRun(t, readMessy(t))
			c, cases := converter(t), r.Papers(pagedReports)
			for _, m := range cases {
				m.Data = ownPages(t, c, m, f)
			}
			r.Pages(cases, "nianbao "+string(f), 99.9)
		})
	}
}

func ownPages(t *testing.T, c *convert.Converter, p *messy.Paper, f convert.Format) []byte {
	t.Helper()
	reading, err := c.Read("report.html", []byte(p.Page("")))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := c.Write(&b, f, reading); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
