package source

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A report of the usual size: 15 KB, prose and a table of 25 rows, in the shapes it comes in.
var benchProse = strings.Repeat("坚持以公开为常态、不公开为例外，全年主动公开信息379条，推进政务公开工作流程规范化、内容精细化。", 10)

func benchReport(paragraph, row func(...any) string) string {
	var b strings.Builder
	for range 7 {
		b.WriteString(paragraph(benchProse))
	}
	for range 40 {
		b.WriteString(row("（三）不予公开", 0, 12, 0, 3, 0, 0, 15))
	}
	return b.String()
}

func benchText() string {
	return benchReport(func(a ...any) string { return fmt.Sprintln(a...) },
		func(a ...any) string { return strings.Join(strings.Fields(fmt.Sprintln(a...)), " | ") + " |\n" })
}

func BenchmarkText(b *testing.B) {
	benchmark(b, []byte(benchText()))
}

func BenchmarkGBK(b *testing.B) {
	data, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(benchText()))
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, data)
}

func BenchmarkHTML(b *testing.B) {
	benchmark(b, []byte("<html><body>"+benchReport(
		func(a ...any) string {
			return "<p class=MsoNormal><span lang=EN-US style='font-size:16.0pt'>" + fmt.Sprint(a...) + "</span></p>\n"
		},
		func(a ...any) string {
			return "<table><tr><td>" + strings.Join(strings.Fields(fmt.Sprintln(a...)), "</td><td colspan=1 style='border:1px'>") + "</td></tr></table>\n"
		})))
}

func BenchmarkDocx(b *testing.B) {
	benchmark(b, []byte(docxOf(b, benchReport(
		func(a ...any) string { return para(fmt.Sprint(a...)) },
		func(a ...any) string {
			var row strings.Builder
			for _, v := range a {
				row.WriteString(tc(`<w:tcW w:w="100" w:type="dxa"/>`, fmt.Sprint(v)))
			}
			return "<w:tbl><w:tr>" + row.String() + "</w:tr></w:tbl>"
		}))))
}

func benchmark(b *testing.B, data []byte) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read("input", data); err != nil {
			b.Fatal(err)
		}
	}
}
