import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import type { BaseLock } from '../model/base-lock.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import { entriesOf, eventsOf } from '../model/entry-columns.js';
import type { EventKind, LoanEvent, Reversal } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { lockColumns, lockedKeys } from '../model/lock-columns.js';
import { type Cents, sumOf, yuan } from '../model/money.js';
import { type Month, shownKey } from '../model/portfolio.js';
import type { Families } from '../model/segmented.js';
import { findText } from '../model/text-index.js';
import { CHANNEL_OF, type Channel, EXIT_KINDS, EXITS } from './channels.js';
import { eventsWithin } from './reversals.js';

/** Ledgers and locks that say what there was to take. */
export interface KnownBalances {
  readonly current: Month;
  readonly earlier: readonly Month[];
  readonly locks: readonly BaseLock[];
  readonly families: Families;
  readonly events: readonly LoanEvent[];
  /** Entries that were taken back: a balance before that shows what they took gets it again. */
  readonly reversals: readonly Reversal<LoanEvent>[];
  /** Exits that are in no figure, because their loans were never NPL and are still there: they are told. */
  readonly leftOut: readonly LoanEvent[];
  /**
   * Whether cash is held against the balance by itself. Between ledgers that lie apart a performing loan may have been lent more
   * before it was NPL, which no event states; between two months of a book that is refused.
   */
  readonly isCashJudged: boolean;
}

const SHOWN = 20;
const TAKING_KINDS: ReadonlySet<EventKind> = new Set([...EXIT_KINDS, 'cash']);

/** Refuses what overdrawnFaults finds. Errors: theirs. */
export function refuseOverdrawn(known: KnownBalances): void {
  const faults = overdrawnFaults(known);
  if (faults.length > 0) throw new UserError(faults);
}

/**
 * Entries that take more off a loan than it had, and those that take something off a loan whose balance the ledger still shows
 * whole, at most SHOWN. Judged by the last ledger, lock or entry into NPL before the loan's first exit; a loan that took another's
 * place, or whose place another took, may hold what that one did and is left to the bridge. Codes: E_EXIT_ABOVE_BALANCE,
 * E_EXIT_ON_BOOK, E_OVERDRAWN for cash.
 */
