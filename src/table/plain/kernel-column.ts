import type { CellNotes, CellParser } from '../cells.js';
import type { BoundField } from '../header.js';
import type { TextUse } from '../row-batch.js';
import type { Decode } from './decode.js';

/** What a kernel has to know of its column. */
export interface KernelColumn {
  readonly bound: BoundField;
  /** From 0. */
  readonly column: number;
  readonly parse: CellParser;
  readonly use: TextUse | undefined;
  readonly notes: CellNotes;
  readonly isUtf8: boolean;
  readonly decode: Decode;
}
