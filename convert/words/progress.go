package words

// progress is what is said while a command works, and of what came of it.
var progress = map[string][2]string{
	"progress.interrupted": {"已中断；正在收尾（再按一次立即停止）", "interrupted; finishing the files in hand (interrupt again to stop at once)"},
	"progress.unit":        {"份", "reports"},
	"progress.lines":       {"已完成 %d 份，共 %d 份，每秒 %.0f 份，还要 %s", "%d of %d, %.0f a second, %s left"},
	"progress.seconds":     {"%d 秒", "%ds"},
	"progress.minutes":     {"%d 分 %d 秒", "%dm%ds"},
	"progress.hours":       {"%d 小时 %d 分", "%dh%dm"},

	"severity.error":     {"错误", "error"},
	"severity.warning":   {"警告", "warning"},
	"severity.info":      {"提示", "info"},
	"progress.report":    {"%s：%s %s\n", "%s: %s, %s\n"},
	"progress.year":      {"%d 年", "%d"},
	"progress.no-year":   {"（年度不明）", "(year unknown)"},
	"progress.line":      {"第 %d 行：", "line %d: "},
	"progress.finding":   {"  %s %s%s（%s）\n", "  %s: %s%s (%s)\n"},
	"progress.counts":    {"错误 %d，警告 %d，提示 %d", "%d errors, %d warnings, %d infos"},
	"progress.converted": {"转换 %d，未变 %d", "%d converted, %d unchanged"},
	"progress.checked":   {"检查 %d", "%d checked"},
	"progress.all":       {"共 %d 份：%s，失败 %d，跳过 %d；%s\n", "%d inputs: %s, %d failed, %d skipped; %s\n"},
	"progress.doubtful":  {"其中 %d 份有错误，按失败计（--strict）\n", "of which %d have errors and count as failed (--strict)\n"},

	"progress.sum":     {"%s：%d个单位相加，%s\n", "%s: sum of %d units, %s\n"},
	"progress.against": {"与 %s 对照：一致 %d 格，不一致 %d 格，不能判断 %d 格\n", "against %s: %d cells agree, %d differ, %d cannot be told\n"},

	"progress.pair":       {"%s %s与 %s", "%s, %s and %s"},
	"progress.changes":    {"%s：变动 %d 项，未变 %d 项\n", "%s: %d figures changed, %d unchanged\n"},
	"progress.apart":      {"  两年格式不同，未比较：%s\n", "  on different forms, not compared: %s\n"},
	"progress.records":    {"  各行：新增 %d，减少 %d，变动 %d，未变 %d，无法对应 %d\n", "  rows: %d added, %d removed, %d changed, %d unchanged, %d of keys that are several rows' or unknown\n"},
	"progress.added":      {"新增", "added"},
	"progress.removed":    {"减少", "removed"},
	"progress.changed":    {"变动", "changed"},
	"progress.ambiguous":  {"无法对应", "ambiguous"},
	"progress.pairs":      {"共 %d 对，无对应 %d 份\n", "%d pairs, %d reports without a partner\n"},
	"progress.older":      {"较早", "older"},
	"progress.newer":      {"较新", "newer"},
	"progress.unpaired":   {"%s：%s（%s）没有对应的报告\n", "%s: %s (%s) has no partner\n"},
	"progress.difference": {"增减", "change"},
	"progress.unknown":    {"未确定", "open"},
	"progress.blank":      {"空白", "blank"},
}
