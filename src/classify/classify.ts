import { UserError } from '../diagnostics/diagnostic.js';
import type { Override } from '../model/events.js';
import { type ClassCode, NO_CLASS } from '../model/loan-class.js';
import type { Basis, Classified, NotAssessed, Portfolio } from '../model/portfolio.js';
import { findText } from '../model/text-index.js';
import type { Policy, Rule } from '../policy/policy.js';
import { type Borrowers, compileShareRule, firesByShare, groupBorrowers, type ShareTest } from './borrower-shares.js';
import { type DaysPastDue, measureDaysPastDue, statesDays } from './days-past-due.js';
import { findOpenFloors, type OpenFloors } from './open-floors.js';
import { type OwnRule, ownFloors } from './own-floors.js';
import { type Compiled, compileOwnRule } from './rule-tests.js';

export interface ClassifyRules {
  readonly policy: Policy;
  readonly basis: Basis;
  readonly overrides?: readonly Override[];
  /** Class each loan keeps from an NPL it replaced (NO_CLASS where none), from the lineage. */
  readonly inherited?: Uint8Array;
}

/**
 * Gives every loan its class. Order, once: facts, own floors, basis, overrides, contagion, final class.
 * Errors: E_BASIS when the ledger lacks what the asked basis needs.
 */
export function classify(portfolio: Portfolio, rules: ClassifyRules): Classified {
  const { policy, basis } = rules;
  const days = measureDaysPastDue(portfolio, policy.dueDayCountsAs);
  const compiled = compileRules(policy, portfolio, days);
  // Filled at once: see ARCHITECTURE, fresh memory.
  const fired = new Uint32Array(portfolio.count).fill(0);
  const own = ownFloors(portfolio, compiled.own, days, fired);
  const open = findOpenFloors(policy, portfolio, days, own);
  checkBasis(portfolio, basis, days, open);

  const contagion = contagionPass(portfolio, compiled, days);
  const computed = contagion(
    statesDays(portfolio) ? withoutUnknown(own, days, open) : new Uint8Array(portfolio.count).fill(NO_CLASS),
    fired,
  );
  // A renewed NPL stays one on every basis: a fall by refinancing is not a fall.
  const byBasis = raisedTo(classesByBasis(portfolio, own, basis), rules.inherited);
  const overridden = rules.overrides === undefined ? undefined : overridesByLoan(portfolio, rules.overrides);
  // Evidence is of the classes shown: a rule that fires only where an override is thought away did not fire.
  const withoutOverrides = contagion(byBasis, overridden === undefined ? fired : undefined);
  const used = overridden === undefined ? withoutOverrides : contagion(withOverrides(byBasis, overridden, rules.overrides ?? []), fired);

  return {
    daysPastDue: days.all,
    overdue: days.overdue,
    fired,
    computed,
    used,
    withoutOverrides,
    ...(overridden === undefined ? {} : { overridden }),
    ...(rules.inherited === undefined ? {} : { inherited: rules.inherited }),
    basis,
    notAssessed: compiled.notAssessed,
    notes: {
      daysDisagree: days.disagree,
      daysNotStated: days.notStated,
      pastDueWithoutDays: days.pastDueWithoutDays,
      notDeclared: countNotDeclared(portfolio),
      notAssessedLoans: open.notAssessedLoans,
      judgedPerLoan: portfolio.choices.borrowerType === undefined,
      overridesOfUnknownLoans: (rules.overrides ?? []).filter((one) => inForce(one, portfolio) && findText(portfolio.keys, one.loan) < 0)
        .length,
    },
  };
}

interface CompiledRules {
  readonly own: readonly OwnRule[];
  readonly shares: readonly { readonly bit: number; readonly rule: Rule & { kind: 'borrowerShare' }; readonly test: ShareTest }[];
  readonly notAssessed: readonly NotAssessed[];
}

function compileRules(policy: Policy, portfolio: Portfolio, days: DaysPastDue): CompiledRules {
  const own: OwnRule[] = [];
  const shares: { bit: number; rule: Rule & { kind: 'borrowerShare' }; test: ShareTest }[] = [];
  const notAssessed: NotAssessed[] = [];
  const keep = <T>(compiled: Compiled<T>, add: (test: T) => void) => {
    if ('notAssessed' in compiled) notAssessed.push(compiled.notAssessed);
    else add(compiled.test);
  };
  policy.rules.forEach((rule, bit) => {
    if (rule.kind === 'borrowerShare') keep(compileShareRule(rule, portfolio), (test) => shares.push({ bit, rule, test }));
    else keep(compileOwnRule(rule, portfolio, days), (floor) => own.push({ bit, floor }));
  });
  return { own, shares, notAssessed };
}

function raisedTo(classes: Uint8Array, floors: Uint8Array | undefined): Uint8Array {
  if (floors === undefined) return classes;
  return classes.map((code, i) => {
    const floor = floors[i] as number;
    return floor !== NO_CLASS && floor > code ? floor : code;
  });
}