export function overdrawnFaults(known: KnownBalances): Diagnostic[] {
  const { asOf } = known.current.portfolio;
  const isTaking = ({ kind }: LoanEvent) => isExit({ kind }) || (known.isCashJudged && kind === 'cash');
  const judged = new Set<string>();
  for (const { date, loan } of eventsOf(known.events, known.isCashJudged ? TAKING_KINDS : EXIT_KINDS)) if (date <= asOf) judged.add(loan);
  if (judged.size === 0) return [];
  const ofLoan = groupBy(
    entriesOf(known.events, (loan) => judged.has(loan)).filter(({ kind, date }) => CHANNEL_OF[kind] !== undefined && date <= asOf),
    ({ loan }) => loan,
  );
  const locked = known.locks.map((lock) => {
    const { balanceOf } = lockColumns(lock);
    return { on: lock.lockDate, balances: new Map(lockedKeys(lock).flatMap((key, i) => (judged.has(key) ? [[key, balanceOf(i)]] : []))) };
  });
  const takenBack = groupBy(known.reversals, ({ entry }) => entry.loan);
  const leftOut = new Set(known.leftOut.map(({ loan }) => loan));
  const faults: Diagnostic[] = [];
  for (const [loan, events] of ofLoan) {
    if (faults.length >= SHOWN) break;
    if (known.families.isLinked(loan) || leftOut.has(loan)) continue;
    const sorted = events.toSorted((a, b) => a.date - b.date);
    const start = startOf(loan, (sorted.find(isTaking) as LoanEvent).date, sorted, known.earlier, locked);
    const fault = start === undefined ? undefined : faultOf(loan, withTakenBack(sorted, takenBack.get(loan), start, known), start, known);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

function isExit({ kind }: Pick<LoanEvent, 'kind'>): boolean {
  return EXITS.has(CHANNEL_OF[kind] as Channel);
}

/** What a loan had on a day. An entry into NPL is the later word of its day. */
interface Standing {
  readonly on: DayNumber;
  readonly balance: Cents;
  readonly isEntry: boolean;
}

/** The balances of a lock, by loan. */
interface Locked {
  readonly on: DayNumber;
  readonly balances: ReadonlyMap<string, Cents>;
}

/** By date: the events of a loan, and what was booked before its standing and given back since. */
function withTakenBack(
  sorted: readonly LoanEvent[],
  takenBack: readonly Reversal<LoanEvent>[] | undefined,
  { on }: Standing,
  { current }: KnownBalances,
): readonly LoanEvent[] {
  if (takenBack === undefined) return sorted;
  return eventsWithin({ from: on, to: current.portfolio.asOf }, sorted, takenBack).toSorted((a, b) => a.date - b.date);
}

function faultOf(loan: string, sorted: readonly LoanEvent[], start: Standing, known: KnownBalances): Diagnostic | undefined {
  const since = sorted.filter(({ date, kind }) => date > start.on || (date === start.on && !isEntry(kind) && start.isEntry));
  // A loan that came back since is not followed here: the bridge does that.
  if (since.some(({ kind }) => isEntry(kind) || kind === 'upgrade')) return undefined;
  const exits = since.filter(isExit);
  const last = exits.at(-1) ?? (since.findLast(({ kind }) => kind === 'cash') as LoanEvent);
  const had = start.balance + sumOf(since, ({ kind, principal }) => (CHANNEL_OF[kind] === 'increase' ? principal : 0n));
  const paid = (upTo: DayNumber) => sumOf(since, ({ kind, principal, date }) => (kind === 'cash' && date <= upTo ? principal : 0n));
  const taken = sumOf(exits, ({ principal }) => principal);
  const at = { file: last.file, line: last.line, value: shownKey(loan) };
  const from = { since: `${isoDate(start.on)}: ${yuan(start.balance)}` };
  const left = had - paid(last.date);
  if (taken > 0n && taken > left)
    return { code: 'E_EXIT_ABOVE_BALANCE', ...at, params: { taken: yuan(taken), left: yuan(left < 0n ? 0n : left), ...from } };
  const allPaid = paid(Number.POSITIVE_INFINITY);
  if (known.isCashJudged && taken + allPaid > had)
    return { code: 'E_OVERDRAWN', ...at, params: { taken: yuan(taken + allPaid), had: yuan(had), ...from } };
  const now = balanceNow(loan, known.current);
  if (now === undefined || taken === 0n || now < had - allPaid) return undefined;
  return { code: 'E_EXIT_ON_BOOK', ...at, params: { taken: yuan(taken), balance: yuan(now) } };
}

function isEntry(kind: LoanEvent['kind']): boolean {
  return kind === 'formation' || kind === 'relapse';
}

/** The last that is known of a loan before anything is taken. */
function startOf(
  loan: string,
  before: DayNumber,
  events: readonly LoanEvent[],
  earlier: readonly Month[],
  locked: readonly Locked[],
): Standing | undefined {
  const known: Standing[] = [];
  for (const { portfolio } of earlier) {
    const index = portfolio.asOf < before ? findText(portfolio.keys, loan) : -1;
    if (index >= 0) known.push({ on: portfolio.asOf, balance: BigInt(portfolio.balance[index] as number), isEntry: false });
  }
  for (const { on, balances } of locked) {
    const balance = on < before ? balances.get(loan) : undefined;
    if (balance !== undefined) known.push({ on, balance, isEntry: false });
  }
  for (const { kind, date, principal } of events)
    if (isEntry(kind) && date <= before) known.push({ on: date, balance: principal, isEntry: true });
  return known.toSorted((a, b) => a.on - b.on || Number(a.isEntry) - Number(b.isEntry)).at(-1);
}

/** Undefined for a loan that is not on the ledger. */
function balanceNow(loan: string, { portfolio }: Month): Cents | undefined {
  const index = findText(portfolio.keys, loan);
  return index < 0 ? undefined : BigInt(portfolio.balance[index] as number);
}
