package word

import "github.com/nianbao/nianbao/convert/opc"

const settingsPart = "word/settings.xml"

// variable is what a document keeps when another program saves it.
const variable = `<w:docVar w:name="nianbao"`

// Written reports whether data are a document as this program wrote it. One that another
// program has saved since is that program's.
func Written(data []byte) bool { return opc.Written(data, settingsPart) }

// Edited reports whether data are a document that this program wrote and another has saved
// since: somebody has worked on it.
func Edited(data []byte) bool {
	return !Written(data) && opc.Has(data, settingsPart, variable)
}
