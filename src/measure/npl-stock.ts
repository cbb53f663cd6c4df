import { lockColumns, textIn } from '../model/lock-columns.js';
import type { Cents } from '../model/money.js';
import { nplLoans } from '../model/npl-loans.js';
import type { Month, Portfolio } from '../model/portfolio.js';
import type { Segmented } from '../model/segmented.js';
import { findBytes, textAt } from '../model/text-index.js';

/** The non-performing loans that a period begins with, and which loans of its last ledger they are. */
export interface NplStock {
  readonly count: number;
  readonly keyOf: (index: number) => string;
  readonly balanceOf: (index: number) => Cents;
  /** The same as a number; exact where that is a safe integer. */
  readonly nearOf: (index: number) => number;
  /** -1 where the loan is not there any more. */
  readonly loanOf: (index: number) => number;
}

export function stockOfLock({ lock, lockedAt }: Segmented): NplStock {
  const { count, keys, balanceOf, nearOf } = lockColumns(lock);
  return {
    count,
    keyOf: (index) => textIn(keys, index),
    balanceOf,
    nearOf,
    loanOf: (index) => lockedAt[index] as number,
  };
}

export function stockOfLedger({ portfolio, classified }: Month, last: Portfolio): NplStock {
  const { keys, balance } = portfolio;
  const loans = nplLoans(classified.used);
  const at = (index: number) => loans[index] as number;
  return {
    count: loans.length,
    keyOf: (index) => textAt(keys, at(index)),
    balanceOf: (index) => BigInt(balance[at(index)] as number),
    nearOf: (index) => balance[at(index)] as number,
    loanOf: (index) => findBytes(last.keys, keys.arena, keys.starts[at(index)] as number, keys.starts[at(index) + 1] as number),
  };
}
