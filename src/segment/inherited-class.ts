import type { BaseLock } from '../model/base-lock.js';
import type { KnownNpl } from '../model/carried-lineage.js';
import type { DayNumber } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { type ClassCode, FIRST_NPL_CLASS, isNpl, NO_CLASS } from '../model/loan-class.js';
import type { Classified, Portfolio } from '../model/portfolio.js';
import { findText, textAt } from '../model/text-index.js';
import type { LinkGraph } from './links.js';

/** What is known of loans that were NPL once: the latest date it is known of, and the class then; absent when it was performing. */
export type NplHistory = Map<string, KnownNpl>;

export function rememberLock(history: NplHistory, lock: BaseLock): void {
  for (const { key, class: code } of lock.loans) {
    const known = history.get(key);
    if (known === undefined || known.date < lock.lockDate) history.set(key, { date: lock.lockDate, class: code });
  }
}

export function rememberLedger(history: NplHistory, portfolio: Portfolio, classified: Classified): void {
  for (const [key, known] of history) {
    const loan = findText(portfolio.keys, key);
    if (loan >= 0 && known.date < portfolio.asOf && !isNpl(classified.used[loan] as ClassCode)) history.delete(key);
  }
  for (let i = 0; i < portfolio.count; i++) {
    if (isNpl(classified.used[i] as ClassCode))
      history.set(textAt(portfolio.keys, i), { date: portfolio.asOf, class: classified.used[i] as ClassCode });
  }
}

/**
 * The class each loan keeps from an NPL it took the place of, at any remove, until an upgrade of either, or of one between
 * them, is recorded. What formed or relapsed between two ledgers is known from events alone: at least substandard.
 * Undefined when no loan keeps any.
 */
export function inheritedClasses(
  portfolio: Portfolio,
  { children }: LinkGraph,
  history: NplHistory,
  events: readonly LoanEvent[],
): Uint8Array | undefined {
  if (children.size === 0) return undefined;
  const upgraded = latestUpgrades(events, portfolio.asOf);
  let inherited: Uint8Array | undefined;
  const hand = (ancestor: string, known: KnownNpl): void => {
    const isUpgraded = (key: string) => (upgraded.get(key) ?? known.date) > known.date;
    if (isUpgraded(ancestor)) return;
    const reached = new Set([ancestor]);
    for (const key of reached) {
      for (const { newLoan } of children.get(key) ?? []) {
        if (reached.has(newLoan) || isUpgraded(newLoan)) continue;
        reached.add(newLoan);
        const loan = findText(portfolio.keys, newLoan);
        if (loan < 0) continue;
        inherited ??= new Uint8Array(portfolio.count).fill(NO_CLASS);
        const held = inherited[loan] as ClassCode;
        if (held === NO_CLASS || known.class > held) inherited[loan] = known.class;
      }
    }
  };
  for (const [key, known] of history) if (children.has(key) && known.date <= portfolio.asOf) hand(key, known);
  for (const { kind, loan, date } of events) {
    if ((kind !== 'formation' && kind !== 'relapse') || date > portfolio.asOf || !children.has(loan)) continue;
    hand(loan, { date, class: FIRST_NPL_CLASS });
  }
  return inherited;
}

function latestUpgrades(events: readonly LoanEvent[], asOf: DayNumber): Map<string, DayNumber> {
  const upgraded = new Map<string, DayNumber>();
  for (const { kind, loan, date } of events) {
    if (kind === 'upgrade' && date <= asOf) upgraded.set(loan, Math.max(date, upgraded.get(loan) ?? date));
  }
  return upgraded;
}
