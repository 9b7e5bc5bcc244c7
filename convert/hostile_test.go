package convert_test

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/cost"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/source"
)

// Reports made to hurt: each is refused with its code, or read and written in all
// formats, in little memory. What is not linear takes minutes here.
func TestHostile(t *testing.T) {
	long.Skip(t, "converts reports of 2 MB")
	text := string(load(t, "../testdata/years/2024.txt"))
	const many = source.MaxLines - 200
	// in puts text below the line that begins with the words.
	in := func(below, more string) string {
		from := strings.Index(text, "\n"+below) + 1
		end := from + strings.IndexByte(text[from:], '\n') + 1
		return text[:end] + more + "\n" + text[end:]
	}
	prose := func(more string) string { return in("一、总体情况", more) }
	table := func(more string) string { return in("一、本年新收", more) }
	lines := func(line string) string { return strings.Repeat(line+"\n", many) }
	// fill repeats a line, as long as the text of one may be.
	fill := func(piece string) string {
		const long = 80_000
		line := strings.Repeat(piece, long/len(piece)) + "\n"
		return strings.Repeat(line, (source.MaxText-len(text))/len(line))
	}
	paragraphs := func(list ...string) string {
		return data(map[string]any{"sections": []any{map[string]any{"id": "overview", "heading": "一、总体情况", "paragraphs": list}}})
	}
	for _, tt := range []struct {
		name, data, code string
	}{
		{"lines of commas", lines("1，1，1，"), "not-a-report"},
		{"lines of commas in a table", table(lines("1，1，1，")), ""},
		{"lines of words", prose(strings.Repeat(strings.Repeat("公开 ", 18)+"\n", 15_000)), ""},
		{"lines of spaced words", prose(lines("公开  公开  公开  公开  公")), ""},
		{"rows of spaces with blanks", table(strings.Repeat("规章  1  2  3  4  5\n规章  1        3  4\n", many/2)), ""},
		{"wide rows of spaces", table("甲  " + strings.Repeat("    1", 100_000) + "\n甲  " + strings.Repeat("    1", 50_000) + "     " + strings.Repeat("    1", 49_990)), ""},
		{"one label over and over", table(lines("（一）予以公开|1|1|1|1|1|1|6")), ""},
		{"scraps of a label", table(lines("（" + strings.Repeat("）（", 6) + "1")), ""},
		{"dashes", table(strings.Repeat(strings.Repeat("- ", 200)+"\n", 2400)), ""},
		{"values of one row", table("规章" + strings.Repeat(" 1", 190_000)), ""},
		{"empty cells below a row", table("规章 | 1\n" + strings.Repeat("|", 390_000) + "1"), ""},
		{"words of one row", table("规章" + strings.Repeat(" | 甲", 170_000)), ""},
		{"sentences that contradict the tables", prose(lines("收到申请9件，办结8件。")), ""},
		{"Latin text", prose(fill("abcdefghij")), ""},
		{"Latin words", prose(fill("disclosure of government information ")), ""},
		{"broken lines of one paragraph", prose(lines(strings.Repeat("公开信息工作", 2))), ""},
		{"more text", prose(fill("政府信息公开工作情况") + fill("公")), "too-large"},
		{"one paragraph of data", paragraphs(strings.Repeat("a", source.MaxText-1000)), ""},
		{"paragraphs of data", paragraphs(strings.Fields(lines("公开"))...), ""},
		{"more paragraphs of data", paragraphs(strings.Fields(lines("公开") + lines("公开"))...), "too-large"},
		{"more text of data", paragraphs(strings.Repeat("a", source.MaxText+1)), "too-large"},
		{"more data", paragraphs(strings.Repeat("a", source.MaxData)), "too-large"},
		{"more values of data", data(map[string]any{"unsettled": make([]int, 400_000)}), "too-large"},
		{"sections of data", data(map[string]any{"sections": repeat(source.MaxSections, map[string]any{"id": "overview"})}), ""},
		{"more sections of data", data(map[string]any{"sections": repeat(source.MaxSections+1, map[string]any{"id": "overview"})}), "too-large"},
		{"title of data", data(map[string]any{"title": strings.Repeat("政府，", source.MaxTitle/3)}), ""},
		{"longer title of data", data(map[string]any{"title": strings.Repeat("政", source.MaxTitle+1)}), "too-large"},
		{"longer agency of data", data(map[string]any{"agency": strings.Repeat("局", source.MaxTitle+1)}), "too-large"},
		{"findings of data", data(map[string]any{"findings": repeat(source.MaxFindings, map[string]any{"code": "repaired", "cells": []string{"proactive.rules.issued"}})}), ""},
		{"more findings of data", data(map[string]any{"findings": repeat(source.MaxFindings+1, map[string]any{"code": "repaired"})}), "too-large"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := converter(t)
			most := func(what string, peak uint64) {
				if mib := peak >> 20; mib > 448 {
					t.Errorf("%s took %d MiB", what, mib)
				} else {
					t.Logf("%s: %d MiB", what, mib)
				}
			}
			peak := cost.Heap()
			r, err := c.Read("input", []byte(tt.data))
			most("read", peak())
			if got := convert.Code(err); got != tt.code {
				t.Errorf("got %q, want %q: %v", got, tt.code, err)
			}
			for _, f := range convert.Formats() { // one after the other: what a run takes for each
				if err != nil {
					break
				}
				peak := cost.Heap()
				if err := c.Write(io.Discard, f, r); err != nil {
					t.Errorf("write %s: %v", f, err)
				}
				most(string(f), peak())
			}
		})
	}
}

// data is a report as normalised data, with more members.
func data(more map[string]any) string {
	more["layout"], more["tables"] = "disclosure-2021", map[string]any{}
	b, err := json.Marshal(more)
	if err != nil {
		panic(fmt.Sprint("test data: ", err))
	}
	return string(b)
}

func repeat(n int, member any) []any {
	list := make([]any, n)
	for i := range list {
		list[i] = member
	}
	return list
}
