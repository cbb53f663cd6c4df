import { lockedKeys } from '../model/lock-columns.js';
import { nplLoans } from '../model/npl-loans.js';
import { textAt } from '../model/text-index.js';
import type { AnsweredFrom } from './answered-npl.js';
import type { ReportFigures, ReportInput } from './npl-report.js';

/**
 * The new NPLs of a report, which somebody is to answer for: since the lock, or without one since the ledger that the report
 * compares with. Undefined where there is neither: then no NPL is known to be new.
 */
export function answeringFor(
  input: ReportInput,
  { segments, movement, doubleReduction }: Pick<ReportFigures, 'segments' | 'movement' | 'doubleReduction'>,
): Omit<AnsweredFrom, 'rows' | 'determineWithin'> | undefined {
  const { families, current, earlier, events } = input;
  const known = { families, current, earlier, events };
  if (segments !== undefined) {
    return { ...known, lines: segments.newBridge.lines, start: segments.lock.lockDate, opened: lockedKeys(segments.lock) };
  }
  const before = earlier.find(({ portfolio }) => portfolio.asOf === doubleReduction?.against);
  if (movement === undefined || before === undefined) return undefined;
  const { portfolio, classified } = before;
  return {
    ...known,
    lines: movement.lines.filter(({ opened }) => !opened),
    start: portfolio.asOf,
    opened: nplLoans(classified.used).map((loan) => textAt(portfolio.keys, loan)),
  };
}
