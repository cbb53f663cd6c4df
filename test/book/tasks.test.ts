import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RENEWAL_DAYS } from '../../src/model/suspected-renewal.js';
import { type RollForwardOptions, runRollForward } from '../../src/run/monitoring/roll-forward.js';
import { runTasks, type TasksOptions } from '../../src/run/recovery/tasks.js';
import { day } from '../support/ledger.js';
import { closeMonth, initBook, lockMonth, newFolder, OUTPUT, run, verify, write } from './journeys.js';

/*
 * A (300) goes from X to Y on 10 January and pays 50 on 20 January and 30 on 15 February; B (200, Y) pays 40 in February and is collected
 * by 孙 from 1 February. NPL 500; 450; 380. X: 300 - 300 to Y = 0; Y: 200 + 300 - 120 = 380.
 * The target of Y is 100 in the January file and 240 in February's, which takes its place: 120 of 240 is 50 %.
 * Of 366 days 60 have passed by 29 February: 39.34 of 240 is due, and 120 is done: 80.66 ahead.
 */
const HEADER = 'loan_id,class,balance,branch,officer';
const [DECEMBER, JANUARY, FEBRUARY] = ['2023-12-31', '2024-01-31', '2024-02-29'];
const LOANS: Readonly<Record<string, readonly string[]>> = {
  [DECEMBER]: ['A,可疑,300,X,王', 'B,次级,200,Y,李', 'P,正常,1000,Y,李'],
  [JANUARY]: ['A,可疑,250,Y,王', 'B,次级,200,Y,李', 'P,正常,1000,Y,李'],
  [FEBRUARY]: ['A,可疑,220,Y,王', 'B,次级,160,Y,李', 'P,正常,1000,Y,李'],
};

let folder = '';
let book = '';
let ofFiles: Partial<TasksOptions> = {};

