package convert_test

import (
	"strings"
	"testing"
)

// slippedTail is what stands below the tables of a report.
const slippedTail = "\n\n四、政府信息公开行政复议、行政诉讼情况\n\n无。\n\n五、存在的主要问题及改进情况\n\n无。\n\n六、其他需要报告的事项\n\n无。\n"

func slippedPage(year, two, three string) string {
	page := "江州市" + year + "年政府信息公开工作年度报告\n\n一、总体情况\n\n已公开。\n\n"
	if two != "" {
		page += "二、主动公开政府信息情况\n\n" + two + "\n\n"
	}
	if three != "" {
		page += "三、收到和处理政府信息公开申请情况\n\n" + three
	}
	return page + slippedTail
}

// applicationHeads are the heads of table three over all places of the form.
const applicationHeads = `| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） |  |  | 申请人情况 |  |  |  |  |  |  |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
|  |  |  | 自然人 | 法人或其他组织 |  |  |  |  | 总计 |
|  |  |  |  | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |  |
`

// TestSlippedCells: where a cell has come into a row or gone, what does not show stays
// open; what only looks like it is read.
func TestSlippedCells(t *testing.T) {
	tests := []struct {
		name, file, text string
		want             map[string]string // by cell; ? for an open one
	}{
		{"a row has lost a place, and its label's empty cell makes up for it", "a.md", slippedPage("2024", "", applicationHeads+`| 一、本年新收政府信息公开申请数量 |  |  | 1 | 2 | 3 | 4 | 5 | 6 | 21 |
| 二、上年结转政府信息公开申请数量 |  |  | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| 三、本年度办理结果 | （一）予以公开 |  | 9 | 3 | 59 | 6 | 37 | 157 |
|  | （二）部分公开 |  | 1 | 1 | 1 | 1 | 1 | 1 | 6 |
`), map[string]string{"applications.granted.enterprise": "?", "applications.partly_granted.total": "6"}},
		{"a row ends before its last head", "a.md", slippedPage("2020", `| 信息内容 | 上一年项目数量 | 本年增/减 |  | 处理决定数量 |
| --- | --- | --- | --- | --- |
| 行政许可 | 61 | 88 |  | 12 |
| 其他对外管理服务事项 | 7 |  | 301 |
| 行政处罚 | 44 | 2 |  | 5 |
| 行政强制 | 6 | 84 |  | 47 |`, ""), map[string]string{"proactive.other_services.previous": "?", "proactive.coercion.decisions": "47"}},
		{"bars left off behind the last row", "a.txt", slippedPage("2020", `信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 | |
规章 | 1593 |  | 285 | |
规范性文件 |  | 973 | 1166 | |
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 | |
行政许可 | 1814 | 3 | 362 | |
信息内容 | 采购项目数量 | 采购总金额 | ||
政府集中采购 | 1007 |  |`, ""), map[string]string{"proactive.procurement.projects": "1007", "proactive.licensing.decisions": "362"}},
		{"tabs behind some lines, also of heads", "a.txt", slippedPage("2024", "", strings.ReplaceAll(`@@@自然人@法人或其他组织@@@@@总计@
@@@@商业企业@科研机构@社会公益组织@法律服务机构@其他@
一、本年新收政府信息公开申请数量@@@@@8@@9@4@21@
二、上年结转政府信息公开申请数量@@@@@@@@@@
三、本年度办理结果@（一）予以公开@@@@@@@2@
@（二）部分公开@@@@@@3@@
@（三）不予公开@1.属于国家秘密@@@@1@@@
@@2.其他法律行政法规禁止公开@@@@@@@`, "@", "\t")), map[string]string{
			"applications.received.research": "8", "applications.received.total": "21", "applications.granted.other_org": "2", "applications.partly_granted.legal_service": "3", "applications.denied_state_secret.public_interest": "1"}},
		{"a tab has come into a row, and figures stand behind the heads", "a.txt", slippedPage("2024", "", strings.ReplaceAll(`@@@自然人@法人或其他组织@@@@@总计@
@@@@商业企业@科研机构@社会公益组织@法律服务机构@其他@
一、本年新收政府信息公开申请数量@@@@@8@@@9@4@21
三、本年度办理结果@（一）予以公开@@@@@@@2@
@（二）部分公开@@@@@@3@@@
@（三）不予公开@1.属于国家秘密@@@@1@@@`, "@", "\t")), map[string]string{"applications.partly_granted.legal_service": "?"}},
		{"a narrow column breaks the note over the labels", "a.txt", slippedPage("2024", "", `（本列数据的勾稽关系为：第一                           自然人     商业企业    科研机构   社会公益组织   法律服务机构     其他      总计
项加第二项之和，等于第三项加
第四项之和）
一、本年新收政府信息公开申请                           731     493     801      581      407     752     3765
数量
二、上年结转政府信息公开申请                            0       94      0       19        0       64     177
数量
三、本年度办理结果   （一）予以公开                       0       40      0       25        8       0       73
            （七）总计                        731     562     747      600      407     816     3863
四、结转下年度继续办理                               0       25      54       0        0       0       79
`), map[string]string{"applications.received.enterprise": "493", "applications.granted.enterprise": "40", "applications.carried_over.research": "54"}},
		{"a full row stands beside its heads", "a.md", slippedPage("2024", `| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |  |
| --- | --- | --- | --- | --- |
| 规章 | 38934 |  | 344045 |  |
| 行政规范性文件 |  | 391396 | 1 | 562617 |
| 信息内容 | 本年处理决定数量 |  |  |  |
| 行政许可 | 99204 |  |  |  |
| 行政处罚 | 175555 |  |  |  |
| 行政强制 | 423192 |  |  |  |`, ""), map[string]string{"proactive.normative.issued": "?", "proactive.licensing.decisions": "99204"}},
		{"a row stands twice in text that keeps no cells", "a.txt", slippedPage("2024", "", `自然人  法人或其他组织  总计
商业企业  科研机构  社会公益组织  法律服务机构  其他
一、本年新收政府信息公开申请数量  225  211  83  353  206  249  1327
一、本年新收政府信息公开申请数量  48  34  83  86  206  249  706
二、上年结转政府信息公开申请数量  1  2  3  4  5  6  21`), map[string]string{"applications.received.enterprise": "?", "applications.carried_in.total": "21"}},
		{"a row's label stands before another's", "a.txt", slippedPage("2020", `信息内容  采购项目数量  采购总金额
政府集中采购  177.93
信息内容  上一年项目数量  本年增/减
行政事业性收费  360  -13
信息内容  上一年项目数量  本年增/减  处理决定数量
行政处罚  452  370
行政强制  228  106
信息内容  上一年项目数量  本年增/减  处理决定数量
行政许可  49  55
其他对外管理服务事项  46  411
信息内容  本年新制作数量  本年新公开数量  对外公开总数量
规章  185  114  36
规范性文件  265  374`, ""), map[string]string{"proactive.fees.previous": "360", "proactive.licensing.decisions": "?"}},
		{"words taken for prose part values from their label", "a.txt", slippedPage("2020", "", strings.Join([]string{"自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他",
			"一、本年新收", "政府信息", "公开申请数量", "1", "2", "3", "4", "5", "6", "21",
			"二、上年结转", "政府信息公开申请数量（含2项跨年办理）", "7", "0", "0", "0", "0", "0", "7",
			"三、本年度办理结果", "（一）予以公开", "8", "2", "3", "4", "5", "6", "28"}, "\n\n")), map[string]string{"applications.carried_in.natural_person": "7", "applications.granted.natural_person": "8"}},
	}
	c := converter(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := c.Read(tt.file, []byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			for id, want := range tt.want {
				got := "none"
				if cell := r.Report.Cell(id); cell != nil {
					if got = cell.Value.String(); cell.Open {
						got = "?"
					}
				}
				if got != want {
					t.Errorf("%s is %q, want %q", id, got, want)
				}
			}
			if t.Failed() {
				for _, f := range r.Report.Findings {
					t.Logf("%s: %s", f.Code, f.Message)
				}
			}
		})
	}
}
