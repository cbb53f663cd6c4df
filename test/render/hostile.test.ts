import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { visibleText } from '../../src/diagnostics/visible-text.js';
import { htmlPage } from '../../src/render/html/page.js';
import { renderDocument } from '../../src/render/render.js';
import { workbook } from '../../src/render/xlsx/workbook.js';
import type { Document } from '../../src/report/document.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { attribute, elementsOf, named, readPage, tablesOf, textOf } from './page-reader.js';
import { column, label, money, ratio, tableDocument, text } from './sample.js';
import { readWorkbook, sheetRows } from './workbook-reader.js';

const COLUMNS = [column('name', 'name', 'left'), column('amount', 'amount')];
const LIST = tableDocument(
  COLUMNS,
  HOSTILE_TEXTS.map((one) => ({ cells: [text(one), money(100n)] })),
);
const SEEN = HOSTILE_TEXTS.map(visibleText);

const OPTIONS = { unit: 'yuan', color: 0, width: 80 } as const;
const page = (document: Document) =>
  htmlPage(document, { unit: 'yuan', digest: (css) => createHash('sha256').update(css).digest('base64') });
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** A document with one text wherever a text can stand. */
function everywhere(one: string): Document {
  const bars = {
    kind: 'bars',
    series: [one, 'b'],
    bars: [{ label: one, detail: one, amounts: [100n, 200n], ratio: { numerator: 1n, denominator: 3n } }],
  } as const;
  const trend = {
    ...{ kind: 'trend', series: [one], ratio: one, estimate: one },
    points: [
      { label: one, amounts: [100n], ratio: { numerator: 1n, denominator: 3n }, estimate: 150n },
      { label: `${one}2`, amounts: [undefined] },
    ],
  } as const;
  const heatMap = { kind: 'heat-map', columns: [one, 'b'], rows: [{ label: one, cells: [1n, 2n] }] } as const;
  const waterfall = {
    kind: 'waterfall',
    opening: { label: one, cents: 100n },
    steps: [{ label: one, cents: -50n }],
    closing: { label: one, cents: 50n },
  } as const;
  const progress = {
    ...{ kind: 'progress', goal: one, reached: one },
    rows: [{ label: one, detail: one, goal: 200n, reached: 100n, ratio: { numerator: 1n, denominator: 2n } }],
  } as const;
  return {
    ...{ lang: 'zh', title: one, subtitle: [one], incomplete: one },
    cover: { facts: [{ name: one, value: one }], figures: [{ name: one, value: text(one), change: text(one), against: one }] },
    sections: [bars, trend, heatMap, waterfall, progress].map((shape) => ({
      ...{ id: one, heading: one },
      blocks: [
        { kind: 'paragraph', tone: 'warning', pieces: [one, text(one), label(one)] },
        {
          ...{ kind: 'table', id: one, title: one, more: one, columns: [column(one, one, 'left'), column('r', 'r')] },
          rows: [{ id: one, cells: [text(one), ratio(1n, 3n)] }, { cells: [label(one)] }],
          chart: { title: one, says: [one, text(one)], shape },
        },
      ],
    })),
  } as Document;
}

test('there are 200 of them, all different', () => {
  expect(new Set(HOSTILE_TEXTS).size).toBe(200);
  expect(HOSTILE_TEXTS.filter((one) => one.length >= 3_400).length).toBeGreaterThan(4);
});

