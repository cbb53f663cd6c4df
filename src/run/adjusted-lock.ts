import type { Restatement } from '../model/base-lock.js';
import type { Portfolio } from '../model/portfolio.js';
import { BASE_ADJUSTMENTS } from '../registers/base-adjustments.js';
import { refuseUnadjusted } from '../segment/adjusted-base.js';
import type { Io } from './io.js';
import { type RegisterFile, readFiles } from './reading/read-background.js';

/**
 * Holds a restated base against the registers of its adjustments, where any were given, and tells what they are. Errors: those of the
 * register, E_ADJUSTMENT.
 */
export async function checkAdjustments(
  restatement: Restatement | undefined,
  paths: readonly string[],
  ledger: Portfolio,
  io: Io,
): Promise<void> {
  const [first] = paths;
  if (restatement === undefined || first === undefined) return;
  const files: RegisterFile[] = [];
  // None where there are some is found at once.
  const adjustments = await readFiles(BASE_ADJUSTMENTS, paths, ledger, { allowEmpty: true }, files, io);
  refuseUnadjusted(restatement, adjustments, first);
  for (const { name, sha256, entries } of files) io.tell({ code: 'A_ADJUSTED', params: { file: name, count: entries, sha256 } });
}
