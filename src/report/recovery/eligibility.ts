import type { EligibilityTable } from '../../policy/policy.js';
import type { Words } from '../words/words.js';

/** True where every rule of a table was checked against its source. */
export function isVerified({ rules }: EligibilityTable): boolean {
  return rules.every(({ verified }) => verified);
}

/** Which table said what is to be written off, and whether it was checked. */
export function eligibilityWords(words: Words, table: EligibilityTable): string {
  return words.recovery.say.table(table.id, table.source, isVerified(table));
}

export function eligibilityJson(table: EligibilityTable): object {
  const { id, source, hash } = table;
  return { id, source, hash, verified: isVerified(table) };
}
