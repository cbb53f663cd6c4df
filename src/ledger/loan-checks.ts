import { UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import { CHOICE_FIELDS } from '../model/loan-fields.js';
import type { BoundField, Place } from '../table/header.js';
import { type RowBatch, valueAt } from '../table/row-batch.js';
import type { RowProblem } from '../table/table-rules.js';

/** Where the values that are looked at together stand in a row; -1 (or nothing) for a field the ledger lacks. */
export interface Places {
  readonly loanId: number;
  readonly institution: number;
  readonly asOf: number;
  readonly status: number;
  readonly writeOffDate: number;
  readonly balance: number;
  readonly currency: number;
  readonly replaces: number;
  /** Overdue-since dates: blank says "not overdue". */
  readonly overdueSince: readonly number[];
  /** Declared class and numbers of days: blank says nothing. */
  readonly evidence: readonly number[];
}

const ON_BOOK = CHOICE_FIELDS.status.indexOf('on-book');
export const SETTLED = CHOICE_FIELDS.status.indexOf('settled');

/** Errors: E_FIELD_MISSING for a ledger with no column that says how its loans stand. */
export function placesOf(fields: readonly BoundField[], place: Place): Places {
  const at = (name: string) => fields.findIndex(({ field }) => field.name === name);
  const all = (...names: string[]) => names.map(at).filter((index) => index >= 0);
  const places: Places = {
    loanId: at('loanId'),
    institution: at('institution'),
    asOf: at('asOf'),
    status: at('status'),
    writeOffDate: at('writeOffDate'),
    balance: at('balance'),
    currency: at('currency'),
    replaces: at('replaces'),
    overdueSince: all('principalOverdueSince', 'interestOverdueSince'),
    evidence: all('declaredClass', 'daysPastDue', 'principalDaysPastDue', 'interestDaysPastDue'),
  };
  if (places.overdueSince.length + places.evidence.length > 0) return places;
  throw new UserError({
    code: 'E_FIELD_MISSING',
    ...place,
    params: {
      field: 'declaredClass | daysPastDue | principalOverdueSince',
      purpose: { en: 'says how a loan stands', zh: '说明借据状况' },
      names: '五级分类, 贷款形态, 逾期天数, 逾期起始日, 欠息日期, class, overdue_days, overdue_since',
    },
  });
}

/** What the values of one row cannot say together. */
export function loanProblem(batch: RowBatch, row: number, places: Places, asOf: DayNumber): RowProblem | undefined {
  for (const index of places.overdueSince) {
    if (valueAt(batch, index, row) > asOf) return { code: 'E_OVERDUE_AFTER_AS_OF', fieldIndex: index, params: { asOf: isoDate(asOf) } };
  }
  // A settled row needs no class: it is in no figure.
  if (places.overdueSince.length === 0 && !hasEvidence(batch, row, places) && !isOffBook(batch, row, places)) {
    return { code: 'E_NOTHING_TO_CLASSIFY', ...(places.evidence[0] === undefined ? {} : { fieldIndex: places.evidence[0] }) };
  }
  return places.writeOffDate < 0 ? undefined : writeOffProblem(batch, row, places, asOf);
}

/** Marks the rows in which loanProblem may find something, that may be off-book, or whose balance is negative. */
export function markRemarkable(
  batch: RowBatch,
  rows: number,
  places: Places,
  asOf: DayNumber,
  mark: (index: number, least: number, most: number) => void,
  marks: Uint8Array,
): void {
  for (const index of places.overdueSince) mark(index, Number.NEGATIVE_INFINITY, asOf);
  mark(places.status, ON_BOOK, ON_BOOK);
  // Any date at all.
  mark(places.writeOffDate, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
  mark(places.balance, 0, Number.POSITIVE_INFINITY);
  if (places.overdueSince.length > 0) return;
  for (let row = 0; row < rows; row++) if (!hasEvidence(batch, row, places)) marks[row] = 1;
}

function hasEvidence(batch: RowBatch, row: number, { evidence }: Places): boolean {
  for (const index of evidence) if (!Number.isNaN(valueAt(batch, index, row))) return true;
  return false;
}

function writeOffProblem(batch: RowBatch, row: number, places: Places, asOf: DayNumber): RowProblem | undefined {
  const writtenOff = valueAt(batch, places.writeOffDate, row);
  if (Number.isNaN(writtenOff)) return undefined;
  const isLater = writtenOff > asOf;
  if (!isLater && statusOf(batch, row, places) !== ON_BOOK) return undefined;
  const day = isoDate(asOf);
  const reason = isLater
    ? { en: `written off after the data date ${day}`, zh: `核销日期晚于数据日期 ${day}` }
    : { en: 'written off, and its status says it is on the book', zh: '有核销日期，而贷款状态为在账' };
  const advice = {
    en: 'correct it at the source, or name the column under ignore in a --map file',
    zh: '请在源头更正，或在 --map 文件的 ignore 中列出该列',
  };
  return { code: 'E_STATUS_CONFLICT', fieldIndex: places.writeOffDate, params: { reason, advice } };
}

/** Code of CHOICE_FIELDS.status; undefined where blank or where there is no such column. */
export function statusOf(batch: RowBatch, row: number, { status }: Places): number | undefined {
  if (status < 0) return undefined;
  const code = valueAt(batch, status, row);
  return Number.isNaN(code) ? undefined : code;
}

/** Marked settled, written off or transferred, or with a write-off date and no status. */
export function isOffBook(batch: RowBatch, row: number, places: Places): boolean {
  const status = statusOf(batch, row, places);
  if (status !== undefined) return status !== ON_BOOK;
  return places.writeOffDate >= 0 && !Number.isNaN(valueAt(batch, places.writeOffDate, row));
}
