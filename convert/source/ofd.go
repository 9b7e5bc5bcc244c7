package source

import (
	"archive/zip"
	"errors"

	"github.com/nianbao/nianbao/convert/source/ofd"
	"github.com/nianbao/nianbao/convert/source/pages"
)

// unlockOFD is what to do with an OFD that is encrypted: key of a message.
const unlockOFD = "advice.unlock-ofd"

// readOFD reads the pages of an OFD.
func readOFD(doc *Document, parts *zip.Reader) error {
	read, err := ofd.Read(parts)
	if err != nil {
		return ofdError(err)
	}
	return bindPages(doc, read)
}

// ofdError says with this package's errors what is wrong with an OFD.
func ofdError(err error) error {
	switch {
	case errors.Is(err, ofd.ErrTooLarge):
		return tooLarge("too-large.ofd", pages.Detail(err))
	case errors.Is(err, ofd.ErrLocked):
		return &UnsupportedError{Format: "kind.ofd-locked", Advice: unlockOFD}
	case errors.Is(err, ofd.ErrNoText):
		return &UnsupportedError{Format: "kind.ofd-no-text", Detail: pages.Detail(err), Advice: takeWord}
	}
	return damaged("damaged.ofd", pages.Detail(err))
}
