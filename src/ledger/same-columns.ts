import { UserError } from '../diagnostics/diagnostic.js';
import { listed } from '../diagnostics/wording.js';
import { DAYS_FIELDS, FLAG_FIELDS, type LoanField } from '../model/loan-fields.js';
import type { BoundField, Place } from '../table/header.js';

/** Columns that decide a loan's class, whether it counts, or its currency. */
const DECISIVE: ReadonlySet<string> = new Set<LoanField>([
  'declaredClass',
  ...DAYS_FIELDS,
  'principalOverdueSince',
  'interestOverdueSince',
  ...FLAG_FIELDS,
  'restructuredOn',
  'guarantee',
  'borrowerType',
  'borrowerId',
  'allowance',
  'otherBanksDebt',
  'otherBanksOverdue',
  'status',
  'writeOffDate',
  'replaces',
  'currency',
]);

/** The decisive columns of one file: header by field name. */
export interface DecisiveColumns {
  readonly place: Place;
  readonly headers: ReadonlyMap<string, string>;
}

/** `isCurrencyStated`: where the user names it, a file without that column lacks nothing. */
export function decisiveColumns(fields: readonly BoundField[], place: Place, isCurrencyStated: boolean): DecisiveColumns {
  const held = fields.filter(({ field }) => DECISIVE.has(field.name) && !(isCurrencyStated && field.name === 'currency'));
  return { place, headers: new Map(held.map(({ field, header }) => [field.name, header])) };
}

/**
 * Joined, a column that one file lacks would be blank for its loans: "not overdue", "not flagged", a rule passed in
 * silence. Errors: E_COLUMNS_DIFFER.
 */
export function refuseOtherColumns(first: DecisiveColumns, next: DecisiveColumns): void {
  refuseLacking(next, first);
  refuseLacking(first, next);
}

function refuseLacking(lacking: DecisiveColumns, having: DecisiveColumns): void {
  const lacked = [...having.headers].filter(([name]) => !lacking.headers.has(name));
  if (lacked.length === 0) return;
  const columns = listed(lacked.map(([name, header]) => (header === name ? name : `${name} (${header})`)));
  throw new UserError({ code: 'E_COLUMNS_DIFFER', ...lacking.place, params: { columns, other: having.place.file } });
}
