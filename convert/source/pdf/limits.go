package pdf

import (
	"github.com/nianbao/nianbao/convert/source/pages"
	"github.com/nianbao/nianbao/convert/words"
)

// What may be wrong with a file. The errors that Read returns wrap one of these.
var (
	ErrDamaged  = pages.ErrDamaged
	ErrTooLarge = pages.ErrTooLarge
	ErrLocked   = words.New("kind.pdf-locked")
	ErrNoText   = pages.ErrNoText
)

// Limits keep memory below 512 MiB and time below ten seconds; those of what stands on
// the pages are the pages' own.
const (
	maxBytes   = 64 << 20  // that streams unpack to, all together
	maxScan    = 2 << 30   // bytes looked through for the ends of streams
	maxObjects = 300_000   // of the file
	maxPages   = 2_000     // of the file
	maxOps     = 5_000_000 // instructions of all pages
	maxForms   = 24        // how deep forms stand in forms
)

// A meter holds a file to its limits, and its pages to theirs.
type meter struct {
	pages.Meter
	bytes, scanned, ops int
}

func (m *meter) op() bool { return m.Count(&m.ops, 1, maxOps, "too-large.pages.ops") }
func (m *meter) scan(n int) {
	m.Count(&m.scanned, n, maxScan, "too-large.pages.scanned")
}
