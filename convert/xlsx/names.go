package xlsx

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// Names that programs read the workbook by. A cell of a table is named after its
// id; what stands on the opening sheet, and the heading of each section, begin
// with nianbao.
const (
	ownNames     = "nianbao."
	sectionNames = ownNames + "section." // .NN.id, NN its place in the report from 1
)

// NameOf is the defined name of a cell: its id (applications.received.total). An
// id that begins with a digit gets a _ in front, since a name may not.
func NameOf(cell string) string {
	if cell != "" && '0' <= cell[0] && cell[0] <= '9' {
		return "_" + cell
	}
	return cell
}

// sectionName names the heading of the n-th section. What a name may not have in
// it is a _ in the id.
func sectionName(n int, id string) string {
	id = strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_', r == '.':
			return r
		}
		return '_'
	}, words.Clip(id, 100))
	return sectionNames + strconv.Itoa(n) + "." + id
}

// A place is a cell of a sheet, both from 1.
type place struct{ col, row int }

// ref is the place as A1.
func (p place) ref() string { return string(p.append(nil)) }

// fixed is the place as $A$1.
func (p place) fixed() string {
	return "$" + string(appendColumn(nil, p.col)) + "$" + strconv.Itoa(p.row)
}

// append adds the place as A1.
func (p place) append(x []byte) []byte {
	return strconv.AppendInt(appendColumn(x, p.col), int64(p.row), 10)
}

// appendColumn adds the letters of a column: A to Z, AA to ZZ, AAA.
func appendColumn(x []byte, col int) []byte {
	if col > 26 {
		x = appendColumn(x, (col-1)/26)
	}
	return append(x, 'A'+byte((col-1)%26))
}

// onSheet writes a reference to a place of a sheet, its name quoted.
func onSheet(sheet, ref string) string {
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + ref
}

// sheetNames gives out the names of sheets: no two alike, none that a
// spreadsheet refuses.
type sheetNames map[string]bool

// maxSheetName is the most UTF-16 units of a sheet's name.
const maxSheetName = 31

var sheetNameMarks = strings.NewReplacer(":", "：", "/", "／", "?", "？", "*", "＊", `\`, "＼", "[", "〔", "]", "〕", "'", "’", "\n", "", "\t", "")

func (n sheetNames) pick(want string) string {
	want = strings.TrimSpace(sheetNameMarks.Replace(clean(want)))
	if want == "" || strings.EqualFold(want, "history") {
		want += "_"
	}
	name := split(want, maxSheetName)[0]
	for i := 2; n[strings.ToLower(name)]; i++ {
		tail := " " + strconv.Itoa(i)
		name = split(want, maxSheetName-len(tail))[0] + tail
	}
	n[strings.ToLower(name)] = true
	return name
}
