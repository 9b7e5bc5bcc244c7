package source

import (
	"archive/zip"
	"bytes"
	"strings"
)

// What to do with a document that is not read. A clerk sees these.
const (
	saveAsDocx = "open it in Word or WPS and save it as .docx (请用 Word 或 WPS 打开，另存为 .docx)"
	saveAsXlsx = "open it in Excel or WPS and save it as .xlsx (请用 Excel 或 WPS 打开，另存为 .xlsx)"
	takeSource = "give the .docx it was made from, or turn it into .docx or text first, as pdftotext -layout does for PDF (请提供原 .docx 文件，或先转换为 .docx 或文本)"
	unlock     = "open it, take the password off and save it again (请去除密码后重新保存)"
	saveAsHTML = "open it in a browser and save it as a web page, HTML only (请在浏览器中打开，另存为“网页，仅 HTML”)"
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
	{"\x89PNG\r\n\x1a\n", 0, "", "a PNG picture", ""},
	{"\xff\xd8\xff", 0, "", "a JPEG picture", ""},
	{"GIF8", 0, "", "a GIF picture", ""},
	{"II*\x00", 0, "", "a TIFF picture", ""},
	{"MM\x00*", 0, "", "a TIFF picture", ""},
	{"8BPS", 0, "", "a Photoshop picture", ""},
	{"\x00\x00\x01\x00", 0, "", "an icon", ""},
	{"BM", 6, "\x00\x00\x00\x00", "a BMP picture", ""},
	{"RIFF", 8, "WEBP", "a WebP picture", ""},
	{"RIFF", 8, "WAVE", "a sound", ""},
	{"RIFF", 8, "AVI ", "a film", ""},
	{"", 4, "ftyp", "a film or picture (MP4, HEIC)", ""},
	{"ID3", 0, "", "a sound", ""},
	{"OggS", 0, "", "a sound", ""},
	{"fLaC", 0, "", "a sound", ""},
	{"\x1aE\xdf\xa3", 0, "", "a film", ""},
	{"FLV\x01", 0, "", "a film", ""},
	{"Rar!\x1a", 0, "", "a RAR archive", ""},
	{"7z\xbc\xaf\x27\x1c", 0, "", "a 7z archive", ""},
	{"\x1f\x8b", 0, "", "a gzip archive", ""},
	{"BZh", 4, "1AY&SY", "a bzip2 archive", ""},
	{"\xfd7zXZ\x00", 0, "", "an xz archive", ""},
	{"\x28\xb5\x2f\xfd", 0, "", "a Zstandard archive", ""},
	{"MSCF\x00", 0, "", "a cabinet archive", ""},
	{"", 257, "ustar", "a tar archive", ""},
	{"MZ", 3, "\x00", "a program", ""},
	{"\x7fELF", 0, "", "a program", ""},
	{"\xcf\xfa\xed\xfe", 0, "", "a program", ""},
	{"\xca\xfe\xba\xbe", 0, "", "a program", ""},
	{"\x00asm", 0, "", "a program", ""},
	{"L\x00\x00\x00\x01\x14\x02\x00", 0, "", "a Windows shortcut", ""},
	{"SQLite format 3\x00", 0, "", "a database", ""},
	{"\x00\x01\x00\x00\x00", 0, "", "a font", ""},
	{"OTTO", 0, "", "a font", ""},
	{"ttcf", 0, "", "a font", ""},
	{"wOFF", 0, "", "a font", ""},
	{"wOF2", 0, "", "a font", ""},
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
	{"%!PS", 0, "", "a PostScript document", takeSource},
	{"#!/", 0, "", "a program", ""},
	{"<svg", 0, "", "an SVG picture", ""},
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
		return signature{format: "a Word document as one XML file", advice: saveAsDocx}.err()
	case strings.Contains(head, "Excel.Sheet"):
		return signature{format: "an Excel workbook as one XML file", advice: saveAsXlsx}.err()
	case strings.Contains(head, "<svg"):
		return signature{format: "an SVG picture"}.err()
	}
	return nil
}

// zipParts tell the zip files by a part they have.
var zipParts = []signature{
	{"OFD.xml", 0, "", "an OFD document", takeSource},
	{"ppt/presentation.xml", 0, "", "a presentation", saveAsDocx},
	{"xl/workbook.bin", 0, "", "a binary workbook (.xlsb)", saveAsXlsx},
	{"content.xml", 0, "", "an OpenDocument file (.odt, .ods)", "save it as .docx or .xlsx (请另存为 .docx 或 .xlsx)"},
}

func inspectZip(data []byte) (input, error) {
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > MaxEntries {
		return input{}, tooLarge("a zip of %d files, the limit is %d", n, MaxEntries)
	}
	parts, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return input{}, damaged("the zip file is torn: %w", err)
	}
	has := make(map[string]bool, len(parts.File))
	body := ""
	for _, f := range parts.File {
		has[f.Name] = true
		if strings.HasPrefix(f.Name, "word/document") && strings.HasSuffix(f.Name, ".xml") && body == "" {
			body = f.Name
		}
	}
	switch {
	case body != "":
		return input{kind: Docx, parts: parts, body: body}, nil
	case has["xl/workbook.xml"]:
		return input{kind: Workbook}, nil
	}
	for _, s := range zipParts {
		if has[s.start] {
			return input{}, s.err()
		}
	}
	return input{}, signature{format: "a zip archive"}.err()
}
