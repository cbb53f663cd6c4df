import type { BaseLock } from '../model/base-lock.js';
import { borrowerOf } from '../model/loan-facts.js';
import { lockColumns } from '../model/lock-columns.js';
import { addCents, newSums, sumAt } from '../model/money.js';
import { KEY_SEPARATOR, type Portfolio, type Tally } from '../model/portfolio.js';
import { findBytes, internText, newTextIndex, textAt } from '../model/text-index.js';

/**
 * New NPLs (`fresh`) of borrowers that have a loan in the lock. Borrower ids are unique within an institution only. By bytes: there may
 * be hundreds of thousands of locked loans, and few of their borrowers are met.
 */
export function tallyOfLockedBorrowers(lock: BaseLock, portfolio: Portfolio, fresh: readonly number[]): Tally {
  const borrowers = newTextIndex(fresh.length);
  const loansOf: number[][] = [];
  for (const loan of fresh) {
    const borrower = borrowerOf(portfolio, loan);
    if (borrower === undefined) continue;
    const key = textAt(portfolio.keys, loan);
    const number = internText(borrowers, key.slice(0, key.indexOf(KEY_SEPARATOR) + 1) + borrower);
    const own = loansOf[number];
    if (own === undefined) loansOf[number] = [loan];
    else own.push(loan);
  }
  let count = 0;
  const sum = newSums(1);
  eachLockedBorrower(lock, (bytes, from, to) => {
    const number = findBytes(borrowers, bytes, from, to);
    if (number < 0) return;
    // A borrower may have many locked loans; each of its new ones counts once.
    for (const loan of loansOf[number]?.splice(0) ?? []) {
      count++;
      addCents(sum, 0, portfolio.balance[loan] as number);
    }
  });
  return { count, balance: sumAt(sum, 0) };
}

const SEPARATOR = KEY_SEPARATOR.charCodeAt(0);

/** Institution, separator and borrower of every locked loan that states one; of loans without an institution the borrower alone. */
function eachLockedBorrower(lock: BaseLock, look: (bytes: Buffer, from: number, to: number) => void): void {
  const { count, keys, borrowers } = lockColumns(lock);
  let joined = Buffer.allocUnsafe(256);
  for (let i = 0; i < count; i++) {
    const [from, to] = [borrowers.from[i] as number, borrowers.to[i] as number];
    if (from === to) continue;
    const keyFrom = keys.from[i] as number;
    const prefix = lock.keyParts === 'loan' ? 0 : keys.bytes.subarray(keyFrom, keys.to[i]).indexOf(SEPARATOR) + 1;
    if (prefix === 0) {
      look(borrowers.bytes, from, to);
      continue;
    }
    const length = prefix + to - from;
    if (length > joined.length) joined = Buffer.allocUnsafe(length * 2);
    keys.bytes.copy(joined, 0, keyFrom, keyFrom + prefix);
    borrowers.bytes.copy(joined, prefix, from, to);
    look(joined, 0, length);
  }
}
