import { UserError } from '../../diagnostics/diagnostic.js';
import { datesHeld } from '../../ledger/dates-held.js';
import type { Keep } from '../../ledger/kept-fields.js';
import { type LedgerRules, planLedgers } from '../../ledger/plan-ledgers.js';
import type { LedgerReading } from '../../ledger/read-ledger.js';
import type { DayNumber } from '../../model/civil-date.js';
import { type Encoding, EncodingDoubt } from '../../table/encoding.js';
import type { RejectLimit } from '../../table/rejects.js';
import { openSource, type Source } from '../../table/source.js';
import type { Io } from '../io.js';
import { openColumnMap } from './column-map.js';
import { readOnThreads, threadsFor } from './read-threads.js';
import { writeRejects } from './tell-reading.js';

/** How ledgers are read: the same options on every command that reads one. */
export interface LedgerOptions {
  readonly asOf?: DayNumber;
  readonly map?: string;
  /** Fields that an option names the column of, as a map would. */
  readonly fields?: LedgerRules['map']['fields'];
  readonly where: readonly { readonly column: string; readonly value: string }[];
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  readonly skipLines: number;
  readonly excelEpoch?: 1900 | 1904;
  readonly allowNegative: boolean;
  readonly allowEmpty: boolean;
  /** Of a ledger without a currency column; CNY without. */
  readonly currency?: string;
  readonly maxRejects?: RejectLimit;
  readonly rejects?: string;
  /** How many threads read; as many as pay without. */
  readonly threads?: number;
}

/** Reads ledgers of one date. Their warnings and notes are told as they come. */
export async function openLedgers(paths: readonly string[], options: LedgerOptions, keep: Keep, io: Io): Promise<LedgerReading> {
  io.watch.phase('open');
  const map = await openColumnMap(options.map, options.fields);
  const sources = await openAll(paths, io);
  try {
    const rules = rulesOf(options, map);
    const reading = await readSources(sources, rules, keep, options.threads, io);
    for (const note of reading.notes) io.tell(note);
    if (options.rejects !== undefined) writeRejects(options.rejects, reading.rejected);
    return reading;
  } catch (error) {
    // A refused ledger is when the list of what is wrong is wanted most.
    if (options.rejects !== undefined && error instanceof UserError && error.rejected.length > 0)
      writeRejects(options.rejects, error.rejected);
    throw error;
  } finally {
    for (const source of sources) source.close();
  }
}

/** Reads what is open already, on as many threads as are asked for or pay. */
export function readSources(
  sources: readonly Source[],
  rules: LedgerRules,
  keep: Keep,
  asked: number | undefined,
  io: Io,
): Promise<LedgerReading> {
  const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
  const threads = asked ?? threadsFor(bytes, io.cores);
  io.watch.phase('read', sources[0]?.shownAs);
  return readPresuming((presumes) => readOnThreads(planLedgers(sources, rules, keep, presumes), presumes ? threads : 1, io));
}

function rulesOf(options: LedgerOptions, map: LedgerRules['map']): LedgerRules {
  const { asOf, encoding, delimiter, excelEpoch, currency, maxRejects } = options;
  return {
    map,
    where: options.where,
    skipLines: options.skipLines,
    allowNegative: options.allowNegative,
    allowEmpty: options.allowEmpty,
    keepAllRejects: options.rejects !== undefined,
    ...(asOf === undefined ? {} : { asOf }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(excelEpoch === undefined ? {} : { excelEpoch }),
    ...(currency === undefined ? {} : { currency }),
    ...(maxRejects === undefined ? {} : { rejectLimit: maxRejects }),
  };
}

/** The data dates that a ledger holds, in order: one long file may hold many. */
export async function ledgerDates(path: string, options: LedgerOptions, io: Io): Promise<DayNumber[]> {
  const { asOf: _, ...ofAllDates } = options;
  const map = await openColumnMap(options.map, options.fields);
  const source = await openSource(path, io.stdin);
  try {
    return datesHeld(planLedgers([source], rulesOf(ofAllDates, map), () => 'no'));
  } finally {
    source.close();
  }
}

/** What is wrong with a file of another encoding is first of all that: whatever was refused is judged by all bytes again. */
async function readPresuming(read: (presumes: boolean) => Promise<LedgerReading>): Promise<LedgerReading> {
  try {
    return await read(true);
  } catch (error) {
    if (error instanceof UserError || error instanceof EncodingDoubt) return read(false);
    throw error;
  }
}

async function openAll(paths: readonly string[], io: Io): Promise<Source[]> {
  const sources: Source[] = [];
  try {
    for (const path of paths) sources.push(await openSource(path, io.stdin));
    return sources;
  } catch (error) {
    for (const source of sources) source.close();
    throw error;
  }
}
