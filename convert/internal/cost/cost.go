// Package cost measures what a test takes: memory, and work, which is time of the
// processor beside that of a yardstick in the same process, so that neither a slow machine
// nor the race detector fails a test.
//
//	peak, work := cost.Heap(), cost.Work()
//	convert(hostile)
//	if mib := peak() >> 20; mib > 448 || work() > 1000 { … }
package cost

import (
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"time"
)

// Work begins a measurement; the function that it returns tells the work since then, in
// yardsticks (about 10 ms each on a common machine of 2024); 0 where the system does not
// tell of the processors' time.
func Work() func() float64 {
	one := yardstick()
	start := cpu()
	return func() float64 { return float64(cpu()-start) / float64(max(one, time.Millisecond)) }
}

// yardstick is the time of the processors for a fixed amount of what reading does: cutting
// text, putting it into maps, allocating. It is taken as often as it needs for the time to
// be told well by a system that counts it in hundredths of a second.
var yardstick = sync.OnceValue(func() time.Duration {
	const long, most = 200 * time.Millisecond, 1000
	start, times := cpu(), 0
	for ; times < most && cpu()-start < long; times++ {
		for range 4 {
			seen := map[string][]int{}
			for i := range 20_000 {
				word := strconv.Itoa(i * 7919 % 10_007)
				seen[word[len(word)/2:]] = append(seen[word[len(word)/2:]], i)
			}
		}
	}
	return (cpu() - start) / time.Duration(times)
})

// Heap samples the heap in use until peak is called, which gives the most it saw, in
// bytes. Until then garbage is collected more often than usual: what is measured is what is
// used, and less when it was collected last.
func Heap() (peak func() uint64) {
	const percent = 40
	usual := debug.SetGCPercent(percent)
	runtime.GC()
	most, done := make(chan uint64), make(chan bool)
	go func() {
		var seen uint64
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			seen = max(seen, m.HeapInuse)
			select {
			case <-done:
				most <- seen
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() uint64 {
		close(done)
		debug.SetGCPercent(usual)
		return <-most
	}
}
