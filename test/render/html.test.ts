import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visibleText } from '../../src/diagnostics/visible-text.js';
import { formatCell } from '../../src/render/format-cell.js';
import { htmlPage } from '../../src/render/html/page.js';
import type { Document, MoneyUnit } from '../../src/report/document.js';
import { arbitraryDocument } from './arbitrary-document.js';
import { attribute, elementsOf, named, readPage, tablesOf, textOf } from './page-reader.js';
import { absent, column, date, label, money, moneyChange, ratio, sampleReport, tableDocument } from './sample.js';

const digest = (css: string) => createHash('sha256').update(css, 'utf8').digest('base64');
const page = (document: Document, unit: MoneyUnit = 'wan') => htmlPage(document, { unit, digest });

describe('a page', () => {
  test('needs nothing else, and lets nothing else in: its policy names its own style by its hash', async () => {
    const html = readPage(await page(sampleReport('zh')));
    const [policy] = named(html, 'meta').filter((one) => attribute(one, 'http-equiv') === 'Content-Security-Policy');
    const [style, ...others] = named(html, 'style');
    expect(others).toEqual([]);
    expect(attribute(policy as never, 'content')).toBe(
      `default-src 'none'; style-src 'sha256-${digest(textOf(style as never))}'; base-uri 'none'; form-action 'none'`,
    );
    expect(textOf(style as never)).not.toMatch(/url\(|@import|@font-face/);
    expect(elementsOf(html).filter(({ tagName }) => ['script', 'link', 'img', 'iframe'].includes(tagName))).toEqual([]);
  });

  test.each([
    ['zh', 'zh-CN', '注意：'],
    ['en', 'en', 'Warning:'],
  ] as const)('in %s says its language and its warnings', async (lang, tag, warning) => {
    const html = readPage(await page(sampleReport(lang)));
    expect(named(html, 'html').map((one) => attribute(one, 'lang'))).toEqual([tag]);
    const [warned] = named(html, 'p').filter((one) => attribute(one, 'class') === 'warning');
    expect(textOf(warned as never).startsWith(warning)).toBe(true);
  });

  test('says first that rows were left out', async () => {
    const html = readPage(await page({ ...sampleReport('en'), incomplete: 'INCOMPLETE: 3 rows were left out' }));
    const [header] = named(html, 'header');
    expect(textOf(elementsOf(header as never)[0] as never)).toBe('INCOMPLETE: 3 rows were left out');
  });

  test('tables name themselves, their columns and their rows', async () => {
    const html = readPage(await page(sampleReport('en')));
    for (const table of named(html, 'table')) {
      expect(named(table, 'caption')).toHaveLength(1);
      const [head] = named(table, 'thead');
      const heads = named(head as never, 'th');
      expect(heads.map((one) => attribute(one, 'scope'))).toEqual(heads.map(() => 'col'));
      for (const row of named(named(table, 'tbody')[0] as never, 'tr'))
        expect(named(row, 'th').map((one) => attribute(one, 'scope'))).toEqual(['row']);
    }
  });

  test('a keyboard can skip the contents, which lead to the sections', async () => {
    const heading = (id: string) => ({ id, heading: id, blocks: [] });
    const html = readPage(await page({ ...sampleReport('en'), sections: [heading('a'), heading('b')] }));
    const ids = elementsOf(html).flatMap((element) => attribute(element, 'id') ?? []);
    const links = named(html, 'a').map((one) => [textOf(one), (attribute(one, 'href') ?? '').slice(1)] as const);
    expect(links.map(([text]) => text)).toEqual(['Skip the contents', 'a', 'b']);
    for (const [, target] of links) expect(ids).toContain(target);
  });

  test('figures have signs, dates are ISO, what is not known is said', async () => {
    const columns = ['item', 'b', 'c', 'd', 'e', 'f'].map((id) => column(id, id));
    const cells = [label('x'), moneyChange(-1_150_000_00n, 'down'), moneyChange(5n), ratio(2957n, 462_031n), date('2019-12-31'), absent];
    // 1,150,000 yuan are 115.00 wan; 5 cents are 0.000005 wan, which round to 0.00 and have no sign; 2957 / 462031 = 0.64000 %.
    expect(tablesOf(readPage(await page(tableDocument(columns, [{ cells }]))))[0]?.[1]).toEqual([
      'x',
      '-115.00',
      '0.00',
      '0.64%',
      '2019-12-31',
      'n/a',
    ]);
  });

  test('the cover says whose figures they are and what they come to', async () => {
    const cover = {
      facts: [{ name: 'institution', value: 'R & B' }],
      figures: [{ name: 'NPL', value: money(100_000_00n), change: moneyChange(-10_000_00n, 'down'), against: 'since 2018-12-31' }],
    };
    const html = readPage(await page({ ...sampleReport('en'), cover }));
    expect(named(html, 'dd').map(textOf)).toEqual(['R & B']);
    // 100,000 yuan are 10.00 wan, 10,000 are 1.00.
    expect(named(html, 'li').map(textOf)[0]).toBe('NPL 10.00 -1.00 since 2018-12-31');
  });

  // 1,234,567.89 takes 9 × 0.61 + 3 × 0.36 = 6.57 ems; 182 mm of paper are 515.9 points. Seven columns of 6.57 × 8.5 + 10 points are
  // 460.9, eight 526.8; nine of 6.57 × 7 + 6 are 467.9, ten 519.9; eleven of 6.57 × 6.5 + 4 are 513.8, twelve 560.5.
  test.each([
    [7, 'table short', undefined],
    [9, 'table small short', undefined],
    [11, 'table smaller short', undefined],
    [12, 'table wide short', 'side'],
  ] as const)('%i columns of millions on paper', async (count, own, section) => {
    const columns = Array.from({ length: count }, (_, index) => column(`c${index}`, `c${index}`));
    const html = readPage(await page(tableDocument(columns, [{ cells: columns.map(() => money(1_234_567_89n)) }]), 'yuan'));
    expect(named(html, 'section').map((one) => attribute(one, 'class'))).toEqual([section]);
    expect(named(html, 'div').map((one) => attribute(one, 'class'))).toEqual([own]);
  });

  // Paper has 92 mm = 260.8 points beside a chart; four columns of 6.57 × 8 + 8 points are 242.2, five 302.8.
  test.each([
    [4, 'pair beside'],
    [5, 'pair'],
  ] as const)('%i columns of millions and their chart on paper', async (count, pair) => {
    const columns = Array.from({ length: count }, (_, index) => column(`c${index}`, `c${index}`));
    const document = tableDocument(columns, [{ cells: columns.map(() => money(1_234_567_89n)) }]);
    const bars = [1n, 2n].map((cents) => ({ label: 'x', amounts: [cents] }));
    const chart = { title: 'T', says: [], shape: { kind: 'bars' as const, series: ['s'], bars } };
    const sections = document.sections.map((section) => ({ ...section, blocks: section.blocks.map((block) => ({ ...block, chart })) }));
    const html = readPage(await page({ ...document, sections }, 'yuan'));
    expect(attribute(named(html, 'div')[0] as never, 'class')).toBe(pair);
  });

  test('a drawing in characters is left out', async () => {
    const document = tableDocument([column('a', 'a')], []);
    const sketched: Document = {
      ...document,
      sections: [{ id: 's', heading: 'S', blocks: [{ kind: 'paragraph', tone: 'plain', pieces: ['▁▂█'], sketch: true }] }],
    };
    expect(await page(sketched)).not.toContain('▁▂█');
  });

  test('any document: every cell as it is written elsewhere, ids once, the same bytes twice', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        const html = await page(document);
        expect(await page(document)).toBe(html);
        const read = readPage(html);
        const format = { style: 'signs', lang: document.lang, unit: 'wan' } as const;
        const tables = document.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
        const expected = tables.map(({ columns, rows }) => [
          columns.map(({ header }) => visibleText(header)),
          ...rows.map(({ cells }) => cells.map((cell) => visibleText(formatCell(cell, format)))),
        ]);
        expect(tablesOf(read)).toEqual(expected);
        const ids = elementsOf(read).flatMap((element) => attribute(element, 'id') ?? []);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 60 },
    );
  });
});
