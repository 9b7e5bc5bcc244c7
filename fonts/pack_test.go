package fonts

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/rand/v2"
	"sync"
	"testing"
)

// unpacked is a packed font as every program unpacks it: its sum is checked.
func unpacked(t *testing.T, s *Subset) []byte {
	t.Helper()
	z, err := zlib.NewReader(bytes.NewReader(s.Data))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestPacked packs characters of every role: the font is that of Subset, byte by byte.
func TestPacked(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, role := range Roles() {
		face, _ := Builtin().Face(role, '年')
		for n := range 12 {
			runes := []rune{'，', '1', '“', Latin('“'), Latin('…'), Narrow('，', 10), Broad('年'), '年', '\uE000', 0x200B}
			for range n * n {
				runes = append(runes, 0x4E00+rune(r.IntN(0x5000)), Broad(0x4E00+rune(r.IntN(64))), rune(r.IntN(0x3000)))
			}
			plain, packed := face.Subset(runes), face.Packed(runes)
			if got := unpacked(t, packed); !bytes.Equal(got, plain.Data) || packed.Size != len(got) {
				t.Fatalf("%s, %d characters: the packed font of %d bytes, said to be %d, is another than the font of %d", role, len(runes), len(got), packed.Size, len(plain.Data))
			}
			if again := face.Packed(runes); !bytes.Equal(again.Data, packed.Data) {
				t.Fatalf("%s: packed twice, the bytes differ", role)
			}
		}
	}
}

// TestPackedShared packs with one face in many goroutines, none of which was first: the
// bytes do not depend on what was packed before.
func TestPackedShared(t *testing.T) {
	fresh := func() *Face {
		f, err := Parse(fangFile, 0)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	want := fresh().Packed([]rune("政府信息公开工作年度报告")).Data
	shared := fresh()
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			shared.Packed([]rune{'一' + rune(n), '政', '年'})
			if got := shared.Packed([]rune("政府信息公开工作年度报告")).Data; !bytes.Equal(got, want) {
				t.Errorf("goroutine %d got other bytes", n)
			}
		})
	}
	all.Wait()
}

// TestCodeLengths makes codes for the oddest counts: all are complete, and none is too long.
func TestCodeLengths(t *testing.T) {
	fibonacci := make([]int, lengthSymbols)
	a, b := 1, 1
	for i := range 40 {
		fibonacci[i] = a
		a, b = b, a+b
	}
	one := make([]int, distSymbols)
	one[3] = 1 << 40
	for name, counts := range map[string][]int{"none": make([]int, lengthSymbols), "fibonacci": fibonacci, "one": one} {
		sum := 0
		for _, n := range codeLengths(counts) {
			if n == 0 || n > longestCode {
				t.Errorf("%s: a code of %d bits", name, n)
			}
			sum += 1 << (longestCode - n)
		}
		if sum != 1<<longestCode {
			t.Errorf("%s: the code is not complete: %d of %d", name, sum, 1<<longestCode)
		}
	}
}

// BenchmarkPacked packs with a face that has packed the characters before.
func BenchmarkPacked(b *testing.B) {
	face, _ := Builtin().Face(Fang, '年')
	var runes []rune
	for r := rune(0x4E00); len(runes) < 400; r += 13 {
		if face.Has(r) {
			runes = append(runes, r)
		}
	}
	for b.Loop() {
		face.Packed(runes)
	}
}

// BenchmarkPackedFirst packs with a face that has packed nothing, as a process for one
// file does.
func BenchmarkPackedFirst(b *testing.B) {
	var runes []rune
	for r := rune(0x4E00); len(runes) < 400; r += 13 {
		runes = append(runes, r)
	}
	for b.Loop() {
		f, err := Parse(fangFile, 0)
		if err != nil {
			b.Fatal(err)
		}
		f.Packed(runes)
	}
}
