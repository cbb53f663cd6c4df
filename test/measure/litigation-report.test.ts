import { describe, expect, it } from 'vitest';
import { type LitigationFigures, measureLitigation } from '../../src/measure/litigation-report.js';
import { isoDate } from '../../src/model/civil-date.js';
import type { Dimension } from '../../src/model/loan-fields.js';
import type { Tally } from '../../src/model/portfolio.js';
import { readLimitation } from '../../src/policy/read-limitation.js';
import { checkLitigation, readLitigation } from '../../src/registers/litigation.js';
import { classifyMonths } from '../../src/run/reading/open-months.js';
import { type Book, backgroundOf } from '../support/book.js';
import { CN_2023, ledger, readingOf, readText, yuan } from '../support/ledger.js';

const TABLE = readLimitation('cn-civil');

interface Asked {
  readonly within?: number;
  readonly by?: readonly Dimension[];
}

/** The litigation report of a book, from its registers. */
function report(book: Book, litigation: string, { within = 90, by = [] }: Asked = {}): LitigationFigures {
  const background = backgroundOf(book, CN_2023, 'stricter');
  const { months, lineage } = classifyMonths(
    [book.now, ...(book.since ?? [])].map((text) => readingOf(text)),
    background,
  );
  const [earlier, current] = [months.slice(0, -1), months.at(-1)];
  if (current === undefined) throw new Error('no ledger');
  const { entries: cases } = readText('litigation.csv', litigation, readLitigation);
  checkLitigation(cases, current.portfolio.asOf);
  const { families } = lineage;
  return measureLitigation({ ...background, current, earlier, families, cases, table: TABLE, within, dimensions: by });
}

/** "3 × 210" */
const shown = ({ count, balance }: Tally) => `${count} × ${balance / 100n}`;
const dates = ({ runsOut }: LitigationFigures) =>
  runsOut.map(
    ({ at, limitation, until, daysLeft, stated }) => `${at.loan} ${limitation} ${isoDate(until)} ${daysLeft}${stated ? ' =' : ''}`,
  );

/*
 * At 2019-12-31. NPLs: A 100 (guaranteed, due 2016-12-31), B 200 (mortgage, due 2017-01-15), C 300 (credit, due 2019-06-30),
 * D 400 (guaranteed, due 2019-08-31), E 50 (credit, due blank). P performs. W was written off for 80, 30 of it came back; V was
 * written off for 20 and all came back; S was sold. The books of 2018 hold them all.
 */
const HEADER = '借据号,客户名称,客户经理,支行,贷款余额,五级分类,到期日期,担保方式';
const LOANS = [
  'A,甲,王一,东,100,损失,2016-12-31,保证',
  'B,乙,王一,东,200,损失,2017-01-15,抵押',
  'C,丙,李二,西,300,次级,2019-06-30,信用',
  'D,丁,李二,西,400,次级,2019-08-31,保证',
  'E,戊,李二,西,50,次级,,信用',
  'P,己,李二,西,9000,正常,2020-06-30,抵押',
];
const BOOK: Book = {
  now: ledger('2019-12-31', HEADER, ...LOANS),
  since: [
    ledger(
      '2018-12-31',
      HEADER,
      ...LOANS,
      'W,庚,赵三,东,80,损失,2016-04-30,保证',
      'V,辛,赵三,东,20,损失,2016-04-30,信用',
      'S,壬,赵三,东,70,损失,2016-04-30,信用',
    ),
  ],
  writeOffs: 'date,loan_id,principal\n2019-03-31,W,80\n2019-03-31,V,20\n',
  recoveries: 'date,loan_id,principal,claim\n2019-06-30,W,30,已核销\n2019-07-31,V,20,已核销\n',
  disposals: 'date,loan_id,kind,principal,price\n2019-05-31,S,转让,70,30\n',
};
const COLUMNS =
  'loan_id,stage,filed_on,judged_on,performance_due_on,amount_claimed,last_demand_on,guarantee_until,guarantor_claimed_on,deposit_frozen_on,property_until,able_to_pay';
const CASES = [
  COLUMNS,
  // Never sued; no demand: action 2016-12-31 + 36 = 2019-12-31, today. Guaranteed: 2017-06-30, 914 days ago (184 + 365 + 365).
  'A,未诉,,,,,,,,,,是',
  // Judged; enforcement 2018-03-30 + 24 = 2020-03-30, 90 days ahead (31 + 29 + 30). Its property is seized until 2020-01-05.
  'B,判决生效,2017-09-01,2018-03-10,2018-03-30,210,,,,,2020-01-05,否',
  // Withdrawn: begun anew by the suit of 2019-05-01. Could pay.
  'C,撤诉,2019-05-01,,,300,,,,,,是',
  // Written off, in enforcement, deposits frozen 2019-01-10: until 2020-01-10. Its guarantor was claimed on in time (2016-10-30).
  'W,申请执行,2017-02-01,2017-08-01,,80,,,2016-10-30,2019-01-10,,',
  'V,终结,2016-06-01,2016-09-01,,20,,,,,,',
  'S,一审,2019-02-01,,,70,,,,,,',
  '',
].join('\n');

