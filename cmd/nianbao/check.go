package main

import (
	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
)

func checkCommand(set *pflag.FlagSet) action {
	r := readFlags{check: true}
	r.flags(set)
	r.outputFlags(set)
	return func(t *terminal, paths []string) error {
		forms, err := r.layouts.find()
		if err != nil {
			return err
		}
		return r.run(t, paths, convert.Options{Layouts: forms}, batch.Options{Check: true})
	}
}
