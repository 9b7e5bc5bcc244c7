package messy

import (
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/layouts"
)

// A noise changes what a paper's cells say without changing what they mean.
type noise struct {
	name   string
	apply  func(*paper)
	values bool // it changes how values are written: not for shapes that run digits together
}

// noises are the plain ones and a mixture of them.
var noises = append(plainNoises[:len(plainNoises):len(plainNoises)], noise{"mixed", (*paper).mixed, false})

var plainNoises = []noise{
	{"clean", func(*paper) {}, false},
	{"width", (*paper).widths, false},
	{"spaces", (*paper).spaces, false},
	{"ordinals", (*paper).ordinals, false},
	{"traditional", (*paper).traditional, false},
	{"variants", (*paper).variants, false},
	{"notes", (*paper).notes, false},
	{"groupless", (*paper).groupless, false},
	{"unlabelled", (*paper).unlabelled, false},
	{"onehead", (*paper).oneHead, false},
	{"untitled", (*paper).untitled, false},
	{"headings", (*paper).headingVariants, false},
	{"headless", (*paper).headingless, false},
	{"bare", func(p *paper) { p.prose = false }, false},
	{"fullwidth", (*paper).fullWidth, true},
	{"thousands", (*paper).thousands, true},
	{"units", (*paper).units, true},
	{"marks", (*paper).marks, true},
	{"signs", (*paper).signs, true},
	{"unitless", (*paper).unitless, false},
	{"numberless", (*paper).numberless, false},
	{"among", (*paper).among, false},
}

func (p *paper) mixed() {
	for _, n := range plainNoises[1:] {
		if !n.values && n.name != "bare" && n.name != "headless" && p.rnd.IntN(3) == 0 {
			n.apply(p)
		}
	}
}

func (p *paper) pick(list ...string) string { return list[p.rnd.IntN(len(list))] }

func (p *paper) eachLabel(do func(*box)) {
	p.each(func(b *box) {
		if b.kind != layouts.DataCell && b.text != "" {
			do(b)
		}
	})
}

var narrow = strings.NewReplacer("（", "(", "）", ")", "：", ":", "，", ",", "“", "\"", "”", "\"")

// widths writes brackets, colons, quotes and ordinal points in the other width.
func (p *paper) widths() {
	all := p.rnd.IntN(2) == 0
	p.eachLabel(func(b *box) {
		if all || p.rnd.IntN(2) == 0 {
			b.text = narrow.Replace(b.text)
		} else if ordinal, rest := layouts.CutOrdinal(b.text); strings.HasSuffix(ordinal, ".") {
			b.text = strings.TrimSuffix(ordinal, ".") + "．" + rest
		}
	})
	for id, h := range p.headings {
		p.headings[id] = narrow.Replace(h)
	}
}

// spaces puts one here and there in a label.
func (p *paper) spaces() {
	p.eachLabel(func(b *box) {
		var s strings.Builder
		for i, r := range []rune(b.text) {
			if i > 0 && p.rnd.IntN(6) == 0 {
				s.WriteString(p.pick(" ", " ", "\u3000", "\u00a0", "\u200b"))
			}
			s.WriteRune(r)
		}
		b.text = s.String()
	})
}

var circled = []rune("①②③④⑤⑥⑦⑧⑨")

// ordinals writes the numbers of labels in other styles.
func (p *paper) ordinals() {
	style := p.rnd.IntN(6)
	p.eachLabel(func(b *box) {
		ordinal, rest := layouts.CutOrdinal(b.text)
		digit := strings.Trim(ordinal, "（）.、 ")
		n := strings.IndexAny("123456789", digit)
		switch {
		case ordinal == "" || digit == "":
		case strings.HasPrefix(ordinal, "（"):
			b.text = []string{"(" + digit + ")", "（" + digit + "） ", "( " + digit + " )", "（" + digit + "）、", "(" + digit + ") ", "（ " + digit + "）"}[style] + rest
		case strings.HasSuffix(ordinal, "、"):
			b.text = []string{digit + " 、", digit + "、 ", digit + "．", digit + "，", digit + "、", "（" + digit + "）"}[style] + rest
		case n >= 0 && len(digit) == 1:
			b.text = []string{digit + "、", digit + "．", digit + ". ", string(rune('０'+n+1)) + "．", "（" + digit + "）", string(circled[n])}[style] + rest
		}
	})
}

var traditional = strings.NewReplacer("结", "結", "转", "轉", "请", "請", "数", "數", "处", "處", "办", "辦", "总", "總", "计", "計", "关", "關", "为", "為", "机", "機",
	"构", "構", "业", "業", "务", "務", "组", "組", "织", "織", "类", "類", "过", "過", "举", "舉", "报", "報", "执", "執", "现", "現", "规", "規", "缴", "繳", "费", "費",
	"属", "屬", "确", "確", "认", "認", "继", "繼", "续", "續", "国", "國", "开", "開", "议", "議", "诉", "訴", "讼", "訟", "审", "審", "维", "維", "纠", "糾", "废", "廢",
	"发", "發", "强", "強", "罚", "罰", "许", "許", "内", "內", "信访", "信訪", "复", "復", "联", "聯", "单", "單", "项", "項", "达", "達", "误", "誤", "权", "權", "经", "經", "条", "條", "减", "減")

func (p *paper) traditional() {
	p.eachLabel(func(b *box) { b.text = traditional.Replace(b.text) })
	for id, h := range p.headings {
		p.headings[id] = traditional.Replace(h)
	}
}

