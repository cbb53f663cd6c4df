import { read, type WorkBook, type WorkSheet } from '@e965/xlsx';

/** A workbook read by another library than the one that wrote it: values, formats and text as they stand in the file. */
export function readWorkbook(bytes: Uint8Array): WorkBook {
  return read(bytes, { type: 'buffer', cellNF: true, cellFormula: true, cellStyles: true, sheetStubs: true });
}

/** The rows of a sheet: what each cell holds, undefined for an empty one. */
export function sheetRows(sheet: WorkSheet): unknown[][] {
  const dense = sheet['!data'] ?? [];
  if (dense.length > 0) return dense.map((row) => row.map((cell) => cell?.v));
  const rows: unknown[][] = [];
  for (const [address, cell] of Object.entries(sheet)) {
    const place = /^([A-Z]+)(\d+)$/.exec(address);
    if (place === null) continue;
    const column = [...(place[1] as string)].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const row = Number(place[2]) - 1;
    rows[row] = rows[row] ?? [];
    (rows[row] as unknown[])[column] = (cell as { v?: unknown }).v;
  }
  return rows;
}
