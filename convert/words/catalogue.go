package words

// catalogue is every message, in Chinese and in English. Messages are fmt formats;
// one language may take the arguments in another order (%[2]s).
var catalogue = join(files, reasons, documents, kinds, fonts, layouts, usage, help, progress, page)

// join makes one table of several. A key belongs to one of them.
func join(tables ...map[string][2]string) map[string][2]string {
	all := map[string][2]string{}
	for _, t := range tables {
		for key, m := range t {
			if _, twice := all[key]; twice {
				panic("words: " + key + " is in two tables")
			}
			all[key] = m
		}
	}
	return all
}
