package messy

import (
	_ "embed"
	"strings"
)

// A command is a converter that is started once for each file.
type command struct {
	name string // of the converter
	tool string // the program
	from []string
	ext  string // of what it gives
	args string // IN is the file; what is printed is taken, or OUT's file
	slow bool   // only in a whole run
}

// Endings of what converters read.
var (
	pages      = []string{".html"}
	papers     = []string{".html", ".docx"}
	everyPDF   = []string{".own.pdf", ".office.pdf", ".browser.pdf"}
	pandocArgs = "IN -t "
)

// commands are what people convert reports with.
var commands = []command{
	{name: "pandoc-plain", tool: "pandoc", from: papers, ext: ".txt", args: pandocArgs + "plain"},
	{name: "pandoc-plain-wide", tool: "pandoc", from: papers, ext: ".txt", args: pandocArgs + "plain --columns=200 --wrap=none", slow: true},
	{name: "pandoc-markdown", tool: "pandoc", from: papers, ext: ".md", args: pandocArgs + "markdown"},
	{name: "pandoc-gfm", tool: "pandoc", from: papers, ext: ".md", args: pandocArgs + "gfm"},
	{name: "pandoc-rst", tool: "pandoc", from: papers, ext: ".txt", args: pandocArgs + "rst"},
	{name: "pandoc-org", tool: "pandoc", from: papers, ext: ".txt", args: pandocArgs + "org"},
	{name: "pandoc-asciidoc", tool: "pandoc", from: papers, ext: ".txt", args: pandocArgs + "asciidoc"},
	{name: "pandoc-mediawiki", tool: "pandoc", from: papers, ext: ".txt", args: pandocArgs + "mediawiki"},
	{name: "pandoc-html", tool: "pandoc", from: []string{".docx"}, ext: ".html", args: pandocArgs + "html"},
	{name: "pandoc-docx", tool: "pandoc", from: pages, ext: ".docx", args: "IN -o OUT"},
	{name: "w3m", tool: "w3m", from: pages, ext: ".txt", args: "-dump -I utf-8 -O utf-8 IN"},
	{name: "w3m-wide", tool: "w3m", from: pages, ext: ".txt", args: "-dump -cols 240 -I utf-8 -O utf-8 IN"},
	{name: "lynx", tool: "lynx", from: pages, ext: ".txt", args: "-dump -nolist -assume_charset=utf-8 -display_charset=utf-8 IN"},
	{name: "lynx-wide", tool: "lynx", from: pages, ext: ".txt", args: "-dump -nolist -width=240 -assume_charset=utf-8 -display_charset=utf-8 IN"},
	{name: "elinks", tool: "elinks", from: pages, ext: ".txt", args: "-no-home 1 -dump 1 -dump-charset utf-8 -dump-width 240 IN"},
	{name: "html2text", tool: "/usr/bin/html2text", from: pages, ext: ".txt", args: "-utf8 -width 240 IN"},
	{name: "pdftotext", tool: "pdftotext", from: everyPDF, ext: ".txt", args: "IN -"},
	{name: "pdftotext-layout", tool: "pdftotext", from: everyPDF, ext: ".txt", args: "-layout IN -"},
	{name: "pdftotext-raw", tool: "pdftotext", from: everyPDF, ext: ".txt", args: "-raw IN -"},
}

// An office run is one start of LibreOffice over all files of some kinds.
type officeRun struct {
	name string
	from []string
	args string
	ext  string // of what it gives
	made string // the ending it is kept under, when it is an input of others
	slow bool
}

var officeRuns = []officeRun{
	{name: "office-pdf", from: pages, args: "--convert-to pdf", ext: ".pdf", made: ".office.pdf"},
	{name: "office-txt", from: papers, args: "--convert-to txt:Text", ext: ".txt"},
	{name: "office-html", from: papers, args: "--convert-to html:HTML_(StarWriter)", ext: ".html", slow: true},
	{name: "office-csv", from: pages, args: "--infilter=HTML_(StarCalc) --convert-to csv:Text_-_txt_-_csv_(StarCalc):44,34,76,1", ext: ".csv", slow: true},
	{name: "office-docx", from: pages, args: "--infilter=HTML_(StarWriter) --convert-to docx:MS_Word_2007_XML", ext: ".docx", slow: true},
}

// words parts arguments; a _ in one is a space.
func words(args string) []string {
	list := strings.Fields(args)
	for i, a := range list {
		list[i] = strings.ReplaceAll(a, "_", " ")
	}
	return list
}

//go:embed converters.py
var pythonConverters []byte

// copying is what a browser's clipboard gets when all of a page is selected.
const copying = `<script>addEventListener("load", function () {
var text = document.body.innerText, pre = document.createElement("pre");
pre.id = "copied"; pre.textContent = text; document.body.replaceChildren(pre) })</script></body>`
