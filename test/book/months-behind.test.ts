import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RENEWAL_DAYS } from '../../src/model/suspected-renewal.js';
import type { Io } from '../../src/run/io.js';
import { runConcentration } from '../../src/run/recovery/concentration.js';
import { runLitigation } from '../../src/run/recovery/litigation.js';
import { runPlan } from '../../src/run/recovery/plan.js';
import { runQuality } from '../../src/run/recovery/quality.js';
import { runResponsibility } from '../../src/run/recovery/responsibility.js';
import { runTasks } from '../../src/run/recovery/tasks.js';
import { runWriteOff } from '../../src/run/recovery/write-off.js';
import { day } from '../support/ledger.js';
import { closeMonth, initBook, lockMonth, newFolder, OUTPUT, run, write } from './journeys.js';

/*
 * A report of 29 Feb 2024 opens the year's start and January. Before those, c1's A and W (normal at the lock of end 2022) turn
 * NPL, as the ledger of end January 2023 shows and no event says; W (41) is written off on 5 March 2023, and 6 of it come back on
 * 10 February 2024. A stays. c1 has a plan. The case of W was never filed: due on 1 June 2021, action lapses three years later.
 * R (20, at the lock) is renewed by S on 3 March 2023, which stands on no ledger and is written off on 20 March.
 */
const LOANS: Readonly<Record<string, readonly string[]>> = {
  '2022-12-31': ['A,正常,40', 'W,正常,41', 'R,次级,20'],
  '2023-01-31': ['A,次级,40', 'W,次级,41', 'R,次级,20'],
  '2023-02-28': ['A,次级,40', 'W,次级,41', 'R,次级,20'],
  '2023-03-31': ['A,次级,40'],
  '2023-12-31': ['A,次级,40'],
  '2024-01-31': ['A,次级,40'],
  '2024-02-29': ['A,次级,40'],
};
const HEADER = 'loan_id,class,balance,borrower_id,borrower_name,branch,officer,first_responsible,due_date,issue_date';

let folder = '';
let book = '';

