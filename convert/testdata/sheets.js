// Writes made-up reports as workbooks: node sheets.js books.json
const fs = require('fs');
const ExcelJS = require('exceljs');
(async () => {
  for (const book of JSON.parse(fs.readFileSync(process.argv[2]))) {
    const wb = new ExcelJS.Workbook();
    const sheets = book.Names.map(name => wb.addWorksheet(name.slice(0, 31)));
    for (const b of book.Boxes) {
      const ws = sheets[b.Sheet], cell = ws.getCell(b.Row + 1, b.Col + 1);
      if (b.Rows > 1 || b.Cols > 1) ws.mergeCells(b.Row + 1, b.Col + 1, b.Row + b.Rows, b.Col + b.Cols);
      if (b.Text === '') continue;
      if (!b.Figure) cell.value = { richText: [{ text: b.Text.slice(0, 1), font: { bold: true } }, { text: b.Text.slice(1) }] };
      else cell.value = Number(b.Text);
      if (b.Figure && b.Text.includes('.')) cell.numFmt = '0.00_ ';
    }
    await wb.xlsx.writeFile(book.Out);
  }
})().catch(e => { console.error(e); process.exit(1); });
