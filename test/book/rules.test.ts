import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeMonth, type Done, initBook, newFolder, said, series, setBook, status, verify, write } from './journeys.js';

/**
 * A 5.00 is declared 正常 and is over 90 days throughout; B 100.00 is declared 次级; P 895.00 is well. The loans never change.
 * On the stricter basis A is 次级 by its days: NPL 105.00. On the declared one it is not: NPL 100.00. January and February are
 * closed on the stricter basis, March and April on the declared one: between February and March 5.00 went over by the rules.
 */
const folder = newFolder();
const book = join(folder, 'book');
const done: Record<string, Done> = {};

async function close(date: string): Promise<void> {
  const rows = ['P,895.00,正常,0,2020-01-01', 'A,5.00,正常,100,2020-01-01', 'B,100.00,次级,0,2020-01-01'];
  const ledger = write(folder, `ledger-${date}.csv`, 'loan_id,balance,class,days_past_due,issue_date', ...rows);
  done[date] = await closeMonth(book, [ledger]);
}

beforeAll(async () => {
  await initBook(book);
  await close('2025-01-31');
  await close('2025-02-28');
  done.set = await setBook(book, write(folder, 'declared.yaml', 'basis: declared'), 'the board decided');
  await close('2025-03-31');
  await close('2025-04-30');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a book whose basis was changed', () => {
  test('nothing formed, rose or was upgraded: 105 − 5 reclassified = 100', () => {
    const { movement } = JSON.parse((done['2025-03-31'] as Done).out).figures;
    const moved = Object.entries(movement.total.channels).filter(([, amount]) => amount !== '0.00');
    expect([movement.acrossRules, movement.total.opening, moved, movement.total.reclassified, movement.total.closing]).toEqual([
      ...[true, '105.00', []],
      ...['-5.00', '100.00'],
    ]);
  });

  test('each month states its rules; no change and no run goes over the border, those on its sides do', async () => {
    const { months, rules, streaks } = JSON.parse((await series(book)).out);
    expect(months.map(({ basis, npl }: { basis: string; npl: { balance: string } }) => [basis, npl.balance])).toEqual([
      ['stricter', '105.00'],
      ['stricter', '105.00'],
      ['declared', '100.00'],
      ['declared', '100.00'],
    ]);
    expect(months.map(({ policy }: { policy: { id: string } }) => policy.id)).toEqual(['cn-2023', 'cn-2023', 'cn-2023', 'cn-2023']);
    expect(months.map(({ changes }: { changes: { previous?: { npl: string } } }) => changes.previous?.npl)).toEqual([
      ...[undefined, '0.00'],
      ...[undefined, '0.00'],
    ]);
    expect(months.map(({ monthsDown }: { monthsDown?: { balance: number } }) => monthsDown?.balance)).toEqual([undefined, 0, undefined, 0]);
    expect(streaks.filter(({ running }: { running: number }) => running > 0)).toEqual([]);
    expect(rules.map(({ from, to, basis }: Record<string, string>) => [from, to, basis])).toEqual([
      ['2025-01-31', '2025-02-28', 'stricter'],
      ['2025-03-31', '2025-04-30', 'declared'],
    ]);
  });

  test('the head of the report says which months by which', async () => {
    const { out } = await series(book, { format: 'table', width: 120 });
    expect(out).toContain('2025-01-31 to 2025-02-28  policy cn-2023  basis stricter of declared and computed');
    expect(out).toContain('2025-03-31 to 2025-04-30  policy cn-2023  basis declared');
    expect(out).toContain('2025-03-31: closed by other rules than the month before');
  });

  test('told when it is set, at the first month, and by series and status; not for the month after', async () => {
    const border =
      /2025-03-31 is closed by other rules than 2025-02-28: basis stricter, policy cn-2023; then basis declared, policy cn-2023/;
    expect(said(done.set as Done)).toMatch(/the next months will be closed by other rules than 2025-02-28/);
    expect(said(done['2025-03-31'] as Done)).toMatch(border);
    for (const one of [await series(book), await status(book)]) {
      expect(said(one)).toMatch(border);
      expect(one.codes.filter((code) => code === 'W_BOOK_RULES_CHANGED')).toHaveLength(1);
    }
    expect((done['2025-04-30'] as Done).codes).not.toContain('W_BOOK_RULES_CHANGED');
  });

  test('the book is well', async () => {
    const verified = await verify(book);
    expect([verified.exit, verified.codes]).toEqual([0, []]);
  });
});
