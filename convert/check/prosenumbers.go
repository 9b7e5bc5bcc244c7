package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/claims"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/sums"
)

// prose compares what sentences state with the cells. Only a number that none of
// the sums it may mean agrees with is a finding, and only when no other sentence
// agrees with one of the cells.
func (c *checker) prose(stated []claims.Claim) {
	agreed := map[string]bool{}
	var against []claims.Claim
	for _, s := range stated {
		if !s.Agrees(c.book) {
			against = append(against, s)
			continue
		}
		for _, ids := range s.Spec.Cells {
			for _, id := range ids {
				agreed[id] = true
			}
		}
	}
	for _, s := range against {
		if !slices.ContainsFunc(s.Spec.Cells[0], func(id string) bool { return agreed[id] }) {
			c.against(s)
		}
	}
}

func (c *checker) against(s claims.Claim) {
	ids := s.Spec.Cells[0]
	sum := c.book.Add(ids)
	is := report.NumberOf(sum.Value, sum.Decimals).String()
	t := c.l.Table(ids[0][:strings.Index(ids[0], ".")])
	f := report.NewFinding(report.CodeProseNumber, fmt.Sprintf("正文“%s”与表中数字不符：%s为%s。", s.Text, sums.Name(t, ids), is), ids...)
	f.Expected, f.Actual, f.Text, f.Line = is, s.Stated, s.Text, s.Line
	c.addOnce(f)
}
