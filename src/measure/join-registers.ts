import { UserError } from '../diagnostics/diagnostic.js';
import type { Disposal, LoanEvent, Recovery, WriteOff } from '../model/events.js';
import { disposalPrint } from '../model/register-rows.js';
import { mergeWriteOffs, refuseTwice } from './merge-write-offs.js';
import { recoveryEvents } from './recovery-events.js';
import { isReversing, nothingThere, type Settled, settleReversals } from './settle-reversals.js';

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
  const { events, writeOffs, recoveries, disposals } = stated;
  const collected = recoveryEvents(recoveries, writeOffs, events);
  const disposed = disposals.filter(({ kind }) => kind !== 'entrusted').map(disposalEvent);
  refuseAcross(events, [...collected, ...disposed]);
  // One list stays one, so that what was found out of its entries holds (model/entry-columns.ts).
  const all = collected.length + disposed.length === 0 ? events : [...events, ...collected, ...disposed];
  const reversing = all.filter(isReversing);
  const merged = mergeWriteOffs(
    writeOffs.filter((one) => !isReversing(one)),
    reversing.length === 0 ? all : all.filter((one) => !isReversing(one)),
  );
  const settled = settleReversals(merged, { events: reversing, writeOffs: writeOffs.filter(isReversing) });
  return { ...settled, entrusted: standingEntrusted(disposals) };
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
  if (others.length === 0 || events.length === 0) return;
  const print = ({ date, loan, kind, principal, interestOnBook, interestOffBook }: LoanEvent) =>
    [
      date,
      loan,
      kind,
      principal,
      // Interest may be stated in one of the two alone.
      ...(principal === 0n ? [interestOnBook, interestOffBook] : []),
    ].join('\u001f');
  const stated = new Map(events.filter((one) => !isReversing(one)).map((one) => [print(one), one]));
  for (const other of others) {
    const first = isReversing(other) ? undefined : stated.get(print(other));
    if (first === undefined) continue;
    throw new UserError({ code: 'E_EVENT_TWICE', file: other.file, line: other.line, params: { first: `${first.file}:${first.line}` } });
  }
}

/** Without those that a reversing row takes back. Errors: E_EVENT_TWICE; E_REVERSAL for one that names nothing that stands. */
function standingEntrusted(disposals: readonly Disposal[]): Disposal[] {
  const own = disposals.filter(({ kind }) => kind === 'entrusted');
  const standing = new Set(own.filter((one) => !isReversing(one)));
  refuseTwice([...standing], disposalPrint);
  for (const reversing of own.filter(isReversing)) {
    const { loan, reverses, principal, price } = reversing;
    const ofDay = [...standing].filter((one) => one.loan === loan && one.date === reverses);
    const found = ofDay.find((one) => one.principal === principal && (price === undefined || one.price === price));
    if (found === undefined) throw nothingThere(reversing, ofDay);
    standing.delete(found);
  }
  return [...standing];
}
