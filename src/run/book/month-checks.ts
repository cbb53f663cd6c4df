import type { OpenRows } from '../../book/manifest.js';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import { type Diagnostic, UserError } from '../../diagnostics/diagnostic.js';
import { listed } from '../../diagnostics/wording.js';
import { eventsBetween, returnedLoans, type TwoMonths, vanishedLoans } from '../../measure/continuity.js';
import { overdrawnFaults } from '../../measure/overdrawn-exits.js';
import { lockWarnings, placesOf, type Registers, registerWarnings, stillOnBook, unknownEvents } from '../../measure/register-checks.js';
import { isoDate } from '../../model/civil-date.js';
import type { LoanEvent, OpenEvent, RegisterPlace } from '../../model/events.js';
import { lockedKeys } from '../../model/lock-columns.js';
import { sumOf, yuan } from '../../model/money.js';
import { type Portfolio, shownKey } from '../../model/portfolio.js';
import { findText, textAt } from '../../model/text-index.js';
import { countAndLoans, selfNamedNotes } from '../reading/tell-history.js';
import type { BookMonth, MeasuredInBook } from './book-month.js';
import { newlyReplaced } from './book-month.js';
import { knownBefore } from './known-once.js';

const LISTED = 5;

/**
 * Refuses registers that the ledgers contradict: more is taken from a loan than it had, or something of one that is still whole;
 * a loan is written off or sold that nobody knows. What is published stays published, and the month's write-offs are the sum of
 * these rows: a report may tell of an unknown loan and go on, a book may not. In the first month of a book a loan may have left
 * before its ledger was drawn, so an unknown one is only told. Errors: those of overdrawnFaults, E_BOOK_EXIT_UNKNOWN.
 */
export function refuseContradicted(at: BookMonth, found: MeasuredInBook): void {
  const { before, measured } = found;
  if (before === undefined) return;
  const { month, background, lineage } = at;
  const events = eventsBetween(background.events, before.month.portfolio.asOf, month.portfolio.asOf);
  const { families } = lineage;
  const { leftOut } = measured;
  const { events: reversals } = background.reversals;
  const refusals: Diagnostic[] = [
    ...overdrawnFaults({ current: month, earlier: [before.month], locks: [], families, events, reversals, leftOut, isCashJudged: true }),
    ...unknownOf(at, found)
      .filter(({ kind }) => kind === 'write-off' || kind === 'transfer')
      .map(({ loan, file, line }): Diagnostic => ({ code: 'E_BOOK_EXIT_UNKNOWN', file, line, params: { loan: shownKey(loan) } })),
  ];
  if (refusals.length > 0) throw new UserError(refusals.slice(0, LISTED));
}

/** What a month leaves open against the one before it, and what its registers do not add up to: told, never mended. */
export function monthWarnings(at: BookMonth, found: MeasuredInBook): Diagnostic[] {
  const { measured, segmented, before } = found;
  const { policy } = at;
  const registers = registersOf(at, found);
  return [
    ...lockWarnings({ policy, ...(segmented === undefined ? {} : { segmented }) }),
    ...stillOnBook(measured.leftOut),
    ...registerWarnings(registers),
    ...told('W_BOOK_UNKNOWN', unknownOf(at, found)),
    ...told('W_BOOK_IGNORED', measured.movement?.ignored ?? []),
    ...unexplainedWarnings(measured.movement?.lines ?? []),
    ...lineageWarnings(at, before?.month.portfolio),
    ...(before === undefined ? [] : continuityWarnings(twoMonths(at, before.month))),
  ];
}

/** The same in numbers and by place, for whoever shows the month's figures later. `placed` gives a row its place in the book. */
export function openRows(at: BookMonth, found: MeasuredInBook, placed: <T extends RegisterPlace>(row: T) => T): OpenRows {
  const { movement } = found.measured;
  const lines = movement?.lines ?? [];
  const event = (row: LoanEvent): OpenEvent => {
    const { loan, file, line } = placed(row);
    return { loan, file, line };
  };
  return {
    unexplained: lines.filter(({ unexplained }) => unexplained !== 0n).length,
    inferred: lines.filter(({ inferred }) => inferred.length > 0).length,
    ignored: (movement?.ignored ?? []).map(event),
    unknown: unknownOf(at, found).map(event),
  };
}

function registersOf({ month, background, lineage }: BookMonth, { segmented, before }: MeasuredInBook): Registers {
  const segments = segmented === undefined ? {} : { segmented };
  return {
    current: month,
    earlier: before === undefined ? [] : [before.month],
    ...segments,
    families: lineage.families,
    events: background.events,
    writeOffs: background.writeOffs,
  };
}

