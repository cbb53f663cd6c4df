import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LitigationOptions, runLitigation } from '../../src/run/recovery/litigation.js';
import { type ResponsibilityOptions, runResponsibility } from '../../src/run/recovery/responsibility.js';
import { day } from '../support/ledger.js';
import { closeMonth, contents, type Done, initBook, lockMonth, newFolder, OUTPUT, run, said, write } from './journeys.js';

/*
 * Three month-ends, locked at the first; yuan, classes declared.
 *
 * | loan | 31 Dec (lock) | 31 Jan | 29 Feb |
 * |---|---|---|---|
 * | L | 500 次级, due 2021-02-10 | 500, not sued | 500, sued on 5 Feb |
 * | W | 200 损失 | written off on 20 Jan; deposits frozen on 2023-03-20 | the same |
 * | A | 300 正常 | NPL since 10 Jan: 300, nobody answers yet | 250 (cash 50); 60 % and 40 % |
 * | P | 900 正常 | 900 | 900 |
 */
const HEADER = 'loan_id,class,balance,due_date,branch,officer';
const P = 'P,正常,900,2025-01-01,Y,李';
const LOANS: Readonly<Record<string, readonly string[]>> = {
  '2023-12-31': ['L,次级,500,2021-02-10,X,王', 'W,损失,200,2020-01-01,X,王', 'A,正常,300,2024-06-30,Y,李', P],
  '2024-01-31': ['L,次级,500,2021-02-10,X,王', 'A,次级,300,2024-06-30,Y,李', P],
  '2024-02-29': ['L,次级,500,2021-02-10,X,王', 'A,次级,250,2024-06-30,Y,李', P],
};
const [DECEMBER, JANUARY, FEBRUARY] = Object.keys(LOANS) as [string, string, string];
const CASES = 'loan_id,stage,filed_on,amount_claimed,deposit_frozen_on,able_to_pay';
const ANSWERS = 'loan_id,person,role,share,state,determined_on';

let folder = '';
let book = '';
const files: Record<string, string[]> = {};
const given = (name: string, ...lines: readonly string[]) => [write(folder, name, ...lines)];

