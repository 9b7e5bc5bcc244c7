package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
)

// A reading is what convert and check have in common: their flags and their run.
type reading struct {
	check               bool
	layout              string
	jobs                int
	timeout             time.Duration
	strict, json, quiet bool
}

func (r *reading) flags(set *pflag.FlagSet) {
	set.StringVarP(&r.layout, "layout", "l", "auto", "`ID|FILE`: a built-in layout, or a layout file (YAML) of your own; auto tells it from the tables")
	set.IntVarP(&r.jobs, "jobs", "j", 0, "take `N` reports at once (default number of CPUs)")
	set.DurationVar(&r.timeout, "timeout", batch.DefaultLimit, "give a report up after `TIME` (90s, 5m)")
	set.BoolVar(&r.strict, "strict", false, "count a report with an error finding as failed")
}

func (r *reading) outputFlags(set *pflag.FlagSet) {
	set.BoolVar(&r.json, "json", false, "print findings and summary as JSON lines")
	set.BoolVarP(&r.quiet, "quiet", "q", false, "no progress, errors only")
}

// run reads the paths and says what came of it.
func (r *reading) run(t *terminal, paths []string, options convert.Options, o batch.Options) error {
	if err := r.verify(paths, o.Merge); err != nil {
		return err
	}
	conv, err := convert.New(options)
	if err != nil {
		return usagef("--font: %w", err)
	}
	o.Jobs, o.Limit, o.Stdin, o.Progress = r.jobs, r.timeout, t.in, newOutput(t, r, batch.Single(paths))
	sum, err := interruptible(t, func(ctx context.Context) (*batch.Summary, error) {
		return batch.Run(ctx, conv, paths, o)
	})
	switch {
	case errors.Is(err, context.Canceled):
		return errInterrupted
	case err != nil:
		return fmt.Errorf("%w (%s)", err, convert.Code(err))
	case sum.Failed > 0 || r.strict && sum.Doubtful > 0:
		return errFailed
	}
	return nil
}

// verify holds paths and flags to what they may be.
func (r *reading) verify(paths []string, merge bool) error {
	switch {
	case len(paths) == 0 && !merge:
		return usagef("no PATH: name a file, a folder, or - for standard input")
	case slices.Contains(paths, ""):
		return usagef("an empty PATH: name a file, a folder, or - for standard input")
	case r.jobs < 0:
		return usagef("--jobs %d: it must be 1 or more", r.jobs)
	case r.timeout <= 0:
		return usagef("--timeout %s: it must be more than 0", r.timeout)
	}
	return nil
}

// interruptible runs do with a context that the first Ctrl-C cancels: do finishes
// what it has in hand. With the second it returns at once.
func interruptible(t *terminal, do func(context.Context) (*batch.Summary, error)) (*batch.Summary, error) {
	type outcome struct {
		sum *batch.Summary
		err error
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	signals, done := make(chan os.Signal, 2), make(chan outcome, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	go func() {
		sum, err := do(ctx)
		done <- outcome{sum, err}
	}()
	for {
		select {
		case o := <-done:
			return o.sum, o.err
		case <-signals:
			if ctx.Err() != nil {
				return nil, context.Canceled
			}
			cancel()
			t.complain("interrupted; finishing the files in hand (interrupt again to stop at once)")
		}
	}
}
