//go:build unix

package words

import "syscall"

var system = []struct {
	is  error
	key string
}{
	{syscall.ENOSPC, "system.no-space"},
	{syscall.EDQUOT, "system.no-space"},
	{syscall.EROFS, "system.read-only"},
	{syscall.EISDIR, "system.is-folder"},
	{syscall.ENOTDIR, "system.not-folder"},
	{syscall.ENAMETOOLONG, "system.long-name"},
	{syscall.ELOOP, "system.loop"},
	{syscall.EMFILE, "system.many-files"},
	{syscall.ENFILE, "system.many-files"},
	{syscall.EIO, "system.io"},
	{syscall.EBUSY, "system.busy"},
	{syscall.ETXTBSY, "system.busy"},
	{syscall.EPIPE, "system.pipe"},
	{syscall.EFBIG, "system.big"},
}
