import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RENEWAL_DAYS } from '../../src/model/suspected-renewal.js';
import { type ConcentrationOptions, runConcentration } from '../../src/run/recovery/concentration.js';
import { type PlanOptions, runPlan } from '../../src/run/recovery/plan.js';
import { day } from '../support/ledger.js';
import { closeMonth, initBook, lockMonth, newFolder, OUTPUT, run, write } from './journeys.js';

/*
 * Three month-ends, locked at the first; yuan, classes declared. c1 and c3 are one household.
 *
 * | loan | borrower | 31 Dec (lock) | 31 Jan | 29 Feb |
 * |---|---|---|---|---|
 * | A | c1, H1 | 300 次级 | 250 (cash 50 on 15 Jan) | 250 |
 * | B | c2 | 200 可疑 | written off on 20 Jan | 30 of it came back on 15 Feb |
 * | N | c4 | 400 正常 | 400 正常 | 400 次级, formed on 10 Feb |
 * | P | c3, H1 | 1000 正常 | 1000 | 900 |
 *
 * January's plans are of c1 and c2; February's of c4 too, and take their place. Asset Z1 was taken for A in 2023.
 */
const HEADER = 'loan_id,borrower_id,household,class,balance,issue_date,branch';
const LOANS: Readonly<Record<string, readonly string[]>> = {
  '2023-12-31': [
    'A,c1,H1,次级,300,2020-01-01,X',
    'B,c2,,可疑,200,2020-01-01,Y',
    'N,c4,,正常,400,2020-01-01,Y',
    'P,c3,H1,正常,1000,2020-01-01,X',
  ],
  '2024-01-31': ['A,c1,H1,次级,250,2020-01-01,X', 'N,c4,,正常,400,2020-01-01,Y', 'P,c3,H1,正常,1000,2020-01-01,X'],
  '2024-02-29': ['A,c1,H1,次级,250,2020-01-01,X', 'N,c4,,次级,400,2020-01-01,Y', 'P,c3,H1,正常,900,2020-01-01,X'],
};
const [DECEMBER, JANUARY] = Object.keys(LOANS) as [string, string];
const PLAN_HEADER = 'borrower_id,tier,measure,responsible,target_date,target_amount';
const OLD_PLANS = ['c1,短期,诉讼,周,2024-02-15,80', 'c2,长期,现金清收,周,2024-02-29,50'];

let folder = '';
let book = '';
const files: Record<string, string[]> = {};

