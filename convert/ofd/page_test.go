package ofd

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
)

// drawn is a page as a reader takes it apart.
type drawn struct {
	Box   string `xml:"Area>PhysicalBox"`
	Texts []struct {
		Boundary string  `xml:",attr"`
		CTM      string  `xml:",attr"`
		Font     int     `xml:",attr"`
		Size     float64 `xml:",attr"`
		Glyphs   string  `xml:"CGTransform>Glyphs"`
		Code     struct {
			X, Y   float64 `xml:",attr"`
			DeltaX string  `xml:",attr"`
			Text   string  `xml:",chardata"`
		} `xml:"TextCode"`
	} `xml:"Content>Layer>TextObject"`
	Paths []struct {
		Boundary  string  `xml:",attr"`
		LineWidth float64 `xml:",attr"`
		Fill      bool    `xml:",attr"`
		Color     struct {
			Value string `xml:",attr"`
		} `xml:"FillColor"`
		Data string `xml:"AbbreviatedData"`
	} `xml:"Content>Layer>PathObject"`
}

func pagesOf(t testing.TB, doc *typeset.Document) (pages []drawn) {
	t.Helper()
	_, parts := partsOf(t, write(t, doc, Meta{}))
	for i := range doc.Pages {
		var p drawn
		if err := xml.Unmarshal(parts[pagePart(i)], &p); err != nil {
			t.Fatalf("page %d: %v", i, err)
		}
		pages = append(pages, p)
	}
	return pages
}

