import { assertInvariant } from '../../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import { addRows, type LedgerReading } from '../../ledger/read-ledger.js';
import type { RowCounts } from '../../model/portfolio.js';
import type { Incomplete } from '../../report/document.js';

/** Rows left out of any ledger of the run, earlier ones too: a comparison with a cut ledger is cut itself. */
export function incompleteOf(readings: readonly LedgerReading[]): Incomplete | undefined {
  return incompleteRows(rowsOf(readings));
}

export function incompleteRows({ rejected, read }: RowCounts): Incomplete | undefined {
  return rejected === 0 ? undefined : { rejected, read };
}

/** Where every row of the run's files went, each file read once. */
export function rowsOf(readings: readonly LedgerReading[]): RowCounts {
  return addRows(readings.flatMap(({ portfolio }) => portfolio.sources.map(({ rows }) => rows)));
}

/**
 * The same of files that were read once for each of their dates, `paths` of each reading in the order of its sources. What is wrong
 * with a row may show in one of the readings alone, so rejected rows are known by their lines: each reading has to list them all.
 * Rows of no date that was asked for are not selected.
 */
export function rowsOfDates(read: readonly { readonly reading: LedgerReading; readonly paths: readonly string[] }[]): RowCounts {
  const files = new Map<string, { readonly rows: RowCounts; readonly rejected: Set<number> }>();
  for (const { reading, paths } of read) {
    reading.portfolio.sources.forEach(({ rows }, i) => {
      const path = paths[i] as string;
      const file = files.get(path) ?? { rows: { ...rows, loans: 0, offBook: 0 }, rejected: new Set() };
      files.set(path, file);
      file.rows.loans += rows.loans;
      file.rows.offBook += rows.offBook;
    });
    for (const { file = '', line } of reading.rejected) {
      const known = files.get(file);
      // A row that is counted in no file would pass for one that was not selected.
      assertInvariant(known !== undefined && line !== undefined, 'a rejected row stands in none of the files');
      known.rejected.add(line);
    }
  }
  return addRows(
    [...files.values()].map(({ rows, rejected }) => {
      const { read: all, loans, offBook, blank, repeatedHeader, totals } = rows;
      const notSelected = all - loans - offBook - rejected.size - blank - repeatedHeader - totals;
      assertInvariant(notSelected >= 0, 'more rows went somewhere than were read');
      return { ...rows, rejected: rejected.size, notSelected };
    }),
  );
}

export function exitOf(incomplete: Incomplete | undefined): ExitCode {
  return incomplete === undefined ? EXIT.done : EXIT.doneWithRejects;
}
