package pdf

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"io"
	"slices"
)

// unpack returns the bytes of a stream, decrypted and unpacked, and whether they
// are all there. Pictures are never unpacked: they have no text.
func (f *file) unpack(s *stream) (data []byte, whole bool) {
	if f.crypt == nil || !f.crypt.streams || s.dict["Type"] == name("XRef") || f.identity(s) {
		return f.unpackPlain(s)
	}
	plain := *s
	plain.raw = f.crypt.decrypt(s.raw, s.ref)
	return f.unpackPlain(&plain)
}

// identity reports whether a stream says that it is not encrypted.
func (f *file) identity(s *stream) bool {
	filters, params := f.filters(s)
	return len(filters) > 0 && filters[0] == "Crypt" && (f.name(params[0]["Name"]) == "Identity" || params[0]["Name"] == nil)
}

// filters are the names of a stream's filters, and what each is told.
func (f *file) filters(s *stream) ([]name, []dict) {
	var names []name
	first := func(keys ...name) object {
		for _, k := range keys {
			if o := f.resolve(s.dict[k]); o != nil {
				return o
			}
		}
		return nil
	}
	switch o := first("Filter", "F").(type) {
	case name:
		names = []name{o}
	case array:
		for _, e := range o[:min(len(o), 8)] {
			names = append(names, f.name(e))
		}
	}
	params := make([]dict, len(names))
	switch o := first("DecodeParms", "DP").(type) {
	case dict:
		if len(params) > 0 {
			params[0] = o
		}
	case array:
		for i := range params {
			if i < len(o) {
				params[i] = f.dict(o[i])
			}
		}
	}
	return names, params
}

func (f *file) unpackPlain(s *stream) (data []byte, whole bool) {
	data, whole = s.raw, !s.cut
	names, params := f.filters(s)
	for i, n := range names {
		ok := true
		switch n {
		case "FlateDecode", "Fl":
			data, ok = f.inflate(data)
		case "LZWDecode", "LZW":
			data, ok = f.unLZW(data, f.int(params[i]["EarlyChange"], 1))
		case "ASCIIHexDecode", "AHx":
			l := lexer{data: append([]byte{'<'}, data...)}
			hex, _ := l.hex().(text)
			data = []byte(hex)
		case "ASCII85Decode", "A85":
			data, ok = un85(data)
		case "RunLengthDecode", "RL":
			data, ok = f.unrun(data)
		case "Crypt":
		default:
			return nil, false
		}
		if !f.meter.Count(&f.meter.bytes, len(data), maxBytes, "too-large.pages.unpacked") {
			return nil, false
		}
		data, whole = f.unpredict(data, params[i]), whole && ok
	}
	return data, whole
}

// inflate unpacks as much as it can. Checksums are not looked at: viewers do not.
func (f *file) inflate(data []byte) ([]byte, bool) {
	if len(data) < 2 {
		return nil, len(data) == 0
	}
	start := 0
	if data[0]&0x0f == 8 && (int(data[0])<<8|int(data[1]))%31 == 0 {
		start = 2
	}
	if f.flate == nil {
		f.flate = flate.NewReader(nil)
	}
	f.flate.(flate.Resetter).Reset(bytes.NewReader(data[start:]), nil)
	left := int64(maxBytes - f.meter.bytes)
	out, err := io.ReadAll(io.LimitReader(f.flate, left+1))
	return out, err == nil
}

func (f *file) unLZW(data []byte, early int) ([]byte, bool) {
	const clear, stop = 256, 257
	type link struct {
		prefix int
		last   byte
		size   int
	}
	var table [4096]link
	for i := range 256 {
		table[i] = link{-1, byte(i), 1}
	}
	var out []byte
	next, width, last := 258, 9, -1
	bits, n := 0, 0
	for _, b := range data {
		bits, n = bits<<8|int(b), n+8
		if n < width {
			continue
		}
		n -= width
		code := bits >> n & (1<<width - 1)
		bits &= 1<<n - 1
		switch {
		case code == stop:
			return out, true
		case code == clear:
			next, width, last = 258, 9, -1
			continue
		case code >= next && (code > next || last < 0), last < 0 && code > 255:
			return out, false
		}
		if len(out) > maxBytes-f.meter.bytes {
			return out, false
		}
		whole := code
		if code == next {
			whole = last
		}
		size := table[whole].size
		out = append(out, make([]byte, size)...)
		for i, at := len(out)-1, whole; at >= 0; at, i = table[at].prefix, i-1 {
			out[i] = table[at].last
		}
		first := out[len(out)-size]
		if code == next {
			out = append(out, first)
		}
		if last >= 0 && next < 4096 {
			table[next] = link{last, first, table[last].size + 1}
			next++
		}
		for width < 12 && next+early >= 1<<width {
			width++
		}
		last = code
	}
	return out, false
}

func un85(data []byte) ([]byte, bool) {
	data = bytes.TrimSpace(data)
	data = bytes.TrimPrefix(data, []byte("<~"))
	if i := bytes.IndexByte(data, '~'); i >= 0 {
		data = data[:i]
	}
	out := make([]byte, 0, len(data)*4+4)
	out = slices.Grow(out, len(data)*4+4)[:len(data)*4+4]
	n, _, err := ascii85.Decode(out, data, true)
	return out[:n], err == nil
}

func (f *file) unrun(data []byte) ([]byte, bool) {
	var out []byte
	for i := 0; i < len(data); {
		n := int(data[i])
		i++
		switch {
		case n == 128:
			return out, true
		case n < 128 && i+n < len(data):
			out = append(out, data[i:i+n+1]...)
			i += n + 1
		case n > 128 && i < len(data):
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		default:
			return out, false
		}
		if len(out) > maxBytes-f.meter.bytes {
			return out, false
		}
	}
	return out, true
}

// unpredict undoes the predictor of a filter.
func (f *file) unpredict(data []byte, d dict) []byte {
	predictor := f.int(d["Predictor"], 1)
	if predictor < 2 {
		return data
	}
	colors, bits, columns := f.int(d["Colors"], 1), f.int(d["BitsPerComponent"], 8), f.int(d["Columns"], 1)
	if colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > maxBytes {
		return nil
	}
	pixel, row := max(1, colors*bits/8), (colors*bits*columns+7)/8
	if predictor == 2 {
		if bits == 8 {
			for start := 0; start+row <= len(data); start += row {
				for i := start + pixel; i < start+row; i++ {
					data[i] += data[i-pixel]
				}
			}
		}
		return data
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 1 {
		kind, line := data[0], data[1:min(len(data), row+1)]
		data = data[1+len(line):]
		unfilter(kind, line, above, pixel)
		out = append(out, line...)
		copy(above, line)
	}
	return out
}

// unfilter undoes the filter of one row, as of a PNG.
func unfilter(kind byte, line, above []byte, pixel int) {
	for i := range line {
		var left, corner byte
		if i >= pixel {
			left, corner = line[i-pixel], above[i-pixel]
		}
		switch kind {
		case 1:
			line[i] += left
		case 2:
			line[i] += above[i]
		case 3:
			line[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			line[i] += paeth(left, above[i], corner)
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	da, db, dc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

func abs(n int) int { return max(n, -n) }
