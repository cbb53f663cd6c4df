import { type DayNumber, NO_DAY } from './civil-date.js';
import { NO_CLASS } from './loan-class.js';
import type { Portfolio } from './portfolio.js';
import { textAt } from './text-index.js';

/** True when loan i's facts say what class it is declared to be. */
export function isDeclared(portfolio: Portfolio, loan: number): boolean {
  return portfolio.declaredClass !== undefined && portfolio.declaredClass[loan] !== NO_CLASS;
}

/** Loan i's text in a column, undefined where blank or where there is no such column. */
export function loanText(portfolio: Portfolio, name: keyof Portfolio['texts'], loan: number): string | undefined {
  const column = portfolio.texts[name];
  const code = column?.codes[loan];
  return column === undefined || code === undefined || code >= column.dictionary.size ? undefined : textAt(column.dictionary, code);
}

/** Loan i's date in a column, undefined where blank or where there is no such column. */
export function loanDate(portfolio: Portfolio, name: keyof Portfolio['dates'], loan: number): DayNumber | undefined {
  const day = portfolio.dates[name]?.[loan];
  return day === undefined || day === NO_DAY ? undefined : day;
}

/** What identifies loan i's borrower: the id, or the name where the ledger has no id. */
export function borrowerOf(portfolio: Portfolio, loan: number): string | undefined {
  return loanText(portfolio, 'borrowerId', loan) ?? loanText(portfolio, 'borrowerName', loan);
}
