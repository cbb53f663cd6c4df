import { describe, expect, it } from 'vitest';
import { isUnclear, totalsLabel } from '../../src/table/totals-label.js';
import { readText, refusalOf, told, totalOf } from './read-text.js';

const HEADER = '借据号,客户名称,贷款余额,贷款金额,五级分类';
const lines = (...rows: string[]) => `${[HEADER, ...rows].join('\n')}\n`;
/** Balances 1 + 2 + 4 + 8 = 15, amounts 10 + 20 + 40 + 80 = 150: each sum tells which rows are in it. */
const [A, B, C, D] = ['A,甲,1,10,正常', 'B,乙,2,20,正常', 'C,丙,4,40,正常', 'D,丁,8,80,正常'] as const;

async function outcome(...rows: string[]): Promise<string> {
  try {
    return String(totalOf(await readText(lines(...rows))));
  } catch {
    return told((await refusalOf(readText(lines(...rows)))).diagnostics[0]!);
  }
}

describe('totals rows', { timeout: 60_000 }, () => {
  it.each([
    ['of all rows', [A, B, '合计,,3,30,'], '300'],
    ['that state one column only', [A, B, '合计,,3,,'], '300'],
    ['that state nothing', [A, B, '合计,,,,'], '300'],
    ['of parts and of the whole', [A, B, '小计,,3,30,', C, '小计,,4,40,', '总计,,7,70,'], '700'],
    ['of parts without a whole', [A, '小计,,1,,', B, C, '小计,,6,,'], '700'],
    ['of pages, each called a total', [A, B, '合计,,3,,', C, D, '合计,,12,,'], '1500'],
    [
      'of parts of parts',
      [A, '小计,,1,,', B, '小计,,2,,', '合计,,3,,', C, '小计,,4,,', D, '小计,,8,,', '合计,,12,,', '总计,,15,,'],
      '1500',
    ],
    ['with a count', [A, B, '合计2笔,,3,,'], '300'],
    ['with a count in another cell', [A, B, '合计,共2笔,3,,'], '300'],
    ['with an English label', [A, B, 'Grand Total:,,3,,'], '300'],
    ['on top', ['合计,,15,150,', A, B, C, D], '1500'],
    ['in the name column', [A, B, ',合计,3,,'], '300'],
    ['of a named part', [A, B, '相山支行小计,,3,,'], '300'],
  ])('%s agree', async (_name, rows, expected) => {
    expect(await outcome(...rows)).toBe(expected);
  });

  it.each([
    ['a wrong sum', [A, B, '合计,,4,30,'], 'E_CONTROL_TOTAL 4:3'],
    ['a wrong sum of the second column', [A, B, '合计,,3,31,'], 'E_CONTROL_TOTAL 4:4'],
    ['a sum that mixes a part and the whole', [A, '小计,,1,10,', B, '合计,,3,20,'], 'E_CONTROL_TOTAL 5:4'],
    ['a grand total of the last part', [A, '小计,,1,,', B, '总计,,2,,'], 'E_CONTROL_TOTAL 5:3'],
    ['a part within a part', [A, B, C, '小计,,6,,'], 'E_CONTROL_TOTAL 5:3'],
    [
      'a sum that begins inside a part that is closed',
      [A, '小计,,1,,', B, '小计,,2,,', '合计,,3,,', C, '合计,,6,,'],
      'E_CONTROL_TOTAL 8:3',
    ],
    ['a total that repeats the last part', [A, '小计,,1,,', B, '小计,,2,,', '合计,,2,,'], 'E_CONTROL_TOTAL 6:3'],
    ['a wrong total above another on top', ['合计,,14,,', '合计,,15,,', A, B, C, D], 'E_CONTROL_TOTAL 2:3'],
    ['a wrong count', [A, B, '合计3笔,,3,,'], 'E_CONTROL_TOTAL 4:-'],
    ['a wrong total on top', ['合计,,14,,', A, B, C, D], 'E_CONTROL_TOTAL 2:3'],
    ['a damaged amount', [A, B, '合计,,3元,,'], 'E_AMOUNT 4:3'],
  ])('with %s are refused', async (_name, rows, expected) => {
    expect(await outcome(...rows)).toBe(expected);
    expect((await refusalOf(readText(lines(...rows)))).exitCode).toBe(expected.startsWith('E_CONTROL') ? 1 : 65);
  });

  it('that state no amount are told', async () => {
    expect((await readText(lines(A, B, '合计,,,,'))).notes.map(told)).toEqual(['W_CONTROL_TOTAL_UNCHECKED 4:-']);
    expect((await readText(lines(A, B, '合计2笔,,,,'))).notes).toEqual([]);
  });

  it('speak of rows that are not selected and of rows off the book', async () => {
    const text = `借据号,贷款余额,五级分类,贷款状态\nA,1,正常,\nB,2,损失,核销\nC,4,正常,\n合计,7,,\n`;
    const reading = await readText(text, { where: [{ column: '借据号', value: 'A' }] });
    expect(reading.portfolio.rows).toMatchObject({ loans: 1, offBook: 0, notSelected: 2, totals: 1 });
    expect(totalOf(await readText(text))).toBe(500n);
  });

  it('speak of rejected rows: known amounts are summed, unknown ones are told', async () => {
    const limit = { rejectLimit: { rows: 1 } };
    const known = await readText(lines(A, 'B,乙,2,20,六', '合计,,3,30,'), limit);
    expect(known.notes).toEqual([]);
    const wrong = await refusalOf(readText(lines(A, 'B,乙,2,20,六', '合计,,4,30,'), limit));
    expect(wrong.diagnostics[0]?.code).toBe('E_CONTROL_TOTAL');
    const unknown = await readText(lines(A, 'B,乙,x,20,正常', '合计,,3,30,', C, '小计,,4,40,'), limit);
    expect(unknown.notes.map(told)).toEqual(['W_CONTROL_TOTAL_UNCHECKED 4:-']);
  });

  it('of very many parts do not slow the reading down', async () => {
    const rows = Array.from({ length: 20000 }, (_, i) => `K${i},x,1,,正常\n小计,,1,,`);
    expect(totalOf(await readText(lines(...rows, '总计,,20000,,')))).toBe(2000000n);
  });
});

