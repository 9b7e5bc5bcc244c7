package layouts

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed words.yaml
var wordsFile []byte

// FieldWords are the words of the field that belong to no single form (words.yaml).
type FieldWords struct {
	Phrases      map[string]string `yaml:"phrases"`       // by their names in a layout's sentences: alternatives of a regular expression
	BetweenYears string            `yaml:"between_years"` // 结转: what belongs to two years
	PeriodLine   string            `yaml:"period_line"`   // a regular expression: the line below a title that says of what time a form is
	PartOfYear   string            `yaml:"part_of_year"`  // and what says in it that this is less than a year, or one to come
	Period       string            `yaml:"period"`        // a regular expression: which part of a year a text names
	AgencyEnds   string            `yaml:"agency_ends"`   // the characters that names of agencies end in
	Properties   struct {          // keys of a document's properties, by what they say
		Published []string `yaml:"published"`
		Number    []string `yaml:"number"`
		Index     []string `yaml:"index"`
		Subject   []string `yaml:"subject"`
		Catalogue []string `yaml:"catalogue"`
		Agency    []string `yaml:"agency"`
		Made      []string `yaml:"made"`  // 成文日期
		Dated     []string `yaml:"dated"` // any date, where there is none of these
		Title     []string `yaml:"title"`
	} `yaml:"properties"`
	PropertyKeys []string `yaml:"property_keys"` // what sites print above a document
	PageKeys     []string `yaml:"page_keys"`     // and what says nothing about it
	PageLine     string   `yaml:"page_line"`     // a regular expression: a short line that is the page's, not the report's
	PageFoot     string   `yaml:"page_foot"`     // and one of its foot, which may be long
	TitleTail    string   `yaml:"title_tail"`    // a regular expression: what pages put behind a title
	TitleParts   []string `yaml:"title_parts"`   // what the first line of a broken title ends in
	Offices      string   `yaml:"offices"`       // a regular expression: the office of an agency, behind its name
	Subtotal     string   `yaml:"subtotal"`      // 小计
	Menus        struct { // words of the menus and buttons of pages
		Alone  []string `yaml:"alone"`  // that say nothing else
		Beside []string `yaml:"beside"` // that may be headings, too
	} `yaml:"menus"`
}

// Words returns them. They are recalled, or parsed, when they are first asked for.
var Words = sync.OnceValue(func() *FieldWords {
	if w := recallWords(); w != nil {
		return w
	}
	return parseWords()
})

func parseWords() *FieldWords {
	w := &FieldWords{}
	if err := yaml.UnmarshalWithOptions(wordsFile, w, yaml.Strict()); err != nil {
		panic(err)
	}
	return w
}

// phrases puts numbers, units and phrases in the places of {n}, {u} and {name}.
var phrases = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{"{n}", number, "{u}", unit}
	for name, words := range Words().Phrases {
		pairs = append(pairs, "{"+name+"}", words)
	}
	return strings.NewReplacer(pairs...)
})
