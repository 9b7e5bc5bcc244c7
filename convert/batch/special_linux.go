package batch

import (
	"io/fs"

	"golang.org/x/sys/unix"
)

// isSystem tells what /proc and /sys show as files: they have no end, or wait.
func isSystem(name string, _ fs.FileInfo) bool {
	var disk unix.Statfs_t
	if unix.Statfs(name, &disk) != nil {
		return false
	}
	switch int64(disk.Type) {
	case unix.PROC_SUPER_MAGIC, unix.SYSFS_MAGIC, unix.DEBUGFS_MAGIC, unix.TRACEFS_MAGIC, unix.SECURITYFS_MAGIC:
		return true
	}
	return false
}
