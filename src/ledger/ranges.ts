import { assertInvariant } from '../diagnostics/diagnostic.js';
import type { LoanField } from '../model/loan-fields.js';
import { type RisingTexts, risesAt } from '../model/rising-texts.js';
import { indexTexts, internBytes, newTextIndex, type TextIndex } from '../model/text-index.js';
import { NoRoom } from '../model/text-list.js';
import { type GbSigns, isSurelyGb18030 } from '../table/plain/gb18030-scan.js';
import type { LaneCounts } from '../table/plain/lane-state.js';
import { type ByteRange, firstRecordAt, isScannable, lineStartFrom, type RangeOptions, readRange } from '../table/plain/read-range.js';
import { newRejectLog } from '../table/rejects.js';
import { addTally, newRowReader, type RowTally } from '../table/row-reader.js';
import { addDraftTally, type DraftTally, newDraftTally } from './draft-tally.js';
import { sizeOfRange } from './expected-size.js';
import { closeStore, type LoanStore, regionOf, type StoreSize, sharedStore, type Written } from './loan-store.js';
import { areMoved, type Moving, moveRead, newMoving, tellRead } from './moving.js';
import type { LedgerPlan, PlannedFile } from './plan-ledgers.js';
import { type Dictionaries, draftSink } from './portfolio-draft.js';
import type { LedgerRows } from './read-rows.js';
import { LEDGER_SCHEMA } from './schema.js';
import { NONE_REPEATED } from './settle-keys.js';

/**
 * Ledgers cut into ranges that several threads read. Where a range begins is guessed: behind the first line end from its
 * boundary, which may stand inside quotes. Each range reads on to the end of the record that lies across the next boundary; if
 * every range ends where the next begins then, from the first byte on, every guess was right. What a range finds wrong is as
 * uncertain as its beginning. So where anything does not fit, nothing of it is used and the files are read in one go.
 */
export interface RangePlan {
  readonly ranges: readonly LedgerRange[];
  readonly sizes: readonly StoreSize[];
  readonly store: LoanStore;
  /** How far what was read has been moved together. */
  readonly moving: Moving;
}

export interface LedgerRange extends ByteRange {
  /** Index of its file. */
  readonly file: number;
}

/** What was read in a range. */
export interface RangeRows {
  readonly start: number;
  readonly end: number;
  readonly lines: number;
  readonly counts: LaneCounts;
  readonly tally: RowTally;
  readonly draftTally: DraftTally;
  readonly loans: number;
  /** Whether each key stands behind the one before it. */
  readonly keysRise: boolean;
  readonly gbSigns?: GbSigns;
}

/** Cuts every file into ranges of about `bytes`; undefined where one cannot be cut. */
export function planRanges(plan: LedgerPlan, bytes: number): RangePlan | undefined {
  if (plan.files.some(({ form }) => !isScannable(form.probe.encoding))) return undefined;
  const ranges = plan.files.flatMap(({ source, index }) => {
    const count = Math.max(1, Math.ceil(source.bytes / bytes));
    const boundary = (i: number) => Math.floor((source.bytes * i) / count);
    return Array.from({ length: count }, (_, i): LedgerRange => ({ file: index, start: boundary(i), limit: boundary(i + 1) }));
  });
  const sizes = ranges.map((range) => sizeOfRange(plan, range));
  return { ranges, sizes, store: sharedStore(plan.kept, sizes), moving: newMoving(ranges.length) };
}

/**
 * Reads a range into its part of the store. Codes of texts are those of `dictionaries`, which a thread keeps for all its
 * ranges. Undefined where its room does not suffice. Errors: as the careful lane's, and as uncertain as the range's beginning.
 */
export function readLedgerRange(
  plan: LedgerPlan,
  { ranges, sizes, store, moving }: RangePlan,
  index: number,
  dictionaries: Dictionaries,
  options: RangeOptions,
): RangeRows | undefined {
  const { rules } = plan;
  const { file: fileIndex, start: boundary, limit } = ranges[index] as LedgerRange;
  const file = plan.files[fileIndex] as PlannedFile;
  const { source, form } = file;
  const start = boundary === 0 ? firstRecordAt(source, form) : lineStartFrom(source, boundary);
  const draft = { rules, store: regionOf(store, sizes, index), dictionaries, tally: newDraftTally(), repeated: NONE_REPEATED };
  const sink = draftSink(draft, file);
  const reader = newRowReader(source.shownAs, LEDGER_SCHEMA, form.dialect, rules, sink, newRejectLog(rules.keepAllRejects));
  if (boundary > 0) reader.headerPending = false;
  try {
    const { end, lines, counts, gbSigns } = readRange(source, form, { start, limit, isFirst: boundary === 0 }, reader, sink, options);
    sink.finish();
    tellRead(moving, index, draft.store.count, lines);
    moveRead(moving, store, sizes, ranges.map(begins));
    const signs = gbSigns === undefined ? {} : { gbSigns };
    return {
      start,
      end,
      lines,
      counts,
      tally: reader.tally,
      draftTally: draft.tally,
      loans: draft.store.count,
      keysRise: draft.store.keysRise,
      ...signs,
    };
  } catch (error) {
    if (error instanceof NoRoom) return undefined;
    throw error;
  }
}

