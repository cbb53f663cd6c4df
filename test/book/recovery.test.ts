import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExitCode } from '../../src/diagnostics/exit-codes.js';
import { RENEWAL_DAYS } from '../../src/model/suspected-renewal.js';
import { EVIDENCE } from '../../src/registers/evidence.js';
import { registerInForce } from '../../src/run/book/carried-registers.js';
import { openBook } from '../../src/run/book/open-book.js';
import { openBookMonth } from '../../src/run/book/open-book-month.js';
import type { Io } from '../../src/run/io.js';
import type { RegisterFile } from '../../src/run/reading/read-background.js';
import { type ProvisionOptions, runProvision } from '../../src/run/recovery/provision.js';
import { type QualityOptions, runQuality } from '../../src/run/recovery/quality.js';
import { runWriteOff, type WriteOffOptions } from '../../src/run/recovery/write-off.js';
import { day } from '../support/ledger.js';
import { closeMonth, contents, type Done, initBook, lockMonth, newFolder, OUTPUT, run, SILENT, said, verify, write } from './journeys.js';

/*
 * Three month-ends, locked at the first; yuan, classes declared.
 *
 * | loan | branch | 31 Dec (lock) | 31 Jan | 29 Feb |
 * |---|---|---|---|---|
 * | W | X | 300 可疑 | written off on 20 Jan | 30 of it came back on 15 Feb |
 * | R | X | 200 次级 | 150 (cash 50) | 150 |
 * | T | Y | 500 损失 | 500 | sold on 10 Feb for 200 |
 * | N | Y | 400 正常 | 400 次级 | 350 (cash 50, from the recoveries) |
 * | P | Y | 1000 正常 | 1000 | 1000 |
 *
 * NPL 1000; 150 + 500 + 400 = 1050; 150 + 350 = 500. Loans 2400; 2050; 1500.
 * Evidence: January gives R the order that ends enforcement, February the asset search (and the order again).
 */
const HEADER = 'loan_id,class,balance,issue_date,branch';
const LOANS: Readonly<Record<string, readonly string[]>> = {
  '2023-12-31': [
    'W,可疑,300,2020-01-01,X',
    'R,次级,200,2020-01-01,X',
    'T,损失,500,2020-01-01,Y',
    'N,正常,400,2020-01-01,Y',
    'P,正常,1000,2020-01-01,Y',
  ],
  '2024-01-31': ['R,次级,150,2020-01-01,X', 'T,损失,500,2020-01-01,Y', 'N,次级,400,2020-01-01,Y', 'P,正常,1000,2020-01-01,Y'],
  '2024-02-29': ['R,次级,150,2020-01-01,X', 'N,次级,350,2020-01-01,Y', 'P,正常,1000,2020-01-01,Y'],
};
const [DECEMBER, JANUARY, FEBRUARY] = Object.keys(LOANS) as [string, string, string];

let folder = '';
let book = '';
const files: Record<string, string[]> = {};

const given = (name: string, ...lines: readonly string[]) => [write(folder, name, ...lines)];

