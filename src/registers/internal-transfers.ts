import { UserError } from '../diagnostics/diagnostic.js';
import { shownKey } from '../model/portfolio.js';
import { placeBeside } from '../model/register-rows.js';
import type { InternalTransfer } from '../model/tasks.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import { dateColumn, INSTITUTION_FIELD, LOAN_FIELD, needed, type RegisterField, textColumn } from './fields.js';
import { entryOf, type Register, readRegister } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

const FIELDS: readonly RegisterField[] = [
  dateColumn(
    'date',
    ['date', '划转日期', '日期'],
    { en: 'the first day the loan is the other branch’s', zh: '划转生效日，自该日起归划入支行' },
    '2019-07-01',
    needed({ en: 'dates each transfer', zh: '各笔划转的日期' }),
  ),
  INSTITUTION_FIELD,
  LOAN_FIELD,
  textColumn(
    'from',
    ['from_branch', 'from', '划出支行', '划出机构'],
    { en: 'the branch it leaves, as the ledger names it', zh: '划出支行，名称与台账一致' },
    '相山支行',
    needed({ en: 'is the branch it leaves', zh: '划出支行' }),
  ),
  textColumn(
    'to',
    ['to_branch', 'to', '划入支行', '划入机构'],
    { en: 'the branch it comes to', zh: '划入支行' },
    '杜集支行',
    needed({ en: 'is the branch it comes to', zh: '划入支行' }),
  ),
];

export const INTERNAL_TRANSFERS_SCHEMA: Schema = { id: 'internal-transfers', key: 'loan', fields: FIELDS };

/** Internal transfers in file order. Errors: those of the table; E_INTERNAL_TRANSFER where both branches are one, or rows of a loan do not follow. */
export function readInternalTransfers(source: Source): Register<InternalTransfer> {
  const register = readRegister<InternalTransfer>(source, INTERNAL_TRANSFERS_SCHEMA, (row) => {
    const [from, to] = [row.text('from') as string, row.text('to') as string];
    if (from === to) {
      return {
        code: 'E_INTERNAL_TRANSFER',
        params: { reason: { en: 'it leaves and enters the same branch', zh: '划出与划入为同一支行' } },
      };
    }
    return { ...entryOf(row), from, to };
  });
  refuseBrokenWay(register.entries);
  return register;
}

/**
 * Refuses rows of one loan that do not follow each other: two on one day, or one that leaves a branch the loan was not in. Errors:
 * E_INTERNAL_TRANSFER.
 */
export function refuseBrokenWay(transfers: readonly InternalTransfer[]): void {
  const last = new Map<string, InternalTransfer>();
  for (const transfer of transfers.toSorted((a, b) => a.date - b.date)) {
    const { loan, date, from, file, line } = transfer;
    const before = last.get(loan);
    last.set(loan, transfer);
    if (before === undefined || (before.date < date && before.to === from)) continue;
    const place = placeBeside(before, transfer);
    const reason =
      before.date === date
        ? { en: `the same loan goes over on this day on line ${place} too`, zh: `第 ${place} 行同日已有该借据的划转` }
        : {
            en: `it leaves ${from}, and line ${place} took the loan to ${before.to}`,
            zh: `划出支行为 ${from}，而第 ${place} 行已将该借据划入 ${before.to}`,
          };
    throw new UserError({ code: 'E_INTERNAL_TRANSFER', file, line, value: shownKey(loan), params: { reason } });
  }
}

export const INTERNAL_TRANSFERS: RegisterKind<InternalTransfer> = {
  id: 'internal-transfers',
  option: 'internalTransfers',
  title: { en: 'loans that went from one branch to another', zh: '内部划转登记簿' },
  says: 'entries',
  fields: FIELDS,
  read: readInternalTransfers,
};
