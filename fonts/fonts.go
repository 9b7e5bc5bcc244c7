// Package fonts holds the typefaces of an official document by role, and cuts
// from them the small fonts that a PDF or an OFD file embeds.
//
// The roles are those of GB/T 9704: title (小标宋), hei (黑体), kai (楷体), fang
// (仿宋) and song (宋体). A Set gives each role a chain of faces: the user's own,
// when there is one, the built-in face of the role (仿宋 and 楷体 share a second one),
// 宋体, and at last those of rare characters, so that a character is drawn wherever
// any font has it:
//
//	set := fonts.Builtin()
//	if mine, err := fonts.Open("simfang.ttf"); err == nil {
//		set = set.With(fonts.Fang, mine)
//	}
//	face, ok := set.Face(fonts.Fang, '年')
//	sub := face.Subset([]rune("年度报告"))
//
// The built-in files are made by build/build.sh; README.md tells from what and
// under which licences. Faces and sets do not change and are safe to share.
//
// It owns faces, widths and subsets. It does not own where they are used.
package fonts

import (
	"bytes"
	"embed"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"sync"
	"unicode"

	"github.com/klauspost/compress/gzip"
)

// The roles of an official document.
const (
	Song  = "song"  // 宋体: tables, page numbers
	Title = "title" // 小标宋: the title
	Hei   = "hei"   // 黑体: 一、
	Kai   = "kai"   // 楷体: （一）
	Fang  = "fang"  // 仿宋: the text
)

// Roles returns all roles.
func Roles() []string { return []string{Song, Title, Hei, Kai, Fang} }

// Geta (〓) stands in print for a character that no font has.
const Geta = '〓'

var (
	//go:embed files/song.ttf
	songFile []byte
	//go:embed files/title.ttf
	titleFile []byte
	//go:embed files/hei.ttf
	heiFile []byte
	//go:embed files/kai.ttf
	kaiFile []byte
	//go:embed files/fang.ttf
	fangFile []byte
	//go:embed files/wenkai.ttf
	wenkaiFile []byte
	//go:embed files/rare
	rareFiles embed.FS
)

// A Set gives every role its chain of faces.
type Set struct {
	chains map[string][]source
}

// A source gives the face that may have the character, nil for none. A face is
// read when it is first asked for.
type source func(r rune) *Face

// Builtin returns the set of the built-in fonts. Only a program that calls it is linked
// with them.
func Builtin() *Set {
	builtinOnce.Do(func() {
		song, wenkai, rare := builtin("song", songFile), builtin("wenkai", wenkaiFile), rare()
		builtinSet = &Set{chains: map[string][]source{
			Song:  {song, rare},
			Title: {builtin("title", titleFile), song, rare},
			Hei:   {builtin("hei", heiFile), song, rare},
			Kai:   {builtin("kai", kaiFile), wenkai, song, rare},
			Fang:  {builtin("fang", fangFile), wenkai, song, rare},
		}}
	})
	return builtinSet
}

var (
	builtinOnce sync.Once
	builtinSet  *Set
)

func builtin(name string, data []byte) source {
	face := sync.OnceValue(func() *Face { return mustParse(name, data) })
	return func(rune) *Face { return face() }
}

// rare are the faces of rare characters: a file for each 4,096 code points, named
// after the first digits of these, which is unpacked for the first of them.
func rare() source {
	faces := map[rune]func() *Face{}
	const dir = "files/rare/"
	files, err := rareFiles.ReadDir("files/rare")
	for _, f := range files {
		var block rune
		if _, err = fmt.Sscanf(f.Name(), "%x.ttf.gz", &block); err != nil {
			break
		}
		faces[block] = sync.OnceValue(func() *Face { return unpack(dir + f.Name()) })
	}
	if err != nil {
		panic(fmt.Sprintf("built-in fonts: %v", err))
	}
	return func(r rune) *Face {
		if face := faces[r>>12]; face != nil && !private(r) {
			return face()
		}
		return nil
	}
}

func unpack(name string) *Face {
	data, err := rareFiles.ReadFile(name)
	var z *gzip.Reader
	if err == nil {
		z, err = gzip.NewReader(bytes.NewReader(data))
	}
	if err == nil {
		size := binary.LittleEndian.Uint32(data[len(data)-4:]) // as gzip ends
		data = make([]byte, size)
		_, err = io.ReadFull(z, data)
	}
	if err != nil {
		panic(fmt.Sprintf("built-in font %s: %v", name, err))
	}
	return mustParse(name, data)
}

func mustParse(name string, data []byte) *Face {
	f, err := Parse(data, 0)
	if err != nil {
		panic(fmt.Sprintf("built-in font %s: %v", name, err))
	}
	return f
}

// With returns a set in which the face comes first in the role's chain. It
// returns nil for a role that does not exist.
func (s *Set) With(role string, f *Face) *Set {
	if !slices.Contains(Roles(), role) {
		return nil
	}
	chains := make(map[string][]source, len(s.chains))
	for r, c := range s.chains {
		chains[r] = c
	}
	chains[role] = append([]source{func(rune) *Face { return f }}, chains[role]...)
	return &Set{chains: chains}
}

// Face returns the first face of the role's chain that has the character. When
// none has, it returns the face that draws Geta in its place, and false; but a
// character that prints nothing (a joiner, a variation selector) is at home in
// the first face.
func (s *Set) Face(role string, r rune) (*Face, bool) {
	chain := s.chains[role]
	first := chain[0](r)
	if first.Has(r) || Invisible(r) {
		return first, true
	}
	for _, source := range chain[1:] {
		if f := source(r); f != nil && f.Has(r) {
			return f, true
		}
	}
	if r == Geta {
		return first, false
	}
	f, _ := s.Face(role, Geta)
	return f, false
}

// OwnClass reports whether the character is drawn in the role's own typeface or one
// of its class, not in 宋体 or a rare face behind it, which is heavier than 仿宋 and 楷体
// and lighter than 黑体. Every face of 宋体 is of its class.
func (s *Set) OwnClass(role string, r rune) bool {
	if role == Song {
		return true
	}
	const behind = 2 // 宋体, rare characters
	chain := s.chains[role]
	for _, source := range chain[:len(chain)-behind] {
		if f := source(r); f != nil && f.Has(r) {
			return true
		}
	}
	return false
}

// Advance is the advance in em that the character takes in the role, and whether a
// font has it; when none has, it is that of Geta.
func (s *Set) Advance(role string, r rune) (em float64, ok bool) {
	f, ok := s.Face(role, r)
	if !ok {
		r = Geta
	}
	return float64(f.Width(r)) / 1000, ok
}

// Invisible reports whether a character prints nothing and takes no room: format
// characters, variation selectors, joiners, control characters.
func Invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector) || r == 0x3164 || r == 0x115F
}
