package layouts

import (
	"bytes"

	"github.com/nianbao/nianbao/convert/words"
)

// Together verifies that reports can be told among layouts: each has an id of its own,
// and signs, where there are several. The error is an *InvalidError.
func Together(all []*Layout) error {
	seen := map[string]*Layout{}
	for _, l := range all {
		if other := seen[l.ID]; other != nil {
			return &InvalidError{File: l.file, Why: words.New("layout.id-of", l.ID, other.file)}
		}
		seen[l.ID] = l
		if len(all) > 1 && len(l.Signs) == 0 {
			return &InvalidError{File: l.file, Why: words.New("layout.signs")}
		}
	}
	return nil
}

// borrowed tells a layout of a user's own that has the id of one of ours: outputs would
// say that they follow that form.
func (l *Layout) borrowed() *flaw {
	own := Find(l.ID)
	if own == nil {
		own = FindMore(l.ID)
	}
	if own != nil && !bytes.Equal(own.source, l.source) {
		return &flaw{"$.id", words.New("layout.id-builtin", l.ID)}
	}
	return nil
}
