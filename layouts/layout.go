package layouts

import (
	"slices"
	"strings"
)

// A Layout is one official form: how its report is titled and divided, its
// tables as printed, and the sums that hold in them. It does not change after
// Parse and is safe to share.
type Layout struct {
	ID      string   `yaml:"id"`
	Name    string   `yaml:"name"`    // what a clerk calls it
	Clause  string   `yaml:"clause"`  // the notice that fixes the form
	Years   Years    `yaml:"years"`   // reports it is in force for
	Title   string   `yaml:"title"`   // printed when the source has none; {agency}, {year} and {period} are filled in
	Titles  []string `yaml:"titles"`  // what the title of such a report ends with, official wording first
	Notices []string `yaml:"notices"` // how texts cite the notice
	Signs   []string `yaml:"signs"`   // labels that no other form has

	Sections []*Section  `yaml:"sections"`
	Tables   []*Table    `yaml:"tables"`
	Charts   []*Chart    `yaml:"charts"` // what is compared first between two years
	Specs    []*RuleSpec `yaml:"rules"`  // over several tables, as written; Rules gives them one by one
	Prose    []*Claim    `yaml:"prose"`  // what sentences say about cells
	Fields   []*Field    `yaml:"fields"` // below all tables
	Cover    *Cover      `yaml:"cover"`  // nil for the words of annual reports

	rules    []*Rule
	form     *Layout // of which it is that of one report; nil for a form itself
	file     string
	source   []byte
	verified bool // before it was kept: its sentences need no proof
}

// Years is a closed span of report years; 0 leaves an end open.
type Years struct {
	From int `yaml:"from"`
	To   int `yaml:"to"`
}

// Contains reports whether a report for the year is on the form.
func (y Years) Contains(year int) bool {
	return (y.From == 0 || year >= y.From) && (y.To == 0 || year <= y.To)
}

// A Cover is what the form calls things where they are filled in; "" for 机关名称, 年度, 报告期 and 年报格式.
type Cover struct {
	Agency string `yaml:"agency"`
	Year   string `yaml:"year"`
	Period string `yaml:"period"` // of a form that is Periodic
	Form   string `yaml:"form"`
}

// A Section is a part of the report under a top-level heading (一、 to 六、).
type Section struct {
	ID       string   `yaml:"id"`
	Heading  string   `yaml:"heading"` // "" for the table of a form that has no headings
	Variants []string `yaml:"variants"`
	Table    string   `yaml:"table"`  // the table it holds; "" for prose
	Text     bool     `yaml:"text"`   // prose is expected in it: absent, it is missing-section
	Filled   bool     `yaml:"filled"` // a heading without text is empty-section
}

// A Table is one table of the form. Its printed grid is that of its blocks, one
// below the other, Width places wide.
type Table struct {
	ID     string         `yaml:"id"`
	Name   string         `yaml:"name"`   // short title, for sheets and messages
	Clause string         `yaml:"clause"` // where the notice prints it
	Widths []float64      `yaml:"widths"` // of the grid's places, in mm on A4; their number is the grid's width
	Size   float64        `yaml:"size"`   // type size in points; 10.5 where the file has none
	Blocks []*Block       `yaml:"blocks"`
	Specs  []*RuleSpec    `yaml:"rules"` // as written; Rules gives them one by one
	Years  []*YearSpec    `yaml:"years"` // as written; YearRules gives them one by one
	Older  []*Predecessor `yaml:"older"` // the older forms whose table of the same id compares with this one

	Optional bool     `yaml:"optional"` // a report may do without it
	Fields   []*Field `yaml:"fields"`   // the texts above and below it

	form   *Table // of which it is that of one report
	half   bool   // it is one of the halves of a table, for reading
	rules  []*Rule
	cells  map[string][]string // full ids of the cells of each row
	refs   map[string]*CellRef // by full id
	own    map[string]bool     // what cellSet returns
	totals map[string]*Rule    // by the cell that is the sum
	years  []*YearRule
	grid   *Grid
}

// A Block is a part of a table with columns of its own: heading rows as printed,
// then one row for each entry of Rows, with the captions above it.
type Block struct {
	Head    [][]*Head `yaml:"head"`
	Columns []*Column `yaml:"columns"`
	Units   bool      `yaml:"units"` // each row's unit is printed in a cell of its own, before its values
	Rows    []*Row    `yaml:"rows"`
	Beside  bool      `yaml:"beside"` // it stands right of the block before it, on the same lines
}

