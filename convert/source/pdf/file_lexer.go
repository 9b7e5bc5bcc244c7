package pdf

import (
	"math"
	"strconv"
)

// A lexer reads objects from bytes. It never fails: what is broken is nil or a
// word, and the end is a word that is empty.
type lexer struct {
	data []byte
	pos  int
	refs bool // "1 0 R" is a ref, as in the file, not in the instructions of a page
}

// deepest is how deep arrays and dicts may be nested.
const deepest = 64

const end = word("")

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func isRegular(c byte) bool { return !isSpace(c) && !isDelimiter(c) }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// skip passes over white space and comments.
func (l *lexer) skip() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case isSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// next returns the next object or word.
func (l *lexer) next() object { return l.object(0) }

func (l *lexer) object(depth int) object {
	l.skip()
	if l.pos >= len(l.data) {
		return end
	}
	c := l.data[l.pos]
	switch {
	case c == '/':
		return l.name()
	case c == '(':
		return l.literal()
	case c == '<' && l.pos+1 < len(l.data) && l.data[l.pos+1] == '<':
		l.pos += 2
		return l.dict(depth + 1)
	case c == '<':
		return l.hex()
	case c == '[':
		l.pos++
		return l.array(depth + 1)
	case c == '>' && l.pos+1 < len(l.data) && l.data[l.pos+1] == '>':
		l.pos += 2
		return word(">>")
	case isDelimiter(c):
		l.pos++
		return word(c)
	}
	return l.regular()
}

// regular reads a number, a ref or a word.
func (l *lexer) regular() object {
	start := l.pos
	for l.pos < len(l.data) && isRegular(l.data[l.pos]) {
		l.pos++
	}
	token := l.data[start:l.pos]
	if c := token[0]; isDigit(c) || c == '-' || c == '+' || c == '.' {
		n := parseNumber(token)
		if i, ok := n.(int); ok && l.refs && isDigit(c) {
			if r, ok := l.ref(i); ok {
				return r
			}
		}
		if n != nil {
			return n
		}
	}
	switch string(token) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return word(token)
}

// ref reads the rest of a ref behind its number.
func (l *lexer) ref(num int) (ref, bool) {
	at := lexer{data: l.data, pos: l.pos}
	at.skip()
	start := at.pos
	for at.pos < len(at.data) && at.pos < start+6 && isDigit(at.data[at.pos]) {
		at.pos++
	}
	if at.pos == start {
		return ref{}, false
	}
	gen, _ := strconv.Atoi(string(at.data[start:at.pos]))
	at.skip()
	if at.pos >= len(at.data) || at.data[at.pos] != 'R' || at.pos+1 < len(at.data) && isRegular(at.data[at.pos+1]) {
		return ref{}, false
	}
	l.pos = at.pos + 1
	return ref{num, gen}, true
}

// parseNumber reads a number as loosely as viewers do: nil if it is none.
func parseNumber(token []byte) object {
	i, sign := 0, 1.0
	for i < len(token) && (token[i] == '+' || token[i] == '-') {
		if token[i] == '-' {
			sign = -1
		}
		i++
	}
	n, scale, digits, real := 0.0, 1.0, 0, false
	for ; i < len(token); i++ {
		switch c := token[i]; {
		case isDigit(c):
			digits++
			if n = n*10 + float64(c-'0'); real {
				scale *= 10
			}
		case c == '.' && !real:
			real = true
		case c == '-' && digits > 0: // as broken writers have it: 12.-34
			i = len(token)
		default:
			return nil
		}
	}
	if digits == 0 && !real {
		return nil
	}
	n = sign * n / scale
	if real || math.Abs(n) > 1<<52 {
		if math.IsInf(n, 0) || math.IsNaN(n) {
			return 0
		}
		return n
	}
	return int(n)
}

func (l *lexer) name() object {
	l.pos++
	start, escaped := l.pos, false
	for l.pos < len(l.data) && isRegular(l.data[l.pos]) {
		escaped = escaped || l.data[l.pos] == '#'
		l.pos++
	}
	token := l.data[start:l.pos]
	if !escaped {
		return name(token)
	}
	out := make([]byte, 0, len(token))
	for i := 0; i < len(token); i++ {
		if token[i] == '#' && i+2 < len(token) && hexDigit(token[i+1]) >= 0 && hexDigit(token[i+2]) >= 0 {
			out = append(out, byte(hexDigit(token[i+1])<<4|hexDigit(token[i+2])))
			i += 2
			continue
		}
		out = append(out, token[i])
	}
	return name(out)
}

func hexDigit(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) hex() object {
	l.pos++
	var out []byte
	half := -1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		switch h := hexDigit(c); {
		case h < 0:
		case half < 0:
			half = h
		default:
			out, half = append(out, byte(half<<4|h)), -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return text(out)
}

// literal reads a string in brackets.
func (l *lexer) literal() object {
	l.pos++
	var out []byte
	for depth := 1; l.pos < len(l.data); {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		case '\r':
			if l.pos < len(l.data) && l.data[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return text(out)
}

// escape reads what stands behind a backslash.
func (l *lexer) escape(out []byte) []byte {
	if l.pos >= len(l.data) {
		return out
	}
	c := l.data[l.pos]
	l.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.pos < len(l.data) && l.data[l.pos] == '\n' {
			l.pos++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := int(c - '0')
	for i := 0; i < 2 && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7'; i++ {
		n = n<<3 | int(l.data[l.pos]-'0')
		l.pos++
	}
	return append(out, byte(n))
}

// closes reports whether a word ends an array or a dict that closing ends, or
// that the file's structure breaks off: then it is read again outside.
func (l *lexer) closes(o object, closing word) bool {
	w, ok := o.(word)
	switch {
	case !ok:
		return false
	case w == closing || w == end:
		return true
	case w == "endobj" || w == "stream" || w == ">>":
		l.pos -= len(w)
		return true
	}
	return false
}

func (l *lexer) array(depth int) object {
	var a array
	if depth > deepest {
		l.pos = len(l.data)
		return a
	}
	for {
		o := l.object(depth)
		if l.closes(o, "]") {
			return a
		}
		a = append(a, o)
	}
}

func (l *lexer) dict(depth int) object {
	d := dict{}
	if depth > deepest {
		l.pos = len(l.data)
		return d
	}
	for {
		key := l.object(depth)
		if l.closes(key, ">>") {
			return d
		}
		k, ok := key.(name)
		if !ok {
			continue
		}
		val := l.object(depth)
		if l.closes(val, ">>") {
			return d
		}
		d[k] = val
	}
}
