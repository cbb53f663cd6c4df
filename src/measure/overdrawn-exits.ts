import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import type { BaseLock } from '../model/base-lock.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import type { LoanEvent, Reversal } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import { lockColumns, lockedKeys } from '../model/lock-columns.js';
import { type Cents, sumOf, yuan } from '../model/money.js';
import { type Month, shownKey } from '../model/portfolio.js';
import type { Families } from '../model/segmented.js';
import { findText } from '../model/text-index.js';
import { CHANNEL_OF, type Channel, EXITS } from './channels.js';
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
}

const SHOWN = 20;

/**
 * Refuses entries that take more off a loan than it had, and those that take something off an NPL whose balance the ledger
 * still shows whole. Judged by the last ledger, lock or entry into NPL before the loan's first exit; a loan that took another's
 * place, or whose place another took, may hold what that one did and is left to the bridge. Errors: E_EXIT_ABOVE_BALANCE, E_EXIT_ON_BOOK.
 */
export function refuseOverdrawn(known: KnownBalances): void {
  const ofLoan = groupBy(
    known.events.filter(({ kind, date }) => CHANNEL_OF[kind] !== undefined && date <= known.current.portfolio.asOf),
    ({ loan }) => loan,
  );
  if (ofLoan.size === 0) return;
  const locked = known.locks.map((lock) => {
    const { balanceOf } = lockColumns(lock);
    return { on: lock.lockDate, balances: new Map(lockedKeys(lock).map((key, i) => [key, balanceOf(i)])) };
  });
  const takenBack = groupBy(known.reversals, ({ entry }) => entry.loan);
  const faults: Diagnostic[] = [];
  for (const [loan, events] of ofLoan) {
    if (faults.length >= SHOWN || !events.some(isExit) || known.families.isLinked(loan)) continue;
    const fault = faultOf(loan, events, takenBack.get(loan) ?? [], known, locked);
    if (fault !== undefined) faults.push(fault);
  }
  if (faults.length > 0) throw new UserError(faults);
}

function isExit({ kind }: LoanEvent): boolean {
  return EXITS.has(CHANNEL_OF[kind] as Channel);
}

/** What a loan had on a day. */
interface Standing {
  readonly on: DayNumber;
  readonly balance: Cents;
}

/** The balances of a lock, by loan. */
interface Locked {
  readonly on: DayNumber;
  readonly balances: ReadonlyMap<string, Cents>;
}

function faultOf(
  loan: string,
  events: readonly LoanEvent[],
  takenBack: readonly Reversal<LoanEvent>[],
  known: KnownBalances,
  locked: readonly Locked[],
): Diagnostic | undefined {
  const sorted = events.toSorted((a, b) => a.date - b.date);
  const first = sorted.find(isExit) as LoanEvent;
  const start = startOf(loan, first.date, sorted, known.earlier, locked);
  if (start === undefined) return undefined;
  const period = { from: start.on, to: known.current.portfolio.asOf };
  const since = eventsWithin(period, sorted, takenBack).filter(
    ({ date, kind }) => date > start.on || (date === start.on && !isEntry(kind) && start.isEntry),
  );
  // A loan that came back since is not followed here: the bridge does that.
  if (since.some(({ kind }) => isEntry(kind) || kind === 'upgrade')) return undefined;
  const exits = since.filter(isExit);
  const last = exits.reduce((latest, one) => (one.date >= latest.date ? one : latest));
  const raised = sumOf(since, ({ kind, principal }) => (CHANNEL_OF[kind] === 'increase' ? principal : 0n));
  const paid = (upTo: DayNumber) => sumOf(since, ({ kind, principal, date }) => (kind === 'cash' && date <= upTo ? principal : 0n));
  const taken = sumOf(exits, ({ principal }) => principal);
  const at = { file: last.file, line: last.line, value: shownKey(loan) };
  const left = start.balance + raised - paid(last.date);
  if (taken > left) {
    const params = { taken: yuan(taken), left: yuan(left < 0n ? 0n : left), since: `${isoDate(start.on)}: ${yuan(start.balance)}` };
    return { code: 'E_EXIT_ABOVE_BALANCE', ...at, params };
  }
  const now = nplBalance(loan, known.current);
  const whole = start.balance + raised - paid(Number.POSITIVE_INFINITY);
  if (now === undefined || taken === 0n || now < whole) return undefined;
  return { code: 'E_EXIT_ON_BOOK', ...at, params: { taken: yuan(taken), balance: yuan(now) } };
}

function isEntry(kind: LoanEvent['kind']): boolean {
  return kind === 'formation' || kind === 'relapse';
}

/** The last that is known of a loan before its first exit. An entry of the same day as a ledger or lock is the later word. */
function startOf(
  loan: string,
  before: DayNumber,
  events: readonly LoanEvent[],
  earlier: readonly Month[],
  locked: readonly Locked[],
): (Standing & { readonly isEntry: boolean }) | undefined {
  const known: (Standing & { readonly isEntry: boolean })[] = [];
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

/** Undefined for a loan that is performing, or not on the ledger. */
function nplBalance(loan: string, { portfolio, classified }: Month): Cents | undefined {
  const index = findText(portfolio.keys, loan);
  if (index < 0 || !isNpl(classified.used[index] as ClassCode)) return undefined;
  return BigInt(portfolio.balance[index] as number);
}
