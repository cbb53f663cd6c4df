import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Chart } from '../../src/report/chart.js';
import type { Cell, Document, Table } from '../../src/report/document.js';
import type { Deliverable } from '../../src/run/output/deliver.js';
import { runLitigation } from '../../src/run/recovery/litigation.js';
import { closeMonth, initBook, OUTPUT, SILENT } from '../book/journeys.js';
import { documentOf, REPORT_NAMES, type ReportName } from '../support/every-report.js';

const FROM_BOOK = {
  ...{ ledgers: [], since: [], base: [], events: [], writeOffs: [], recoveries: [], disposals: [], idMap: [], overrides: [], where: [] },
  ...{ by: [], skipLines: 0, allowNegative: false, allowEmpty: false, strict: false, basis: 'stricter' as const },
};

/** Reports that a department sends on, and how many charts stand in them: on the fixtures that support/every-report.ts names. */
const CHARTS: Readonly<Partial<Record<ReportName, readonly string[]>>> = {
  'write-off': ['written', 'by', 'backlog-rules', 'claims'],
  quality: ['ratios', 'by'],
  provision: ['classes', 'by'],
  plan: ['coverage', 'months', 'tiers', 'measures', 'responsible'],
  tasks: [
    ...['task-cash-principal', 'task-written-off', 'task-reduction', 'ceilings', 'disposal'],
    // Officers: what they were to collect, and what they disposed of.
    ...['task-cash-principal', 'disposal'],
  ],
  litigation: ['stages', 'runs-out', 'by'],
  responsibility: ['states', 'persons', 'first-responsible', 'managing', 'by'],
  concentration: ['largest', 'sizes', 'ages', 'industry', 'by'],
  'new-npl': ['sums', 'by'],
};
const WITH_COVER = REPORT_NAMES.filter((name) => name !== 'diff');

const tablesOf = ({ sections }: Document): Table[] => sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));

/** A figure as it stands, whatever its sign is shown by. */
function figureOf(cell: Cell): string | undefined {
  switch (cell.kind) {
    case 'money':
    case 'money-change':
      return `${cell.cents < 0n ? -cell.cents : cell.cents}`;
    case 'count':
      return `${cell.value} loans`;
    case 'ratio':
      return `${cell.ratio.numerator}/${cell.ratio.denominator}`;
    case 'points-change':
      return `${cell.value.abs().toString()} points`;
    default:
      return undefined;
  }
}

/** Every figure of the tables and sentences. */
function statedIn({ sections }: Document): Set<string> {
  const cells = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block): (Cell | string)[] =>
      block.kind === 'table' ? block.rows.flatMap(({ cells: own }) => own) : [...block.pieces],
    ),
  );
  return new Set(cells.flatMap((cell) => (typeof cell === 'string' ? [] : (figureOf(cell) ?? []))));
}

/** What a chart draws, as cells. */
function drawnBy({ shape }: Chart): Cell[] {
  const money = (cents: bigint | undefined): Cell[] => (cents === undefined ? [] : [{ kind: 'money', cents }]);
  const ratio = (value: { readonly numerator: bigint; readonly denominator: bigint } | undefined): Cell[] =>
    value === undefined ? [] : [{ kind: 'ratio', ratio: value }];
  switch (shape.kind) {
    case 'bars':
      return shape.bars.flatMap(({ amounts, ratio: own }) => [...amounts.flatMap(money), ...ratio(own)]);
    case 'progress':
      return shape.rows.flatMap(({ goal, reached, ratio: own }) => [...money(goal), ...money(reached), ...ratio(own)]);
    case 'waterfall':
      return [shape.opening, ...shape.steps, shape.closing].flatMap(({ cents }) => money(cents));
    case 'trend':
      return shape.points.flatMap(({ amounts, ratio: own, estimate }) => [...amounts.flatMap(money), ...ratio(own), ...money(estimate)]);
    case 'heat-map':
      return shape.rows.flatMap(({ cells }) => cells.flatMap(money));
  }
}

