package extract

// A pass is one step of the reading that serves one kind of source. The tables below
// are all of them, in the order in which they run; passes_test.go switches each off
// and asks for the case that then fails. T is what the pass reads and adds to.
type pass[T any] struct {
	name   string
	serves string // the case
	on     forms
	run    func(T)
}

// forms are the forms that a pass is for.
type forms int

const (
	everyForm  forms = iota
	tableForms       // whose rows have a label each
	listForms        // that print units in cells of their own; labels stand in them twice
)

func (f forms) has(v *vocabulary) bool {
	return f == everyForm || v.listed == (f == listForms)
}

// runPasses runs the passes that are for the form.
func runPasses[T any](v *vocabulary, passes []pass[T], what T) {
	for i := range passes {
		if p := &passes[i]; p.on.has(v) && p.name != v.without {
			p.run(what)
		}
	}
}

// documentPasses find headings and tables in a document.
var documentPasses = []pass[*candidate]{
	{"arabic headings", "5、存在的问题: Arabic numbers stand before headings that are worded otherwise", everyForm, (*candidate).arabicHeadings},
	{"top headings", "a heading （一）… within 一 is worded as 二、… is, which comes later", everyForm, (*candidate).topHeadings},
	{"grids", "tables whose cells the source keeps apart are read by labels and heads", tableForms, (*candidate).grid},
	{"labels", "text that keeps no cells is read by the order of the form's labels", everyForm, (*candidate).loose},
	{"tables out of order", "the tables stand in another order than the form's", everyForm, (*candidate).outOfOrder},
	{"values only", "a table of one row has lost all its heads", everyForm, (*candidate).valuesOnly},
}

// linePasses take lines of a document that do not go piece by piece into the stream.
var linePasses = []pass[*lineAt]{
	{"wrapped labels", "the unit and value of a list's row stand between the lines of its label", listForms, (*lineAt).wrapped},
}

// piecePasses find pieces of a region that are of no row.
var piecePasses = []pass[*grouper]{
	{"bars", "a bar on a line of its own begins each row, a cell a line", everyForm, (*grouper).framed},
	{"row numbers", "序号: a number stands before each row", everyForm, (*grouper).numbered},
	{"row numbers behind", "行次: a number stands behind the label of each row, under no head", tableForms, (*grouper).numberedBehind},
}

// rowPasses give the groups of a region to the rows of its table.
var rowPasses = []pass[*loosePlacer]{
	{"wrapped rows", "the values stand beside the beginning of a label that goes on below them", everyForm, (*loosePlacer).rejoin},
	{"values above", "the values of each row stand on the line above its label", tableForms, (*loosePlacer).pair},
	{"labelled", "rows whose words name them", everyForm, func(p *loosePlacer) { p.rest = p.placer.labelled(p.rest) }},
	{"unlabelled", "the one row of a table, which has no label in the form", everyForm, func(p *loosePlacer) { p.rest = p.placer.unlabelled(p.rest) }},
	{"alike", "a label is misspelt, cut short, or out of order", everyForm, func(p *loosePlacer) { p.rest = p.placer.alike(p.rest) }},
	{"repeated heads", "the heads are repeated on the next page, and 总计 is taken for a row", tableForms, (*loosePlacer).repeated},
	{"in order", "a label is lost, and its row stands between two others", everyForm, func(p *loosePlacer) { p.rest = p.placer.inOrder(p.groups, p.rest) }},
	{"labels below", "the labels of several rows stand below the values of all, as pdftotext has them", everyForm, func(p *loosePlacer) { p.labelsBelow() }},
	{"columns of subtotals", "a column 小计 that the form does not have", everyForm, (*loosePlacer).extraColumns},
	{"rows of subtotals", "values at a group's label, and rows that are none of the form's", everyForm, func(p *loosePlacer) { p.subtotalRows(p.rest, p.extras) }},
	{"scattered", "the cells of a list have left their labels", listForms, (*loosePlacer).scattered},
	{"another column", "a column stands beside the figures of a list", listForms, (*loosePlacer).crowded},
	{"a line off", "some rows have their values on another line than their labels, and one beside them has none", tableForms, (*loosePlacer).doubtLineOff},
	{"heads astray", "the heads stand in another order than the form's, and no cells tell what stands below them", tableForms, (*loosePlacer).doubtAstray},
	{"strays above", "values stand between the heads and the first label", tableForms, (*loosePlacer).doubtStraysAbove},
	{"torn", "a program has cut characters by bytes, and bars beside them", tableForms, (*loosePlacer).doubtTorn},
	{"stranded", "figures that no label was found for", tableForms, (*loosePlacer).doubtStranded},
}
