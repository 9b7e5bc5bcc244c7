package source

import (
	"html"
	"testing"
)

// TestMarks: the marks of Markdown are not text, whatever file has them; what only looks
// like them is.
func TestMarks(t *testing.T) {
	tests := []struct{ line, want string }{
		{"#\u00a0一、总体情况", "一、总体情况"},
		{"##\u3000一、总体情况 ##", "一、总体情况"},
		{"##一、总体情况", "一、总体情况"},
		{"###（一）主动公开", "（一）主动公开"},
		{"#（一）主动公开", "（一）主动公开"},
		{"##\u00a0**一、总体情况**", "一、总体情况"},
		{"**（一）主动公开情况。**2024年公开3条。", "（一）主动公开情况。2024年公开3条。"},
		{"**注：**数据截至年底。", "注：数据截至年底。"},
		{"收到**“依申请”**5件，**全部**办结。", "收到“依申请”5件，全部办结。"},
		{"公开**3**条，办结**5**件。", "公开3条，办结5件。"},
		{"**“三安全一稳定”**、**《条例》**。", "“三安全一稳定”、《条例》。"},
		{"***粗斜***和****四星****。", "粗斜和四星。"},
		{"> 引用的文字。", "引用的文字。"},
		{">\u00a0引用的文字。", "引用的文字。"},
		{">引用的文字。", "引用的文字。"},
		{">> 再引用。", "再引用。"},
		{"> ## （一）主动公开", "（一）主动公开"},

		{"张**、李**等人来访，**全部**答复。", "张**、李**等人来访，全部答复。"},
		{"5*3*2=30，a*b。", "5*3*2=30，a*b。"},
		{"C#语言，A#楼。", "C#语言，A#楼。"},
		{"#1号楼的信息。", "#1号楼的信息。"},
		{"#政务公开#话题阅读3次。", "#政务公开#话题阅读3次。"},
		{"1>0，2024年>2023年。", "1>0，2024年>2023年。"},
		{">政务公开>年报", ">政务公开>年报"},
		{">60岁的3人", ">60岁的3人"},
		{"身份证号**************1234。", "身份证号**************1234。"},
	}
	for _, tt := range tests {
		for kind, data := range map[string][]byte{
			"text": []byte("报告\n\n" + tt.line + "\n"),
			"html": []byte("<html><body><p>报告</p><p>" + html.EscapeString(tt.line) + "</p></body></html>"),
			"docx": []byte(docxOf(t, para("报告")+para(html.EscapeString(tt.line)))),
		} {
			doc, err := Read("report", data)
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			if got := doc.Lines[len(doc.Lines)-1].Text; got != tt.want {
				t.Errorf("%s: %q: got %q, want %q", kind, tt.line, got, tt.want)
			}
		}
	}
}
