import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../diagnostics/diagnostic.js';
import { didYouMean } from '../documents/did-you-mean.js';
import { type DocumentFault, readDocument } from '../documents/read-document.js';
import { classCode } from '../model/loan-class.js';
import { stated } from '../model/stated.js';
import { eligibilitySchema } from './eligibility-schema.js';
import type { EligibilityRule, EligibilityTable } from './policy.js';
import { conditionFrom } from './policy-from-written.js';

/** The table used when none is named. */
export const DEFAULT_ELIGIBILITY = 'cn-2017';

const TABLES = fileURLToPath(new URL('./eligibility/', import.meta.url));
const EXTENSION = '.yaml';

/**
 * An eligibility table by the id of one that comes with the program, or from a file when the name holds a / or ends in .yaml,
 * .yml or .json. Throws UserError: E_POLICY_UNKNOWN, E_MISSING, E_READ, or E_POLICY for each fault with its line.
 */
export function readEligibility(nameOrPath: string): EligibilityTable {
  if (/[/\\]|\.(yaml|yml|json)$/i.test(nameOrPath)) return tableOf(nameOrPath);
  const ids = eligibilityIds();
  if (ids.includes(nameOrPath)) return tableOf(join(TABLES, nameOrPath + EXTENSION));
  const near = didYouMean(nameOrPath, ids);
  const advice = `${near === undefined ? '' : `did you mean ${near}? `}there are ${ids.join(', ')}; a file is named with its path, ./my-table.yaml`;
  throw new UserError({ code: 'E_POLICY_UNKNOWN', params: { name: nameOrPath, advice } });
}

/** The tables that come with the program, in order of id. */
export function eligibilityIds(): string[] {
  const files = readdirSync(TABLES).filter((name) => name.endsWith(EXTENSION));
  return files.map((name) => name.slice(0, -EXTENSION.length)).sort();
}

function tableOf(file: string): EligibilityTable {
  const document = readDocument(file, eligibilitySchema, 'E_POLICY');
  const { rules, ...head } = document.value;
  const faults = rules.flatMap((rule, index): DocumentFault[] =>
    rules.findIndex(({ id }) => id === rule.id) === index
      ? []
      : [{ path: ['rules', index, 'id'], reason: 'another rule has this id already' }],
  );
  if (faults.length > 0) return document.refuse(faults);
  return stated({ ...head, hash: document.sha256, rules: rules.map(ruleFrom) });
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
