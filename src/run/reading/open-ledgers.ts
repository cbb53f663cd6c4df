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
import { hashBeside, hashNow } from './hash-beside.js';
import { NO_OWN_WORK, type OwnWork, readOnThreads } from './read-threads.js';
import { othersFor, startThreads, threadsFor } from './start-threads.js';
import { writeRejects } from './tell-reading.js';
import type { Threads } from './threads.js';

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
  /** Every rejected row is listed, whoever asks for them; a few are without. */
  readonly listsAllRejects?: boolean;
  /** How many threads read; as many as pay without. */
  readonly threads?: number;
}

/**
 * Reads ledgers of one date with `pool`'s threads. Their warnings and notes are told as they come. `own` is done when the headers
 * are known, where there are several threads beside work of another: what it refuses is told before what any row is refused for.
 */
export async function openLedgers(
  paths: readonly string[],
  options: LedgerOptions,
  keep: Keep,
  io: Io,
  pool: Threads,
  own: OwnWork = NO_OWN_WORK,
): Promise<LedgerReading> {
  io.watch.phase('open');
  const map = await openColumnMap(options.map, options.fields);
  const sources = await openAll(paths, io);
  let unread: Promise<unknown> = Promise.resolve();
  try {
    const opened = readSources(sources, rulesOf(options, map), keep, { asked: options.threads, pool, own }, io);
    unread = opened.unread;
    const reading = await opened.reading;
    for (const note of reading.notes) io.tell(note);
    if (options.rejects !== undefined) writeRejects(options.rejects, reading.rejected);
    return reading;
  } catch (thrown) {
    const error = thrown instanceof Apart ? thrown.cause : thrown;
    // A refused ledger is when the list of what is wrong is wanted most.
    if (options.rejects !== undefined && error instanceof UserError && error.rejected.length > 0)
      writeRejects(options.rejects, error.rejected);
    throw error;
  } finally {
    const close = () => {
      for (const source of sources) source.close();
    };
    unread.then(close);
  }
}

/** What other work refuses is no reason to read a ledger in another way. */
class Apart extends Error {}

function apart<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Apart('', { cause: error });
  }
}

/** Who reads: so many threads as are asked for or pay, of a pool. */
export interface Readers {
  readonly asked: number | undefined;
  readonly pool: Threads;
  readonly own: OwnWork;
}

/** Reads what is open already. The sources may be closed when `unread` resolves: a thread may still be hashing one. */
export function readSources(
  sources: readonly Source[],
  rules: LedgerRules,
  keep: Keep,
  { asked, pool, own }: Readers,
  io: Io,
): { readonly reading: Promise<LedgerReading>; readonly unread: Promise<unknown> } {
  const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
  const threads = asked ?? threadsFor(bytes, io.cores);
  const [hasher] = pool.others(Math.min(1, othersFor(bytes, threads)));
  io.watch.phase('read', sources[0]?.shownAs);
  const hashes = sources.map((source) => (hasher === undefined ? hashNow(source) : hashBeside(source, hasher)));
  const values = hashes.map(({ value }) => value);
  const reading = readPresuming((presumes) =>
    readOnThreads(
      planLedgers(sources, rules, keep, presumes),
      { ...own, threads: presumes ? threads : 1, others: pool.others, hashes: values, meanwhile: () => apart(own.meanwhile) },
      io,
    ),
  );
  return { reading, unread: Promise.all(hashes.map(({ done }) => done)) };
}

function rulesOf(options: LedgerOptions, map: LedgerRules['map']): LedgerRules {
  const { asOf, encoding, delimiter, excelEpoch, currency, maxRejects } = options;
  return {
    map,
    where: options.where,
    skipLines: options.skipLines,
    allowNegative: options.allowNegative,
    allowEmpty: options.allowEmpty,
    keepAllRejects: options.rejects !== undefined || options.listsAllRejects === true,
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

/** Does work with threads that are started for these files, by their sizes as far as these are known without opening them. `pool` may
 * have been started before. */
export async function withThreads<T>(
  paths: readonly string[],
  { threads }: LedgerOptions,
  io: Io,
  work: (pool: Threads) => Promise<T>,
  pool: Threads = startThreads(paths, threads, io.cores),
): Promise<T> {
  try {
    return await work(pool);
  } finally {
    pool.end();
  }
}
