package check_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/nianbao/nianbao/convert/check"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A total that is not the sum of its parts.
func ExampleCheck() {
	r, err := report.Decode([]byte(`{"layout": "disclosure-2021", "tables": {"litigation": {"cases": {
		"reconsideration.upheld": 1, "reconsideration.corrected": 0, "reconsideration.other": 0, "reconsideration.pending": 1, "reconsideration.total": 3}}}}`))
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range check.Check(layouts.Find(r.Layout), r) {
		if f.Severity == report.Error && strings.HasSuffix(string(f.Code), "-sum") {
			fmt.Println(f.Code, f.Cells[0], "expected", f.Expected, "actual", f.Actual)
			fmt.Println(f.Message)
		}
	}
	// Output:
	// case-sum litigation.cases.reconsideration.total expected 2 actual 3
	// 表“政府信息公开行政复议、行政诉讼情况”：政府信息公开行政复议、行政诉讼情况·行政复议总计为3，各项之和为2（总计等于结果维持、结果纠正、其他结果、尚未审结之和）。
}
