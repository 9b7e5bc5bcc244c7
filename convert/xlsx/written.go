package xlsx

import "github.com/nianbao/nianbao/convert/opc"

// Written reports whether data are a workbook as this program wrote it. One that
// another program has saved since is that program's.
func Written(data []byte) bool { return opc.Written(data, workbookPart) }

// Edited reports whether data are the workbook of a report that this program wrote and
// another has saved since: somebody has filled something in.
func Edited(data []byte) bool {
	return !Written(data) && opc.Has(data, workbookPart, `"`+ownNames+fieldLayout.name+`"`)
}
