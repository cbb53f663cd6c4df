import { type NotSelected, ofSelection, type Selection, selectedLoans } from '../../measure/selected-accounts.js';
import { yuan } from '../../model/money.js';
import type { Portfolio } from '../../model/portfolio.js';
import { unitOf } from '../currency-unit.js';
import type { Io } from '../io.js';
import type { LedgerOptions } from './open-ledgers.js';
import type { Background } from './read-background.js';

/** What a selection of rows (--where) leaves of the registers, which hold the whole institution; the rest is told. */
export function selectedBackground(
  background: Background,
  { where }: Pick<LedgerOptions, 'where'>,
  selection: Omit<Selection, 'locks'>,
  io: Io,
): Background {
  if (where.length === 0) return background;
  const { accounts, left } = ofSelection(background, selectedLoans({ ...selection, locks: background.locks }));
  tellNotSelected(left, (selection.portfolios[0] as Portfolio).currency, io);
  return accounts;
}

/** `currency`: of the ledgers, all in one. */
export function tellNotSelected({ count, principal }: NotSelected, currency: string, io: Io): void {
  if (count > 0) io.tell({ code: 'N_EVENTS_NOT_SELECTED', params: { count, principal: yuan(principal), unit: unitOf(currency) } });
}
