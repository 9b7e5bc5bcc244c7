package main

// aliases are words that people use for ours.
var aliases = map[string]string{
	"excel": "xlsx", "xls": "xlsx", "et": "xlsx", "表格": "xlsx", "工作簿": "xlsx", "word": "docx", "doc": "docx", "wps": "docx",
	"转换": "convert", "检查": "check", "核对": "check", "汇总": "sum", "对比": "diff", "compare": "diff", "merge": "sum", "add": "sum",
	"空白": "blank", "空表": "blank", "new": "blank", "template": "blank", "格式": "layouts", "版本": "version", "帮助": "help",
	"output": "out", "parallel": "jobs", "language": "lang", "overwrite": "force", "silent": "quiet",
}
