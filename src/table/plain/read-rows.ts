import { assertInvariant } from '../../diagnostics/diagnostic.js';
import { internBytes, newTextIndex, type TextIndex, textAt } from '../../model/text-index.js';
import type { BatchColumn } from '../batch-column.js';
import type { CellValue } from '../cells.js';
import { detectForm, finishTable, readTable, type TableFacts } from '../read-table.js';
import type { RejectLog } from '../rejects.js';
import { newRowBatch, type RowBatch, type TextUse } from '../row-batch.js';
import { newRowReader } from '../row-reader.js';
import type { FieldKind, Schema } from '../schema.js';
import { hashSource, type Source } from '../source.js';
import type { BatchSink, RowSink, TableRules } from '../table-rules.js';
import { firstRecordAt, RANGE_OPTIONS, type RangeOptions, readRange } from './read-range.js';

/** Below, the lane takes longer to be made ready than it saves. */
const LEAST_BYTES = 1 << 16;

/** As readTable, through the plain lane where the table is long: `sink` is given the same values row by row. Errors: the same. */
export function readRows(source: Source, schema: Schema, rules: TableRules, sink: RowSink, rejects: RejectLog): TableFacts {
  return source.bytes < LEAST_BYTES
    ? readTable(source, schema, rules, sink, rejects)
    : readPlainRows(source, schema, rules, sink, rejects, RANGE_OPTIONS);
}

export function readPlainRows(
  source: Source,
  schema: Schema,
  rules: TableRules,
  sink: RowSink,
  rejects: RejectLog,
  options: RangeOptions,
): TableFacts {
  const form = detectForm(source, schema, rules);
  const batches = byRow(sink);
  const reader = newRowReader(source.shownAs, schema, form.dialect, rules, batches, rejects);
  readRange(source, form, { start: firstRecordAt(source, form), limit: source.bytes, isFirst: true }, reader, batches, options);
  const sha256 = hashSource(source);
  return finishTable(source, form, rules, reader.tally, () => sha256);
}

/** Takes each row of a batch by itself, as the values that the careful lane would give. */
function byRow(sink: RowSink): BatchSink {
  let uses: readonly (TextUse | undefined)[] = [];
  let texts: readonly (KnownTexts | undefined)[] = [];
  let values: CellValue[] = [];
  return {
    get uses() {
      return uses;
    },
    begin: (fields, place) => {
      uses = fields.map(({ field }) => (isText(field.kind) ? 'bytes' : undefined));
      texts = uses.map((use) => (use === undefined ? undefined : { index: newTextIndex(), strings: [] }));
      values = new Array<CellValue>(fields.length).fill(undefined);
      sink.begin(fields, place);
    },
    take: sink.take,
    newBatch: (rows, home) => newRowBatch(uses, rows, home),
    markSingle: (_, rows, marks) => marks.fill(1, 0, rows),
    takeRow: (batch, row, line) => {
      for (let i = 0; i < values.length; i++) values[i] = cellValue(batch, i, row, texts[i]);
      return sink.take(values, line);
    },
    takeRows: () => assertInvariant(false, 'every row is marked'),
    writeLoans: () => undefined,
  };
}

function isText({ type }: FieldKind): boolean {
  return type === 'key' || type === 'text' || type === 'share' || type === 'currency';
}

/** The texts of a column that have been met: one string for all its cells, so that whoever looks it up compares no characters. */
interface KnownTexts {
  readonly index: TextIndex;
  /** By code. */
  readonly strings: string[];
}

function cellValue({ bytes, columns }: RowBatch, index: number, row: number, texts: KnownTexts | undefined): CellValue {
  const { values, from, to } = columns[index] as BatchColumn;
  const value = values[row] as number;
  if (Number.isNaN(value)) return undefined;
  // Days and codes become what V8 keeps in the entry itself: a number that comes from a Float64Array would be an object of its own.
  if (texts === undefined) return value === (value | 0) ? value | 0 : value;
  return textOf(texts, bytes, from[row] as number, to[row] as number);
}

function textOf({ index, strings }: KnownTexts, bytes: Uint8Array, from: number, to: number): string {
  const code = internBytes(index, bytes, from, to);
  if (code === strings.length) strings.push(textAt(index, code));
  return strings[code] as string;
}
