import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../cli/program.js';
import { npl } from '../cli/run-npl.js';
import { attribute, elementsOf, named, readPage, textOf } from '../render/page-reader.js';
import { readWorkbook, sheetRows } from '../render/workbook-reader.js';
import { CLASS_WORDS, HUAIBEI, huaibeiJson } from '../support/huaibei-report.js';
import { type Figure, type ReportJson, reportTables, written } from '../support/report-figures.js';

let folder = '';
let json: { readonly now: ReportJson; readonly before: ReportJson };

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'npl-formats-'));
  json = await huaibeiJson();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['zh', 'en'] as const)('the huaibei year in %s', (lang) => {
  test('html: every table equals the JSON, cell for cell', async () => {
    const { exit, stdout } = await npl([...HUAIBEI, '--lang', lang, '-O', 'html']);
    expect(exit).toBe(0);
    const tables = named(readPage(stdout), 'table').map((table) => {
      const id = attribute(named(table, 'caption')[0] as never, 'id') as string;
      const rows = named(named(table, 'tbody')[0] as never, 'tr');
      // The words in front of a row are told by transcripts.
      return [id.replace(/^t-.*?-(?=[a-z-]+$)/, ''), rows.map((row) => elementsOf(row).slice(1).map(textOf))] as const;
    });
    const expected = reportTables(json.now, json.before, CLASS_WORDS[lang]);
    expect(tables.map(([id]) => id)).toHaveLength(expected.size);
    for (const [index, [name, figures]] of [...expected].entries()) {
      const [id, rows] = tables[index] as (typeof tables)[number];
      expect(id).toMatch(new RegExp(`(^|-)${name}$`));
      expect(rows, name).toEqual(figures.map((row) => row.map((figure, at) => shown(figure, lang, rows[figures.indexOf(row)]?.[at]))));
    }
  });

  test('xlsx: every sheet equals the JSON, cell for cell', async () => {
    const path = join(folder, `${lang}.xlsx`);
    const { exit } = await npl([...HUAIBEI, '--lang', lang, '-o', path]);
    expect(exit).toBe(0);
    const { Sheets, SheetNames } = readWorkbook(readFileSync(path));
    const expected = reportTables(json.now, json.before, CLASS_WORDS[lang]);
    expect(SheetNames).toHaveLength(expected.size + 1);
    for (const [index, [name, figures]] of [...expected].entries()) {
      const rows = sheetRows(Sheets[SheetNames[index + 1] as string] as never)
        .slice(2)
        .map((row) => row.slice(1));
      expect(rows, name).toHaveLength(figures.length);
      for (const [at, row] of figures.entries()) {
        for (const [column, figure] of row.entries()) expectHeld(figure, rows[at]?.[column], lang, `${name} ${at + 1}:${column + 1}`);
      }
    }
  });
});

/** "*" stands for words that the JSON does not have. */
function shown(figure: Figure, lang: 'zh' | 'en', found: string | undefined): string {
  return figure.kind === 'text' && figure.text === '*' && found !== '' ? (found as string) : written(figure, lang);
}

/** Amounts are numbers to the cent, ratios to 15 digits. */
function expectHeld(figure: Figure, found: unknown, lang: 'zh' | 'en', place: string): void {
  if (figure.kind === 'points') expect(found, place).toBeCloseTo(Number(figure.value) * 100, 12);
  else expect(found ?? '', place).toBe(held(figure, lang, found));
}

function held(figure: Exclude<Figure, { kind: 'points' }>, lang: 'zh' | 'en', found: unknown): string | number {
  switch (figure.kind) {
    case 'count':
      return figure.value;
    case 'money':
    case 'change':
      return Number(figure.cents) / 100;
    case 'ratio':
      return Number((Number(figure.numerator) / Number(figure.denominator)).toPrecision(15));
    default:
      return shown(figure, lang, typeof found === 'string' ? found : undefined);
  }
}