describe('200 hostile names in a column are names, and nothing else', () => {
  test('html: each cell holds its text, and the page has no element more', async () => {
    const html = readPage(await page(LIST));
    expect(tablesOf(html)).toEqual([[['name', 'amount'], ...SEEN.map((one) => [one, '1.00'])]]);
    // As wide, so that it scrolls too.
    const wide = HOSTILE_TEXTS.map(() => ({ cells: [text('a'.repeat(60)), money(100n)] }));
    const harmless = readPage(await page(tableDocument(COLUMNS, wide)));
    const tags = (node: typeof html) => elementsOf(node).map(({ tagName, attrs }) => [tagName, attrs.map(({ name }) => name)].flat());
    expect(tags(html)).toEqual(tags(harmless));
  });

  test('xlsx: each cell is text, none a formula', async () => {
    const { Sheets, SheetNames } = readWorkbook(await workbook(LIST, 'yuan'));
    const sheet = Sheets[SheetNames[1] as string] as (typeof Sheets)[string];
    // What the writer would drop is said instead.
    const written = SEEN.map((one) => one.replaceAll('\ufffd', '\\ufffd'));
    expect(
      sheetRows(sheet)
        .slice(2)
        .map(([name]) => name),
    ).toEqual(written);
    const cells = Object.entries(sheet)
      .filter(([address]) => /^A\d+$/.test(address))
      .map(([, cell]) => cell);
    expect(cells.filter(({ t, f }) => t !== 's' || f !== undefined)).toEqual([]);
  });

  test('csv: a spreadsheet sees no formula, and each text is whole', () => {
    const rows: string[][] = parse(renderDocument(LIST, 'csv', OPTIONS));
    const names = rows.filter((row) => row[3] === 'name').map((row) => row[4] as string);
    expect(names.map((name, index) => (name === `'${SEEN[index]}` ? SEEN[index] : name))).toEqual(SEEN);
    expect(names.filter((name) => /^\s*[=+\-@]/.test(name.normalize('NFKC')))).toEqual([]);
  });

  test('markdown: a row for each, of two cells, nothing in it markup', () => {
    const rows = renderDocument(LIST, 'markdown', OPTIONS)
      .split('\n')
      .filter((line) => line.endsWith('| 1.00 |'));
    const cells = rows.map((row) => row.slice(2, -' | 1.00 |'.length));
    expect(cells.map((cell) => cell.replace(/\\([\\`*_[\]<>#&|~$:.])/g, '$1'))).toEqual(SEEN);
    expect(cells.filter((cell) => /(?<!\\)(?:\\\\)*[<>`*_[\]|]/.test(cell))).toEqual([]);
  });

  test.each(['plain', 'table'] as const)('%s: no control, bidi or invisible character; no text lost', (format) => {
    const output = renderDocument(LIST, format, OPTIONS);
    expect(output).not.toMatch(UNSEEN);
    const squeezed = output.replace(/\s/g, '');
    for (const one of SEEN) expect(squeezed).toContain(one.replace(/\s/g, '').slice(0, 10));
  });
});

describe('a hostile text wherever a text can stand', () => {
  const some = HOSTILE_TEXTS.filter((one, index) => index % 4 === 0 || one.length < 4 || one.startsWith('_'));

  test('html: no script, nothing to load, no handler, only its own style; no id twice', async () => {
    for (const one of some) {
      const html = await page(everywhere(one));
      expect(html, one.slice(0, 50)).not.toMatch(UNSEEN);
      const all = elementsOf(readPage(html));
      const tags = new Set(all.map(({ tagName }) => tagName));
      for (const tag of ['script', 'link', 'img', 'iframe', 'object', 'embed', 'base', 'form', 'image', 'use', 'foreignObject']) {
        expect(tags.has(tag), `${tag} for ${one.slice(0, 50)}`).toBe(false);
      }
      const attributes = all.flatMap(({ attrs }) => attrs);
      expect(attributes.filter(({ name, prefix }) => prefix !== 'xmlns' && /^on|^style$|^src$|^srcset$|^xlink/.test(name))).toEqual([]);
      expect(attributes.filter(({ name, value }) => name === 'href' && !/^#[a-zA-Z0-9-]+$/.test(value))).toEqual([]);
      expect(named(readPage(html), 'style')).toHaveLength(1);
      const ids = all.flatMap((element) => attribute(element, 'id') ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter((id) => !/^[a-zA-Z0-9-]+$/.test(id))).toEqual([]);
      expect(named(readPage(html), 'h1').map(textOf)).toEqual([visibleText(one)]);
    }
  }, 60_000);

  test('xlsx: sheets with names that every program takes, no two alike', async () => {
    for (const one of some) {
      const { SheetNames } = readWorkbook(await workbook(everywhere(one), 'yuan'));
      expect(SheetNames).toHaveLength(6);
      expect(new Set(SheetNames.map((name) => name.toLowerCase())).size).toBe(6);
      for (const name of SheetNames) expect(name).toMatch(/^(?!')(?!history$)[^[\]:*?/\\\p{C}]{1,31}(?<!')$/iu);
    }
  }, 60_000);
});
