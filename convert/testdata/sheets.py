"""Writes made-up reports as workbooks: sheets.py openpyxl|pandas books.json"""
import json
import sys

import openpyxl
from openpyxl.utils import get_column_letter


def value(box):
    text = box["Text"]
    if not box["Figure"]:
        return text or None
    if text == "":
        return None
    return float(text) if "." in text else int(text)


def with_openpyxl(book):
    wb = openpyxl.Workbook()
    sheets = [wb.active] + [wb.create_sheet() for _ in book["Names"][1:]]
    for ws, name in zip(sheets, book["Names"]):
        ws.title = name[:31]
    for b in book["Boxes"]:
        ws = sheets[b["Sheet"]]
        cell = ws.cell(b["Row"] + 1, b["Col"] + 1, value(b))
        if b["Figure"] and "." in b["Text"]:
            cell.number_format = "#,##0.00"
        if b["Rows"] > 1 or b["Cols"] > 1:
            ws.merge_cells(start_row=b["Row"] + 1, start_column=b["Col"] + 1, end_row=b["Row"] + b["Rows"], end_column=b["Col"] + b["Cols"])
    wb.save(book["Out"])


def with_pandas(book):
    import pandas

    with pandas.ExcelWriter(book["Out"]) as out:
        for i, name in enumerate(book["Names"]):
            boxes = [b for b in book["Boxes"] if b["Sheet"] == i]
            height = max(b["Row"] + b["Rows"] for b in boxes)
            width = max(b["Col"] + b["Cols"] for b in boxes)
            grid = [[None] * width for _ in range(height)]
            for b in boxes:
                for y in range(b["Row"], b["Row"] + b["Rows"]):
                    for x in range(b["Col"], b["Col"] + b["Cols"]):
                        grid[y][x] = value(b)
            first = min((b["Row"] for b in boxes if b["Figure"]), default=0)
            left = min((b["Col"] for b in boxes if b["Figure"]), default=0)
            rows = {b["Row"] for b in boxes if b["Figure"]}
            blank = [v is None for v in grid[-1]]
            if width == 1 or all(blank):  # an index beside one blank row would be its only figure
                pandas.DataFrame(grid).to_excel(out, sheet_name=name, header=False, index=False)
            elif len(rows) == height - first and left:
                index = [[grid[y][x] or "" for y in range(first, height)] for x in range(left)]
                heads = [[grid[y][x] or "" for x in range(left, width)] for y in range(first)]
                frame = pandas.DataFrame([row[left:] for row in grid[first:]], dtype=object)
                frame.index = pandas.MultiIndex.from_arrays(index) if left > 1 else index[0]
                frame.columns = pandas.MultiIndex.from_arrays(heads) if first > 1 else heads[0]
                frame.to_excel(out, sheet_name=name)
            else:
                pandas.DataFrame(grid, dtype=object).to_excel(out, sheet_name=name)


for book in json.load(open(sys.argv[2])):
    {"openpyxl": with_openpyxl, "pandas": with_pandas}[sys.argv[1]](book)
