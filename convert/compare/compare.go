// Package compare holds several reports against each other: AddUp makes one report of
// many, Against compares it with the whole that was published, and Years holds a
// report to that of the year before.
//
//	s := compare.AddUp(l, units, nil, "示例区", 2024)
//	agree, differ, untold := s.Against(whole, nil)
//	d, ok := compare.Years(olderForm, older, newerForm, newer)
//
// It owns what counts between reports: which terms a sum lacks, what a sentence says
// of last year, text that is last year's. It does not own what one report says by
// itself: the reports are settled and checked, and a sum is checked as any report.
package compare

func unique(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
