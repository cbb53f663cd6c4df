import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { type KnownFrom, knownLoans } from '../measure/known-loans.js';
import { meantBy, onlyOneEditFrom } from '../model/did-you-mean.js';
import type { LoanEvent, RegisterPlace, WriteOff } from '../model/events.js';
import { lockedKeys } from '../model/lock-columns.js';
import { once } from '../model/once.js';
import { type Month, type Portfolio, shownKey } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import type { Io } from './io.js';
import type { Opened } from './reading/open-months.js';

const LISTED = 20;

/** Where a loan of a register may stand. */
export interface LoanBooks extends Pick<Opened, 'month' | 'before' | 'lineage' | 'knownOnce' | 'isSelection'> {
  readonly background: Pick<Opened['background'], 'locks' | 'events' | 'writeOffs'>;
}

/** Tells whether a ledger, a lock, a register of what left or a book knows a loan, or one that it stands for. */
export function loanFinder({ knownOnce, ...books }: LoanBooks): (loan: string) => boolean {
  const isHeld = knownLoans(placesOf(books));
  return (loan) => isHeld(loan) || knownOnce?.(loan) === true;
}

function placesOf({ month, before, background, lineage }: LoanBooks): KnownFrom {
  return { ...background, portfolios: [month, ...before].map(({ portfolio }) => portfolio), families: lineage.families };
}

/**
 * The rows of a register of loans whose loan is known. Of a selection of rows (--where) the others are counted and told, since
 * the register holds the whole institution; else they are refused. Errors: E_REGISTER_LOAN.
 */
export function knownRows<T extends RegisterPlace & { readonly loan: string }>(
  register: string,
  rows: readonly T[],
  { opened, io }: { readonly opened: LoanBooks; readonly io: Pick<Io, 'tell'> },
  isKnown: (loan: string) => boolean = loanFinder(opened),
): T[] {
  const known = rows.filter(({ loan }) => isKnown(loan));
  if (known.length === rows.length) return known;
  if (opened.isSelection) {
    tellNotSelected(register, rows.length - known.length, io);
    return known;
  }
  throw unknownLoans(
    rows.filter(({ loan }) => !isKnown(loan)),
    opened,
  );
}

/** Rows of a register that belong to another part of the institution. */
export function tellNotSelected(register: string, count: number, io: Pick<Io, 'tell'>): void {
  io.tell({ code: 'N_ROWS_NOT_SELECTED', params: { count, register } });
}

/** What rows of loans that nothing knows are refused for; an id that one loan alone is one slip of the pen away from is said. */
export function unknownLoans(rows: readonly (RegisterPlace & { readonly loan: string })[], books: LoanBooks): UserError {
  const named = rows.map(({ file, line, loan }) => ({ file, line, name: loan }));
  return unknownNames('E_REGISTER_LOAN', named, () => loansLookedAt(books));
}

/** A name that a row gives to whom or what it is about. */
export interface NamedPlace extends RegisterPlace {
  readonly name: string;
}

/** Refuses names that nothing knows, the first of them one by one, each with the candidate that it may have been meant for. */
export function unknownNames(
  code: 'E_REGISTER_LOAN' | 'E_REGISTER_BORROWER',
  rows: readonly NamedPlace[],
  candidatesOf: () => Set<string>,
): UserError {
  const candidates = once(candidatesOf);
  return new UserError(
    rows.slice(0, LISTED).map(({ file, line, name }): Diagnostic => {
      const near = onlyOneEditFrom(name, candidates());
      const meant = meantBy(near && shownKey(near));
      return { code, file, line, value: shownKey(name), params: { meant } };
    }),
    rows.length > LISTED ? [{ code: 'A_MORE', params: { count: rows.length - LISTED } }] : [],
  );
}

const LOOKED_AT = 200_000;

/** What each of a ledger's loans is called, of a large one the first loans alone: it takes time, and a refusal can do without. */
export function namesLookedAt({ portfolio }: Month, nameOf: (portfolio: Portfolio, loan: number) => string): string[] {
  return Array.from({ length: Math.min(portfolio.count, LOOKED_AT) }, (_, loan) => nameOf(portfolio, loan));
}

/** Loans that may have been meant. */
function loansLookedAt({ month, before, background: { locks, events, writeOffs } }: LoanBooks): Set<string> {
  const loansOf = (one: Month) => namesLookedAt(one, ({ keys }, loan) => textAt(keys, loan));
  const moved = (rows: readonly (LoanEvent | WriteOff)[]) => rows.map(({ loan }) => loan);
  return new Set([...locks.map(lockedKeys), moved(events), moved(writeOffs), ...[month, ...before].map(loansOf)].flat());
}
