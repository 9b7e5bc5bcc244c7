package extract

import (
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

func TestNamed(t *testing.T) {
	v := vocabularyOf(layouts.Find("disclosure-2021"))
	tests := []struct{ text, want string }{
		{"现公布南山市公安局北城分局2021年政府信息公开工作年度报告。", "南山市公安局北城分局"},
		{"编制完成《云溪县乡村振兴局2023年政府信息公开工作年度报告》。", "云溪县乡村振兴局"},
		{"现公布云溪县人民政府办公室（以下简称县政府办）2022年政府信息公开工作年度报告。", "云溪县人民政府办公室"},
		{"特向社会公布2020年云溪县农业农村局政府信息公开工作年度报告。", "云溪县农业农村局"},
		{"現發布云溪縣審計局2023年政府信息公開工作年度報告。", "云溪縣審計局"},
		{"本报告由云溪县青石镇人民政府党政办公室编制。", "云溪县青石镇人民政府"},
		{"本报告由云溪县青石街道党政办公室综合科编制。", "云溪县青石街道"},
		{"如有疑问，请与云溪县税务局政务公开领导小组办公室联系。", "云溪县税务局"},
		{"如有疑问，请联系:云溪县教育局办公室（地址：青石路1号）。", "云溪县教育局"},
		{"如有疑问，请与云溪县政务服务中心联系。", "云溪县政务服务中心"},
		{"请与我办联系。", ""},
		{"现将我局2020年度政府信息公开情况报告如下。", ""},
		{"现公布本溪县财政局2020年政府信息公开工作年度报告。", "本溪县财政局"},
		{"现编制并发布本单位2023年度政府信息公开工作报告。", ""},
		{"根据《国务院办公厅关于政府信息公开工作年度报告有关事项的通知》，形成2024年政府信息公开工作年度报告。", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			r := &report.Report{Sections: []*report.Section{{ID: report.Preamble, Paragraphs: []string{tt.text}}}}
			if got := v.named(r); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
