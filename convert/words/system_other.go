//go:build !unix && !windows

package words

var system []struct {
	is  error
	key string
}
