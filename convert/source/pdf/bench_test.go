package pdf

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkRead reads the PDFs of a folder that NIANBAO_PAGED names, or a small one.
func BenchmarkRead(b *testing.B) {
	var files [][]byte
	names, _ := filepath.Glob(filepath.Join(os.Getenv("NIANBAO_PAGED"), "*", "*.pdf"))
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil {
			files = append(files, data)
		}
	}
	if len(files) == 0 {
		files = append(files, pagesOf(at(100, 700, "年报")+latticeOf([]float64{100, 200, 300}, []float64{600, 580, 560}), at(100, 700, "2024")))
	}
	i := 0
	for b.Loop() {
		if _, err := Read(files[i%len(files)]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
