import type { LedgerReading } from '../../ledger/read-ledger.js';
import type { Provenance } from '../../report/provenance.js';
import type { Background } from '../reading/read-background.js';
import { PROGRAM } from '../version.js';

/** Where the figures of a run come from; `head` is that of the book's journal. */
export function provenanceOf(
  current: LedgerReading,
  earlier: readonly LedgerReading[],
  background: Pick<Background, 'policy' | 'locks' | 'files' | 'settings' | 'selection'> & { readonly head?: string },
): Provenance {
  return {
    program: PROGRAM,
    asOf: current.portfolio.asOf,
    policy: background.policy,
    locks: background.locks.toSorted((a, b) => a.lockDate - b.lockDate),
    sources: current.portfolio.sources,
    earlier: earlier.toSorted((a, b) => b.portfolio.asOf - a.portfolio.asOf).flatMap((reading) => reading.portfolio.sources),
    registers: background.files,
    ...(background.selection === undefined ? {} : { selection: background.selection }),
    ...(background.settings === undefined ? {} : { settings: background.settings }),
    ...(background.head === undefined ? {} : { head: background.head }),
  };
}
