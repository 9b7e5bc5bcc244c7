package convert

import (
	"github.com/nianbao/nianbao/convert/ofd"
	"github.com/nianbao/nianbao/convert/pdf"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/word"
	"github.com/nianbao/nianbao/convert/xlsx"
)

// Written reports whether data are a file of the format as this program wrote it.
// A workbook that another program has saved since is that program's.
func Written(f Format, data []byte) bool {
	switch f {
	case XLSX:
		return xlsx.Written(data)
	case PDF:
		return pdf.Written(data)
	case JSON:
		return report.Written(data)
	case OFD:
		return ofd.Written(data)
	case DOCX:
		return word.Written(data)
	}
	return false
}

// Edited reports whether data are a workbook of a report, or a Word document, that this
// program wrote and another has saved since: somebody has filled something in.
func Edited(f Format, data []byte) bool {
	return f == XLSX && xlsx.Edited(data) || f == DOCX && word.Edited(data)
}
