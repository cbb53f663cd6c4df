import { DISPOSAL_KINDS, type Disposal, type DisposalKind } from '../model/events.js';
import { yuan } from '../model/money.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import type { RowProblem } from '../table/table-rules.js';
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
import { entryOf, type Register, type RegisterRow, readRegister, stated, textsOf } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

const KIND_WORDS: Readonly<Record<DisposalKind, readonly string[]>> = {
  transfer: ['转让', '批量转让', '单户转让', '不良转让', 'transfer', 'sale'],
  foreclosure: ['抵债', '以物抵债', 'foreclosure'],
  'debt-to-equity': ['债转股', 'debt-to-equity', 'debt to equity'],
  securitisation: ['证券化', '资产证券化', 'securitisation', 'securitization'],
  entrusted: ['委托处置', '代理处置', '收益权转让', 'entrusted', 'agency'],
};
const KIND = choiceOf(
  DISPOSAL_KINDS.map((kind) => KIND_WORDS[kind]),
  'E_KIND',
  DISPOSAL_KINDS.map((kind) => `${KIND_WORDS[kind][0]}/${kind}`),
);

const FIELDS: readonly RegisterField[] = [
  dateColumn(
    'date',
    ['date', '处置日期', '日期'],
    { en: 'the day the loan left the book', zh: '处置（出表）日期' },
    '2019-08-30',
    needed({ en: 'dates each disposal', zh: '各笔处置的日期' }),
  ),
  INSTITUTION_FIELD,
  LOAN_FIELD,
  choiceColumn(
    KIND,
    'kind',
    ['kind', '处置方式', '方式', '类型'],
    {
      en: 'transfer, foreclosure, debt-to-equity, securitisation; entrusted leaves the loan on the book',
      zh: '转让、抵债、债转股、证券化；委托处置、代理处置、收益权转让不出表',
    },
    '转让',
    needed({ en: 'says how it was disposed of', zh: '说明处置方式' }),
  ),
  amountColumn(
    'principal',
    ['principal', '处置本金', '本金'],
    { en: 'principal that leaves the book', zh: '出表本金' },
    '3150000.00',
    needed({ en: 'is what leaves the book', zh: '所处置的本金' }),
  ),
  amountColumn(
    'price',
    ['price', '转让价款', '价款', '抵债金额', '对价'],
    { en: 'what the buyer paid; of a foreclosure the value the asset is booked at', zh: '转让价款；抵债则为入账价值' },
    '1260000.00',
  ),
  amountColumn(
    'loss',
    ['loss', '转让损失', '损失'],
    { en: 'of a transfer: principal less price; either may be left blank', zh: '转让损失：本金减价款；与价款可只填其一' },
    '1890000.00',
  ),
  textColumn('counterparty', ['counterparty', '受让方', '交易对手'], { en: 'who took it', zh: '受让方' }, '某资产管理公司'),
  REVERSES_FIELD,
];

export const DISPOSALS_SCHEMA: Schema = { id: 'disposals', key: 'loan', fields: FIELDS };

/** Disposals in file order. Errors: those of the table; E_DISPOSAL where a transfer's parts do not sum; E_REVERSAL. */
export function readDisposals(source: Source): Register<Disposal> {
  return readRegister<Disposal>(source, DISPOSALS_SCHEMA, (row) => {
    const kind = DISPOSAL_KINDS[row.number('kind') as number] as DisposalKind;
    const refused = refusedParts(row, kind);
    if (refused !== undefined) return refused;
    const principal = row.cents('principal');
    const price = row.number('price') === undefined && kind === 'transfer' ? principal - row.cents('loss') : priceOf(row);
    return { ...entryOf(row), kind, principal, ...stated({ price }), ...textsOf(row, 'counterparty') };
  });
}

function priceOf(row: RegisterRow): bigint | undefined {
  return row.number('price') === undefined ? undefined : row.cents('price');
}

/** Price and loss make up the principal of a transfer; nothing else has a loss part of its own. */
function refusedParts(row: RegisterRow, kind: DisposalKind): RowProblem | undefined {
  const [price, loss] = [row.number('price'), row.number('loss')];
  const refuse = (en: string, zh: string): RowProblem => ({ code: 'E_DISPOSAL', params: { reason: { en, zh } } });
  if (kind !== 'transfer') {
    if (loss === undefined || loss === 0) return undefined;
    return refuse(
      'only a transfer has a loss part: what another disposal does not cover is written off by an entry of its own',
      '仅转让有损失部分：其他处置未能覆盖的金额应另行核销登记',
    );
  }
  if (price === undefined && loss === undefined) return refuse('a transfer states its price or its loss', '转让须填价款或损失');
  const principal = row.cents('principal');
  if (loss === undefined) return undefined;
  if (price === undefined) {
    return BigInt(loss) <= principal ? undefined : refuse('the loss is above the principal', '损失大于本金');
  }
  const parts = BigInt(price) + BigInt(loss);
  if (parts === principal || (loss === 0 && BigInt(price) > principal)) return undefined;
  const sum = `${yuan(BigInt(price))} + ${yuan(BigInt(loss))} = ${yuan(parts)}`;
  return refuse(`price and loss make ${sum}, the principal is ${yuan(principal)}`, `价款与损失合计 ${sum}，本金为 ${yuan(principal)}`);
}

export const DISPOSALS: RegisterKind<Disposal> = {
  id: 'disposals',
  option: 'disposals',
  title: { en: 'how NPLs were disposed of', zh: '处置登记簿' },
  says: 'entries',
  fields: FIELDS,
  read: readDisposals,
};
