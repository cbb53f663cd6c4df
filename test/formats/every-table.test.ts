import { beforeAll, describe, expect, test } from 'vitest';
import type { Block, Cell, Document, Table } from '../../src/report/document.js';
import { contentOf, type Deliverable, type OutputOptions } from '../../src/run/output/deliver.js';
import { readPage, tablesOf } from '../render/page-reader.js';
import { readWorkbook, sheetRows } from '../render/workbook-reader.js';
import { REPORT_NAMES, type ReportName, takeReport } from '../support/every-report.js';
import { type Figure, written } from '../support/report-figures.js';
import { type MappedTables, provenance, UNTOLD, WORDS } from './mapping.js';
import { litigationTables, responsibilityTables } from './tables-cases.js';
import { diffTables, migrationTables, newNplTables, rollForwardTables, seriesTables, watchTables } from './tables-period.js';
import { concentrationTables, planTables, provisionTables, qualityTables, writeOffTables } from './tables-recovery.js';
import { tasksTables } from './tables-tasks.js';

const MAPPED: Readonly<Record<ReportName, (json: unknown) => MappedTables>> = {
  'write-off': writeOffTables,
  quality: qualityTables,
  provision: provisionTables,
  plan: planTables,
  tasks: tasksTables,
  litigation: litigationTables,
  responsibility: responsibilityTables,
  concentration: concentrationTables,
  series: seriesTables,
  'roll-forward': rollForwardTables,
  migration: migrationTables,
  'new-npl': newNplTables,
  watch: watchTables,
  diff: diffTables,
};

type Lang = 'zh' | 'en';
const NEVER_CUT = 1000;
const OUTPUT: OutputOptions = { format: 'html', lang: 'zh', unit: 'yuan', color: 0, width: 80 };
/** Day 0 of a sheet's dates, in days before 1970-01-01. */
const SERIAL_OF_1970 = 25_569;
const DAY_MS = 86_400_000;

/** Every table with where it stands. */
function tablesWithIds({ sections }: Document): { readonly id: string; readonly table: Table }[] {
  return sections.flatMap((section) =>
    section.blocks.flatMap((block) => (block.kind === 'table' ? [{ id: `${section.id}/${block.id}`, table: block }] : [])),
  );
}

/** A value of the JSON as the figure that a cell of this kind says. */
function figureOf(value: unknown, kind: Cell['kind']): Figure | 'words' | 'moved' {
  if (value === UNTOLD || value === WORDS) return 'words';
  if (kind === 'label') return value === undefined || value === null ? { kind: 'blank' } : 'words';
  if (value === undefined || value === null) return { kind: 'absent' };
  const text = String(value);
  switch (kind) {
    case 'count':
    case 'days':
      return { kind: 'count', value: value as number };
    case 'count-change':
      return 'moved';
    case 'money':
      return { kind: 'money', cents: BigInt(text.replace('.', '')) };
    case 'money-change':
      return { kind: 'change', cents: BigInt(text.replace('.', '')) };
    case 'ratio':
      return typeof value === 'string' ? rate(value) : ratioOf(value as { numerator: string; denominator: string });
    case 'points-change':
      return { kind: 'points', value: text };
    default:
      return { kind: 'text', text };
  }
}

function ratioOf({ numerator, denominator }: { numerator: string; denominator: string }): Figure {
  return { kind: 'ratio', numerator: BigInt(numerator.replace('.', '')), denominator: BigInt(denominator.replace('.', '')) };
}

