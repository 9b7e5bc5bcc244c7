package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/wordfile"
)

// benchCells are the values of a row of benchReport.
func benchCells(a []any) []string { return strings.Fields(fmt.Sprintln(a...)) }

func BenchmarkDoc(b *testing.B) {
	var doc wordfile.Doc
	edges := wordfile.Edges([]int{0, 2000, 2700, 3400, 4100, 4800, 5500, 6200, 6900}, 0x60, 0, 0, 0, 0, 0, 0, 0)
	doc.Data = append([]byte{byte(len(edges)), byte(len(edges) >> 8)}, edges...)
	benchReport(func(a ...any) string {
		doc.Paras = append(doc.Paras, wordfile.P(fmt.Sprint(a...)))
		return ""
	}, func(a ...any) string {
		for _, v := range benchCells(a) {
			doc.Paras = append(doc.Paras, wordfile.Cell(v))
		}
		doc.Paras = append(doc.Paras, wordfile.RowEnd(wordfile.Huge(0)))
		return ""
	})
	benchmark(b, doc.Bytes())
}

func BenchmarkRTF(b *testing.B) {
	text := func(s string) string {
		var out strings.Builder
		for _, r := range s {
			if r < 0x80 {
				out.WriteRune(r)
			} else {
				fmt.Fprintf(&out, `\u%d\'3f`, int16(r))
			}
		}
		return out.String()
	}
	const look = `\pard\plain \s0\rtlch\af8\afs24\alang1081 \ltrch\lang1033\langfe2052\hich\af4\loch\nowidctlpar\hyphpar0\ltrpar\cf0\f4\fs22\kerning1\dbch\af9\ql`
	benchmark(b, []byte(`{\rtf1\ansi\ansicpg936{\fonttbl{\f4\fcharset134 SimSun;}}`+benchReport(
		func(a ...any) string { return look + `{\dbch ` + text(fmt.Sprint(a...)) + "}\n\\par " },
		func(a ...any) string {
			var row strings.Builder
			row.WriteString(`\trowd\trql\trleft-108`)
			for i := range benchCells(a) {
				fmt.Fprintf(&row, `\clbrdrt\brdrs\brdrw10\clvertalc\cellx%d`, 1000+700*i)
			}
			for _, v := range benchCells(a) {
				row.WriteString(look + `\intbl{\loch ` + text(v) + `}\cell`)
			}
			return row.String() + "\\row\n"
		})+`}`))
}
