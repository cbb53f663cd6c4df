import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import type { LedgerReading } from '../../ledger/read-ledger.js';
import type { Incomplete } from '../../report/document.js';

/** Rows left out of any ledger of the run, earlier ones too: a comparison with a cut ledger is cut itself. */
export function incompleteOf(readings: readonly LedgerReading[]): Incomplete | undefined {
  const sum = (name: 'rejected' | 'read') => readings.reduce((total, reading) => total + reading.portfolio.rows[name], 0);
  const rejected = sum('rejected');
  return rejected === 0 ? undefined : { rejected, read: sum('read') };
}

export function exitOf(readings: readonly LedgerReading[]): ExitCode {
  return incompleteOf(readings) === undefined ? EXIT.done : EXIT.doneWithRejects;
}
