import { loansOfBorrowers } from '../../measure/plan/debtors.js';
import type { CarriedLineage } from '../../model/carried-lineage.js';
import type { DayNumber } from '../../model/civil-date.js';
import type { LoanEvent, WriteOff } from '../../model/events.js';
import { groupBy } from '../../model/groups.js';
import { once } from '../../model/once.js';
import type { Month } from '../../model/portfolio.js';
import { findText } from '../../model/text-index.js';
import type { Io } from '../io.js';
import type { Opened } from '../reading/open-months.js';
import { lineageOf, registerRowsOf } from './book-history.js';
import type { Book, StoredMonth } from './open-book.js';
import { readStoredClasses, readStoredOwners } from './read-stored-loans.js';

export interface BehindFrom {
  readonly book: Book;
  /** Those in force before the month reported, by date. */
  readonly before: readonly StoredMonth[];
  readonly opened: readonly Month[];
  readonly moved: { readonly events: readonly LoanEvent[]; readonly writeOffs: readonly WriteOff[] };
  readonly io: Io;
}

/**
 * True for a loan of an entry that a month was closed with and knew: it stood on a ledger that is not at hand. `months`: those in
 * force, by date.
 */
export function knownWhenClosed(book: Book, months: readonly StoredMonth[]): (loan: string) => boolean {
  const known = once(() => {
    const loans = months.flatMap((month, i) => {
      const unknown = new Set(month.manifest.open.unknown.map(({ loan }) => loan));
      const { events, writeOffs, recoveries, disposals } = registerRowsOf(book, month);
      const own = [...events, ...writeOffs, ...recoveries, ...disposals].filter(
        ({ date, loan }) => date > (months[i - 1]?.asOf ?? Number.NEGATIVE_INFINITY) && !unknown.has(loan),
      );
      return own.map(({ loan }) => loan);
    });
    return new Set(loans);
  });
  return (loan) => known().has(loan);
}

/** The months of a book that a report does not open for its figures. Errors: E_BOOK_DAMAGED, when they are asked. */
export function monthsBehind({ book, before, opened, moved, io }: BehindFrom): NonNullable<Opened['behind']> {
  const isOpened = new Set(opened.map(({ portfolio }) => portfolio.asOf));
  const others = before.filter(({ asOf }) => !isOpened.has(asOf));
  const last = others.at(-1);
  const lineages = once(() => others.map((month) => lineageOf(book, month)));
  const movedOn = once(() => lastDays(moved));
  /** The last month that shows it as an NPL; of one that none does, the last before it moved. */
  const seenIn = (loan: string): StoredMonth | undefined => {
    const shown = lineages().at(-1)?.npl.get(loan)?.date;
    const day = movedOn().get(loan);
    return others.find(({ asOf }) => asOf === shown) ?? (day === undefined ? undefined : others.findLast(({ asOf }) => asOf < day));
  };
  const heldOn = (loan: string): DayNumber => {
    const held = opened.filter(({ portfolio }) => findText(portfolio.keys, loan) >= 0);
    return Math.max(Number.NEGATIVE_INFINITY, ...held.map(({ portfolio }) => portfolio.asOf));
  };
  const seenAfter = (loan: string, day: DayNumber): StoredMonth | undefined => {
    const seen = seenIn(loan);
    return seen === undefined || seen.asOf < day ? undefined : seen;
  };
  return {
    lastSeen: async (loans) => {
      if (last === undefined) return [];
      const wanted = groupBy(new Set(loans), (loan) => seenAfter(loan, heldOn(loan))?.folder ?? '');
      const months: Month[] = [];
      for (const stored of others) {
        const own = wanted.get(stored.folder);
        if (own !== undefined) months.push(await readStoredOwners(book, stored, own, io));
      }
      return months;
    },
    from: Math.min(...[...before, ...opened.map(({ portfolio }) => portfolio)].map(({ asOf }) => asOf)),
    owed: (borrowers) => borrowersOf(book, others, borrowers, io),
    remembered: (line) => lineages().flatMap((lineage) => standingIn(lineage, line) ?? []),
  };
}

/** Of some borrowers those that owed a loan in one of the months; the last are read first, and no more than it takes. */
export async function borrowersOf(
  book: Book,
  months: readonly StoredMonth[],
  borrowers: ReadonlySet<string>,
  io: Io,
): Promise<ReadonlySet<string>> {
  const [found, wanted] = [new Set<string>(), new Set(borrowers)];
  for (const stored of months.toReversed()) {
    if (wanted.size === 0) break;
    const { portfolio } = await readStoredClasses(book, stored, true, io);
    for (const borrower of loansOfBorrowers(portfolio, wanted).keys()) {
      found.add(borrower);
      wanted.delete(borrower);
    }
  }
  return found;
}

/** Of a loan that stood on no ledger of a month, that month says nothing. */
function standingIn({ asOf, npl }: CarriedLineage, line: readonly string[]): { on: DayNumber; isNpl: boolean } | undefined {
  const known = line.flatMap((key) => npl.get(key) ?? []);
  if (known.some(({ date, stands }) => stands && date === asOf)) return { on: asOf, isNpl: true };
  return known.some(({ stands }) => !stands) ? { on: asOf, isNpl: false } : undefined;
}

/** The last day on which each loan moved by what registers say; what is collected on a claim moves none. */
function lastDays({ events, writeOffs }: BehindFrom['moved']): Map<string, DayNumber> {
  const days = new Map<string, DayNumber>();
  const moves = events.filter(({ kind }) => kind !== 'recovery-after-write-off');
  for (const { loan, date } of [...moves, ...writeOffs]) days.set(loan, Math.max(date, days.get(loan) ?? date));
  return days;
}
