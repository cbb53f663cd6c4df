import { addMonths, NO_DAY } from '../model/civil-date.js';
import { type ClassCode, NORMAL } from '../model/loan-class.js';
import { codedTexts } from '../model/loan-facts.js';
import { CHOICE_FIELDS, type FlagField, NO_CHOICE } from '../model/loan-fields.js';
import type { NotAssessed, Portfolio } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import type { AppliesTo, Condition, MatrixRule, NumericFact, ObservationRule, Rule, WhenRule } from '../policy/policy.js';
import { type DaysPastDue, statesDays } from './days-past-due.js';

/** The class a rule gives loan i by its own facts; NORMAL when it does not fire. */
type FloorOf = (loan: number) => number;
/** What a loan needs for a rule to fire, in one column: most loans are passed over by a look at it. */
export interface Need {
  /** Flags or days. */
  readonly column: Uint8Array | Int32Array;
  readonly atLeast: number;
}
/** Without a need, any loan may meet it. */
export interface OwnFloor {
  readonly of: FloorOf;
  readonly need: Need | undefined;
  /** The class that every loan gets that meets the need; undefined where the need is not all that the rule asks. */
  readonly whereMet: ClassCode | undefined;
}
export type LoanTest = (loan: number) => boolean;

export const YES = 1;

/** A rule ready to run over a portfolio's columns, or what the ledger lacks for it. */
export type Compiled<T> = { readonly rule: Rule; readonly test: T } | { readonly rule: Rule; readonly notAssessed: NotAssessed };

/**
 * `blanks`, where given, takes the columns whose blank cells leave the rule open, and those cells then count as the worst that
 * they could be. Without it they are no reason to fire. A blank flag is no open question: it means no.
 */
export function compileOwnRule(
  rule: WhenRule | MatrixRule | ObservationRule,
  portfolio: Portfolio,
  days: DaysPastDue,
  blanks?: Set<string>,
): Compiled<OwnFloor> {
  const missing = new Set<string>();
  const applies = compileAppliesTo(rule.appliesTo, portfolio, missing, blanks);
  const floor = compileFloor(rule, portfolio, days, missing, blanks);
  if (missing.size > 0) return { rule, notAssessed: { rule: rule.id, missing: [...missing] } };
  const need = needOf(rule, portfolio, days);
  const asksMore = applies !== undefined || rule.kind !== 'when' || !asksOneColumn(rule.when);
  const of: FloorOf = applies === undefined ? floor : (loan) => (applies(loan) ? floor(loan) : NORMAL);
  return { rule, test: { of, need, whereMet: asksMore || need === undefined ? undefined : rule.class } };
}

function asksOneColumn(condition: Condition): boolean {
  return 'flag' in condition || 'fact' in condition;
}

/** Of a rule whose columns the ledger has. */
function needOf(rule: WhenRule | MatrixRule | ObservationRule, portfolio: Portfolio, days: DaysPastDue): Need | undefined {
  switch (rule.kind) {
    case 'when':
      return conditionNeed(rule.when, portfolio, days);
    case 'matrix': {
      const rows = rule.forAll === undefined ? (rule.byGuarantee ?? []) : [rule.forAll];
      const firstBad = rule.bandsFrom.findIndex((_, band) => rows.some((row) => row[band] !== NORMAL));
      return firstBad > 0 ? { column: days.all, atLeast: rule.bandsFrom[firstBad] as number } : undefined;
    }
    case 'observation':
      return flagNeed(rule.flag, portfolio);
  }
}

function conditionNeed(condition: Condition, portfolio: Portfolio, days: DaysPastDue): Need | undefined {
  if ('all' in condition) {
    return condition.all.map((one) => conditionNeed(one, portfolio, days)).find((need) => need !== undefined);
  }
  if ('flag' in condition) return flagNeed(condition.flag, portfolio);
  if (!('fact' in condition) || condition.fact === 'allowanceShare') return undefined;
  return { column: daysColumn(condition.fact, days), atLeast: leastDays(condition) };
}

function flagNeed(flag: FlagField, portfolio: Portfolio): Need | undefined {
  const flags = portfolio.flags[flag];
  return flags === undefined ? undefined : { column: flags, atLeast: YES };
}

