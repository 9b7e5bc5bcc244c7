package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
)

// readFlags is what convert and check have in common: their flags and their run.
type readFlags struct {
	check               bool
	layouts             layoutFlags
	jobs                int
	timeout             time.Duration
	strict, json, quiet bool
	undecided           bool           // decisions are left aside
	set                 *pflag.FlagSet // tells what was given
}

func (r *readFlags) flags(set *pflag.FlagSet) {
	r.set = set
	r.layouts.flags(set, "flag.layout")
	set.IntVarP(&r.jobs, "jobs", "j", 0, "flag.jobs")
	set.DurationVar(&r.timeout, "timeout", batch.DefaultLimit, "flag.timeout")
	set.BoolVar(&r.undecided, "no-decisions", false, "flag.no-decisions")
	set.BoolVar(&r.strict, "strict", false, "flag.strict")
}

func (r *readFlags) outputFlags(set *pflag.FlagSet) {
	set.BoolVar(&r.json, "json", false, "flag.json")
	set.BoolVarP(&r.quiet, "quiet", "q", false, "flag.quiet")
}

// run reads the paths and says what came of it.
func (r *readFlags) run(t *terminal, paths []string, options convert.Options, o batch.Options) error {
	paths = expand(paths)
	if err := r.verify(paths, o.Merge); err != nil {
		return err
	}
	conv, err := convert.New(options)
	if err != nil {
		return &usageError{err: err}
	}
	o.Jobs, o.Limit, o.Ignore, o.Stdin, o.Progress = r.jobs, r.timeout, r.undecided, t.in, newOutput(t, r, batch.Single(paths))
	sum, err := batch.Run(t.ctx, conv, paths, o)
	switch {
	case errors.Is(err, context.Canceled):
		return errInterrupted
	case err != nil:
		return err
	case sum.Failed > 0 || r.strict && sum.Doubtful > 0:
		return errFailed
	}
	return nil
}

// verify holds paths and flags to what they may be.
func (r *readFlags) verify(paths []string, merge bool) error {
	switch {
	case len(paths) == 0 && !merge:
		return usage("usage.no-path")
	case slices.Contains(paths, ""):
		return usage("usage.empty-path")
	case r.jobs < 0 || r.jobs == 0 && r.set.Changed("jobs"):
		return usage("usage.jobs", r.jobs)
	case r.timeout <= 0:
		return usage("usage.timeout", r.timeout)
	}
	return nil
}
