package words

// fonts is what is said of fonts that cannot be used.
var fonts = map[string][2]string{
	"font":           {"字体 %s：%s", "font %s: %s"},
	"font.none":      {"不是 TrueType 字体或字体集", "not a TrueType font or collection"},
	"font.cff":       {"字体是 CFF 轮廓，只能用 TrueType 轮廓的字体", "the font has CFF outlines, only TrueType outlines can be used"},
	"font.forbidden": {"字体的许可位（OS/2 fsType）不允许嵌入它的一部分", "the font's licence bits (OS/2 fsType) forbid embedding a part of it"},
	"font.cmap":      {"字体没有 Unicode 字符表（cmap 格式 4 或 12）", "the font has no Unicode character map (cmap format 4 or 12)"},
	"font.damaged":   {"字体已损坏", "the font is damaged"},
	"font.directory": {"%s：表目录不完整", "%s: its table directory is cut off"},
	"font.outside":   {"%s：表 %q 在文件之外", "%s: its table %q lies outside the file"},
	"font.faces":     {"%s：字体集有 #0 到 #%d，没有 #%d", "%s: the collection has faces #0 to #%d, not #%d"},
	"font.face":      {"%s：#%d 在文件之外", "%s: face #%d lies outside the file"},
	"font.single":    {"%s：文件只有一个字体，没有 #%d", "%s: the file is one font, it has no face #%d"},
	"font.short":     {"%s：缺少表 %q，或它太短", "%s: its table %q is missing or too short"},
	"font.em":        {"%s：每 em %d 单位", "%s: %d units per em"},
	"font.counts":    {"%s：字形的个数前后矛盾", "%s: its glyph counts contradict each other"},
	"font.bits":      {"%s（%#x）", "%s (%#x)"},
	"font.order":     {"%s：字符表的次序不对", "%s: its character map is out of order"},
	"font.big":       {"%s：%d 字节，没有这么大的字体", "%s: %d bytes are more than any font has"},
	"font.glyph":     {"%s：字形 %d 在表之外", "%s: glyph %d lies outside its table"},
	"font.glyph-cut": {"%s：字形 %d 不完整", "%s: glyph %d is cut off"},
	"font.part":      {"%s：字形 %d 用到字形 %d", "%s: glyph %d is made of glyph %d"},
	"font.deep":      {"%s：字形 %d 不完整，或嵌套太深", "%s: glyph %d is cut off or too deep"},
}