// A Head is a printed cell above the data: a text, or the label of a column.
type Head struct {
	Text     string   `yaml:"text"`
	Column   string   `yaml:"column"`
	Variants []string `yaml:"variants"` // of Text
	Title    bool     `yaml:"title"`    // a title row across the block, not a column heading
	Colspan  int      `yaml:"colspan"`  // 0 is 1
	Rowspan  int      `yaml:"rowspan"`  // 0 is 1
}

// A Kind is the kind of value a cell takes.
type Kind string

const (
	Count   Kind = "count"   // a whole number, not negative
	Signed  Kind = "signed"  // a whole number that may be negative (本年增/减)
	Amount  Kind = "amount"  // an exact decimal, not negative
	Balance Kind = "balance" // an exact decimal that may be negative (结余)
	Percent Kind = "percent" // a ratio in the column's unit, % or ‰; may be negative; never added up

	Text   Kind = "text"   // words, as they stand
	YesNo  Kind = "yes-no" // 是 or 否
	Date   Kind = "date"   // a day, a month or a year
	Choice Kind = "choice" // one of the listed values
)

// IsFigure reports whether values of the kind are numbers, not words.
func (k Kind) IsFigure() bool { return !slices.Contains([]Kind{Text, YesNo, Date, Choice}, k) }

// Fraction reports whether numbers of the kind may have decimals.
func (k Kind) Fraction() bool { return k == Amount || k == Balance || k == Percent }

// IsAmount reports whether values of the kind are amounts, which are in a unit.
func (k Kind) IsAmount() bool { return k == Amount || k == Balance }

// Negative reports whether numbers of the kind may be negative.
func (k Kind) Negative() bool { return k == Signed || k == Balance || k == Percent }

// Adds reports whether values of the kind may be added up: over units, in a total.
func (k Kind) Adds() bool { return k.IsFigure() && k != Percent }

// A Column is a column of data in a block.
type Column struct {
	ID       string   `yaml:"id"`
	Label    string   `yaml:"label"`
	Name     string   `yaml:"name"` // in messages, where Label alone says too little; "" is Label
	Variants []string `yaml:"variants"`
	Kind     Kind     `yaml:"kind"`
	Values   []string `yaml:"values"`   // of a choice: what may be chosen
	Unit     string   `yaml:"unit"`     // of every value in it; "" when the form prints none
	Doubtful int64    `yaml:"doubtful"` // an amount above this may be in a smaller unit; 0 is never
	Counted  bool     `yaml:"counted"`  // it counts the rows (序号)
	Key      bool     `yaml:"key"`      // it tells which record of a list is which
	Shared   bool     `yaml:"shared"`   // several units may count the same thing: their sum may exceed the truth
	Colspan  int      `yaml:"colspan"`  // of its data cells; 0 is 1
}

// A Row is a row of data. An empty Label is a row that only its heading names.
type Row struct {
	ID       string   `yaml:"id"`
	Label    string   `yaml:"label"`
	Name     string   `yaml:"name"` // in messages; "" is Label without its ordinal
	Variants []string `yaml:"variants"`
	Core     []string `yaml:"core"`     // words of which each names this row and no other of the table
	Parts    []string `yaml:"parts"`    // sub-rows some offices print; their sum is the row
	Exact    bool     `yaml:"exact"`    // the label must stand alone: it is part of other words
	Colspan  int      `yaml:"colspan"`  // of its label; 0 is 1
	Indent   int      `yaml:"indent"`   // of its label, in characters
	Groups   []*Group `yaml:"groups"`   // cells to the left that begin on this row
	Kind     Kind     `yaml:"kind"`     // overrides the column's
	Values   []string `yaml:"values"`   // overrides the column's
	Unit     string   `yaml:"unit"`     // overrides the column's
	Repeat   bool     `yaml:"repeat"`   // it stands for as many rows as a report has; without a label
	Over     []string `yaml:"over"`     // columns that its label stands over: it has no cells in them
	Optional bool     `yaml:"optional"` // a report may do without it
	Doubtful int64    `yaml:"doubtful"` // overrides the column's
	Clause   string   `yaml:"clause"`
	Level    string   `yaml:"level"` // a row of a block beside this one, on whose line it stands
	Align    Align    `yaml:"align"` // of its label; "" is by the program

	Captions []*Caption `yaml:"captions"` // lines printed above it that hold no values
}

// A Group is a label that stands left of several rows (（三）不予公开).
type Group struct {
	Label    string   `yaml:"label"`
	Variants []string `yaml:"variants"`
	Colspan  int      `yaml:"colspan"` // 0 is 1
	Rowspan  int      `yaml:"rowspan"` // rows of the block, whatever captions stand between them; 0 is 1
}

