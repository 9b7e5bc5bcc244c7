package messy

import (
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// labelShapes word the labels of rows otherwise.
var labelShapes = []drawnShape{
	{name: "labels-abbreviated", draw: (*drawnReport).abbreviateLabels},
	{name: "labels-misspelt", draw: (*drawnReport).misspellLabels},
	{name: "labels-with-notes", draw: (*drawnReport).noteLabels},
	{name: "labels-without-ordinals", draw: (*drawnReport).stripLabels},
	{name: "labels-broken", draw: (*drawnReport).breakLabels},
	{name: "labels-spaced", draw: (*drawnReport).spaceLabels},
	{name: "labels-with-colons", draw: func(r *drawnReport) { r.eachLabel(func(b *box) { b.text += "：" }) }},
	{name: "groups-missing", draw: (*drawnReport).emptyGroups},
}

func (r *drawnReport) eachLabel(do func(*box)) {
	r.drawings(func(d *drawing) {
		d.each(func(b *box) {
			if b.kind == layouts.LabelCell || b.kind == layouts.GroupCell {
				do(b)
			}
		})
	})
}

// shortLabels are what clerks make of the long labels.
var shortLabels = map[string]string{
	"received": "一、本年新收", "carried_in": "二、上年结转", "carried_over": "四、结转下年度", "partly_granted": "（二）部分公开",
	"denied_state_secret": "1.国家秘密", "denied_prohibited_by_law": "2.法律行政法规禁止公开", "denied_safety_stability": "3.三安全一稳定", "denied_third_party": "4.第三方合法权益",
	"denied_internal": "5.内部事务信息", "denied_deliberative": "6.过程性信息", "denied_enforcement_file": "7.执法案卷", "denied_inquiry": "8.行政查询",
	"unavailable_not_held": "1.不掌握", "unavailable_needs_making": "2.需另行制作", "unavailable_unclear": "3.补正后仍不明确",
	"refused_petition": "1.信访举报投诉", "refused_publication": "3.公开出版物", "refused_excessive": "4.大量反复申请", "refused_reissue": "5.重新出具",
	"other_not_corrected": "1.逾期不补正", "other_fee_unpaid": "2.逾期未缴费", "normative": "规范性文件", "fees": "事业性收费",
}

func (r *drawnReport) abbreviateLabels() {
	r.eachLabel(func(b *box) {
		if b.line != nil && shortLabels[b.line.ID] != "" {
			b.text = shortLabels[b.line.ID]
		}
	})
}

// misspelt are slips of the pen that a reader passes over.
var misspelt = strings.NewReplacer("属于", "属於", "掌握", "撑握", "案卷", "案券", "另行", "另外", "投诉", "投拆", "予以", "于以", "结转", "接转", "补正", "补证", "出版物", "出板物", "收费", "收费用", "许可", "许可证", "一稳定", "一隐定", "强制", "强治")

func (r *drawnReport) misspellLabels() {
	r.eachLabel(func(b *box) {
		if len([]rune(b.text)) > 3 {
			b.text = misspelt.Replace(b.text)
		}
	})
}

func (r *drawnReport) noteLabels() {
	notes := []string{"（本机关无此项）", "（含2项跨年办理）", "(注：见说明)", "（单位：件）", "（1件为上年转来）", "[1]", "*"}
	r.eachLabel(func(b *box) {
		if b.kind == layouts.LabelCell && r.rnd.IntN(3) == 0 {
			b.text += notes[r.rnd.IntN(len(notes))]
		}
	})
}

func (r *drawnReport) stripLabels() {
	r.eachLabel(func(b *box) { b.text = layouts.TrimOrdinal(b.text) })
}

func (r *drawnReport) breakLabels() {
	r.eachLabel(func(b *box) {
		if n := len([]rune(b.text)); n > 5 {
			b.text = breakText(b.text, 3+r.rnd.IntN(n-4))
		}
	})
}

func (r *drawnReport) spaceLabels() {
	r.eachLabel(func(b *box) {
		if n := len([]rune(b.text)); n < 5 {
			b.text = strings.Join(strings.Split(b.text, ""), "　")
		} else {
			b.text = "  " + strings.Replace(breakText(b.text, 3), "\n", " ", 1) + "  "
		}
	})
}

func (r *drawnReport) emptyGroups() {
	r.eachLabel(func(b *box) {
		if b.kind == layouts.GroupCell {
			b.text = ""
		}
	})
}
