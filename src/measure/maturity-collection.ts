import type { LoanEvent } from '../model/events.js';
import type { Cents } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import type { Families } from '../model/segmented.js';
import { findText, textAt } from '../model/text-index.js';
import { CHANNEL_OF, type Channel, EXITS } from './channels.js';
import { dueDateFinder } from './watch.js';

/**
 * Loans that matured in the period and what became of them (到期收回率): due = collected + renewed + extended + disposed of +
 * still owed. A loan renewed or extended is not collected.
 */
export interface MaturityCollection {
  readonly loans: number;
  /** Balance before they matured. */
  readonly due: Cents;
  readonly collected: Cents;
  readonly renewed: Cents;
  readonly extended: Cents;
  readonly disposed: Cents;
  readonly owed: Cents;
  /** collected / due; absent where nothing matured. */
  readonly rate?: Ratio;
}

/** Over months that follow each other: a loan counts with its balance before it matured, and with what became of it by the last month. */
export function measureMaturityCollection(months: readonly Month[], families: Families, events: readonly LoanEvent[]): MaturityCollection {
  const sums = { loans: 0, due: 0n, collected: 0n, renewed: 0n, extended: 0n, disposed: 0n, owed: 0n };
  const last = months.at(-1) as Month;
  months.slice(1).forEach((after, i) => {
    const before = months[i] as Month;
    const gone = disposals(before, last, events);
    const { portfolio } = before;
    const dueOn = dueDateFinder(portfolio);
    for (let loan = 0; loan < portfolio.count; loan++) {
      const due = dueOn(loan);
      if (due === undefined || due <= portfolio.asOf || due > after.portfolio.asOf) continue;
      const balance = BigInt(portfolio.balance[loan] as number);
      const key = textAt(portfolio.keys, loan);
      const found = whatBecame(key, balance, due, last, families);
      const disposed = least(gone.get(key) ?? 0n, balance - found.renewed - found.extended - found.owed);
      sums.loans++;
      sums.due += balance;
      sums.renewed += found.renewed;
      sums.extended += found.extended;
      sums.owed += found.owed;
      sums.disposed += disposed;
      sums.collected += balance - found.renewed - found.extended - found.owed - disposed;
    }
  });
  const rate = ratioOf(sums.collected, sums.due);
  return { ...sums, ...(rate === undefined ? {} : { rate }) };
}

/** What of a matured loan's balance still stands, and as what; never more than it was. */
function whatBecame(key: string, balance: Cents, due: number, { portfolio }: Month, families: Families) {
  const nothing = { renewed: 0n, extended: 0n, owed: 0n };
  const now = findText(portfolio.keys, key);
  if (now >= 0) {
    const left = least(balance, BigInt(portfolio.balance[now] as number));
    return (dueDateFinder(portfolio)(now) ?? due) > due ? { ...nothing, extended: left } : { ...nothing, owed: left };
  }
  if (!families.isLinked(key)) return nothing;
  let renewed = 0n;
  for (const next of families.descendantsOf(key)) {
    const loan = findText(portfolio.keys, next);
    if (loan >= 0) renewed += BigInt(portfolio.balance[loan] as number);
  }
  return { ...nothing, renewed: least(balance, renewed) };
}

function disposals(before: Month, after: Month, events: readonly LoanEvent[]): Map<string, Cents> {
  const sums = new Map<string, Cents>();
  for (const { kind, date, loan, principal } of events) {
    if (date <= before.portfolio.asOf || date > after.portfolio.asOf || !EXITS.has(CHANNEL_OF[kind] as Channel)) continue;
    sums.set(loan, (sums.get(loan) ?? 0n) + principal);
  }
  return sums;
}

function least(a: Cents, b: Cents): Cents {
  return a < b ? a : b;
}
