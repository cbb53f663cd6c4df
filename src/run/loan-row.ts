import { firedFloors } from '../classify/fired-floors.js';
import type { NextClass } from '../classify/next-class.js';
import { NO_DAY } from '../model/civil-date.js';
import { type ClassCode, NO_CLASS } from '../model/loan-class.js';
import { borrowerOf, isDeclared, loanText } from '../model/loan-facts.js';
import { shownKey } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import type { LoanRow } from '../report/classify.js';
import type { Opened } from './inputs.js';

/** One loan as lists and explanations show it. */
export function loanRow(opened: Opened, loan: number, next: NextClass | undefined): LoanRow {
  const { portfolio, classified } = opened.month;
  const fired = firedFloors(portfolio, classified, opened.background.policy, loan);
  const worst = Math.max(...fired.map((floor) => floor.class));
  const days = classified.daysPastDue[loan] as number;
  const stated = {
    borrower: borrowerOf(portfolio, loan),
    name: loanText(portfolio, 'borrowerName', loan),
    declared: isDeclared(portfolio, loan) ? (portfolio.declaredClass?.[loan] as ClassCode) : undefined,
    computed: classified.computed[loan] === NO_CLASS ? undefined : (classified.computed[loan] as ClassCode),
    days: days === NO_DAY ? undefined : days,
    next,
    decisive: fired.find((floor) => floor.class === worst)?.rule,
    inherited: (classified.inherited?.[loan] ?? NO_CLASS) === NO_CLASS ? undefined : (classified.inherited?.[loan] as ClassCode),
  };
  return {
    loan: shownKey(textAt(portfolio.keys, loan)),
    balance: BigInt(portfolio.balance[loan] as number),
    used: classified.used[loan] as ClassCode,
    floors: fired,
    overridden: (classified.overridden?.[loan] ?? 0) > 0,
    source: portfolio.sources[portfolio.sourceOf[loan] as number]?.name ?? '',
    line: portfolio.lineOf[loan] as number,
    ...(Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)) as Partial<LoanRow>),
  };
}
