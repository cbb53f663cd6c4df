import { type ClassCode, isNpl } from '../model/loan-class.js';
import { borrowerOf, loanText } from '../model/loan-facts.js';
import type { Cents } from '../model/money.js';
import type { Portfolio } from '../model/portfolio.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import { textAt } from '../model/text-index.js';

/** One borrower's non-performing loans together. */
export interface NplBorrower {
  /** Borrower id, or name, or the loan's own key where the ledger states neither. */
  readonly id: string;
  readonly name?: string;
  readonly loans: number;
  readonly balance: Cents;
  readonly worst: ClassCode;
  readonly shareOfNpl?: Ratio;
}

/** The `most` borrowers with the largest NPL balance, largest first, equal ones by institution and id. */
export function largestNplBorrowers(portfolio: Portfolio, classes: ArrayLike<ClassCode>, npl: Cents, most: number): NplBorrower[] {
  const byBorrower = new Map<string, { group: string; id: string; name?: string; loans: number; balance: Cents; worst: ClassCode }>();
  for (let i = 0; i < portfolio.count; i++) {
    const code = classes[i] as ClassCode;
    if (!isNpl(code)) continue;
    const id = borrowerOf(portfolio, i) ?? textAt(portfolio.keys, i);
    const group = `${loanText(portfolio, 'institution', i) ?? ''}\u001f${id}`;
    const held = byBorrower.get(group);
    const balance = BigInt(portfolio.balance[i] as number);
    const name = loanText(portfolio, 'borrowerName', i);
    if (held === undefined) {
      byBorrower.set(group, { group, id, ...(name === undefined ? {} : { name }), loans: 1, balance, worst: code });
    } else {
      held.loans++;
      held.balance += balance;
      held.worst = Math.max(held.worst, code);
      // Written in several ways, the least stands for all: whichever row comes first.
      if (name !== undefined && (held.name === undefined || name < held.name)) held.name = name;
    }
  }
  return [...byBorrower.values()]
    .sort((a, b) => (a.balance === b.balance ? (a.group < b.group ? -1 : 1) : a.balance > b.balance ? -1 : 1))
    .slice(0, most)
    .map(({ group: _, ...borrower }) => {
      const shareOfNpl = ratioOf(borrower.balance, npl);
      return { ...borrower, ...(shareOfNpl === undefined ? {} : { shareOfNpl }) };
    });
}
