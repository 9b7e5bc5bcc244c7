package convert_test

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/layouts"
)

// TestFieldsBroken: a sign-off whose texts stand in cells under their labels, or whose day is
// broken over lines, is read whole; what stands below it is not added to it.
func TestFieldsBroken(t *testing.T) {
	form := twoTablesForm + `      - {id: filler, label: 填报人, place: sign-off}
      - {id: checker, label: 审核人, place: sign-off}
      - {id: day, label: 填报日期, place: sign-off}
`
	l, err := layouts.Parse("two.yaml", []byte(form))
	must(t, err)
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	must(t, err)
	table := func(rows ...string) string {
		return "<table><tr><td>" + strings.ReplaceAll(strings.Join(rows, "</td></tr><tr><td>"), "|", "</td><td>") + "</td></tr></table>"
	}
	for _, tt := range []struct{ name, below, want string }{
		{"on a line", "<p>填报人：李明　审核人：王芳　填报日期：2024年10月8日</p>", "李明,王芳,2024年10月8日"},
		{"in cells beside", table("填报人|李明|审核人|王芳|填报日期|2024年10月8日"), "李明,王芳,2024年10月8日"},
		{"in cells below", table("填报人|审核人|填报日期", "李明|王芳|2024年10月8日"), "李明,王芳,2024年10月8日"},
		{"in cells below, one blank", table("填报人|审核人|填报日期", "李明||2024年10月8日"), "李明,,2024年10月8日"},
		{"a day over two lines", "<p>填报人：李明　审核人：王芳　填报日期：2024年10</p><p>月8日</p>", "李明,王芳,2024年10月8日"},
		{"an agency below", "<p>填报人：李明　审核人：王芳　填报日期：2024年10月</p><p>江州市财政局</p>", "李明,王芳,2024年10月"},
		{"a day below", "<p>填报人：李明　审核人：王芳　填报日期：</p><p>江州市财政局</p><p>2024年10月8日</p>", "李明,王芳,"},
	} {
		page := "<h1>江州市财政局2024年第三季度采购季报</h1><p>单位：万元</p>" + table("项目|采购金额", "货物|1100", "工程|2850") + table("序号|项目名称|成交金额", "1|电脑|110.5") + tt.below
		r := readAs(t, c, "a.html", []byte(page)).Report
		var got []string
		for _, id := range []string{"projects.filler", "projects.checker", "projects.day"} {
			text := ""
			if f := r.Field(id); f != nil {
				text = f.Text
			}
			got = append(got, text)
		}
		if strings.Join(got, ",") != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
