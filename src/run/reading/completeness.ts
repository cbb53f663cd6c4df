import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import { addRows, type LedgerReading } from '../../ledger/read-ledger.js';
import type { RowCounts } from '../../model/portfolio.js';
import type { Incomplete } from '../../report/document.js';

/** Rows left out of any ledger of the run, earlier ones too: a comparison with a cut ledger is cut itself. */
export function incompleteOf(readings: readonly LedgerReading[]): Incomplete | undefined {
  const { rejected, read } = rowsOf(readings);
  return rejected === 0 ? undefined : { rejected, read };
}

/**
 * Where every row of the run's files went. A file of several dates is read once for each: its rows are counted once, and
 * those of no date that was asked for are not selected.
 */
export function rowsOf(readings: readonly LedgerReading[]): RowCounts {
  const byFile = new Map<string, RowCounts>();
  for (const { name, sha256, rows } of readings.flatMap((reading) => reading.portfolio.sources)) {
    const known = byFile.get(`${sha256} ${name}`);
    const [loans, offBook] = [rows.loans + (known?.loans ?? 0), rows.offBook + (known?.offBook ?? 0)];
    const apart = rows.rejected + rows.blank + rows.repeatedHeader + rows.totals;
    byFile.set(`${sha256} ${name}`, { ...rows, loans, offBook, notSelected: rows.read - loans - offBook - apart });
  }
  return addRows([...byFile.values()]);
}

export function exitOf(readings: readonly LedgerReading[]): ExitCode {
  return incompleteOf(readings) === undefined ? EXIT.done : EXIT.doneWithRejects;
}