/** "0.025": 25 of 1000. */
function rate(decimal: string): Figure {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { kind: 'ratio', numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}

/** A quotient to the digits that a sheet keeps, the last rounded half up. */
function fifteenDigits({ numerator, denominator }: { readonly numerator: bigint; readonly denominator: bigint }): number {
  const scale = 60;
  const digits = String(((numerator < 0n ? -numerator : numerator) * 10n ** BigInt(scale)) / denominator);
  if (digits === '0') return 0;
  const dropped = Math.max(0, digits.length - 15);
  const kept = (BigInt(digits) + 5n * 10n ** BigInt(Math.max(0, dropped - 1))) / 10n ** BigInt(dropped);
  return Number(`${numerator < 0n ? '-' : ''}${kept}e${dropped - scale}`);
}

/** What a sheet holds of a figure. */
function held(figure: Figure, lang: Lang, isDate: boolean): unknown {
  switch (figure.kind) {
    case 'count':
      return figure.value;
    case 'money':
    case 'change':
      return Number(figure.cents) / 100;
    case 'ratio':
      return fifteenDigits(figure);
    case 'points':
      return Number(figure.value) * 100;
    case 'text':
      return isDate ? Date.parse(`${figure.text}T00:00:00Z`) / DAY_MS + SERIAL_OF_1970 : figure.text;
    default:
      return written(figure, lang);
  }
}

/** The same without charts: they take longest, and are drawn alike in both languages. */
function undrawn({ document, json }: Deliverable): Deliverable {
  const without = (block: Block): Block => (block.kind === 'table' ? { ...block, chart: undefined } : block) as Block;
  return {
    json,
    document: async (lang, unit) => {
      const whole = await document(lang, unit);
      return { ...whole, sections: whole.sections.map((section) => ({ ...section, blocks: section.blocks.map(without) })) };
    },
  };
}

/** What a page and a workbook show of a cell, held against the JSON's value. Gives whether it is a figure or data. */
function expectCell(
  value: unknown,
  cell: Cell | undefined,
  found: { readonly said: string; readonly kept: unknown },
  lang: Lang,
  where: string,
): boolean {
  const kind = cell?.kind ?? 'label';
  const figure = figureOf(value, kind);
  const { said, kept } = found;
  if (figure === 'words') {
    expect(kind === 'label' || kind === 'text' || value === UNTOLD, `${where}: ${said}`).toBe(true);
    return false;
  }
  if (figure === 'moved') {
    expect([said, kept], where).toEqual([signed(value as number), value]);
    return true;
  }
  expect(said, where).toBe(written(figure, lang));
  const wanted = held(figure, lang, kind === 'date');
  if (figure.kind === 'points') expect(kept, where).toBeCloseTo(wanted as number, 12);
  else expect(kept, where).toBe(wanted);
  return true;
}

describe.each(REPORT_NAMES)('npl %s', (name) => {
  let taken: Deliverable;
  beforeAll(async () => {
    taken = await takeReport(name, { limit: NEVER_CUT });
  });

  test.each(['zh', 'en'] as const)('%s: every cell of the page and of the workbook is the JSON’s', async (lang) => {
    const json: unknown = JSON.parse(JSON.stringify(taken.json()));
    const tables = tablesWithIds(await taken.document(lang, 'yuan'));
    const mapped: MappedTables = { ...MAPPED[name](json), ...provenance(json) };
    expect(tables.map(({ id }) => id).sort()).toEqual(Object.keys(mapped).sort());
    const delivered = lang === 'zh' ? taken : undrawn(taken);
    const page = tablesOf(readPage([...(await contentOf(delivered, { ...OUTPUT, lang }))].join('')));
    const { Sheets, SheetNames } = readWorkbook([...(await contentOf(taken, { ...OUTPUT, lang, format: 'xlsx' }))][0] as Uint8Array);
    expect([page.length, SheetNames.length - 1]).toEqual([tables.length, tables.length]);
    let figures = 0;
    for (const [index, { id, table }] of tables.entries()) {
      const expected = mapped[id] ?? [];
      const [, ...shown] = page[index] as string[][];
      const sheet = sheetRows(Sheets[SheetNames[index + 1] as string] as never).slice(2);
      expect([shown.length, sheet.length], `${name} ${id}: rows`).toEqual([expected.length, expected.length]);
      const columns = table.columns.map((column) => column.id);
      for (const [at, row] of expected.entries()) {
        // A column that no row says anything in is left out, and nothing else is.
        for (const [column, value] of Object.entries(row)) {
          if (!columns.includes(column)) expect([undefined, '0.00', WORDS], `${name} ${id}: no column ${column}`).toContain(value);
        }
        for (const [place, column] of columns.entries()) {
          const found = { said: shown[at]?.[place] ?? '', kept: sheet[at]?.[place] ?? '' };
          const where = `${name} ${lang} ${id} row ${at + 1} column ${column}`;
          if (expectCell(row[column], table.rows[at]?.cells[place], found, lang, where)) figures++;
        }
      }
    }
    expect(figures).toBeGreaterThan(20);
  });
});

/** "+2", "-1", "0". */
function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value);
}
