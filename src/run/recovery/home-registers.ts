import { checkInternalTransfers } from '../../measure/check-homes.js';
import type { RegisterPlace } from '../../model/events.js';
import type { Assignment, InternalTransfer } from '../../model/tasks.js';
import { ASSIGNMENTS, refuseTwiceAssigned } from '../../registers/assignments.js';
import { INTERNAL_TRANSFERS, refuseBrokenWay } from '../../registers/internal-transfers.js';
import type { RegisterKind } from '../../registers/register-kind.js';
import type { Io } from '../io.js';
import { knownRows, type LoanBooks, loanFinder } from '../known-rows.js';
import { countAndLoans } from '../reading/tell-history.js';

/** What says whose a loan is, beside the ledgers. */
export interface HomeOptions {
  readonly assignments?: readonly string[];
  readonly internalTransfers?: readonly string[];
}

/** The months and everything that the registers are held against, and how a register is read. */
export interface HomeBooks extends LoanBooks {
  readonly read: <T extends RegisterPlace>(kind: RegisterKind<T>, paths: readonly string[]) => Promise<readonly T[]>;
  readonly io: Io;
}

export interface HomeRegisters {
  readonly assignments: readonly Assignment[];
  readonly transfers: readonly InternalTransfer[];
}

/**
 * Reads them, and holds them against ledgers and locks. Rows of loans that nothing knows are refused, but where they are not later
 * than the first ledger: the loan may have left before it, and they are told (N_HOME_UNKNOWN). Errors: those of the registers;
 * E_REGISTER_LOAN, E_INTERNAL_TRANSFER.
 */
export async function readHomeRegisters(options: HomeOptions, books: HomeBooks): Promise<HomeRegisters> {
  const { month, before, background, read, io } = books;
  const assigned = await read(ASSIGNMENTS, options.assignments ?? []);
  refuseTwiceAssigned(assigned);
  const transferred = await read(INTERNAL_TRANSFERS, options.internalTransfers ?? []);
  refuseBrokenWay(transferred);
  if (assigned.length + transferred.length === 0) return { assignments: [], transfers: [] };
  const isKnown = loanFinder(books);
  const first = Math.min(...[...before, month].map(({ portfolio }) => portfolio.asOf));
  const isLeft = ({ loan, date }: Assignment | InternalTransfer) => !books.isSelection && date <= first && !isKnown(loan);
  const left = new Set([...assigned, ...transferred].filter(isLeft).map(({ loan }) => loan));
  if (left.size > 0) io.tell({ code: 'N_HOME_UNKNOWN', params: countAndLoans([...left].sort()) });
  const kept = <T extends Assignment | InternalTransfer>(register: string, rows: readonly T[]) =>
    knownRows(
      register,
      rows.filter((row) => !isLeft(row)),
      { opened: books, io },
      isKnown,
    );
  const found = { assignments: kept(ASSIGNMENTS.id, assigned), transfers: kept(INTERNAL_TRANSFERS.id, transferred) };
  checkInternalTransfers(found.transfers, { months: [...before, month], locks: background.locks });
  return found;
}
