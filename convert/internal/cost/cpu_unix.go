//go:build unix

package cost

import (
	"syscall"
	"time"
)

// cpu is the time that this process has had of the processors; 0 where the system does
// not tell.
func cpu() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
