import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import { sourceFile } from '../ledger/read-ledger.js';
import { LEDGER_SCHEMA } from '../ledger/schema.js';
import { className } from '../model/loan-class.js';
import { CHOICE_FIELDS, type ChoiceField } from '../model/loan-fields.js';
import { type ColumnFacts, type Inspection, inspectDocument, inspectJson } from '../report/inspect.js';
import type { CellValue } from '../table/cells.js';
import type { BoundField } from '../table/header.js';
import { readTable } from '../table/read-table.js';
import { newRejectLog } from '../table/rejects.js';
import type { Schema } from '../table/schema.js';
import { openSource } from '../table/source.js';
import type { RowSink } from '../table/table-rules.js';
import type { Io } from './io.js';
import { deliver, type OutputOptions } from './output/deliver.js';
import { openColumnMap } from './reading/column-map.js';
import type { LedgerOptions } from './reading/open-ledgers.js';
import { rowsDiagnostic, writeRejects } from './reading/tell-reading.js';

export interface InspectOptions extends LedgerOptions, OutputOptions {
  readonly file: string;
}

/** Blank cells are counted, not refused, and no field is demanded: a file is inspected to see what is missing. */
const LENIENT_SCHEMA: Schema = {
  ...LEDGER_SCHEMA,
  demandsFields: false,
  fields: LEDGER_SCHEMA.fields.map((field) => ({ ...field, required: field.name === LEDGER_SCHEMA.key })),
};

/** What the program sees in a file: encoding, delimiter, which column is which field, and what each holds. */
export async function runInspect(options: InspectOptions, io: Io): Promise<ExitCode> {
  const source = await openSource(options.file, io.stdin);
  try {
    const collector = collectColumns();
    const rejects = newRejectLog(options.rejects !== undefined);
    const { encoding, delimiter, excelEpoch } = options;
    const facts = readTable(
      source,
      LENIENT_SCHEMA,
      {
        map: await openColumnMap(options.map),
        where: options.where,
        skipLines: options.skipLines,
        allowNegative: options.allowNegative,
        allowEmpty: true,
        ...(encoding === undefined ? {} : { encoding }),
        ...(delimiter === undefined ? {} : { delimiter }),
        ...(excelEpoch === undefined ? {} : { excelEpoch }),
      },
      collector.sink,
      rejects,
    );
    const { binding, headerLine } = facts.dialect;
    const inspection: Inspection = {
      source: sourceFile(facts),
      headerLine,
      columns: collector.columns(),
      unused: binding.unused.map((column) => binding.header[column] ?? ''),
      missing: missingFields(binding.fields),
      problems: rejects.diagnostics,
    };
    if (options.rejects !== undefined) writeRejects(options.rejects, rejects.diagnostics);
    await deliver({ document: (lang, unit) => inspectDocument(inspection, lang, unit), json: () => inspectJson(inspection) }, options, io);
    for (const problem of rejects.diagnostics.slice(0, SHOWN)) io.tell(withoutRow(problem));
    for (const note of facts.notes) io.tell(note);
    io.tell(rowsDiagnostic(facts.rows));
    return facts.rows.rejected > 0 ? EXIT.inputRefused : EXIT.done;
  } finally {
    source.close();
  }
}

const SHOWN = 20;

/** The excerpt of the row would show what the samples mask. */
function withoutRow(problem: Diagnostic): Diagnostic {
  const { row: _, ...rest } = problem;
  return rest;
}

/** Fields that the main report cannot do without, and that no column holds. */
function missingFields(bound: readonly BoundField[]): Inspection['missing'] {
  const held = new Set(bound.map(({ field }) => field.name));
  return LEDGER_SCHEMA.fields
    .filter((field) => field.neededFor !== undefined && !held.has(field.name))
    .map(({ name, names }) => ({ field: name, names }));
}

interface Collected {
  filled: number;
  blank: number;
  least?: number;
  most?: number;
  readonly samples: Set<string>;
  /** Different codes of a closed list, or values of a short one. */
  readonly codes: Set<number>;
}

const SAMPLES = 2;
const CODES = 10;

function collectColumns(): { sink: RowSink; columns: () => ColumnFacts[] } {
  let bound: readonly BoundField[] = [];
  let collected: Collected[] = [];
  return {
    sink: {
      begin: (fields) => {
        bound = fields;
        collected = fields.map(() => ({ filled: 0, blank: 0, samples: new Set(), codes: new Set() }));
      },
      take: (values) => {
        for (let i = 0; i < collected.length; i++) collect(collected[i] as Collected, values[i]);
        return 'loans';
      },
    },
    columns: () => bound.map((one, i) => columnFacts(one, collected[i] as Collected)),
  };
}

function collect(column: Collected, value: CellValue): void {
  if (value === undefined) {
    column.blank++;
    return;
  }
  column.filled++;
  if (typeof value === 'string') {
    if (column.samples.size < SAMPLES) column.samples.add(value);
    return;
  }
  if (column.codes.size < CODES) column.codes.add(value);
  if (column.least === undefined || value < column.least) column.least = value;
  if (column.most === undefined || value > column.most) column.most = value;
}

function columnFacts({ field, header, unit }: BoundField, { samples, codes, ...collected }: Collected): ColumnFacts {
  const { type } = field.kind;
  const holds = type === 'date-or-month' ? 'date' : type === 'amount' || type === 'date' || type === 'days' ? type : 'text';
  return {
    header,
    field: field.name,
    holds,
    ...(type === 'amount' ? { unit } : {}),
    ...collected,
    samples: [...samples],
    choices: type === 'choice' ? [...codes].sort((a, b) => a - b).map((code) => choiceName(field.name, code)) : [],
  };
}

/** The program's name of a code in a closed list. */
function choiceName(field: string, code: number): string {
  if (field === 'declaredClass') return className(code);
  const list: readonly string[] | undefined = field in CHOICE_FIELDS ? CHOICE_FIELDS[field as ChoiceField] : undefined;
  return (list ?? ['no', 'yes'])[code] ?? String(code);
}
