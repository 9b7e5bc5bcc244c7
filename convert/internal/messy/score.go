package messy

import (
	"time"
)

// A Score counts cells.
type Score struct {
	Cells, Sure, Read, Right, Silent, Named, Open, Alarm int           // Read: right of the sure
	Longest                                              time.Duration // of reading one report
}

func (s *Score) add(o Score) {
	s.Cells += o.Cells
	s.Sure += o.Sure
	s.Read += o.Read
	s.Right += o.Right
	s.Silent += o.Silent
	s.Named += o.Named
	s.Open += o.Open
	s.Alarm += o.Alarm
	s.Longest = max(s.Longest, o.Longest)
}

// Share is how many of the sure cells are right, in percent.
func (s *Score) Share() float64 {
	if s.Sure == 0 {
		return 100
	}
	return 100 * float64(s.Read) / float64(s.Sure)
}

// A messyReport is one rendered report.
type messyReport struct {
	name   string
	paper  *paper
	data   []byte
	damage string
	shape  shape
	faults []string // what is wrong, one a line
	lines  []string // what is merely open, one a line
}
