package typeset

// Widths of the rules of a table.
const (
	innerRule = 0.5
	outerRule = 0.75
)

// rules draws the lines between different cells, each as long as it goes.
func (t *setTable) rules(page *Page, rows []int, tops []float64) {
	n, w := len(rows), t.grid.Columns
	owner := func(i, x int) int {
		if i < 0 || i >= n || x < 0 || x >= w {
			return -1
		}
		return t.owner[rows[i]][x]
	}
	for i := 0; i <= n; i++ {
		runs(w, func(x int) bool { return i == n || i == 0 || owner(i-1, x) != owner(i, x) }, func(from, to int) {
			page.Rules = append(page.Rules, Rule{t.edges[from], tops[i], t.edges[to], tops[i], ruleWidth(i == 0 || i == n)})
		})
	}
	for x := 0; x <= w; x++ {
		runs(n, func(i int) bool { return owner(i, x-1) != owner(i, x) }, func(from, to int) {
			page.Rules = append(page.Rules, Rule{t.edges[x], tops[from], t.edges[x], tops[to], ruleWidth(x == 0 || x == w)})
		})
	}
}

func ruleWidth(outer bool) float64 {
	if outer {
		return outerRule
	}
	return innerRule
}

// runs calls each for every longest run of places below n for which is holds.
func runs(n int, is func(int) bool, each func(from, to int)) {
	from := -1
	for i := 0; i <= n; i++ {
		switch {
		case i < n && is(i):
			if from < 0 {
				from = i
			}
		case from >= 0:
			each(from, i)
			from = -1
		}
	}
}
