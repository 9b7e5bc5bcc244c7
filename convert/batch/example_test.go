package batch_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
)

// A folder is converted, and again: what has not changed is not converted anew.
func ExampleRun() {
	out, err := os.MkdirTemp("", "nianbao")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(out)
	conv, err := convert.New(convert.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for range 2 {
		sum, err := batch.Run(context.Background(), conv, []string{"../../testdata/reports"}, batch.Options{Out: out})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("converted", sum.Converted, "unchanged", sum.Unchanged, "failed", sum.Failed)
	}
	// Output:
	// converted 4 unchanged 0 failed 0
	// converted 0 unchanged 4 failed 0
}
