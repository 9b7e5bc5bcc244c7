package settle

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
)

// A reason is why a row stays open.
type reason int

const (
	none           reason = iota
	several               // several readings are left
	tooMany               // the search for readings was cut off
	unparted              // its digits have no reading that its sums allow
	overfull              // it has more values than columns
	tooFew                // values are missing, and no sum tells which
	someBlank             // some of its cells are blank, and no sum tells which
	strayValues           // it has none, but values in its table belong to no row
	otherRow              // its values may be another row's
	misplaced             // it has no label, and sums fail with it where it stands
	signOrBlank           // a dash in it may be a sign or a blank cell
	vanished              // its table's blank cells leave no trace, so its digits cannot be parted
	astray                // its empty slots do not fit the columns
	otherwise             // the sums would put it elsewhere than rows like it
	totalBlank            // its total is blank, and its last value is the sum of the others
	amongUnread           // its total is blank, and many rows of its table cannot be read
	columnGone            // all rows of its table are a value short: a column may be gone
	unproved              // no sum that could have failed bears its reading out
	noCells               // it has cells of words, and the source keeps no cells
	aside                 // what stands in a cell of words is of the kind of the column beside it
	besideOverfull        // it has none, but a row beside it has too many
)

// reasons is the one table of what is said of a row that stays open: the finding's code
// and why. {values} is how many the row has, {columns} how many it should have,
// {readings} how many ways to read it are left, and {some} the first of them.
var reasons = map[reason]struct {
	code report.Code
	says string
}{
	several:        {report.CodeAmbiguous, "有{readings}种读法都成立（{some}），无法确定"},
	tooMany:        {report.CodeAmbiguous, "可能的读法太多，无法确定"},
	unparted:       {report.CodeUnreadable, "任何拆法都不满足勾稽关系"},
	overfull:       {report.CodeUnreadable, "有{values}个数，应有{columns}个，无法对应"},
	tooFew:         {report.CodeMissingCell, "只有{values}个数，应有{columns}个，无法确定缺的是哪一个"},
	someBlank:      {report.CodeMissingCell, "只有{values}个数，应有{columns}个，无法确定空白的是哪几格"},
	strayValues:    {report.CodeMissingCell, "表中另有数不知属于哪一行，无法确定这一行是不是空白"},
	otherRow:       {report.CodeMissingCell, "行名与数对应不上，无法确定这些数各属于哪一格"},
	misplaced:      {report.CodeMissingCell, "没有行名，按位置认定后合计又不符，无法确定是不是这一行"},
	signOrBlank:    {report.CodeMissingCell, "其中的横线可能是负号，也可能表示空白，无法确定各数属于哪一格"},
	vanished:       {report.CodeMissingCell, "表中空白的格没有留下痕迹，连在一起的数字无法确定怎样拆开"},
	astray:         {report.CodeMissingCell, "各数的位置与表中各列对不上，无法确定各属于哪一格"},
	otherwise:      {report.CodeMissingCell, "按合计应填的位置与同类各行不同，无法确定各数属于哪一格"},
	totalBlank:     {report.CodeMissingCell, "总计一格空白，最后一个数却正是其余各数之和，可能整行错开了一格"},
	amongUnread:    {report.CodeMissingCell, "总计一格空白，表中又有不少行无法读取，无法确定各数属于哪一格"},
	columnGone:     {report.CodeMissingCell, "全表各行都少一个数，可能缺了一列，无法确定缺的是哪一列"},
	unproved:       {report.CodeMissingCell, "没有别的合计可以证实各数的位置，无法确定各属于哪一格"},
	noCells:        {report.CodeMissingCell, "这一行的格与表中各列对不上（有内容的{values}格，表中{columns}列），无法确定各属于哪一格"},
	aside:          {report.CodeMissingCell, "有格里写的像是相邻一列的内容，这一行可能错开了一格，无法确定各属于哪一格"},
	besideOverfull: {report.CodeMissingCell, "相邻一行的数多于应有的格，其中可能有这一行的数"},
}

// reason is why the row stays open: what was found on the way, or else what its readings
// say.
func (p *puzzle) reason() reason {
	switch n := len(p.readings); {
	case p.why != none && p.why != tooMany:
		return p.why
	case p.scattered:
		return someBlank
	case n == 0 && len(p.values) < p.width() && p.whole():
		return tooFew
	case p.why == tooMany:
		return tooMany
	case n == 0 && len(p.values) > p.width():
		return overfull
	case n == 0:
		return unparted
	}
	return several
}

// openFinding is the finding of a row whose columns open stay open.
func (p *puzzle) openFinding(open []int) report.Finding {
	var ids []string
	for _, c := range open {
		ids = append(ids, p.id(c))
	}
	why := reasons[p.reason()]
	says := strings.NewReplacer("{values}", strconv.Itoa(len(p.values)), "{columns}", strconv.Itoa(p.width()),
		"{readings}", strconv.Itoa(len(p.readings)), "{some}", p.some(open)).Replace(why.says)
	has := "写作“" + strings.Join(strings.Fields(texts(p.values)), " ") + "”，"
	if len(p.values) == 0 {
		has = "没有数，"
	}
	f := report.NewFinding(why.code, p.table.RowName(p.spec)+has+says+"，请对照原文填写。", ids...)
	f.Text, f.Line = texts(p.values), p.src.Line
	if len(p.values) > 0 {
		f.Line = p.values[0].Line
	}
	const most = 20
	if why.code == report.CodeAmbiguous {
		for _, r := range p.readings[:min(most, len(p.readings))] {
			f.Candidates = append(f.Candidates, choose(r, open))
		}
	}
	return f
}

// some writes the first few readings of the open columns.
func (p *puzzle) some(open []int) string {
	const most = 3
	var says []string
	for _, r := range p.readings[:min(most, len(p.readings))] {
		says = append(says, strings.Join(choose(r, open), "、"))
	}
	if len(p.readings) > most {
		says = append(says, "……")
	}
	return strings.Join(says, "；")
}

func choose(r reading, columns []int) []string {
	var v []string
	for _, c := range columns {
		v = append(v, r.values[c].String())
	}
	return v
}
