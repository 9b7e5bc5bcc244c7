package main

import (
	"archive/zip"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/convert/serve"
)

// A disk is where serve keeps reports that were named, and decisions about them.
type disk struct{ conv *convert.Converter }

func (disk) Load(path string) ([]byte, error) { return batch.ReadFile(path, convert.MaxFile+1) }

func (disk) Decisions(path string) (*decision.File, error) { return batch.ReadDecisions(path) }

func (disk) Decide(path string, change func(*decision.File) error) error {
	return batch.UpdateDecisions(path, change)
}

// Pack converts reports in a folder of their own, which goes, and packs what was made.
func (d disk) Pack(ctx context.Context, w io.Writer, reports []serve.Packed, formats []convert.Format) error {
	dir, err := os.MkdirTemp("", "nianbao-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	for _, r := range reports {
		file := filepath.Join(in, batch.FileName(r.Name))
		if err := batch.WriteFile(file, r.Data); err != nil {
			return err
		}
		if r.Decided.Empty() {
			continue
		}
		if err := batch.WriteFile(batch.DecisionsFile(file), r.Decided.Encode()); err != nil {
			return err
		}
	}
	if _, err := batch.Run(ctx, d.conv, []string{in}, batch.Options{Out: out, Formats: formats}); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	if err := z.AddFS(readable{os.DirFS(out)}); err != nil {
		return err
	}
	return z.Close()
}

// readable is a folder without what is hidden in it.
type readable struct{ fs.FS }

// ReadDir lists what is not hidden.
func (r readable) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(r.FS, name)
	var shown []fs.DirEntry
	for _, e := range all {
		if !strings.HasPrefix(e.Name(), ".") {
			shown = append(shown, e)
		}
	}
	return shown, err
}
