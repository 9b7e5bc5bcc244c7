package layouts

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// verify checks what strict decoding does not, and builds grids and rules.
func (l *Layout) verify() *flaw {
	for _, need := range []struct{ key, value string }{{"id", l.ID}, {"name", l.Name}, {"clause", l.Clause}, {"title", l.Title}} {
		if need.value == "" {
			return &flaw{"$." + need.key, words.New("layout.needs", need.key)}
		}
	}
	if !idPattern.MatchString(l.ID) {
		return &flaw{"$.id", words.New("layout.id", l.ID)}
	}
	if strings.ContainsAny(l.FullTitle("", "0", ""), "{}") {
		return &flaw{"$.title", words.New("layout.title")}
	}
	if l.Years.To != 0 && l.Years.To < l.Years.From {
		return &flaw{"$.years", words.New("layout.years", l.Years.To, l.Years.From)}
	}
	if len(l.Tables) == 0 {
		return &flaw{"$", words.New("layout.tables")}
	}
	seen := map[string]bool{}
	for i, t := range l.Tables {
		path := fmt.Sprintf("$.tables[%d]", i)
		if err := unique(seen, t.ID, path, namePattern); err != nil {
			return err
		}
		if err := t.verify(path); err != nil {
			return err
		}
	}
	for i, t := range l.Tables {
		if err := l.expandRules(t, fmt.Sprintf("$.tables[%d]", i)); err != nil {
			return err
		}
		t.indexTotals()
	}
	if err := l.expandOver(); err != nil {
		return err
	}
	if err := verifyFields(l.Fields, "$", []Place{Note, SignOff}); err != nil {
		return err
	}
	if err := l.verifyHeadings(); err != nil {
		return err
	}
	return l.verifyProse()
}

var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

var namePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_]*$`)

// columnPattern lets a column's id have parts: reconsideration.upheld.
var columnPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*$`)

func unique(seen map[string]bool, id, path string, pattern *regexp.Regexp) *flaw {
	if !pattern.MatchString(id) {
		return &flaw{path + ".id", words.New("layout.name", id)}
	}
	if seen[id] {
		return &flaw{path + ".id", words.New("layout.twice", id)}
	}
	seen[id] = true
	return nil
}

func (l *Layout) verifyHeadings() *flaw {
	if len(l.Sections) == 0 {
		return l.withoutHeadings()
	}
	if err := l.verifySections(); err != nil {
		return err
	}
	return l.distinctHeadings()
}

func (l *Layout) verifySections() *flaw {
	seen, shown := map[string]bool{}, map[string]bool{}
	for i, s := range l.Sections {
		path := fmt.Sprintf("$.sections[%d]", i)
		if err := unique(seen, s.ID, path, namePattern); err != nil {
			return err
		}
		if slices.Contains(ownSections, s.ID) {
			return &flaw{path + ".id", words.New("layout.section-own", s.ID)}
		}
		if s.Heading == "" {
			return &flaw{path, words.New("layout.heading")}
		}
		if s.Table == "" {
			continue
		}
		if l.Table(s.Table) == nil {
			return &flaw{path + ".table", words.New("layout.no-table", s.Table)}
		}
		if shown[s.Table] {
			return &flaw{path + ".table", words.New("layout.two-sections", s.Table)}
		}
		shown[s.Table] = true
	}
	for i, t := range l.Tables {
		if !shown[t.ID] {
			return &flaw{fmt.Sprintf("$.tables[%d].id", i), words.New("layout.no-section", t.ID)}
		}
	}
	return nil
}

// minSize and maxSize are the type sizes that can be read and fit a table on A4,
// in points.
const minSize, maxSize = 5, 22

// defaultSize is 五号, in points.
const defaultSize = 10.5

