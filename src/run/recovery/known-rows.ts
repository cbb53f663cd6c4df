import { type Diagnostic, UserError } from '../../diagnostics/diagnostic.js';
import { knownLoans } from '../../measure/known-loans.js';
import type { RegisterPlace } from '../../model/events.js';
import { shownKey } from '../../model/portfolio.js';
import type { LedgerOptions } from '../reading/open-ledgers.js';
import type { RecoveryRun } from './run-recovery.js';

const LISTED = 20;

/** Where a loan of a register may stand. */
export type LoanBooks = Pick<RecoveryRun['opened'], 'month' | 'before' | 'lineage' | 'knownOnce'> & {
  readonly background: Pick<RecoveryRun['opened']['background'], 'locks' | 'events' | 'writeOffs'>;
};

/** Tells whether a ledger, a lock, a register of what left or a book knows a loan, or one that it stands for. */
export function loanFinder({ month, before, background, lineage, knownOnce }: LoanBooks): (loan: string) => boolean {
  const portfolios = [month, ...before].map(({ portfolio }) => portfolio);
  const isHeld = knownLoans({ ...background, portfolios, families: lineage.families });
  return (loan) => isHeld(loan) || knownOnce?.(loan) === true;
}

/**
 * The rows of a register of loans whose loan is known. Of a selection of rows (--where) the others are counted and told, since
 * the register holds the whole institution; else they are refused. Errors: E_REGISTER_LOAN.
 */
export function knownRows<T extends RegisterPlace & { readonly loan: string }>(
  register: string,
  rows: readonly T[],
  { opened, io }: { readonly opened: LoanBooks; readonly io: RecoveryRun['io'] },
  { where }: Pick<LedgerOptions, 'where'>,
  isKnown: (loan: string) => boolean = loanFinder(opened),
): T[] {
  const known = rows.filter(({ loan }) => isKnown(loan));
  const left = rows.length - known.length;
  if (left === 0) return known;
  if (where.length > 0) {
    io.tell({ code: 'N_ROWS_NOT_SELECTED', params: { count: left, register } });
    return known;
  }
  const unknown = rows.filter(({ loan }) => !isKnown(loan)).slice(0, LISTED);
  throw new UserError(
    unknown.map(({ file, line, loan }): Diagnostic => ({ code: 'E_REGISTER_LOAN', file, line, value: shownKey(loan) })),
    left > LISTED ? [{ code: 'A_MORE', params: { count: left - LISTED } }] : [],
  );
}