/** What the threads have read, in the order of the ranges; `dictionaries` are those that each range's codes belong to. */
export interface ReadRange {
  readonly rows: RangeRows;
  readonly dictionaries: Dictionaries;
}

/**
 * Puts the ranges together; undefined where a guess was wrong. `onKeysMoved` is told how many loans there are when all their keys stand
 * together, and whether these rise: if not, it may have another thread index them while this one goes on.
 */
export function joinRanges(
  plan: LedgerPlan,
  { ranges, sizes, store, moving }: RangePlan,
  read: readonly ReadRange[],
  onKeysMoved: (count: number, rise: boolean) => void = () => undefined,
): LedgerRows | undefined {
  const dictionaries: Dictionaries = new Map();
  const codesOf = new Map<Dictionaries, ReadonlyMap<LoanField, Uint32Array>>();
  const tallies: RowTally[] = [];
  const tally = newDraftTally();
  const counts: LaneCounts = { plain: 0, careful: 0 };
  const written: Written[] = [];
  const rejects = newRejectLog(plan.rules.keepAllRejects);
  let linesBefore = 0;
  let loansBefore = 0;
  let end = 0;
  for (const [i, { rows, dictionaries: own }] of read.entries()) {
    const { file, start } = ranges[i] as LedgerRange;
    if (start === 0) {
      linesBefore = 0;
      tallies[file] = emptyTally(plan, file, rejects);
    } else if (rows.start !== end) return undefined;
    addTally(tallies[file] as RowTally, rows.tally, linesBefore);
    addDraftTally(tally, rows.draftTally, linesBefore, loansBefore);
    const codes = codesOf.get(own) ?? joinDictionaries(dictionaries, own);
    codesOf.set(own, codes);
    written.push({ count: rows.loans, codes });
    counts.plain += rows.counts.plain;
    counts.careful += rows.counts.careful;
    linesBefore += rows.lines;
    loansBefore += rows.loans;
    end = rows.end;
    const next = ranges[i + 1];
    if ((next === undefined || next.start === 0) && end !== (plan.files[file] as PlannedFile).source.bytes) return undefined;
  }
  const isSure = plan.files.every((_, file) =>
    isSurelyGb18030(read.flatMap(({ rows: { gbSigns } }, i) => (gbSigns === undefined || ranges[i]?.file !== file ? [] : [gbSigns]))),
  );
  if (!isSure) return undefined;
  moveRead(moving, store, sizes, ranges.map(begins));
  assertInvariant(areMoved(moving, ranges.length), 'all ranges were read and not all are moved');
  store.keysRise = keysRise(store, read);
  onKeysMoved(loansBefore, store.keysRise);
  closeStore(store, written);
  return { store, dictionaries, tally, tallies, rejects, lanes: counts };
}

/** The range begins its file. */
function begins({ start }: LedgerRange): boolean {
  return start === 0;
}

function emptyTally({ files, rules }: LedgerPlan, index: number, rejects: RowTally['rejects']): RowTally {
  const { source, form } = files[index] as PlannedFile;
  const sink = { begin: () => undefined, take: () => 'loans' as const };
  return newRowReader(source.shownAs, LEDGER_SCHEMA, form.dialect, rules, sink, rejects).tally;
}

/** Within each range, and from one to the next. */
function keysRise({ keys }: LoanStore, read: readonly ReadRange[]): boolean {
  let count = 0;
  return read.every(({ rows }) => {
    const first = count;
    count += rows.loans;
    return rows.keysRise && (rows.loans === 0 || first === 0 || risesAt(keys, first));
  });
}

/** On a thread that has taken part: the keys where they stand together and rise. */
export function risingRangeKeys({ store: { keys, keyHashes } }: RangePlan, count: number): RisingTexts {
  return { ...keys, size: count, hashes: keyHashes, rises: true };
}

/** On a thread that has taken part: indexes the keys, which stand together, in memory that all threads see. */
export function indexRangeKeys({ store }: RangePlan, count: number): ReturnType<typeof indexTexts> {
  store.keys.size = count;
  const shared = (length: number) => new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT));
  return indexTexts(store.keys, store.keyHashes, shared);
}

/** Adds a thread's texts to those of the run; gives for each of its codes the run's. */
function joinDictionaries(dictionaries: Dictionaries, own: Dictionaries): ReadonlyMap<LoanField, Uint32Array> {
  const codes = new Map<LoanField, Uint32Array>();
  for (const [field, texts] of own) {
    const joined: TextIndex = dictionaries.get(field) ?? newTextIndex();
    dictionaries.set(field, joined);
    const table = new Uint32Array(texts.size);
    for (let code = 0; code < texts.size; code++) {
      table[code] = internBytes(joined, texts.arena, texts.starts[code] as number, texts.starts[code + 1] as number);
    }
    codes.set(field, table);
  }
  return codes;
}
