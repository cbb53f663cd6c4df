import { checkAssignments, checkInternalTransfers } from '../../measure/check-homes.js';
import { selectedLoans } from '../../measure/selected-accounts.js';
import type { RegisterPlace } from '../../model/events.js';
import type { Month } from '../../model/portfolio.js';
import type { Assignment, InternalTransfer } from '../../model/tasks.js';
import { ASSIGNMENTS, refuseTwiceAssigned } from '../../registers/assignments.js';
import { INTERNAL_TRANSFERS, refuseBrokenWay } from '../../registers/internal-transfers.js';
import type { RegisterKind } from '../../registers/register-kind.js';
import type { Lineage } from '../../segment/lineage.js';
import type { Io } from '../io.js';
import type { LedgerOptions } from '../reading/open-ledgers.js';
import type { Background } from '../reading/read-background.js';
import { tellNotSelected } from '../reading/selected-background.js';
import { countAndLoans } from '../reading/tell-history.js';

/** What says whose a loan is, beside the ledgers. */
export interface HomeOptions extends Pick<LedgerOptions, 'where'> {
  readonly assignments?: readonly string[];
  readonly internalTransfers?: readonly string[];
}

/** The months and everything that the registers are held against, and how a register is read. */
export interface HomeBooks {
  /** By date. */
  readonly months: readonly Month[];
  readonly background: Pick<Background, 'locks' | 'events' | 'writeOffs'>;
  readonly lineage: Pick<Lineage, 'families'>;
  /** What a book knew of before its months that are opened. */
  readonly knownOnce?: ((loan: string) => boolean) | undefined;
  readonly read: <T extends RegisterPlace>(kind: RegisterKind<T>, paths: readonly string[]) => Promise<readonly T[]>;
  readonly io: Io;
}

export interface HomeRegisters {
  readonly assignments: readonly Assignment[];
  readonly transfers: readonly InternalTransfer[];
}

/**
 * Reads them, and holds them against ledgers and locks. Left out and told are rows of loans outside a selection of rows, and of
 * loans that nothing knows where the row is not later than the first ledger: they may have left before it. Errors: those of the
 * registers; E_ASSIGNMENT and E_INTERNAL_TRANSFER, for a later row of a loan that nothing knows too.
 */
export async function readHomeRegisters(
  { assignments = [], internalTransfers = [], where }: HomeOptions,
  books: HomeBooks,
): Promise<HomeRegisters> {
  const { months, background, lineage, read, io } = books;
  const assigned = await read(ASSIGNMENTS, assignments);
  refuseTwiceAssigned(assigned);
  const transferred = await read(INTERNAL_TRANSFERS, internalTransfers);
  refuseBrokenWay(transferred);
  if (assigned.length + transferred.length === 0) return { assignments: [], transfers: [] };
  const isSelected = selectedLoans({
    portfolios: months.map(({ portfolio }) => portfolio),
    locks: background.locks,
    families: lineage.families,
  });
  const booked = new Set([...background.events, ...background.writeOffs].map(({ loan }) => loan));
  const isKnown = (loan: string) => booked.has(loan) || isSelected(loan) || books.knownOnce?.(loan) === true;
  const first = (months[0] as Month).portfolio.asOf;
  const isSelection = where.length > 0;
  const isLeft = ({ loan, date }: Assignment | InternalTransfer) => (isSelection || date <= first) && !isKnown(loan);
  const left = [...assigned, ...transferred].filter(isLeft);
  if (isSelection) tellNotSelected({ count: left.length, principal: 0n }, io);
  else if (left.length > 0) io.tell({ code: 'N_HOME_UNKNOWN', params: countAndLoans([...new Set(left.map(({ loan }) => loan))].sort()) });
  const found = { assignments: assigned.filter((row) => !isLeft(row)), transfers: transferred.filter((row) => !isLeft(row)) };
  checkAssignments(found.assignments, isKnown);
  checkInternalTransfers(found.transfers, { months, locks: background.locks }, isKnown);
  return found;
}
