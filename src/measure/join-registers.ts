import { UserError } from '../diagnostics/diagnostic.js';
import type { Disposal, EventKind, LoanEvent, Recovery, WriteOff } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import type { Portfolio } from '../model/portfolio.js';
import { findText } from '../model/text-index.js';
import { mergeWriteOffs } from './merge-write-offs.js';
import { isReversing, type Settled, settleReversals } from './settle-reversals.js';

/** Registers as their files state them, reversing entries among the others. */
export interface StatedRegisters {
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
  readonly recoveries: readonly Recovery[];
  readonly disposals: readonly Disposal[];
}

export interface JoinedRegisters extends Settled {
  /** Disposals that leave the loan on the book (委托处置): no exits, in no channel. */
  readonly entrusted: readonly Disposal[];
}

/**
 * One list of events and one of write-offs, whatever registers they came from, so that every report is made of the same
 * entries. Errors: those of mergeWriteOffs; E_EVENT_TWICE for what two registers state; E_REVERSAL.
 */
export function joinRegisters(stated: StatedRegisters): JoinedRegisters {
  const { events, writeOffs, disposals } = stated;
  const collected = recoveryEvents(stated);
  const disposed = disposals.filter(({ kind }) => kind !== 'entrusted').map(disposalEvent);
  refuseAcross(events, [...collected, ...disposed]);
  const all = [...events, ...collected, ...disposed];
  const merged = mergeWriteOffs(
    writeOffs.filter((one) => !isReversing(one)),
    all.filter((one) => !isReversing(one)),
  );
  const settled = settleReversals(merged, { events: all.filter(isReversing), writeOffs: writeOffs.filter(isReversing) });
  return { ...settled, entrusted: standingEntrusted(disposals) };
}

/** Money on a loan that is on the book is none that came after its write-off, whatever later ledgers hold. */
export function claimsStated(recoveries: readonly Recovery[], { keys }: Portfolio): Recovery[] {
  return recoveries.map((one) => (one.claim === undefined && findText(keys, one.loan) >= 0 ? { ...one, claim: 'on-book' } : one));
}

/** Cash on an NPL, or a recovery after the write-off of its loan where the row does not say which. */
function recoveryEvents({ recoveries, writeOffs, events }: StatedRegisters): LoanEvent[] {
  if (recoveries.length === 0) return [];
  const first = new Map<string, number>();
  const note = (loan: string, date: number) => first.set(loan, Math.min(date, first.get(loan) ?? date));
  for (const one of writeOffs) if (one.channel === 'write-off' && !isReversing(one)) note(one.loan, one.date);
  for (const one of events) if (one.kind === 'write-off' && !isReversing(one)) note(one.loan, one.date);
  return recoveries.map((recovery): LoanEvent => {
    const { claim, means, fees, file, line, date, loan, principal, interestOnBook, interestOffBook, reverses } = recovery;
    const isAfter = (first.get(loan) ?? Number.POSITIVE_INFINITY) <= (reverses ?? date);
    const kind: EventKind = (claim ?? (isAfter ? 'written-off' : 'on-book')) === 'on-book' ? 'cash' : 'recovery-after-write-off';
    return {
      ...{ file, line, date, loan, kind, principal, interestOnBook, interestOffBook },
      ...(fees === 0n ? {} : { fees }),
      ...(means === undefined ? {} : { reason: means }),
      ...(reverses === undefined ? {} : { reverses }),
    };
  });
}

function disposalEvent({ kind, price, counterparty, reverses, file, line, date, loan, principal }: Disposal): LoanEvent {
  return {
    ...{ file, line, date, loan, principal, interestOnBook: 0n, interestOffBook: 0n },
    kind: kind as Exclude<Disposal['kind'], 'entrusted'>,
    ...(price === undefined ? {} : { price }),
    ...(counterparty === undefined ? {} : { reason: counterparty }),
    ...(reverses === undefined ? {} : { reverses }),
  };
}

/** What a register of its own states is not stated by the events too: it would count twice. */
function refuseAcross(events: readonly LoanEvent[], others: readonly LoanEvent[]): void {
  if (others.length === 0) return;
  const print = ({ date, loan, kind, principal, interestOnBook, interestOffBook }: LoanEvent) =>
    [
      date,
      loan,
      kind,
      principal,
      ...(kind === 'cash' || kind === 'recovery-after-write-off' ? [interestOnBook, interestOffBook] : []),
    ].join('\u001f');
  const stated = new Map(events.filter((one) => !isReversing(one)).map((one) => [print(one), one]));
  for (const other of others) {
    const first = isReversing(other) ? undefined : stated.get(print(other));
    if (first === undefined) continue;
    throw new UserError({ code: 'E_EVENT_TWICE', file: other.file, line: other.line, params: { first: `${first.file}:${first.line}` } });
  }
}

/** Without those that a reversing row takes back. */
function standingEntrusted(disposals: readonly Disposal[]): Disposal[] {
  const own = disposals.filter(({ kind }) => kind === 'entrusted');
  const print = (loan: string, date: number, principal: bigint) => `${date} ${principal} ${loan}`;
  const takenBack = groupBy(own.filter(isReversing), ({ loan, reverses, principal }) => print(loan, reverses as number, principal));
  return own.filter((one) => !isReversing(one) && !takenBack.has(print(one.loan, one.date, one.principal)));
}
