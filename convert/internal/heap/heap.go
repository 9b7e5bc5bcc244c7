// Package heap watches the memory that a test takes.
//
//	peak := heap.Watch()
//	convert(hostile)
//	if mib := peak() >> 20; mib > 448 { … }
package heap

import (
	"runtime"
	"time"
)

// Watch samples the heap in use until peak is called, which gives the most it saw, in
// bytes.
func Watch() (peak func() uint64) {
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
		return <-most
	}
}
