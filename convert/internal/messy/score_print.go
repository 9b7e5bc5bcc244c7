package messy

import (
	"fmt"
	"sort"
	"strings"
)

// Print logs the table of scores and gives the sum of all.
func (r *Run) Print() (all Score) {
	var b strings.Builder
	fmt.Fprintf(&b, "%-18s %-12s %8s %8s %6s %8s %7s %6s %7s %6s %7s\n", "shape", "noise", "cells", "sure", "read", "right", "silent", "named", "open", "alarm", "longest")
	row := func(shape, noise string, s *Score) {
		fmt.Fprintf(&b, "%-18s %-12s %8d %8d %5.2f%% %8d %7d %6d %7d %6d %5dms\n", shape, noise, s.Cells, s.Sure, s.Share(), s.Right, s.Silent, s.Named, s.Open, s.Alarm, s.Longest.Milliseconds())
	}
	for _, sh := range shapes {
		var sum Score
		var noises []string
		for n, s := range r.table[sh.name] {
			sum.add(*s)
			noises = append(noises, n)
		}
		sort.Strings(noises)
		for _, n := range noises {
			if s := r.table[sh.name][n]; s.Silent+s.Alarm > 0 || s.Read < s.Sure {
				row("", n, s)
			}
		}
		if sum.Cells > 0 {
			row(sh.name, "all", &sum)
		}
		all.add(sum)
	}
	row("all", fmt.Sprintf("%d reports", r.cases), &all)
	r.t.Log("\n" + b.String())
	return all
}
