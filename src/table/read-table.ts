import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { RowCounts } from '../model/portfolio.js';
import { mapFault } from './column-map.js';
import { type Dialect, detectDialect } from './dialect.js';
import { type Encoding, encodingNamed, type Probe, probeEncoding, utf8Chunks } from './encoding.js';
import { foldHeader } from './header.js';
import { type RecordRules, readRecords } from './records.js';
import type { RejectLog } from './rejects.js';
import { finishRows, newRowReader, type RowReader, type RowTally, readRow } from './row-reader.js';
import type { ColumnMap, Schema } from './schema.js';
import { hashSource, type Source } from './source.js';
import type { RowSink, TableRules } from './table-rules.js';

/** A table whose form is known and whose rows are not read yet. */
export interface TableForm {
  readonly probe: Probe;
  readonly dialect: Dialect;
}

/** A table as it was read. */
export interface TableFacts {
  readonly name: string;
  /** May still be made by a thread, which is then waited for. Errors: E_SOURCE_CHANGED. */
  readonly sha256: string;
  readonly bytes: number;
  readonly probe: Probe;
  readonly dialect: Dialect;
  readonly rows: RowCounts;
  readonly notes: readonly Diagnostic[];
}

const HEAD_BYTES = 1 << 18;

/** Finds encoding, delimiter and columns; `presumes` as in probeEncoding. Errors: those of probeEncoding and detectDialect. */
export function detectForm(source: Source, schema: Schema, rules: TableRules, presumes = false): TableForm {
  const { map } = rules;
  const skipLines = rules.skipLines || (map.skipLines ?? 0);
  // Nobody reads title lines but this.
  const probe = probeEncoding(source, rules.encoding ?? mappedEncoding(map), presumes && skipLines === 0);
  const delimiter = rules.delimiter ?? map.delimiter;
  const [head = Buffer.alloc(0)] = utf8Chunks(source, probe, HEAD_BYTES);
  const given = { file: source.shownAs, skipLines, ...(delimiter === undefined ? {} : { delimiter }) };
  return { probe, dialect: detectDialect(head, schema, map, given) };
}

/** Reads a whole table into `sink`, through the careful lane. Row problems go to `rejects`; file problems are thrown. */
export function readTable(source: Source, schema: Schema, rules: TableRules, sink: RowSink, rejects: RejectLog): TableFacts {
  const form = detectForm(source, schema, rules);
  const reader = newRowReader(source.shownAs, schema, form.dialect, rules, sink, rejects);
  readWhole(source, form, reader);
  const sha256 = hashSource(source);
  return finishTable(source, form, rules, reader.tally, () => sha256);
}

/** Every row of a file, through the careful lane. */
export function readWhole(source: Source, { probe, dialect }: TableForm, reader: RowReader): void {
  readRecords(utf8Chunks(source, probe), recordRules(source, dialect, reader.rules), (fields, line, mayHoldControls) => {
    readRow(reader, fields, line, mayHoldControls);
    return true;
  });
}

export function recordRules(source: Source, dialect: Dialect, { map }: TableRules): RecordRules {
  const { delimiter, skipLines } = dialect;
  const freeText = freeTextColumns(map, dialect);
  return { file: source.shownAs, delimiter, skipLines, ...(freeText === undefined ? {} : { freeText }) };
}

/** Once all rows are read; the hash is asked for when it is looked at. Errors: E_SOURCE_CHANGED, E_NO_ROWS, E_CONTROL_TOTAL. */
export function finishTable(source: Source, form: TableForm, rules: TableRules, tally: RowTally, sha256: () => string): TableFacts {
  source.checkUnchanged();
  const { probe, dialect } = form;
  const notes = finishRows(tally, { file: source.shownAs, dialect, rules, endsWithNewline: probe.endsWithNewline });
  const { name, packedBytes, bytes } = source;
  return {
    name,
    get sha256() {
      return sha256();
    },
    bytes: packedBytes ?? bytes,
    probe,
    dialect,
    rows: tally.rows,
    notes,
  };
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