beforeAll(async () => {
  folder = newFolder();
  book = join(folder, 'book');
  await initBook(book);
  const events = given('events.csv', 'date,loan_id,kind,principal', '2024-01-10,A,formation,300');
  const writeOffs = given('write-offs.csv', 'date,loan_id,principal', '2024-01-20,W,200');
  const recoveries = given('recoveries.csv', 'date,loan_id,principal', '2024-02-20,A,50');
  const january = {
    litigation: given('litigation-01.csv', CASES, 'L,未诉,,,,是', 'W,申请执行,2021-05-06,210,2023-03-20,'),
    responsibility: given('responsibility-01.csv', ANSWERS, 'A,李,管户,,未认责,'),
  };
  const february = {
    litigation: given('litigation-02.csv', CASES, 'L,已诉,2024-02-05,520,,是', 'W,申请执行,2021-05-06,210,2023-03-20,'),
    responsibility: given('responsibility-02.csv', ANSWERS, 'A,李,管户,60%,已认责,2024-02-20', 'A,赵,审批,40%,已认责,2024-02-20'),
  };
  const ledgers = Object.entries(LOANS).map(([date, rows]) => write(folder, `ledger-${date}.csv`, HEADER, ...rows));
  const [one, two, three] = ledgers.map((ledger) => [ledger]) as [string[], string[], string[]];
  const done = [
    await closeMonth(book, one),
    await lockMonth(book, day(DECEMBER), { reason: 'base' }),
    await closeMonth(book, two, { events, writeOffs, carried: january }),
    await closeMonth(book, three, { recoveries, carried: february }),
  ];
  expect(done.map(({ exit, codes }) => [exit, codes])).toEqual(done.map(() => [0, []]));
  Object.assign(files, { ledgers, events, writeOffs, recoveries, ...february });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Options = LitigationOptions & ResponsibilityOptions;

const PLAIN: Options = {
  ...OUTPUT,
  ...{ ledgers: [], where: [], skipLines: 0, allowNegative: false, allowEmpty: false, basis: 'stricter', strict: false },
  ...{ overrides: [], since: [], base: [], events: [], writeOffs: [], recoveries: [], disposals: [], idMap: [] },
  ...{ litigation: [], responsibility: [], by: ['branch'], limit: 20, within: 90, determineWithin: 30 },
};

/** The same from the files that the months were closed from. */
function fromFiles(): Partial<Options> {
  const { ledgers = [], ...registers } = files;
  return { ...registers, ledgers: ledgers.slice(2), since: ledgers.slice(0, 2), base: [join(book, 'locks', `${DECEMBER}.lock.json`)] };
}

const JOURNEYS = { litigation: runLitigation, responsibility: runResponsibility };

const report = (name: string, more: Partial<Options>): Promise<Done> =>
  run((io) => JOURNEYS[name as keyof typeof JOURNEYS]({ ...PLAIN, ...more }, io));

describe('cases and who answers, from the book', () => {
  test.each(Object.keys(JOURNEYS))('%s: says what it says from ledgers and registers', async (name) => {
    const { provenance: _, ...inBook } = JSON.parse((await report(name, { book })).out);
    const { provenance: __, ...ofFiles } = JSON.parse((await report(name, fromFiles())).out);
    expect(inBook).toEqual(ofFiles);
  });

  test('litigation: the newest register says how things stand', async () => {
    const { npl, total, dates, ableNotSued } = JSON.parse((await report('litigation', { book })).out);
    // L 500 and A 250; A has no case. W is off the book, 200 left. Claimed 520 + 210.
    expect([npl.balance, npl.sued.balance, npl.withoutCase.balance]).toEqual(['750.00', '500.00', '250.00']);
    expect(total).toEqual({
      onBook: { count: 1, balance: '500.00' },
      offBook: { count: 1, balance: '200.00' },
      claimed: '730.00',
    });
    // 2023-03-20 + 12 months = 2024-03-20, 20 days after 29 February.
    expect(dates).toHaveLength(1);
    expect(dates[0]).toMatchObject({
      loan: 'W',
      standing: 'written-off',
      limitation: 'deposit',
      until: '2024-03-20',
      daysLeft: 20,
      owed: '200.00',
    });
    expect(ableNotSued).toEqual([]);
  });

  test('litigation: of an earlier month, as it stood then', async () => {
    const { dates, ableNotSued } = JSON.parse((await report('litigation', { book, asOf: day(JANUARY) })).out);
    // L was due 2021-02-10: action ends 2024-02-10, 10 days after 31 January; W 49 days after it (29 + 20).
    expect(dates.map(({ loan, until, daysLeft }: { loan: string; until: string; daysLeft: number }) => [loan, until, daysLeft])).toEqual([
      ['L', '2024-02-10', 10],
      ['W', '2024-03-20', 49],
    ]);
    expect(ableNotSued.map(({ loan }: { loan: string }) => loan)).toEqual(['L']);
  });

  test('responsibility: gross 300, 250 now, by 60 % and 40 %', async () => {
    const { total, states, persons } = JSON.parse((await report('responsibility', { book })).out);
    expect(total).toEqual({ count: 1, gross: '300.00', now: '250.00' });
    expect(states.determined).toEqual(total);
    expect(persons).toEqual([
      { person: '李', role: 'managing', count: 1, gross: '180.00', now: '150.00' },
      { person: '赵', role: 'approving', count: 1, gross: '120.00', now: '100.00' },
    ]);
    const then = JSON.parse((await report('responsibility', { book, asOf: day(JANUARY) })).out);
    // Due 2024-02-09.
    expect([then.states.open.gross, then.loans[0].due, then.overdue]).toEqual(['300.00', '2024-02-09', []]);
  });

  test('without a register in any month nothing is known of cases', async () => {
    const { registerGiven, npl } = JSON.parse((await report('litigation', { book, asOf: day(DECEMBER) })).out);
    expect([registerGiven, npl.withoutCase.balance]).toEqual([false, '700.00']);
  });

  test.each([
    ['litigation', [CASES, 'L,未诉,,,,', 'L,已诉,,,,'], 'E_LITIGATION'],
    ['litigation', [CASES, 'L,已诉,2024-04-01,,,'], 'E_EVENT_AFTER_AS_OF'],
    ['responsibility', [ANSWERS, 'A,李,管户,60%,已认责,2024-02-20'], 'E_RESPONSIBILITY'],
  ])('a close refuses a %s register that contradicts itself (%s), and writes nothing', async (option, lines, code) => {
    const before = contents(book);
    const ledger = write(folder, 'ledger-2024-03-31.csv', HEADER, ...(LOANS[FEBRUARY] as readonly string[]));
    const refused = await closeMonth(book, [ledger], { carried: { [option]: given('bad.csv', ...lines) } });
    expect([refused.exit, refused.codes, contents(book)]).toEqual([65, [code], before]);
    expect(said(refused)).toContain('bad.csv:');
  });

  test.each([
    ['litigation', [CASES, 'X,未诉,,,,']],
    ['responsibility', [ANSWERS, 'X,李,管户,,未认责,']],
  ])('%s: a loan that nothing knows is refused', async (name, lines) => {
    const refused = await report(name, { ...fromFiles(), [name]: given('unknown.csv', ...lines) });
    expect([refused.exit, refused.codes]).toEqual([65, ['E_REGISTER_LOAN']]);
    expect(said(refused)).toContain('unknown.csv:2');
  });
});
