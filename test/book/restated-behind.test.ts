import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '../support/ledger.js';
import { bookRollForward, closeMonth, initBook, newFolder, said, series, status, verify, write } from './journeys.js';

/**
 * A 600 and B 700 are 次级, P 1000 is well. January was closed with A at 600 and no event; February has A at 550, so 50 is
 * unexplained in it. Then January is restated: A paid 50 on 20 January and stood at 550. Nothing is unexplained any more:
 * December 1300 − cash 50 = 1250, and February is 1250.
 */
const folder = newFolder();
const book = join(folder, 'book');

function ledger(date: string, a: number, name = 'ledger'): string {
  const rows = ['P,1000,正常,2020-01-01', `A,${a},次级,2020-01-01`, 'B,700,次级,2020-01-01'];
  return write(folder, `${name}-${date}.csv`, 'loan_id,balance,class,issue_date', ...rows);
}

const why = { supersede: true, reason: 'a payment of January was booked late' };

beforeAll(async () => {
  await initBook(book);
  await closeMonth(book, [ledger('2024-12-31', 600)]);
  await closeMonth(book, [ledger('2025-01-31', 600)]);
  await closeMonth(book, [ledger('2025-02-28', 550)]);
  await closeMonth(book, [ledger('2025-03-31', 550)]);
  const events = [write(folder, 'events.csv', 'date,loan_id,kind,principal', '2025-01-20,A,cash,50')];
  await closeMonth(book, [ledger('2025-01-31', 550, 'restated')], { events, ...why });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a month restated behind later ones', () => {
  test('a roll-forward takes the registers of the versions in force, as the loans are theirs', async () => {
    const { total } = JSON.parse((await bookRollForward(book, { from: day('2024-12-31'), to: day('2025-02-28') })).out);
    expect([total.opening, total.cash, total.unexplained, total.closing]).toEqual(['1300.00', '50.00', '0.00', '1250.00']);
  });

  test('the same months are named everywhere: February, and March that stands on it', async () => {
    for (const one of [await series(book), await status(book), await verify(book)]) {
      expect(said(one)).toMatch(/2025-02-28 was closed before the month before it became/);
      expect(said(one)).toMatch(/2025-03-31 was closed before months before it became/);
      expect(one.codes).toEqual(['W_BOOK_BUILT_ON', 'W_BOOK_BUILT_ON']);
    }
  });

  test('the series says why February has no movement', async () => {
    const { out } = await series(book, { format: 'table', width: 120 });
    expect(out).toMatch(/2025-02-28: no movement, because the month before was restated or closed since/);
  });

  test('no month is built on a stale one: April is refused until February and March are closed again', async () => {
    const refused = await closeMonth(book, [ledger('2025-04-30', 550)]);
    expect([refused.exit, refused.codes]).toEqual([4, ['E_BOOK_STALE']]);
    expect(said(refused)).toContain('2025-02-28, 2025-03-31');
    // March with other rows, before February, would stand on it just the same.
    expect((await closeMonth(book, [ledger('2025-03-31', 540)], why)).codes).toEqual(['E_BOOK_STALE']);
    await closeMonth(book, [ledger('2025-02-28', 550)], why);
    await closeMonth(book, [ledger('2025-03-31', 550)], why);
    expect((await closeMonth(book, [ledger('2025-04-30', 550)])).codes).toEqual([]);
    expect((await status(book)).codes).toEqual([]);
  });
});
