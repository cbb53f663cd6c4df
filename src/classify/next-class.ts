import { type DayNumber, NO_DAY } from '../model/civil-date.js';
import { type ClassCode, NORMAL } from '../model/loan-class.js';
import { loanDate } from '../model/loan-facts.js';
import type { Classified, Portfolio } from '../model/portfolio.js';
import type { Condition, Policy, Rule } from '../policy/policy.js';
import { measureDaysPastDue } from './days-past-due.js';
import { compileAppliesTo, compileCondition, type LoanTest } from './rule-tests.js';

/** The next worse class by days alone, and the first day on which the loan is in it if nothing is paid. */
export interface NextClass {
  readonly class: ClassCode;
  readonly on: DayNumber;
  readonly rule: string;
  /** Days past due from which it holds. */
  readonly fromDays: number;
}

export type DayStep = {
  readonly rule: Rule;
  readonly fromDays: number;
  readonly class: ClassCode;
  readonly applies: LoanTest | undefined;
  readonly guarantee?: number;
};

/**
 * Finds what days alone will make of a loan. A loan not overdue starts counting at its due date; one past its due date
 * without days, or without either, has no next class. Classes milder than `atLeast` are passed over.
 * `sinceMaturity`: one past its due date that states 0 days counts from its due date, and tomorrow is the first day that it
 * can be in another class: the worst that can be of a loan that has matured and is not paid.
 */
export function nextClassFinder(
  portfolio: Portfolio,
  policy: Policy,
  atLeast: ClassCode = NORMAL,
  sinceMaturity = false,
): (classified: Classified, loan: number) => NextClass | undefined {
  const steps = daySteps(portfolio, policy).filter((step) => step.class >= atLeast);
  return (classified, loan) => {
    const days = classified.daysPastDue[loan] as number;
    const current = classified.used[loan] as ClassCode;
    const dayZero = firstOverdueDay(portfolio, policy, loan, days, sinceMaturity);
    if (dayZero === undefined) return undefined;
    let next: NextClass | undefined;
    for (const step of steps) {
      if (step.class <= current || step.fromDays <= days) continue;
      if (!isFor(step, portfolio, loan)) continue;
      const on = Math.max(dayZero + step.fromDays, portfolio.asOf + 1);
      if (next === undefined || on < next.on || (on === next.on && step.class > next.class)) {
        next = { class: step.class, on, rule: step.rule.id, fromDays: step.fromDays };
      }
    }
    return next;
  };
}

/** True where a step is about loan i at all. */
export function isFor({ applies, guarantee }: DayStep, { choices }: Portfolio, loan: number): boolean {
  return applies?.(loan) !== false && (guarantee === undefined || choices.guarantee?.[loan] === guarantee);
}

/** The day on which days past due are 0 on the loan's present course. */
function firstOverdueDay(portfolio: Portfolio, policy: Policy, loan: number, days: number, sinceMaturity: boolean): DayNumber | undefined {
  if (days > 0) return portfolio.asOf - days;
  if (days === NO_DAY) return undefined;
  if (isDueToday(portfolio, loan)) return portfolio.asOf;
  const due = loanDate(portfolio, 'extendedDueDate', loan) ?? loanDate(portfolio, 'dueDate', loan);
  return due === undefined || (due < portfolio.asOf && !sinceMaturity) ? undefined : due - policy.dueDayCountsAs;
}

/** An instalment or interest that fell due on the data date itself: no day overdue yet, one tomorrow. */
function isDueToday(portfolio: Portfolio, loan: number): boolean {
  return (
    loanDate(portfolio, 'principalOverdueSince', loan) === portfolio.asOf ||
    loanDate(portfolio, 'interestOverdueSince', loan) === portfolio.asOf
  );
}

/** What days alone make of loans: a step for each limit of each rule that the ledger has the columns for. */
export function daySteps(portfolio: Portfolio, policy: Policy): DayStep[] {
  let measured: ReturnType<typeof measureDaysPastDue> | undefined;
  const days = () => (measured ??= measureDaysPastDue(portfolio, policy.dueDayCountsAs));
  return policy.rules.flatMap((rule): DayStep[] => {
    const missing = new Set<string>();
    const applies = compileAppliesTo(rule.appliesTo, portfolio, missing);
    if (missing.size > 0) return [];
    if (rule.kind === 'when') {
      const limit = dayLimit(rule.when);
      if (limit === undefined) return [];
      const further = compileCondition({ all: limit.flags }, portfolio, days(), { missing, blanks: undefined });
      if (missing.size > 0) return [];
      return [{ rule, fromDays: limit.fromDays, class: rule.class, applies: (loan) => applies?.(loan) !== false && further(loan) }];
    }
    if (rule.kind !== 'matrix') return [];
    const rows = rule.forAll === undefined ? (rule.byGuarantee ?? []) : [rule.forAll];
    return rows.flatMap((row, guarantee) =>
      row.map((code, band) => ({
        rule,
        fromDays: rule.bandsFrom[band] as number,
        class: code,
        applies,
        ...(rule.forAll === undefined ? { guarantee } : {}),
      })),
    );
  });
}

/** A limit of days past due, alone or beside flags: what time alone will meet. Undefined for any other condition. */
function dayLimit(condition: Condition): { readonly fromDays: number; readonly flags: readonly Condition[] } | undefined {
  const parts = 'all' in condition ? condition.all : [condition];
  const limits = parts.flatMap((part) => ('fact' in part && part.fact === 'daysPastDue' ? [part] : []));
  const flags = parts.filter((part) => 'flag' in part || ('not' in part && 'flag' in part.not));
  const [limit] = limits;
  if (limit === undefined || limits.length + flags.length !== parts.length) return undefined;
  const from = ({ above, atLeast }: (typeof limits)[number]) => (atLeast === undefined ? Number(above) + 1 : Number(atLeast));
  return { fromDays: Math.max(...limits.map(from)), flags };
}
