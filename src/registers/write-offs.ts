import type { WriteOff } from '../model/events.js';
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

const CHANNELS = ['write-off', 'transfer'] as const;
const CHANNEL_WORDS: readonly (readonly string[])[] = [
  ['核销', '呆账核销', '自主核销', 'write-off', 'write off', 'writeoff'],
  ['转让', '转让损失', '批量转让', 'transfer', 'transfer loss'],
];
const CHANNEL = choiceOf(CHANNEL_WORDS, 'E_CHANNEL');

const FIELDS: readonly RegisterField[] = [
  dateColumn(
    'date',
    ['date', 'write_off_date', '核销日期', '日期'],
    { en: 'the day it left the book', zh: '核销日期' },
    '2019-03-29',
    needed({ en: 'dates each write-off', zh: '各笔核销的日期' }),
  ),
  INSTITUTION_FIELD,
  LOAN_FIELD,
  amountColumn(
    'principal',
    ['principal', '核销本金', '本金', '核销金额'],
    { en: 'principal written off; of a sale, the loss', zh: '核销本金；转让则为损失金额' },
    '2200000.00',
    needed({ en: 'is what is written off', zh: '所核销的本金' }),
  ),
  amountColumn('interest', ['interest', '核销利息', '利息'], { en: 'interest written off with it', zh: '同时核销的利息' }, '280836.11'),
  choiceColumn(
    CHANNEL,
    'channel',
    ['channel', '渠道', '核销渠道', '方式'],
    { en: 'write-off (also where blank), or transfer: the loss part of a sale', zh: '核销（空白亦为核销）或 转让（转让损失部分）' },
    '核销',
  ),
  textColumn('ground', ['ground', '依据', '核销依据', '核销原因'], { en: 'on what ground', zh: '核销依据' }, '法院裁定终结执行'),
  textColumn('approver', ['approver', '批准人', '审批人'], { en: 'who approved it', zh: '批准人' }, '贺绍文'),
  REVERSES_FIELD,
];

export const WRITE_OFFS_SCHEMA: Schema = { id: 'write-offs', key: 'loan', fields: FIELDS };

/** Write-offs in file order. A blank or absent channel is an ordinary write-off. */
export function readWriteOffs(source: Source): Register<WriteOff> {
  return readRegister<WriteOff>(source, WRITE_OFFS_SCHEMA, (row) => {
    const { file, line, date, loan, reverses } = entryOf(row);
    const [principal, interest] = [row.cents('principal'), row.cents('interest')];
    const channel = CHANNELS[row.number('channel') ?? 0] as (typeof CHANNELS)[number];
    const writeOff: Draft<WriteOff> = { file, line, date, loan, principal, interest, channel };
    const [ground, approver] = [row.text('ground'), row.text('approver')];
    if (ground !== undefined) writeOff.ground = ground;
    if (approver !== undefined) writeOff.approver = approver;
    if (reverses !== undefined) writeOff.reverses = reverses;
    return writeOff;
  });
}

export const WRITE_OFFS: RegisterKind<WriteOff> = {
  id: 'write-offs',
  option: 'writeOffs',
  title: { en: 'what was written off', zh: '核销登记簿' },
  says: 'entries',
  fields: FIELDS,
  read: readWriteOffs,
};