function compileFloor(
  rule: WhenRule | MatrixRule | ObservationRule,
  portfolio: Portfolio,
  days: DaysPastDue,
  missing: Set<string>,
  blanks: Set<string> | undefined,
): FloorOf {
  switch (rule.kind) {
    case 'when': {
      const test = compileCondition(rule.when, portfolio, days, { missing, blanks });
      return (loan) => (test(loan) ? rule.class : NORMAL);
    }
    case 'matrix':
      return compileMatrix(rule, portfolio, days, missing, blanks);
    case 'observation': {
      const test = compileObservation(rule, portfolio, missing);
      return (loan) => (test(loan) ? rule.class : NORMAL);
    }
  }
}

/** Which loans a rule is for; undefined when it is for all. A lacking column is added to `missing`; for `blanks` see above. */
export function compileAppliesTo(
  appliesTo: AppliesTo | undefined,
  portfolio: Portfolio,
  missing: Set<string>,
  blanks?: Set<string>,
): LoanTest | undefined {
  if (appliesTo === undefined) return undefined;
  const tests: LoanTest[] = [];
  if (appliesTo.borrowerType !== undefined) {
    const wanted = CHOICE_FIELDS.borrowerType.indexOf(appliesTo.borrowerType);
    const column = portfolio.choices.borrowerType;
    if (column === undefined) missing.add('borrowerType');
    else tests.push((loan) => column[loan] === wanted || (blanks !== undefined && column[loan] === NO_CHOICE));
    blanks?.add('borrowerType');
  }
  const product = codedTexts(portfolio, 'product');
  if (product === undefined) {
    if (appliesTo.product !== undefined) missing.add('product');
  } else {
    const codesOf = (names: readonly string[]) => {
      const folded = new Set(names.map(foldProduct));
      return Uint8Array.from({ length: product.dictionary.size }, (_, code) =>
        folded.has(foldProduct(textAt(product.dictionary, code))) ? 1 : 0,
      );
    };
    if (appliesTo.product !== undefined) {
      const wanted = codesOf(appliesTo.product);
      tests.push((loan) => wanted[product.codes[loan] as number] === 1);
    }
    if (appliesTo.exceptProduct !== undefined) {
      const excepted = codesOf(appliesTo.exceptProduct);
      tests.push((loan) => excepted[product.codes[loan] as number] !== 1);
    }
  }
  return (loan) => tests.every((test) => test(loan));
}

