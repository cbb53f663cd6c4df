import { findEligible } from '../../classify/eligible-loans.js';
import { type Backlog, measureBacklog } from '../../measure/backlog.js';
import { evidenceOnFile } from '../../measure/evidence-on-file.js';
import type { EligibilityTable } from '../../policy/policy.js';
import { EVIDENCE } from '../../registers/evidence.js';
import type { Io } from '../io.js';
import type { Opened } from '../reading/open-months.js';
import { type RegisterFile, readFiles } from '../reading/read-background.js';

const LISTED = 5;

/** What is to be written off, by the table and the evidence given; table and registers are noted in `files`. Tells W_EVIDENCE_UNKNOWN. */
export async function eligibleBacklog(
  { month, background }: Opened,
  table: EligibilityTable,
  paths: readonly string[],
  files: RegisterFile[],
  io: Io,
): Promise<Backlog> {
  const { id: name, hash: sha256, rules } = table;
  files.push({ register: 'eligibility', name, sha256, entries: rules.length });
  const evidence = await readFiles(EVIDENCE, paths, month.portfolio, files, io);
  const onFile = evidenceOnFile(evidence, table, paths.length > 0);
  if (onFile.unknown.length > 0) {
    const names = [...new Set(onFile.unknown.map((entry) => entry.name))].sort();
    const shown = names.slice(0, LISTED).join(', ') + (names.length > LISTED ? ', …' : '');
    io.tell({ code: 'W_EVIDENCE_UNKNOWN', params: { count: onFile.unknown.length, names: shown } });
  }
  return measureBacklog(month, table, findEligible(month, table, background.policy.dueDayCountsAs, onFile.has), onFile);
}