// A Caption is a line of a list that heads the rows below it and holds no values
// itself (一、主动公开情况). Its label stands where those of rows do, its mark in
// each place of a unit or value; without a mark the label spans the rest of the line.
type Caption struct {
	Label    string   `yaml:"label"`
	Variants []string `yaml:"variants"`
	Mark     string   `yaml:"mark"`
	Indent   int      `yaml:"indent"` // of the label, in characters
	Align    Align    `yaml:"align"`
}

// An Align is where a label stands in its cell; "" where the program puts it.
type Align string

const (
	AlignLeft   Align = "left"
	AlignCenter Align = "center"
	AlignRight  Align = "right"
)

// Table returns the table with the id, nil when there is none.
func (l *Layout) Table(id string) *Table {
	for _, t := range l.Tables {
		if t.ID == id {
			return t
		}
	}
	return nil
}

// Section returns the section with the id, nil when there is none.
func (l *Layout) Section(id string) *Section {
	for _, s := range l.Sections {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// File is the name the layout was parsed under, Source its text.
func (l *Layout) File() string   { return l.file }
func (l *Layout) Source() []byte { return l.source }

// FullTitle is the title of a report whose source has none. Without a year, its 年
// is not there either.
func (l *Layout) FullTitle(agency, year, period string) string {
	if year == "" {
		return strings.NewReplacer("{agency}", agency, "{year}年", "", "{year}", "", "{period}", period).Replace(l.Title)
	}
	return strings.NewReplacer("{agency}", agency, "{year}", year, "{period}", period).Replace(l.Title)
}

// Row returns the row and its block, as the row has it, nil when there is none.
func (t *Table) Row(id string) (*Row, *Block) {
	for _, b := range t.Blocks {
		for _, r := range b.Rows {
			if r.ID == id {
				return r, b.of(r)
			}
		}
	}
	return nil, nil
}

// of is the block as a row has it: without the columns that its label stands over.
func (b *Block) of(r *Row) *Block {
	if len(r.Over) == 0 {
		return b
	}
	own := *b
	own.Columns = b.ColumnsOf(r)
	return &own
}

// ColumnsOf are the columns in which a row has cells.
func (b *Block) ColumnsOf(r *Row) []*Column {
	if len(r.Over) == 0 {
		return b.Columns
	}
	var own []*Column
	for _, c := range b.Columns {
		if !slices.Contains(r.Over, c.ID) {
			own = append(own, c)
		}
	}
	return own
}

// labelSpan is how many places the row's label takes: those of the columns that it stands
// over, where it does not say.
func (b *Block) labelSpan(r *Row) int {
	if r.Colspan != 0 || len(r.Over) == 0 {
		return r.Colspan
	}
	n := 0
	for _, id := range r.Over {
		if c := b.Column(id); c != nil {
			n += max(c.Colspan, 1)
		}
	}
	return n
}

// Rules are those over several tables, and the ratios of all: what is only checked, and
// settles no value.
func (l *Layout) Rules() []*Rule { return l.rules }

// Rules are the table's sums and comparisons, one for each row or column they stand for.
func (t *Table) Rules() []*Rule { return t.rules }

// Grid is the table as printed.
func (t *Table) Grid() *Grid { return t.grid }

// Column returns the column with the id, nil when there is none.
func (b *Block) Column(id string) *Column {
	for _, c := range b.Columns {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// KindOf is the kind of the value in the row's cell of column c.
func (r *Row) KindOf(c *Column) Kind {
	if r.Kind != "" {
		return r.Kind
	}
	return c.Kind
}

// ValuesOf are what may be chosen in the row's cell of column c.
func (r *Row) ValuesOf(c *Column) []string {
	if len(r.Values) > 0 {
		return r.Values
	}
	return c.Values
}

// UnitOf is the unit the form gives the row's cell of column c, "" for none.
func (r *Row) UnitOf(c *Column) string {
	if r.Unit != "" {
		return r.Unit
	}
	return c.Unit
}

// DoubtfulOf is the bound above which an amount in the row's cell of column c may be
// in a smaller unit; 0 for none.
func (r *Row) DoubtfulOf(c *Column) int64 {
	if r.Doubtful != 0 {
		return r.Doubtful
	}
	return c.Doubtful
}

// Title names the row in a message: 重复申请, not 2.重复申请.
func (r *Row) Title() string {
	if r.Name != "" {
		return r.Name
	}
	return TrimNote(TrimOrdinal(r.Label))
}

// Title names the column in a message.
func (c *Column) Title() string {
	if c.Name != "" {
		return c.Name
	}
	return TrimNote(c.Label)
}

// CellID is the contract's name of a cell: table.row.column.
func CellID(table, row, column string) string {
	return table + "." + row + "." + column
}