beforeAll(async () => {
  folder = newFolder();
  book = join(folder, 'book');
  await initBook(book);
  const events = given('events.csv', 'date,loan_id,kind,principal', '2024-01-15,R,cash,50');
  const writeOffs = given('write-offs.csv', 'date,loan_id,principal,interest,ground', '2024-01-20,W,300,12,破产');
  const recoveries = given('recoveries.csv', 'date,loan_id,principal,claim', '2024-02-15,W,30,written-off', '2024-02-20,N,50,on-book');
  const disposals = given('disposals.csv', 'date,loan_id,kind,principal,price', '2024-02-10,T,transfer,500,200');
  const january = given('evidence-01.csv', 'loan_id,evidence,date', 'R,终结执行裁定书,2024-01-10');
  const february = given('evidence-02.csv', 'loan_id,evidence,date', 'R,终结执行裁定书,2024-01-10', 'R,财产清查报告,2024-02-05');
  const ledgers = Object.entries(LOANS).map(([date, rows]) => write(folder, `ledger-${date}.csv`, HEADER, ...rows));
  const [one, two, three] = ledgers.map((ledger) => [ledger]) as [string[], string[], string[]];
  const done = [
    await closeMonth(book, one),
    await lockMonth(book, day(DECEMBER), { reason: 'base' }),
    await closeMonth(book, two, { events, writeOffs, carried: { evidence: january } }),
    await closeMonth(book, three, { recoveries, disposals, carried: { evidence: february } }),
  ];
  expect(done.map(({ exit, codes }) => [exit, codes])).toEqual([
    [0, []],
    [0, []],
    [0, []],
    [0, []],
  ]);
  Object.assign(files, { ledgers, events, writeOffs, recoveries, disposals, evidence: [...january, ...february] });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Options = WriteOffOptions & QualityOptions & ProvisionOptions;

const PLAIN: Options = {
  ...OUTPUT,
  ...{ ledgers: [], where: [], skipLines: 0, allowNegative: false, allowEmpty: false, basis: 'stricter', strict: false },
  ...{ overrides: [], since: [], base: [], events: [], writeOffs: [], recoveries: [], disposals: [], idMap: [], evidence: [] },
  ...{ by: ['branch'], limit: 20, renewalDays: RENEWAL_DAYS },
};

/** The same from the files that the months were closed from. */
function fromFiles(): Partial<Options> {
  const { ledgers = [], ...registers } = files;
  return { ...registers, ledgers: ledgers.slice(2), since: ledgers.slice(0, 2), base: [join(book, 'locks', `${DECEMBER}.lock.json`)] };
}

const JOURNEYS = { 'write-off': runWriteOff, quality: runQuality, provision: runProvision };

function report(name: string, more: Partial<Options>): Promise<Done> {
  const journey: (options: Options, io: Io) => Promise<ExitCode> = JOURNEYS[name as keyof typeof JOURNEYS];
  return run((io) => journey({ ...PLAIN, ...more }, io));
}

describe('a report of recovery from the book', () => {
  test.each(Object.keys(JOURNEYS))('%s: says what it says from ledgers and registers', async (name) => {
    const { provenance, ...inBook } = JSON.parse((await report(name, { book })).out);
    const { provenance: _, ...ofFiles } = JSON.parse((await report(name, fromFiles())).out);
    expect(inBook).toEqual(ofFiles);
    expect(provenance.head).toBe(openBook(book).state.head);
  });

  test('adds up month, year, lock, claims and the backlog with its evidence', async () => {
    const { written, claims, backlog, by } = JSON.parse((await report('write-off', { book })).out);
    // February: the loss of the sale, 500 - 200 = 300, one loan. The year, and since the lock: 300 written off and 300 lost.
    expect(written.month.total).toEqual({ count: 1, principal: '300.00' });
    expect(written.yearToDate.total).toEqual({ count: 2, principal: '600.00' });
    expect(written.sinceLock.total).toEqual({ count: 2, principal: '600.00' });
    // 300 written off in the year, 30 came back: 270 left.
    const { opening, writtenOff, recovered, closing } = claims;
    expect([opening.principal, writtenOff, recovered, closing]).toEqual(['0.00', '300.00', '30.00', { count: 1, principal: '270.00' }]);
    // R, 150: both pieces of evidence are on file, one from each month.
    expect([backlog.balance, backlog.ready.balance]).toEqual(['150.00', '150.00']);
    expect(by.map((row: { key: { branch: string } }) => row.key.branch).sort()).toEqual(['X', 'Y']);
  });

  test('of an earlier month holds what was known then', async () => {
    const { out } = await report('write-off', { book, asOf: day(JANUARY) });
    const { asOf, written, claims, backlog } = JSON.parse(out);
    // The sale is of February; of the evidence one piece is still missing.
    expect([asOf, written.yearToDate.total.principal, claims.closing.principal]).toEqual([JANUARY, '300.00', '300.00']);
    expect([backlog.balance, backlog.ready.balance]).toEqual(['150.00', '0.00']);
  });

  test('a month that is not closed is refused', async () => {
    const { exit, codes } = await report('quality', { book, asOf: day('2024-03-31') });
    expect([exit, codes]).toEqual([2, ['E_PERIOD']]);
  });

  test('names the registers by month and file', async () => {
    const { registers } = JSON.parse((await report('write-off', { book })).out).provenance;
    const named = registers.map(({ register, name, entries }: RegisterFile) => `${register} ${name} ${entries}`);
    expect(named).toEqual([
      'events months/2024-01-31/registers/events-1.csv 1',
      'write-offs months/2024-01-31/registers/write-offs-1.csv 1',
      'recoveries months/2024-02-29/registers/recoveries-1.csv 2',
      'disposals months/2024-02-29/registers/disposals-1.csv 1',
      expect.stringMatching(/^eligibility cn-2017 \d+$/),
      'evidence months/2024-01-31/registers/evidence-1.csv 1',
      'evidence months/2024-02-29/registers/evidence-1.csv 2',
    ]);
  });
});

describe('registers that a book carries', () => {
  const read = async (says: 'entries' | 'state', asOf: string) => {
    const at = await openBookMonth(openBook(book), day(asOf), SILENT);
    const noted: RegisterFile[] = [];
    const rows = await registerInForce(at.book, { ...EVIDENCE, says }, at.month.portfolio, noted, SILENT);
    return { rows: rows?.map(({ name, file, line }) => `${name} ${file}:${line}`), files: noted.map(({ name }) => name) };
  };
  const [first, second] = [`months/${JANUARY}/registers/evidence-1.csv`, `months/${FEBRUARY}/registers/evidence-1.csv`];

  test('entries add up, one that was given twice once', async () => {
    const rows = [`终结执行裁定书 ${first}:2`, `财产清查报告 ${second}:3`];
    expect(await read('entries', FEBRUARY)).toEqual({ rows, files: [first, second] });
  });

  test('of a state the newest month is used that was given one', async () => {
    expect(await read('state', FEBRUARY)).toEqual({ rows: [`终结执行裁定书 ${second}:2`, `财产清查报告 ${second}:3`], files: [second] });
    expect(await read('state', JANUARY)).toEqual({ rows: [`终结执行裁定书 ${first}:2`], files: [first] });
  });

  test('none is none, not an empty one', async () => {
    expect(await read('entries', DECEMBER)).toEqual({ rows: undefined, files: [] });
  });

  test('are verified byte by byte and row by row', async () => {
    expect((await verify(book)).exit).toBe(0);
    const path = join(book, 'months', JANUARY, 'registers', 'evidence-1.csv');
    const bytes = contents(book).get(`months/${JANUARY}/registers/evidence-1.csv`) as Buffer;
    writeFileSync(path, Buffer.concat([bytes, Buffer.from('P,x,\n')]));
    try {
      expect((await verify(book)).exit).toBe(4);
      expect((await report('write-off', { book })).codes).toEqual(['E_BOOK_DAMAGED']);
    } finally {
      writeFileSync(path, bytes);
    }
  });

  test.each([
    ['what its reader refuses', ['loan_id,evidence', 'R,'], 'E_TEXT_EMPTY'],
    ['what is of a day to come', ['loan_id,evidence,date', 'R,x,2024-04-01'], 'E_EVENT_AFTER_AS_OF'],
  ])('a close refuses %s, and writes nothing', async (_, lines, code) => {
    const before = contents(book);
    const ledger = write(folder, 'ledger-2024-03-31.csv', HEADER, ...(LOANS[FEBRUARY] as readonly string[]));
    const refused = await closeMonth(book, [ledger], { carried: { evidence: given('bad.csv', ...lines) } });
    expect([refused.exit, refused.codes, contents(book)]).toEqual([65, [code], before]);
    expect(said(refused)).toContain('bad.csv:2');
  });
});
