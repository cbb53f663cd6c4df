// @ts-check
import { ByteWriter } from './byte-writer.js';
import { EARLIER, LATER, Loan, NONE } from './loan.js';
import { Draws } from './random.js';

/** @typedef {import('./ledger.js').Shape} Shape */

const HEADER = 'date,loan_id,kind,principal,interest_on_book';
const FIRST_NPL_CLASS = 2;
const DAYS = EARLIER.back - 1;

/**
 * Writes so many events of the later month, on the loans that were NPL a month earlier, one after another and from the start again:
 * first what moved a loan's balance (its write-off, or cash), then interest that was paid on it. Gives how many loans they are of.
 * @param {Shape} shape
 * @param {number} count
 * @param {string} path
 */
export function writeEvents({ rows, seed }, count, path) {
  const npl = nplLoans(rows, seed);
  const writer = new ByteWriter(path);
  const text = new TextEncoder();
  writer.bytes(text.encode(HEADER));
  writer.endRecord();
  for (let i = 0; i < count; i++) {
    const { number, paid, writtenOff } = /** @type {(typeof npl)[number]} */ (npl[i % npl.length]);
    const round = Math.floor(i / npl.length);
    const isExit = round === 0 && writtenOff !== undefined;
    const day = isExit ? EARLIER.back - writtenOff.back : 1 + ((number + round) % DAYS);
    const principal = round > 0 ? 0 : isExit ? writtenOff.cents : paid;
    const fields = [`${LATER.asOf.slice(0, 8)}${String(day).padStart(2, '0')}`, `JK${String(number).padStart(10, '0')}`];
    const amounts = [isExit ? 'write-off' : 'cash', cents(principal), cents(isExit ? 0 : 1 + i)];
    writer.bytes(text.encode([...fields, ...amounts].join(',')));
    writer.endRecord();
  }
  return { bytes: writer.close(), loans: npl.length };
}

/** @param {number} value */
function cents(value) {
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
}

/**
 * @param {number} rows
 * @param {number} seed
 */
function nplLoans(rows, seed) {
  const draws = new Draws(seed);
  const loan = new Loan();
  const found = [];
  for (let number = 0; number < rows; number++) {
    draws.startAt(number);
    loan.draw(draws, number, rows);
    if (loan.classAt(EARLIER) < FIRST_NPL_CLASS || !loan.isOnBookAt(EARLIER)) continue;
    const isGone = loan.writtenOff !== NONE && loan.writtenOff < EARLIER.back;
    const writtenOff = isGone ? { back: loan.writtenOff, cents: loan.balanceBefore } : undefined;
    found.push({ number, paid: Math.max(0, loan.balanceBefore - loan.balance), writtenOff });
  }
  return found;
}