describe('a totals label', () => {
  it.each([
    ['合计', true],
    ['合 计：', true],
    ['本页小计', true],
    ['总计', true],
    ['合计（3笔）', true],
    ['TOTAL', true],
    ['Sub-Total', true],
    ['淮北相山支行合计', true],
    ['王会计', false],
    ['设计院', false],
    ['Total Solutions Ltd', false],
    ['HB-0001', false],
  ])('in the id column: %s is %s', (text, expected) => {
    const label = totalsLabel([text, 'x', '1'], [0]);
    expect(label !== undefined && !isUnclear(label)).toBe(expected);
  });

  it('beside an id is unclear, unless the id is a count of rows', () => {
    expect(totalsLabel(['合计', 'HB-1', '5'], [1])).toEqual({ label: '合计', id: 'hb-1' });
    expect(totalsLabel(['合计', '3笔', '5'], [1])).toEqual({ reach: 'sum', count: 3 });
    expect(totalsLabel(['合计', '', '5'], [1])).toEqual({ reach: 'sum' });
    expect(totalsLabel(['相山支行小计', 'HB-1', '5'], [1])).toBeUndefined();
    expect(totalsLabel(['1', 'HB-1', '合计'], [1])).toBeUndefined();
  });

  it('counts rows, not borrowers', () => {
    expect(totalsLabel(['合计3户', '', '5'], [0])).toEqual({ reach: 'sum' });
    expect(totalsLabel(['合计', '3户', '2笔'], [0])).toEqual({ reach: 'sum', count: 2 });
  });
});