/** A loan that states no days, or no guarantee where a matrix asks for it, has no computed class: "normal" would be a guess. */
function withoutUnknown(floors: Uint8Array, days: DaysPastDue, { unplaced, unplacedCount }: OpenFloors): Uint8Array {
  if (days.notStated === 0 && unplacedCount === 0) return floors;
  return floors.map((floor, i) => ((days.all[i] as number) < 0 || unplaced[i] === 1 ? NO_CLASS : floor));
}

function classesByBasis(portfolio: Portfolio, floors: Uint8Array, basis: Basis): Uint8Array {
  const { declaredClass } = portfolio;
  if (basis === 'computed' || declaredClass === undefined) return floors;
  const classes = new Uint8Array(portfolio.count);
  for (let i = 0; i < portfolio.count; i++) {
    const declared = declaredClass[i] as ClassCode;
    const floor = floors[i] as ClassCode;
    classes[i] = basis === 'declared' ? declared : declared === NO_CLASS ? floor : Math.max(declared, floor);
  }
  return classes;
}

function checkBasis(portfolio: Portfolio, basis: Basis, days: DaysPastDue, { unplaced, unplacedCount }: OpenFloors): void {
  const { count, declaredClass } = portfolio;
  const refuse = (en: string, zh: string) => {
    throw new UserError({ code: 'E_BASIS', params: { reason: { en: `basis ${basis}: ${en}`, zh: `口径 ${basis}：${zh}` } } });
  };
  if (basis === 'declared') {
    const missing = countNotDeclared(portfolio);
    if (missing > 0)
      refuse(
        `${missing} of ${count} loans have no declared class; use --basis stricter`,
        `${count} 笔中有 ${missing} 笔未填五级分类；请用 --basis stricter`,
      );
    return;
  }
  if (basis === 'computed' && days.notStated > 0)
    refuse(
      `${days.notStated} of ${count} loans state no days past due; use --basis stricter`,
      `${count} 笔中有 ${days.notStated} 笔无逾期天数；请用 --basis stricter`,
    );
  if (unplacedCount === 0) return;
  const isDeclared = (loan: number) => declaredClass !== undefined && declaredClass[loan] !== NO_CLASS;
  const classless = unplaced.reduce((sum, one, i) => sum + (one === 1 && (basis === 'computed' || !isDeclared(i)) ? 1 : 0), 0);
  if (classless > 0)
    refuse(
      `${classless} of ${count} loans have no class: their guarantee is blank, and the policy's matrix asks for it`,
      `${count} 笔中有 ${classless} 笔无法分类：担保方式为空，而政策矩阵须用担保方式`,
    );
}

function countNotDeclared(portfolio: Portfolio): number {
  const { declaredClass, count } = portfolio;
  if (declaredClass === undefined) return count;
  let blank = 0;
  for (let i = 0; i < count; i++) if (declaredClass[i] === NO_CLASS) blank++;
  return blank;
}

/** Gives the pass that raises the other claims of borrowers with too much bad debt; it sets bits of `fired` where that is given. */
function contagionPass(portfolio: Portfolio, compiled: CompiledRules, days: DaysPastDue) {
  const borrowers: Borrowers | undefined = compiled.shares.length > 0 ? groupBorrowers(portfolio) : undefined;
  return (start: Uint8Array, fired: Uint32Array | undefined): Uint8Array => {
    if (borrowers === undefined) return start;
    const classes = start.slice();
    for (const { bit, rule, test } of compiled.shares) {
      const fires = firesByShare(rule, test, portfolio, borrowers, days, start);
      const mask = 1 << bit;
      for (let i = 0; i < portfolio.count; i++) {
        if (start[i] === NO_CLASS || !fires(i)) continue;
        if (fired !== undefined) fired[i] = ((fired[i] as number) | mask) >>> 0;
        if (rule.class > (classes[i] as number)) classes[i] = rule.class;
      }
    }
    return classes;
  };
}

/** Index into the overrides plus 1 by loan; an override counts from its date to its expiry, both days included. */
function overridesByLoan(portfolio: Portfolio, overrides: readonly Override[]): Uint32Array {
  const byLoan = new Uint32Array(portfolio.count);
  overrides.forEach((override, index) => {
    const loan = findText(portfolio.keys, override.loan);
    if (loan >= 0 && inForce(override, portfolio)) byLoan[loan] = index + 1;
  });
  return byLoan;
}

function inForce({ date, expires }: Override, { asOf }: Portfolio): boolean {
  return date <= asOf && expires >= asOf;
}

function withOverrides(classes: Uint8Array, byLoan: Uint32Array, overrides: readonly Override[]): Uint8Array {
  return classes.map((code, i) => {
    const index = byLoan[i] as number;
    return index === 0 ? code : (overrides[index - 1] as Override).class;
  });
}
