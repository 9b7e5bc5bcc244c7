package compare_test

import (
	"fmt"
	"log"

	"github.com/nianbao/nianbao/convert/compare"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Two departments make a county; amounts keep their digits.
func ExampleAddUp() {
	var units []compare.Unit
	for name, fees := range map[string]string{"甲局": "0.10", "乙局": "1.255"} {
		r, err := report.Decode([]byte(`{"layout": "disclosure-2021", "tables": {"proactive": {"fees": {"amount": ` + fees + `}}}}`))
		if err != nil {
			log.Fatal(err)
		}
		units = append(units, compare.Unit{Name: name, Report: r})
	}
	sum := compare.AddUp(layouts.Find("disclosure-2021"), units, nil, "示例县", 2024)
	fmt.Println(sum.Report.Cell("proactive.fees.amount").Value)
	// Output:
	// 1.355
}
