import { ADJUSTMENT_KINDS, type BaseAdjustment } from '../model/base-adjustment.js';
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
  type RegisterField,
  textColumn,
} from './fields.js';
import { entryOf, type Register, readRegister, textsOf } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

const KIND = choiceOf(
  [
    ['调增', '调入', 'increase', 'added'],
    ['调减', '调出', 'decrease', 'removed'],
  ],
  'E_KIND',
  ['调增/increase', '调减/decrease'],
);

const FIELDS: readonly RegisterField[] = [
  dateColumn(
    'date',
    ['date', '调整日期', '日期'],
    { en: 'the day the adjustment was decided', zh: '调整（审批）日期' },
    '2019-03-15',
    needed({ en: 'dates each adjustment', zh: '各笔调整的日期' }),
  ),
  INSTITUTION_FIELD,
  LOAN_FIELD,
  choiceColumn(
    KIND,
    'kind',
    ['kind', '调整方向', '类型'],
    { en: 'increase or decrease of the base', zh: '调增 或 调减（锁定基数）' },
    '调增',
    needed({ en: 'says which way', zh: '说明调整方向' }),
  ),
  amountColumn(
    'amount',
    ['amount', '调整金额', '金额'],
    { en: 'by how much the loan’s balance in the base changes', zh: '该借据在基数中的余额调整金额' },
    '480000.00',
    needed({ en: 'is what is added or taken out', zh: '调整的金额' }),
  ),
  textColumn(
    'from',
    ['from_branch', '原支行', '划出支行'],
    { en: 'of a branch merger: the branch it was in', zh: '机构合并等：原支行' },
    '相山支行',
  ),
  textColumn('to', ['to_branch', '现支行', '划入支行'], { en: 'and the branch it is in now', zh: '机构合并等：现支行' }, '杜集支行'),
  textColumn(
    'reason',
    ['reason', '调整原因', '原因'],
    { en: 'why', zh: '调整原因' },
    '锁定日分类有误',
    needed({ en: 'says why', zh: '说明原因' }),
  ),
  textColumn(
    'approver',
    ['approver', '批准人', '审批人'],
    { en: 'who approved it', zh: '批准人' },
    '贺绍文',
    needed({ en: 'says who approved it', zh: '说明批准人' }),
  ),
];

export const BASE_ADJUSTMENTS_SCHEMA: Schema = { id: 'base-adjustments', key: 'loan', fields: FIELDS };

/** Adjustments of a locked base in file order. */
export function readBaseAdjustments(source: Source): Register<BaseAdjustment> {
  return readRegister<BaseAdjustment>(source, BASE_ADJUSTMENTS_SCHEMA, (row) => ({
    ...entryOf(row),
    kind: ADJUSTMENT_KINDS[row.number('kind') as number] as BaseAdjustment['kind'],
    amount: row.cents('amount'),
    ...textsOf(row, 'from', 'to'),
    reason: row.text('reason') as string,
    approver: row.text('approver') as string,
  }));
}

export const BASE_ADJUSTMENTS: RegisterKind<BaseAdjustment> = {
  id: 'base-adjustments',
  option: 'adjustments',
  title: { en: 'adjustments of the locked base', zh: '基数调整登记簿' },
  // Decided after the day of the lock, and of one restatement.
  says: 'state',
  fields: FIELDS,
  read: readBaseAdjustments,
};
