package batch

import "github.com/nianbao/nianbao/convert"

// Inputs are the files that a run over the paths reads, in its order. The error is of
// paths that hold none.
func Inputs(paths []string) ([]string, error) {
	found, _ := gather(paths, ".", newProducts())
	var files []string
	for _, in := range found {
		if in.stdin {
			continue
		}
		if in.err != nil {
			return nil, in.err
		}
		files = append(files, in.path)
	}
	if len(paths) > 0 && len(files) == 0 {
		return nil, convert.ErrNothing
	}
	return files, nil
}
