import { type DayNumber, NO_DAY } from './civil-date.js';
import { NO_CLASS } from './loan-class.js';
import type { CodedTexts, Portfolio } from './portfolio.js';
import { NO_TEXT, textAt } from './text-index.js';
import type { TextList } from './text-list.js';

/** True when loan i's facts say what class it is declared to be. */
export function isDeclared(portfolio: Portfolio, loan: number): boolean {
  return portfolio.declaredClass !== undefined && portfolio.declaredClass[loan] !== NO_CLASS;
}

/** Loan i's text in a column, undefined where blank or where there is no such column. */
export function loanText(portfolio: Portfolio, name: keyof Portfolio['texts'], loan: number): string | undefined {
  const column = portfolio.texts[name];
  if (column === undefined) return undefined;
  if ('list' in column) return textAt(column.list, loan) || undefined;
  const code = column.codes[loan] as number;
  return code === NO_TEXT ? undefined : textAt(column.dictionary, code);
}

/** loanText of one column for many loans: what is repeated is decoded once. */
export function textReader(portfolio: Portfolio, name: keyof Portfolio['texts']): (loan: number) => string | undefined {
  const column = portfolio.texts[name];
  if (column === undefined) return () => undefined;
  if ('list' in column) return (loan) => textAt(column.list, loan) || undefined;
  const { codes, dictionary } = column;
  const decoded: string[] = [];
  return (loan) => {
    const code = codes[loan] as number;
    if (code === NO_TEXT) return undefined;
    decoded[code] ??= textAt(dictionary, code);
    return decoded[code];
  };
}

/** Whether loan i states a text, without decoding it. */
export function statesText(portfolio: Portfolio, name: keyof Portfolio['texts'], loan: number): boolean {
  const column = portfolio.texts[name];
  if (column === undefined) return false;
  if ('list' in column) return (column.list.starts[loan + 1] as number) > (column.list.starts[loan] as number);
  return column.codes[loan] !== NO_TEXT;
}

/** A text column whose codes can be compared. A run that compares one has to say so before it reads. */
export function codedTexts(portfolio: Portfolio, name: keyof Portfolio['texts']): CodedTexts | undefined {
  const column = portfolio.texts[name];
  if (column !== undefined && 'list' in column) throw new TypeError(`${name} was read to be shown, not to be compared`);
  return column;
}

/** The institution, where the ledger names one and only one. */
export function institutionOf(portfolio: Portfolio): { institution?: string } {
  const named = codedTexts(portfolio, 'institution')?.dictionary;
  return named?.size === 1 ? { institution: textAt(named, 0) } : {};
}

/** Loan i's date in a column, undefined where blank or where there is no such column. */
export function loanDate(portfolio: Portfolio, name: keyof Portfolio['dates'], loan: number): DayNumber | undefined {
  const day = portfolio.dates[name]?.[loan];
  return day === undefined || day === NO_DAY ? undefined : day;
}

/** What identifies loan i's borrower: the id, or the name where the ledger has no id. */
export function borrowerOf(portfolio: Portfolio, loan: number): string | undefined {
  const place = borrowerPlace(portfolio, loan);
  return place === undefined ? undefined : textAt(place.list, place.code);
}

/** The list in which that text stands, and its code there. */
export function borrowerPlace({ texts }: Portfolio, loan: number): { readonly list: TextList; readonly code: number } | undefined {
  for (const column of [texts.borrowerId, texts.borrowerName]) {
    if (column === undefined) continue;
    const [list, code] = 'list' in column ? [column.list, loan] : [column.dictionary, column.codes[loan] as number];
    if (code !== NO_TEXT && list.starts[code] !== list.starts[code + 1]) return { list, code };
  }
  return undefined;
}
