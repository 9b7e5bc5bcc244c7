package convert_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/nianbao/nianbao/convert"
)

// TestFieldsOffice: a workbook that LibreOffice has opened and saved, and a Word document that
// it has, have the fields in their places.
func TestFieldsOffice(t *testing.T) {
	c, _ := parks(t)
	dir := t.TempDir()
	text := shapes([]string{"表号：园统1表|计量单位：万元、公顷"}, parksRows, []string{"注：1.按实测。", "2.含人工。", "填报人：张三|电话：1381|审核人：", "以上数据均已核对。"})["around.html"]
	r, err := c.Read("a.html", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := fieldsOf(r.Report)
	for format, as := range map[convert.Format]string{convert.XLSX: "xlsx:Calc MS Excel 2007 XML", convert.DOCX: "docx:MS Word 2007 XML"} {
		var b bytes.Buffer
		if err := c.Write(&b, format, r); err != nil {
			t.Fatal(err)
		}
		in := filepath.Join(dir, "a"+format.Ext())
		if err := os.WriteFile(in, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		out := filepath.Join(dir, "saved")
		judge(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", as, "--outdir", out, in)
		saved, err := os.ReadFile(filepath.Join(out, "a"+format.Ext()))
		if err != nil {
			t.Fatal(err)
		}
		back, err := c.Read("saved"+format.Ext(), saved)
		if err != nil {
			t.Errorf("%s: %v", format, err)
		} else if got := fieldsOf(back.Report); got != want {
			t.Errorf("%s saved by LibreOffice reads as %s\nwant %s", format, got, want)
		}
	}
}
