package layouts

import _ "embed"

// Skeleton is a small layout with comments, to begin one's own with.
//
//go:embed skeleton.yaml
var Skeleton []byte
