import { describe, expect, test } from 'vitest';
import type { Chart } from '../../src/report/chart.js';
import type { Cell, Document, Table } from '../../src/report/document.js';
import { documentOf, REPORT_NAMES, type ReportName } from '../support/every-report.js';

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

  test('a book names the institution; a ledger that names one does too', async () => {
    const { cover } = await documentOf('litigation', 'zh');
    expect(cover?.facts).toEqual([{ name: '数据日期', value: '2019-12-31' }]);
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

describe('charts', () => {
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
