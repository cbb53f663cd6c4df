import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { RowCounts } from '../model/portfolio.js';
import { mapFault } from './column-map.js';
import { type Dialect, detectDialect } from './dialect.js';
import { type Encoding, encodingNamed, type Probe, probeEncoding, utf8Chunks } from './encoding.js';
import { foldHeader } from './header.js';
import { readRecords } from './records.js';
import type { RejectLog } from './rejects.js';
import { finishRows, newRowReader, readRow } from './row-reader.js';
import type { ColumnMap, Schema } from './schema.js';
import type { Source } from './source.js';
import type { RowSink, TableRules } from './table-rules.js';

export type { RowFate, RowProblem, RowSink, TableRules } from './table-rules.js';

/** A table as it was read. */
export interface TableFacts {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly probe: Probe;
  readonly dialect: Dialect;
  readonly rows: RowCounts;
  readonly notes: readonly Diagnostic[];
}

const HEAD_BYTES = 1 << 18;

/** Reads a whole table into `sink`, through the careful lane. Row problems go to `rejects`; file problems are thrown. */
export function readTable(source: Source, schema: Schema, rules: TableRules, sink: RowSink, rejects: RejectLog): TableFacts {
  const { map } = rules;
  const file = source.shownAs;
  const probe = probeEncoding(source, rules.encoding ?? mappedEncoding(map));
  const skipLines = rules.skipLines || (map.skipLines ?? 0);
  const delimiter = rules.delimiter ?? map.delimiter;
  const [head = Buffer.alloc(0)] = utf8Chunks(source, probe, HEAD_BYTES);
  const dialect = detectDialect(head, schema, map, { file, skipLines, ...(delimiter === undefined ? {} : { delimiter }) });
  const reader = newRowReader(file, schema, dialect, rules, sink, rejects);
  const freeText = freeTextColumns(map, dialect);
  const recordRules = { file, delimiter: dialect.delimiter, skipLines, ...(freeText === undefined ? {} : { freeText }) };
  readRecords(utf8Chunks(source, probe), recordRules, (fields, line, mayHoldControls) => {
    readRow(reader, fields, line, mayHoldControls);
    return true;
  });
  source.checkUnchanged();
  const notes = finishRows(reader, probe.endsWithNewline);
  return { name: source.name, sha256: probe.sha256, bytes: source.packedBytes ?? source.bytes, probe, dialect, rows: reader.rows, notes };
}

function mappedEncoding({ encoding }: ColumnMap): Encoding | undefined {
  if (encoding === undefined) return undefined;
  const named = encodingNamed(encoding);
  if (named === undefined) throw mapFault({ en: `no encoding is named "${encoding}"`, zh: `没有名为“${encoding}”的编码` });
  return named;
}

function freeTextColumns(map: ColumnMap, { binding }: Dialect): ((column: number) => boolean) | undefined {
  if (map.freeText.length === 0) return undefined;
  const names = new Set(map.freeText.map(foldHeader));
  const columns = new Set(binding.header.flatMap((name, column) => (names.has(foldHeader(name)) ? [column] : [])));
  return (column) => columns.has(column);
}
