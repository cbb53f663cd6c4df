import { UserError } from '../diagnostics/diagnostic.js';
import { EVENT_KINDS, type EventKind, type LoanEvent } from '../model/events.js';
import { eventPrint, givenTwice } from '../model/register-rows.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import {
  amountColumn,
  choiceColumn,
  choiceOf,
  dateColumn,
  INSTITUTION_FIELD,
  keyColumn,
  LOAN_FIELD,
  REVERSES_FIELD,
  type RegisterField,
  textColumn,
} from './fields.js';
import { entryOf, type Register, readRegister, stated } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

/** The words of each kind of event; the first Chinese one is what reports print. */
const KIND_WORDS: Readonly<Record<EventKind, readonly string[]>> = {
  formation: ['新发生不良', '新发生', '下迁', 'formation'],
  increase: ['余额增加', '增加', 'increase'],
  reversal: ['冲回', '冲正', 'reversal'],
  relapse: ['上调后下迁', '上调后再次下迁', '再次下迁', 'relapse'],
  cash: ['现金清收', '现金收回', '清收', 'cash', 'cash recovery'],
  upgrade: ['上调', '上迁', 'upgrade'],
  'write-off': ['核销', '呆账核销', 'write-off', 'write off', 'writeoff'],
  transfer: ['转让', '批量转让', '不良转让', 'transfer', 'sale'],
  foreclosure: ['抵债', '以物抵债', 'foreclosure'],
  'debt-to-equity': ['债转股', 'debt-to-equity', 'debt to equity'],
  securitisation: ['证券化', '资产证券化', 'securitisation', 'securitization'],
  'other-exit': ['其他', '其他处置', 'other', 'other-exit'],
  renewal: ['借新还旧', '转据', '续贷', 'renewal'],
  'recovery-after-write-off': [
    '已核销收回',
    '已核销贷款收回',
    '核销后收回',
    '收回已核销',
    'recovery-after-write-off',
    'recovery after write-off',
  ],
};

const KINDS = choiceOf(
  EVENT_KINDS.map((kind) => KIND_WORDS[kind]),
  'E_KIND',
  EVENT_KINDS.map((kind) => `${KIND_WORDS[kind][0]}/${kind}`),
);

const FIELDS: readonly RegisterField[] = [
  dateColumn('date', ['date', '日期', '发生日期', '处置日期'], { en: 'the day it happened', zh: '发生日期' }, '2019-03-29', {
    neededFor: { en: 'dates each event', zh: '各事件的日期' },
    required: true,
  }),
  INSTITUTION_FIELD,
  LOAN_FIELD,
  choiceColumn(
    KINDS,
    'kind',
    ['kind', 'event', '事件', '事件类型', '类型', '变动类型'],
    {
      en: 'what happened: formation, increase, cash, upgrade, write-off …',
      zh: '发生了什么：新发生不良、余额增加、现金清收、上调、核销等',
    },
    '现金清收',
    { neededFor: { en: 'says what happened', zh: '说明发生了什么' }, required: true },
  ),
  amountColumn(
    'principal',
    ['principal', '本金', '收回本金', '金额'],
    { en: 'principal that moves the balance; 0 where only interest was paid', zh: '变动余额的本金；只收利息时填 0' },
    '480000.00',
    { neededFor: { en: 'moves balances', zh: '变动余额' } },
  ),
  amountColumn(
    'interestOnBook',
    ['interest_on_book', '表内利息', '收回表内利息'],
    { en: 'on-book interest collected', zh: '收回的表内利息' },
    '9900.00',
  ),
  amountColumn(
    'interestOffBook',
    ['interest_off_book', '表外利息', '收回表外利息'],
    { en: 'off-book interest collected', zh: '收回的表外利息' },
    '19250.00',
  ),
  amountColumn(
    'price',
    ['price', '转让价款', '转让价格', '价款'],
    { en: 'what the buyer paid, of a sale', zh: '转让价款（仅转让）' },
    '1260000.00',
  ),
  keyColumn(
    'newLoan',
    ['new_loan_id', 'new_loan', '新借据号', '新借据编号'],
    { en: 'the loan that takes its place, of a renewal', zh: '承接的新借据号（仅借新还旧）' },
    'HB-2019-0262',
  ),
  textColumn('reason', ['reason', '原因', '事由', '备注'], { en: 'why, in words', zh: '原因' }, '保证人代偿'),
  REVERSES_FIELD,
];

export const EVENTS_SCHEMA: Schema = { id: 'events', key: 'loan', fields: FIELDS };

/** Events in file order. Errors: those of the table; E_AMOUNT_EMPTY where a kind moves principal and states none; E_EVENT_TWICE. */
export function readEvents(source: Source): Register<LoanEvent> {
  const register = readRegister<LoanEvent>(source, EVENTS_SCHEMA, (row) => {
    const kind = EVENT_KINDS[row.number('kind') as number] as EventKind;
    if (kind !== 'renewal' && row.number('principal') === undefined) {
      return { code: 'E_AMOUNT_EMPTY' };
    }
    const { file, line, date, loan, reverses } = entryOf(row);
    const principal = row.cents('principal');
    const interestOnBook = row.cents('interestOnBook');
    const interestOffBook = row.cents('interestOffBook');
    // One literal, not an entry spread into another: a year of a large bank has hundreds of thousands of events.
    const event = { file, line, date, loan, kind, principal, interestOnBook, interestOffBook };
    const price = row.number('price');
    const [newLoan, reason] = [row.key('newLoan'), row.text('reason')];
    if (price === undefined && newLoan === undefined && reason === undefined && reverses === undefined) return event;
    return { ...event, ...stated({ price: price === undefined ? undefined : BigInt(price), newLoan, reason, reverses }) };
  });
  refuseTwice(register.entries);
  return register;
}

function refuseTwice(events: readonly LoanEvent[]): void {
  const twice = givenTwice(events, eventPrint);
  if (twice === undefined) return;
  const { file, line } = twice.entry;
  throw new UserError({ code: 'E_EVENT_TWICE', file, line, params: { first: twice.first.line } });
}

export const EVENTS: RegisterKind<LoanEvent> = {
  id: 'events',
  option: 'events',
  title: { en: 'what happened to NPLs', zh: '不良贷款变动登记簿' },
  says: 'entries',
  fields: FIELDS,
  read: readEvents,
};
