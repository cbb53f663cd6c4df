import { statesText } from '../model/loan-facts.js';
import { NO_CHOICE } from '../model/loan-fields.js';
import type { Portfolio } from '../model/portfolio.js';
import type { Policy } from '../policy/policy.js';
import { compileShareRule } from './borrower-shares.js';
import type { DaysPastDue } from './days-past-due.js';
import { compileAppliesTo, compileOwnRule, type LoanTest } from './rule-tests.js';

/** What blank cells leave open. */
export interface OpenFloors {
  /** By rule, the loans for which it might have fired, or given a worse class, were a blank cell stated. */
  readonly notAssessedLoans: readonly { readonly rule: string; readonly loans: number }[];
  /** 1 for a loan that has no place in a matrix that alone would class it: its guarantee is blank. */
  readonly unplaced: Uint8Array;
  readonly unplacedCount: number;
}

/**
 * Counts the loans that a rule could not be assessed for although the ledger has its columns: blank borrower type, borrower,
 * guarantee or allowance. Blank flags mean "no" and are not counted. `floors` are the worst own floors of each loan.
 */
export function findOpenFloors(policy: Policy, portfolio: Portfolio, days: DaysPastDue, floors: Uint8Array): OpenFloors {
  const notAssessedLoans: { rule: string; loans: number }[] = [];
  const unplaced = new Uint8Array(portfolio.count);
  let unplacedCount = 0;
  for (const rule of policy.rules) {
    const isOpen = openTest(rule, portfolio, days);
    if (isOpen === undefined) continue;
    const placed = rule.kind === 'matrix' ? portfolio.choices.guarantee : undefined;
    let loans = 0;
    for (let i = 0; i < portfolio.count; i++) {
      const worst = isOpen(i);
      if (worst === 0) continue;
      loans++;
      // A floor that is as bad as the matrix can be settles it.
      if (placed?.[i] !== NO_CHOICE || worst <= (floors[i] as number) || unplaced[i] === 1) continue;
      unplaced[i] = 1;
      unplacedCount++;
    }
    if (loans > 0) notAssessedLoans.push({ rule: rule.id, loans });
  }
  return { notAssessedLoans, unplaced, unplacedCount };
}

/** Gives the worst class the rule could give a loan where that is worse than what it gives, else 0. Undefined where it is never open. */
function openTest(rule: Policy['rules'][number], portfolio: Portfolio, days: DaysPastDue): ((loan: number) => number) | undefined {
  const blanks = new Set<string>();
  if (rule.kind === 'borrowerShare') {
    const compiled = compileShareRule(rule, portfolio);
    if ('notAssessed' in compiled) return undefined;
    const mayApply = compileAppliesTo(rule.appliesTo, portfolio, new Set(), blanks);
    const hasBorrower = statedText(portfolio);
    const { applies, spared } = compiled.test;
    return (loan) => {
      if (mayApply?.(loan) === false || spared(loan)) return 0;
      return hasBorrower(loan) && applies?.(loan) !== false ? 0 : rule.class;
    };
  }
  const asIs = compileOwnRule(rule, portfolio, days);
  const atWorst = compileOwnRule(rule, portfolio, days, blanks);
  if (blanks.size === 0 || 'notAssessed' in asIs || 'notAssessed' in atWorst) return undefined;
  return (loan) => {
    const worst = atWorst.test.of(loan);
    return worst > asIs.test.of(loan) ? worst : 0;
  };
}

function statedText(portfolio: Portfolio): LoanTest {
  return (loan) => statesText(portfolio, 'borrowerId', loan);
}
