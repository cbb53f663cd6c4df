import type { LoanEvent } from '../model/events.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import { findText, textAt } from '../model/text-index.js';
import { followLoneLoans } from './lone-loans.js';
import type { NplStock } from './npl-stock.js';
import { eventsWithin } from './reversals.js';
import { addMovements, type RollForward, rollForward, sumLines } from './roll-forward.js';
import type { Period } from './stock-line.js';

/** How a stock of NPLs, and those that came to it, went from one date to another. */
export interface FollowedStock {
  readonly opened: RollForward;
  readonly fresh: RollForward;
  /** Events that hit a loan when it was not NPL. */
  readonly ignored: readonly LoanEvent[];
}

/** `npl`: the month's non-performing loans. */
export function followStock(stock: NplStock, month: Month, npl: readonly number[], given: Period): FollowedStock {
  const { portfolio } = month;
  const period = { ...given, events: eventsWithin(given, given.events, given.reversals ?? []) };
  const lone = followLoneLoans(stock, month, npl, period);
  const { opening, closing } = lone.others;
  const { lines, ignored } = rollForward({
    ...period,
    opening: new Map(opening.map((index) => [stock.keyOf(index), stock.balanceOf(index)])),
    closing: new Map(closing.map((loan) => [textAt(portfolio.keys, loan), BigInt(portfolio.balance[loan] as number)])),
    performing: (loan) => performingBalance(month, loan),
  });
  return {
    opened: addMovements(lone.opened, sumLines(lines.filter((line) => line.opened))),
    fresh: addMovements(lone.fresh, sumLines(lines.filter((line) => !line.opened))),
    ignored,
  };
}

/** 0 for a loan that is NPL or not on the ledger. */
function performingBalance({ portfolio, classified }: Month, key: string): Cents {
  const loan = findText(portfolio.keys, key);
  return loan < 0 || isNpl(classified.used[loan] as ClassCode) ? 0n : BigInt(portfolio.balance[loan] as number);
}
