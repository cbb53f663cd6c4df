import { UserError } from '../../diagnostics/diagnostic.js';
import { findUnits } from '../../measure/plan/plan-units.js';
import { previousYearEnd } from '../../model/civil-date.js';
import type { RegisterPlace } from '../../model/events.js';
import type { PlanTarget } from '../../model/plans.js';
import type { Month } from '../../model/portfolio.js';
import { findText } from '../../model/text-index.js';
import { FORECLOSED } from '../../registers/foreclosed.js';
import { LITIGATION } from '../../registers/litigation.js';
import { PLANS } from '../../registers/plans.js';
import type { RegisterKind } from '../../registers/register-kind.js';
import { RESPONSIBILITY } from '../../registers/responsibility.js';
import type { Io } from '../io.js';
import { knownAssets } from '../known-assets.js';
import { knownRows, loanFinder } from '../known-rows.js';
import { writtenBehind } from '../recovery/loans-behind.js';
import type { BookMonth } from './book-month.js';
import type { GivenRegisters } from './given-registers.js';
import { knownBefore } from './known-once.js';
import { monthsBefore } from './month-place.js';
import { borrowersOf, knownWhenClosed, monthsBehind } from './months-behind.js';
import { chainTo } from './open-book.js';
import { readStoredClasses } from './read-stored-loans.js';

/**
 * Refuses rows that the reports of the month would refuse, by the same rule: cases, determinations, foreclosed assets and plans of
 * loans or borrowers that nothing knows. Errors: E_REGISTER_LOAN, E_REGISTER_BORROWER, E_PLAN, E_PLAN_BORROWER.
 */
export async function refuseUnknownCarried(at: BookMonth, { carried }: GivenRegisters, isSelection: boolean, io: Io): Promise<void> {
  const rowsOf = <T extends RegisterPlace>({ id }: RegisterKind<T>) => (carried.get(id) ?? []) as readonly T[];
  const named = [...rowsOf(LITIGATION), ...rowsOf(RESPONSIBILITY)];
  const assets = rowsOf(FORECLOSED);
  if (carried.get(PLANS.id)?.length) await refusePlans(at, rowsOf(PLANS), isSelection, io);
  if (named.length + assets.length === 0) return;
  const { book, month, background, lineage } = at;
  const { asOf } = month.portfolio;
  const chain = chainTo(book, at.before);
  const [wasNpl, wasClosed] = [knownBefore(at), knownWhenClosed(book, chain)];
  const books = {
    ...{ month, before: [], background, lineage, isSelection },
    knownOnce: (loan: string) => wasNpl(loan) || (findText(month.portfolio.keys, loan) < 0 && wasClosed(loan)),
    behind: {
      from: Math.min(asOf, ...chain.map((stored) => stored.asOf)),
      owed: (borrowers: ReadonlySet<string>) => borrowersOf(book, chain, borrowers, io),
    },
  };
  const isKnown = loanFinder(books);
  const isAtHand = assets.every(({ loan, borrower }) => borrower === undefined && loan !== undefined && isKnown(loan));
  if (isAtHand && named.every(({ loan }) => isKnown(loan))) return;
  const opened = { ...books, before: await monthsAtHand(at, io) };
  knownRows(LITIGATION.id, rowsOf(LITIGATION), { opened, io });
  knownRows(RESPONSIBILITY.id, rowsOf(RESPONSIBILITY), { opened, io });
  await knownAssets(assets, opened, io);
}

/**
 * Plans are held against the month alone first: it has nearly all who are asked for, and what it would refuse is looked up in the
 * months behind, as a report does. Errors: E_PLAN, E_PLAN_BORROWER.
 */
async function refusePlans(at: BookMonth, plans: readonly PlanTarget[], isSelection: boolean, io: Io): Promise<void> {
  const { book, month: current, background, lineage } = at;
  const books = { ...background, current, families: lineage.families, plans, isSelection, knownOnce: knownBefore(at) };
  const { asOf } = current.portfolio;
  try {
    findUnits({ ...books, earlier: [] }, asOf);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const earlier = await monthsAtHand(at, io);
    const behind = await writtenBehind({
      background,
      behind: monthsBehind({ book, before: chainTo(book, at.before), opened: [current, ...earlier], moved: background, io }),
    });
    findUnits({ ...books, earlier, behind }, asOf);
  }
}

/** The months that a report has at hand: the year's start, and the one before. */
async function monthsAtHand({ book, before, month: { portfolio } }: BookMonth, io: Io): Promise<Month[]> {
  const yearStart = previousYearEnd(portfolio.asOf);
  const months: Month[] = [];
  for (const stored of monthsBefore(book, portfolio.asOf))
    if (stored.asOf === yearStart || stored === before) months.push(await readStoredClasses(book, stored, true, io));
  return months;
}
