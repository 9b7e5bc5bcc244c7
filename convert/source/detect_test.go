package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/wordfile"
	"github.com/nianbao/nianbao/convert/words"
)

// zipOf makes a zip of parts, given as name, content, name, content …
func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(parts[i+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// oleOf makes an old Office container with one stream.
func oleOf(t testing.TB, name, data string) []byte {
	t.Helper()
	return wordfile.Container(wordfile.Stream{Name: name, Data: []byte(data)})
}

func TestDetect(t *testing.T) {
	for _, tt := range []struct {
		name string
		data []byte
		kind Kind
	}{
		{"prose", []byte("一、总体情况"), Text},
		{"prose with commas (000)", []byte(strings.Repeat("2024年,我局公开信息,坚持公开,优化服务,以群众需求为导向。\n", 9)), Text},
		{"prose with few marks", []byte("甲,乙,丙\n一、总体情况\n丁,戊\n二、主动公开\n"), Text},
		{"prose with a few equal lines", []byte("主动公开信息情况良好\n一是完善制度\n二是加强培训\n三是优化平台\n四是强化监督\n地址:甲,邮编:1,电话:2\n地址:乙,邮编:3,电话:4\n地址:丙,邮编:5,电话:6\n"), Text},
		{"prose around rows of values", []byte("一、总体情况\n二、主动公开\n一是\n二是\n三是\n四是\n五是\n规章,0,0,0\n文件,1,0,24\n许可,1,2,3\n"), CSV},
		{"page", []byte(" \n<!DOCTYPE html><p>x"), HTML},
		{"page with a byte order mark and XML head", []byte("\ufeff<?xml version=\"1.0\"?>\n<html xmlns=\"x\"><body>x"), HTML},
		{"piece of a page", []byte("<div class=a><p>x</p></div>"), HTML},
		{"table alone", []byte("<TABLE><tr><td>x</td></tr></TABLE>\n"), HTML},
		{"Markdown that begins with a table", []byte("<table><tr><td>x</td></tr></table>\n\n一、总体情况\n"), Text},
		{"angle brackets of a title", []byte("<关于印发格式的通知>\n<a"), Text},
		{"data", []byte(" {\"schema\": \"nianbao/report/1\"}"), Data},
		{"data, torn", []byte(`{"tables": {"a": `), Data},
		{"empty object", []byte("{}"), Data},
		{"brace in prose", []byte("{一}总体情况"), Text},
		{"comma separated", []byte("规章,0,0,0\n行政规范性文件,\"1,234\",0,24\n行政许可,1,2,3\n"), CSV},
		{"semicolon separated", []byte("规章;0;0;0\n行政规范性文件;1,5;0;24\n行政许可;1;2;3\n"), CSV},
		{"tab separated with quotes", []byte("\"结果\n维持\"\t\"结果\n纠正\"\t总计\n0\t0\t0\n1\t2\t3\n"), CSV},
		{"tab separated", []byte("规章\t0\t0\n行政\t1\t2\n许可\t1\t2\n"), Text},
		{"Word", zipOf(t, "[Content_Types].xml", "", "word/document.xml", ""), Docx},
		{"Word, another name for the body", zipOf(t, "word/document2.xml", ""), Docx},
		{"workbook", zipOf(t, "xl/workbook.xml", ""), Workbook},
		{"OFD", zipOf(t, "OFD.xml", ""), OFD},
		{"Word 97", oleOf(t, "WordDocument", "x"), Doc},
		{"Word 97, its stream in capitals", oleOf(t, "WORDDOCUMENT", "x"), Doc},
		{"rich text", []byte(`{\rtf1\ansi x}`), RTF},
		{"Word 2003 XML", []byte(`<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="` + wordMLSpace + `"/>`), WordML},
		{"web archive", []byte("From: <Saved by X>\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>x"), HTML},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if in, err := inspect(tt.data); in.kind != tt.kind || err != nil {
				t.Errorf("got %q, %v, want %q", in.kind, err, tt.kind)
			}
		})
	}
}

