package batch

// FileName makes a name that Windows, macOS and Linux all take of a text such as
// an agency's name; it leaves room for an extension.
func FileName(text string) string { return portable(text) }
