package pdf

import (
	"encoding/binary"
	"math"
	"sync"
)

// sRGB is a small ICC profile (version 2) of the sRGB colour space, for the output
// intent: primaries of IEC 61966-2-1 adapted to D50, its curve at 64 points.
var sRGB = sync.OnceValue(func() []byte {
	p := &profile{}
	curve := p.add(curve())
	p.tag("desc", p.add(describeProfile("sRGB")))
	p.tag("cprt", p.add(append([]byte("text\x00\x00\x00\x00"), "Public domain\x00"...)))
	p.tag("wtpt", p.add(xyz(0.9642, 1, 0.8249)))
	p.tag("rXYZ", p.add(xyz(0.43607, 0.22249, 0.01392)))
	p.tag("gXYZ", p.add(xyz(0.38515, 0.71687, 0.09708)))
	p.tag("bXYZ", p.add(xyz(0.14307, 0.06061, 0.71410)))
	p.tag("rTRC", curve)
	p.tag("gTRC", curve)
	p.tag("bTRC", curve)
	return p.bytes()
})

// A profile collects tags and the data they share.
type profile struct {
	tags []struct {
		name string
		element
	}
	data []byte
}

type element struct{ at, size int }

func (p *profile) add(data []byte) element {
	e := element{len(p.data), len(data)}
	p.data = append(p.data, data...)
	for len(p.data)%4 != 0 {
		p.data = append(p.data, 0)
	}
	return e
}

func (p *profile) tag(name string, e element) {
	p.tags = append(p.tags, struct {
		name string
		element
	}{name, e})
}

func (p *profile) bytes() []byte {
	const header = 128
	table := 4 + 12*len(p.tags)
	b := make([]byte, header, header+table+len(p.data))
	binary.BigEndian.PutUint32(b, uint32(header+table+len(p.data)))
	binary.BigEndian.PutUint32(b[8:], 0x02100000) // version 2.1
	copy(b[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2000, 1, 1, 0, 0, 0} {
		binary.BigEndian.PutUint16(b[24+2*i:], v)
	}
	copy(b[36:], "acsp")
	copy(b[68:], xyz(0.9642, 1, 0.8249)[8:]) // illuminant
	b = binary.BigEndian.AppendUint32(b, uint32(len(p.tags)))
	for _, t := range p.tags {
		b = append(b, t.name...)
		b = binary.BigEndian.AppendUint32(b, uint32(header+table+t.at))
		b = binary.BigEndian.AppendUint32(b, uint32(t.size))
	}
	return append(b, p.data...)
}

func xyz(values ...float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, uint32(math.Round(v*65536)))
	}
	return b
}

func curve() []byte {
	const points = 64
	b := []byte("curv\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, points)
	for i := range points {
		v := float64(i) / (points - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}

// describeProfile is a textDescriptionType: the name in ASCII, none in Unicode and
// in Macintosh script.
func describeProfile(name string) []byte {
	b := []byte("desc\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, uint32(len(name)+1))
	b = append(b, name...)
	b = append(b, 0)
	return append(b, make([]byte, 4+4+2+1+67)...)
}
