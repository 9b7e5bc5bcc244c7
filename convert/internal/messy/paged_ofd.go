package messy

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// An OFDStyle is how a paper is set by hand on the pages of an OFD, as one program or another does.
type OFDStyle struct {
	Setting
	Plain  bool // no prefix, paths from the root
	Groups bool // steps of one size as "g 3 1.5"
	Alone  bool // an object for each character
	Scaled bool // texts of size 1, made larger by a matrix
	GBK    bool // its parts are in GBK
	Shared bool // the rulings of a page are those of its template
	Sheet  bool // the boundary of every object is the page
}

// SetOFD sets the paper by hand as an OFD.
func (p *Paper) SetOFD(style OFDStyle) {
	p.Data = style.file(style.set(p.m.paper))
	if style.Bare {
		p.LoseBlanks()
	}
}

// Marks are what stands on the pages of the paper, for programs that draw.
func (p *Paper) Marks(s Setting) [][]Mark { return s.set(p.m.paper) }

const toMillimetres = 25.4 / 72

// file writes the parts of the file.
func (st OFDStyle) file(pages [][]Mark) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	write := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(st.encode(text)))
		}
		if err != nil {
			panic(err)
		}
	}
	root := ""
	if st.Plain {
		root = "/Doc_0/"
	}
	var templates, list strings.Builder
	for i, marks := range pages {
		var texts, rules strings.Builder
		for _, m := range marks {
			if m.Text == "" {
				rules.WriteString(st.rule(m))
			} else {
				texts.WriteString(st.text(m))
			}
		}
		template, behind := "", "<ofd:Layer>"+rules.String()+"</ofd:Layer>"
		if st.Shared {
			fmt.Fprintf(&templates, `<ofd:TemplatePage ID="%d" BaseLoc="%sTpls/T%d.xml"/>`, 1000+i, root, i)
			template = fmt.Sprintf(`<ofd:Template TemplateID="%d" ZOrder="Background"/>`, 1000+i)
			write(fmt.Sprintf("Doc_0/Tpls/T%d.xml", i), "<ofd:Page><ofd:Content>"+behind+"</ofd:Content></ofd:Page>")
			behind = ""
		}
		fmt.Fprintf(&list, `<ofd:Page ID="%d" BaseLoc="%sPages/Page_%d/Content.xml"/>`, 100+i, root, i)
		write(fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i), "<ofd:Page>"+template+"<ofd:Content>"+behind+"<ofd:Layer>"+texts.String()+"</ofd:Layer></ofd:Content></ofd:Page>")
	}
	write("Doc_0/Document.xml", "<ofd:Document><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 "+
		fmt.Sprintf("%.3f %.3f", sheetWidth*toMillimetres, sheetHeight*toMillimetres)+"</ofd:PhysicalBox></ofd:PageArea>"+templates.String()+"</ofd:CommonData><ofd:Pages>"+list.String()+"</ofd:Pages></ofd:Document>")
	write("OFD.xml", `<ofd:OFD Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`)
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// encode writes a part in the charset and with the prefix of the style.
func (st OFDStyle) encode(text string) string {
	if st.Plain {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "<ofd:", "<"), "</ofd:", "</")
	} else {
		i := strings.IndexAny(text, "> ")
		text = text[:i] + ` xmlns:ofd="http://www.ofdspec.org/2016"` + text[i:]
	}
	if !st.GBK {
		return `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + text
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(`<?xml version="1.0" encoding="GBK"?>` + text)
	if err != nil {
		panic(err)
	}
	return gbk
}

// boundary is that of an object around a box of the page, and where its coordinates begin.
func (st OFDStyle) boundary(x0, y0, x1, y1 float64) (attr string, x, y float64) {
	if st.Sheet {
		x0, y0, x1, y1 = 0, 0, sheetWidth*toMillimetres, sheetHeight*toMillimetres
	}
	return fmt.Sprintf(`Boundary="%.3f %.3f %.3f %.3f"`, x0, y0, x1-x0, y1-y0), x0, y0
}

func (st OFDStyle) rule(m Mark) string {
	const k = toMillimetres
	x0, y0, x1, y1 := m.X0*k, (sheetHeight-m.Y1)*k, m.X1*k, (sheetHeight-m.Y0)*k
	attr, x, y := st.boundary(x0, y0, x1, y1)
	return fmt.Sprintf(`<ofd:PathObject %s LineWidth="0.18"><ofd:AbbreviatedData>M %.3f %.3f L %.3f %.3f</ofd:AbbreviatedData></ofd:PathObject>`, attr, x0-x, y0-y, x1-x, y1-y)
}

func (st OFDStyle) text(m Mark) string {
	if st.Alone {
		var b strings.Builder
		alone := st
		alone.Alone = false
		for _, r := range m.Text {
			if r != ' ' && r != '　' {
				b.WriteString(alone.text(Mark{Text: string(r), X0: m.X0, Y0: m.Y0}))
			}
			m.X0 += textWidth(string(r))
		}
		return b.String()
	}
	const k = toMillimetres
	size := typeSize * k
	attr, x, y := st.boundary(m.X0*k, (sheetHeight-m.Y0)*k-size, m.X0*k+textWidth(m.Text)*k, (sheetHeight-m.Y0)*k+0.3*size)
	x, y = m.X0*k-x, (sheetHeight-m.Y0)*k-y
	unit := 1.0
	if st.Scaled {
		attr += fmt.Sprintf(` CTM="%.4f 0 0 %.4f %.4f %.4f"`, size, size, x, y)
		x, y, unit, size = 0, 0, size, 1
	}
	var escaped strings.Builder
	if err := xml.EscapeText(&escaped, []byte(m.Text)); err != nil {
		panic(err)
	}
	return fmt.Sprintf(`<ofd:TextObject %s Font="3" Size="%.4f"><ofd:TextCode X="%.3f" Y="%.3f"%s>%s</ofd:TextCode></ofd:TextObject>`, attr, size, x, y, st.steps(m.Text, unit), escaped.String())
}

// steps are those between the characters of a text.
func (st OFDStyle) steps(text string, unit float64) string {
	var all []string
	for _, r := range text {
		all = append(all, fmt.Sprintf("%.4f", textWidth(string(r))*toMillimetres/unit))
	}
	if all = all[:max(0, len(all)-1)]; len(all) == 0 {
		return ""
	}
	if !st.Groups {
		return ` DeltaX="` + strings.Join(all, " ") + `"`
	}
	var list []string
	for i := 0; i < len(all); {
		n := i
		for n < len(all) && all[n] == all[i] {
			n++
		}
		list = append(list, fmt.Sprintf("g %d %s", n-i, all[i]))
		i = n
	}
	return ` DeltaX="` + strings.Join(list, " ") + `"`
}

// TypeSize is the size of the type of Marks, in millimetres.
const TypeSize = typeSize * toMillimetres
