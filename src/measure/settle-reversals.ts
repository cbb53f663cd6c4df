import type { Bilingual } from '../diagnostics/catalogue.js';
import { UserError } from '../diagnostics/diagnostic.js';
import { isoDate } from '../model/civil-date.js';
import type { Disposal, LoanEvent, RegisterPlace, Reversal, WriteOff } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { sumOf, yuan } from '../model/money.js';
import { shownKey } from '../model/portfolio.js';
import { lossOf } from './register-checks.js';

/** Entries that stand, and those that were taken back. */
export interface Settled {
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
  readonly reversals: Reversals;
}

export interface Reversals {
  readonly events: readonly Reversal<LoanEvent>[];
  readonly writeOffs: readonly Reversal<WriteOff>[];
}

export const NO_REVERSALS: Reversals = { events: [], writeOffs: [] };

type Reversing<T> = T & { readonly reverses: number };

export function isReversing<T extends { readonly reverses?: number }>(entry: T): entry is Reversing<T> {
  return entry.reverses !== undefined;
}

/**
 * Takes back what reversing entries name: the whole entry of the same loan, kind, day and amounts. A write-off or a sale
 * leaves both lists, whichever register takes it back; the same reversing entry in both registers counts once.
 * Errors: E_REVERSAL for one that names nothing that stands.
 */
export function settleReversals(
  entries: { readonly events: readonly LoanEvent[]; readonly writeOffs: readonly WriteOff[] },
  reversing: { readonly events: readonly Reversing<LoanEvent>[]; readonly writeOffs: readonly Reversing<WriteOff>[] },
): Settled {
  if (reversing.events.length + reversing.writeOffs.length === 0) return { ...entries, reversals: NO_REVERSALS };
  const ledger = openEntries(entries);
  for (const one of reversing.events) if (one.kind !== 'write-off') takeBackEvent(one, ledger);
  takeBackWriteOffs(
    reversing.events.filter(({ kind }) => kind === 'write-off'),
    reversing.writeOffs.filter(({ channel }) => channel === 'write-off'),
    ledger,
  );
  for (const one of reversing.writeOffs) if (one.channel === 'transfer') refuseLoneLoss(one, ledger);
  return ledger.close();
}

interface OpenEntries {
  readonly events: (day: string) => LoanEvent[];
  readonly writeOffs: (day: string) => WriteOff[];
  readonly salesOf: (loan: string) => LoanEvent[];
  readonly lossesOf: (loan: string) => WriteOff[];
  readonly takeEvent: (event: LoanEvent, on: number) => void;
  readonly takeWriteOff: (writeOff: WriteOff, on: number) => void;
  readonly taken: Reversals;
  readonly close: () => Settled;
}

const dayOf = (loan: string, date: number): string => `${date} ${loan}`;

function openEntries({ events, writeOffs }: { events: readonly LoanEvent[]; writeOffs: readonly WriteOff[] }): OpenEntries {
  const eventDays = groupBy(events, ({ loan, date }) => dayOf(loan, date));
  const writeOffDays = groupBy(writeOffs, ({ loan, date }) => dayOf(loan, date));
  const sales = groupBy(
    events.filter(({ kind }) => kind === 'transfer'),
    ({ loan }) => loan,
  );
  const losses = groupBy(
    writeOffs.filter(({ channel }) => channel === 'transfer'),
    ({ loan }) => loan,
  );
  const gone = new Set<LoanEvent | WriteOff>();
  const taken: { events: Reversal<LoanEvent>[]; writeOffs: Reversal<WriteOff>[] } = { events: [], writeOffs: [] };
  const standing =
    <T extends LoanEvent | WriteOff>(days: Map<string, T[]>) =>
    (key: string) =>
      (days.get(key) ?? []).filter((entry) => !gone.has(entry));
  return {
    events: standing(eventDays),
    writeOffs: standing(writeOffDays),
    salesOf: standing(sales),
    lossesOf: standing(losses),
    takeEvent: (entry, on) => {
      gone.add(entry);
      taken.events.push({ entry, on });
    },
    takeWriteOff: (entry, on) => {
      gone.add(entry);
      taken.writeOffs.push({ entry, on });
    },
    taken,
    close: () => ({
      events: events.filter((event) => !gone.has(event)),
      writeOffs: writeOffs.filter((writeOff) => !gone.has(writeOff)),
      reversals: taken,
    }),
  };
}

function takeBackEvent(reversing: Reversing<LoanEvent>, ledger: OpenEntries): void {
  const { loan, kind, reverses, date } = reversing;
  const own = ledger.events(dayOf(loan, reverses)).filter((event) => event.kind === kind);
  const [found, ...others] = own.filter((event) => isSame(event, reversing));
  if (found === undefined) throw nothingThere(reversing, own);
  if (others.some(({ price }) => price !== found.price)) throw refuse(reversing, whichPrice(isoDate(reverses)));
  ledger.takeEvent(found, date);
  if (kind !== 'transfer') return;
  for (const loss of lossesWith(found, ledger)) ledger.takeWriteOff(loss, date);
}

function whichPrice(day: string): Bilingual {
  return {
    en: `entries of other prices stand on ${day}: state the price of the one that is taken back`,
    zh: `该借据在 ${day} 有价款不同的分录，请填写所冲分录的价款`,
  };
}

