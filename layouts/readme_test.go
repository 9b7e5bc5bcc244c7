package layouts

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestReadme: the README says every key, kind, code and operator.
func TestReadme(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(string(data), -1) {
		said = append(said, strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune("{}[], :", r) })...)
	}
	var want []string
	seen := map[reflect.Type]bool{}
	var keys func(reflect.Type)
	keys = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || seen[typ] {
			return
		}
		seen[typ] = true
		for i := range typ.NumField() {
			if key := typ.Field(i).Tag.Get("yaml"); key != "" {
				want = append(want, key)
				keys(typ.Field(i).Type)
			}
		}
	}
	keys(reflect.TypeFor[Layout]())
	want = append(want, kindNames()...)
	for code, ops := range ruleCodes {
		want = append(want, code)
		want = append(want, opNames(ops)...)
	}
	for _, w := range want {
		if !slices.Contains(said, w) {
			t.Errorf("no word of %s", w)
		}
	}
}

// TestSkeleton: what a layout is begun with is one.
func TestSkeleton(t *testing.T) {
	l, err := Parse("skeleton.yaml", Skeleton)
	if err != nil || len(l.CellIDs()) != 6 {
		t.Errorf("%v", err)
	}
}
