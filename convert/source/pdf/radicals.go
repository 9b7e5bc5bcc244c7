package pdf

// radicals are the characters that the radicals of CJK Radicals Supplement look
// like and that stand by themselves (Unicode's EquivalentUnifiedIdeograph). Those
// of Kangxi are folded by their compatibility forms.
var radicals = func() map[rune]rune {
	const pairs = "⺁厂⺄乙⺆冂⺈刀⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺛旡⺜日⺝月⺞歺⺟母⺠民⺧牛⺩王⺫目⺬示⺶羊⺻聿⺼肉⺽臼⻁虎⻄西⻅见⻆角⻉贝⻋车" +
		"⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟" +
		"⺅亻⺉刂⺖忄⺘扌⺙攵⺡氵⺣灬⺨犭⺭礻⺮竹⺰纟⺲罒⺾艹⻂衤⻈讠⻌辶⻏阝⻐钅⻖阝⻠饣"
	m := map[rune]rune{}
	runes := []rune(pairs)
	for i := 0; i+1 < len(runes); i += 2 {
		m[runes[i]] = runes[i+1]
	}
	return m
}()
