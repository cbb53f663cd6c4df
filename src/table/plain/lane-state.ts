import type { Position, RecordRules } from '../records.js';
import type { RowBatch } from '../row-batch.js';
import type { RowReader } from '../row-reader.js';
import type { BatchSink } from '../table-rules.js';
import type { Decode } from './decode.js';
import type { ReadColumns } from './kernels.js';
import type { Suspicion } from './label-bytes.js';
import type { Lexed } from './lexer.js';
import type { LaneEngine } from './wasm-lane.js';

/** How many rows each lane has read. */
export interface LaneCounts {
  plain: number;
  careful: number;
}

/**
 * The plain lane over one range of a file: bytes become columns without a string in between. A record or a cell that is
 * not written in the plain way goes to the careful lane's own code, so that both lanes accept, refuse and tell the same.
 */
export interface PlainLane {
  readonly engine: LaneEngine;
  readonly reader: RowReader;
  readonly sink: BatchSink;
  readonly batch: RowBatch;
  readonly rules: RecordRules;
  readonly position: Position;
  readonly decode: Decode;
  readonly isUtf8: boolean;
  readonly readColumns: ReadColumns;
  readonly kinds: Uint8Array;
  readonly lexed: Lexed;
  readonly slow: Uint8Array;
  readonly suspicion: Suspicion | undefined;
  readonly counts: LaneCounts;
  /** No field refuses its own header: where that stands again, it has to be told from a row by all its cells. */
  readonly headerMayBeRow: boolean;
  /** Rows of a batch that have to be taken one by one. */
  readonly single: Uint8Array;
}
