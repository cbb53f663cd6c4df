import type { LockedLoan } from '../model/base-lock.js';
import { type DayNumber, parseIsoDate } from '../model/civil-date.js';
import { type ClassCode, LOAN_CLASSES } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';

/**
 * The loans of a lock file; undefined where one is not as lockFileText writes it. Checked by hand and not by a schema: there
 * may be hundreds of thousands, and what is wrong with one of them is said of the file as a whole. Members that are unknown
 * are passed over.
 */
export function lockedLoans(entries: readonly unknown[]): LockedLoan[] | undefined {
  const loans: LockedLoan[] = [];
  for (const entry of entries) {
    const loan = lockedLoan(entry);
    if (loan === undefined) return undefined;
    loans.push(loan);
  }
  return loans;
}

type Written = Readonly<Partial<Record<keyof LockedLoan, unknown>>>;
type Making = { -readonly [K in keyof LockedLoan]?: LockedLoan[K] };

/** One of them. */
export function lockedLoan(entry: unknown): LockedLoan | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined;
  const { key, borrower, branch, firstResponsible, officer, issueDate, balance, declared, computed, class: used } = entry as Written;
  const issued = dayOf(issueDate);
  const cents = centsOf(balance);
  const stated = classOf(declared);
  const rules = classOf(computed);
  const code = classOf(used);
  if (typeof key !== 'string' || cents === undefined || code === undefined) return undefined;
  if (!isTextOrAbsent(borrower) || !isTextOrAbsent(branch) || !isTextOrAbsent(firstResponsible) || !isTextOrAbsent(officer))
    return undefined;
  if (isWrong(issueDate, issued) || isWrong(declared, stated) || isWrong(computed, rules)) return undefined;
  const loan: Making = { key };
  if (borrower !== undefined) loan.borrower = borrower;
  if (branch !== undefined) loan.branch = branch;
  if (firstResponsible !== undefined) loan.firstResponsible = firstResponsible;
  if (officer !== undefined) loan.officer = officer;
  if (issued !== undefined) loan.issueDate = issued;
  loan.balance = cents;
  if (stated !== undefined) loan.declared = stated;
  if (rules !== undefined) loan.computed = rules;
  loan.class = code;
  return loan as LockedLoan;
}

function isTextOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

/** True for a member that is there and gives nothing. */
function isWrong(written: unknown, read: number | undefined): boolean {
  return written !== undefined && read === undefined;
}

const CODES: ReadonlyMap<string, ClassCode> = new Map(LOAN_CLASSES.map((name, code) => [name, code]));

function classOf(value: unknown): ClassCode | undefined {
  return typeof value === 'string' ? CODES.get(value) : undefined;
}

function dayOf(value: unknown): DayNumber | undefined {
  return typeof value === 'string' ? parseIsoDate(value) : undefined;
}

const POINT = 0x2e;
const MINUS = 0x2d;
const ZERO = 0x30;

/** What yuan writes: digits, a point, two digits. */
function centsOf(value: unknown): Cents | undefined {
  if (typeof value !== 'string') return undefined;
  const first = value.charCodeAt(0) === MINUS ? 1 : 0;
  const point = value.length - 3;
  if (point <= first || value.charCodeAt(point) !== POINT) return undefined;
  let cents = 0;
  for (let i = first; i < value.length; i++) {
    if (i === point) continue;
    const digit = value.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    cents = cents * 10 + digit;
  }
  // Beyond what a number holds exactly, the digits are read again.
  return cents > Number.MAX_SAFE_INTEGER ? BigInt(value.replace('.', '')) : BigInt(first === 1 ? -cents : cents);
}