func (t *Table) verify(path string) *flaw {
	if t.Name == "" || len(t.Widths) == 0 || len(t.Blocks) == 0 {
		return &flaw{path, words.New("layout.table")}
	}
	total := 0.0
	for i, w := range t.Widths {
		total += w
		if w <= 0 {
			return &flaw{fmt.Sprintf("%s.widths[%d]", path, i), words.New("layout.width")}
		}
	}
	if t.Size == 0 {
		t.Size = defaultSize
	}
	if t.Size < minSize || t.Size > maxSize {
		return &flaw{path + ".size", words.New("layout.size", minSize, maxSize, t.Size)}
	}
	const measure = 156.5 // the type area's width in mm (GB/T 9704-2012, 5.2.1), and rounding
	if total > measure {
		return &flaw{path + ".widths", words.New("layout.widths", total)}
	}
	rows := map[string]bool{}
	for i, b := range t.Blocks {
		if err := b.verify(rows, fmt.Sprintf("%s.blocks[%d]", path, i)); err != nil {
			return err
		}
	}
	if err := t.verifyHalves(path); err != nil {
		return err
	}
	grid, err := buildGrid(t, path)
	if err != nil {
		return err
	}
	t.grid = grid
	t.index()
	return verifyFields(t.Fields, path, places)
}

func (b *Block) verify(rows map[string]bool, path string) *flaw {
	if len(b.Columns) == 0 || len(b.Rows) == 0 {
		return &flaw{path, words.New("layout.block")}
	}
	columns, err := b.verifyColumns(path)
	if err == nil {
		err = b.verifyHeads(columns, path)
	}
	if err == nil {
		err = b.verifyRows(rows, path)
	}
	if err != nil {
		return err
	}
	return b.distinctLabels(path)
}

// verifyColumns returns the ids of the block's columns.
func (b *Block) verifyColumns(path string) (map[string]bool, *flaw) {
	columns := map[string]bool{}
	for i, c := range b.Columns {
		p := fmt.Sprintf("%s.columns[%d]", path, i)
		if err := unique(columns, c.ID, p, columnPattern); err != nil {
			return nil, err
		}
		if c.Label == "" {
			return nil, &flaw{p, words.New("layout.column")}
		}
		if !validKind(c.Kind) {
			return nil, &flaw{p + ".kind", unknown("layout.kind", string(c.Kind), kindNames())}
		}
		if err := spans(p, c.Colspan, 0); err != nil {
			return nil, err
		}
		if err := verifyValues(p, c.Kind, c.Values, c.Unit); err != nil {
			return nil, err
		}
		if c.Counted && c.Kind != Count {
			return nil, &flaw{p + ".counted", words.New("layout.counted")}
		}
		if c.Key && (b.Repeated() == nil || c.Kind.IsFigure()) {
			return nil, &flaw{p + ".key", words.New("layout.record-key")}
		}
	}
	return columns, nil
}

