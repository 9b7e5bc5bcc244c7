package pdf

// An object is one of a PDF file: nil, bool, int, float64, name, text, array,
// dict, ref or *stream. In the instructions of a page it may be a word, too.
type object any

type (
	name  string
	text  string // of bytes, already decrypted
	array []object
	dict  map[name]object
	word  string // an operator, or a keyword of the file's structure
)

// A ref points to an object by its number.
type ref struct{ num, gen int }

// A stream is a dict with bytes behind it, as they stand in the file.
type stream struct {
	dict
	raw []byte
	ref ref  // its own, of which the key to it is made
	cut bool // the file ends before it does
}

// number returns an int or a float as a float.
func number(o object) (float64, bool) {
	switch n := o.(type) {
	case int:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// numbers returns the numbers of an array, at most most of them, 0 for what is none.
func (f *file) numbers(o object, most int) []float64 {
	a, _ := f.resolve(o).(array)
	a = a[:min(len(a), most)]
	list := make([]float64, len(a))
	for i, e := range a {
		list[i], _ = number(f.resolve(e))
	}
	return list
}

func (f *file) dict(o object) dict {
	switch d := f.resolve(o).(type) {
	case dict:
		return d
	case *stream:
		return d.dict
	}
	return nil
}

func (f *file) stream(o object) *stream {
	s, _ := f.resolve(o).(*stream)
	return s
}

func (f *file) int(o object, otherwise int) int {
	n, ok := number(f.resolve(o))
	if !ok || n < -1<<31 || n > 1<<31 {
		return otherwise
	}
	return int(n)
}

func (f *file) name(o object) name {
	n, _ := f.resolve(o).(name)
	return n
}

func (f *file) array(o object) array {
	a, _ := f.resolve(o).(array)
	return a
}
