import type { LoanCause, Responsibility } from '../model/responsibility.js';

/** Why loans turned bad, by loan, as a checked responsibility register says: rows of a loan agree, and one of them is enough. */
export function loanCauses(rows: readonly Responsibility[]): ReadonlyMap<string, LoanCause> {
  const texts = new Map(rows.flatMap(({ loan, causeText }) => (causeText === undefined ? [] : [[loan, causeText] as const])));
  return new Map(
    rows.flatMap(({ loan, cause }) => {
      if (cause === undefined) return [];
      const text = texts.get(loan);
      return [[loan, { cause, ...(text === undefined ? {} : { text }) }] as const];
    }),
  );
}
