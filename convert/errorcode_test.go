package convert_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/wordfile"
	"github.com/nianbao/nianbao/convert/xlsx"
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/layouts"
)

// TestCode reads what cannot be read, and asks for the code of each refusal.
func TestCode(t *testing.T) {
	tests := []struct {
		name, data, code string
	}{
		{"nothing", "", "empty"},
		{"white space", " \r\n\u3000", "empty"},
		{"picture", "GIF89a", "unsupported-format"},
		{"torn Word 97", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00", "damaged"},
		{"Word 97 with a password", string(wordfile.Doc{Flags: 0x0100, Paras: []wordfile.Para{wordfile.P("x")}}.Bytes()), "unsupported-format"},
		{"Word 97 work plan", string(wordfile.Doc{Paras: []wordfile.Para{wordfile.P("某局2024年工作要点"), wordfile.P("一、加强学习")}}.Bytes()), "not-a-report"},
		{"torn rich text", `{\rtf1 x`, "damaged"},
		{"binary", strings.Repeat("\x01\x02\xff\xfe\x80", 50), "encoding"},
		{"too large", strings.Repeat("x", convert.MaxFile+1), "too-large"},
		{"torn zip", "PK\x03\x04torn", "damaged"},
		{"data without tables", `{"layout": "disclosure-2021"}`, "damaged"},
		{"data with an unknown table", `{"layout": "disclosure-2021", "tables": {"x": {}}}`, "damaged"},
		{"data on an unknown layout", `{"layout": "disclosure-1999", "tables": {}}`, "unsupported-layout"},
		{"work plan", "某局2024年工作要点\n一、加强学习\n学习文件。\n", "not-a-report"},
	}
	c := converter(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := c.Read("input", []byte(tt.data))
			if got := convert.Code(err); got != tt.code {
				t.Errorf("got %q, want %q: %v", got, tt.code, err)
			}
		})
	}
}

func TestCodeOfOtherErrors(t *testing.T) {
	_, invalid := layouts.Parse("bad.yaml", []byte("colour: red"))
	tests := []struct {
		err  error
		code string
	}{
		{nil, ""},
		{invalid, "layout-invalid"},
		{fmt.Errorf("a: %w", convert.ErrUnreadable), "unreadable-file"},
		{fmt.Errorf("a: %w", convert.ErrWrite), "write-failed"},
		{fmt.Errorf("a: %w", &xlsx.NotWorkbookError{}), "not-a-report"},
		{fmt.Errorf("a: %w", &xlsx.UnknownLayoutError{}), "unsupported-layout"},
		{errors.New("never heard of it"), "internal"},
	}
	for _, tt := range tests {
		if got := convert.Code(tt.err); got != tt.code {
			t.Errorf("%v: got %q, want %q", tt.err, got, tt.code)
		}
	}
}

// Only what can be no report at all is passed over in a folder.
func TestNoReport(t *testing.T) {
	c := converter(t)
	for data, want := range map[string]bool{"GIF89a": true, "%PDF-1.7": false, "": false, "{}": false} {
		if _, err := c.Read("input", []byte(data)); convert.NoReport(err) != want {
			t.Errorf("%q: got %v, want %v", data, !want, want)
		}
	}
}

// With a layout of one's own, data and workbooks on another are not its reports.
func TestOtherLayout(t *testing.T) {
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{layouts.Find("disclosure-2019")}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Read("input", []byte(`{"layout": "disclosure-2021", "tables": {}}`))
	if got := convert.Code(err); got != "unsupported-layout" {
		t.Errorf("got %q: %v", got, err)
	}
}

func TestParseFormats(t *testing.T) {
	for list, want := range map[string]string{"xlsx,pdf": "[xlsx pdf]", "json": "[json]", " PDF , json,pdf": "[pdf json]"} {
		if got, err := convert.ParseFormats(list); fmt.Sprint(got) != want || err != nil {
			t.Errorf("%q: got %v, %v, want %s", list, got, err, want)
		}
	}
	for _, list := range []string{"", "doc", "xlsx,", "xlsx pdf"} {
		if got, err := convert.ParseFormats(list); err == nil {
			t.Errorf("%q: got %v, want an error", list, got)
		}
	}
}

func TestNewRole(t *testing.T) {
	if _, err := convert.New(convert.Options{Fonts: map[string]*fonts.Face{"gothic": nil}}); err == nil {
		t.Error("a role that does not exist was taken")
	}
}