func numbersOf(t testing.TB, text string) (all []float64) {
	t.Helper()
	for _, w := range strings.Fields(text) {
		v, err := strconv.ParseFloat(w, 64)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}

// stepsOf are the steps of a DeltaX, those that repeat one by one.
func stepsOf(t testing.TB, delta string) (all []float64) {
	t.Helper()
	words := strings.Fields(delta)
	for i := 0; i < len(words); i++ {
		times := 1
		if words[i] == "g" {
			times = int(numbersOf(t, words[i+1])[0])
			i += 2
		}
		for range times {
			all = append(all, numbersOf(t, words[i])[0])
		}
	}
	return all
}

// A glyphAt is a character and where it stands on the sheet, in mm.
type glyphAt struct {
	r    rune
	x, y float64
}

// planned are the characters of a page in the order of drawing.
func planned(page *typeset.Page) (all []glyphAt) {
	const mm = 25.4 / 72
	take := func(p *typeset.Page, place func(x, y float64) (float64, float64)) {
		for _, t := range p.Texts {
			for i, r := range t.Runes {
				if x, y := place((t.X+t.At[i])*mm, t.Y*mm); !dropped(r) && !unicode.IsSpace(r) {
					all = append(all, glyphAt{legal(r), x, y})
				}
			}
		}
	}
	upright := func(x, y float64) (float64, float64) { return x, y }
	if page.Turned != nil {
		take(page.Turned, upright)
		upright = func(x, y float64) (float64, float64) { return 297 - y, x }
	}
	take(page, upright)
	return all
}

// shown are the characters of a drawn page.
func (p *drawn) shown(t testing.TB) (all []glyphAt) {
	for _, o := range p.Texts {
		box, ctm, steps := numbersOf(t, o.Boundary), []float64{1, 0, 0, 1, 0, 0}, stepsOf(t, o.Code.DeltaX)
		if o.CTM != "" {
			ctm = numbersOf(t, o.CTM)
		}
		runes := []rune(o.Code.Text)
		if len(steps) != len(runes)-1 {
			t.Fatalf("%d steps for %q", len(steps), o.Code.Text)
		}
		x, y := o.Code.X, o.Code.Y
		for i, r := range runes {
			if i > 0 {
				x += steps[i-1]
			}
			sx, sy := ctm[0]*x+ctm[2]*y+ctm[4], ctm[1]*x+ctm[3]*y+ctm[5]
			if sx < 0 || sy < 0 || sx > box[2] || sy > box[3] {
				t.Errorf("%c of %q stands outside its Boundary", r, o.Code.Text)
			}
			if !unicode.IsSpace(r) {
				all = append(all, glyphAt{r, box[0] + sx, box[1] + sy})
			}
		}
	}
	return all
}

// TestPlaces: every character stands where it is planned, a hundredth of a millimetre and
// what is rounded off.
func TestPlaces(t *testing.T) {
	for name, r := range documents(t) {
		doc := plan(r)
		for i, page := range pagesOf(t, doc) {
			got, want := page.shown(t), planned(doc.Pages[i])
			if len(got) != len(want) {
				t.Errorf("%s, page %d: %d characters, want %d", name, i, len(got), len(want))
				continue
			}
			for k := range want {
				if got[k].r != want[k].r || math.Abs(got[k].x-want[k].x) > 0.012 || math.Abs(got[k].y-want[k].y) > 0.002 {
					t.Errorf("%s, page %d: %c at %.3f, %.3f, want %c at %.3f, %.3f", name, i, got[k].r, got[k].x, got[k].y, want[k].r, want[k].x, want[k].y)
				}
			}
			if lies := page.Box == "0 0 297 210"; lies != (doc.Pages[i].Turned != nil) {
				t.Errorf("%s, page %d: the box %q", name, i, page.Box)
			}
		}
	}
}

// TestGlyphs: the font of each text has its characters, by its cmap or by the glyph that is
// named; characters beyond U+FFFF, and marks as in Latin text, are named.
func TestGlyphs(t *testing.T) {
	for name, r := range documents(t) {
		doc := plan(r)
		f := newFaces(fonts.Builtin(), doc)
		named := 0
		for _, page := range pagesOf(t, doc) {
			for _, o := range page.Texts {
				file := f.fonts[o.Font-1].file
				if o.Glyphs != "" {
					named++
					if g := int(numbersOf(t, o.Glyphs)[0]); g < 1 || g > len(file.Runes) || len([]rune(o.Code.Text)) != 1 {
						t.Errorf("%s: glyph %d for %q", name, g, o.Code.Text)
					} else if wide, _ := fonts.Wide(file.Runes[g-1]); string(wide) != o.Code.Text {
						t.Errorf("%s: %q is drawn as %c", name, o.Code.Text, wide)
					}
					continue
				}
				for _, c := range o.Code.Text {
					if file.Glyph(c) == 0 || c > 0xFFFF {
						t.Errorf("%s: the font %s has no %c", name, file.Name, c)
					}
				}
			}
		}
		if (name == "rare" || name == "latin") && named == 0 {
			t.Errorf("%s names no glyphs", name)
		}
	}
}

// TestPaths: a path for each rule, and for each open cell a grey box with a hatching that
// stays in it.
func TestPaths(t *testing.T) {
	const mm = 25.4 / 72
	for name, r := range documents(t) {
		doc := plan(r)
		for i, page := range pagesOf(t, doc) {
			var shades []typeset.Box
			var rules []typeset.Rule
			for _, p := range []*typeset.Page{doc.Pages[i].Turned, doc.Pages[i]} {
				if p != nil {
					shades, rules = append(shades, p.Shades...), append(rules, p.Rules...)
				}
			}
			if name == "turned" && doc.Pages[i].Turned != nil && len(doc.Pages[i].Rules) > 0 {
				t.Fatal("there are rules upright on a page that lies: they are not looked at here")
			}
			if len(page.Paths) != len(rules)+2*len(shades) {
				t.Errorf("%s, page %d: %d paths for %d rules and %d open cells", name, i, len(page.Paths), len(rules), len(shades))
				continue
			}
			for k, s := range shades {
				grey, hatched, box := page.Paths[2*k], page.Paths[2*k+1], numbersOf(t, page.Paths[2*k].Boundary)
				if !grey.Fill || grey.Color.Value != "230 230 230" || math.Abs(box[0]-s.X*mm) > 0.001 || math.Abs(box[2]-s.W*mm) > 0.002 {
					t.Errorf("%s: the open cell %+v is drawn as %+v", name, s, grey)
				}
				lines := 0
				for line := range strings.SplitSeq(strings.TrimPrefix(hatched.Data, "M "), " M ") {
					p := numbersOf(t, strings.Replace(line, "L ", "", 1))
					if lines++; p[0] < 0 || p[3] < 0 || p[2] > box[2] || p[1] > box[3] || math.Abs(p[2]-p[0]-(p[1]-p[3])) > 0.001 {
						t.Errorf("%s: the line %q in a box of %.3f by %.3f", name, line, box[2], box[3])
					}
				}
				if want := int(math.Ceil((s.W+s.H)/5 - 0.5)); lines != want {
					t.Errorf("%s: %d lines, want %d", name, lines, want)
				}
			}
			for k, r := range rules {
				path := page.Paths[2*len(shades)+k]
				box, p := numbersOf(t, path.Boundary), numbersOf(t, strings.Replace(strings.TrimPrefix(path.Data, "M "), "L ", "", 1))
				half := r.Width / 2
				level, upright := r.X2 > r.X1, r.Y2 > r.Y1
				want := []float64{r.X1, r.Y1, r.X2, r.Y2}
				if level {
					want[0], want[2] = want[0]-half, want[2]+half
				} else if upright {
					want[1], want[3] = want[1]-half, want[3]+half
				}
				for n, v := range want {
					if got := box[n%2] + p[n]; math.Abs(got-v*mm) > 0.002 {
						t.Errorf("%s: the rule %+v is drawn as %s in %s", name, r, path.Data, path.Boundary)
					}
				}
			}
		}
	}
}

// TestSteps writes steps and reads them again.
func TestSteps(t *testing.T) {
	for _, tt := range []struct {
		steps []int
		want  string
	}{
		{[]int{5556}, "5.556"},
		{[]int{5556, 5556}, "5.556 5.556"},
		{[]int{5000, 5000, 5000}, "g 3 5"},
		{[]int{100, 2780, 2780, 2780, 2780, 0, -50}, "0.1 g 4 2.78 0 -0.05"},
		{nil, ""},
	} {
		got := string(appendSteps(nil, tt.steps))
		if got != tt.want {
			t.Errorf("%v: %q, want %q", tt.steps, got, tt.want)
		}
		for i, v := range stepsOf(t, got) {
			if math.Round(v*1000) != float64(tt.steps[i]) {
				t.Errorf("%v: read back as %v", tt.steps, v)
			}
		}
	}
}

// FuzzText sets any text: the parts are XML, and the pages show the characters planned.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"2024年，<公开>&“信息”", "\x00\x01\t \u2000\u2028\ufeff\uffff", "𠮷\U000e0100\U0010ffff", "“don't…” 123", strings.Repeat("龘", 300)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1000 {
			return
		}
		doc := plan(reportOf(append(report.Prose(text), report.Paragraph{Table: [][]report.TextCell{{{Text: text}, {Text: "值"}}}})...))
		for i, page := range pagesOf(t, doc) {
			got, want := page.shown(t), planned(doc.Pages[i])
			if fmt.Sprintf("%c", runesOf(got)) != fmt.Sprintf("%c", runesOf(want)) {
				t.Errorf("%q: page %d shows %c, want %c", text, i, runesOf(got), runesOf(want))
			}
		}
	})
}

func runesOf(all []glyphAt) (runes []rune) {
	for _, g := range all {
		runes = append(runes, g.r)
	}
	return runes
}
