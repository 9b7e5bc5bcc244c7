package serve

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
)

// kinds are the media types of the formats.
var kinds = map[convert.Format]string{
	convert.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	convert.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	convert.PDF:  "application/pdf",
	convert.JSON: "application/json",
	convert.OFD:  "application/ofd",
}

func kindOf(f convert.Format) string {
	if kind := kinds[f]; kind != "" {
		return kind
	}
	return "application/octet-stream"
}

// download gives a report in a format.
func (s *Server) download(w http.ResponseWriter, r *http.Request, it *item) error {
	formats, err := convert.ParseFormats(r.PathValue("format"))
	if err != nil {
		return err
	}
	reading, _, _, err := s.read(it)
	if err != nil {
		return err
	}
	return s.written(w, it.stem()+formats[0].Ext(), formats[0], reading)
}

func (s *Server) written(w http.ResponseWriter, name string, f convert.Format, r *convert.Reading) error {
	var b bytes.Buffer
	if err := s.conv.Write(&b, f, r); err != nil {
		return err
	}
	attachment(w, name, kindOf(f))
	_, err := w.Write(b.Bytes())
	return err
}

// decisions gives what is decided about a report, as it is kept beside one.
func (s *Server) decisions(w http.ResponseWriter, r *http.Request, it *item) error {
	_, decided, err := s.load(it)
	if err != nil {
		return err
	}
	attachment(w, it.fileName()+".nianbao.json", kindOf(convert.JSON))
	_, err = w.Write(decided.Encode())
	return err
}

// diff compares two reports of the list, as a workbook.
func (s *Server) diff(w http.ResponseWriter, r *http.Request) {
	older, newer := s.numbered(r.PathValue("older")), s.numbered(r.PathValue("newer"))
	if older == nil || newer == nil {
		s.refuse(w, r, http.StatusNotFound, words.New("serve.none"))
		return
	}
	if err := s.compared(w, older, newer); err != nil {
		s.fail(w, r, err)
	}
}

func (s *Server) compared(w http.ResponseWriter, older, newer *item) error {
	a, _, _, err := s.read(older)
	if err != nil {
		return err
	}
	b, _, _, err := s.read(newer)
	if err != nil {
		return err
	}
	if a.Report.Year > b.Report.Year && b.Report.Year > 0 {
		a, b = b, a
	}
	d, err := s.conv.Diff(a, b)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := s.conv.WriteDiffs(&out, convert.XLSX, &report.DiffSet{Pairs: []*report.Diff{d}}); err != nil {
		return err
	}
	attachment(w, newer.stem()+"对比.xlsx", kindOf(convert.XLSX))
	_, err = w.Write(out.Bytes())
	return err
}

// chosen are the reports that a request names: id=1&id=2; all without any.
func (s *Server) chosen(r *http.Request) []*item {
	ids := r.URL.Query()["id"]
	if len(ids) == 0 {
		return s.all()
	}
	var items []*item
	for _, id := range ids {
		if it := s.numbered(id); it != nil {
			items = append(items, it)
		}
	}
	return items
}

// sum adds the reports that are chosen.
func (s *Server) sum(w http.ResponseWriter, r *http.Request) {
	if err := s.added(w, r); err != nil {
		s.fail(w, r, err)
	}
}

func (s *Server) added(w http.ResponseWriter, r *http.Request) error {
	formats, err := convert.ParseFormats(r.URL.Query().Get("format"))
	if err != nil {
		return err
	}
	var readings []*convert.Reading
	var missing []string
	for _, it := range s.chosen(r) {
		reading, _, _, err := s.read(it)
		if err != nil {
			missing = append(missing, it.name)
			continue
		}
		readings = append(readings, reading)
	}
	sum, err := s.conv.Sum(readings, convert.SumOptions{Missing: missing})
	if err != nil {
		return err
	}
	var lacks []string
	for _, left := range sum.LeftOut {
		if left.Lacks {
			lacks = append(lacks, left.Reading.Source+" "+words.Say(s.lang(r), left.Why))
		}
	}
	if lacks = append(lacks, missing...); len(lacks) > 0 && !r.URL.Query().Has("anyway") {
		return words.New("serve.lacks", strings.Join(lacks, "\n"))
	}
	name := sum.Report.Agency
	if sum.Report.Year > 0 {
		name += strconv.Itoa(sum.Report.Year) + "年" + sum.Report.Period
	}
	return s.written(w, name+"汇总"+formats[0].Ext(), formats[0], sum.Reading)
}

// zip gives the outputs of the reports that are chosen, with manifest and summary.
func (s *Server) zip(w http.ResponseWriter, r *http.Request) {
	formats, err := convert.ParseFormats(r.URL.Query().Get("format"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	items := s.chosen(r)
	names := uniqueNames(items)
	var packed []Packed
	for i, it := range items {
		data, decided, err := s.load(it)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		packed = append(packed, Packed{names[i], data, decided})
	}
	var b bytes.Buffer
	if err := s.store.Pack(r.Context(), &b, packed, formats); err != nil {
		s.fail(w, r, err)
		return
	}
	attachment(w, "nianbao.zip", "application/zip")
	w.Write(b.Bytes())
}
