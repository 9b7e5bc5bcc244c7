"""Runs the converters that are Python libraries, all in one process.

Arguments: a folder, then pairs: the name of a report and the ending of its file in the
folder. Prints a line for each result, its parts parted by tabs: made CONVERTER REPORT
ENDING PATH; and a line "missing MODULE" for each library that is absent.
"""
import io, os, re, sys, warnings

warnings.simplefilter("ignore")
folder = sys.argv[1]
out = os.path.join(folder, "out")


def load(name):
    try:
        return __import__(name)
    except ImportError:
        print("missing", name, sep="\t")


def read(name):
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        return f.read()


def write(converter, ext, text):
    path = os.path.join(out, "%s@%s%s%s" % (converter, report, ending, ext))
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(text)
    print("made", converter, report, ending, path, sep="\t")


def around(page, table):
    """The page's text with each table as the function gives it."""
    parts = []
    for piece in re.split(r"(?s)(<table.*?</table>)", page):
        if piece.startswith("<table"):
            parts.append(table(pandas.read_html(io.StringIO(piece))[0]))
        else:
            text = re.sub(r"<[^>]*>", "", re.sub(r"</(h1|h2|p)>", "\n", piece))
            parts.append("\n".join(line for line in text.split("\n") if line.strip()))
    return "\n".join(parts) + "\n"


def headed(page):
    """The page with its head rows as <th>, which pandas makes column names of."""
    def head(m):
        rows = re.findall(r"(?s)<tr>.*?</tr>", m.group(0))
        n = next((i for i, r in enumerate(rows) if i and re.search(r">[\d/—.-]+</td>", r)), 1)
        n = min(n, 3)
        return "<table><thead>" + "".join(r.replace("<td", "<th").replace("</td", "</th") for r in rows[:n]) + "</thead><tbody>" + "".join(rows[n:]) + "</tbody></table>"
    return re.sub(r"(?s)<table.*?</table>", head, page)


pandas, html2text, markitdown = load("pandas"), load("html2text"), load("markitdown")
load("lxml"), load("tabulate")
for report, ending in zip(sys.argv[2::2], sys.argv[3::2]):
    name = report + ending
    if name.endswith(".html") and pandas:
        page = read(name)
        write("pandas-csv", ".csv", around(page, lambda t: t.to_csv(index=False)))
        write("pandas-csv-index", ".csv", around(page, lambda t: t.to_csv()))
        write("pandas-csv-bare", ".csv", around(page, lambda t: t.to_csv(index=False, header=False)))
        write("pandas-string", ".txt", around(page, lambda t: t.to_string()))
        write("pandas-string-bare", ".txt", around(page, lambda t: t.to_string(index=False, header=False)))
        write("pandas-markdown", ".md", around(page, lambda t: t.to_markdown()))
        write("pandas-markdown-bare", ".md", around(page, lambda t: t.to_markdown(index=False)))
        write("pandas-html", ".html", around(page, lambda t: t.to_html()))
        write("pandas-heads-csv", ".csv", around(headed(page), lambda t: t.to_csv(index=False)))
        write("pandas-heads-markdown", ".md", around(headed(page), lambda t: t.to_markdown()))
    if name.endswith(".html") and html2text:
        h = html2text.HTML2Text()
        write("html2text-py", ".md", h.handle(read(name)))
        h = html2text.HTML2Text(bodywidth=0)
        h.pad_tables = True
        write("html2text-py-padded", ".md", h.handle(read(name)))
    if markitdown and name.endswith((".html", ".docx", ".pdf")):
        text = markitdown.MarkItDown().convert(os.path.join(folder, name)).text_content
        write("markitdown", ".md", text)
