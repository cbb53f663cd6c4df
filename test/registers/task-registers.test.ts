import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/diagnostic.js';
import { isoDate } from '../../src/model/civil-date.js';
import { readAssignments, refuseTwiceAssigned } from '../../src/registers/assignments.js';
import { readInternalTransfers, refuseBrokenWay } from '../../src/registers/internal-transfers.js';
import { parseTargetPeriod } from '../../src/registers/target-period.js';
import { readTargets, refuseTwiceSet } from '../../src/registers/targets.js';
import { day, readText } from '../support/ledger.js';

/** File, line and code of what is refused. */
function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [first] = error.diagnostics;
    return `${first?.file}:${first?.line}: ${first?.code}`;
  }
  return 'read';
}

const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`;

describe('a target’s period', () => {
  it.each([
    // 2020 is a leap year: February has 29 days, the first quarter 91.
    ['2019', '2019', '2019-01-01', '2019-12-31'],
    ['２０１９年', '2019', '2019-01-01', '2019-12-31'],
    ['2020-Q1', '2020-Q1', '2020-01-01', '2020-03-31'],
    ['2020q4', '2020-Q4', '2020-10-01', '2020-12-31'],
    ['2019年2季度', '2019-Q2', '2019-04-01', '2019-06-30'],
    ['2019年第三季度', '2019-Q3', '2019-07-01', '2019-09-30'],
    ['2020-02', '2020-02', '2020-02-01', '2020-02-29'],
    ['2019年2月', '2019-02', '2019-02-01', '2019-02-28'],
    ['2019年12月', '2019-12', '2019-12-01', '2019-12-31'],
  ])('%s', (written, name, from, to) => {
    const period = parseTargetPeriod(written);
    expect([period?.name, isoDate(period?.from ?? 0), isoDate(period?.to ?? 0)]).toEqual([name, from, to]);
  });
  it.each([
    '',
    '19',
    '2019-13',
    '2019-00',
    '2019-6',
    '2019-Q5',
    '2019-Q0',
    '2019年0季度',
    '2019-06-01',
    '0000',
    '2019年13月',
    '2019-H1',
    'Jun-19',
  ])('%s is none', (written) => {
    expect(parseTargetPeriod(written)).toBeUndefined();
  });
});

describe('targets', () => {
  const read = (...rows: string[]) =>
    readText('t.csv', text('任务主体类型,任务主体,任务期间,任务指标,任务数', ...rows), readTargets).entries;
  it('are of a branch or an officer, a period and a measure', () => {
    expect(read('支行,城东,2019,压降,"1,000.00"', 'officer,张三,2019-Q2,written-off,0')).toMatchObject([
      { line: 2, unitKind: 'branch', unit: '城东', period: { name: '2019' }, measure: 'reduction', amount: 100_000n },
      { line: 3, unitKind: 'officer', unit: '张三', period: { name: '2019-Q2' }, measure: 'written-off', amount: 0n },
    ]);
  });
  it.each([
    ['no period', '支行,城东,2019-05-01,压降,1', 't.csv:2: E_TARGET'],
    ['a unit of another kind', '部门,城东,2019,压降,1', 'E_CHOICE'],
    ['an unknown measure', '支行,城东,2019,利润,1', 'E_CHOICE'],
    ['no amount', '支行,城东,2019,压降,', 'E_AMOUNT_EMPTY'],
    ['a negative amount', '支行,城东,2019,压降,-1', 'E_NEGATIVE_AMOUNT'],
    ['no unit', '支行,,2019,压降,1', 'E_TEXT_EMPTY'],
  ])('refuses %s', (_, row, code) => {
    expect(refusalOf(() => read(row))).toContain(code);
  });
  it('refuses the same target twice, however its period is written, in one file or two; a month within a year is another', () => {
    expect(refusalOf(() => read('支行,城东,2019,压降,1', '支行,城东,2019年,压降,2'))).toContain('t.csv:3: E_TARGET');
    expect(
      read('支行,城东,2019,压降,1', '支行,城东,2019-01,压降,2', '支行,城东,2019,处置合计,3', '客户经理,城东,2019,压降,4'),
    ).toHaveLength(4);
    const [one] = read('支行,城东,2019,压降,1');
    if (one === undefined) throw new Error('no target');
    expect(refusalOf(() => refuseTwiceSet([one, { ...one, file: 'u.csv' }]))).toContain('u.csv:2: E_TARGET');
  });
});

describe('assignments', () => {
  const read = (...rows: string[]) => readText('a.csv', text('借据号,起始日期,管户人,清收人', ...rows), readAssignments).entries;
  it('keep managing and collecting officer apart; a blank one is not stated', () => {
    expect(read('A,2019-03-01,吴敏,', 'A,2019-05-01,,孙国强')).toEqual([
      { file: 'a.csv', line: 2, loan: 'A', date: day('2019-03-01'), managing: '吴敏' },
      { file: 'a.csv', line: 3, loan: 'A', date: day('2019-05-01'), collecting: '孙国强' },
    ]);
  });
  it.each([
    ['nobody', ['A,2019-03-01,,'], 'a.csv:2: E_ASSIGNMENT'],
    ['two rows of a loan and day', ['A,2019-03-01,吴敏,', 'A,2019/3/1,,孙国强'], 'a.csv:3: E_ASSIGNMENT'],
    ['no day', ['A,,吴敏,'], 'E_TEXT_EMPTY'],
  ])('refuses %s', (_, rows, code) => {
    expect(refusalOf(() => read(...rows))).toContain(code);
  });
  it('refuses two rows of a loan and day in two files', () => {
    const [one] = read('A,2019-03-01,吴敏,');
    if (one === undefined) throw new Error('no assignment');
    expect(refusalOf(() => refuseTwiceAssigned([one, { ...one, file: 'b.csv' }]))).toContain('b.csv:2: E_ASSIGNMENT');
  });
});

describe('internal transfers', () => {
  const read = (...rows: string[]) => readText('i.csv', text('划转日期,借据号,划出支行,划入支行', ...rows), readInternalTransfers).entries;
  it('follow each other, whatever the order of rows', () => {
    expect(read('2019-07-01,A,乙,丙', '2019-02-01,A,甲,乙', '2019-02-01,B,甲,丙')).toMatchObject([
      { loan: 'A', date: day('2019-07-01'), from: '乙', to: '丙' },
      { loan: 'A', from: '甲', to: '乙' },
      { loan: 'B', from: '甲', to: '丙' },
    ]);
  });
  it.each([
    ['one that goes nowhere', ['2019-02-01,A,甲,甲'], 'i.csv:2: E_INTERNAL_TRANSFER'],
    ['two of a loan on a day', ['2019-02-01,A,甲,乙', '2019-02-01,A,乙,丙'], 'i.csv:3: E_INTERNAL_TRANSFER'],
    ['one from where the loan was not', ['2019-07-01,A,丁,丙', '2019-02-01,A,甲,乙'], 'i.csv:2: E_INTERNAL_TRANSFER'],
    ['no branch', ['2019-02-01,A,甲,'], 'E_TEXT_EMPTY'],
  ])('refuses %s', (_, rows, code) => {
    expect(refusalOf(() => read(...rows))).toContain(code);
  });
  it('refuses rows of two files that do not follow', () => {
    const [one] = read('2019-02-01,A,甲,乙');
    if (one === undefined) throw new Error('no transfer');
    expect(refusalOf(() => refuseBrokenWay([one, { ...one, file: 'j.csv', date: one.date + 1 }]))).toContain(
      'j.csv:2: E_INTERNAL_TRANSFER',
    );
  });
});
