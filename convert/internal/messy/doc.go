// Package messy makes reports whose every cell is known, in the states that reports
// come in, and scores what comes back of them. Only tests use it.
//
// Figures that keep every sum of a form (figures.go) are put on paper (paper.go) and
// printed. There are four ways to make a mess of them, each a run of its own:
//
//   - shapes of text and markup with noise and damage (print_*.go, noise.go, damage.go;
//     Run, in score_*.go): what exports, clerks and bad copies do to the form
//   - spellings of one cell (spelling_table.go; Bench.RunSpellings): what a text means,
//     the same in every place and every kind of input
//   - tables drawn otherwise than the form (drawn_*.go; Bench.RunShapes): other orders,
//     columns and rows of other kinds, tables twice, merges repeated
//   - what real converters make of a report (converters*; Bench.RunConverters)
//
// A test gives a function that reads, and looks at the score:
//
//	b := messy.NewBench(t, read)
//	b.RunShapes()
//	b.Print()
//	if all := b.All(messy.Clear); all.Silent > 0 { … }
//
// In the environment, NIANBAO_MESSY=n runs everything (n times where chance has a
// part), NIANBAO_MESSY_SEED sets the seed of chance, NIANBAO_MESSY_ONLY runs the names
// that have a text in them, NIANBAO_MESSY_DUMP names a folder for what fails: the input,
// the answers, and what was said instead.
//
// It owns how reports are made and what counts as right. It does not own the limits
// that a test sets, nor reading: it imports the model and the layouts alone.
package messy
