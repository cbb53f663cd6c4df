import { UserError } from '../../diagnostics/diagnostic.js';
import type { LedgerPlan, PlannedFile } from '../../ledger/plan-ledgers.js';
import type { Dictionaries } from '../../ledger/portfolio-draft.js';
import { joinRanges, planRanges, type RangeRows, type ReadRange, readLedgerRange } from '../../ledger/ranges.js';
import { finishLedgers, type LedgerReading } from '../../ledger/read-ledger.js';
import { readAll } from '../../ledger/read-rows.js';
import { type IndexedKeys, NONE_REPEATED } from '../../ledger/settle-keys.js';
import type { TextRanges } from '../../model/base-lock.js';
import { EncodingDoubt } from '../../table/encoding.js';
import { RANGE_OPTIONS } from '../../table/plain/read-range.js';
import type { Io } from '../io.js';
import { LEAST_RANGE } from './start-threads.js';
import type { ThreadResult, ThreadTask } from './thread-orders.js';
import type { Threads } from './threads.js';

/**
 * A thread reads one range, or several of about this length: what stands in all but the first has to be moved, which takes longer than to
 * wait for a thread that is late; in a long file it is moved while others are read.
 */
const MOST_RANGE = 256 << 20;
/** Where one begins later than the others, they take more of as many ranges a thread. */
const PARTS_BESIDE_WORK = 3;

/** Work of this thread that has nothing to do with the rows of the ledgers, for when others are busy with these. */
export interface OwnWork {
  /** Takes long; done while others read rows, and left where none do. Refuses nothing. */
  readonly beforehand?: () => void;
  /**
   * Done while another still reads, where keys rise, or else indexes them; before any row is read where there is no other. May be asked
   * for again. What it refuses is told before anything that rows are refused for. Gives texts to be looked for among the keys, if any: LedgerReading.found.
   */
  readonly meanwhile: () => TextRanges | undefined;
}

export const NO_OWN_WORK: OwnWork = { meanwhile: () => undefined };

/** How ledgers are read: by how many threads, with which others, and what their hashes are. */
export interface Reading extends OwnWork {
  readonly threads: number;
  readonly others: Threads['others'];
  readonly hashes: readonly (() => string)[];
}

/** Reads ledgers on this thread and `threads` - 1 others. Errors: as readLedgers, and EncodingDoubt where a presumption is open. */
export async function readOnThreads(plan: LedgerPlan, how: Reading, io: Io): Promise<LedgerReading> {
  const { threads, others, hashes, beforehand, meanwhile } = how;
  const total = plan.files.reduce((sum, { source }) => sum + source.bytes, 0);
  const ranges = threads < 2 ? undefined : planRanges(plan, rangeBytes(total / threads, beforehand === undefined ? 1 : PARTS_BESIDE_WORK));
  if (ranges === undefined || ranges.ranges.length < 2) {
    meanwhile();
    return readAlone(plan, total, hashes, io);
  }
  const task: ThreadTask = {
    plan: { ...plan, files: plan.files.map(asData) },
    ranges,
    next: new Int32Array(new SharedArrayBuffer(4)),
    bytes: new BigInt64Array(new SharedArrayBuffer(8)),
  };
  const helpers = others(Math.min(threads, ranges.ranges.length) - 1);
  const elsewhere = helpers.map((thread) => thread.read(task));
  let results: readonly ThreadResult[];
  try {
    beforehand?.();
    const own = readRanges(task, (done) => io.watch.bytes(done, total));
    if (own.read?.every(([, { keysRise }]) => keysRise)) meanwhile();
    results = [own, ...(await Promise.all(elsewhere))];
  } catch (error) {
    // None of them may go on reading through a descriptor that is about to be closed.
    Atomics.store(task.next, 0, ranges.ranges.length);
    await Promise.allSettled(elsewhere);
    meanwhile();
    throw error;
  }
  const read = inOrder(results, ranges.ranges.length);
  // What is left to do about keys that do not rise takes longest: the first of the others does that.
  let indexing: Promise<IndexedKeys> | undefined;
  const keysStand = (count: number, rise: boolean) => {
    if (!rise) indexing = helpers[0]?.index(count);
  };
  const rows = read === undefined ? undefined : joinRanges(plan, ranges, read, keysStand);
  const wanted = meanwhile();
  if (rows === undefined) {
    if (plan.files.some(({ form }) => form.probe.isPresumed)) throw new EncodingDoubt();
    return readAlone(plan, total, hashes, io);
  }
  io.watch.records({ ...rows.lanes, threads: results.length });
  // Looked for behind the indexing, while this thread goes on.
  const found = wanted === undefined ? undefined : helpers[0]?.find(wanted, rows.store.count);
  // Where it failed, whoever waits for it is told.
  found?.catch(() => undefined);
  const reading = finishLedgers(plan, rows, hashes, await indexing);
  return found === undefined ? reading : { ...reading, found };
}

/** What a thread has to read, in so many equal parts or more. */
function rangeBytes(each: number, parts: number): number {
  return Math.max(LEAST_RANGE, Math.ceil(each / Math.max(parts, Math.ceil(each / MOST_RANGE))));
}

function readAlone(plan: LedgerPlan, total: number, hashes: Reading['hashes'], io: Io): LedgerReading {
  let before = 0;
  const rows = readAll(plan, NONE_REPEATED, 'plain', {
    ...RANGE_OPTIONS,
    onBytes: (bytes) => {
      before += bytes;
      io.watch.bytes(before, total);
    },
  });
  io.watch.records({ ...rows.lanes, threads: 1 });
  return finishLedgers(plan, rows, hashes);
}

/** A source without its functions, which do not travel. */
function asData(file: PlannedFile): PlannedFile {
  const { fd, name, shownAs, bytes } = file.source;
  return { ...file, source: { fd, name, shownAs, bytes } as PlannedFile['source'] };
}

/** Takes ranges until none is left. */
export function readRanges({ plan, ranges, next, bytes }: ThreadTask, onBytes: (done: number) => void = () => undefined): ThreadResult {
  const dictionaries: Dictionaries = new Map();
  const read: [number, RangeRows][] = [];
  const options = {
    ...RANGE_OPTIONS,
    onBytes: (count: number) => {
      onBytes(Number(Atomics.add(bytes, 0, BigInt(count))) + count);
    },
  };
  for (let index = Atomics.add(next, 0, 1); index < ranges.ranges.length; index = Atomics.add(next, 0, 1)) {
    const rows = tried(() => readLedgerRange(plan, ranges, index, dictionaries, options));
    if (rows === undefined) {
      // Nothing that is read from here on would be used.
      Atomics.store(next, 0, ranges.ranges.length);
      return { read: undefined, dictionaries };
    }
    read.push([index, rows]);
  }
  return { read, dictionaries };
}

/** What a range refuses may be right in the whole file: it is read again in one go, and told then. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError || error instanceof EncodingDoubt) return undefined;
    throw error;
  }
}

function inOrder(results: readonly ThreadResult[], count: number): readonly ReadRange[] | undefined {
  const read = new Array<ReadRange | undefined>(count).fill(undefined);
  for (const { read: own, dictionaries } of results) {
    if (own === undefined) return undefined;
    for (const [index, rows] of own) read[index] = { rows, dictionaries };
  }
  return read.every((one) => one !== undefined) ? read : undefined;
}
