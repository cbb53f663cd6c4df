import { findEligible } from '../../classify/eligible-loans.js';
import { listed } from '../../diagnostics/wording.js';
import { type Backlog, measureBacklog } from '../../measure/backlog.js';
import { evidenceOnFile } from '../../measure/evidence-on-file.js';
import type { EligibilityTable } from '../../policy/policy.js';
import { DEFAULT_ELIGIBILITY, readEligibility } from '../../policy/read-eligibility.js';
import { EVIDENCE } from '../../registers/evidence.js';
import type { RecoveryRun } from './run-recovery.js';

/** The options of every report that says what is to be written off. */
export interface EligibilityOptions {
  /** The eligibility table; the one that comes with the program without. */
  readonly eligibility?: string;
  readonly evidence: readonly string[];
}

const LISTED = 5;

/** Read before any ledger: a mistyped one is told at once. Errors: those of the table. */
export function eligibilityTable({ eligibility }: EligibilityOptions): EligibilityTable {
  return readEligibility(eligibility ?? DEFAULT_ELIGIBILITY);
}

/** The files that the backlog is found by. */
export function eligibilityInputs({ eligibility, evidence }: EligibilityOptions): (string | undefined)[] {
  return [eligibility, ...evidence];
}

/** What is to be written off, by the table and the evidence given. Tells W_EVIDENCE_UNKNOWN. Errors: those of the register. */
export async function eligibleBacklog(
  { opened: { month, background }, register, cite, io }: RecoveryRun,
  table: EligibilityTable,
  paths: readonly string[],
): Promise<Backlog> {
  cite({ register: 'eligibility', name: table.id, sha256: table.hash, entries: table.rules.length });
  const evidence = await register(EVIDENCE, paths);
  const onFile = evidenceOnFile(evidence ?? [], table, evidence !== undefined);
  if (onFile.unknown.length > 0) {
    const names = [...new Set(onFile.unknown.map((entry) => entry.name))].sort();
    const shown = listed(names, LISTED);
    io.tell({ code: 'W_EVIDENCE_UNKNOWN', params: { count: onFile.unknown.length, names: shown } });
  }
  return measureBacklog(month, table, findEligible(month, table, background.policy.dueDayCountsAs, onFile.has), onFile);
}
