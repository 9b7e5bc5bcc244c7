package source

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/convert/internal/cost"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/internal/wordfile"
)

// saved saves a .docx by LibreOffice in other formats and returns the files.
func saved(t *testing.T, docx []byte, formats ...string) map[string][]byte {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice (LibreOffice) is not installed")
	}
	dir, files := t.TempDir(), map[string][]byte{}
	if err := os.WriteFile(filepath.Join(dir, "a.docx"), docx, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, format := range formats {
		ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", format, "--outdir", dir, filepath.Join(dir, "a.docx"))
		if log, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("soffice: %v\n%s", err, log)
		}
		if files[format], err = os.ReadFile(filepath.Join(dir, "a."+format)); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

const (
	tracked  = ` w:id="9" w:author="a" w:date="2024-01-01T00:00:00Z"`
	bordered = `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>`
)

// textRun makes a run with properties.
func textRun(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// paraOf makes a paragraph of runs.
func paraOf(runs ...string) string { return "<w:p>" + strings.Join(runs, "") + "</w:p>" }

// wideCell makes a cell of a bordered table.
func wideCell(inside string) string {
	return `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>` + inside + `</w:tc>`
}

// everything is a document with all that is told apart in runs, paragraphs and tables.
func everything() []byte {
	level := func(i, format, text string) string {
		return `<w:lvl w:ilvl="` + i + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + text + `"/><w:lvlJc w:val="left"/></w:lvl>`
	}
	fieldMark := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	deleted := `<w:del` + tracked + `><w:r><w:delText>9</w:delText></w:r></w:del>`
	body := item(1, 0, "总体") + item(1, 0, "主动") + item(1, 1, "甲") + item(1, 1, "乙") + item(2, 0, "丁") + item(3, 0, "点") +
		paraOf(textRun("", "普通"), textRun("<w:vanish/>", "藏"), textRun(`<w:color w:val="FFFFFF"/>`, "白"), textRun("", "尾")) +
		paraOf(textRun("", "留"), `<w:ins`+tracked+`>`+textRun("", "新")+`</w:ins>`, deleted, textRun("", "完")) +
		paraOf(textRun("", "脚注"), `<w:r><w:footnoteReference w:id="2"/></w:r>`, textRun("", "后")) +
		paraOf(textRun("", "第"), fieldMark("begin"), `<w:r><w:instrText> PAGE </w:instrText></w:r>`, fieldMark("separate"), textRun("", "1"), fieldMark("end"), textRun("", "页")) +
		paraOf(textRun("", "换"), `<w:r><w:br/></w:r>`, textRun("", "行"), `<w:r><w:tab/></w:r>`, textRun("", "格 𠅤“引”")) +
		bordered + "<w:tr>" + wideCell(para("a")+para("b")) + wideCell(paraOf(textRun("<w:strike/>", "1"), textRun("", "2"))) + "</w:tr><w:tr>" + wideCell(para("c")) + strings.Replace(wideCell(paraOf(textRun(`<w:color w:val="FFFFFF"/>`, "7"))), "</w:tcPr>", `<w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>`, 1) + "</w:tr></w:tbl>" +
		para("间") +
		bordered + "<w:tr>" + wideCell(para("外")+bordered+"<w:tr>"+wideCell(para("内"))+wideCell(para("3"))+"</w:tr><w:tr>"+wideCell(para("里"))+wideCell(para("4"))+"</w:tr></w:tbl><w:p/>") + wideCell(para("旁")) + "</w:tr></w:tbl>" +
		para("尾") +
		bordered + "<w:tr>" + wideCell(para("行")) + wideCell(para("1")) + `</w:tr><w:tr><w:trPr><w:del` + tracked + `/></w:trPr>` + wideCell(paraOf(deleted)) + wideCell(paraOf(deleted)) + "</w:tr><w:tr>" + wideCell(para("末")) + wideCell(para("3")) + "</w:tr></w:tbl>" +
		paraOf(textRun("", "框前"), `<w:r><w:pict><v:shape type="#_x0000_t202" style="position:absolute;width:200pt;height:50pt"><v:textbox><w:txbxContent>`+para("框一")+para("框二")+`</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`, textRun("", "框后"))
	return wordfile.Docx(body,
		"numbering", `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>`+level("0", "chineseCounting", "%1、")+level("1", "chineseCounting", "（%2）")+`</w:abstractNum><w:abstractNum w:abstractNumId="1">`+level("0", "decimal", "%1.")+`</w:abstractNum><w:abstractNum w:abstractNumId="2">`+level("0", "bullet", "•")+`</w:abstractNum>`+
			num(1, 0, "")+num(2, 1, "")+num(3, 2, ""),
		"footnotes", `<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p/></w:footnote><w:footnote w:id="2">`+paraOf(`<w:r><w:footnoteRef/></w:r>`, textRun("", "注文"))+`</w:footnote>`)
}

// TestSavedByLibreOffice: what is shown of a document in .docx is shown in .doc and .rtf.
func TestSavedByLibreOffice(t *testing.T) {
	long.Skip(t, "starts LibreOffice")
	want := `一、总体|二、主动|（一）甲|（二）乙|1. 丁|点|普通尾|留新完|脚注¹后|第1页|换|行¦格 𠅤“引”|a/b¦2|c¦7|间|外|内¦3|里¦4|旁|尾|行¦1|末¦3|框前框后|框一|框二|¹ 注文`
	files := saved(t, everything(), "doc", "rtf")
	for format, want := range map[string]string{
		"doc": want,
		"rtf": strings.Replace(want, "|框一|框二", "", 1), // LibreOffice writes no text box into .rtf
	} {
		t.Run(format, func(t *testing.T) {
			doc := mustRead(t, string(files[format]))
			if string(doc.Kind) != format {
				t.Errorf("read as %s", doc.Kind)
			}
			var got []string
			for _, l := range show(doc) {
				_, text, _ := strings.Cut(l, " ")
				got = append(got, text)
			}
			if got := strings.Join(got, "|"); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestMutants: a .doc with bytes that are wrong is read or is an error, whatever they are.
func TestMutants(t *testing.T) {
	long.Skip(t, "starts LibreOffice")
	const mutants = 3_500
	whole := saved(t, everything(), "doc")["doc"]
	seed := rand.Uint64()
	rnd := rand.New(rand.NewPCG(seed, 1))
	read := 0
	for i := range mutants {
		data := bytes.Clone(whole)
		for range 1 + rnd.IntN(12) {
			at := rnd.IntN(len(data))
			if rnd.IntN(2) == 0 { // the head of the text and of the container say the most
				at = []int{0, 512}[rnd.IntN(2)] + rnd.IntN(0x400)
			}
			switch rnd.IntN(4) {
			case 0:
				data[at] ^= 1 << rnd.IntN(8)
			case 1:
				data[at] = byte(rnd.Uint32())
			case 2:
				copy(data[at:], "\xff\xff\xff\x7f")
			default:
				copy(data[at:], data[rnd.IntN(len(data)):][:min(8, len(data)-at)])
			}
		}
		if rnd.IntN(8) == 0 {
			data = data[:rnd.IntN(len(data))]
		}
		work := cost.Work()
		if doc := checkLaws(t, data); doc != nil {
			read++
		}
		if took := work(); took > 1000 {
			t.Errorf("seed %d, mutant %d took %.0f yardsticks", seed, i, took)
		}
		if t.Failed() {
			t.Fatalf("seed %d, mutant %d", seed, i)
		}
	}
	t.Logf("seed %d: %d of %d mutants were read", seed, read, mutants)
}

func TestWordML(t *testing.T) {
	wrap := func(body string) string {
		return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="` + wordMLSpace + `" xmlns:wx="` + hintsSpace + `" xmlns:aml="` + changesSpace + `" xmlns:v="urn:v">` +
			`<w:fonts><w:font w:name="x"/></w:fonts><w:lists><w:listDef w:listDefId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/><w:lvlText w:val="%1、"/></w:lvl></w:listDef><w:list w:ilfo="1"><w:ilst w:val="3"/></w:list></w:lists>` +
			`<w:styles><w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>` +
			`<w:body><wx:sect>` + body + `<w:sectPr><w:hdr>` + para("眉") + `</w:hdr></w:sectPr></wx:sect></w:body></w:wordDocument>`
	}
	listed := func(more, text string) string {
		return `<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/>` + more + `</w:listPr></w:pPr>` + textRun("", text) + `</w:p>`
	}
	for _, tt := range []struct{ name, body, want string }{
		{"paragraphs", para("一、总体情况") + "<w:p/>" + para("公开"), "1. 一、总体情况\n3+. 公开"},
		{"lists", listed("", "甲") + listed("", "乙"), "1. 一、甲\n2+. 二、乙"},
		{"printed numbers", listed(`<wx:t wx:val="五、"/>`, "甲") + listed(`<wx:t wx:val="·"/>`, "乙"), "1. 五、甲\n2+. 乙"},
		{"hidden by a style", paraOf(textRun("", "甲"), textRun(`<w:rStyle w:val="H"/>`, "藏"), textRun(`<w:rStyle w:val="P"/>`, "乙")), "1. 甲乙"},
		{"changes", paraOf(textRun("", "甲"), `<aml:annotation w:type="Word.Deletion"><aml:content>`+textRun("", "删")+`</aml:content></aml:annotation><aml:annotation w:type="Word.Insertion"><aml:content>`+textRun("", "新")+`</aml:content></aml:annotation>`), "1. 甲新"},
		{"merged downwards", "<w:tbl><w:tr>" + tc(`<w:vmerge w:val="restart"/>`, "a") + tc("", "1") + "</w:tr><w:tr>" + tc(`<w:vmerge/>`, "") + tc(`<w:gridSpan w:val="1"/>`, "2") + "</w:tr></w:tbl>", "1+#1 a¦1\n4#1 <¦2"},
		{"notes", paraOf(textRun("", "甲"), `<w:r><w:footnote>`+para("注")+`</w:footnote></w:r>`, textRun("", "乙")) + para("丙"), "1. 甲¹乙\n3+. 丙\n3+. ¹ 注"},
		{"text box", paraOf(textRun("", "甲"), `<w:r><w:pict><v:textbox><w:txbxContent>`+para("框")+`</w:txbxContent></v:textbox></w:pict></w:r>`), "1. 甲\n2+. 框"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, wrap(tt.body))
			if doc.Kind != WordML {
				t.Errorf("read as %s", doc.Kind)
			}
			checkLines(t, doc, lines(tt.want)...)
		})
	}
	for name, data := range map[string]string{"cut": strings.TrimSuffix(wrap(para("x")), "</w:wordDocument>"), "entities": strings.Replace(wrap(para("x")), "<w:fonts>", "<!DOCTYPE x><w:fonts>", 1)} {
		t.Run(name, func(t *testing.T) {
			if _, err := Read("input", []byte(data)); !errors.Is(err, ErrDamaged) {
				t.Errorf("got %v, want %v", err, ErrDamaged)
			}
		})
	}
}

func TestMHTML(t *testing.T) {
	const page = "<html><body><p>公开</p></body></html>"
	mail := func(part string) string {
		return "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"; boundary=\"--=x\"\r\n\r\nnote\r\n----=x\r\n" + part + "\r\n----=x\r\nContent-Type: image/png\r\n\r\n\r\n----=x--\r\n"
	}
	for _, tt := range []struct{ name, data string }{
		{"as it is", mail("Content-Type: text/html; charset=utf-8\r\n\r\n" + page)},
		{"quoted", mail("Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"gb2312\"\r\n\r\n<html><body><p>=B9=AB=\r\n=BF=AA</p></body></html>")},
		{"base64", mail("Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGh0bWw+PGJvZHk+PHA+5YWs\r\n5byAPC9wPjwvYm9keT48L2h0bWw+")},
		{"in a part of a part", mail("Content-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\nContent-Type: text/plain\r\n\r\nx\r\n--y\r\nContent-Type: text/html\r\n\r\n" + page + "\r\n--y--\r\n")},
		{"no parts", "From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + page},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, tt.data)
			if doc.Kind != HTML {
				t.Errorf("read as %s", doc.Kind)
			}
			if len(doc.Lines) != 1 || doc.Lines[0].Text != "公开" {
				t.Errorf("got %v", show(doc))
			}
		})
	}
	if in, err := inspect([]byte("From: 县政府\n一、总体情况\n")); in.kind != Text || err != nil {
		t.Errorf("text that begins like a mail: got %q, %v", in.kind, err)
	}
}
