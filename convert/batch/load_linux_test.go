package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nianbao/nianbao/convert"
)

// TestLoad writes a folder of distinct reports for a load run:
//
//	NIANBAO_LOAD=20000 NIANBAO_LOAD_DIR=/tmp/in go test ./convert/batch -run TestLoad
//
// Without these it writes a few and demands that they are read as the reports they
// are made from.
func TestLoad(t *testing.T) {
	dir, n := os.Getenv("NIANBAO_LOAD_DIR"), 40
	if s := os.Getenv("NIANBAO_LOAD"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil || dir == "" {
			t.Fatal("NIANBAO_LOAD must be a number, NIANBAO_LOAD_DIR a folder")
		}
		writeLoad(t, dir, n)
		return
	}
	dir = t.TempDir()
	writeLoad(t, dir, n)
	conv, err := convert.New(convert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	of := make([]string, len(seeds(t)))
	agencies := map[string]bool{}
	for i := range n {
		data := loadReport(seeds(t), i)
		reading, err := conv.Read(loadName(i), []byte(data))
		if err != nil {
			t.Fatalf("report %d: %v", i, err)
		}
		agencies[reading.Report.Agency] = true
		found := fmt.Sprint(reading.Layout.ID, reading.Report.Count("error"))
		if seed := i % len(of); of[seed] == "" {
			of[seed] = found
		} else if of[seed] != found {
			t.Errorf("report %d: %s, want %s", i, found, of[seed])
		}
	}
	if len(agencies) < n/2 {
		t.Errorf("%d reports of %d agencies", n, len(agencies))
	}
}

func seeds(t testing.TB) []string {
	t.Helper()
	files, _ := filepath.Glob("../../testdata/reports/*.txt")
	var all []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(data))
	}
	if len(all) == 0 {
		t.Fatal("no reports in testdata")
	}
	return all
}

func writeLoad(t testing.TB, dir string, n int) {
	t.Helper()
	all := seeds(t)
	for i := range n {
		name := filepath.Join(dir, loadName(i))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(loadReport(all, i)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func loadName(i int) string { return fmt.Sprintf("%03d/r%05d.txt", i/100, i) }

var (
	loadCities   = strings.Fields("临沂 杭州 嘉兴 漳州 宿迁 衢州 鄂尔多斯 攀枝花 呼和浩特 六盘水 驻马店 齐齐哈尔 秦皇岛 景德镇 张家界 防城港 哈密 昌都 儋州 亳州")
	loadCounties = strings.Fields("河东 余杭 嘉善 龙文 沭阳 柯城 准格尔 米易 土默特左 盘州 泌阳 讷河 昌黎 浮梁 慈利 东兴 伊吾 芒康 洋浦 蒙城 莒南 郯城 濉溪 歙县 黟县 鄞州 瓯海 岱岳 兖州 涿鹿")
	loadBureaus  = strings.Fields("医疗保障局 教育局 财政局 水利局 民政局 司法局 卫生健康局 自然资源局 市场监督管理局 退役军人事务局 农业农村局 应急管理局 文化广电和旅游局 生态环境局 统计局 审计局")

	loadAgency  = regexp.MustCompile(`[\p{Han}]{0,3}[市区县]?医疗保障局|医保局`)
	loadFigures = regexp.MustCompile(`(?m)^[0-9 \t|]+$`)
	loadRun     = regexp.MustCompile(`(?m)^[0-9]{6,}\s*\|?$`)
	loadCounted = regexp.MustCompile(`[0-9]+(件|条|次|人次|篇)`)
	loadNumber  = regexp.MustCompile(`[0-9]+`)
)

// loadReport is the i-th report: a real one that another agency has published. Its
// figures are so many times as large, in the tables and in the text, so that what
// held still holds; but for figures that run together.
func loadReport(seeds []string, i int) string {
	text := seeds[i%len(seeds)]
	city, county, bureau := i%len(loadCities), i/len(loadCities)%len(loadCounties), i/len(loadCities)/len(loadCounties)%len(loadBureaus)
	text = loadAgency.ReplaceAllLiteralString(text, loadCities[city]+"市"+loadCounties[county]+"区"+loadBureaus[bureau])
	if loadRun.MatchString(text) {
		return text
	}
	times := func(s string) string {
		return loadNumber.ReplaceAllStringFunc(s, func(d string) string {
			v, err := strconv.Atoi(d)
			if err != nil {
				return d
			}
			return strconv.Itoa(v * (1 + i%9))
		})
	}
	text = loadFigures.ReplaceAllStringFunc(text, times)
	return loadCounted.ReplaceAllStringFunc(text, times)
}

// BenchmarkRun converts a folder of distinct reports with everything that belongs
// to it: manifest, summary, every file synced. It tells how many reports a second
// of processor time is worth.
func BenchmarkRun(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as the command does
	const n = 200
	in := b.TempDir()
	writeLoad(b, in, n)
	conv, err := convert.New(convert.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, list := range []string{"xlsx,pdf", "pdf", "xlsx", "json"} {
		formats, err := convert.ParseFormats(list)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(list, func(b *testing.B) {
			out := b.TempDir()
			runs, before := 0, processorTime(b)
			for b.Loop() {
				if _, err := Run(context.Background(), conv, []string{in}, Options{Out: out, Formats: formats, Force: true}); err != nil {
					b.Fatal(err)
				}
				runs++
			}
			b.ReportMetric(float64(n*runs)/(processorTime(b)-before).Seconds(), "reports/cpu-s")
		})
	}
}

func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
