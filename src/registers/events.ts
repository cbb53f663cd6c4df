import { UserError } from '../diagnostics/diagnostic.js';
import { EVENT_KINDS, type EventKind, type LoanEvent } from '../model/events.js';
import { eventPrint } from '../model/register-rows.js';
import type { FieldKind, Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import { foldWord } from '../table/values.js';
import { INSTITUTION_FIELD, LOAN_FIELD, type Register, readRegister } from './read-register.js';

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

const KINDS: FieldKind = {
  type: 'choice',
  words: new Map(EVENT_KINDS.flatMap((kind, code) => KIND_WORDS[kind].map((word) => [foldWord(word), code] as const))),
  refusal: 'E_KIND',
  shown: EVENT_KINDS.map((kind) => `${KIND_WORDS[kind][0]}/${kind}`).join(', '),
};
const AMOUNT: FieldKind = { type: 'amount', negative: 'E_NEGATIVE_AMOUNT' };

export const EVENTS_SCHEMA: Schema = {
  id: 'events',
  key: 'loan',
  fields: [
    {
      name: 'date',
      kind: { type: 'date' },
      names: ['date', '日期', '发生日期', '处置日期'],
      neededFor: { en: 'dates each event', zh: '各事件的日期' },
      required: true,
    },
    INSTITUTION_FIELD,
    LOAN_FIELD,
    {
      name: 'kind',
      kind: KINDS,
      names: ['kind', 'event', '事件', '事件类型', '类型', '变动类型'],
      neededFor: { en: 'says what happened', zh: '说明发生了什么' },
      required: true,
    },
    {
      name: 'principal',
      kind: AMOUNT,
      names: ['principal', '本金', '收回本金', '金额'],
      neededFor: { en: 'moves balances', zh: '变动余额' },
    },
    { name: 'interestOnBook', kind: AMOUNT, names: ['interest_on_book', '表内利息', '收回表内利息'] },
    { name: 'interestOffBook', kind: AMOUNT, names: ['interest_off_book', '表外利息', '收回表外利息'] },
    { name: 'price', kind: AMOUNT, names: ['price', '转让价款', '转让价格', '价款'] },
    { name: 'newLoan', kind: { type: 'key' }, names: ['new_loan_id', 'new_loan', '新借据号', '新借据编号'] },
    { name: 'reason', kind: { type: 'text' }, names: ['reason', '原因', '事由', '备注'] },
  ],
};

/** Events in file order. Errors: those of the table; E_AMOUNT_EMPTY where a kind moves principal and states none; E_EVENT_TWICE. */
export function readEvents(source: Source): Register<LoanEvent> {
  const register = readRegister<LoanEvent>(source, EVENTS_SCHEMA, (row) => {
    const kind = EVENT_KINDS[row.number('kind') as number] as EventKind;
    if (kind !== 'renewal' && row.number('principal') === undefined) {
      return { code: 'E_AMOUNT_EMPTY' };
    }
    const price = row.number('price');
    const newLoan = row.key('newLoan');
    const reason = row.text('reason');
    return {
      file: row.file,
      line: row.line,
      date: row.number('date') as number,
      loan: row.key('loan') as string,
      kind,
      principal: row.cents('principal'),
      interestOnBook: row.cents('interestOnBook'),
      interestOffBook: row.cents('interestOffBook'),
      ...(price === undefined ? {} : { price: BigInt(price) }),
      ...(newLoan === undefined ? {} : { newLoan }),
      ...(reason === undefined ? {} : { reason }),
    };
  });
  refuseTwice(register.entries);
  return register;
}

function refuseTwice(events: readonly LoanEvent[]): void {
  const seen = new Map<string, LoanEvent>();
  for (const event of events) {
    const print = eventPrint(event);
    const first = seen.get(print);
    if (first !== undefined)
      throw new UserError({ code: 'E_EVENT_TWICE', file: event.file, line: event.line, params: { first: first.line } });
    seen.set(print, event);
  }
}