func TestUnsupported(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	for _, tt := range []struct {
		name, data string
		noReport   bool
		says       string
	}{
		{"PDF", "%PDF-1.7\n", false, ".docx"},
		{"old workbook", ole + "W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00", false, ".xlsx"},
		{"password", ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", false, "密码"},
		{"old container", ole, false, ".docx"},
		{"OFD that is encrypted", string(zipOf(t, "OFD.xml", "<OFD/>", "Doc_0/Encryptions.xml", "")), false, "an encrypted OFD"},
		{"OFD without pages", string(zipOf(t, "OFD.xml", "<OFD/>")), false, "without text"},
		{"OpenDocument", string(zipOf(t, "mimetype", "", "content.xml", "")), false, ".docx"},
		{"mail without a page", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/plain\n\ny\n--x--\n", false, "HTML"},
		{"Word XML of parts", `<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package/>`, false, ".docx"},
		{"Works", string(oleOf(t, "CONTENTS", "CHNKWKS")), false, "Works"},
		{"old workbook, whole", string(oleOf(t, "Workbook", "x")), false, ".xlsx"},
		{"encrypted package", string(oleOf(t, "EncryptedPackage", "x")), false, "密码"},
		{"newer thumbnails", string(oleOf(t, "256_1a2b3c", "x")), true, "Thumbs.db"},
		{"archive", string(zipOf(t, "a.txt", "x")), true, "zip"},
		{"empty archive", string(zipOf(t)), true, "zip"},
		{"PNG", "\x89PNG\r\n\x1a\n\x00\x00", true, "PNG"},
		{"JPEG", "\xff\xd8\xff\xe0", true, "JPEG"},
		{"WebP", "RIFF\x00\x00\x00\x00WEBP", true, "WebP"},
		{"BMP", "BM\x36\x00\x00\x00\x00\x00\x00\x00\x36", true, "BMP"},
		{"SVG", "<svg xmlns='x'/>", true, "SVG"},
		{"7z", "7z\xbc\xaf\x27\x1c", true, "7z"},
		{"program", "MZ\x90\x00\x03", true, "program"},
		{"script", "#!/bin/sh\n", true, "program"},
		{"thumbnails", ole + "C\x00a\x00t\x00a\x00l\x00o\x00g\x00", true, "Thumbs.db"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read("input", []byte(tt.data))
			var got *UnsupportedError
			if !errors.As(err, &got) || got.NoReport != tt.noReport || !strings.Contains(got.Error()+got.In(words.Chinese), tt.says) {
				t.Errorf("got %v (%+v), want one that says %q, no report: %v", err, got, tt.says, tt.noReport)
			}
		})
	}
}

// Texts that begin as a binary kind does.
func TestSupportedAfterAll(t *testing.T) {
	for _, text := range []string{"BM市政府", "MZ", "BZh公开", "ID 3", "RIFF 计划", "PK"} {
		if in, err := inspect([]byte(text)); in.kind != Text || err != nil {
			t.Errorf("%q: got %q, %v, want text", text, in.kind, err)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct {
		name string
		data []byte
		want error
	}{
		{"no bytes", nil, ErrEmpty},
		{"white space", []byte(" \r\n\t\u3000"), ErrEmpty},
		{"byte order mark", []byte("\ufeff"), ErrEmpty},
		{"UTF-16 byte order mark", []byte("\xff\xfe"), ErrEmpty},
		{"page without text", []byte("<html><body><p>&nbsp;</p><script>x</script></body></html>"), ErrEmpty},
		{"rules only", []byte("+---+---+\n|---|---|\n"), ErrEmpty},
		{"too large", make([]byte, MaxFile+1), ErrTooLarge},
		{"torn container", []byte(oleMagic + "W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00"), ErrDamaged},
		{"torn zip", zipOf(t, "word/document.xml", strings.Repeat("x", 99))[:80], ErrDamaged},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read("input", tt.data)
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if err != nil && !strings.HasPrefix(err.Error(), "read input: ") {
				t.Errorf("message does not begin with the act and its object: %v", err)
			}
		})
	}
}

// A .docx or workbook whose main part is there twice is shown otherwise by every
// program.
func TestTwoBodies(t *testing.T) {
	for _, parts := range [][]string{
		{"word/document.xml", "<a/>", "word/document.xml", "<b/>"},
		{"word/document.xml", "<a/>", "word/document2.xml", "<b/>"},
		{"xl/workbook.xml", "<a/>", "xl/workbook.xml", "<b/>"},
	} {
		if _, err := Read("input", zipOf(t, parts...)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%v: got %v, want ErrDamaged", parts, err)
		}
	}
}
