package rtf

import "github.com/nianbao/nianbao/convert/source/wordgrid"

func Read(data []byte) (*wordgrid.Document, error) { return nil, nil }
