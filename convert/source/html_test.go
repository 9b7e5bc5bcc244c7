package source

import "testing"

func TestHTML(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"paragraphs", "<p>一</p>\n<p>二<p>三", "1+. 一\n2+. 二\n2+. 三"},
		{"breaks", "<p>一<br>二<br/><br>三</p>四", "1+ 一\n1 二\n1+ 三\n1+. 四"},
		{"break before the end", "<p>一<br></p><p>二", "1+. 一\n1+. 二"},
		{"breaks around a paragraph", "<p><br>一<br></p><p>二<br>三<br></p>", "1+. 一\n1+ 二\n1 三"},
		{"inline elements join", "<p>政<b>府</b><span>信<font>息</font></span><a href=x>公开</a></p>", "1+. 政府信息公开"},
		{"white space", "<p>  a \n\t b  </p>", "1+. a b"},
		{"line broken between Chinese characters", "<p>政府\n信息 公开\n2024</p>", "1+. 政府信息 公开 2024"},
		{"entities", "<p>&lt;一&gt;&nbsp;&amp;&#19968;&ldquo;</p>", "1+. <一>\u00a0&一“"},
		{"preformatted", "<pre>a  b\nc</pre>", "1+ a¦b\n2 c"},
		{"not on the page", "<head><title>t</title><style>p{}</style></head><script>x</script><!-- y --><p>一<noscript>z</noscript><select><option>大<option>中</select></p>", "1+. 一"},
		{"hidden", "<p style='DISPLAY: none'>x<b>y</b><p>一<span hidden>z</span><i style='mso-hide:all'>w</i></p>", "1+. 一"},
		{"hidden, closed by the next", "<ul><li hidden>x<li>一</ul><dl><dt hidden>y<dd>二</dl><table><tr><td hidden>z<td>a<td>b<tr hidden><td>c<td>d<tr><td>1<td>2</table>", "1+. 一\n1+. 二\n1+#1 a¦b\n1#1 1¦2"},
		{"hidden, closed by itself", "<span hidden/>一<script/>x</script>二", "1+. 一二"},
		{"hidden, never closed", "<div><p style='display:none'>x</div><div><span hidden>z</div>一", "1+. 一"},
		{"Word", "<p class=MsoNormal><!--[if gte mso 9]><xml>x</xml><![endif]--><![if !supportLists]><span>一、</span><![endif]><span lang=EN-US>2024</span>年<o:p>&nbsp;</o:p></p>", "1+. 一、2024年"},
		{"tracked and spoken", "<p>政<del>务</del>府<ruby>信<rp>(</rp><rt>xìn</rt><rp>)</rp></ruby></p>", "1+. 政府信"},
		{"links as columns", "<p>首页&nbsp;&nbsp;政务公开</p>", "1+. 首页¦政务公开"},
		{"lines of the source", "<html>\n<!--\n-->\n<p\nclass=x>\n\n一\n二</p><p>三</p>\n\n四", "7+. 一二\n8+. 三\n10+. 四"},
		{"lines ended by CR", "<p>一</p>\r\n<p>二</p>\r<p>三", "1+. 一\n2+. 二\n3+. 三"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, "<html>"+tt.page)
			if doc.Kind != HTML {
				t.Errorf("got %s, want HTML", doc.Kind)
			}
			checkLines(t, doc, lines(tt.want)...)
		})
	}
}

