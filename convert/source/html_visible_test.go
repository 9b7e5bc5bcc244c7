package source

import (
	"fmt"
	"strings"
	"testing"
)

// showCells writes the cells of the rows: text, -struck out-, ^mark^.
func showCells(doc *Document) string {
	var b strings.Builder
	for i, l := range doc.Lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		for k, f := range l.Fields {
			if k > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strings.ReplaceAll(f.Text, "\n", "/"))
			if f.Struck != "" {
				fmt.Fprintf(&b, "-%s-", f.Struck)
			}
			if f.Mark != "" {
				fmt.Fprintf(&b, "^%s^", f.Mark)
			}
		}
	}
	return b.String()
}

// What a browser shows of the second cell.
func TestHTMLCells(t *testing.T) {
	for _, tt := range []struct{ name, style, cell, want string }{
		{"struck out", "", "<s>178</s>187", "187-178-"},
		{"struck out, old tag", "", "187<strike>178</strike>", "187-178-"},
		{"struck out by style", "", "<span style='TEXT-DECORATION: line-through'>178</span> 187", "187-178-"},
		{"struck out by class", ".old{text-decoration:line-through red}", "<b class='x old'>178</b>187", "187-178-"},
		{"struck out by a class in another", "td .old , p{text-decoration-line:line-through}", "<i class=old>178</i>187", "187-178-"},
		{"struck out by a class elsewhere", "th .old{text-decoration:line-through}", "<i class=old>178</i>187", "178187"},
		{"struck out by id", "#o{text-decoration:line-through}", "<i id=o>178</i>187", "187-178-"},
		{"struck out on a child only", "td>i{text-decoration:line-through}", "<b><i>1</i></b><i>2</i>", "1-2-"},
		{"struck out through blocks", "", "<s><p>1</p><p>2</p></s>3", "3-12-"},
		{"struck out and closed crosswise", "", "<b><s>1</b>2</s>3", "3-12-"},
		{"struck out, all", "", "<s>178</s>", "-178-"},
		{"deleted", "", "<del>178</del>187", "187"},
		{"hidden by class", ".m{display:none}", "<span class=m>9</span>187", "187"},
		{"hidden by a sheet behind", "", "<span class=late>9</span>187<style>.late{display:none}</style>", "187"},
		{"hidden by a sheet for print only", "", "<style media=print>.m{display:none}</style><span class=m>1</span>87", "187"},
		{"hidden on paper only", "@media print{.m{display:none}}", "<span class=m>1</span>87", "187"},
		{"hidden on screens", "@media screen { /* } */ .m{display:none} }", "<span class=m>1</span>87", "87"},
		{"hidden and shown again", ".m{display:none} .m.on{display:inline}", "<span class='m on'>1</span>87", "187"},
		{"shown by weight", "#a{display:inline}.m{display:none}", "<span class=m id=a>1</span>87", "187"},
		{"hidden above all", ".m{display:none!important}", "<span class=m style='display:inline'>1</span>87", "87"},
		{"visible inside", "", "<span style='visibility:hidden'>1<b style='visibility:visible'>8</b></span>7", "87"},
		{"size 0", "", "<span style='font-size:0'>1<b style='font-size:14px'>8</b><i style='font-size:2em'>9</i></span>7", "87"},
		{"size 0 in the shorthand", "", "<span style='font:0/0 a'>1</span>7", "7"},
		{"no opacity", ".o{opacity:0}", "<span class=o>1</span>7", "7"},
		{"some opacity", ".o{opacity:.8}", "<span class=o>1</span>7", "17"},
		{"off the page", "", "<span style='position:absolute;left:-9999px'>1</span><i style='text-indent:-9999px'>2</i>7", "7"},
		{"cut away", ".sr{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}", "<span class=sr>1</span>7", "7"},
		{"no height", "", "<div style='height:0;overflow:hidden'>1</div>7", "7"},
		{"white on white", "", "<font color=#FFFFFF>1</font>7", "7"},
		{"white by class", ".w{color:#fff}", "<i class=w>1</i>7", "7"},
		{"white on blue", ".w{color:white;background:#036}", "<i class=w>1</i>7", "17"},
		{"white on a picture", ".w{color:white;background:url(a.png)}", "<i class=w>1</i>7", "17"},
		{"red", ".w{color:rgb(255, 0, 0)}", "<i class=w>1</i>7", "17"},
		{"see-through", ".w{color:rgba(0,0,0,0)}", "<i class=w>1</i>7", "7"},
		{"hidden from readers aloud only", "", "<span aria-hidden=true>1</span>87", "187"},
		{"linked, in words", "", "187<a href=#n>（注1）</a>", "187^（注1）^"},
		{"another child", "td:nth-child(2) b:first-child{display:none}", "<b>1</b><b>2</b>", "2"},
		{"selectors that are not known", "b:hover,b::before,b+b,b[x=y],b:not(.a){display:none}", "<b>1</b><b>2</b>", "12"},
		{"raised", "", "187<sup>1</sup>", "187^1^"},
		{"raised in brackets", "", "187 <sup>[注1]</sup>", "187^[注1]^"},
		{"lowered", "", "187<sub>a</sub>", "187^a^"},
		{"raised by style", "", "187<span style='vertical-align:super;font-size:8px'>1</span>", "187^1^"},
		{"raised by class", ".n{position:relative;top:-0.5em}", "187<span class=n>1</span>", "187^1^"},
		{"raised by Word", "", "187<span style='position:relative;top:-3.0pt;mso-text-raise:3.0pt'>1</span>", "187^1^"},
		{"raised before", "", "<sup>①</sup>187", "187^①^"},
		{"raised behind a dash", "", "—<sup>1</sup>", "—^1^"},
		{"raised behind a word", "", "面积m<sup>2</sup>", "面积m2"},
		{"raised inside", "", "5<sup>2</sup>6", "5²6"},
		{"raised alone", "", "<sup>5</sup>", "5"},
		{"raised twice", "", "187<sup>1</sup><sup>2</sup>", "187^12^"},
		{"raised and a unit", "", "187件<sup>1</sup>", "187件^1^"},
		{"raised on a line of its own", "", "<p>187</p><p><sup>1</sup></p>", "187^1^"},
		{"linked", "", "187<a href='#fn1'>[1]</a>", "187^[1]^"},
		{"linked and raised", "", "187<a href='x.html#_ftn1'><sup>1</sup></a>", "187^1^"},
		{"a figure that is linked", "", "<a href='#list'>187</a>", "187"},
		{"linked elsewhere", "", "18<a href='list.html'>7</a>", "187"},
		{"aligned cells", "td{vertical-align:super}", "187", "187"},
		{"a field", "", "<input value=187>", "187"},
		{"a field that is off", "", "<input type=text value=' 187 ' disabled readonly>", "187"},
		{"a field that is hidden", "", "<input type=hidden value=9><input type=number value=187>", "187"},
		{"a button", "", "187<input type=submit value=9>", "187"},
		{"boxes", "", "<input type=checkbox checked>是<input type=checkbox>否", "√是否"},
		{"a text area", "", "<textarea>\n187</textarea>", "187"},
		{"a choice", "", "<select><option value=1>一<option selected>二<option>三</select>", "二"},
		{"a choice of none", "", "<select disabled><option>187<option>2</select>件", "187件"},
		{"a choice that is not ended", "", "<select><option>187", "187"},
		{"a choice with a label", "", "<select><option label=187>x</select>", "187"},
		{"a list", "", "<select multiple><option>1<option>2</select>", ""},
		{"breaks and paragraphs", "", "<p>1<br>8</p><p>7</p>", "1/8/7"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, "<html><style>"+tt.style+"</style><table><tr><td>a<td>"+tt.cell+"<td>z</table>")
			if got, want := showCells(doc), "a,"+tt.want+",z"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestHTMLLooks(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"struck and raised in prose", "<p>面积<s>4</s>5m<sup>2</sup>。", "面积5m²。"},
		{"a menu outside tables", "<p>一<select><option>大<option>中</select>", "一"},
		{"a page that scripts show", "<style>body{opacity:0}</style><body><p>一", "一"},
		{"a cell out of sight keeps its place", "<table><tr><td>a<td style='visibility:hidden'>1<td>2</table>", "a,,2"},
		{"a cell that is not there", "<style>.x{display:none}</style><table><tr><td>a<td class=x>1<td>2</table>", "a,2"},
		{"white heads on a row's colour", "<table><tr bgcolor=#336699><td><font color=white>a</font><td>b</table>", "a,b"},
		{"white in a white row on blue", "<table bgcolor=blue><tr style='background:#fff'><td style='color:white'>a<td>b</table>", ",b"},
		{"style in a comment", "<!--<style>p{display:none}</style>--><p>一", "一"},
		{"style hidden from old browsers", "<style><!-- .x{display:none} --></style><p class=x>二<p>一", "一"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := showCells(mustRead(t, "<html>"+tt.page)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
