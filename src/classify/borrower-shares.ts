import { isNpl } from '../model/loan-class.js';
import { codedTexts } from '../model/loan-facts.js';
import { addCents, type CentSums, newSums, sumAt } from '../model/money.js';
import type { Portfolio } from '../model/portfolio.js';
import { NO_TEXT } from '../model/text-index.js';
import type { BorrowerShareRule } from '../policy/policy.js';
import type { DaysPastDue } from './days-past-due.js';
import { type Compiled, compileAppliesTo, decimalFraction, type LoanTest } from './rule-tests.js';

/** Loans by borrower: a number per loan, -1 where the borrower is not stated. */
export interface Borrowers {
  readonly of: Int32Array;
  readonly count: number;
}

/** What a borrower rule needs: which loans it may move, and which count as bad given the classes so far. */
export interface ShareTest {
  readonly applies: LoanTest | undefined;
  readonly spared: LoanTest;
}

/** Borrower ids are unique within an institution only. Undefined when the ledger has no borrower id. */
export function groupBorrowers(portfolio: Portfolio): Borrowers | undefined {
  const column = codedTexts(portfolio, 'borrowerId');
  if (column === undefined) return undefined;
  const of = new Int32Array(portfolio.count);
  const institutions = codedTexts(portfolio, 'institution');
  if (institutions === undefined) {
    for (let i = 0; i < portfolio.count; i++) of[i] = column.codes[i] === NO_TEXT ? -1 : (column.codes[i] as number);
    return { of, count: column.dictionary.size };
  }
  // A map for each institution: one for all would end at 2^24 borrowers.
  const byInstitution = new Map<number, Map<number, number>>();
  const { codes } = institutions;
  let count = 0;
  for (let i = 0; i < portfolio.count; i++) {
    const [code, institution] = [column.codes[i] as number, codes[i] as number];
    of[i] = -1;
    if (code === NO_TEXT) continue;
    const numbers = byInstitution.get(institution) ?? new Map<number, number>();
    byInstitution.set(institution, numbers);
    const known = numbers.get(code);
    if (known === undefined) numbers.set(code, count);
    of[i] = known ?? count++;
  }
  return { of, count };
}

export function compileShareRule(rule: BorrowerShareRule, portfolio: Portfolio): Compiled<ShareTest> {
  const missing = new Set<string>();
  const applies = compileAppliesTo(rule.appliesTo, portfolio, missing);
  if (portfolio.texts.borrowerId === undefined) missing.add('borrowerId');
  if (rule.allBanks) {
    if (portfolio.amounts.otherBanksDebt === undefined) missing.add('otherBanksDebt');
    if (portfolio.amounts.otherBanksOverdue === undefined) missing.add('otherBanksOverdue');
  }
  if (missing.size > 0) return { rule, notAssessed: { rule: rule.id, missing: [...missing] } };
  const enhanced = rule.unless === undefined ? undefined : portfolio.flags[rule.unless];
  return { rule, test: { applies, spared: (loan) => enhanced?.[loan] === 1 } };
}

/**
 * Loans that a borrower rule moves: those of borrowers whose bad share of all claims is above the limit. Negative
 * balances are no claim. `classes` are the classes before any contagion: one pass, so the order of loans is irrelevant.
 */
export function firesByShare(
  rule: BorrowerShareRule,
  test: ShareTest,
  portfolio: Portfolio,
  borrowers: Borrowers,
  days: DaysPastDue,
  classes: Uint8Array,
): LoanTest {
  const bad = newSums(borrowers.count);
  const all = newSums(borrowers.count);
  const limit = rule.of === 'npl' ? undefined : rule.of.daysPastDueAbove;
  for (let i = 0; i < portfolio.count; i++) {
    const borrower = borrowers.of[i] as number;
    const balance = portfolio.balance[i] as number;
    if (borrower < 0 || balance <= 0) continue;
    addCents(all, borrower, balance);
    if (limit === undefined ? isNpl(classes[i] as number) : (days.all[i] as number) > limit) addCents(bad, borrower, balance);
  }
  if (rule.allBanks) addOtherBanks(portfolio, borrowers, bad, all);
  const { units, scale } = decimalFraction(rule.above);
  const fires = new Uint8Array(borrowers.count);
  for (let b = 0; b < borrowers.count; b++) {
    const badCents = sumAt(bad, b);
    if (badCents > 0n && badCents * scale > sumAt(all, b) * units) fires[b] = 1;
  }
  return (loan) => {
    const borrower = borrowers.of[loan] as number;
    return borrower >= 0 && fires[borrower] === 1 && test.applies?.(loan) !== false && !test.spared(loan);
  };
}

/** What a borrower owes elsewhere stands on each of its rows; the largest value stated counts once. */
function addOtherBanks(portfolio: Portfolio, borrowers: Borrowers, bad: CentSums, all: CentSums): void {
  const largest = (column: Float64Array | undefined): Float64Array => {
    const found = new Float64Array(borrowers.count);
    if (column === undefined) return found;
    for (let i = 0; i < portfolio.count; i++) {
      const borrower = borrowers.of[i] as number;
      const value = column[i] as number;
      if (borrower >= 0 && value > (found[borrower] as number)) found[borrower] = value;
    }
    return found;
  };
  const debt = largest(portfolio.amounts.otherBanksDebt);
  const overdue = largest(portfolio.amounts.otherBanksOverdue);
  for (let b = 0; b < borrowers.count; b++) {
    addCents(all, b, Math.max(debt[b] as number, overdue[b] as number));
    addCents(bad, b, overdue[b] as number);
  }
}
