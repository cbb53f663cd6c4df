import type { BaseLock } from '../model/base-lock.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';
import { nplLoans } from '../model/npl-loans.js';
import type { Month } from '../model/portfolio.js';
import { findText, textAt } from '../model/text-index.js';
import type { NplBalances } from './unit-bridge.js';
import type { UnitHomes } from './unit-homes.js';

/** The NPL balances of a ledger, by loan and by whose they are at the end of its date. */
export function nplOfLedger({ portfolio, classified }: Month, homes: UnitHomes): NplBalances {
  const { asOf, keys, balance } = portfolio;
  const byUnit = sumByUnit(
    nplLoans(classified.used).map((loan) => ({ key: textAt(keys, loan), balance: BigInt(balance[loan] as number) })),
    (key) => homes.atEnd(key, asOf),
  );
  const of = (key: string): Cents => {
    const loan = findText(keys, key);
    return loan < 0 || !isNpl(classified.used[loan] as ClassCode) ? 0n : BigInt(balance[loan] as number);
  };
  return { asOf, of, byUnit };
}

/** The same of a lock. */
export function nplOfLock(lock: BaseLock, homes: UnitHomes): NplBalances {
  const balances = new Map(lock.loans.map(({ key, balance }) => [key, balance]));
  const byUnit = sumByUnit(lock.loans, (key) => homes.atEnd(key, lock.lockDate));
  return { asOf: lock.lockDate, of: (key) => balances.get(key) ?? 0n, byUnit };
}

function sumByUnit(
  loans: Iterable<{ readonly key: string; readonly balance: Cents }>,
  unitOf: (key: string) => string,
): Map<string, Cents> {
  const sums = new Map<string, Cents>();
  for (const { key, balance } of loans) {
    const unit = unitOf(key);
    sums.set(unit, (sums.get(unit) ?? 0n) + balance);
  }
  return sums;
}
