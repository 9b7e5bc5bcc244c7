package main

import (
	"fmt"

	"github.com/nianbao/nianbao/convert/report"
)

// recordFates are the words for what became of a record.
var recordFates = map[string]string{
	report.RecordAdded: "progress.added", report.RecordRemoved: "progress.removed",
	report.RecordChanged: "progress.changed", report.RecordAmbiguous: "progress.ambiguous",
}

// tellRecords prints how many records of lists differ, and each of them.
func tellRecords(t *terminal, p *report.Diff, each bool) {
	if len(p.Records)+p.SameRecords == 0 {
		return
	}
	count := map[string]int{}
	for _, r := range p.Records {
		count[r.What]++
	}
	t.say("progress.records", count[report.RecordAdded], count[report.RecordRemoved], count[report.RecordChanged], p.SameRecords, count[report.RecordAmbiguous])
	if !each {
		return
	}
	table := ""
	for _, r := range p.Records {
		if r.Table != table {
			table = r.Table
			fmt.Fprintln(t.out, "    "+plain(table))
		}
		fmt.Fprintf(t.out, "      %s %s\n", t.text(recordFates[r.What]), plain(r.Key))
		for _, c := range r.Cells {
			says := t.text("progress.unknown")
			if !c.Unknown {
				says = shownWords(t, c.Old) + " → " + shownWords(t, c.New)
			}
			fmt.Fprintf(t.out, "        %s %s\n", plain(c.Column), says)
		}
	}
}

func shownWords(t *terminal, s string) string {
	if s == "" {
		return t.text("progress.blank")
	}
	return plain(s)
}
