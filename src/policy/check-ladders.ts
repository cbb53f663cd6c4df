import { type Bilingual, both } from '../diagnostics/wording.js';
import type { DocumentFault } from '../documents/read-document.js';
import { classCode } from '../model/loan-class.js';
import { Decimal } from '../model/ratio.js';
import type { WrittenCondition, WrittenRule } from './policy-schema.js';

/** A `when` rule that fires from some value of one fact on, for some loans, if some further conditions hold. */
interface Rung {
  readonly index: number;
  readonly rule: WrittenRule;
  readonly fact: string;
  /** The least value at which it fires, or the value it must pass. */
  readonly from: Decimal;
  readonly inclusive: boolean;
  readonly further: ReadonlySet<string>;
}

/**
 * Two rules on one fact where the milder can never decide: whenever it fires, the worse one fires too. At the same limit
 * that is an overlap (two classes for one case). Refused at the milder rule, naming both.
 */
export function checkLadders(rules: readonly WrittenRule[]): readonly DocumentFault[] {
  const rungs = rules.flatMap((rule, index) => rungOf(rule, index) ?? []);
  return rungs.flatMap((milder) => {
    const worse = rungs.find((other) => classCode(other.rule.class!) > classCode(milder.rule.class!) && firesWith(other, milder));
    return worse === undefined ? [] : [{ path: ['rules', milder.index], reason: reasonOf(milder, worse) }];
  });
}

function reasonOf(milder: Rung, worse: Rung): Bilingual {
  const named = ({ rule, fact }: Rung): Bilingual => {
    const limit = limitOf(rule.when!);
    return both(`${rule.id} (${rule.class}, ${fact} ${limit.en})`, `${rule.id}（${rule.class}，${fact} ${limit.zh}）`);
  };
  const [mild, bad] = [named(milder), named(worse)];
  if (sameLimit(milder, worse))
    return both(
      `an overlap: ${mild.en} and ${bad.en} give two classes from the same limit on`,
      `有重叠：${mild.zh}与${bad.zh}自同一界限起给出两个分类`,
    );
  return both(
    `${mild.en} can never decide: ${bad.en} fires whenever it does, and is worse`,
    `${mild.zh}永远不起作用：凡其触发，${bad.zh}必同时触发且更差`,
  );
}

/** True when `worse` fires for every loan for which `milder` does. */
function firesWith(worse: Rung, milder: Rung): boolean {
  if (worse.fact !== milder.fact) return false;
  if (worse.rule.appliesTo !== undefined && canonical(worse.rule.appliesTo) !== canonical(milder.rule.appliesTo)) return false;
  if (![...worse.further].every((condition) => milder.further.has(condition))) return false;
  return worse.from.lt(milder.from) || (worse.from.eq(milder.from) && (worse.inclusive || !milder.inclusive));
}

function sameLimit(left: Rung, right: Rung): boolean {
  return left.from.eq(right.from) && left.inclusive === right.inclusive;
}

function rungOf(rule: WrittenRule, index: number): Rung | undefined {
  if (rule.when === undefined) return undefined;
  const parts = conjuncts(rule.when);
  const limits = parts.filter((part) => part.fact !== undefined);
  const limit = limits[0];
  if (limits.length !== 1 || limit?.fact === undefined) return undefined;
  const further = new Set(parts.filter((part) => part !== limit).map(canonical));
  const value = new Decimal(limit.above ?? limit.atLeast!);
  // Days are whole: above 90 is at least 91, so that the two ways of writing a limit compare.
  const whole = limit.fact !== 'allowanceShare';
  const from = whole && limit.above !== undefined ? value.plus(1) : value;
  return { index, rule, fact: limit.fact, from, inclusive: whole || limit.above === undefined, further };
}

function conjuncts(condition: WrittenCondition): readonly WrittenCondition[] {
  return condition.all === undefined ? [condition] : condition.all.flatMap(conjuncts);
}

function limitOf(condition: WrittenCondition): Bilingual {
  const limit = conjuncts(condition).find((part) => part.fact !== undefined);
  return limit?.above === undefined
    ? both(`at least ${limit?.atLeast}`, `不少于 ${limit?.atLeast}`)
    : both(`above ${limit.above}`, `大于 ${limit.above}`);
}

/** The same text for the same meaning, whatever the order of keys or of a list's entries. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).toSorted().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${entries
    .map(([key, part]) => `${key}:${canonical(part)}`)
    .toSorted()
    .join()}}`;
}
