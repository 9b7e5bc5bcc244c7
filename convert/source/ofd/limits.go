package ofd

import (
	"github.com/nianbao/nianbao/convert/source/pages"
	"github.com/nianbao/nianbao/convert/words"
)

// What may be wrong with a file. The errors that Read returns wrap one of these.
var (
	ErrDamaged  = pages.ErrDamaged
	ErrTooLarge = pages.ErrTooLarge
	ErrLocked   = words.New("kind.ofd-locked")
	ErrNoText   = pages.ErrNoText
)

// Limits keep memory below 512 MiB and time below ten seconds; those of what stands on
// the pages are the pages' own. A page of a report has 2,000 characters in 300 KB.
const (
	maxBytes      = 64 << 20 // that all parts unpack to
	maxPart       = 8 << 20  // that one part unpacks to
	maxElements   = 1_200_000
	maxDepth      = 256
	maxPages      = 2_000
	maxObjects    = 1_000_000 // drawn on all pages, what templates and composites repeat included
	maxDrawn      = 32 << 20  // bytes of their texts, paths and numbers
	maxComposites = 24        // how deep composites stand in composites
)

// A meter holds a file to its limits, and its pages to theirs.
type meter struct {
	pages.Meter
	bytes, elements, objects, drawn int
}

func (m *meter) object() bool { return m.Count(&m.objects, 1, maxObjects, "too-large.pages.ops") }

// draw counts the bytes of what an object says of its drawing.
func (m *meter) draw(s string) bool {
	return m.Count(&m.drawn, len(s), maxDrawn, "too-large.pages.scanned")
}