describe('covers', () => {
  test.each(WITH_COVER)('%s: as of when, and key figures that its tables or sentences state', async (name) => {
    const document = await documentOf(name);
    const { facts = [], figures = [] } = document.cover ?? {};
    expect(facts.map(({ value }) => value).join(' ')).toMatch(/20(19|24)-12-31/);
    expect(figures.length).toBeGreaterThanOrEqual(2);
    expect(new Set(figures.map(({ name: own }) => own)).size).toBe(figures.length);
    const stated = statedIn(document);
    for (const { name: own, value } of figures) {
      const figure = figureOf(value);
      expect(figure === undefined || stated.has(figure) || isCountOfRows(value, document), `${name}: ${own} ${figure}`).toBe(true);
    }
  });

  test('a book names the institution', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'npl-covers-'));
    try {
      const [book, config] = [join(folder, 'book'), join(folder, 'book.yaml')];
      writeFileSync(config, 'institution: 桐川农商行\n');
      await initBook(book, { configFile: config });
      await closeMonth(book, ['fixtures/huaibei/ledger-2019-12-31.csv']);
      let facts: unknown;
      const take = async ({ document }: Deliverable) => {
        facts = (await document('zh', 'yuan')).cover?.facts;
      };
      const options = { ...OUTPUT, ...FROM_BOOK, book, limit: 20, litigation: [], within: 90, take };
      expect(await runLitigation(options, SILENT)).toBe(0);
      expect(facts).toEqual([
        { name: '机构', value: '桐川农商行' },
        { name: '数据日期', value: '2019-12-31' },
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('double reduction in words', async () => {
    const of = async (lang: 'zh' | 'en') => (await documentOf('quality', lang)).cover?.facts.at(-1);
    // Balance 30.72 to 29.57 million, ratio 0.86 to 0.64 %: one ledger before is one year.
    expect(await of('en')).toEqual({ name: 'double reduction', value: 'yes: balance and ratio both fell (since 2018-12-31)' });
    expect(await of('zh')).toEqual({ name: '双降', value: '是：余额与不良率均下降（较 2018-12-31）' });
  });
});

/** How many rows a list has: "overdue for determination 2". */
function isCountOfRows(value: Cell, document: Document): boolean {
  return value.kind === 'count' && (value.value === 0 || tablesOf(document).some(({ rows }) => rows.length === value.value));
}

/** Texts of data that a table shows, and those that a chart names. */
function textsOf(document: Document): { readonly shown: Set<string>; readonly drawn: readonly string[] } {
  const tables = tablesOf(document);
  const cells = tables.flatMap(({ rows }) => rows.flatMap(({ cells: own }) => own));
  return {
    shown: new Set(cells.flatMap((cell) => (cell.kind === 'text' ? [cell.text] : []))),
    drawn: tables.flatMap(({ chart }) => (chart?.says ?? []).flatMap((piece) => (typeof piece === 'string' ? [piece] : []))),
  };
}

describe('charts', () => {
  test.each(Object.keys(CHARTS) as ReportName[])('%s --limit 3: name and draw nobody whom the tables do not show', async (name) => {
    const [whole, cut] = [await documentOf(name, 'en', { limit: 1000 }), await documentOf(name, 'en', { limit: 3 })];
    const [all, left] = [textsOf(whole), textsOf(cut)];
    // Else a name would escape --mask, which knows those in tables.
    expect(left.drawn.filter((text) => all.shown.has(text) && !left.shown.has(text))).toEqual([]);
    const stated = statedIn(cut);
    const drawn = tablesOf(cut).flatMap(({ chart }) => (chart === undefined ? [] : drawnBy(chart).flatMap((cell) => figureOf(cell) ?? [])));
    expect(drawn.filter((figure) => figure !== '0' && !stated.has(figure))).toEqual([]);
  });

  test.each(Object.entries(CHARTS) as [ReportName, readonly string[]][])('%s: beside these tables', async (name, tables) => {
    const drawn = tablesOf(await documentOf(name)).filter(({ chart }) => chart !== undefined);
    expect(drawn.map(({ id }) => id)).toEqual(tables);
  });

  test.each(Object.keys(CHARTS) as ReportName[])('%s: draw only what the tables state, and say all of it', async (name) => {
    for (const lang of ['zh', 'en'] as const) {
      const document = await documentOf(name, lang);
      const stated = statedIn(document);
      for (const { id, chart } of tablesOf(document)) {
        if (chart === undefined) continue;
        const drawn = drawnBy(chart).flatMap((cell) => figureOf(cell) ?? []);
        expect(
          drawn.filter((figure) => figure !== '0' && !stated.has(figure)),
          `${name} ${id}`,
        ).toEqual([]);
        const said = new Set(chart.says.flatMap((piece) => (typeof piece === 'string' ? [] : (figureOf(piece) ?? []))));
        expect(
          drawn.filter((figure) => !said.has(figure)),
          `${name} ${id}`,
        ).toEqual([]);
        expect(chart.title.length).toBeGreaterThan(3);
      }
    }
  });
});
