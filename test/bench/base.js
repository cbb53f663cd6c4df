// @ts-check
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { said, yuan } from './digest.js';
import { run } from './measure.js';

/**
 * Locks a ledger of the earlier month, in no timing, and lists the locked ids for engines that do not read locks. A lock is made
 * anew each time: another build may write another one.
 * @param {string} program
 * @param {import('./ledgers.js').Ledger} ledger
 * @param {string} folder
 * @returns {Promise<import('./engines.js').Base>}
 */
export async function makeBase(program, ledger, folder) {
  const [lock, ids] = [join(folder, 'base.lock.json'), join(folder, 'locked-ids.csv')];
  rmSync(lock, { force: true });
  await run([process.execPath, program, 'lock', ledger.path, '-o', lock], folder);
  const { total, loans } = JSON.parse(readFileSync(lock, 'utf8'));
  const [found, expected] = [said(total.count, total.balance), said(ledger.npl.count, yuan(ledger.npl.cents))];
  if (found !== expected) throw new Error(`the lock of ${ledger.path} holds ${found}, expected ${expected}`);
  writeFileSync(ids, `loan_id\n${loans.map((/** @type {{ key: string }} */ { key }) => `${key}\n`).join('')}`);
  return { lock, ids };
}
