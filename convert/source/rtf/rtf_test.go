package rtf_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/nianbao/nianbao/convert/internal/wordfile"
	"github.com/nianbao/nianbao/convert/source/rtf"
	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

func read(s string) string {
	d, err := rtf.Read([]byte(s))
	if err != nil {
		return err.Error()
	}
	return wordfile.Show(d)
}

// gbk writes Chinese as writers of the time did, \'hh by \'hh.
func gbk(s string) string {
	b, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	var out strings.Builder
	for i := range len(b) {
		out.WriteString(`\'` + string("0123456789abcdef"[b[i]>>4]) + string("0123456789abcdef"[b[i]&15]))
	}
	return out.String()
}

func TestText(t *testing.T) {
	for _, tt := range []struct{ name, rtf, want string }{
		{"Unicode", `{\rtf1\uc1 \u24180?\u25253? 2024\par \u-10176?\u-8860?\par}`, "年报 2024\n\U00020164"},
		{"Unicode in half a group", `{\rtf1{\u-10176?}x{\u-8860?}}`, "\ufffdx\ufffd"},
		{"several characters for one", `{\rtf1\ansicpg936\uc2 \u20844` + gbk("公") + `{\uc0\u24320}1}`, "公开1"},
		{"nothing stands for it", `{\rtf1 \u20844\u24320\par x}`, "公开\nx"},
		{"a word stands for it", `{\rtf1 \u8220\ldblquote x\u8221\rdblquote }`, "“x”"},
		{"a brace ends what stands for it", `{\rtf1\uc3 {\u20844}123}`, "公123"},
		{"GBK by the code page", `{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset0 Times;}}` + gbk("政府信息公开") + `12}`, "政府信息公开12"},
		{"GBK by the font", `{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fnil\fcharset134 SimSun;}}{\f1 ` + gbk("公开") + `}caf\'e9}`, "公开café"},
		{"GBK by the font for Chinese", `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 T;}{\f13\fcharset134 S;}}{\rtlch\fcs1\af0\ltrch\fcs0\loch\af0\hich\af0\dbch\af13 ` + gbk("公开") + `\hich\af0\dbch\af13\loch\f0 \'e9}}`, "公开é"},
		{"GBK by the font of the file", `{\rtf1\ansi\deff3{\fonttbl{\f3\fcharset134 S;}{\f0\fcharset0 T;}}` + gbk("公开") + `\f0\'e9\plain ` + gbk("公") + `}`, "公开é公"},
		{"UTF-8 by the code page", `{\rtf1\ansicpg65001 \'e5\'85\'ac}`, "公"},
		{"four bytes a character", `{\rtf1\ansicpg936 ` + gbk("𠅤") + `}`, "𠅤"},
		{"second byte as a letter", `{\rtf1\ansicpg936 \'81@\'8bC x}`, "丂婥 x"},
		{"second byte as a brace", `{\rtf1\ansicpg936 \'81\{}`, "亄"},
		{"bytes as they are", "{\\rtf1\\ansicpg936 \xb9\xab\xbf\xaa}", "公开"},
		{"UTF-8 as it is", `{\rtf1\ansicpg936 公开}`, "公开"},
		{"western text under a Chinese code page", `{\rtf1\ansicpg936{\fonttbl{\f0\fcharset0 T;}}\f0 caf\'e9 x}`, "café x"},
		{"Cyrillic font", `{\rtf1\ansicpg936{\fonttbl{\f0\fcharset204 T;}}\f0 \'c3\'ee\'e4}`, "Год"},
		{"symbols", `{\rtf1 a\~b\_c\-d\tab e\emdash\lquote x\rquote\{\}\\}`, "a\u00a0b-cd\te—‘x’{}\\"},
		{"lines", "{\\rtf1 a\\line b\\\nc\r\nd}", "a/b\ncd"},
		{"binary data", `{\rtf1 a{\pict\bin5 }}}}}x}b\bin3 {{{c}`, "abc"},
		{"not shown", `{\rtf1{\stylesheet{\s0 Normal;}}{\info{\title x}}{\header h\par}{\*\generator g;}{\*\unknown{u}}a{\v b}{\deleted c}{\pict 0102}d}`, "ad"},
		{"a space before a group's word", `{\rtf1{ \fonttbl { \f0 Times;} }a{ \* \x b}c}`, " a  c"},
		{"hidden is switched off", `{\rtf1 a\v b\v0 c\v d\plain e}`, "ace"},
		{"struck, raised", `{\rtf1 a{\strike b}{\striked1 c}{\strike0 d}{\super 1}{\sub 2}\super 3\nosupersub 4{\up6 5}{\dn2 6}{\fs2 7}}`, "a~bc~d^1^^2^^3^4^5^6"},
		{"white", `{\rtf1{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}a{\cf1 b}{\cf2 c}{\cf1\highlight2 d}{\cf9 e}\par\cbpat2 f\par}`, "a(b)cde\nf%"},
		{"fields", `{\rtf1 a{\field{\*\fldinst PAGE}{\fldrslt 3}}b}`, "a3b"},
		{"deleted paragraph mark", `{\rtf1 a{\deleted\par}b\par}`, "a>\nb"},
		{"notes", `{\rtf1 a{\super\chftn}{\footnote\pard\plain {\super\chftn} note}b\par{\footnote\ftnalt end}c\par{\*\footnote two}d\par}`, "a^1^b\nc\nd\n note\ntwo\nend"},
		{"text box", `{\rtf1 a{\shp{\*\shpinst\shpleft0{\sp{\sn x}{\sv 9}}{\shptxt \pard box\par two\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext box}}}}b\par}`, "a[box/two]b"},
		{"old text box", `{\rtf1 a{\*\do\dobxpage{\dptxbxtext\pard box\par}}b\par}`, "a[box]b"},
		{"printed numbers", `{\rtf1\ansicpg936{\listtext\pard\plain\f0 ` + gbk("一、") + `\tab}\ls1 a\par{\listtext 1.\tab}\ls2 b\par{\listtext\'b7\tab}\ls3 c\par{\pntext 2)\tab}\par}`, "一、a\n1. b\nc\n"},
		{"numbers of the lists", `{\rtf1{\*\listtable{\list\listid7{\listlevel\levelnfc0\levelstartat1{\leveltext\'02\'00.;}{\levelnumbers\'01;}}}}{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls4}}\pard\ls4\ilvl1 a\par\pard b}`, "#4.1 a\nb"},
		{"after the end", `{\rtf1 a}b}}`, "a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(tt.rtf); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestTables(t *testing.T) {
	for _, tt := range []struct{ name, rtf, want string }{
		{"plain", `{\rtf1 x\par\trowd\trleft-108\cellx1000\cellx2000\pard\intbl a\cell 1\cell\row\intbl b\cell\cell\row\pard y\par}`, "x\n| a¦1\n| b¦\ny"},
		{"spans", `{\rtf1\trowd\cellx2000\cellx3000\intbl a\cell 1\cell\row\trowd\cellx1005\cellx1990\cellx3000\intbl x\cell y\cell z\cell\row}`, "| a¦<¦1\n| x¦y¦z"},
		{"merged downwards and across", `{\rtf1\trowd\clvmgf\cellx500\clmgf\cellx1000\clmrg\cellx2000\intbl a\cell b\cell\cell\row\trowd\clvmrg\cellx500\cellx1000\cellx2000\intbl\cell c\cell d\cell\row}`, "| a¦b¦<\n| <¦c¦d"},
		{"cells of a row described behind them", `{\rtf1\intbl a\cell 1\cell\trowd\cellx1000\cellx2000\row}`, "| a¦1"},
		{"described in groups", `{\rtf1{\trowd\trgaph120\cellx1000\cellx2000\trkeep\intbl{{\pard\intbl a\par}\cell}{{\pard\intbl 1\par}\cell}}{\intbl\row}}`, "| a/¦1/"},
		{"table in a cell", `{\rtf1\trowd\cellx1000\cellx2000\pard\intbl\itap2 i\nestcell 1\nestcell{\*\nesttableprops\trowd\cellx400\cellx800\nestrow}{\nonesttables\par}\pard\intbl o\cell p\cell\row}`, "| | i¦1/o¦p"},
		{"numbers of Word's own", `{\rtf1\trowd\cellx1000\intbl{\listtext 1.\tab}a\cell\row}`, "| 1. a"},
		{"more cells than edges", `{\rtf1\trowd\cellx1000\intbl a\cell b\cell\row}`, "| a¦b"},
		{"no row at the end", `{\rtf1\trowd\cellx1000\intbl a\cell b\par}`, "| a¦b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(tt.rtf); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	var damaged wordgrid.DamagedError
	var limit wordgrid.LimitError
	for _, tt := range []struct {
		name, rtf string
		want      any
	}{
		{"cut", `{\rtf1 a\par`, &damaged},
		{"cut in a word", `{\rtf1 a\`, &damaged},
		{"deep groups", strings.Repeat("{", 100_000), &limit},
		{"deep tables", `{\rtf1\itap99 a\par}`, &limit},
		{"text boxes in text boxes", `{\rtf1` + strings.Repeat(`{\shptxt a`, 99), &limit},
		{"much text", `{\rtf1` + strings.Repeat("0123456789", 500_000) + `}`, &limit},
		{"many paragraphs", `{\rtf1` + strings.Repeat(`\par`, 200_000) + `}`, &limit},
		{"many cells", `{\rtf1` + strings.Repeat(`\cell`, 500_000) + `}`, &limit},
		{"many pieces", `{\rtf1` + strings.Repeat(`a\strike b\strike0`, 500_000) + `}`, &limit},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := rtf.Read([]byte(tt.rtf)); !errors.As(err, tt.want) {
				t.Errorf("got %v, want a %T", err, tt.want)
			}
		})
	}
}
