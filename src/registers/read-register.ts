import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { UserError } from '../diagnostics/diagnostic.js';
import type { DayNumber } from '../model/civil-date.js';
import type { RegisterPlace } from '../model/events.js';
import { KEY_SEPARATOR, type Portfolio } from '../model/portfolio.js';
import type { CellValue } from '../table/cells.js';
import { readRows } from '../table/plain/read-rows.js';
import type { TableFacts } from '../table/read-table.js';
import { checkRejects, newRejectLog } from '../table/rejects.js';
import { type Field, NO_MAP, type Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import type { RowProblem } from '../table/table-rules.js';

/** The values of one register row, by field name. */
export interface RegisterRow extends RegisterPlace {
  readonly number: (name: string) => number | undefined;
  readonly text: (name: string) => string | undefined;
  /** Cents of an amount field, 0 where blank. */
  readonly cents: (name: string) => bigint;
  /** A loan's key: the id, behind the institution where the register has that column. */
  readonly key: (name: string) => string | undefined;
}

export interface Register<T> {
  readonly entries: readonly T[];
  readonly facts: TableFacts;
  /** How it names loans: they can only be matched with those of a ledger that does the same. */
  readonly keyParts: Portfolio['keyParts'];
}

export { type Draft, stated } from '../model/stated.js';

/** What every entry about a loan of a day has, in the form that entries are made of. */
export interface DatedEntry extends RegisterPlace {
  readonly date: DayNumber;
  readonly loan: string;
  /** Of a reversing entry: the day of the entry that it takes back. */
  readonly reverses?: DayNumber;
}

/** Where a row stands: the beginning of an entry that is neither dated nor about one loan. */
export function placeOf({ file, line }: RegisterRow): RegisterPlace {
  return { file, line };
}

/** Place, day and loan of a row whose register needs them, and what it takes back. */
export function entryOf(row: RegisterRow): DatedEntry {
  const { file, line } = row;
  const [date, loan, reverses] = [row.number('date') as number, row.key('loan') as string, row.number('reverses')];
  return reverses === undefined ? { file, line, date, loan } : { file, line, date, loan, reverses };
}

/** The texts of the fields named, of those that are not blank. */
export function textsOf<N extends string>(row: RegisterRow, ...names: readonly N[]): { [K in N]?: string } {
  const texts: { [K in N]?: string } = {};
  for (const name of names) {
    const text = row.text(name);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

/**
 * Reads a register by the same rules as a ledger: every row is an entry or the file is refused. `toEntry` may refuse a
 * row for what its values say together; one that takes back an entry of a later day is refused (E_REVERSAL) before it is asked.
 */
export function readRegister<T>(source: Source, schema: Schema, toEntry: (row: RegisterRow) => T | RowProblem): Register<T> {
  const entries: T[] = [];
  const rejects = newRejectLog(false, { advise: false });
  let institution: number | undefined;
  let { row, take } = rowReader(new Map(), source.shownAs);
  const sink = {
    begin: (fields: readonly { field: Field }[]) => {
      const places = new Map(fields.map(({ field }, index) => [field.name, index]));
      institution = places.get('institution');
      ({ row, take } = rowReader(places, source.shownAs));
    },
    take: (values: readonly CellValue[], line: number) => {
      // Blank, it would be a key that no loan can have.
      if (institution !== undefined && values[institution] === undefined)
        return { code: 'E_KEY_EMPTY', fieldIndex: institution, params: { field: 'institution' } } as const;
      take(values, line);
      const entry = refusedReversal(row) ?? toEntry(row);
      if (isProblem(entry)) return entry;
      entries.push(entry);
      return 'loans' as const;
    },
  };
  const rules = { map: NO_MAP, skipLines: 0, allowNegative: false, allowEmpty: true, where: [] };
  const facts = readRows(source, schema, rules, sink, rejects);
  checkRejects(rejects, undefined, facts.rows.read);
  return { entries, facts, keyParts: institution === undefined ? 'loan' : 'institution+loan' };
}

/** The problem of a reversing entry that comes before the day of the entry it takes back; undefined where there is none. */
function refusedReversal(row: RegisterRow): RowProblem | undefined {
  const [date, reverses] = [row.number('date'), row.number('reverses')];
  if (date === undefined || reverses === undefined || reverses <= date) return undefined;
  const reason = {
    en: 'it is dated before the entry it takes back',
    zh: '冲正日期早于所冲分录的日期',
  };
  return { code: 'E_REVERSAL', params: { reason } };
}

function isProblem(entry: unknown): entry is RowProblem {
  return typeof entry === 'object' && entry !== null && 'code' in entry;
}

/** A row to look at while it is in hand: the next one is looked at through the same object. */
function rowReader(
  places: ReadonlyMap<string, number>,
  file: string,
): { readonly row: RegisterRow; readonly take: (values: readonly CellValue[], line: number) => void } {
  let values: readonly CellValue[] = [];
  const value = (name: string) => {
    const at = places.get(name);
    return at === undefined ? undefined : values[at];
  };
  const text = (name: string) => {
    const held = value(name);
    return held === undefined ? undefined : String(held);
  };
  const hasInstitution = places.has('institution');
  // Ids are one text for all rows of a loan, and keys are to be that too: whoever looks one up compares no characters.
  const known = new Map<string, Map<string, string>>();
  const keyOf = (institution: string, id: string) => {
    let own = known.get(institution);
    if (own === undefined) {
      own = new Map();
      known.set(institution, own);
    }
    const held = own.get(id);
    if (held !== undefined) return held;
    const key = `${institution}${KEY_SEPARATOR}${id}`;
    own.set(id, key);
    return key;
  };
  const row = {
    file,
    line: 0,
    number: (name: string) => value(name) as number | undefined,
    text,
    cents: (name: string) => {
      const held = value(name) as number | undefined;
      // Most amounts of most rows are none, and one zero does for all.
      return held === undefined || held === 0 ? 0n : BigInt(held);
    },
    key: (name: string) => {
      const id = text(name);
      return id === undefined || !hasInstitution ? id : keyOf(text('institution') as string, id);
    },
  };
  const take = (next: readonly CellValue[], line: number) => {
    values = next;
    row.line = line;
  };
  return { row, take };
}

/** Refuses a register that names loans in another way than the ledger: none of its entries would be found. Errors: E_KEY_PARTS. */
export function refuseOtherKeys({ entries, facts, keyParts }: Register<unknown>, ledger: Portfolio): void {
  if (entries.length === 0 || keyParts === ledger.keyParts) return;
  const right = ledger.sources[0]?.name ?? '';
  const params = { left: facts.name, leftParts: keyParts, right, rightParts: ledger.keyParts };
  throw new UserError({ code: 'E_KEY_PARTS', file: facts.name, params });
}

/** Refuses entries dated after `asOf`, as many as are shown: a register that knows the future belongs to another month. What has no day passes. */
export function refuseLater(entries: readonly unknown[], asOf: DayNumber, isoDate: (day: DayNumber) => string): void {
  const later: Diagnostic[] = entries
    .filter((entry): entry is RegisterPlace & { readonly date: DayNumber } => isAfter(entry, asOf))
    .slice(0, 20)
    .map((entry) => ({
      code: 'E_EVENT_AFTER_AS_OF',
      file: entry.file,
      line: entry.line,
      params: { date: isoDate(entry.date), asOf: isoDate(asOf) },
    }));
  if (later.length > 0) throw new UserError(later);
}

function isAfter(entry: unknown, day: DayNumber): boolean {
  const { date } = entry as { readonly date?: unknown };
  return typeof date === 'number' && date > day;
}
