import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import { entriesOf, eventsOf } from '../model/entry-columns.js';
import type { LoanEvent, RegisterPlace, WriteOff } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { lockedKeys } from '../model/lock-columns.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import type { Families, Segmented } from '../model/segmented.js';
import { findText } from '../model/text-index.js';
import type { Policy } from '../policy/policy.js';

/** Ledgers, locks and registers that are held against each other. */
export interface Registers {
  readonly current: Month;
  readonly earlier: readonly Month[];
  readonly segmented?: Segmented;
  readonly families: Families;
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
  /** True for a loan that somebody knows besides: a book, of months that are not at hand. */
  readonly knownOnce?: (loan: string) => boolean;
}

const FORMATIONS = new Set(['formation'] as const);

/**
 * Events of the period measured whose loan no ledger, lock or formation event knows, nor one that took its place: a
 * mistyped id, or an event of another institution. Collections after a write-off are not looked up: their loans left the
 * ledgers by definition. `against`: the date that changes are measured from, where there is one.
 */
export function unknownEvents(registers: Registers, against: DayNumber | undefined): LoanEvent[] {
  const { segmented, families, events } = registers;
  if (events.length === 0) return [];
  const locks = segmented === undefined ? [] : [segmented.lock, ...segmented.laterLocks];
  const known = new Set(locks.flatMap(lockedKeys));
  for (const { loan } of eventsOf(events, FORMATIONS)) known.add(loan);
  const ledgers = [registers.current, ...registers.earlier].map((month) => month.portfolio.keys);
  const isKnown = (key: string) =>
    known.has(key) || ledgers.some((keys) => findText(keys, key) >= 0) || registers.knownOnce?.(key) === true;
  const starts = [against, segmented?.lock.lockDate].filter((day) => day !== undefined);
  const from = starts.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...starts);
  const lines = families.linesFrom([]);
  const lineKnown = new Map<string, boolean>();
  const unknown = entriesOf(events, (loan) => !isKnown(loan));
  return unknown.filter(({ loan, date, kind }) => {
    if (date <= from || kind === 'recovery-after-write-off') return false;
    const line = lines.of(loan);
    const held = lineKnown.get(line) ?? lines.members(line).some(isKnown);
    lineKnown.set(line, held);
    return !held;
  });
}

/** What the registers say that does not add up: told, and left as stated. */
export function registerWarnings({ current, events, writeOffs }: Registers): Diagnostic[] {
  const warnings: Diagnostic[] = [];
  const tell = (
    code: 'W_TRANSFER_PRICE' | 'W_TRANSFER_LOSS' | 'W_TRANSFER_UNPAIRED' | 'W_REVERSAL_UNNAMED',
    found: readonly RegisterPlace[],
  ) => {
    if (found.length > 0) warnings.push({ code, params: { count: found.length, places: placesOf(found) } });
  };
  const sales = groupBy(
    events.filter((event) => event.kind === 'transfer'),
    (event) => event.loan,
  );
  const losses = groupBy(
    writeOffs.filter((one) => one.channel === 'transfer'),
    (one) => one.loan,
  );
  tell(
    'W_TRANSFER_PRICE',
    [...sales.values()].flat().filter((sale) => sale.price !== undefined && sale.price > sale.principal),
  );
  tell(
    'W_TRANSFER_LOSS',
    [...losses].flatMap(([loan, rows]) => (disagrees(sales.get(loan), rows) ? (rows[0] as WriteOff) : [])),
  );
  tell(
    'W_TRANSFER_UNPAIRED',
    [...losses].flatMap(([loan, rows]) => (sales.has(loan) ? [] : (rows[0] as WriteOff))),
  );
  tell(
    'W_REVERSAL_UNNAMED',
    events.filter(({ kind }) => kind === 'reversal'),
  );
  const { overridesOfUnknownLoans: count } = current.classified.notes;
  if (count > 0) warnings.push({ code: 'W_OVERRIDE_UNKNOWN_LOAN', params: { count } });
  return warnings;
}

/** Tells of exits that were left out because their loans are still there. */
export function stillOnBook(exits: readonly LoanEvent[]): Diagnostic[] {
  return exits.length === 0 ? [] : [{ code: 'W_EXIT_STILL_ON_BOOK', params: { count: exits.length, places: placesOf(exits) } }];
}

/** Tells of locks made under another policy: what was NPL then was so by other rules. */
export function lockWarnings({ segmented, policy }: { readonly segmented?: Segmented; readonly policy: Policy }): Diagnostic[] {
  const locks = segmented === undefined ? [] : [segmented.lock, ...segmented.laterLocks];
  return locks
    .filter(({ policy: { id, hash } }) => id !== policy.id || hash !== policy.hash)
    .map(({ lockDate, policy: { id, hash } }) => ({
      code: 'W_LOCK_POLICY',
      params: {
        date: isoDate(lockDate),
        locked: `${id} ${hash.slice(0, SHORT_HASH)}`,
        used: `${policy.id} ${policy.hash.slice(0, SHORT_HASH)}`,
      },
    }));
}

const SHORT_HASH = 12;

/** True where every sale of a loan states its price and the register states another loss. */
function disagrees(sales: readonly LoanEvent[] | undefined, losses: readonly WriteOff[]): boolean {
  if (sales === undefined || sales.some((sale) => sale.price === undefined)) return false;
  return sumOf(sales, lossOf) !== sumOf(losses, (one) => one.principal);
}

/** Principal less price of a sale; 0 where it was sold at or above its principal, or no price is stated. */
export function lossOf({ principal, price }: LoanEvent): Cents {
  return price === undefined || price >= principal ? 0n : principal - price;
}

/** Every place, lines that follow each other as "3-7": what is to be given again must be known to the row. */
export function linesOf(found: readonly RegisterPlace[]): string {
  return [...groupBy(found, ({ file }) => file)]
    .map(([file, rows]) => {
      const lines = [...new Set(rows.map(({ line }) => line))].sort((a, b) => a - b);
      const starts = lines.filter((line, i) => lines[i - 1] !== line - 1);
      const ends = lines.filter((line, i) => lines[i + 1] !== line + 1);
      return `${file}:${starts.map((start, i) => (start === ends[i] ? `${start}` : `${start}-${ends[i]}`)).join(',')}`;
    })
    .join(', ');
}

const LISTED = 5;

/** The first few places, file and line. */
export function placesOf(found: readonly RegisterPlace[]): string {
  const shown = found.slice(0, LISTED).map(({ file, line }) => `${file}:${line}`);
  return [...shown, ...(found.length > LISTED ? ['…'] : [])].join(', ');
}
