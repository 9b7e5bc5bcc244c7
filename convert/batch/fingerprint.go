package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
)

// A fingerprint is the SHA-256 of what outputs depend on besides their input, and
// of the outputs themselves. The one in the manifest against that of the files as
// they stand tells whether anything must be written again.
type fingerprint struct {
	hash hash.Hash
}

func newFingerprint(settings string) fingerprint {
	f := fingerprint{sha256.New()}
	f.add([]byte(settings))
	return f
}

func (f fingerprint) add(data []byte) {
	fmt.Fprintf(f.hash, "%d\n", len(data))
	f.hash.Write(data)
}

func (f fingerprint) String() string { return hex.EncodeToString(f.hash.Sum(nil)) }
