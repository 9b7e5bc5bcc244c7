package layouts

import (
	"embed"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed more/*.yaml
var moreFiles embed.FS

// MoreIDs are the ids of the forms that come with the program and are told only where they
// are asked for: reports are not looked for on them otherwise.
var MoreIDs = sync.OnceValue(func() []string {
	names, err := fs.Glob(moreFiles, "more/*.yaml")
	if err != nil {
		panic(err)
	}
	var ids []string
	for _, name := range names {
		ids = append(ids, strings.TrimSuffix(path.Base(name), ".yaml"))
	}
	return ids
})

// FindMore returns the form of MoreIDs with the id, nil when there is none.
func FindMore(id string) *Layout {
	data, err := moreFiles.ReadFile("more/" + id + ".yaml")
	if err != nil {
		return nil
	}
	l, err := parse(id+".yaml", data, Find)
	if err != nil {
		panic(err)
	}
	return l
}
