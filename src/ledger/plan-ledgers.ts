import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, dayNumber, isoDate } from '../model/civil-date.js';
import type { LoanField } from '../model/loan-fields.js';
import type { Portfolio } from '../model/portfolio.js';
import { detectForm, type TableForm } from '../table/read-table.js';
import type { RejectLimit } from '../table/rejects.js';
import type { Source } from '../table/source.js';
import type { TableRules } from '../table/table-rules.js';
import { KEEP_ALL, type Keep, type KeptFields, keptFields } from './kept-fields.js';
import { type Places, placesOf } from './loan-checks.js';
import type { DraftFile, DraftRules } from './portfolio-draft.js';
import { type DecisiveColumns, decisiveColumns, refuseOtherColumns } from './same-columns.js';
import { LEDGER_SCHEMA } from './schema.js';

export interface LedgerRules extends TableRules, DraftRules {
  readonly rejectLimit?: RejectLimit;
  /** Keep every problem of every refused row, for a rejects file. */
  readonly keepAllRejects: boolean;
}

/** A file of a plan. */
export interface PlannedFile extends DraftFile {
  readonly source: Source;
  readonly form: TableForm;
}

/** Ledgers of one date whose columns are known to go together, before any row is read. */
export interface LedgerPlan {
  readonly rules: LedgerRules;
  readonly files: readonly PlannedFile[];
  /** Fields that any of the files has. */
  readonly held: ReadonlySet<LoanField>;
  readonly kept: KeptFields;
  readonly keyParts: Portfolio['keyParts'];
  readonly notes: readonly Diagnostic[];
}

/** `presumes` as in probeEncoding: only with the plain lane, which then checks the bytes. Errors: those of encoding and header, E_FIELD_MISSING, E_KEY_PARTS, E_COLUMNS_DIFFER, E_AS_OF_MISSING. */
export function planLedgers(sources: readonly Source[], rules: LedgerRules, keep: Keep = KEEP_ALL, presumes = false): LedgerPlan {
  const notes: Diagnostic[] = [];
  const held = new Set<LoanField>();
  const files: PlannedFile[] = [];
  let decisive: DecisiveColumns | undefined;
  let keyParts: Portfolio['keyParts'] | undefined;
  for (const source of sources) {
    const form = detectForm(source, LEDGER_SCHEMA, rules, presumes);
    const { fields } = form.dialect.binding;
    const place = { file: source.shownAs, line: form.dialect.headerLine };
    const places = placesOf(fields, place);
    keyParts = checkKeyParts(keyParts, places, source.shownAs, sources[0]?.shownAs as string);
    const own = decisiveColumns(fields, place, rules.currency !== undefined);
    decisive ??= own;
    refuseOtherColumns(decisive, own);
    const asOf = places.asOf >= 0 ? undefined : statedDate(rules, source, notes);
    for (const { field } of fields) held.add(field.name as LoanField);
    files.push({ source, form, index: files.length, asOf });
  }
  return { rules, files, held, kept: keptFields(held, keep), keyParts: keyParts ?? 'loan', notes };
}

function checkKeyParts(known: Portfolio['keyParts'] | undefined, places: Places, file: string, left: string): Portfolio['keyParts'] {
  const parts = places.institution < 0 ? 'loan' : 'institution+loan';
  if (known !== undefined && known !== parts) {
    throw new UserError({ code: 'E_KEY_PARTS', file, params: { left, leftParts: known, right: file, rightParts: parts } });
  }
  return parts;
}

/** The date of a ledger without a date column: the option's, or the one in the file's name. */
function statedDate({ asOf: asked }: LedgerRules, source: Source, notes: Diagnostic[]): DayNumber {
  const file = source.shownAs;
  const named = dateInName(source.name);
  if (asked === undefined) {
    if (named === undefined) throw new UserError({ code: 'E_AS_OF_MISSING', file });
    notes.push({ code: 'N_AS_OF_FROM_NAME', file, params: { asOf: isoDate(named) } });
    return named;
  }
  if (named !== undefined && named !== asked) {
    notes.push({ code: 'W_AS_OF_NAME', file, params: { named: isoDate(named), asOf: isoDate(asked) } });
  }
  return asked;
}

/** The one date a file's name holds: 2018-06-30, 2018_06_30 or 20180630. Several different ones name none. */
function dateInName(name: string): DayNumber | undefined {
  const found = new Set<DayNumber>();
  for (const [, year, month, day] of name.matchAll(/(?<!\d)((?:19|20)\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)/g)) {
    const date = dayNumber(Number(year), Number(month), Number(day));
    if (date !== undefined) found.add(date);
  }
  return found.size === 1 ? [...found][0] : undefined;
}
