import type { Dialect } from '../dialect.js';
import { type Encoding, EncodingDoubt, utf8Chunks } from '../encoding.js';
import { recordRules, type TableForm } from '../read-table.js';
import { dropLines } from '../records.js';
import { OWN_HOME } from '../row-batch.js';
import type { RowReader } from '../row-reader.js';
import { rawChunks, readAt, type Source } from '../source.js';
import type { BatchSink } from '../table-rules.js';
import { type ByteWindow, fillFrom, fillWith, newByteWindow, utf8Only, windowBytes } from './byte-window.js';
import { decoderOf } from './decode.js';
import type { GbScan, GbSigns } from './gb18030-scan.js';
import { newReadColumns } from './kernels.js';
import type { LaneCounts } from './lane-state.js';
import { lexRows } from './lexer.js';
import { newPlainLane, type OnRecords, readPlain } from './plain-lane.js';
import { compileLane, LANE_CODE, type LaneEngine, newWasmEngine } from './wasm-lane.js';

/** A stretch of a file: the records that begin from `start` up to `limit`, in bytes. */
export interface ByteRange {
  readonly start: number;
  readonly limit: number;
}

/** A range whose first record is known. */
export interface RecordRange extends ByteRange {
  /** It begins with the first record of the file. */
  readonly isFirst: boolean;
}

/** How a range was read. */
export interface RangeEnd {
  /** Where the record behind the range begins. */
  readonly end: number;
  /** Physical lines in it. */
  readonly lines: number;
  readonly counts: LaneCounts;
  /** Of a file that is presumed to be GB18030. */
  readonly gbSigns?: GbSigns;
}

export interface RangeOptions {
  readonly chunkBytes: number;
  /** The compiled code; undefined: the TypeScript alone. */
  readonly code?: URL;
  /** Told how many bytes more have been read. */
  readonly onBytes: (bytes: number) => void;
}

const CHUNK_BYTES = 1 << 19;
export const RANGE_OPTIONS: RangeOptions = {
  chunkBytes: CHUNK_BYTES,
  code: LANE_CODE,
  onBytes: () => undefined,
};

/** Whether a file can be read in ranges: UTF-16 reaches the lanes as text that is made on the way. */
export function isScannable(encoding: Encoding): boolean {
  return encoding === 'utf-8' || encoding === 'gb18030';
}

/**
 * Reads the records of a range through the plain lane into `sink`; lines count from 1, or from the first record's where the
 * range is the file's first. Errors: as the careful lane's.
 */
export function readRange(
  source: Source,
  form: TableForm,
  range: RecordRange,
  reader: RowReader,
  sink: BatchSink,
  { chunkBytes, onBytes, code }: RangeOptions,
): RangeEnd {
  const { probe, dialect } = form;
  const { start, limit, isFirst } = range;
  const position = { line: isFirst ? 1 + dialect.skipLines : 1 };
  const scans = isScannable(probe.encoding);
  const bytes = fillFrom(source, start);
  const fill = scans
    ? probe.isPresumed === true && probe.encoding === 'utf-8'
      ? utf8Only(bytes)
      : bytes
    : fillWith(dropLines(utf8Chunks(source, probe, chunkBytes), dialect.skipLines));
  const text = { decode: decoderOf(probe.encoding), isUtf8: probe.encoding !== 'gb18030' };
  const engine = chooseEngine(windowBytes(chunkBytes), dialect.binding, code);
  const lane = newPlainLane(reader, sink, recordRules(source, dialect, reader.rules), position, text, engine);
  const window = newByteWindow(chunkBytes, fill, engine.memory);
  const scan = presumedGbScan(source, form, range, engine, window);
  const read = readPlain(lane, window, scans ? limit - start : Number.MAX_SAFE_INTEGER, onBytes, scan?.onRecords);
  return { end: start + read, lines: position.line - 1, counts: lane.counts, ...(scan === undefined ? {} : { gbSigns: scan.signs() }) };
}

/** What checks that a file goes on as GB18030. Errors, of all it does: EncodingDoubt. */
function presumedGbScan(
  source: Source,
  { probe: { firstBadUtf8 } }: TableForm,
  { start, isFirst }: RecordRange,
  engine: LaneEngine,
  { bytes: free }: ByteWindow,
): { readonly onRecords: OnRecords; readonly signs: () => GbSigns } | undefined {
  if (firstBadUtf8 === undefined) return undefined;
  const scan = engine.newGbScan?.();
  const look = (bytes: Buffer, from: number, to: number, position: number) => {
    const beforeBad = Math.max(0, Math.min(to - from, firstBadUtf8 - position));
    if (scan?.scan(bytes, from, to, beforeBad) !== true) throw new EncodingDoubt();
  };
  // Lines above the first record.
  const above = isFirst ? start : 0;
  if (above > free.length || readAt(source, free.subarray(0, above), 0) < above) throw new EncodingDoubt();
  look(free, 0, above, 0);
  return { onRecords: (bytes, from, to, position) => look(bytes, from, to, start + position), signs: (scan as GbScan).signs };
}

function chooseEngine(windowed: number, { width, fields }: Dialect['binding'], code: URL | undefined): LaneEngine {
  const module = code === undefined ? undefined : compileLane(code);
  return module === undefined ? { ...OWN_HOME, lexRows, newReadColumns } : newWasmEngine(module, windowed, width, fields.length);
}

const LF = 0x0a;

/** Where the first line behind `position` begins, or at it; the length where none does. */
export function lineStartFrom(source: Source, position: number): number {
  const chunk = Buffer.allocUnsafe(1 << 16);
  for (let at = position - 1; at < source.bytes; at += chunk.length) {
    const count = readAt(source, chunk, at);
    const found = chunk.subarray(0, count).indexOf(LF);
    if (found >= 0) return at + found + 1;
  }
  return source.bytes;
}

/** Behind the byte-order mark and the title lines. Of text that is made on the way, its begin. */
export function firstRecordAt(source: Source, { probe, dialect }: TableForm): number {
  if (!isScannable(probe.encoding)) return 0;
  if (dialect.skipLines === 0) return probe.bomBytes;
  let at = probe.bomBytes;
  const counted = function* (): Generator<Buffer> {
    for (const { bytes, position } of rawChunks(source)) {
      const chunk = position === 0 ? bytes.subarray(probe.bomBytes) : bytes;
      at += chunk.length;
      yield chunk;
    }
  };
  for (const rest of dropLines(counted(), dialect.skipLines)) return at - rest.length;
  return source.bytes;
}