func TestHTMLTables(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"rows", "<table><tr><th>规章<th>数<tr><td>a<td>&nbsp;</table>", "1+#1 规章¦数\n1#1 a¦"},
		{"spans", "<table><tr><td rowspan=3 colspan=2>注<td colspan=2>申请人</tr>\n<tr><td>甲<td>乙</tr><tr><td>1<td>2</tr></table>",
			"1+#1 注¦<¦申请人¦<\n2#1 <¦<¦甲¦乙\n2#1 <¦<¦1¦2"},
		{"rowspan past the end", "<table><tr><td rowspan=99>a<td>1<tr><td>2</table>", "1+#1 a¦1\n1#1 <¦2"},
		{"colspan of the whole row", "<table><tr><td colspan=1000000>a<tr><td>1<td>2<td>3</table>", "1+#1 a¦<¦<\n1#1 1¦2¦3"},
		{"colspan that is none", "<table><tr><td colspan=0>a<td colspan=x>b<td rowspan=-1>c</table>", "1+#1 a¦b¦c"},
		{"short row", "<table><tr><td>a<td>1<td>2<tr><td>b<td>3</table>", "1+#1 a¦1¦2\n1#1 b¦3¦<"},
		{"lines in a cell", "<table><tr><td><p>法律服</p><p>务机构</p><td>社会<br>公益</table>", "1+#1 法律服/务机构¦社会/公益"},
		{"empty row", "<table><tr><td>a<td>1<tr><td><td><tr><td>b<td>2</table>", "1+#1 a¦1\n1#1 b¦2"},
		{"between paragraphs", "<p>前</p><table><caption>表</caption><tr><td>a<td>1</table>后", "1+. 前\n1+. 表\n1+#1 a¦1\n1+. 后"},
		{"heads, foot, groups", "<table><thead><tr><td>a<td>b</thead><tbody><tr><td>1<td>2</tbody></table>", "1+#1 a¦b\n1#1 1¦2"},
		{"never closed", "<table><tr><td>a<td>1", "1+#1 a¦1"},
		{"lost its table", "<div><tr><td>a</td><td>1</td></tr>", "1+#1 a¦1"},
		{"one column", "<table><tr><td>一、总体情况<tr><td><p>甲</p><p>乙</p></table>", "1+. 一、总体情况\n1+. 甲\n1+. 乙"},
		{"sentence across a row", "<table><tr><td>a<td>1<tr><td colspan=2>注：含上年数。<tr><td>b<td>2</table>", "1+#1 a¦1\n1+. 注：含上年数。\n1+#2 b¦2"},
		{"layout", "<table><tr><td>首页<br>公开<td><p>一、</p><table><tr><td>a<td>1</table><p>二、</p><table><tr><td>b<td>2</table></table>尾",
			"1+ 首页\n1 公开\n1+. 一、\n1+#1 a¦1\n1+. 二、\n1+#2 b¦2\n1+. 尾"},
		{"layout around rows", "<table><tr><td>索引号<td>1/2<tr><td colspan=2><table><tr><td>a<td>1</table><tr><td>来源<td>某局</table>",
			"1+#1 索引号¦1/2\n1+#2 a¦1\n1+#3 来源¦某局"},
		{"nested cell alone", "<table><tr><td>a<td><table><tr><td>5</table><td>6</table>", "1+#1 a¦5¦6"},
		{"field lines", "<table>\n<tr>\n<td>a\n<td>\n\n1\n</table>", "3+#1 a¦1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			checkLines(t, mustRead(t, "<html>"+tt.page), lines(tt.want)...)
		})
	}
}

func TestHTMLProseInTables(t *testing.T) {
	essay := ""
	for range 30 {
		essay += "<p>坚持以公开为常态。</p>"
	}
	doc := mustRead(t, "<html><table><tr><td>导航<td>"+essay+"</table>")
	if len(doc.Lines) != 31 || doc.Lines[30].Grid != 0 || !doc.Lines[30].Block {
		t.Errorf("got %d lines, want the 31 paragraphs: %v", len(doc.Lines), show(doc))
	}
}

func TestHTMLFields(t *testing.T) {
	doc := mustRead(t, "<html><table>\n<tr>\n<td>a\n<td>\n\n1\n<td>\n</table>")
	for i, want := range []Field{{Text: "a", Line: 3, Cols: 1, Rows: 1}, {Text: "1", Line: 6, Col: 1, Cols: 1, Rows: 1}, {Line: 7, Col: 2, Cols: 1, Rows: 1}} {
		if got := doc.Lines[0].Fields[i]; got != want {
			t.Errorf("field %d: got %+v, want %+v", i, got, want)
		}
	}
	if got, want := doc.Lines[0].Text, "a\t1"; got != want {
		t.Errorf("text: got %q, want %q", got, want)
	}
}

func TestTitle(t *testing.T) {
	for _, tt := range []struct{ page, want string }{
		{"<title>\n 某局2024年\n年报_某市</title><p>x", "某局2024年 年报_某市"},
		{"<title>某市</title><meta name=ArticleTitle content=' 某局2024年年报 '><p>x", "某局2024年年报"},
		{"<p>x<svg><title>图</title></svg>", ""},
	} {
		if doc := mustRead(t, "<html>"+tt.page); doc.Title != tt.want || len(doc.Lines) != 1 {
			t.Errorf("%s: got %q and %v, want %q", tt.page, doc.Title, show(doc), tt.want)
		}
	}
}
