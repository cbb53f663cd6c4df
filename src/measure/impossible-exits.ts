import { eventsOf } from '../model/entry-columns.js';
import type { LoanEvent } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import { lockedKeys } from '../model/lock-columns.js';
import { type Cents, sumOf } from '../model/money.js';
import { once } from '../model/once.js';
import type { Month } from '../model/portfolio.js';
import { findText } from '../model/text-index.js';
import { EXIT_KINDS } from './channels.js';
import { latestFirst } from './last-held.js';
import type { Registers } from './register-checks.js';

const ENTRIES = new Set(['formation', 'relapse'] as const);

/**
 * Exits of loans that were never NPL and whose balance is still there: a mistyped id. Followed, each would invent an NPL that
 * formed and left again. A loan is judged by its last ledger before its first exit, or without one by the balance alone.
 */
export function impossibleExits({ current, earlier, segmented, families, events, knownOnce }: Registers): LoanEvent[] {
  if (events.length === 0) return [];
  const locks = segmented === undefined ? [] : [segmented.lock, ...segmented.laterLocks];
  const wasNpl = once(() => new Set([...locks.flatMap(lockedKeys), ...eventsOf(events, ENTRIES).map(({ loan }) => loan)]));
  const exits = eventsOf(events, EXIT_KINDS).filter(({ date }) => date <= current.portfolio.asOf);
  const months = latestFirst(earlier);
  return [...groupBy(exits, ({ loan }) => loan)].flatMap(([loan, own]) => {
    const now = loanIn(current, loan);
    if (now === undefined || now.isNpl || wasNpl().has(loan) || families.parentsOf(loan).length > 0 || knownOnce?.(loan) === true)
      return [];
    const known = months.flatMap((month) => ({ asOf: month.portfolio.asOf, ...loanIn(month, loan) }));
    if (known.some((one) => one.isNpl)) return [];
    const first = own.reduce((least, { date }) => Math.min(least, date), Number.POSITIVE_INFINITY);
    const before = known.find(({ asOf, balance }) => asOf < first && balance !== undefined)?.balance;
    const gone = sumOf(own, ({ principal }) => principal);
    const isStillThere = before === undefined ? now.balance >= gone : now.balance + gone > before;
    return isStillThere ? own : [];
  });
}

/** The same books without such exits, in either register. */
export function withoutExits<T extends Pick<Registers, 'events' | 'writeOffs'>>(books: T, exits: readonly LoanEvent[]): T {
  if (exits.length === 0) return books;
  const gone = new Set(exits);
  const written = new Set(exits.filter(({ kind }) => kind === 'write-off' || kind === 'transfer').map(({ loan }) => loan));
  return {
    ...books,
    events: books.events.filter((event) => !gone.has(event)),
    writeOffs: books.writeOffs.filter(({ loan }) => !written.has(loan)),
  };
}

function loanIn({ portfolio, classified }: Month, key: string): { readonly balance: Cents; readonly isNpl: boolean } | undefined {
  const loan = findText(portfolio.keys, key);
  return loan < 0 ? undefined : { balance: BigInt(portfolio.balance[loan] as number), isNpl: isNpl(classified.used[loan] as ClassCode) };
}
