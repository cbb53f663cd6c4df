import type { BaseLock, TextRanges } from '../model/base-lock.js';
import { borrowerPlace } from '../model/loan-facts.js';
import { lockColumns, rangesOf, textIn } from '../model/lock-columns.js';
import { addCents, newSums, sumAt } from '../model/money.js';
import { institutionPrefix, type Portfolio, type Tally } from '../model/portfolio.js';
import { findAllBytes, internBytes, internText, newTextIndex, textAt } from '../model/text-index.js';

/**
 * New NPLs (`fresh`) of borrowers that have a loan in the lock. Borrower ids are unique within an institution only. By bytes: there may
 * be hundreds of thousands of locked loans, and few of their borrowers are met.
 */
export function tallyOfLockedBorrowers(lock: BaseLock, portfolio: Portfolio, fresh: readonly number[]): Tally {
  const borrowers = newTextIndex(fresh.length);
  const loansOf: number[][] = [];
  for (const loan of fresh) {
    const place = borrowerPlace(portfolio, loan);
    if (place === undefined) continue;
    const { list, code } = place;
    const number =
      portfolio.keyParts === 'loan'
        ? internBytes(borrowers, list.arena, list.starts[code] as number, list.starts[code + 1] as number)
        : internText(borrowers, institutionPrefix(textAt(portfolio.keys, loan)) + textAt(list, code));
    const own = loansOf[number];
    if (own === undefined) loansOf[number] = [loan];
    else own.push(loan);
  }
  let count = 0;
  const sum = newSums(1);
  const { bytes, from, to } = lockedBorrowers(lock);
  const numbers = findAllBytes(borrowers, bytes, from, to, from.length);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    if (number < 0) continue;
    // A borrower may have many locked loans; each of its new ones counts once.
    for (const loan of loansOf[number]?.splice(0) ?? []) {
      count++;
      addCents(sum, 0, portfolio.balance[loan] as number);
    }
  }
  return { count, balance: sumAt(sum, 0) };
}

/** Borrower by locked loan, behind its institution and a separator where loans have one; a blank one is nobody's. */
function lockedBorrowers(lock: BaseLock): TextRanges {
  const { count, keys, borrowers } = lockColumns(lock);
  const whole = { ...borrowers, from: borrowers.from.subarray(0, count), to: borrowers.to.subarray(0, count) };
  if (lock.keyParts === 'loan') return whole;
  return rangesOf(
    Array.from({ length: count }, (_, i) => {
      const [key, borrower] = [textIn(keys, i), textIn(borrowers, i)];
      return borrower === '' ? '' : institutionPrefix(key) + borrower;
    }),
  );
}
