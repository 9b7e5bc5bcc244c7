package batch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert"
)

// products are the files that earlier runs wrote, as their manifests tell.
type products struct {
	files map[string]bool   // by real path
	of    map[string]string // an output's real path: that of its input
	bases map[string]bool   // outputs' real paths without extension: what bears our mark there, in any format, is ours
	reads map[string]bool   // the real paths of inputs, which may stand there too
}

func newProducts() *products {
	return &products{files: map[string]bool{}, of: map[string]string{}, bases: map[string]bool{}, reads: map[string]bool{}}
}

// addFolder takes what a manifest does not list: what stands beside it.
func (p *products) addFolder(dir, base string) {
	p.files[filepath.Join(dir, filepath.Base(base))] = true
	p.files[filepath.Join(dir, summaryName)] = true
	for _, s := range shardsBeside(base) {
		p.files[filepath.Join(dir, filepath.Base(s.manifestOf(base)))] = true
	}
}

// add takes what a record of the manifest in dir lists.
func (p *products) add(dir string, rec *record) {
	p.reads[absolute(dir, rec.Input)] = true
	for _, out := range slices.Concat(rec.Outputs, rec.Left) {
		real := absolute(dir, out)
		p.files[real], p.of[real] = true, absolute(dir, rec.Input)
		p.bases[strings.TrimSuffix(real, filepath.Ext(real))] = true
	}
}

// addManifest takes a file that has the name of a manifest, if it is one of ours.
func (p *products) addManifest(file string) {
	_, shard := shardOf(filepath.Base(file), manifestName)
	if !shard && filepath.Base(file) != manifestName {
		return
	}
	dir := realPath(filepath.Dir(file))
	ours := false
	if Refuse(file) != nil {
		return
	}
	for _, name := range []string{journalOf(file), file} {
		err := scanFile(name, func(rec *record) {
			ours = true
			p.add(dir, rec)
		})
		if err != nil {
			return
		}
	}
	if info, err := os.Stat(file); ours || err == nil && info.Size() == 0 {
		p.addFolder(dir, filepath.Join(dir, manifestName))
	}
}

// changed reports whether a file was an output until somebody changed it, and what it was
// made of is not read itself: then it is a report like others.
func (p *products) changed(in *input, read map[string]bool) bool {
	format := slices.Index(extensions(convert.Formats()), filepath.Ext(in.real))
	return p.of[in.real] != "" && !read[p.of[in.real]] && format >= 0 && EditedSince(in.real, convert.Formats()[format])
}

// marked tells what earlier runs wrote without a line in a manifest: a file
// that bears our mark and stands where the output of an input would, beside it or
// below out; a PDF or an OFD of ours wherever it stands, for what it was made of is the input.
func (p *products) marked(inputs []*input, out string) func(*input) bool {
	exts, out := extensions(convert.Formats()), realPath(out)
	bases := map[string]bool{}
	for _, in := range inputs {
		self := ""
		if ext := filepath.Ext(in.real); slices.Contains(exts, ext) {
			self = strings.TrimSuffix(in.real, ext) // a.json and a.xlsx are not outputs of each other
		}
		for level := range 2 {
			name := filepath.FromSlash(nameAt(in, level))
			for _, base := range []string{filepath.Join(out, name), filepath.Join(filepath.Dir(in.real), filepath.Base(name))} {
				if base != self {
					bases[base] = true
				}
			}
		}
	}
	return func(in *input) bool {
		i := slices.Index(exts, filepath.Ext(in.real))
		if i < 0 {
			return false
		}
		format, base := convert.Formats()[i], strings.TrimSuffix(in.real, exts[i])
		pages := format == convert.PDF || format == convert.OFD
		if !pages && !dropped(in.real) && !bases[base] && (!p.bases[base] || p.reads[in.real]) {
			return false
		}
		data, err := in.load(nil)
		return err == nil && convert.Written(format, data)
	}
}

// DropFolder is the folder that takes what is made of files dropped on the program.
const DropFolder = "转换结果"

// dropped reports whether a file is in such a folder, at whatever depth.
func dropped(file string) bool {
	return slices.Contains(strings.Split(filepath.ToSlash(filepath.Dir(file)), "/"), DropFolder)
}

func extensions(formats []convert.Format) []string {
	var exts []string
	for _, f := range formats {
		exts = append(exts, f.Ext())
	}
	return exts
}