beforeAll(async () => {
  folder = newFolder();
  book = join(folder, 'book');
  await initBook(book);
  const given = (name: string, ...lines: readonly string[]) => [write(folder, name, ...lines)];
  const one = given('recoveries-01.csv', 'date,loan_id,principal,claim', '2024-01-20,A,50,on-book');
  const two = given('recoveries-02.csv', 'date,loan_id,principal,claim', '2024-02-15,A,30,on-book', '2024-02-20,B,40,on-book');
  const internalTransfers = given('moved.csv', 'date,loan_id,from_branch,to_branch', '2024-01-10,A,X,Y');
  const assignments = given('assigned.csv', 'loan_id,since,managing,collecting', 'B,2024-02-01,,孙');
  const old = given('targets-01.csv', 'unit_kind,unit,period,measure,amount', 'branch,Y,2024,cash-principal,100');
  const targets = given('targets-02.csv', 'unit_kind,unit,period,measure,amount', 'branch,Y,2024,cash-principal,240');
  const ledgers = Object.entries(LOANS).map(([date, rows]) => write(folder, `ledger-${date}.csv`, HEADER, ...rows));
  const [start, january, february] = ledgers as [string, string, string];
  const done = [
    await closeMonth(book, [start]),
    await lockMonth(book, day(DECEMBER as string), { reason: 'base' }),
    await closeMonth(book, [january], { recoveries: one, carried: { internalTransfers, targets: old } }),
    await closeMonth(book, [february], { recoveries: two, carried: { internalTransfers, assignments, targets } }),
  ];
  expect(done.map(({ exit, codes }) => [exit, codes])).toEqual([
    [0, []],
    [0, []],
    [0, []],
    [0, []],
  ]);
  const base = [join(book, 'locks', `${DECEMBER}.lock.json`)];
  ofFiles = { ledgers: [february], since: [start, january], base, recoveries: [...one, ...two], internalTransfers, assignments, targets };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PLAIN: TasksOptions = {
  ...OUTPUT,
  ...{ ledgers: [], where: [], skipLines: 0, allowNegative: false, allowEmpty: false, basis: 'stricter', strict: false },
  ...{ overrides: [], since: [], base: [], events: [], writeOffs: [], recoveries: [], disposals: [], idMap: [] },
  ...{ targets: [], assignments: [], internalTransfers: [], by: [], officerRole: 'collecting', limit: 20, renewalDays: RENEWAL_DAYS },
};

const tasks = async (more: Partial<TasksOptions>) => JSON.parse((await run((io) => runTasks({ ...PLAIN, ...more }, io))).out);

test('the task table from a book is that from its ledgers and registers', async () => {
  const { provenance, ...inBook } = await tasks({ book });
  const { provenance: _, ...fromFiles } = await tasks(ofFiles);
  expect(inBook).toEqual(fromFiles);
  expect(provenance.registers.map(({ register, name }: { register: string; name: string }) => `${register} ${name}`)).toContain(
    `targets months/${FEBRUARY}/registers/targets-1.csv`,
  );
  const [{ units, withTask }] = inBook.branch.tasks;
  expect(units[0]).toMatchObject({
    unit: 'Y',
    task: '240.00',
    month: '70.00',
    toDate: '120.00',
    due: '39.34',
    gap: '-80.66',
    rank: 1,
    rankBefore: 1,
  });
  expect(withTask.completion.value).toBe('0.5');
  expect(inBook.branch.units.map(({ unit, bridge }: { unit: string; bridge: object }) => [unit, bridge])).toMatchObject([
    ['X', { opening: '300.00', transferredOut: '300.00', closing: '0.00' }],
    ['Y', { opening: '200.00', transferredIn: '300.00', cash: '120.00', closing: '380.00' }],
  ]);
  expect(
    inBook.officer.units.map(({ unit, yearToDate }: { unit: string; yearToDate: { cashPrincipal: string } }) => [
      unit,
      yearToDate.cashPrincipal,
    ]),
  ).toEqual([
    ['孙', '40.00'],
    ['李', '0.00'],
    ['王', '80.00'],
  ]);
});

test('of January it is the target and the officers of January', async () => {
  const { branch, officer } = await tasks({ book, asOf: day(JANUARY as string) });
  // 50 of 100; nobody collects B yet.
  expect(branch.tasks[0].units[0]).toMatchObject({ unit: 'Y', task: '100.00', toDate: '50.00' });
  expect(officer.units.map(({ unit }: { unit: string }) => unit)).toEqual(['李', '王']);
});

test('the book verifies, its new registers among the rest', async () => {
  expect((await verify(book)).exit).toBe(0);
});

test('the roll-forward of a book takes its internal transfers along', async () => {
  const options: RollForwardOptions = { ...PLAIN, book, from: day(DECEMBER as string), by: ['branch'], failOnBreach: false };
  const { out, codes } = await run((io) => runRollForward(options, io));
  expect(codes).toEqual([]);
  expect(JSON.parse(out).by).toMatchObject([
    { key: { branch: 'Y' }, opening: '200.00', cash: '120.00', transferredIn: '300.00', closing: '380.00' },
    { key: { branch: 'X' }, opening: '300.00', cash: '0.00', transferredOut: '300.00', closing: '0.00' },
  ]);
});

test('targets name no loans: they stand beside a ledger of several institutions', async () => {
  const rows = (asOf: string, balance: number) =>
    write(
      folder,
      `i-${asOf}.csv`,
      'institution,loan_id,balance,class,branch',
      `甲,L1,${balance},次级,X`,
      '甲,L2,900,正常,X',
      '乙,L1,70,次级,X',
    );
  const { branch } = await tasks({
    ledgers: [rows('2024-02-29', 80)],
    since: [rows('2023-12-31', 100)],
    recoveries: [write(folder, 'i-r.csv', 'institution,date,loan_id,principal', '甲,2024-01-10,L1,20')],
    targets: [write(folder, 'i-t.csv', 'unit_kind,unit,period,measure,amount', '支行,X,2024,清收本金,80')],
  });
  const [{ task, toDate, completion }] = branch.tasks[0].units;
  expect([task, toDate, completion.value, branch.total.bridge.closing]).toEqual(['80.00', '20.00', '0.25', '150.00']);
});
