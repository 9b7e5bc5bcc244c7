package source

import (
	"strings"

	"golang.org/x/net/html/atom"
)

func set(tags ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(tags))
	for _, t := range tags {
		m[t] = true
	}
	return m
}

// voids are the elements that have no end tag.
var voids = set(atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Frame, atom.Hr, atom.Img,
	atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr)

// unseen are the elements whose text is not on the page, or is no text of it:
// how a character is spoken, what was deleted.
var unseen = set(atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Noframes, atom.Iframe,
	atom.Object, atom.Applet, atom.Audio, atom.Video, atom.Canvas, atom.Svg, atom.Datalist,
	atom.Rt, atom.Rp, atom.Del)

// blocks are the elements that begin and end a paragraph.
var blocks = set(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center,
	atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption,
	atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header,
	atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre,
	atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul)

// openings are the elements a saved page or a piece of one begins with.
var openings = set(atom.Html, atom.Head, atom.Body, atom.Meta, atom.Title, atom.Link, atom.Base, atom.Script,
	atom.Style, atom.Table, atom.Tbody, atom.Tr, atom.Div, atom.P, atom.Span, atom.Font, atom.Center, atom.Section,
	atom.Article, atom.H1, atom.H2, atom.H3, atom.H4, atom.Ul, atom.Ol, atom.Form, atom.A, atom.B, atom.Strong)

// isHTML reports whether s, its leading white space cut, is a page. Text and
// Markdown with a table of HTML in it is not: its line breaks count.
func isHTML(s string) bool {
	if !strings.Contains(s, "<") {
		return false
	}
	const sample = 4 << 10
	head := strings.ToLower(s[:min(len(s), sample)])
	for _, mark := range []string{"<!doctype html", "<html", "<body", "<head>"} {
		if strings.Contains(head, mark) {
			return true
		}
	}
	if pipeRule.MatchString(s) {
		return false // Markdown, which may have tags
	}
	if paragraphs := strings.Count(s, "</p>") + strings.Count(s, "</P>") + strings.Count(s, "</div>") + strings.Count(s, "</DIV>"); paragraphs > 2 {
		return true
	}
	if strings.HasPrefix(head, "<!--") {
		return true
	}
	name, isTag := strings.CutPrefix(head, "<")
	if end := strings.IndexFunc(name, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') }); end > 0 {
		name = name[:end]
	}
	return isTag && openings[atom.Lookup([]byte(name))] && strings.HasSuffix(trim(s), ">")
}