/** Events of the month whose loan nobody knows. */
function unknownOf(at: BookMonth, found: MeasuredInBook): LoanEvent[] {
  const from = found.before?.month.portfolio.asOf;
  const isKnown = knownBefore(at);
  const unknown = unknownEvents(registersOf(at, found), from).filter(({ date }) => from === undefined || date > from);
  return unknown.filter(({ loan }) => !isKnown(loan));
}

function twoMonths({ month, background, lineage, locks }: BookMonth, before: BookMonth['month']): TwoMonths {
  const offBook = new Set(offBookOf(before, month));
  return { before, month, families: lineage.families, events: background.events, locks, offBook };
}

/** Loans of the month before that stand on this one's ledger as settled, written off or transferred. */
export function offBookOf(before: BookMonth['month'], { portfolio: { offBookKeys } }: BookMonth['month']): string[] {
  if (offBookKeys === undefined || offBookKeys.size === 0) return [];
  const { keys, count } = before.portfolio;
  return Array.from({ length: count }, (_, loan) => textAt(keys, loan)).filter((key) => findText(offBookKeys, key) >= 0);
}

/** Loans that vanished or came back without a word. */
export function continuityWarnings(two: TwoMonths): Diagnostic[] {
  const { month } = two;
  const asOf = isoDate(month.portfolio.asOf);
  const vanished = vanishedLoans(two);
  const returned = returnedLoans(two);
  return [
    ...(Object.keys(VANISHED) as (keyof typeof VANISHED)[]).flatMap((what): Diagnostic[] => {
      const loans = vanished[what];
      if (loans.length === 0) return [];
      return [{ code: 'W_BOOK_VANISHED', params: { ...countAndLoans(loans), what: VANISHED[what], asOf } }];
    }),
    ...(returned.length === 0 ? [] : [{ code: 'W_BOOK_RETURNED' as const, params: { ...countAndLoans(returned), asOf } }]),
  ];
}

const VANISHED: Readonly<Record<'npl' | 'locked' | 'specialMention', Bilingual>> = {
  npl: { en: 'non-performing', zh: '不良借据' },
  locked: { en: 'in the locked base', zh: '锁定基数借据' },
  specialMention: { en: 'special-mention', zh: '关注借据' },
};

function unexplainedWarnings(lines: readonly { readonly family: string; readonly unexplained: bigint }[]): Diagnostic[] {
  const open = lines.filter(({ unexplained }) => unexplained !== 0n);
  if (open.length === 0) return [];
  const largest = open.toSorted((a, b) => compare(size(b.unexplained), size(a.unexplained)) || (a.family < b.family ? -1 : 1));
  const loans = largest.map(({ family, unexplained }) => `${shownKey(family)} ${yuan(-unexplained)}`);
  const params = {
    count: open.length,
    falls: yuan(sumOf(open, ({ unexplained }) => (unexplained > 0n ? unexplained : 0n))),
    rises: yuan(sumOf(open, ({ unexplained }) => (unexplained < 0n ? -unexplained : 0n))),
    loans: listed(loans, LISTED),
  };
  return [{ code: 'W_BOOK_UNEXPLAINED', params }];
}

function size(cents: bigint): bigint {
  return cents < 0n ? -cents : cents;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Loans that a link of this month names and that no month, lock or other link knows. */
function lineageWarnings(at: BookMonth, before: Portfolio | undefined): Diagnostic[] {
  const { lineage, month, carried, locks } = at;
  const self = selfNamedNotes(lineage);
  // In the first month nothing can be looked up.
  if (before === undefined) return self;
  const locked = new Set(locks.flatMap(lockedKeys));
  const isHeld = (key: string) =>
    lineage.isIn(month.portfolio, key) || findText(before.keys, key) >= 0 || carried?.npl.has(key) === true || locked.has(key);
  const fresh = new Set(newlyReplaced(at));
  const lost = lineage.unresolved(isHeld).filter((key) => fresh.has(key));
  return lost.length === 0 ? self : [...self, { code: 'W_LINEAGE_UNRESOLVED', params: countAndLoans(lost) }];
}

function told(code: 'W_BOOK_UNKNOWN' | 'W_BOOK_IGNORED', found: readonly RegisterPlace[]): Diagnostic[] {
  return found.length === 0 ? [] : [{ code, params: { count: found.length, places: placesOf(found) } }];
}
