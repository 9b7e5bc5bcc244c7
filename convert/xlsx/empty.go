package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"sync"

	"github.com/xuri/excelize/v2"
)

// An empty is a new workbook of excelize as a file, without its theme (colours and
// fonts of the program) and its styles: excelize would take them apart for each
// workbook, which takes as long as a sheet. The theme is written as it is; the
// styles are the book's own, but for the few that excelize asks for.
type empty struct {
	file  []byte
	theme []byte
}

const (
	themePart  = "xl/theme/theme1.xml"
	stylesPart = "xl/styles.xml"
	fewStyles  = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><name val="Calibri"/></font></fonts>` +
		`<cellXfs count="1"><xf/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0"/></cellStyles></styleSheet>`
)

// emptyBook is made once.
var emptyBook = sync.OnceValue(func() *empty {
	e, err := newEmpty()
	if err != nil {
		panic(unreadable(err))
	}
	return e
})

func newEmpty() (*empty, error) {
	made, err := excelize.NewFile().WriteToBuffer()
	if err != nil {
		return nil, err
	}
	from, err := zip.NewReader(bytes.NewReader(made.Bytes()), int64(made.Len()))
	if err != nil {
		return nil, err
	}
	e := &empty{}
	var file bytes.Buffer
	to := zip.NewWriter(&file)
	for _, f := range from.File {
		part, err := f.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		switch f.Name {
		case themePart:
			e.theme = data
			continue
		case stylesPart:
			data = []byte(fewStyles)
		}
		w, err := to.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(data); err != nil {
			return nil, err
		}
	}
	err = to.Close()
	e.file = file.Bytes()
	return e, err
}

// open returns a workbook with one empty sheet, as excelize.NewFile does.
func (e *empty) open() *excelize.File {
	f, err := excelize.OpenReader(bytes.NewReader(e.file))
	if err != nil {
		panic(unreadable(err))
	}
	f.Pkg.Store(themePart, e.theme)
	return f
}

func unreadable(err error) string {
	return fmt.Sprintf("excelize does not read what it wrote: %v", err)
}
