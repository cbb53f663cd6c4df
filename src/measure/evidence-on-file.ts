import type { Evidence } from '../model/events.js';
import type { EligibilityTable } from '../policy/policy.js';

/** Which evidence of a table is on file for which loan. */
export interface EvidenceOnFile {
  readonly has: (loan: string, evidence: string) => boolean;
  /** Entries whose name the table does not use: they count for nothing. */
  readonly unknown: readonly Evidence[];
  readonly isGiven: boolean;
}

/** An entry names a piece of evidence in either language of the table, or by its id; width, case and blanks do not matter. */
export function evidenceOnFile(entries: readonly Evidence[], { rules }: EligibilityTable, isGiven: boolean): EvidenceOnFile {
  const ids = new Map(
    rules.flatMap((rule) => rule.evidence).flatMap(({ id, name }) => [id, name.zh, name.en].map((word) => [fold(word), id] as const)),
  );
  const held = new Map<string, Set<string>>();
  const unknown: Evidence[] = [];
  for (const entry of entries) {
    const id = ids.get(fold(entry.name));
    if (id === undefined) {
      unknown.push(entry);
      continue;
    }
    const own = held.get(entry.loan) ?? new Set<string>();
    held.set(entry.loan, own.add(id));
  }
  return { has: (loan, evidence) => held.get(loan)?.has(evidence) === true, unknown, isGiven };
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
