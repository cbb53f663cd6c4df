import { both } from '../diagnostics/wording.js';
import { readDocument } from '../documents/read-document.js';
import { classCode } from '../model/loan-class.js';
import { stated } from '../model/stated.js';
import { eligibilitySchema } from './eligibility-schema.js';
import type { EligibilityRule, EligibilityTable } from './policy.js';
import { conditionFrom } from './policy-from-written.js';
import { repeatedIds, tableFile, tableIds } from './table-files.js';

/** The table used when none is named. */
export const DEFAULT_ELIGIBILITY = 'cn-2017';

const TABLES = new URL('./eligibility/', import.meta.url);

/**
 * An eligibility table by the id of one that comes with the program, or from a file when the name holds a / or ends in .yaml,
 * .yml or .json. Throws UserError: E_POLICY_UNKNOWN, E_MISSING, E_READ, or E_POLICY for each fault with its line.
 */
export function readEligibility(nameOrPath: string): EligibilityTable {
  const document = readDocument(tableFile(TABLES, nameOrPath), eligibilitySchema, 'E_POLICY');
  const { rules, ...head } = document.value;
  const faults = repeatedIds('rules', both('rule', '规则'), rules);
  if (faults.length > 0) return document.refuse(faults);
  return stated({ ...head, hash: document.sha256, rules: rules.map(ruleFrom) });
}

/** The tables that come with the program, in order of id. */
export function eligibilityIds(): string[] {
  return tableIds(TABLES);
}

function ruleFrom(written: (typeof eligibilitySchema)['_output']['rules'][number]): EligibilityRule {
  const { when, classAtLeast, appliesTo, ...rest } = written;
  return stated({
    ...rest,
    appliesTo: appliesTo && stated(appliesTo),
    when: when && conditionFrom(when),
    classAtLeast: classAtLeast === undefined ? undefined : classCode(classAtLeast),
  });
}
