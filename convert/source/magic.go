package source

import (
	"archive/zip"
	"bytes"
	"strings"
)

// What to do with a document that is not read: keys of messages.
const (
	saveAsDocx  = "advice.docx"
	saveAsXlsx  = "advice.xlsx"
	takeSource  = "advice.source"
	unlock      = "advice.unlock"
	saveAsHTML  = "advice.html"
	saveAsOOXML = "advice.ooxml"
)

// A signature tells a kind of file by its first bytes and, where those are
// not enough, by a second mark at a fixed place. One without advice can be no report.
type signature struct {
	start  string
	at     int
	mark   string
	format string
	advice string
}

var signatures = []signature{
	{"\x89PNG\r\n\x1a\n", 0, "", "kind.png", ""},
	{"\xff\xd8\xff", 0, "", "kind.jpeg", ""},
	{"GIF8", 0, "", "kind.gif", ""},
	{"II*\x00", 0, "", "kind.tiff", ""},
	{"MM\x00*", 0, "", "kind.tiff", ""},
	{"8BPS", 0, "", "kind.psd", ""},
	{"\x00\x00\x01\x00", 0, "", "kind.icon", ""},
	{"BM", 6, "\x00\x00\x00\x00", "kind.bmp", ""},
	{"RIFF", 8, "WEBP", "kind.webp", ""},
	{"RIFF", 8, "WAVE", "kind.sound", ""},
	{"RIFF", 8, "AVI ", "kind.film", ""},
	{"", 4, "ftyp", "kind.mp4", ""},
	{"ID3", 0, "", "kind.sound", ""},
	{"OggS", 0, "", "kind.sound", ""},
	{"fLaC", 0, "", "kind.sound", ""},
	{"\x1aE\xdf\xa3", 0, "", "kind.film", ""},
	{"FLV\x01", 0, "", "kind.film", ""},
	{"Rar!\x1a", 0, "", "kind.rar", ""},
	{"7z\xbc\xaf\x27\x1c", 0, "", "kind.7z", ""},
	{"\x1f\x8b", 0, "", "kind.gzip", ""},
	{"BZh", 4, "1AY&SY", "kind.bzip2", ""},
	{"\xfd7zXZ\x00", 0, "", "kind.xz", ""},
	{"\x28\xb5\x2f\xfd", 0, "", "kind.zstd", ""},
	{"MSCF\x00", 0, "", "kind.cab", ""},
	{"", 257, "ustar", "kind.tar", ""},
	{"MZ", 3, "\x00", "kind.program", ""},
	{"\x7fELF", 0, "", "kind.program", ""},
	{"\xcf\xfa\xed\xfe", 0, "", "kind.program", ""},
	{"\xca\xfe\xba\xbe", 0, "", "kind.program", ""},
	{"\x00asm", 0, "", "kind.program", ""},
	{"L\x00\x00\x00\x01\x14\x02\x00", 0, "", "kind.shortcut", ""},
	{"SQLite format 3\x00", 0, "", "kind.database", ""},
	{"\x00\x01\x00\x00\x00", 0, "", "kind.font", ""},
	{"OTTO", 0, "", "kind.font", ""},
	{"ttcf", 0, "", "kind.font", ""},
	{"wOFF", 0, "", "kind.font", ""},
	{"wOF2", 0, "", "kind.font", ""},
}

func (s signature) matches(data []byte) bool {
	return bytes.HasPrefix(data, []byte(s.start)) &&
		len(data) >= s.at && bytes.HasPrefix(data[s.at:], []byte(s.mark))
}

// refuse returns an *UnsupportedError for bytes that a signature tells.
func refuse(data []byte) error {
	for _, s := range signatures {
		if s.matches(data) {
			return s.err()
		}
	}
	return nil
}

func (s signature) err() error {
	return &UnsupportedError{Format: s.format, Advice: s.advice, NoReport: s.advice == ""}
}

// textSignatures tell files that are text to a computer, but not to a reader.
var textSignatures = []signature{
	{"%!PS", 0, "", "kind.ps", takeSource},
	{"#!/", 0, "", "kind.program", ""},
	{"<svg", 0, "", "kind.svg", ""},
}

// refuseText returns an *UnsupportedError for a text, its leading white space cut, that is no text.
func refuseText(text string) error {
	for _, s := range textSignatures {
		if strings.HasPrefix(text, s.start) {
			return s.err()
		}
	}
	if !strings.HasPrefix(text, "<?xml") {
		return nil
	}
	switch head := text[:min(len(text), 2048)]; {
	case isWordML(text):
		return nil
	case strings.Contains(head, "Word.Document"), strings.Contains(head, "/xmlPackage"), strings.Contains(head, "wordDocument"):
		return signature{format: "kind.wordxml", advice: saveAsDocx}.err()
	case strings.Contains(head, "Excel.Sheet"):
		return signature{format: "kind.excelxml", advice: saveAsXlsx}.err()
	case strings.Contains(head, "<svg"):
		return signature{format: "kind.svg"}.err()
	}
	return nil
}

// zipParts tell the zip files by a part they have.
var zipParts = []signature{
	{"ppt/presentation.xml", 0, "", "kind.presentation", saveAsDocx},
	{"xl/workbook.bin", 0, "", "kind.xlsb", saveAsXlsx},
	{"content.xml", 0, "", "kind.odf", saveAsOOXML},
}

// workbookPart is what makes a zip file a workbook, ofdPart what makes it an OFD.
const (
	workbookPart = "xl/workbook.xml"
	ofdPart      = "OFD.xml"
)

// isBody tells the main part of a .docx, which some programs number. Of two, programs
// that open the file show the one or the other.
func isBody(name string) bool {
	number, ok := strings.CutPrefix(name, "word/document")
	number, ok2 := strings.CutSuffix(number, ".xml")
	return ok && ok2 && strings.Trim(number, "0123456789") == ""
}

func inspectZip(data []byte) (input, error) {
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > MaxEntries {
		return input{}, tooLarge("too-large.zip", n, MaxEntries)
	}
	parts, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return input{}, damaged("damaged.zip", err)
	}
	has := make(map[string]bool, len(parts.File))
	body := ""
	for _, f := range parts.File {
		if isBody(f.Name) {
			if body != "" {
				return input{}, damaged("damaged.twice", "word/document.xml")
			}
			body = f.Name
		}
		if has[f.Name] && f.Name == workbookPart {
			return input{}, damaged("damaged.twice", workbookPart)
		}
		has[f.Name] = true
	}
	switch {
	case body != "":
		return input{kind: Docx, parts: parts, body: body}, nil
	case has[workbookPart]:
		return input{kind: Workbook}, nil
	case has[ofdPart]:
		return input{kind: OFD, parts: parts}, nil
	}
	for _, s := range zipParts {
		if has[s.start] {
			return input{}, s.err()
		}
	}
	return input{}, signature{format: "kind.zip"}.err()
}