function foldProduct(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** What a condition lacks; undefined inside `not`. */
interface Lacks {
  readonly missing: Set<string> | undefined;
  readonly blanks: Set<string> | undefined;
}

const NOTHING_LACKS: Lacks = { missing: undefined, blanks: undefined };

/**
 * A lacking column makes the rule not assessed, except inside `not`: an exemption that is not evidenced is not granted.
 */
export function compileCondition(condition: Condition, portfolio: Portfolio, days: DaysPastDue, lacks: Lacks, outer = lacks): LoanTest {
  if ('all' in condition) {
    const tests = condition.all.map((one) => compileCondition(one, portfolio, days, lacks, outer));
    return (loan) => tests.every((test) => test(loan));
  }
  if ('any' in condition) {
    const tests = condition.any.map((one) => compileCondition(one, portfolio, days, lacks, outer));
    return (loan) => tests.some((test) => test(loan));
  }
  if ('not' in condition) {
    const test = compileCondition(condition.not, portfolio, days, lacks === NOTHING_LACKS ? outer : NOTHING_LACKS, outer);
    return (loan) => !test(loan);
  }
  if ('flag' in condition) return compileFlag(condition.flag, portfolio, lacks.missing);
  return compileFact(condition, portfolio, days, lacks);
}

function compileFlag(flag: FlagField, portfolio: Portfolio, missing: Set<string> | undefined): LoanTest {
  const column = portfolio.flags[flag];
  if (column === undefined) {
    missing?.add(flag);
    return () => false;
  }
  return (loan) => column[loan] === YES;
}

function compileFact(
  condition: { fact: NumericFact; above?: string; atLeast?: string },
  portfolio: Portfolio,
  days: DaysPastDue,
  lacks: Lacks,
): LoanTest {
  if (condition.fact === 'allowanceShare') return compileAllowanceShare(condition, portfolio, lacks);
  if (!statesDays(portfolio)) {
    lacks.missing?.add('daysPastDue');
    return () => false;
  }
  const column = daysColumn(condition.fact, days);
  const least = leastDays(condition);
  return (loan) => (column[loan] as number) >= least;
}

function daysColumn(fact: Exclude<NumericFact, 'allowanceShare'>, days: DaysPastDue): Int32Array {
  if (fact === 'daysPastDue') return days.all;
  return fact === 'principalDaysPastDue' ? days.principal() : days.interest();
}

function leastDays({ above, atLeast }: { above?: string; atLeast?: string }): number {
  return atLeast === undefined ? Number(above) + 1 : Number(atLeast);
}

/** allowance / balance against a decimal, in integers. */
function compileAllowanceShare(
  condition: { above?: string; atLeast?: string },
  portfolio: Portfolio,
  { missing, blanks }: Lacks,
): LoanTest {
  const { allowance } = portfolio.amounts;
  if (allowance === undefined) {
    missing?.add('allowance');
    return () => false;
  }
  const { units, scale } = decimalFraction(condition.above ?? condition.atLeast ?? '0');
  const strict = condition.above !== undefined;
  blanks?.add('allowance');
  return (loan) => {
    const held = allowance[loan] as number;
    const balance = portfolio.balance[loan] as number;
    if (balance <= 0) return false;
    if (Number.isNaN(held)) return blanks !== undefined;
    const difference = BigInt(held) * scale - BigInt(balance) * units;
    return strict ? difference > 0n : difference >= 0n;
  };
}

/** "0.10" as 10 / 100. */
export function decimalFraction(text: string): { units: bigint; scale: bigint } {
  const [whole = '0', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: 10n ** BigInt(fraction.length) };
}

function compileMatrix(
  rule: MatrixRule,
  portfolio: Portfolio,
  days: DaysPastDue,
  missing: Set<string>,
  blanks: Set<string> | undefined,
): FloorOf {
  if (!statesDays(portfolio)) missing.add('daysPastDue');
  if (rule.byGuarantee !== undefined && portfolio.choices.guarantee === undefined) missing.add('guarantee');
  if (rule.byGuarantee !== undefined) blanks?.add('guarantee');
  const worst = (band: number) => Math.max(NORMAL, ...(rule.byGuarantee ?? []).map((row) => row[band] ?? NORMAL));
  const atWorst = rule.bandsFrom.map((_, band) => worst(band));
  return (loan) => {
    const d = days.all[loan] as number;
    if (d === NO_DAY) return NORMAL;
    return matrixCell(rule, portfolio, loan, d) ?? (blanks === undefined ? NORMAL : (atWorst[bandOf(rule.bandsFrom, d)] as number));
  };
}

/** The class of loan i's own cell at so many days past due; undefined where its guarantee is not stated. */
export function matrixCell(rule: MatrixRule, portfolio: Portfolio, loan: number, days: number): number | undefined {
  const row = rule.forAll ?? rule.byGuarantee?.[portfolio.choices.guarantee?.[loan] ?? NO_CHOICE];
  return row?.[bandOf(rule.bandsFrom, days)];
}

/** Index of the band that holds `days`: bands ascend from 0 and each ends where the next begins. */
function bandOf(bandsFrom: readonly number[], days: number): number {
  let band = 0;
  while (band + 1 < bandsFrom.length && days >= (bandsFrom[band + 1] as number)) band++;
  return band;
}

function compileObservation(rule: ObservationRule, portfolio: Portfolio, missing: Set<string>): LoanTest {
  const flagged = compileFlag(rule.flag, portfolio, missing);
  const also = rule.and === undefined ? undefined : compileFlag(rule.and, portfolio, missing);
  const since = portfolio.dates[rule.since];
  return (loan) => {
    if (!flagged(loan) || also?.(loan) === false) return false;
    const start = since?.[loan] ?? NO_DAY;
    // Without the date the end of observation cannot be shown, so it has not ended.
    return start === NO_DAY || portfolio.asOf < addMonths(start, rule.months);
  };
}
