package main

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/layouts"
)

func convertCommand(set *pflag.FlagSet) action {
	var r reading
	out := set.StringP("out", "o", ".", "write to `DIR`; a folder input is mirrored below it")
	format := set.StringP("format", "f", "xlsx,pdf", "`LIST` of what to write: any of xlsx, pdf, json")
	r.flags(set)
	force := set.Bool("force", false, "convert again even what the manifest says is unchanged")
	font := set.StringArray("font", nil, "`ROLE=FILE`: use a TrueType font or collection (FILE.ttc#N) for song, title, hei, kai or fang; repeatable")
	punctuation := set.String("punctuation", "", "`full`: full-width marks in the Chinese text of the pages, straight quotes paired; the data keep the source's")
	manifest := set.String("manifest", "", "write the manifest to `FILE`; none: no manifest (default DIR/manifest.jsonl for a folder or several inputs, none for one file)")
	shard := set.String("shard", "", "`I/N`: convert only the I-th of N shares of the inputs, with a manifest of its own")
	merge := set.Bool("merge", false, "join the manifests of all shards and write the summary; needs no PATH")
	r.outputFlags(set)
	return func(t *terminal, paths []string) error {
		formats, err := convert.ParseFormats(*format)
		if err != nil {
			return usagef("--format: %w", err)
		}
		layout, err := findLayout(r.layout)
		if err != nil {
			return err
		}
		faces, err := openFonts(*font)
		if err != nil {
			return err
		}
		if *punctuation != "" && *punctuation != fullMarks {
			return usagef("--punctuation %s: it can only be %s", *punctuation, fullMarks)
		}
		o := batch.Options{
			Out: *out, Formats: formats, Force: *force, Manifest: *manifest, Merge: *merge,
			Settings: func() string { return settings(layout, *font, *punctuation) },
		}
		if set.Changed("shard") {
			if o.Shard, err = batch.ParseShard(*shard); err != nil {
				return usagef("--shard: %w", err)
			}
		}
		switch {
		case *merge && set.Changed("shard"):
			return usagef("--merge joins what --shard has left: they do not go together")
		case *merge && *manifest == batch.NoManifest:
			return usagef("--merge joins manifests: it does not go with --manifest none")
		}
		return r.run(t, paths, convert.Options{Layout: layout, Fonts: faces, FullMarks: *punctuation == fullMarks}, o)
	}
}

// fullMarks is what --punctuation may be.
const fullMarks = "full"

// openFonts reads the fonts of --font.
func openFonts(list []string) (map[string]*fonts.Face, error) {
	faces := map[string]*fonts.Face{}
	for _, arg := range list {
		role, file, ok := strings.Cut(arg, "=")
		if !ok || file == "" {
			return nil, usagef("--font %s: it must be ROLE=FILE", arg)
		}
		if !slices.Contains(fonts.Roles(), role) {
			return nil, usagef("--font %s: no font role %q: it is one of %s", arg, role, strings.Join(fonts.Roles(), ", "))
		}
		face, err := fonts.Open(file)
		if err != nil {
			return nil, usagef("--font %s: %w", arg, err)
		}
		faces[role] = face
	}
	return faces, nil
}

// settings is all that outputs depend on besides the input and its formats.
func settings(layout *layouts.Layout, fontArgs []string, punctuation string) string {
	parts := []string{program()}
	if punctuation != "" {
		parts = append(parts, "punctuation "+punctuation)
	}
	if layout != nil {
		parts = append(parts, string(layout.Source()))
	}
	for _, arg := range fontArgs {
		_, file, _ := strings.Cut(arg, "=")
		parts = append(parts, arg, fileDigest(file), fileDigest(file[:max(0, strings.LastIndexByte(file, '#'))]))
	}
	return strings.Join(parts, "\x00")
}
