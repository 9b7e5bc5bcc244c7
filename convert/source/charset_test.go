package source

import (
	"bytes"
	"errors"
	"math/rand"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const sample = "某局2024年政府信息公开工作年度报告\n一、总体情况\n公开信息121条，“双随机、一公开”。规章 | 0 | 0 | 5 |\n"

func encode(t *testing.T, enc encoding.Encoding, s string) []byte {
	t.Helper()
	data, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestCharset(t *testing.T) {
	rare := sample + "县名𠅤𫗧㙦䶮〇\n"
	for _, tt := range []struct {
		name    string
		data    []byte
		charset string
		text    string
	}{
		{"UTF-8", []byte(rare), "utf-8", rare},
		{"UTF-8 with BOM", []byte("\ufeff" + rare), "utf-8", rare},
		{"UTF-16LE with BOM", append([]byte("\xff\xfe"), encode(t, utf16le, rare)...), "utf-16le", rare},
		{"UTF-16BE with BOM", append([]byte("\xfe\xff"), encode(t, utf16be, rare)...), "utf-16be", rare},
		{"UTF-16LE without", encode(t, utf16le, sample), "utf-16le", sample},
		{"UTF-16BE without", encode(t, utf16be, sample), "utf-16be", sample},
		{"UTF-16LE, half a character at the end", append(encode(t, utf16le, sample), 'x'), "utf-16le", sample + "\ufffd"},
		{"GBK", encode(t, simplifiedchinese.GBK, sample), "gb18030", sample},
		{"GB 18030, four bytes", encode(t, simplifiedchinese.GB18030, rare), "gb18030", rare},
		{"GB 18030 with BOM", encode(t, simplifiedchinese.GB18030, "\ufeff"+rare), "gb18030", rare},
		{"GBK, a byte broken", append(encode(t, simplifiedchinese.GBK, sample), "\xff\n"...), "gb18030", sample + "\ufffd\n"},
		{"UTF-8, a character torn", []byte(sample + "\xe4\xb8\n" + sample), "utf-8", sample + "\ufffd\n" + sample},
		{"UTF-8, zero byte", []byte(sample + "\x00"), "utf-8", sample + "\ufffd"},
		{"ASCII, a byte broken", []byte("Bush hid the facts\xff\n"), "utf-8", "Bush hid the facts\ufffd\n"},
		{"ASCII, zero byte", []byte("Bush hid the facts\x00 and more\n"), "utf-8", "Bush hid the facts\ufffd and more\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, charset, err := decode(tt.data)
			if text != tt.text || charset != tt.charset || err != nil {
				t.Errorf("got %q in %q, %v\nwant %q in %q", text, charset, err, tt.text, tt.charset)
			}
		})
	}
}

func TestHopelessBytes(t *testing.T) {
	noise := make([]byte, 5000)
	rand.New(rand.NewSource(1)).Read(noise)
	for name, data := range map[string][]byte{
		"noise":          noise,
		"noise with BOM": append([]byte("\xff\xfe\x00\xd8"), bytes.Repeat([]byte("\x00\xd8"), 100)...),
		"zeros":          make([]byte, 100),
		"control bytes":  bytes.Repeat([]byte("\x01\x02\xff"), 100),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Read("input", data); !errors.Is(err, ErrEncoding) {
				t.Errorf("got %v, want %v", err, ErrEncoding)
			}
		})
	}
}

// What a page says of its charset is not asked: these say the wrong one.
func TestCharsetThatLies(t *testing.T) {
	page := func(charset string) string {
		return `<html><head><meta charset="` + charset + `"></head><body><p>政府信息公开</p></body></html>`
	}
	for name, data := range map[string][]byte{
		"says GBK, is UTF-8": []byte(page("gb2312")),
		"says UTF-8, is GBK": encode(t, simplifiedchinese.GBK, page("utf-8")),
	} {
		t.Run(name, func(t *testing.T) {
			doc := mustRead(t, string(data))
			checkLines(t, doc, "1+. 政府信息公开")
		})
	}
}

func TestBrokenBytesStayInSight(t *testing.T) {
	doc := mustRead(t, "公开信息\xe4\xb8121条\n"+strings.Repeat(sample, 3))
	if got, want := doc.Lines[0].Text, "公开信息\ufffd121条"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
