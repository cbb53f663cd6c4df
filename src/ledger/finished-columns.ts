import type { AmountField, ChoiceField, DateField, DaysField, FlagField, LoanField, TextField } from '../model/loan-fields.js';
import { AMOUNT_FIELDS, CHOICE_FIELDS, DATE_FIELDS, DAYS_FIELDS, FLAG_FIELDS } from '../model/loan-fields.js';
import type { Portfolio, TextColumn } from '../model/portfolio.js';
import type { TextIndex } from '../model/text-index.js';
import { includes, isTextField } from './kept-fields.js';
import type { LoanStore } from './loan-store.js';
import type { Dictionaries } from './portfolio-draft.js';

type Columns = Pick<
  Portfolio,
  'balance' | 'declaredClass' | 'amounts' | 'dates' | 'days' | 'flags' | 'choices' | 'texts' | 'sourceOf' | 'lineOf'
>;

/** The columns as a portfolio holds them: views of the loans there are, not copies. `held` are the fields that the ledgers have. */
export function finishedColumns(store: LoanStore, dictionaries: Dictionaries, held: ReadonlySet<LoanField>): Columns {
  const { count } = store;
  const amounts: Partial<Record<AmountField, Float64Array>> = {};
  const dates: Partial<Record<DateField, Int32Array>> = {};
  const days: Partial<Record<DaysField, Int32Array>> = {};
  const flags: Partial<Record<FlagField, Uint8Array>> = {};
  const choices: Partial<Record<ChoiceField, Uint8Array>> = {};
  const texts: Partial<Record<TextField, TextColumn>> = {};
  const more: { declaredClass?: Uint8Array } = {};
  for (const { field, data } of store.columns) {
    const column = data.subarray(0, count);
    if (includes(AMOUNT_FIELDS, field)) amounts[field] = column as Float64Array;
    else if (includes(DATE_FIELDS, field)) dates[field] = column as Int32Array;
    else if (includes(DAYS_FIELDS, field)) days[field] = column as Int32Array;
    else if (includes(FLAG_FIELDS, field)) flags[field] = column as Uint8Array;
    else if (field in CHOICE_FIELDS) choices[field as ChoiceField] = column as Uint8Array;
    else if (isTextField(field)) texts[field] = { codes: column as Uint32Array, dictionary: dictionaries.get(field) as TextIndex };
    else more.declaredClass = column as Uint8Array;
  }
  for (const [field, list] of store.lists) texts[field as TextField] = { list };
  for (const records of [amounts, dates, days, flags, choices, texts]) refuseUnkept(records, held, store);
  return {
    balance: amounts.balance as Float64Array,
    ...more,
    amounts,
    dates,
    days,
    flags,
    choices,
    texts,
    sourceOf: store.sourceOf.subarray(0, count),
    lineOf: store.lineOf.subarray(0, count),
  };
}

/** A column that the ledgers have must not be taken for one that they lack. */
function refuseUnkept(columns: object, held: ReadonlySet<LoanField>, { columns: kept, lists }: LoanStore): void {
  for (const field of held) {
    if (lists.has(field) || kept.some((column) => column.field === field)) continue;
    Object.defineProperty(columns, field, {
      get: () => {
        throw new TypeError(`the column ${field} was read without being kept`);
      },
    });
  }
}
