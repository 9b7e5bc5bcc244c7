package rtf

// A token is a brace, a control word or symbol with its number, or a byte of text.
type token struct {
	kind      tokenKind
	word      string
	number    int
	hasNumber bool
	byte      byte
	hex       bool // written as \'hh
}

type tokenKind uint8

const (
	endToken tokenKind = iota
	openToken
	closeToken
	wordToken
	byteToken
)

// A scanner cuts a file into tokens. It never goes behind its end.
type scanner struct {
	data  []byte
	at    int
	words map[string]string // those met, each kept once
}

// maxWords is how many words are kept. Word knows some two thousand.
const maxWords = 4_000

// name returns a word as a string.
func (s *scanner) name(word []byte) string {
	if kept, ok := s.words[string(word)]; ok {
		return kept
	}
	name := string(word)
	if len(s.words) < maxWords {
		s.words[name] = name
	}
	return name
}

func (s *scanner) next() token {
	for s.at < len(s.data) {
		b := s.data[s.at]
		s.at++
		switch b {
		case '{':
			return token{kind: openToken}
		case '}':
			return token{kind: closeToken}
		case '\\':
			return s.control()
		case '\r', '\n', 0:
		case '\t':
			return token{kind: wordToken, word: "tab"}
		default:
			return token{kind: byteToken, byte: b}
		}
	}
	return token{}
}

// control reads what stands behind a backslash.
func (s *scanner) control() token {
	if s.at >= len(s.data) {
		return token{}
	}
	start := s.at
	for s.at < len(s.data) && isLetter(s.data[s.at]) && s.at-start < 32 {
		s.at++
	}
	if s.at == start {
		return s.symbol()
	}
	t := token{kind: wordToken, word: s.name(s.data[start:s.at])}
	minus := s.at < len(s.data) && s.data[s.at] == '-'
	if minus {
		s.at++
	}
	for digits := 0; s.at < len(s.data) && isDigit(s.data[s.at]) && digits < 10; digits++ {
		t.number, t.hasNumber = t.number*10+int(s.data[s.at]-'0'), true
		s.at++
	}
	if minus {
		t.number = -t.number
	}
	if s.at < len(s.data) && s.data[s.at] == ' ' {
		s.at++
	}
	if t.word == "bin" {
		s.at += max(0, min(t.number, len(s.data)-s.at))
	}
	return t
}

// symbol reads a backslash's one character.
func (s *scanner) symbol() token {
	b := s.data[s.at]
	s.at++
	switch b {
	case '\'':
		if s.at+2 <= len(s.data) {
			high, low := hexDigit(s.data[s.at]), hexDigit(s.data[s.at+1])
			if high >= 0 && low >= 0 {
				s.at += 2
				return token{kind: byteToken, byte: byte(high<<4 | low), hex: true}
			}
		}
		return token{kind: wordToken, word: "'"}
	case '\\', '{', '}':
		return token{kind: byteToken, byte: b}
	case '\r', '\n':
		return token{kind: wordToken, word: "par"}
	}
	return token{kind: wordToken, word: s.name([]byte{b})}
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func hexDigit(b byte) int {
	switch {
	case isDigit(b):
		return int(b - '0')
	case 'a' <= b|0x20 && b|0x20 <= 'f':
		return int(b|0x20-'a') + 10
	}
	return -1
}
