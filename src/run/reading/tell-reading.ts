import { DELIMITER_WORDS } from '../../diagnostics/delimiter-words.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { formatMessage } from '../../diagnostics/format-message.js';
import type { LedgerReading } from '../../ledger/read-ledger.js';
import type { RowCounts } from '../../model/portfolio.js';
import { harmlessField, quotedField } from '../../render/csv-field.js';
import { replaceFileNow } from '../output/publish.js';

/** How each file was read: encoding, delimiter, rows; and which column was taken for which field, with its unit. */
export function readingDiagnostics(reading: LedgerReading, withFields: boolean): Diagnostic[] {
  return reading.portfolio.sources.flatMap((source, i) => {
    const params = {
      file: source.name,
      encoding: source.encoding.toUpperCase(),
      delimiter: DELIMITER_WORDS[source.delimiter] ?? source.delimiter,
      rows: source.rows.read,
    };
    const bound = reading.tables[i]?.dialect.binding.fields ?? [];
    const fields = bound.map(
      ({ field, header, unit }) => `${header}=${field.name}${field.kind.type === 'amount' && unit !== 'yuan' ? `(${unit})` : ''}`,
    );
    const matched = withFields ? linesOf(fields).map((line) => ({ code: 'A_MATCHED' as const, params: { fields: line } })) : [];
    return [{ code: 'A_READ' as const, params }, ...matched];
  });
}

const PER_LINE = 3;

/** A few pairs a line, so that no message is long enough to be cut. */
function linesOf(fields: readonly string[]): string[] {
  return Array.from({ length: Math.ceil(fields.length / PER_LINE) }, (_, i) => fields.slice(i * PER_LINE, (i + 1) * PER_LINE).join('  '));
}

/** The identity of rows, the last line of every run that reads a ledger. */
export function rowsDiagnostic(rows: RowCounts): Diagnostic {
  return { code: 'A_ROWS', params: { ...rows } };
}

/** Writes every problem of every rejected row as CSV. */
export function writeRejects(path: string, rejected: readonly Diagnostic[]): void {
  const lines = rejected.map((problem) => {
    const message = formatMessage(problem, 'en').split('\n')[0] ?? '';
    const cells = [
      problem.file,
      problem.line,
      problem.column,
      problem.field,
      problem.value,
      problem.code,
      message,
      (problem.row ?? []).map(quotedField).join(','),
    ];
    return cells.map((cell) => quotedField(typeof cell === 'string' ? harmlessField(cell) : String(cell ?? ''))).join(',');
  });
  replaceFileNow(path, `\ufeff${['file,line,column,field,value,code,message,row', ...lines].join('\n')}\n`);
}
