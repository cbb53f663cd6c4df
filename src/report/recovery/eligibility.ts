import type { DayNumber } from '../../model/civil-date.js';
import type { EligibilityTable } from '../../policy/policy.js';
import { judgingTableJson } from '../json-values.js';
import { inForce, isOutsideForce } from '../provenance.js';
import type { Words } from '../words/words.js';

/** True where every rule of a table was checked against its source. */
export function isVerified({ rules }: EligibilityTable): boolean {
  return rules.every(({ verified }) => verified);
}

/** Which table said what is to be written off, whether it was checked, and where it is applied to a day on which it was not in force. */
export function eligibilityWords(words: Words, table: EligibilityTable, asOf: DayNumber): string {
  const outside = isOutsideForce(table, asOf) ? [inForce(words, table), words.outsideForce] : [];
  return words.recovery.say.table(table.id, [table.source, ...outside].join(words.comma), isVerified(table));
}

export function eligibilityJson(table: EligibilityTable): object {
  return judgingTableJson('eligibility', table, isVerified(table));
}
