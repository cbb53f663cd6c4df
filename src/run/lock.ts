import type { Bilingual } from '../diagnostics/catalogue.js';
import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import { lockFileText } from '../documents/lock-file.js';
import { impossibleExits, withoutExits } from '../measure/impossible-exits.js';
import type { Restatement } from '../model/base-lock.js';
import { isoDate } from '../model/civil-date.js';
import { type Cents, sumOf, yuan } from '../model/money.js';
import type { Tally } from '../model/portfolio.js';
import { stated } from '../model/stated.js';
import { makeLock, restate } from '../segment/make-lock.js';
import { checkAdjustments } from './adjusted-lock.js';
import { unitOf } from './currency-unit.js';
import type { Io } from './io.js';
import { offBookDiagnostics, offBookToLock } from './off-book.js';
import { createFile } from './output/publish.js';
import { checkTargets } from './output/targets.js';
import type { LedgerOptions } from './reading/open-ledgers.js';
import { inputPaths, type Opened, openMonths } from './reading/open-months.js';
import { type Background, type HistoryOptions, type PolicyOptions, readLock } from './reading/read-background.js';
import { readingDiagnostics, rowsDiagnostic } from './reading/tell-reading.js';
import { statedReason } from './stated-reason.js';

export interface LockOptions extends LedgerOptions, PolicyOptions, HistoryOptions {
  readonly ledgers: readonly string[];
  readonly output: string;
  /** The lock that this one restates, and why. */
  readonly supersede?: string;
  readonly reason?: string;
  /** Registers of what is adjusted; the restatement is held against them. */
  readonly adjustments: readonly string[];
  /** Principal to be collected on what was written off before the lock. */
  readonly offBookTarget?: Cents;
}

/** Freezes the NPLs of a ledger in a file that is never overwritten: the same content again is told and well. */
export async function runLock(options: LockOptions, io: Io): Promise<ExitCode> {
  checkTargets([options.rejects], [...inputPaths(options.ledgers, options), options.supersede, options.output, ...options.adjustments]);
  const restated =
    options.supersede === undefined ? undefined : { old: readLock(options.supersede), reason: statedReason(options, OF_LOCK) };
  const opened = await openMonths(options.ledgers, options, io);
  const { current, month, background, before } = opened;
  const { portfolio } = current;
  const offBook = await offBookToLock({
    ...{ asOf: portfolio.asOf, booked: standingBooks(opened), locks: background.locks, families: opened.lineage.families },
    ...{ files: background.files, origins: async () => [month, ...before] },
    ...stated({ old: restated?.old, target: options.offBookTarget }),
  });
  const made = { ...makeLock(portfolio, month.classified, background.policy), ...stated({ offBook }) };
  const lock = restated === undefined ? made : { ...made, supersedes: restate(restated.old, made, restated.reason) };
  await checkAdjustments(lock.supersedes, options.adjustments, portfolio, io);
  const outcome = await createFile(options.output, lockFileText(lock), io);
  if (outcome === 'other') throw new UserError({ code: 'E_LOCK_EXISTS', file: options.output });
  for (const said of readingDiagnostics(current, true)) io.tell(said);
  const params = {
    ...{ file: options.output, count: lock.total.count, balance: yuan(lock.total.balance), unit: unitOf(lock.currency) },
    asOf: isoDate(lock.lockDate),
  };
  if (lock.supersedes !== undefined) io.tell(restatedDiagnostic(lock.supersedes, lock.total));
  for (const said of offBookDiagnostics(lock, restated?.old)) io.tell(said);
  io.tell(outcome === 'same' ? { code: 'A_LOCKED_SAME', params } : { code: 'A_LOCKED', params });
  io.tell(rowsDiagnostic(portfolio.rows));
  return EXIT.done;
}

/** What was booked, without exits of loans that are still there. */
function standingBooks({ month, before, background, lineage, segmented }: Opened): Background {
  const registers = { ...background, current: month, earlier: before, families: lineage.families, ...stated({ segmented }) };
  return withoutExits(background, impossibleExits(registers));
}

const OF_LOCK: Bilingual = { en: '--supersede needs a reason', zh: '--supersede 须说明理由' };

/** original + added - removed + changed = current, in count and yuan. */
export function restatedDiagnostic(restatement: Restatement, current: Tally): Diagnostic {
  const { original, added, removed, changed, reason } = restatement;
  const sum = (entries: readonly { readonly balance: bigint }[]) => yuan(sumOf(entries, (entry) => entry.balance));
  const params = {
    original: `${original.count} / ${yuan(original.balance)}`,
    added: `${added.length} / ${sum(added)}`,
    removed: `${removed.length} / ${sum(removed)}`,
    changed: `${changed.length} / ${yuan(sumOf(changed, ({ from, to }) => to - from))}`,
    current: `${current.count} / ${yuan(current.balance)}`,
    reason,
  };
  return { code: 'A_RESTATED', params };
}
