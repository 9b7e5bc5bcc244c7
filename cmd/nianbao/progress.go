package main

import (
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

func newMeter(t *terminal, silent bool) meter {
	stderr := t.err
	if silent {
		return none{}
	}
	if f, ok := stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &bar{t: t, wide: isWide(int(f.Fd()))}
	}
	return &lines{t: t}
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
	t    *terminal
	wide bool
	bar  *progressbar.ProgressBar
	over bool
}

func (b *bar) start(total int) {
	b.bar = progressbar.NewOptions(total,
		progressbar.OptionSetWriter(b.t.err), progressbar.OptionShowCount(), progressbar.OptionFullWidth(),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetRenderBlankState(true), progressbar.OptionSetPredictTime(b.wide), progressbar.OptionSetElapsedTime(b.wide))
	if b.wide {
		progressbar.OptionShowIts()(b.bar)
		progressbar.OptionSetItsString(b.t.text("progress.unit"))(b.bar)
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
	t           *terminal
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
	l.t.complain(l.t.text("progress.lines", l.done, l.total, rate, span(l.t, left)))
}

// span says how long, in the units that people count in.
func span(t *terminal, d time.Duration) string {
	switch {
	case d >= time.Hour:
		return t.text("progress.hours", int(d.Hours()), int(d.Minutes())%60)
	case d >= time.Minute:
		return t.text("progress.minutes", int(d.Minutes()), int(d.Seconds())%60)
	}
	return t.text("progress.seconds", int(d.Seconds()))
}

func (l *lines) pause()  {}
func (l *lines) finish() {}