/**
 * The loss rows that go with a sale: those of its day where no other sale of that day stands, else the one of its amount; all that
 * are left with the loan's last sale.
 */
function lossesWith(sale: LoanEvent, ledger: OpenEntries): readonly WriteOff[] {
  const losses = ledger.lossesOf(sale.loan);
  const sales = ledger.salesOf(sale.loan);
  if (sales.length === 0) return losses;
  const own = losses.filter(({ date }) => date === sale.date);
  if (own.length > 0 && sales.every(({ date }) => date !== sale.date)) return own;
  return (own.length > 0 ? own : losses).filter(({ principal }) => principal === lossOf(sale)).slice(0, 1);
}

function isSame(event: LoanEvent, reversing: LoanEvent): boolean {
  return (
    event.principal === reversing.principal &&
    event.interestOnBook === reversing.interestOnBook &&
    event.interestOffBook === reversing.interestOffBook &&
    (event.fees ?? 0n) === (reversing.fees ?? 0n) &&
    (reversing.price === undefined || event.price === reversing.price)
  );
}

/** Of one loan and day together: both registers may state a write-off, and either or both take it back. */
function takeBackWriteOffs(stated: readonly Reversing<LoanEvent>[], registered: readonly Reversing<WriteOff>[], ledger: OpenEntries): void {
  const byDay = <T extends Reversing<LoanEvent> | Reversing<WriteOff>>(entries: readonly T[]) =>
    groupBy(entries, ({ loan, reverses }) => dayOf(loan, reverses));
  const [statedDays, registeredDays] = [byDay(stated), byDay(registered)];
  for (const [day, own] of new Map<string, readonly (LoanEvent | WriteOff)[]>([...statedDays, ...registeredDays])) {
    const [first] = own as readonly [LoanEvent | WriteOff];
    const [left, right] = [statedDays.get(day) ?? [], registeredDays.get(day) ?? []];
    if (left.length > 0 && right.length > 0 && (totalOf(left) !== totalOf(right) || left[0]?.date !== right[0]?.date)) {
      throw refuse(first, {
        en: 'events and write-offs take the same write-off back differently',
        zh: '变动登记簿与核销登记簿对同一核销的冲正不一致',
      });
    }
    const events = matching(
      ledger.events(day).filter(({ kind }) => kind === 'write-off'),
      own,
    );
    const writeOffs = matching(
      ledger.writeOffs(day).filter(({ channel }) => channel === 'write-off'),
      own,
    );
    if (events === undefined || writeOffs === undefined) throw nothingThere(first as Reversing<LoanEvent>, ledger.events(day));
    const interest = sumOf(right, (row) => row.interest);
    if (interest !== 0n && interest !== sumOf(writeOffs, (row) => row.interest))
      throw nothingThere(right[0] as Reversing<WriteOff>, writeOffs);
    for (const event of events) ledger.takeEvent(event, first.date);
    for (const writeOff of writeOffs) ledger.takeWriteOff(writeOff, first.date);
  }
}

function totalOf(entries: readonly { readonly principal: bigint }[]): bigint {
  return sumOf(entries, ({ principal }) => principal);
}

/** All rows of the day, or the one of that amount; undefined where neither is what is taken back. */
function matching<T extends LoanEvent | WriteOff>(
  rows: readonly T[],
  reversing: readonly (LoanEvent | WriteOff)[],
): readonly T[] | undefined {
  const total = totalOf(reversing);
  if (rows.length > 0 && totalOf(rows) === total) return rows;
  const one = rows.find(({ principal }) => principal === total);
  return one === undefined ? undefined : [one];
}

/** The loss of a sale goes where the sale goes. */
function refuseLoneLoss(reversing: Reversing<WriteOff>, { taken }: OpenEntries): void {
  const { loan, reverses } = reversing;
  const isTaken = ({ entry }: Reversal<LoanEvent | WriteOff>) => entry.loan === loan && entry.date === reverses;
  if (taken.events.some((one) => one.entry.kind === 'transfer' && isTaken(one))) return;
  if (taken.writeOffs.some((one) => one.entry.channel === 'transfer' && isTaken(one))) return;
  throw refuse(reversing, {
    en: 'the loss of a sale is taken back with the sale, in the register that states the sale',
    zh: '转让损失随转让一并冲正，应在登记该转让的登记簿中冲正',
  });
}

/** What refuses a reversing entry that names nothing that stands; `own`: what its loan has on that day. */
export function nothingThere(
  { loan, reverses, file, line, principal }: Reversing<LoanEvent | WriteOff | Disposal>,
  own: readonly RegisterPlace[],
): UserError {
  const other = own[0];
  const day = isoDate(reverses);
  const reason =
    other === undefined
      ? { en: `no such entry of this loan stands on ${day}`, zh: `该借据在 ${day} 没有此类未冲正的分录` }
      : {
          en: `the entry of ${day} (${other.file}:${other.line}) has other amounts than ${yuan(principal)}`,
          zh: `${day} 的分录（${other.file}:${other.line}）与 ${yuan(principal)} 金额不一致`,
        };
  return refuse({ loan, file, line }, reason);
}

function refuse({ loan, file, line }: RegisterPlace & { readonly loan: string }, reason: Bilingual): UserError {
  return new UserError({ code: 'E_REVERSAL', file, line, value: shownKey(loan), params: { reason } });
}
