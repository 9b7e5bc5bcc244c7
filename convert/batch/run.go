package batch

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/layouts"
)

// A converter is what a run needs of a convert.Converter.
type converter interface {
	ReadDecided(name string, data []byte, decided *decision.File) (*convert.Reading, error)
	Write(w io.Writer, format convert.Format, r *convert.Reading) error
	Layout(id string) *layouts.Layout
}

// A run is one call of Run. Its workers read it and change nothing in it.
type run struct {
	Options
	conv     converter
	manifest *manifest // nil for none
	settings string
	inputs   []*input
	tops     []string // folders among the arguments
	names    []string // of the outputs, below Out, without extension
	share    []int    // the inputs that this run takes
}

func newRun(conv converter, paths []string, o Options) (*run, error) {
	r := &run{Options: o, conv: conv}
	ours := newProducts()
	if file := o.manifestFile(paths); file != "" {
		if _, err := os.Stat(filepath.Dir(file)); err != nil && o.merges(paths) {
			return nil, writeError(file, errNoShards) // and no folder is made for it
		}
		m, err := openManifest(file, o.Shard, ours)
		if err != nil {
			return nil, err
		}
		r.manifest = m
		if o.Settings != nil {
			r.settings = o.Settings()
		}
	}
	if o.merges(paths) {
		return r, nil
	}
	r.inputs, r.tops = gather(paths, o.Out, ours)
	if !o.Check {
		r.names = nameOutputs(r.inputs, extensions(o.Formats), r.taken())
	}
	for i, in := range r.inputs {
		if o.Shard.has(in) {
			r.share = append(r.share, i)
		}
	}
	r.Jobs = min(r.Jobs, max(1, len(r.share)))
	return r, nil
}

// merges reports whether the run only joins what shards have left.
func (o *Options) merges(paths []string) bool { return o.Merge && len(paths) == 0 }

// manifestFile is where the manifest goes, "" for none.
func (o *Options) manifestFile(paths []string) string {
	switch {
	case o.Check || o.Manifest == NoManifest:
		return ""
	case o.Manifest != "":
		return o.Manifest
	case Single(paths) && o.Shard.whole() && !o.Merge:
		return ""
	}
	return filepath.Join(o.Out, manifestName)
}

// Single reports whether the paths are one input and no folder.
func Single(paths []string) bool {
	if len(paths) != 1 {
		return false
	}
	info, err := os.Stat(paths[0])
	return paths[0] == Stdin || err != nil || !info.IsDir()
}

// taken tells which places below Out are those of an input, or of the run's own files. A
// workbook does not stand in its own way, when something else is made of it.
func (r *run) taken() func(in *input, place string) bool {
	out := realPath(r.Out)
	files := map[string]bool{}
	for _, in := range r.inputs {
		if !in.stdin {
			files[fold(in.real)] = true
			files[fold(realPath(in.real))] = true // what a link leads to
		}
	}
	if r.manifest != nil {
		files[fold(realPath(r.manifest.base))] = true
		files[fold(realPath(summaryOf(r.manifest.base)))] = true
		for i := range r.Shard.Count {
			files[fold(realPath(Shard{i + 1, r.Shard.Count}.manifestOf(r.manifest.base)))] = true
		}
	}
	return func(in *input, place string) bool {
		file := fold(filepath.Join(out, filepath.FromSlash(place)))
		if isWorkbook(in) && len(r.Formats) > 1 && file == fold(in.real) {
			return false
		}
		return files[file]
	}
}

// do hands the inputs to workers and collects their results in order. A worker is
// never more than a few inputs ahead of the collector, so that memory stays flat.
func (r *run) do(ctx context.Context) (*Summary, error) {
	c := newCollector(r, len(r.share))
	r.Progress.Start(len(r.share))
	todo, order := make(chan *job), make(chan *job, 4*r.Jobs)
	for range r.Jobs {
		go func() {
			for j := range todo {
				r.work(j)
				close(j.done)
			}
		}()
	}
	go func() {
		defer close(order)
		defer close(todo)
		for _, i := range r.share {
			if ctx.Err() != nil {
				return
			}
			j := &job{in: r.inputs[i], order: i + 1, done: make(chan struct{})}
			if r.names != nil {
				j.name = r.names[i]
			}
			select {
			case <-ctx.Done():
				return
			case todo <- j:
				order <- j
			}
		}
	}()
	for j := range order {
		<-j.done
		c.collect(j)
	}
	err := c.finish(ctx.Err() != nil)
	r.Progress.Finish(c.summary)
	return c.summary, errors.Join(ctx.Err(), err)
}
