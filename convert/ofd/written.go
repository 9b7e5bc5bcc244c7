package ofd

import "github.com/nianbao/nianbao/convert/opc"

// Written reports whether data are a file that this program wrote. One that another program
// has saved since is that program's.
func Written(data []byte) bool { return opc.Marked(data, mainPart, creator) }
