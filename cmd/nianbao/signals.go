package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/nianbao/nianbao/convert/batch"
)

// patience is how long a command that was interrupted may finish what it has in
// hand: less than the two seconds after which people pull the plug.
const patience = 1500 * time.Millisecond

// guard runs a command. The first signal that asks it to end cancels the terminal's
// context; with the second, or when patience is over, the command is left where it
// is, and its unfinished files are removed. A hangup that whoever started the program had
// it ignore (nohup) is ignored still; other signals are not, though a script's shell has
// what it starts with & ignore an interrupt.
func (t *terminal) guard(do func() int) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	t.ctx = ctx
	signals, done := make(chan os.Signal, 2), make(chan int, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		if s != syscall.SIGHUP || !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	defer signal.Stop(signals)
	go func() { done <- do() }()
	var over <-chan time.Time
	for {
		select {
		case status := <-done:
			return status
		case <-over:
			batch.Abandon()
			return exitInterrupted
		case <-signals:
			if over != nil {
				batch.Abandon()
				return exitInterrupted
			}
			cancel()
			over = time.After(patience)
			t.complain(t.text("progress.interrupted"))
		}
	}
}