// variants words labels and headings as other offices do.
func (p *paper) variants() {
	p.eachLabel(func(b *box) {
		if len(b.variants) > 0 && p.rnd.IntN(2) == 0 {
			v := p.pick(b.variants...)
			if ordinal, _ := layouts.CutOrdinal(v); ordinal == "" {
				ordinal, _ = layouts.CutOrdinal(b.text)
				v = ordinal + v
			}
			b.text = v
		}
	})
}

// notes puts remarks in brackets behind labels.
func (p *paper) notes() {
	p.eachLabel(func(b *box) {
		if b.kind == layouts.LabelCell && p.rnd.IntN(3) == 0 {
			b.text += p.pick("（本机关无此项）", "（含2项跨年办理）", "(注：见说明)", "（单位：件）", "（1件为上年转来）")
		}
	})
}

// groupless drops the labels that stand left of several rows.
func (p *paper) groupless() {
	all := p.rnd.IntN(2) == 0
	p.each(func(b *box) {
		if (b.kind == layouts.GroupCell || b.kind == layouts.CaptionCell) && (all || p.rnd.IntN(2) == 0) {
			b.text = ""
		}
	})
}

// unlabelled drops one row's label in each table; its place must name it.
func (p *paper) unlabelled() {
	if p.fragile {
		return
	}
	for _, s := range p.sheets {
		var rows []*box
		for i, line := range s.lines {
			for _, b := range line {
				if b.kind == layouts.LabelCell && (len(values(line)) > 1 || s.listed()) && i > 0 && !s.heads[i-1] {
					rows = append(rows, b)
				}
			}
		}
		if len(rows) > 0 {
			rows[p.rnd.IntN(len(rows))].text = ""
		}
	}
}

// oneHead prints a head of several lines as one line of column names.
func (p *paper) oneHead() {
	for _, s := range p.sheets {
		for at := len(s.lines) - 1; at > 1; at-- {
			if s.heads[at] && s.heads[at-1] && s.heads[at-2] {
				s.mergeHead(at)
			}
		}
	}
}

// mergeHead makes one line of the three heads that end at the line.
func (s *sheet) mergeHead(at int) {
	var line []*box
	first := s.lines[at-2][0]
	data := values(s.lines[at+1])
	if first.rows == 3 {
		line = append(line, &box{kind: layouts.HeadCell, text: first.text, rows: 1, cols: first.cols})
	}
	for _, v := range data {
		line = append(line, &box{kind: layouts.HeadCell, text: v.column.Label, column: v.column, variants: v.column.Variants, col: v.col, rows: 1, cols: v.cols})
	}
	s.lines = append(append(append([][]*box(nil), s.lines[:at-2]...), line), s.lines[at+1:]...)
	s.heads = append(append(append([]bool(nil), s.heads[:at-2]...), true), s.heads[at+1:]...)
}

// untitled drops the title rows of blocks.
func (p *paper) untitled() {
	for _, s := range p.sheets {
		for at := len(s.lines) - 1; at >= 0; at-- {
			if s.lines[at][0].kind == layouts.TitleCell {
				s.drop(at)
			}
		}
	}
}

func (p *paper) headingVariants() {
	for _, s := range p.layout.Sections {
		ordinal, _ := layouts.CutOrdinal(s.Heading)
		if len(s.Variants) > 0 {
			p.headings[s.ID] = p.pick(ordinal, ordinal, strings.TrimSuffix(ordinal, "、")+" 、", ordinal+" ") + p.pick(s.Variants...)
		}
	}
}

// headingless drops the headings of some tables.
func (p *paper) headingless() {
	for _, s := range p.layout.Sections {
		if s.Table != "" && p.rnd.IntN(2) == 0 {
			p.headings[s.ID] = ""
		}
	}
}

func (p *paper) eachValue(do func(*box)) {
	p.each(func(b *box) {
		if b.kind == layouts.DataCell && b.text != "" {
			do(b)
		}
	})
}

func (p *paper) fullWidth() {
	p.eachValue(func(b *box) { b.text = fullWidth.Replace(b.text) })
}

var fullWidth = strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９", ".", "．", "-", "－")

// thousands parts the digits of large numbers in threes.
func (p *paper) thousands() {
	p.eachValue(func(b *box) {
		whole, fraction, point := strings.Cut(b.text, ".")
		sign := strings.HasPrefix(whole, "-")
		whole = strings.TrimPrefix(whole, "-")
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
		if sign {
			whole = "-" + whole
		}
		if b.text = whole; point {
			b.text += "." + fraction
		}
	})
}

// units writes them behind some numbers.
func (p *paper) units() {
	p.eachValue(func(b *box) {
		switch unit := b.line.UnitOf(b.column); {
		case p.rnd.IntN(3) > 0 || b.id == "":
		case unit != "":
			b.text += unit
		case b.line.KindOf(b.column) != layouts.Amount:
			b.text += p.pick("件", "项", "件 ", " 件")
		}
	})
}

// marks writes something for a blank.
func (p *paper) marks() {
	mark := p.pick("-", "—", "/", "无", "——", "／", "不适用")
	p.each(func(b *box) {
		if b.kind == layouts.DataCell && b.text == "" {
			b.text = mark
		}
	})
}

// signs writes the signs of changes as other keyboards do.
func (p *paper) signs() {
	p.eachValue(func(b *box) {
		switch {
		case b.id == "" || b.line.KindOf(b.column) != layouts.Signed || utf8.RuneCountInString(b.text) == 0:
		case strings.HasPrefix(b.text, "-"):
			b.text = p.pick("-", "−", "－", "–", "—", "- ") + b.text[1:]
		case b.text != "0":
			b.text = p.pick("+", "＋", "+ ", "") + b.text
		}
	})
}
