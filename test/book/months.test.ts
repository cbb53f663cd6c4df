import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '../support/ledger.js';
import { bookTo, close, ledgerFile, registersOf } from './five-months.js';
import {
  closeMonth,
  contents,
  type Done,
  initBook,
  lockMonth,
  newFolder,
  said,
  series,
  setBook,
  status,
  verify,
  write,
} from './journeys.js';

let five: Awaited<ReturnType<typeof bookTo>>;
const folders: string[] = [];

async function fresh(last: string) {
  const made = await bookTo(last);
  folders.push(made.folder);
  return made;
}

beforeAll(async () => {
  five = await fresh('2024-05-31');
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Movement {
  readonly opening: string;
  readonly channels: Readonly<Record<string, string>>;
  readonly unexplained: string;
  readonly closing: string;
}

/** A movement without what is zero. */
function bare({ opening, channels, unexplained, closing }: Movement): Readonly<Record<string, string>> {
  const moved = Object.entries({ ...channels, unexplained }).filter(([, amount]) => amount !== '0.00');
  return { opening, ...Object.fromEntries(moved), closing };
}

const figuresOf = (date: string) => JSON.parse((five.months[date] as Done).out).figures;

describe('the five months, each line of the bridge by hand', () => {
  test('loans and NPL', () => {
    const found = Object.keys(five.months).map((date) => [figuresOf(date).loans.balance, figuresOf(date).npl.balance]);
    expect(found).toEqual([
      ['2400.00', '1500.00'],
      ['2300.00', '1700.00'],
      ['2900.00', '1600.00'],
      ['2100.00', '1900.00'],
      ['2350.00', '1950.00'],
    ]);
  });

  test('February: 1500 + formation 300 (C) - cash 100 (A) = 1700', () => {
    expect(bare(figuresOf('2024-02-29').movement.total)).toEqual({
      opening: '1500.00',
      formation: '300.00',
      cash: '100.00',
      closing: '1700.00',
    });
  });

  test('March: old 1700 - upgrade 500 (B) = 1200, A2 standing for A; new: formation 400 (E), which was there at the lock', () => {
    const { movement, segments } = figuresOf('2024-03-31');
    expect(bare(movement.old)).toEqual({ opening: '1700.00', upgrade: '500.00', closing: '1200.00' });
    expect(bare(movement.new)).toEqual({ opening: '0.00', formation: '400.00', closing: '400.00' });
    expect([segments.old.balance, segments.formed.balance, segments.originated.balance]).toEqual(['1200.00', '400.00', '0.00']);
  });

  test('April: old 1200 + relapse 500 (B, no event says so) - cash 100 - write-off 300 = 1300; new 400 + 600 - cash 400 = 600', () => {
    const { movement, segments, writeOffs } = figuresOf('2024-04-30');
    expect(bare(movement.old)).toEqual({ opening: '1200.00', relapse: '500.00', cash: '100.00', writeOff: '300.00', closing: '1300.00' });
    expect(bare(movement.new)).toEqual({ opening: '400.00', formation: '600.00', cash: '400.00', closing: '600.00' });
    expect([segments.formed.balance, segments.originated.balance]).toEqual(['0.00', '600.00']);
    expect([writeOffs.month.principal, writeOffs.sinceLock.principal]).toEqual(['300.00', '300.00']);
  });

  test('since the lock, the months added up: what formed and left between month-ends is in it', () => {
    const { sinceLock } = figuresOf('2024-04-30').segments;
    expect(bare(sinceLock.old)).toEqual({
      ...{ opening: '1700.00', relapse: '500.00', cash: '100.00' },
      ...{ upgrade: '500.00', writeOff: '300.00', closing: '1300.00' },
    });
    // E 400 formed in March and was paid in April; F 600 formed in April.
    expect(bare(sinceLock.new)).toEqual({ opening: '0.00', formation: '1000.00', cash: '400.00', closing: '600.00' });
  });

  test('May: A2 rose by 50 without a reason; D vanished, C is back: told, and listed by verify', async () => {
    const may = five.months['2024-05-31'] as Done;
    expect(bare(figuresOf('2024-05-31').movement.old)).toEqual({ opening: '1300.00', unexplained: '-50.00', closing: '1350.00' });
    expect(may.codes).toEqual(['W_BOOK_UNEXPLAINED', 'W_BOOK_VANISHED', 'W_BOOK_RETURNED']);
    expect(said(may)).toMatch(/1 loans moved .*0\.00 down and 50\.00 up: A2 50\.00/);
    const verified = await verify(five.book);
    expect([verified.exit, verified.codes]).toEqual([0, ['W_BOOK_VANISHED', 'W_BOOK_RETURNED']]);
    expect(said(verified)).toMatch(/were special-mention .*: D\n[\s\S]*written off or sold are back .*: C\n/);
    expect((await verify(five.book, { strict: true })).exit).toBe(1);
  });

  test('series reads what was published, and states the head of the journal', async () => {
    const read = JSON.parse((await series(five.book)).out);
    const months = read.months.map((month: Record<string, { balance: string }>) => [
      month.npl?.balance,
      month.old?.balance,
      month.new?.balance,
    ]);
    expect(months).toEqual([
      ['1500.00', undefined, undefined],
      // Locked after it was closed: all of it is the old stock.
      ['1700.00', '1700.00', '0.00'],
      ['1600.00', '1200.00', '400.00'],
      ['1900.00', '1300.00', '600.00'],
      ['1950.00', '1350.00', '600.00'],
    ]);
    const lines = contents(five.book).get('journal.jsonl')?.toString('utf8').trimEnd().split('\n') ?? [];
    expect(read.provenance.head).toBe(JSON.parse(lines.at(-1) as string).hash);
  });
});

test('a month that is closed states the policy, the locks and the hashes of what it was made of', () => {
  const { provenance, rows, basis } = JSON.parse((five.months['2024-04-30'] as Done).out);
  expect([provenance.policy.id, provenance.sources[0].name, basis, rows.loans]).toEqual([
    'cn-2023',
    'ledger-2024-04-30.csv',
    'stricter',
    4,
  ]);
  expect(provenance.registers.map((one: { register: string }) => one.register)).toEqual(['events', 'write-offs']);
  const hashes = [provenance.sources[0].sha256, provenance.registers[0].sha256, provenance.locks[0].hash];
  expect(hashes.map((hash) => hash.length)).toEqual([64, 64, 64]);
});

describe('a closed month is never overwritten', () => {
  test('the same inputs again: said, exit 0, not a byte changed', async () => {
    const before = contents(five.book);
    const again = await close(five.folder, '2024-04-30');
    expect([again.exit, again.told.some(({ code }) => code === 'A_CLOSED_SAME')]).toEqual([0, true]);
    expect(contents(five.book)).toEqual(before);
  });

  test('the same bytes under another name are the same inputs', async () => {
    const ledger = write(
      five.folder,
      'export.csv',
      ...(contents(five.folder).get('ledger-2024-05-31.csv')?.toString('utf8').trimEnd().split('\n') ?? []),
    );
    const again = await closeMonth(five.book, [ledger], { asOf: day('2024-05-31') });
    expect([again.exit, again.told.some(({ code }) => code === 'A_CLOSED_SAME')]).toEqual([0, true]);
  });

  test('other inputs: exit 4, not a byte changed', async () => {
    const before = contents(five.book);
    const other = ledgerFile(newFolder(), '2024-04-30', (rows) => rows.slice(1));
    const refused = await closeMonth(five.book, [other], registersOf(five.folder, '2024-04-30'));
    expect([refused.exit, refused.codes]).toEqual([4, ['E_BOOK_CLOSED']]);
    expect(contents(five.book)).toEqual(before);
  });

  test('a restatement needs a reason', async () => {
    const other = ledgerFile(newFolder(), '2024-04-30', (rows) => rows.slice(1));
    expect((await closeMonth(five.book, [other], { supersede: true })).codes).toEqual(['E_USAGE']);
  });
});

describe('a restatement', () => {
  let restated: Done;
  let made: Awaited<ReturnType<typeof bookTo>>;

  beforeAll(async () => {
    made = await fresh('2024-05-31');
    // E was 450 in March and not 400, B had not been upgraded, C had been paid to 250 unseen, D was left out; H was forgotten.
    const rows = ['A2,正常,900,2024-03-05,A', 'B,次级,500,2020-01-01,', 'C,次级,250,2020-01-01,', 'E,次级,450,2020-01-01,'];
    const ledger = ledgerFile(newFolder(), '2024-03-31', () => [...rows, 'F,正常,600,2024-03-10,', 'H,正常,70,2024-03-11,']);
    restated = await closeMonth(made.book, [ledger], { supersede: true, reason: 'the export was cut' });
  });

  test('lists loans added, removed and changed', () => {
    const { restatement } = JSON.parse(restated.out);
    expect(restatement.loans).toEqual([
      { loan: 'B', was: { class: 'normal', balance: '500.00' }, now: { class: 'substandard', balance: '500.00' } },
      { loan: 'C', was: { class: 'substandard', balance: '300.00' }, now: { class: 'substandard', balance: '250.00' } },
      { loan: 'D', was: { class: 'special-mention', balance: '200.00' } },
      { loan: 'E', was: { class: 'substandard', balance: '400.00' }, now: { class: 'substandard', balance: '450.00' } },
      { loan: 'H', now: { class: 'normal', balance: '70.00' } },
    ]);
  });

  test('shows old and new, formation and unexplained where they moved', () => {
    const { figures, restatement } = JSON.parse(restated.out);
    // Old: A2 900 + B 500 + C 250 = 1650, was 1200; new: E 450, was 400, all of it formed; C fell by 50 without an event.
    expect([restatement.was.segments.old.balance, figures.segments.old.balance]).toEqual(['1200.00', '1650.00']);
    expect([restatement.was.movement.total.channels.formation, figures.movement.total.channels.formation]).toEqual(['400.00', '450.00']);
    expect(figures.movement.total.unexplained).toBe('50.00');
  });

  test('keeps the old version, and the months built on it are told as such until they are closed again', async () => {
    const files = [...contents(made.book).keys()];
    expect(files).toContain('months/2024-03-31/loans.csv');
    expect(files).toContain('months/2024-03-31.2/loans.csv');
    expect(JSON.parse(restated.out).restatement.later).toEqual(['2024-04-30', '2024-05-31']);
    expect(restated.codes).toContain('W_BOOK_LATER');
    // April by itself, and May because it stands on April.
    expect((await status(made.book)).codes).toEqual(['W_BOOK_BUILT_ON', 'W_BOOK_BUILT_ON']);
    expect((await series(made.book)).codes).toEqual(['W_BOOK_BUILT_ON', 'W_BOOK_BUILT_ON']);
    expect((await verify(made.book)).exit).toBe(0);
    // With the same inputs it says what it was built on; with --supersede it is closed again.
    const same = await close(made.folder, '2024-04-30');
    expect([same.exit, same.codes]).toEqual([0, ['W_BOOK_BUILT_ON']]);
    const again = { ...registersOf(made.folder, '2024-04-30'), supersede: true, reason: 'March was restated' };
    const april = await closeMonth(made.book, [ledgerFile(made.folder, '2024-04-30')], again);
    // From 1650: B is still NPL, so nothing relapsed; C was 250 and 300 are written off: more than it had.
    expect([april.exit, april.codes]).toEqual([65, ['E_EXIT_ABOVE_BALANCE']]);
  });
});

describe('what does not belong in a book', () => {
  test.each([
    ['a date that is not a month-end', 'ledger-2024-04-29.csv', 'E_BOOK_DATE', 65],
    ['a file that cannot be read', 'ledger-2024-06-30.csv', 'E_AMOUNT', 65],
  ])('%s', async (_, name, code, exit) => {
    const ledger = write(newFolder(), name, 'loan_id,class,balance', name.includes('04-29') ? 'A,正常,1' : 'A,正常,1e5');
    const refused = await closeMonth(five.book, [ledger]);
    expect([refused.exit, refused.codes]).toEqual([exit, [code]]);
    expect(refused.told.map((one) => one.code)).not.toContain('A_GO_ON');
  });

  test('a write-off of more than the loan had is refused, and nothing is written', async () => {
    const { folder, book } = await fresh('2024-03-31');
    const before = contents(book);
    const writeOffs = [write(folder, 'over.csv', 'date,loan_id,principal', '2024-04-20,C,9999')];
    const refused = await closeMonth(book, [ledgerFile(folder, '2024-04-30')], { writeOffs });
    expect([refused.exit, refused.codes]).toEqual([65, ['E_EXIT_ABOVE_BALANCE']]);
    expect(said(refused)).toMatch(/over\.csv:2 value "C": E_EXIT_ABOVE_BALANCE 9999\.00 taken off this loan in all, and only 300\.00/);
    expect(contents(book)).toEqual(before);
  });

  test('a write-off of a performing loan of 600 by 9,999: the month before is asked in full', async () => {
    const { folder, book } = await fresh('2024-03-31');
    const ledger = ledgerFile(folder, '2024-04-30', (rows) => rows.filter((row) => !row.startsWith('F')));
    const writeOffs = [write(folder, 'over.csv', 'date,loan_id,principal', '2024-04-20,F,9999')];
    expect((await closeMonth(book, [ledger], { writeOffs })).codes).toEqual(['E_EXIT_ABOVE_BALANCE']);
  });

  test('a loan that rose without a reason is told; so is an event of an unknown loan', async () => {
    const { folder, book } = await fresh('2024-03-31');
    // C was 300 and is 600. Z is nowhere.
    const ledger = ledgerFile(folder, '2024-04-30', (rows) => [...rows, 'C,次级,600,2020-01-01,']);
    const events = [
      write(folder, 'events.csv', 'date,loan_id,kind,principal', '2024-04-10,A2,cash,100', '2024-04-11,E,cash,400', '2024-04-12,Z,cash,5'),
    ];
    const closed = await closeMonth(book, [ledger], { events, strict: true });
    expect([closed.exit, closed.codes]).toEqual([1, ['W_BOOK_UNKNOWN', 'W_BOOK_IGNORED', 'W_BOOK_UNEXPLAINED']]);
    expect(said(closed)).toMatch(/events\.csv:4/);
    expect(said(closed)).toMatch(/0\.00 down and 300\.00 up: C 300\.00/);
  });

  test('rows that are known are passed over, rows that come too late are told', async () => {
    const { folder, book } = await fresh('2024-03-31');
    const rows = [
      'date,loan_id,kind,principal',
      '2024-03-20,B,upgrade,500',
      '2024-03-21,C,cash,1',
      '2024-04-10,A2,cash,100',
      '2024-04-11,E,cash,400',
    ];
    const events = [write(folder, 'year.csv', ...rows)];
    const { writeOffs } = registersOf(folder, '2024-04-30');
    const closed = await closeMonth(book, [ledgerFile(folder, '2024-04-30')], { events, writeOffs });
    expect([closed.exit, closed.codes]).toEqual([0, ['N_BOOK_KNOWN_ROWS', 'W_BOOK_LATE_EVENTS']]);
  });
});

describe('months that do not follow on', () => {
  test('a gap is told at once, and is a fault of the book until it is filled; what was built without it is named', async () => {
    const folder = newFolder();
    folders.push(folder);
    const book = join(folder, 'book');
    await initBook(book);
    await close(folder, '2024-01-31');
    expect((await closeMonth(book, [ledgerFile(folder, '2024-03-31')])).codes).toContain('W_BOOK_GAP');
    const gap = await verify(book);
    expect([gap.exit, said(gap)]).toEqual([4, expect.stringContaining('no month between 2024-01-31 and 2024-03-31')]);
    const filled = await close(folder, '2024-02-29');
    expect([filled.exit, filled.codes]).toEqual([0, ['W_BOOK_BEFORE']]);
    expect(said(filled)).toContain('2024-03-31');
    const verified = await verify(book);
    expect([verified.exit, verified.codes]).toEqual([0, ['W_BOOK_BUILT_ON']]);
  });
});

describe('locks', () => {
  test('locking again says so; a month that is not closed cannot be locked', async () => {
    const before = contents(five.book);
    const again = await lockMonth(five.book, day('2024-02-29'));
    expect([again.exit, again.told.map(({ code }) => code)]).toEqual([0, ['A_LOCKED_SAME']]);
    expect((await lockMonth(five.book, day('2024-06-30'))).codes).toEqual(['E_BOOK_MONTH']);
    expect(contents(five.book)).toEqual(before);
  });

  test('a lock made late names the months that it does not cut', async () => {
    const { book } = await fresh('2024-03-31');
    const late = await lockMonth(book, day('2024-01-31'));
    expect([late.exit, late.codes]).toEqual([0, ['W_BOOK_NOT_CUT']]);
    expect(said(late)).toContain('2024-02-29, 2024-03-31');
  });

  test('a lock is restated with a reason: original + added - removed + changed = current', async () => {
    const { folder, book } = await fresh('2024-02-29');
    // B was misclassified, C was 310: 1700 - 500 + 10 = 1210.
    const rows = [
      'A,次级,900,2020-01-01,',
      'B,正常,500,2020-01-01,',
      'C,次级,310,2020-01-01,',
      'D,关注,200,2020-01-01,',
      'E,正常,400,2020-01-01,',
    ];
    const ledger = ledgerFile(newFolder(), '2024-02-29', () => rows);
    const registers = registersOf(folder, '2024-02-29');
    await closeMonth(book, [ledger], { ...registers, supersede: true, reason: 'B was misclassified' });
    expect((await lockMonth(book, day('2024-02-29'))).codes).toEqual(['E_BOOK_LOCKED']);
    expect((await lockMonth(book, day('2024-02-29'), { supersede: true })).codes).toEqual(['E_USAGE']);
    const restated = await lockMonth(book, day('2024-02-29'), { supersede: true, reason: 'B was misclassified' });
    expect(said(restated)).toMatch(
      /original 3 \/ 1700\.00 \+ added 0 \/ 0\.00 - removed 1 \/ 500\.00 \+ changed 1 \/ 10\.00 = current 2 \/ 1210\.00/,
    );
    expect([...contents(book).keys()].filter((path) => path.startsWith('locks/'))).toEqual([
      'locks/2024-02-29.2.lock.json',
      'locks/2024-02-29.lock.json',
    ]);
    expect((await verify(book)).exit).toBe(0);
  });
});

describe('thresholds', () => {
  const limits = ['thresholds:', '  nplRatio: 0.5', '  newNplPerMonth: 399.99', '  oldRise: true'];

  test('become warnings on close, status and series, and exit 1 where asked for', async () => {
    const folder = newFolder();
    folders.push(folder);
    const book = join(folder, 'book');
    await initBook(book, { configFile: write(folder, 'book.yaml', ...limits) });
    // 1500 / 2400 = 62.50 %.
    const closed = await close(folder, '2024-01-31');
    expect([closed.exit, closed.codes, said(closed)]).toEqual([
      0,
      ['W_THRESHOLD'],
      expect.stringContaining('the NPL ratio is 62.50%, the limit is 50.00%'),
    ]);
    expect((await series(book, { failOnBreach: true })).exit).toBe(1);
    expect((await status(book)).codes).toEqual(['W_THRESHOLD']);
  });

  test('of an existing book are set by an entry of its own, with a reason', async () => {
    const { folder, book } = await fresh('2024-05-31');
    const config = write(folder, 'book.yaml', ...limits);
    expect((await setBook(book, config)).codes).toEqual(['E_USAGE']);
    expect((await setBook(book, config, 'the board asked')).exit).toBe(0);
    expect((await setBook(book, config, 'again')).told.map(({ code }) => code)).toEqual(['A_BOOK_SET_SAME']);
    // Ratios 62.50, 73.91, 55.17, 90.48, 82.98 %: five; formed 400 in March and 600 in April; old up in April (1200 to 1300) and May (to 1350).
    expect((await series(book)).codes).toEqual(new Array(9).fill('W_THRESHOLD'));
    expect((await verify(book)).exit).toBe(0);
  });
});

test('folders are 0700, files 0600', () => {
  for (const path of ['', 'months', 'locks', 'policies', 'months/2024-04-30', 'months/2024-04-30/registers'])
    expect([path, statSync(join(five.book, path)).mode & 0o777]).toEqual([path, 0o700]);
  for (const path of contents(five.book).keys()) expect([path, statSync(join(five.book, path)).mode & 0o777]).toEqual([path, 0o600]);
});

test('a book is made in a new or empty folder only', async () => {
  expect((await initBook(five.book)).codes).toEqual(['E_BOOK_EXISTS']);
  expect((await initBook(five.folder)).codes).toEqual(['E_BOOK_EXISTS']);
  expect((await series(five.folder)).codes).toEqual(['E_BOOK_NONE']);
});

test('a head that was written down must be in the journal', async () => {
  const first = contents(five.book).get('journal.jsonl')?.toString('utf8').split('\n')[2] as string;
  expect((await verify(five.book, { expect: JSON.parse(first).hash })).exit).toBe(0);
  expect((await verify(five.book, { expect: 'f'.repeat(64) })).exit).toBe(4);
});
