import { classCode, LOAN_CLASSES } from '../model/loan-class.js';
import { CHOICE_FIELDS } from '../model/loan-fields.js';
import { stated } from '../model/stated.js';
import type { AppliesTo, Condition, MatrixRule, Policy, Rule } from './policy.js';
import type { WrittenCondition, WrittenPolicy, WrittenRule } from './policy-schema.js';

/** The policy that a checked file says. `hash` is the SHA-256 of the file's bytes. */
export function policyFromWritten(written: WrittenPolicy, hash: string): Policy {
  const { provision } = written;
  return stated({
    ...written,
    hash,
    provision: provision && { ...provision, specific: LOAN_CLASSES.map((name) => provision.specific[name]) },
    rules: written.rules.map(ruleFrom),
  });
}

function ruleFrom(written: WrittenRule): Rule {
  const { id, name, source, verified } = written;
  const appliesTo: AppliesTo | undefined = written.appliesTo && stated(written.appliesTo);
  const head = { id, name, source, verified, ...(appliesTo === undefined ? {} : { appliesTo }) };
  if (written.matrix !== undefined) return { kind: 'matrix', ...head, ...matrixFrom(written.matrix) };
  // The schema has seen to it that every other rule has a class and one of the three kinds.
  const floor = { ...head, class: classCode(written.class!) };
  if (written.when !== undefined) return { kind: 'when', ...floor, when: conditionFrom(written.when) };
  if (written.observation !== undefined) return { kind: 'observation', ...floor, ...stated(written.observation) };
  return { kind: 'borrowerShare', ...floor, ...stated(written.borrowerShare!) };
}

function matrixFrom(written: NonNullable<WrittenRule['matrix']>): Pick<MatrixRule, 'bandsFrom' | 'byGuarantee' | 'forAll'> {
  const { byGuarantee, forAll } = written;
  return stated({
    bandsFrom: written.bands.map((band) => band.from),
    byGuarantee: byGuarantee && CHOICE_FIELDS.guarantee.map((guarantee) => byGuarantee[guarantee].map(classCode)),
    forAll: forAll?.map(classCode),
  });
}

export function conditionFrom(written: WrittenCondition): Condition {
  if (written.all !== undefined) return { all: written.all.map(conditionFrom) };
  if (written.any !== undefined) return { any: written.any.map(conditionFrom) };
  if (written.not !== undefined) return { not: conditionFrom(written.not) };
  if (written.flag !== undefined) return { flag: written.flag };
  return stated({ fact: written.fact!, above: written.above, atLeast: written.atLeast });
}