describe('the litigation report', () => {
  const found = report(BOOK, CASES, { by: ['branch'] });
  it('counts cases by stage, written-off loans by what is left of them; nothing is pursued of what was paid or sold', () => {
    expect(found.stages.map(({ stage, onBook, offBook, claimed }) => [stage, shown(onBook), shown(offBook), claimed / 100n])).toEqual([
      ['not-sued', '1 × 100', '0 × 0', 0n],
      ['judgment-effective', '1 × 200', '0 × 0', 210n],
      ['enforcement', '0 × 0', '1 × 50', 80n],
      ['withdrawn', '1 × 300', '0 × 0', 300n],
    ]);
    // 100 + 200 + 300 on the book, 50 of W off it; 210 + 80 + 300.
    expect([shown(found.total.onBook), shown(found.total.offBook), found.total.claimed]).toEqual(['3 × 600', '1 × 50', yuan(590)]);
    expect(found.left.map(({ at }) => at.loan)).toEqual(['S', 'V']);
  });
  it('NPLs with a case and without make all: 600 + 450 = 1050', () => {
    const { all, withCase, sued, withoutCase } = found.npl;
    expect([all, withCase, sued, withoutCase].map(shown)).toEqual(['5 × 1050', '3 × 600', '1 × 200', '2 × 450']);
    // D is due 2019-08-31: action 2022-08-31, guarantee 2020-02-29. E states no due date.
    expect(
      found.withoutCase.map(({ at, action, guarantee }) => [at.loan, action && isoDate(action), guarantee && isoDate(guarantee)]),
    ).toEqual([
      ['D', '2022-08-31', '2020-02-29'],
      ['E', undefined, undefined],
    ]);
  });
  it('lists what has run out first, then by date, up to the last day', () => {
    expect(dates(found)).toEqual([
      'A guarantee 2017-06-30 -914',
      'A action 2019-12-31 0',
      'B property 2020-01-05 5 =',
      'W deposit 2020-01-10 10',
      'B enforcement 2020-03-30 90',
    ]);
    expect(dates(report(BOOK, CASES, { within: 89 }))).toHaveLength(4);
    expect(dates(report(BOOK, CASES, { within: 0 }))).toEqual(['A guarantee 2017-06-30 -914', 'A action 2019-12-31 0']);
  });
  it('a date has run out on the day after its last', () => {
    const sums = found.byLimitation.filter(({ runOut, within }) => runOut.count + within.count > 0);
    expect(sums.map(({ limitation, runOut, within }) => [limitation, shown(runOut), shown(within)])).toEqual([
      ['action', '0 × 0', '1 × 100'],
      ['enforcement', '0 × 0', '1 × 200'],
      ['guarantee', '1 × 100', '0 × 0'],
      ['deposit', '0 × 0', '1 × 50'],
      ['property', '0 × 0', '1 × 200'],
    ]);
  });
  it('those who could pay and are not sued', () => {
    expect(found.ableNotSued.map(({ at }) => at.loan)).toEqual(['C', 'A']);
  });
  it('by branch: parts make the whole', () => {
    expect(
      found.by.map(({ key, cases, runOut, within, withoutCase, ableNotSued }) => [
        key.branch,
        shown(cases.onBook),
        shown(cases.offBook),
        runOut,
        within,
        shown(withoutCase),
        ableNotSued,
      ]),
    ).toEqual([
      // West: C 300 with a case, D and E without. East: A and B, and W off the book.
      ['西', '1 × 300', '0 × 0', 0, 0, '2 × 450', 1],
      ['东', '2 × 300', '1 × 50', 1, 4, '0 × 0', 1],
    ]);
  });
  it('what is not known is listed, and never taken for safe', () => {
    const rows = report(BOOK, `${COLUMNS}\nE,未诉,,,,,,,,,,\nB,判决生效,,,,,,,,,,\n`);
    expect(rows.unknown.map(({ at, limitation, missing }) => `${at.loan} ${limitation}: ${missing.join(' ')}`)).toEqual([
      'B enforcement: performanceDue judged',
      'E action: dueDate lastDemand filed',
    ]);
    expect(rows.runsOut).toEqual([]);
  });
});

describe('loans that are on the ledger no more', () => {
  it('a case of a renewed loan is one of the loan that took its place', () => {
    const header = '借据号,贷款余额,五级分类,到期日期,原借据号';
    const book: Book = {
      now: ledger('2019-12-31', header, 'N,90,次级,2021-03-28,O'),
      since: [ledger('2018-12-31', header, 'O,100,次级,2018-03-28,')],
    };
    const found = report(book, 'loan_id,stage\nO,未诉\n');
    expect([shown(found.npl.withCase), shown(found.npl.withoutCase)]).toEqual(['1 × 90', '0 × 0']);
    // It falls due with the new note: 2021-03-28 + 36 months is far away.
    expect(found.runsOut).toEqual([]);
    // Where the new note has a case of its own, the old one is done with.
    const both = report(book, 'loan_id,stage\nO,未诉\nN,已诉\n');
    expect([shown(both.total.onBook), both.left.map(({ at }) => at.loan)]).toEqual(['1 × 90', ['O']]);
  });
  it('a row off the book that no register explains goes on being listed, what is left being unknown', () => {
    const header = '借据号,贷款余额,五级分类,贷款状态';
    const book: Book = { now: ledger('2019-12-31', header, 'P,90,正常,', 'X,70,损失,核销') };
    const found = report(book, 'loan_id,stage,deposit_until\nX,申请执行,2020-01-10\n');
    expect([shown(found.total.offBook), dates(found), found.runsOut[0]?.at.owed]).toEqual([
      '1 × 0',
      ['X deposit 2020-01-10 10 ='],
      undefined,
    ]);
  });
  it('no ledger says how loans are guaranteed: guarantee periods run out where the register says so', () => {
    const book: Book = { now: ledger('2019-12-31', '借据号,贷款余额,五级分类,到期日期', 'A,90,次级,2018-12-31', 'B,10,次级,2018-12-31') };
    const found = report(book, 'loan_id,stage,guarantee_until\nA,已诉,\nB,已诉,2019-12-30\n');
    expect([found.guaranteeHeld, dates(found)]).toEqual([false, ['B guarantee 2019-12-30 -1 =']]);
  });
});
