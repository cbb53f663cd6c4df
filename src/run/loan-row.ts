import { firedFloors } from '../classify/fired-floors.js';
import type { NextClass } from '../classify/next-class.js';
import { NO_DAY } from '../model/civil-date.js';
import { type ClassCode, NO_CLASS } from '../model/loan-class.js';
import { borrowerOf, isDeclared, loanText } from '../model/loan-facts.js';
import { shownKey } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import type { LoanRow } from '../report/classify.js';
import type { Opened } from './reading/open-months.js';

/** One loan as lists and explanations show it. */
export function loanRow(opened: Opened, loan: number, next: NextClass | undefined): LoanRow {
  const { portfolio, classified } = opened.month;
  const fired = firedFloors(portfolio, classified, opened.background.policy, loan);
  const worst = Math.max(...fired.map((floor) => floor.class));
  const days = classified.daysPastDue[loan] as number;
  const inherited = classified.inherited?.[loan] ?? NO_CLASS;
  return {
    loan: shownKey(textAt(portfolio.keys, loan)),
    borrower: borrowerOf(portfolio, loan),
    name: loanText(portfolio, 'borrowerName', loan),
    balance: BigInt(portfolio.balance[loan] as number),
    days: days === NO_DAY ? undefined : days,
    declared: isDeclared(portfolio, loan) ? (portfolio.declaredClass?.[loan] as ClassCode) : undefined,
    computed: classified.computed[loan] === NO_CLASS ? undefined : (classified.computed[loan] as ClassCode),
    used: classified.used[loan] as ClassCode,
    floors: fired,
    decisive: fired.find((floor) => floor.class === worst)?.rule,
    inherited: inherited === NO_CLASS ? undefined : inherited,
    overridden: (classified.overridden?.[loan] ?? 0) > 0,
    next,
    source: portfolio.sources[portfolio.sourceOf[loan] as number]?.name ?? '',
    line: portfolio.lineOf[loan] as number,
  };
}
