package source

// Limits keep memory below 512 MiB and time below ten seconds, whatever the
// input. A report has about 15 KB, 600 lines and 250 cells; what passes a
// limit is no report, and is ErrTooLarge.
const (
	// MaxFile is the most bytes one file may have.
	MaxFile = 64 << 20

	// MaxLines is the most lines, paragraphs and rows of one document.
	MaxLines = 50_000

	// MaxLine is the most bytes of text in one line, paragraph or cell.
	MaxLine = 1 << 20

	// MaxText is the most bytes of text in all lines, paragraphs and rows of one
	// document, or of one report: what is set on pages takes some hundred times as much.
	MaxText = 2 << 20

	// MaxData is the most bytes of normalised data.
	MaxData = 8 << 20

	// MaxSections, MaxFindings and MaxTitle are the most sections and findings of a
	// report, and characters of its title or its agency, as data and workbooks give them.
	MaxSections = 200
	MaxFindings = 10_000
	MaxTitle    = 500

	// MaxFields is the most fields of one document, places that merged cells
	// cover included.
	MaxFields = 400_000

	// MaxColumns is the widest colspan that is taken at its word: a wider one
	// means "the whole row", as pages write colspan="1000".
	MaxColumns = 64

	// MaxTags is the most tags of a page, or elements of a .docx.
	MaxTags = 2_000_000

	// MaxTables is how deep tables may stand in tables.
	MaxTables = 64

	// MaxNesting is how deep the elements of a page may be nested.
	MaxNesting = 100_000

	// MaxRules is how many selectors the style sheets of a page may have that set what is
	// seen, and MaxMatches how many steps it may take to find those of its elements.
	MaxRules   = 100_000
	MaxMatches = 100_000_000

	// MaxToken is the longest tag, comment or piece of text of a web page, in
	// bytes: room for a picture inside the page.
	MaxToken = 16 << 20

	// MaxEntries is the most files in a .docx or .xlsx.
	MaxEntries = 10_000

	// MaxUnzipped is the most bytes that the text of a .docx, body and notes, unpacks to.
	MaxUnzipped = 64 << 20

	// MaxLists is the most bytes that the lists and the styles of a .docx unpack to.
	MaxLists = 4 << 20

	// MaxDepth is how deep the elements of a part of a .docx may be nested.
	MaxDepth = 1_000
)
