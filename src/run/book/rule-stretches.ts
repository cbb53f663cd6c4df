import type { Bilingual } from '../../diagnostics/catalogue.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { type DayNumber, isoDate } from '../../model/civil-date.js';
import { type RuleStretch, type Rules, sameRules } from '../../model/rules.js';
import { BASIS_WORDS } from './basis-words.js';

/** A month and what it was closed by. */
export interface ClosedBy {
  readonly asOf: DayNumber;
  readonly manifest: { readonly inputs: Rules };
}

/** Months in a row that were closed by the same policy on the same basis. `months` are by date. */
export function ruleStretches(months: readonly ClosedBy[]): RuleStretch[] {
  const stretches: RuleStretch[] = [];
  for (const { asOf, manifest } of months) {
    const { basis, policy } = manifest.inputs;
    const last = stretches.at(-1);
    if (last !== undefined && sameRules(last, { basis, policy })) stretches[stretches.length - 1] = { ...last, to: asOf };
    else stretches.push({ from: asOf, to: asOf, basis, policy: { id: policy.id, hash: policy.hash } });
  }
  return stretches;
}

/** A warning for each month that was closed by other rules than the one before it. */
export function rulesWarnings(months: readonly ClosedBy[]): Diagnostic[] {
  const stretches = ruleStretches(months);
  return stretches.slice(1).map((now, i) => {
    const was = stretches[i] as RuleStretch;
    const day = isoDate(now.from);
    return rulesWarning({ en: `${day} is`, zh: day }, was.to, was, now);
  });
}

/** `what` is closed by other rules than `before`. */
export function rulesWarning(what: Bilingual, before: DayNumber, was: Rules, now: Rules): Diagnostic {
  const params = { what, before: isoDate(before), was: written(was, now), now: written(now, was) };
  return { code: 'W_BOOK_RULES_CHANGED', params };
}

/** "basis declared, policy cn-2023"; with the hash where two policies have one name. */
function written({ basis, policy }: Rules, other: Rules): Bilingual {
  const isAmbiguous = policy.id === other.policy.id && policy.hash !== other.policy.hash;
  const name = isAmbiguous ? `${policy.id} (${policy.hash.slice(0, 8)})` : policy.id;
  const { en, zh } = BASIS_WORDS[basis];
  return { en: `basis ${en}, policy ${name}`, zh: `口径${zh}、政策 ${name}` };
}
