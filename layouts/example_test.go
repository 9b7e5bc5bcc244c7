package layouts_test

import (
	"errors"
	"fmt"
	"log"

	"github.com/nianbao/nianbao/layouts"
)

// smallest is a form with one table of two rows, and the sum of them.
const smallest = `id: gardens
name: 园林统计年报
clause: 某市园林局通知
years: {from: 2020}
title: "{agency}{year}年园林统计年报"
titles: [园林统计年报]
signs: [公园数量]
sections:
  - {id: parks, heading: 一、公园, table: parks}
tables:
  - id: parks
    name: 公园
    widths: [80, 30]
    size: 12
    blocks:
      - head: [[{text: 项目}, {column: number}]]
        columns: [{id: number, label: 数量, kind: count}]
        rows:
          - {id: parks, label: 公园数量}
          - {id: city, label: 其中：市属}
          - {id: county, label: 其中：县属}
    rules:
      - {code: column-sum, left: [parks.number], op: "=", right: [city.number, county.number], says: 公园数量等于市属与县属之和}
`

func ExampleParse() {
	l, err := layouts.Parse("gardens.yaml", []byte(smallest))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(l.Name, l.CellIDs())
	for _, rule := range l.Tables[0].Rules() {
		fmt.Println(rule.Left, rule.Op, rule.Right)
	}
	// Output:
	// 园林统计年报 [parks.parks.number parks.city.number parks.county.number]
	// [parks.parks.number] = [parks.city.number parks.county.number]
}

// A mistake in a layout is told with its place.
func ExampleInvalidError() {
	_, err := layouts.Parse("gardens.yaml", []byte("id: gardens\nnmae: 园林统计年报\n"))
	var invalid *layouts.InvalidError
	if errors.As(err, &invalid) {
		fmt.Println(invalid.Line, invalid.Column)
	}
	// Output:
	// 2 1
}
