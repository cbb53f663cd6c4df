import { type NotSelected, selectedLoans } from '../../measure/selected-accounts.js';
import { type Cents, sumOf } from '../../model/money.js';
import type { RegisterRows } from '../../model/register-rows.js';
import type { Io } from '../io.js';
import type { LedgerOptions } from '../reading/open-ledgers.js';
import { tellNotSelected } from '../reading/selected-background.js';
import { type BookMonth, classifyInBook } from './book-month.js';
import type { GivenRegisters } from './given-registers.js';
import { readStoredClasses } from './read-stored-loans.js';

/** What a selection of rows (--where) leaves of the registers given for a month: later months know no more of the rest. */
export async function selectedInBook(
  at: BookMonth,
  given: GivenRegisters,
  known: RegisterRows,
  { where }: Pick<LedgerOptions, 'where'>,
  io: Io,
): Promise<{ readonly at: BookMonth; readonly stored: RegisterRows }> {
  const { rows, stored } = given;
  if (where.length === 0 || rows.events.length + rows.writeOffs.length + rows.recoveries.length + rows.disposals.length === 0)
    return { at, stored };
  const before = at.before === undefined ? [] : [(await readStoredClasses(at.book, at.before, true, io)).portfolio];
  const onLedger = selectedLoans({
    portfolios: [at.month.portfolio, ...before],
    locks: at.background.locks,
    families: at.lineage.families,
  });
  const earlier = new Set([...known.events, ...known.writeOffs, ...known.recoveries, ...known.disposals].map(({ loan }) => loan));
  const isSelected = (loan: string) => onLedger(loan) || earlier.has(loan) || at.carried?.npl.has(loan) === true;
  const { kept, left } = rowsOfSelection(rows, isSelected);
  if (left.count === 0) return { at, stored };
  tellNotSelected(left, at.month.portfolio.currency, io);
  return { at: classifyInBook({ ...at, own: kept }, at.month.portfolio), stored: rowsOfSelection(stored, isSelected).kept };
}

function rowsOfSelection(
  rows: RegisterRows,
  isSelected: (loan: string) => boolean,
): { readonly kept: RegisterRows; readonly left: NotSelected } {
  const gone: { readonly principal: Cents }[] = [];
  const selected = <T extends { readonly loan: string; readonly principal: Cents }>(list: readonly T[]): T[] => {
    for (const row of list) if (!isSelected(row.loan)) gone.push(row);
    return list.filter(({ loan }) => isSelected(loan));
  };
  const { events, writeOffs, recoveries, disposals } = rows;
  const kept = {
    ...rows,
    events: selected(events),
    writeOffs: selected(writeOffs),
    recoveries: selected(recoveries),
    disposals: selected(disposals),
  };
  return { kept, left: { count: gone.length, principal: sumOf(gone, ({ principal }) => principal) } };
}
