import type { ClassCode } from '../model/loan-class.js';
import type { Classified, Portfolio } from '../model/portfolio.js';
import type { Policy } from '../policy/policy.js';
import { matrixCell } from './rule-tests.js';

/** A rule that fired on a loan, and the class it gave: a matrix that of the loan's own cell. */
export interface FiredFloor {
  readonly rule: string;
  readonly class: ClassCode;
}

/** The rules that fired on a loan, in the policy's order. The decisive one is the first of the worst class. */
export function firedFloors(portfolio: Portfolio, classified: Classified, policy: Policy, loan: number): FiredFloor[] {
  const fired = classified.fired[loan] as number;
  return policy.rules.flatMap((rule, bit): FiredFloor[] => {
    if ((fired & (1 << bit)) === 0) return [];
    if (rule.kind !== 'matrix') return [{ rule: rule.id, class: rule.class }];
    const code = matrixCell(rule, portfolio, loan, classified.daysPastDue[loan] as number);
    return code === undefined ? [] : [{ rule: rule.id, class: code }];
  });
}
