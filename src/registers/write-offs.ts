import type { WriteOff } from '../model/events.js';
import type { FieldKind, Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import { foldWord } from '../table/values.js';
import { INSTITUTION_FIELD, LOAN_FIELD, type Register, readRegister } from './read-register.js';

const CHANNELS = ['write-off', 'transfer'] as const;
const CHANNEL_WORDS: readonly (readonly string[])[] = [
  ['核销', '呆账核销', '自主核销', 'write-off', 'write off', 'writeoff'],
  ['转让', '转让损失', '批量转让', 'transfer', 'transfer loss'],
];
const CHANNEL: FieldKind = {
  type: 'choice',
  words: new Map(CHANNEL_WORDS.flatMap((words, code) => words.map((word) => [foldWord(word), code] as const))),
  refusal: 'E_CHANNEL',
  shown: CHANNEL_WORDS.map((words) => words[0]).join(', '),
};
const AMOUNT: FieldKind = { type: 'amount', negative: 'E_NEGATIVE_AMOUNT' };

export const WRITE_OFFS_SCHEMA: Schema = {
  id: 'write-offs',
  key: 'loan',
  fields: [
    {
      name: 'date',
      kind: { type: 'date' },
      names: ['date', 'write_off_date', '核销日期', '日期'],
      neededFor: { en: 'dates each write-off', zh: '各笔核销的日期' },
      required: true,
    },
    INSTITUTION_FIELD,
    LOAN_FIELD,
    {
      name: 'principal',
      kind: AMOUNT,
      names: ['principal', '核销本金', '本金', '核销金额'],
      neededFor: { en: 'is what is written off', zh: '所核销的本金' },
      required: true,
    },
    { name: 'interest', kind: AMOUNT, names: ['interest', '核销利息', '利息'] },
    { name: 'channel', kind: CHANNEL, names: ['channel', '渠道', '核销渠道', '方式'] },
    { name: 'ground', kind: { type: 'text' }, names: ['ground', '依据', '核销依据', '核销原因'] },
    { name: 'approver', kind: { type: 'text' }, names: ['approver', '批准人', '审批人'] },
  ],
};

/** Write-offs in file order. A blank or absent channel is an ordinary write-off. */
export function readWriteOffs(source: Source): Register<WriteOff> {
  return readRegister<WriteOff>(source, WRITE_OFFS_SCHEMA, (row) => {
    const ground = row.text('ground');
    const approver = row.text('approver');
    return {
      file: row.file,
      line: row.line,
      date: row.number('date') as number,
      loan: row.key('loan') as string,
      principal: row.cents('principal'),
      interest: row.cents('interest'),
      channel: CHANNELS[row.number('channel') ?? 0] as (typeof CHANNELS)[number],
      ...(ground === undefined ? {} : { ground }),
      ...(approver === undefined ? {} : { approver }),
    };
  });
}
