import { type Diagnostic, UserError } from '../../diagnostics/diagnostic.js';
import { isoDate } from '../../model/civil-date.js';
import type { RegisterPlace } from '../../model/events.js';
import { groupBy } from '../../model/groups.js';
import { shownKey } from '../../model/portfolio.js';
import { disposalPrint, eventPrint, type RegisterRows, recoveryPrint, writeOffPrint } from '../../model/register-rows.js';

interface Entry extends RegisterPlace {
  readonly loan: string;
  readonly date: number;
  readonly reverses?: number;
}

/**
 * Refuses rows that say of a loan and day something else than a row of a closed month, which is not among the given ones and
 * is not taken back: the row was edited, and both would count. Errors: E_BOOK_ROW_EDITED.
 */
export function refuseEdited(given: RegisterRows, known: RegisterRows): void {
  const found = [
    ...edited(given.events, known.events, eventPrint, ({ kind }) => kind),
    ...edited(given.writeOffs, known.writeOffs, writeOffPrint, ({ channel }) => channel),
    ...edited(given.recoveries, known.recoveries, recoveryPrint, () => ''),
    ...edited(given.disposals, known.disposals, disposalPrint, ({ kind }) => kind),
  ];
  if (found.length > 0) throw new UserError(found.slice(0, LISTED));
}

const LISTED = 20;

function edited<T extends Entry>(
  given: readonly T[],
  known: readonly T[],
  printOf: (row: T) => string,
  kindOf: (row: T) => string,
): Diagnostic[] {
  if (known.length === 0) return [];
  const dayOf = (row: T, date: number) => `${date} ${kindOf(row)} ${row.loan}`;
  const isEntry = ({ reverses }: T) => reverses === undefined;
  const entries = groupBy(known.filter(isEntry), (row) => dayOf(row, row.date));
  const takenBack = new Set([...given, ...known].flatMap((row) => (row.reverses === undefined ? [] : [dayOf(row, row.reverses)])));
  const prints = new Set(given.map(printOf));
  return given.filter(isEntry).flatMap((row): Diagnostic[] => {
    const day = dayOf(row, row.date);
    const before = entries.get(day);
    if (before === undefined || takenBack.has(day)) return [];
    const said = printOf(row);
    if (before.some((one) => printOf(one) === said)) return [];
    const changed = before.find((one) => !prints.has(printOf(one)));
    if (changed === undefined) return [];
    const { file, line, loan, date } = row;
    const params = { date: isoDate(date), place: `${changed.file}:${changed.line}` };
    return [{ code: 'E_BOOK_ROW_EDITED', file, line, value: shownKey(loan), params }];
  });
}
