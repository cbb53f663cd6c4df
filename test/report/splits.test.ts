import { describe, expect, test } from 'vitest';
import type { Cell, Document, Table } from '../../src/report/document.js';
import { documentOf, type ReportName } from '../support/every-report.js';

/** Reports whose splits are lists: --limit cuts them. The others have a line for each value. */
const LISTED: readonly ReportName[] = [
  ...(['write-off', 'plan', 'litigation', 'responsibility', 'concentration'] as const),
  ...(['roll-forward', 'migration', 'new-npl', 'watch', 'diff'] as const),
];
const WHOLE: readonly ReportName[] = ['quality', 'provision', 'series'];

const splitsOf = ({ sections }: Document): Table[] =>
  sections
    .filter(({ id }) => id === 'by' || id.startsWith('by-20'))
    .flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));

/** A count or an amount that adds up; ratios do not. */
const amountOf = (cell: Cell | undefined): bigint | undefined =>
  cell?.kind === 'money' || cell?.kind === 'money-change' ? cell.cents : cell?.kind === 'count' ? BigInt(cell.value) : undefined;

function expectToAddUp({ id, columns, rows }: Table, name: string): void {
  const total = rows.at(-1);
  expect(total, name).toMatchObject({ id: 'total', tone: 'total' });
  const summed = columns.flatMap((column, at) => {
    const whole = amountOf(total?.cells[at]);
    return whole === undefined
      ? []
      : [{ column: column.id, whole, parts: rows.slice(0, -1).map(({ cells }) => amountOf(cells[at]) ?? 0n) }];
  });
  expect(summed.length, `${name} ${id}`).toBeGreaterThan(0);
  for (const { column, whole, parts } of summed) {
    expect(
      parts.reduce((sum, part) => sum + part, 0n),
      `${name} ${id} ${column}`,
    ).toBe(whole);
  }
}

describe('splits by dimension', () => {
  test.each([...LISTED, ...WHOLE])('%s: the rows make the total, which is of the unsplit tables', async (name) => {
    const tables = splitsOf(await documentOf(name));
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      expect(table.rows.length).toBeGreaterThan(1);
      expectToAddUp(table, name);
    }
  });

  // Of the months of 2024 one loan is watched, which is all that becomes NPL.
  test('watch: what is watched and what becomes NPL are two sums', async () => {
    const files = { ledgers: ['fixtures/huaibei/ledger-2019-12-31.csv'], events: [], writeOffs: [] };
    const [table] = splitsOf(await documentOf('watch', 'en', files)) as [Table];
    const [, watched, , becoming] = table.rows.at(-1)?.cells ?? [];
    expect(amountOf(watched)).toBeGreaterThan(amountOf(becoming) as bigint);
    expectToAddUp(table, 'watch');
  });

  test.each(LISTED)('%s --limit 1: a row, how many are not shown with their sum, and the same total', async (name) => {
    const [whole, cut] = [splitsOf(await documentOf(name)), splitsOf(await documentOf(name, 'en', { limit: 1 }))];
    for (const [at, table] of cut.entries()) {
      const all = whole[at] as Table;
      const left = all.rows.length - 2;
      expect(table.rows.map(({ id }) => id)).toEqual([undefined, ...(left === 0 ? [] : ['more']), 'total']);
      if (left > 0) expect(table.rows[1]?.cells[0]).toEqual({ kind: 'label', text: `and ${left} more` });
      expect(table.rows.at(-1)).toEqual(all.rows.at(-1));
      expectToAddUp(table, name);
    }
  });
});
