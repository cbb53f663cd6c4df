import type { Recovery } from '../model/events.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import {
  amountColumn,
  choiceColumn,
  choiceOf,
  dateColumn,
  INSTITUTION_FIELD,
  LOAN_FIELD,
  needed,
  REVERSES_FIELD,
  type RegisterField,
  textColumn,
} from './fields.js';
import { type Draft, entryOf, type Register, readRegister } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

const CLAIMS = ['on-book', 'written-off'] as const;
const CLAIM = choiceOf(
  [
    ['表内', '在账', '不良贷款', 'on-book', 'on book'],
    ['已核销', '表外', '账销案存', 'written-off', 'written off'],
  ],
  'E_CHOICE',
);

const FIELDS: readonly RegisterField[] = [
  dateColumn(
    'date',
    ['date', '收回日期', '清收日期', '日期'],
    { en: 'the day the money came in', zh: '收回日期' },
    '2019-08-22',
    needed({ en: 'dates each recovery', zh: '各笔收回的日期' }),
  ),
  INSTITUTION_FIELD,
  LOAN_FIELD,
  amountColumn(
    'principal',
    ['principal', '收回本金', '本金'],
    { en: 'principal collected; 0 where only interest was', zh: '收回本金；只收利息时填 0' },
    '200000.00',
    needed({ en: 'is the principal collected', zh: '所收回的本金' }),
  ),
  amountColumn(
    'interestOnBook',
    ['interest_on_book', '收回表内利息', '表内利息'],
    { en: 'on-book interest collected', zh: '收回的表内利息' },
    '9900.00',
  ),
  amountColumn(
    'interestOffBook',
    ['interest_off_book', '收回表外利息', '表外利息'],
    { en: 'off-book interest collected', zh: '收回的表外利息' },
    '38460.00',
  ),
  amountColumn(
    'fees',
    ['fees', '收回费用', '费用', '垫付费用'],
    { en: 'costs collected (fees advanced before)', zh: '收回的垫付费用' },
    '1200.00',
  ),
  choiceColumn(
    CLAIM,
    'claim',
    ['claim', '收回类别', '账类', '类别'],
    {
      en: 'on-book or written-off; blank: a loan written off before and not on the ledger any more counts as written-off',
      zh: '表内 或 已核销；空白时，此前已核销且不在台账上的借据按已核销收回',
    },
    '已核销',
  ),
  textColumn('means', ['means', '收回方式', '清收方式'], { en: 'how it was collected', zh: '收回方式' }, '保证人分期履行'),
  REVERSES_FIELD,
];

export const RECOVERIES_SCHEMA: Schema = { id: 'recoveries', key: 'loan', fields: FIELDS };

/** Recoveries in file order. Errors: those of the table; E_REVERSAL. */
export function readRecoveries(source: Source): Register<Recovery> {
  return readRegister<Recovery>(source, RECOVERIES_SCHEMA, (row) => {
    const { file, line, date, loan, reverses } = entryOf(row);
    const [principal, fees] = [row.cents('principal'), row.cents('fees')];
    const [interestOnBook, interestOffBook] = [row.cents('interestOnBook'), row.cents('interestOffBook')];
    const recovery: Draft<Recovery> = { file, line, date, loan, principal, interestOnBook, interestOffBook, fees };
    const [claim, means] = [row.number('claim'), row.text('means')];
    if (claim !== undefined) recovery.claim = CLAIMS[claim] as (typeof CLAIMS)[number];
    if (means !== undefined) recovery.means = means;
    if (reverses !== undefined) recovery.reverses = reverses;
    return recovery;
  });
}

export const RECOVERIES: RegisterKind<Recovery> = {
  id: 'recoveries',
  option: 'recoveries',
  title: { en: 'what was collected', zh: '清收登记簿' },
  says: 'entries',
  fields: FIELDS,
  read: readRecoveries,
};
