package words

import "golang.org/x/sys/windows"

// system lists a workbook that is open in Excel first: it is what clerks meet.
var system = []struct {
	is  error
	key string
}{
	{windows.ERROR_SHARING_VIOLATION, "system.open"},
	{windows.ERROR_LOCK_VIOLATION, "system.open"},
	{windows.ERROR_DISK_FULL, "system.no-space"},
	{windows.ERROR_HANDLE_DISK_FULL, "system.no-space"},
	{windows.ERROR_WRITE_PROTECT, "system.read-only"},
	{windows.ERROR_DIRECTORY, "system.not-folder"},
	{windows.ERROR_FILENAME_EXCED_RANGE, "system.long-name"},
	{windows.ERROR_TOO_MANY_OPEN_FILES, "system.many-files"},
	{windows.ERROR_BUSY, "system.busy"},
	{windows.ERROR_CRC, "system.io"},
	{windows.ERROR_BROKEN_PIPE, "system.pipe"},
}
