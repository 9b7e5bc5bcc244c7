package words

// help is the program's help: what commands and flags are for.
var help = map[string][2]string{
	"help.story": {`nianbao 读取政府信息公开工作年度报告，核对其中的数字，写出规范的
Excel 工作簿、PDF 和数据。

用法：
`, `nianbao reads annual reports on government information disclosure
(政府信息公开工作年度报告), checks their figures, and writes them as workbooks,
PDFs and data.

Usage:
`},
	"help.closing": {`
PATH 是文件、文件夹（连同里面的文件夹）或 -（标准输入）。
退出状态：0 全部完成；1 有文件失败，或汇总缺了报告（加 --strict 时，有错误也算）；
2 命令写错；130 被中断。

nianbao help 命令 列出它的选项。界面是中文，加 --lang en 或设 NIANBAO_LANG=en 改为英文。
`, `
PATH is a file, a folder (read recursively) or - (standard input).
Exit status: 0 all converted, 1 an input failed, or a sum lacks one (with --strict:
or there is an error finding), 2 the command line is wrong, 130 interrupted.

nianbao help COMMAND shows a command's flags. Chinese unless --lang en, or
NIANBAO_LANG=en, is given.
`},
	"help.usage":   {"用法：nianbao %s\n\n%s。\n\n选项：\n", "Usage: nianbao %s\n\n%s.\n\nFlags:\n"},
	"help.default": {"（默认 %s）", " (default %s)"},
	"help.clicked": {`nianbao 把政府信息公开年报读成表格，核对数字，写出 Excel 工作簿和 PDF。

用法：把年报文件（Word、Excel、网页、文本），或整个文件夹，拖到 nianbao 的图标上。
结果写在旁边的“转换结果”文件夹里。没有现成的年报，请在命令行运行 nianbao blank，
它会写出一份空白的年报工作簿，填好后再拖过来。

更多用法：在命令行运行 nianbao help。
`, `nianbao reads annual reports on government information disclosure, checks their
figures, and writes workbooks and PDFs.

Drop reports (Word, Excel, web pages, text), or a whole folder, on the icon of
nianbao: the results go to the folder 转换结果 beside them. nianbao blank, on a
command line, writes an empty workbook to be filled in and dropped here.

nianbao help, on a command line, says more.
`},
	"help.key": {"按回车键关闭这个窗口……", "Press Enter to close this window…"},

	"about.convert":    {"读取报告，写出工作簿、PDF 和数据", "read reports, write workbooks, PDFs and data"},
	"about.check":      {"读取并核对报告，列出问题，不写文件", "read and check reports, print the findings, write nothing"},
	"about.sum":        {"把多份报告相加，写成一份汇总", "add reports up, write the sum as one report"},
	"about.diff":       {"对比一个单位（或两个文件夹）的两年报告", "compare two years of one agency, or of two folders"},
	"about.blank":      {"写出空白的规定工作簿，填好后可以转换", "write the official workbook, empty, to be filled in and converted"},
	"about.layouts":    {"列出各种格式，或检查并打印其中一种", "list the layouts, or print and verify one"},
	"about.completion": {"打印补全脚本（SHELL：bash、zsh、fish、powershell）", "print what bash, zsh, fish or powershell need to complete"},
	"about.version":    {"打印版本、Go 版本、内置的格式和字体", "print version, Go version, layouts and fonts"},
	"about.dropped":    {"转换到旁边的“转换结果”文件夹（拖到程序上也是这样）", "convert into 转换结果 beside it, as dropping files does"},

	"flag.lang":         {"`LANG`：zh 中文，en 英文；也可以设环境变量 NIANBAO_LANG", "`LANG`: zh Chinese, en English; NIANBAO_LANG says so, too"},
	"flag.layout":       {"`ID|FILE`：内置的格式，或自己的格式文件（YAML）；auto 按表格内容识别；可以写几次，在其中识别", "`ID|FILE`: a built-in layout, or a layout file (YAML) of your own; auto tells it from the tables; repeatable: it is told among them"},
	"flag.layouts":      {"文件夹 `DIR` 里的格式文件（.yaml）也一并识别，也可以按 ID 用 -l 指定", "`DIR`: the layouts (.yaml) in it are told, too, and named by their ids with -l"},
	"flag.new":          {"把一份带说明的格式文件写到 `FILE`，由此写自己的格式；- 是标准输出", "write a commented layout to `FILE`, to begin one's own with; - is standard output"},
	"flag.from-book":    {"不用带说明的样本，而按空白的正式工作簿 `BOOK.xlsx` 起草：合并的格、行名和要填数的格", "`BOOK.xlsx`: instead of the skeleton, a draft of an empty official workbook: its merged cells, labels and cells to fill in"},
	"flag.layout-blank": {"`ID|FILE`：内置的格式，或自己的格式文件（YAML）；auto 是现行格式", "`ID|FILE`: a built-in layout, or a layout file (YAML) of your own; auto is the form in force"},
	"flag.jobs":         {"同时处理 `N` 份报告（不写则为处理器个数）", "take `N` reports at once (default number of CPUs)"},
	"flag.timeout":      {"一份报告超过 `TIME`（90s 秒、5m 分）就放弃", "give a report up after `TIME` (90s, 5m)"},
	"flag.no-decisions": {"不用报告旁边的人工确定（NAME.nianbao.json）", "do without what a person decided (NAME.nianbao.json beside a report)"},
	"flag.strict":       {"有错误的报告按失败计", "count a report with an error finding as failed"},
	"flag.json":         {"问题和总结按一行一个 JSON 打印", "print findings and summary as JSON lines"},
	"flag.quiet":        {"不显示进度，只显示错误", "no progress, errors only"},
	"flag.out":          {"写到 `DIR`；输入是文件夹时，按原来的层次写", "write to `DIR`; a folder input is mirrored below it"},
	"flag.out-plain":    {"写到 `DIR`", "write to `DIR`"},
	"flag.out-blank":    {"写到 `FILE`（.xlsx 可以不写），- 是标准输出（不写则为格式的 ID.xlsx）", "write to `FILE` (.xlsx may be left out), - for standard output (default the layout's ID.xlsx)"},
	"flag.from":         {"从 `FILE`（去年的报告）填入机关名称、年度和上年结转", "fill in what `FILE`, last year's report, says of this year: agency, year and 上年结转"},
	"flag.format":       {"写出的格式 `LIST`：xlsx、pdf、json、ofd、docx 中的一种或几种，用逗号隔开", "`LIST` of what to write: any of xlsx, pdf, json, ofd, docx"},
	"flag.format-diff":  {"写出的格式 `LIST`：xlsx、json 中的一种或两种，用逗号隔开", "`LIST` of what to write: any of xlsx, json"},
	"flag.force":        {"重新转换，清单说没有变化的、写出后有人改过的也一样", "convert again even what the manifest says is unchanged, and write over what somebody has changed"},
	"flag.force-sum":    {"有错误的报告也计入", "add reports with error findings, too"},
	"flag.force-blank":  {"已经有这个文件时，覆盖它", "write over a file that is there already"},
	"flag.font":         {"`ROLE=FILE`：song、title、hei、kai、fang 用这个 TrueType 字体或字体集（FILE.ttc#N）；可以写几次", "`ROLE=FILE`: use a TrueType font or collection (FILE.ttc#N) for song, title, hei, kai or fang; repeatable"},
	"flag.font-sum":     {"`ROLE=FILE`：用这个 TrueType 字体，与 convert 相同；可以写几次", "`ROLE=FILE`: use a TrueType font, as in convert; repeatable"},
	"flag.attach":       {"PDF 内附规范数据（PDF/A-3a），再读时即得原报告", "the PDF carries the normalised data (PDF/A-3a) and reads back as that report"},
	"flag.punctuation":  {"`full`：版面上的中文用全角标点，直引号配成对；数据保留原文的标点", "`full`: full-width marks in the Chinese text of the pages, straight quotes paired; the data keep the source's"},
	"flag.manifest":     {"清单写到 `FILE`；none 不写清单（不写则：文件夹或几个输入为 DIR/manifest.jsonl，一个文件没有清单）", "write the manifest to `FILE`; none: no manifest (default DIR/manifest.jsonl for a folder or several inputs, none for one file)"},
	"flag.shard":        {"`I/N`：把输入分成 N 份，只转换第 I 份，清单也只有这一份的", "`I/N`: convert only the I-th of N shares of the inputs, with a manifest of its own"},
	"flag.merge":        {"合并各份的清单，写出汇总表；不用写 PATH", "join the manifests of all shards and write the summary; needs no PATH"},
	"flag.agency":       {"汇总是 `NAME` 的（不写则为 --against 那份报告的机关）", "the sum is that of `NAME` (default the agency of --against)"},
	"flag.year":         {"只相加 `N` 年度的报告（不写则为各份报告共同的年度）", "add only the reports for year `N` (default the one year they are all for)"},
	"flag.against":      {"与 `FILE` 中公布的总数逐格对照", "compare with the published whole in `FILE`, cell by cell"},

	"version.layout": {"格式 %s：%s，%s\n", "layout %s: %s, %s\n"},
	"version.font":   {"字体 %s：%s\n", "font %s: %s\n"},
	"layouts.valid":  {"%s：有效，%d 张表，%d 格，%d 条规则\n", "%s: valid, %d tables, %d cells, %d rules\n"},
}
