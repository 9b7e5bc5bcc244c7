package convert_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
)

// Characters that cannot be set are one finding for each kind, found anew each
// time and not twice.
func TestGlyphs(t *testing.T) {
	c := converter(t)
	tests := []struct {
		name, text string
		want       []string // parts of the messages, one a finding
	}{
		{"all at home", "某林局，§、①、ABC、✔➤●、ꆈꌠ、한글", nil},
		{"of another class", "𠮷林局𠅤", []string{"宋体类"}},
		{"of scripts that are not shaped", "བོད་ཡིག和ئۇيغۇرچە、ᠮᠣᠩᠭᠣᠯ", []string{"藏文", "阿拉伯字母", "蒙古文"}},
		{"spaces", "某\u2009局\u202f办\u2028室\u3000", nil},
		{"lost", "某\ufffd局\ufffd", []string{"U+FFFD"}},
		{"private use", "某\ue001局\U000f0001", []string{"U+E001、U+F0001"}},
		{"in no font", "某\U00013000局", []string{"𓀀（U+13000）"}},
		{"all three", "\ufffd\ue001\U00013000", []string{"U+FFFD", "U+E001", "U+13000"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			agency, _ := json.Marshal(tt.text)
			data := fmt.Sprintf(`{"layout": "disclosure-2021", "agency": %s, "tables": {}, "findings": [
				{"code": "glyph", "severity": "warning", "cells": [], "message": "of an earlier reading"}]}`, agency)
			got, err := c.Read("input", []byte(data))
			if err != nil {
				t.Fatal(err)
			}
			var messages []string
			for _, f := range got.Report.Findings {
				if f.Code == "glyph" {
					messages = append(messages, f.Message)
					if own := strings.Contains(f.Message, "宋体类"); (f.Severity == report.Info) != own || !own && f.Severity != report.Warning {
						t.Errorf("severity %s: %s", f.Severity, f.Message)
					}
				}
			}
			if len(messages) != len(tt.want) {
				t.Fatalf("got %q, want %q", messages, tt.want)
			}
			for i, part := range tt.want {
				if !strings.Contains(messages[i], part) {
					t.Errorf("got %q, want %q in it", messages[i], part)
				}
			}
		})
	}
}