beforeAll(async () => {
  folder = newFolder();
  book = join(folder, 'book');
  await initBook(book);
  const given = (name: string, ...lines: readonly string[]) => [write(folder, name, ...lines)];
  const registers: Readonly<Record<string, object>> = {
    '2023-03-31': {
      events: given('e.csv', 'date,loan_id,kind,principal,new_loan_id', '2023-03-03,R,renewal,20,S'),
      writeOffs: given('w.csv', 'date,loan_id,principal', '2023-03-05,W,41', '2023-03-20,S,20'),
    },
    '2024-02-29': {
      recoveries: given('r.csv', 'date,loan_id,principal', '2024-02-10,W,6'),
      carried: {
        plans: given('p.csv', 'borrower_id,tier,measure,responsible,target_date,target_amount', 'c1,短期,诉讼,周,2024-12-31,60'),
        litigation: given('l.csv', 'loan_id,stage', 'W,not-sued'),
        targets: given('t.csv', 'unit_kind,unit,period,measure,amount', 'branch,West,2024,written-off,12'),
      },
    },
  };
  for (const [asOf, loans] of Object.entries(LOANS)) {
    const of = (loan: string) => (loan.startsWith('R') ? 'c2,Ren' : 'c1,Ann');
    const rows = [...loans, 'P,正常,1000'].map(
      (loan) => `${loan},${loan[0] === 'P' ? 'c9,Pat' : of(loan)},West,li,wu,2021-06-01,2020-01-01`,
    );
    const closed = await closeMonth(book, [write(folder, `ledger-${asOf}.csv`, HEADER, ...rows)], registers[asOf] ?? {});
    expect([asOf, closed.exit, closed.codes.filter((code) => code.startsWith('E_'))]).toEqual([asOf, 0, []]);
    if (asOf === '2022-12-31') await lockMonth(book, day(asOf), { reason: 'base' });
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PLAIN = {
  ...OUTPUT,
  ...{ ledgers: [], where: [], skipLines: 0, allowNegative: false, allowEmpty: false, basis: 'stricter', strict: false },
  ...{ overrides: [], since: [], base: [], events: [], writeOffs: [], recoveries: [], disposals: [], idMap: [] },
  ...{ plans: [], foreclosed: [], responsibility: [], litigation: [], evidence: [], targets: [], assignments: [], internalTransfers: [] },
  ...{ by: ['branch'], limit: 20, renewalDays: RENEWAL_DAYS, within: 120, officerRole: 'collecting' },
} as const;

async function report(journey: (options: never, io: Io) => Promise<number>, more: object = {}) {
  const done = await run((io) => journey({ ...PLAIN, ...more, book } as never, io));
  expect([done.exit, done.codes]).toEqual([0, []]);
  return JSON.parse(done.out);
}

describe('what months say that a report does not open', () => {
  test('write-offs, and the restored ratio: of the branch that each loan was of', async () => {
    const { by } = await report(runWriteOff);
    // 41 + 20, S by the branch of R.
    expect(by.map((row: { key: object; sinceLock: object }) => [row.key, row.sinceLock])).toEqual([
      [{ branch: 'West' }, { count: 2, principal: '61.00' }],
    ]);
    const quality = await report(runQuality);
    expect(quality.by.map((row: { key: object; takenOff?: string }) => row.key)).toEqual([{ branch: 'West' }]);
  });

  test('a plan holds for all that its borrower owes', async () => {
    const { borrowers, withPlan } = await report(runPlan);
    // 40 on the book and 41 - 6 off it. S is owed by whoever owed R, which has no plan.
    expect([withPlan.borrowers, withPlan.npl.balance, withPlan.writtenOffLeft, withPlan.collected.afterWriteOff]).toEqual([
      1,
      '40.00',
      '35.00',
      '6.00',
    ]);
    expect(borrowers.map((one: { borrower: string; writtenOffLeft: string }) => [one.borrower, one.writtenOffLeft])).toEqual([
      ['c1', '35.00'],
      ['c2', '20.00'],
    ]);
  });

  test('new NPLs formed when a ledger first showed them, and belong to whom it named', async () => {
    const { loans, by, firstResponsible } = await report(runResponsibility);
    expect(loans.map((one: { loan: string; formed: string; formedStated: boolean }) => [one.loan, one.formed, one.formedStated])).toEqual([
      ['W', '2023-01-31', false],
      ['A', '2023-01-31', false],
    ]);
    expect([by[0].key, by[0].gross, by.length]).toEqual([{ branch: 'West' }, '81.00', 1]);
    expect(firstResponsible.map((one: { name: string; now: object }) => [one.name, one.now])).toEqual([
      ['wu', { count: 2, gross: '81.00', now: '40.00' }],
    ]);
  });

  test('time in NPL counts from the first ledger that shows it: 13 months', async () => {
    const { ages } = await report(runConcentration);
    expect(ages.bands.map((one: { fromMonths: number; balance: string }) => [one.fromMonths, one.balance])).toEqual([
      [0, '0.00'],
      [12, '40.00'],
      [24, '0.00'],
      [36, '0.00'],
    ]);
  });

  test('a date that runs out, by the due date that the ledger stated', async () => {
    const { dates } = await report(runLitigation);
    expect(dates.map((one: { loan: string; borrower: string; until: string }) => [one.loan, one.borrower, one.until])).toEqual([
      ['W', 'Ann', '2024-06-01'],
    ]);
  });

  test('what is collected on a claim counts for the branch that had the loan', async () => {
    const { branch } = await report(runTasks);
    // 6 of 12.
    const [row] = branch.tasks[0].units;
    expect([row.unit, row.task, row.toDate, row.completion.value]).toEqual(['West', '12.00', '6.00', '0.5']);
  });
});

test('a loan that the year’s start holds was last seen later', async () => {
  // M (30) goes from East to West in January and is written off on 10 February: February's ledger and March's do not have it.
  const own = join(folder, 'moved');
  await initBook(own);
  const months = { '2023-12-31': ['M,次级,30,East'], '2024-01-31': ['M,次级,30,West'], '2024-02-29': [], '2024-03-31': [] };
  for (const [asOf, loans] of Object.entries(months)) {
    const ledger = write(folder, `moved-${asOf}.csv`, 'loan_id,class,balance,branch', 'P,正常,1000,East', ...loans);
    const writeOffs = asOf === '2024-02-29' ? [write(folder, 'moved-w.csv', 'date,loan_id,principal', '2024-02-10,M,30')] : [];
    expect((await closeMonth(own, [ledger], { writeOffs })).exit).toBe(0);
  }
  const { out } = await run((io) => runWriteOff({ ...PLAIN, book: own } as never, io));
  expect(JSON.parse(out).by.map((row: { key: object; yearToDate: object }) => [row.key, row.yearToDate])).toEqual([
    [{ branch: 'West' }, { count: 1, principal: '30.00' }],
  ]);
});

test('an entry of a loan that a month knew when it was closed is no entry of an unknown loan', async () => {
  // T (5) performs in January, and is written off on 10 February: it stands on no ledger at hand, and never as an NPL; so does Q.
  const own = join(folder, 'known');
  await initBook(own);
  const months = {
    '2023-11-30': ['Q,正常,25,East'],
    '2023-12-31': [],
    '2024-01-31': ['T,正常,5,East'],
    '2024-02-29': [],
    '2024-03-31': [],
  };
  for (const [asOf, loans] of Object.entries(months)) {
    const ledger = write(folder, `known-${asOf}.csv`, 'loan_id,class,balance,branch', 'P,正常,1000,East', ...loans);
    const row = { '2023-12-31': '2023-12-10,Q,25', '2024-02-29': '2024-02-10,T,5' }[asOf];
    const writeOffs = row === undefined ? [] : [write(folder, `known-w-${asOf}.csv`, 'date,loan_id,principal', row)];
    expect((await closeMonth(own, [ledger], { writeOffs })).exit).toBe(0);
    if (asOf === '2023-11-30') await lockMonth(own, day(asOf), { reason: 'base' });
  }
  const { out } = await run((io) => runWriteOff({ ...PLAIN, book: own } as never, io));
  expect([JSON.parse(out).unknownEvents, JSON.parse(out).written.yearToDate.total.principal]).toEqual([[], '5.00']);
});
