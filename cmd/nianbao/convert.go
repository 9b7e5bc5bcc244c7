package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/layouts"
)

func convertCommand(set *pflag.FlagSet) action {
	var r readFlags
	out := set.StringP("out", "o", ".", "flag.out")
	format := set.StringP("format", "f", "xlsx,pdf", "flag.format")
	r.flags(set)
	force := set.Bool("force", false, "flag.force")
	font := set.StringArray("font", nil, "flag.font")
	punctuation := set.String("punctuation", "", "flag.punctuation")
	attach := set.Bool("attach", false, "flag.attach")
	manifest := set.String("manifest", "", "flag.manifest")
	shard := set.String("shard", "", "flag.shard")
	merge := set.Bool("merge", false, "flag.merge")
	r.outputFlags(set)
	return func(t *terminal, paths []string) error {
		formats, err := convert.ParseFormats(*format)
		if err != nil {
			return formatError(err)
		}
		forms, err := r.layouts.find()
		if err != nil {
			return err
		}
		faces, err := openFonts(*font)
		if err != nil {
			return err
		}
		if *punctuation != "" && *punctuation != fullMarks {
			return mistaken(words.New("usage.punctuation", *punctuation, fullMarks), *punctuation, []string{fullMarks}, "", "")
		}
		if *attach && !slices.Contains(formats, convert.PDF) {
			return usage("usage.attach")
		}
		o := batch.Options{
			Out: *out, Formats: formats, Force: *force, Manifest: *manifest, Merge: *merge,
			Settings: func() string { return settings(forms, *font, *punctuation, *attach) },
		}
		if set.Changed("shard") {
			if o.Shard, err = batch.ParseShard(*shard); err != nil {
				return &usageError{err: err}
			}
		}
		switch {
		case *merge && set.Changed("shard"):
			return usage("usage.merge-shard")
		case *merge && *manifest == batch.NoManifest:
			return usage("usage.merge-none")
		}
		return r.run(t, paths, convert.Options{Layouts: forms, Fonts: faces, FullMarks: *punctuation == fullMarks, Attach: *attach}, o)
	}
}

// fullMarks is what --punctuation may be.
const fullMarks = "full"

// formatError is a usageError about --format, with the nearest format.
func formatError(err error) error {
	var wrong *convert.FormatError
	if !errors.As(err, &wrong) {
		return &usageError{err: err}
	}
	var names []string
	for _, f := range convert.Formats() {
		names = append(names, string(f))
	}
	return mistaken(words.New("usage.format", err), wrong.Name, names, "", "")
}

// openFonts reads the fonts of --font.
func openFonts(list []string) (map[string]*fonts.Face, error) {
	faces := map[string]*fonts.Face{}
	for _, arg := range list {
		role, file, ok := strings.Cut(arg, "=")
		if !ok || file == "" {
			return nil, usage("usage.font", arg)
		}
		if !slices.Contains(fonts.Roles(), role) {
			return nil, mistaken(words.New("usage.no-role", arg, role, fonts.Roles()), role, fonts.Roles(), "", "")
		}
		for _, name := range []string{file, file[:max(0, strings.LastIndexByte(file, '#'))]} {
			if err := batch.Refuse(name); err != nil {
				return nil, usage("usage.font-file", arg, err)
			}
		}
		face, err := fonts.Open(file)
		if err != nil {
			return nil, usage("usage.font-file", arg, err)
		}
		faces[role] = face
	}
	return faces, nil
}

// settings is all that outputs depend on besides the input and its formats.
func settings(forms []*layouts.Layout, fontArgs []string, punctuation string, attach bool) string {
	parts := []string{program()}
	if punctuation != "" {
		parts = append(parts, "punctuation "+punctuation)
	}
	if attach {
		parts = append(parts, "attach")
	}
	parts = append(parts, sources(forms)...)
	for _, arg := range fontArgs {
		_, file, _ := strings.Cut(arg, "=")
		parts = append(parts, arg, fileDigest(file), fileDigest(file[:max(0, strings.LastIndexByte(file, '#'))]))
	}
	return strings.Join(parts, "\x00")
}