func (b *Block) verifyHeads(columns map[string]bool, path string) *flaw {
	for i, heads := range b.Head {
		for j, h := range heads {
			p := fmt.Sprintf("%s.head[%d][%d]", path, i, j)
			if (h.Text == "") == (h.Column == "") {
				return &flaw{p, words.New("layout.head")}
			}
			if h.Column != "" && !columns[h.Column] {
				return &flaw{p + ".column", words.New("layout.no-column", h.Column)}
			}
			if err := spans(p, h.Colspan, h.Rowspan); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *Block) verifyRows(rows map[string]bool, path string) *flaw {
	for i, r := range b.Rows {
		p := fmt.Sprintf("%s.rows[%d]", path, i)
		if err := unique(rows, r.ID, p, namePattern); err != nil {
			return err
		}
		if r.Kind != "" && !validKind(r.Kind) {
			return &flaw{p + ".kind", unknown("layout.kind", string(r.Kind), kindNames())}
		}
		if err := spans(p, r.Colspan, 0); err != nil {
			return err
		}
		if r.Kind != "" || len(r.Values) > 0 || r.Unit != "" {
			for _, c := range b.Columns {
				if err := verifyValues(p, r.KindOf(c), r.ValuesOf(c), r.UnitOf(c)); err != nil {
					return err
				}
			}
		}
		if err := b.verifyRepeated(r, p); err != nil {
			return err
		}
		if err := b.verifyList(r, p); err != nil {
			return err
		}
		for j, g := range r.Groups {
			gp := fmt.Sprintf("%s.groups[%d]", p, j)
			if g.Label == "" {
				return &flaw{gp, words.New("layout.group")}
			}
			if err := spans(gp, g.Colspan, g.Rowspan); err != nil {
				return err
			}
			if i+max(g.Rowspan, 1) > len(b.Rows) {
				return &flaw{gp + ".rowspan", words.New("layout.group-below", g.Label)}
			}
		}
	}
	return nil
}

// verifyList checks what makes a block a list: units in cells of their own, and
// captions between its rows.
func (b *Block) verifyList(r *Row, path string) *flaw {
	if b.Units && r.UnitOf(b.Columns[0]) == "" {
		return &flaw{path, words.New("layout.unit")}
	}
	if r.Indent < 0 {
		return &flaw{path + ".indent", words.New("layout.indent")}
	}
	if wrong := verifyAlign(r.Align, path); wrong != nil {
		return wrong
	}
	for i, c := range r.Captions {
		p := fmt.Sprintf("%s.captions[%d]", path, i)
		switch {
		case c.Label == "":
			return &flaw{p, words.New("layout.caption")}
		case c.Indent < 0:
			return &flaw{p + ".indent", words.New("layout.indent")}
		}
		if wrong := verifyAlign(c.Align, p); wrong != nil {
			return wrong
		}
	}
	return nil
}

func verifyAlign(a Align, path string) *flaw {
	all := []Align{AlignLeft, AlignCenter, AlignRight}
	if a == "" || slices.Contains(all, a) {
		return nil
	}
	return &flaw{path + ".align", unknown("layout.align", string(a), []string{"left", "center", "right"})}
}

func spans(path string, colspan, rowspan int) *flaw {
	if colspan < 0 {
		return &flaw{path + ".colspan", words.New("layout.span")}
	}
	if rowspan < 0 {
		return &flaw{path + ".rowspan", words.New("layout.span")}
	}
	return nil
}

// verifyValues holds a kind to what goes with it: a choice has values to choose from, and
// a ratio says of what.
func verifyValues(path string, kind Kind, values []string, unit string) *flaw {
	seen := map[string]bool{}
	for i, v := range values {
		if key := Fold(v); key == "" || seen[key] || strings.Contains(v, ",") { // a workbook's list is parted by commas
			return &flaw{fmt.Sprintf("%s.values[%d]", path, i), words.New("layout.value-twice", v)}
		} else {
			seen[key] = true
		}
	}
	switch {
	case kind == Choice && len(values) < 2:
		return &flaw{path, words.New("layout.choice")}
	case kind != Choice && len(values) > 0:
		return &flaw{path + ".values", words.New("layout.no-choice", string(kind))}
	case kind == Percent && unit != "%" && unit != "‰":
		return &flaw{path, words.New("layout.percent", unit)}
	}
	return nil
}

// verifyRepeated holds a row that repeats, or stands over columns, to what such a row is.
func (b *Block) verifyRepeated(r *Row, path string) *flaw {
	switch {
	case r.Repeat && (r.Label != "" || len(r.Groups) > 0 || len(r.Over) > 0 || b.Units):
		return &flaw{path, words.New("layout.repeat-label")}
	case r.Repeat && b.Repeated() != r:
		return &flaw{path + ".repeat", words.New("layout.repeat-twice")}
	case len(r.Over) > 0 && r.Label == "":
		return &flaw{path + ".over", words.New("layout.over-label")}
	}
	for i, id := range r.Over {
		if i >= len(b.Columns) || b.Columns[i].ID != id || len(r.Over) == len(b.Columns) {
			return &flaw{fmt.Sprintf("%s.over[%d]", path, i), words.New("layout.over", id)}
		}
	}
	return nil
}

// kinds are those that a cell may be of.
var kinds = []Kind{Count, Signed, Amount, Balance, Percent, Text, YesNo, Date, Choice}

func validKind(k Kind) bool { return slices.Contains(kinds, k) }

// KindOrder is a kind's place in the order in which they are listed.
func KindOrder(k Kind) int { return slices.Index(kinds, k) }

func kindNames() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, string(k))
	}
	return names
}
