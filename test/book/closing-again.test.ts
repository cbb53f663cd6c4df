import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bookTo, close, ledgerFile, registersOf } from './five-months.js';
import { closeMonth, contents, type Done, ledgerSeries, newFolder, said, series, status, verify } from './journeys.js';

const MAY = '2024-05-31';
const program = vi.hoisted(() => ({ name: 'npl 0.1.0' }));
vi.mock('../../src/run/version.js', () => ({
  get PROGRAM() {
    return program.name;
  },
}));

let made: Awaited<ReturnType<typeof bookTo>>;

beforeAll(async () => {
  made = await bookTo(MAY);
});

afterAll(() => rmSync(made.folder, { recursive: true, force: true }));

const codesOf = ({ told }: Done) => told.map(({ code }) => code);

describe('a month closed again with the same inputs', () => {
  test('gives the report, the warnings and the exit code of the first time', async () => {
    const first = made.months[MAY] as Done;
    const again = await close(made.folder, MAY);
    expect([again.exit, again.codes]).toEqual([0, first.codes]);
    expect({ ...JSON.parse(again.out), head: '' }).toEqual({ ...JSON.parse(first.out), head: '' });
    // A2 rose without an event.
    const strict = await closeMonth(made.book, [ledgerFile(made.folder, MAY)], { strict: true });
    expect([strict.exit, codesOf(strict).slice(-3)]).toEqual([1, ['A_CLOSED_SAME', 'A_STRICT', 'A_ROWS']]);
    expect((await closeMonth(made.book, [ledgerFile(made.folder, MAY)], { failOnBreach: true })).exit).toBe(1);
  });

  test('an output that was not written the first time is written', async () => {
    const output = join(made.folder, 'may.json');
    expect((await closeMonth(made.book, [ledgerFile(made.folder, MAY)], { output })).exit).toBe(0);
    expect(existsSync(output)).toBe(true);
  });
});

test('an output that cannot be written is refused before the month is published', async () => {
  const { folder, book } = await bookTo('2024-01-31');
  const before = contents(book);
  const refused = await closeMonth(book, [ledgerFile(folder, '2024-02-29')], { output: join(folder, 'nowhere/report.json') });
  expect([refused.exit, refused.codes]).toEqual([73, ['E_OUTPUT']]);
  expect(contents(book)).toEqual(before);
  rmSync(folder, { recursive: true });
});

test('a restatement told again names what it changed and the months that were there', async () => {
  const { folder, book } = await bookTo('2024-04-30');
  const more = { ...registersOf(folder, '2024-03-31'), supersede: true, reason: 'D was left out' };
  const ledger = ledgerFile(newFolder(), '2024-03-31', (rows) => rows.filter((row) => !row.startsWith('D')));
  const first = await closeMonth(book, [ledger], more);
  const again = await closeMonth(book, [ledger], { ...registersOf(folder, '2024-03-31') });
  expect(JSON.parse(first.out).restatement).toMatchObject({ reason: 'D was left out', later: ['2024-04-30'] });
  expect(JSON.parse(again.out)).toEqual(JSON.parse(first.out));
  expect(again.codes).toEqual(first.codes);
  rmSync(folder, { recursive: true });
});

describe('a book and its ledgers say the same', () => {
  test('of movements without an event: A2 rose by 50 in May', async () => {
    const ledgers = Object.keys(made.months).map((date) => ledgerFile(made.folder, date));
    const events = Object.keys(made.months).flatMap((date) => registersOf(made.folder, date).events);
    const writeOffs = Object.keys(made.months).flatMap((date) => registersOf(made.folder, date).writeOffs);
    expect((await ledgerSeries(ledgers, { events, writeOffs, failOnBreach: true })).exit).toBe(1);
    expect((await series(made.book, { failOnBreach: true })).exit).toBe(1);
    expect((await series(made.book, { strict: true })).exit).toBe(1);
    const shown = await status(made.book, { failOnBreach: true });
    expect([shown.exit, JSON.parse(shown.out).months.at(-1)]).toEqual([1, expect.objectContaining({ unexplained: 1 })]);
    expect(said(shown)).toContain('movements without an event: 1');
    expect((await status(made.book)).exit).toBe(0);
  });
});

describe('another program', () => {
  test('restates a month of the same inputs; without --supersede it is closed already', async () => {
    const { folder, book } = await bookTo('2024-02-29');
    const same = { ...registersOf(folder, '2024-02-29'), supersede: true, reason: 'a fault of the program was mended' };
    program.name = 'npl 9.9.9';
    const kept = await close(folder, '2024-02-29');
    expect([kept.exit, codesOf(kept)]).toEqual([0, expect.arrayContaining(['A_CLOSED_SAME'])]);
    const restated = await closeMonth(book, [ledgerFile(folder, '2024-02-29')], same);
    expect([restated.exit, codesOf(restated)]).toEqual([0, expect.arrayContaining(['A_CLOSED'])]);
    expect([...contents(book).keys()]).toContain('months/2024-02-29.2/manifest.json');
    expect((await verify(book)).exit).toBe(0);
    program.name = 'npl 0.1.0';
    rmSync(folder, { recursive: true });
  });
});