beforeAll(async () => {
  folder = newFolder();
  book = join(folder, 'book');
  await initBook(book);
  const given = (name: string, ...lines: readonly string[]) => [write(folder, name, ...lines)];
  const ledgers = Object.entries(LOANS).map(([date, rows]) => write(folder, `ledger-${date}.csv`, HEADER, ...rows));
  const [one, two, three] = ledgers.map((ledger) => [ledger]) as [string[], string[], string[]];
  const january = {
    recoveries: given('recoveries-01.csv', 'date,loan_id,principal', '2024-01-15,A,50'),
    writeOffs: given('write-offs.csv', 'date,loan_id,principal', '2024-01-20,B,200'),
  };
  const february = {
    recoveries: given('recoveries-02.csv', 'date,loan_id,principal,claim', '2024-02-15,B,30,written-off'),
    events: given('events.csv', 'date,loan_id,kind,principal', '2024-02-10,N,formation,400'),
  };
  const plans = given('plans-02.csv', PLAN_HEADER, ...OLD_PLANS, 'c4,中期,重组,吴,2024-06-30,100');
  const foreclosed = given('foreclosed.csv', 'asset_id,loan_id,kind,acquired_on,booked_value', 'Z1,A,房产,2023-06-30,100');
  const done = [
    await closeMonth(book, one),
    await lockMonth(book, day(DECEMBER), { reason: 'base' }),
    await closeMonth(book, two, { ...january, carried: { plans: given('plans-01.csv', PLAN_HEADER, ...OLD_PLANS), foreclosed } }),
    await closeMonth(book, three, { ...february, carried: { plans } }),
  ];
  expect(done.map(({ exit }) => exit)).toEqual([0, 0, 0, 0]);
  Object.assign(files, { ledgers, plans, foreclosed, events: february.events, writeOffs: january.writeOffs });
  files.recoveries = [...january.recoveries, ...february.recoveries];
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Options = PlanOptions & ConcentrationOptions;

const PLAIN: Options = {
  ...OUTPUT,
  ...{ ledgers: [], where: [], skipLines: 0, allowNegative: false, allowEmpty: false, basis: 'stricter', strict: false },
  ...{ overrides: [], since: [], base: [], events: [], writeOffs: [], recoveries: [], disposals: [], idMap: [] },
  ...{ plans: [], foreclosed: [], responsibility: [], by: ['branch'], limit: 20, renewalDays: RENEWAL_DAYS },
};

/** The same from the files that the months were closed from. */
function fromFiles(): Partial<Options> {
  const { ledgers = [], ...registers } = files;
  return { ...registers, ledgers: ledgers.slice(2), since: ledgers.slice(0, 2), base: [join(book, 'locks', `${DECEMBER}.lock.json`)] };
}

/** Without what names files. */
async function report(name: 'plan' | 'concentration', more: Partial<Options>) {
  const done = await run((io) => (name === 'plan' ? runPlan : runConcentration)({ ...PLAIN, ...more }, io));
  expect(done.exit).toBe(0);
  return JSON.parse(done.out, (key, value) => (key === 'file' || key === 'provenance' ? undefined : value));
}

describe('plans and concentration from the book', () => {
  test.each(['plan', 'concentration'] as const)('%s: says what it says from ledgers and registers', async (name) => {
    expect(await report(name, { book })).toEqual(await report(name, fromFiles()));
  });

  test('the household, what is left of the write-off, and the overdue target', async () => {
    const { withPlan, withoutPlan, borrowers, overdue, months } = await report('plan', { book });
    // 250 + 400 of NPL, and 200 - 30 written off: all with a plan.
    expect([withPlan.npl.balance, withPlan.writtenOffLeft, withoutPlan.borrowers]).toEqual(['650.00', '170.00', 0]);
    const told = borrowers.map((one: { borrower: string; all: { balance: string }; members: unknown[] }) => [
      one.borrower,
      one.all.balance,
      one.members.length,
    ]);
    expect(told).toEqual([
      ['c4', '400.00', 1],
      ['H1', '1150.00', 2],
      ['c2', '0.00', 1],
    ]);
    // Of the 80 for 15 February 50 are there: 30 short, 14 days late. The 50 of c2 are due on the data date.
    expect(overdue.map((one: { borrower: string; rest: string; daysLate: number }) => [one.borrower, one.rest, one.daysLate])).toEqual([
      ['H1', '30.00', 14],
    ]);
    // January +50; February 130 promised, 30 came: 130 - 80.
    expect(months.map((one: { month: string; gap?: string }) => [one.month, one.gap])).toEqual([
      ['2024-01', '50.00'],
      ['2024-02', '-50.00'],
      ['2024-06', undefined],
    ]);
  });

  test('an earlier month is held against the plans of its time', async () => {
    const { asOf, withPlan, withoutPlan, overdue } = await report('plan', { book, asOf: day(JANUARY) });
    expect([asOf, withPlan.npl.balance, withPlan.writtenOffLeft, withoutPlan.npl.balance, overdue]).toEqual([
      JANUARY,
      '250.00',
      '200.00',
      '0.00',
      [],
    ]);
  });

  test('a header alone is no register of plans, or one that says that nobody has any more', async () => {
    const other = join(folder, 'other');
    await initBook(other);
    const [ledger] = [files.ledgers?.slice(0, 1) ?? []];
    const plans = [write(folder, 'empty.csv', PLAN_HEADER)];
    const refused = await closeMonth(other, ledger, { carried: { plans } });
    expect([refused.exit, refused.codes]).toEqual([65, ['E_NO_ROWS']]);
    const fromLedger = await run((io) => runPlan({ ...PLAIN, ledgers: ledger, plans }, io));
    expect([fromLedger.exit, fromLedger.codes]).toEqual([65, ['E_NO_ROWS']]);
    expect((await closeMonth(other, ledger, { carried: { plans }, allowEmpty: true })).exit).toBe(0);
    // 300 of c1 and 200 of c2; the book keeps what it was given.
    expect((await report('plan', { book: other })).withoutPlan.npl.balance).toBe('500.00');
    const whole = await run((io) => runPlan({ ...PLAIN, book: other }, io));
    expect(JSON.parse(whole.out).provenance.registers).toMatchObject([{ register: 'plans', entries: 0 }]);
  });

  test('NPA and time in NPL', async () => {
    const { npa, ages, foreclosed } = await report('concentration', { book });
    // 650 + 100 of 1550 + 100; A since the lock, two months; N by its event.
    expect([npa.gross.amount, npa.gross.ratio.denominator, foreclosed.held.count]).toEqual(['750.00', '1650.00', 1]);
    expect(ages.sources.map((one: { source: string; balance: string }) => [one.source, one.balance])).toEqual([
      ['event', '400.00'],
      ['ledger', '250.00'],
      ['lock', '0.00'],
      ['days', '0.00'],
    ]);
  });
});
