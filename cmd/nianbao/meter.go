package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// A meter shows how far a run is: a bar on a terminal, lines elsewhere, or nothing.
// step counts one input; pause makes room for what is printed next.
type meter interface {
	start(total int)
	step()
	pause()
	finish()
}

func newMeter(stderr io.Writer, silent bool) meter {
	if silent {
		return none{}
	}
	if f, ok := stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &bar{out: stderr, wide: isWide(int(f.Fd()))}
	}
	return &lines{out: stderr}
}

// isWide reports whether a terminal has room for the rate and the time left: a line
// that is too long is not wiped off again.
func isWide(fd int) bool {
	const enough = 60
	width, _, err := term.GetSize(fd)
	return err != nil || width >= enough
}

type none struct{}

func (none) start(int) {}
func (none) step()     {}
func (none) pause()    {}
func (none) finish()   {}

type bar struct {
	out  io.Writer
	wide bool
	bar  *progressbar.ProgressBar
	over bool
}

func (b *bar) start(total int) {
	b.bar = progressbar.NewOptions(total,
		progressbar.OptionSetWriter(b.out), progressbar.OptionShowCount(), progressbar.OptionFullWidth(),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetRenderBlankState(true), progressbar.OptionSetPredictTime(b.wide), progressbar.OptionSetElapsedTime(b.wide))
	if b.wide {
		progressbar.OptionShowIts()(b.bar)
		progressbar.OptionSetItsString("reports")(b.bar)
	}
}

func (b *bar) step() { b.bar.Add(1) }

func (b *bar) pause() {
	if !b.over {
		b.bar.Clear()
	}
}

func (b *bar) finish() {
	b.pause()
	b.bar.Exit()
	b.over = true
}

// lines prints a line every few seconds, so that short work prints none.
type lines struct {
	out         io.Writer
	total, done int
	began, last time.Time
}

const betweenLines = 5 * time.Second

func (l *lines) start(total int) {
	l.total, l.began, l.last = total, time.Now(), time.Now()
}

func (l *lines) step() {
	l.done++
	if time.Since(l.last) < betweenLines {
		return
	}
	l.last = time.Now()
	rate := float64(l.done) / time.Since(l.began).Seconds()
	left := time.Duration(float64(l.total-l.done) / rate * float64(time.Second)).Round(time.Second)
	fmt.Fprintf(l.out, "nianbao: %d of %d, %.0f a second, %s left\n", l.done, l.total, rate, left)
}

func (l *lines) pause()  {}
func (l *lines) finish() {}
