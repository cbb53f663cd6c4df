import type { Eligible, EligibleLoan } from '../model/eligible.js';
import type { ClassCode } from '../model/loan-class.js';
import { codedTexts, loanText } from '../model/loan-facts.js';
import { nplLoans } from '../model/npl-loans.js';
import { once } from '../model/once.js';
import type { Month, NotAssessed } from '../model/portfolio.js';
import { textFinder } from '../model/text-finder.js';
import { internText, NO_TEXT, newTextIndex, textAt } from '../model/text-index.js';
import type { EligibilityRule, EligibilityTable } from '../policy/policy.js';
import { measureDaysPastDue } from './days-past-due.js';
import { compileAppliesTo, compileCondition, type LoanTest } from './rule-tests.js';

/** The NPLs that are to be written off, in the ledger's order. `onFile` says whether a piece of evidence is held for a loan, by their ids. */
export function findEligible(
  { portfolio, classified }: Month,
  table: EligibilityTable,
  dueDayCountsAs: 0 | 1,
  onFile: (loan: string, evidence: string) => boolean,
): Eligible {
  const days = measureDaysPastDue(portfolio, dueDayCountsAs);
  const npl = nplLoans(classified.used);
  const notAssessed: NotAssessed[] = [];
  const debts = once(() => borrowerDebts(portfolio, npl));
  const compile = (rule: EligibilityRule): LoanTest | undefined => {
    const missing = new Set<string>();
    const tests: LoanTest[] = [];
    const { appliesTo, when, whenEvidence, classAtLeast, borrowerOwesUpTo } = rule;
    const applies = compileAppliesTo(appliesTo, portfolio, missing);
    if (applies !== undefined) tests.push(applies);
    if (classAtLeast !== undefined) tests.push((loan) => (classified.used[loan] as ClassCode) >= classAtLeast);
    if (when !== undefined) tests.push(compileCondition(when, portfolio, days, { missing, blanks: undefined }));
    if (whenEvidence !== undefined) tests.push((loan) => onFile(textAt(portfolio.keys, loan), whenEvidence));
    if (borrowerOwesUpTo !== undefined) {
      const most = BigInt(borrowerOwesUpTo) * 100n;
      tests.push((loan) => debts().of(loan) <= most);
    }
    if (missing.size === 0) return (loan) => tests.every((test) => test(loan));
    notAssessed.push({ rule: rule.id, missing: [...missing] });
    return undefined;
  };
  const compiled = table.rules.map(compile);
  const loans = npl.flatMap((loan): EligibleLoan[] => {
    const rules = compiled.flatMap((test, index) => (test?.(loan) === true ? [index] : []));
    return rules.length === 0 ? [] : [{ loan, rules }];
  });
  return { loans, notAssessed };
}

/** What the borrower of an NPL owes on this ledger in all; without a borrower the loan alone. */
function borrowerDebts(portfolio: Month['portfolio'], npl: readonly number[]): { readonly of: (loan: number) => bigint } {
  const field = portfolio.texts.borrowerId === undefined ? 'borrowerName' : 'borrowerId';
  const borrowers = newTextIndex(npl.length);
  for (const loan of npl) {
    const borrower = loanText(portfolio, field, loan);
    if (borrower !== undefined) internText(borrowers, borrower);
  }
  const borrowerOf = textFinder(portfolio.texts[field], borrowers);
  const institutions = codedTexts(portfolio, 'institution');
  // Borrower ids are unique within an institution only. Undefined for a loan of none, or of one that no NPL is of.
  const groupOf = (loan: number): number | undefined => {
    const borrower = borrowerOf(loan);
    const institution = institutions?.codes[loan] ?? NO_TEXT;
    return borrower < 0 ? undefined : borrower + borrowers.size * (institution === NO_TEXT ? 0 : institution + 1);
  };
  const own = (loan: number) => BigInt(portfolio.balance[loan] as number);
  const debts = new Map<number, bigint>();
  for (let loan = 0; loan < portfolio.count; loan++) {
    const group = groupOf(loan);
    if (group !== undefined) debts.set(group, (debts.get(group) ?? 0n) + own(loan));
  }
  return {
    of: (loan) => {
      const group = groupOf(loan);
      return group === undefined ? own(loan) : (debts.get(group) as bigint);
    },
  };
}
