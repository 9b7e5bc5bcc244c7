package pdf

// Attachment returns a file that is attached to a PDF under a name, nil where there is
// none or the PDF cannot be read. Whether its pages say the same is the caller's to know.
func Attachment(data []byte, name string) []byte {
	f, err := openFile(data, &meter{})
	if err != nil {
		return nil
	}
	for _, o := range f.array(f.catalog()["AF"]) {
		spec := f.dict(o)
		if title, _ := f.resolve(spec["F"]).(text); string(title) != name {
			continue
		}
		if s := f.stream(f.dict(spec["EF"])["F"]); s != nil {
			if content, whole := f.unpack(s); whole {
				return content
			}
		}
	}
	return nil
}
