import { FLAG_CHOICE } from '../ledger/words.js';
import { PLAN_MEASURES, PLAN_TIERS, type PlanMeasure, type PlanTarget, type PlanTier } from '../model/plans.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import type { RowProblem } from '../table/table-rules.js';
import {
  amountColumn,
  BORROWER_NAMES,
  choiceColumn,
  choiceOf,
  dateColumn,
  INSTITUTION_FIELD,
  keyColumn,
  LOAN_NAMES,
  needed,
  type RegisterField,
  textColumn,
} from './fields.js';
import { placeOf, type Register, type RegisterRow, readRegister, stated, textsOf } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

const TIER_WORDS: Readonly<Record<PlanTier, readonly string[]>> = {
  short: ['短期', 'short', 'short term'],
  medium: ['中期', 'medium', 'medium term'],
  long: ['长期', 'long', 'long term'],
};
const MEASURE_WORDS: Readonly<Record<PlanMeasure, readonly string[]>> = {
  cash: ['现金清收', '催收', '清收', 'cash'],
  litigation: ['诉讼', '诉讼清收', '依法清收', '执行', 'litigation'],
  restructuring: ['重组', '重组盘活', '盘活', 'restructuring'],
  'write-off': ['核销', '呆账核销', 'write-off', 'write off'],
  transfer: ['转让', '批量转让', 'transfer', 'sale'],
  foreclosure: ['抵债', '以物抵债', 'foreclosure'],
  other: ['其他', 'other'],
};

const FIELDS: readonly RegisterField[] = [
  INSTITUTION_FIELD,
  keyColumn(
    'borrowerId',
    BORROWER_NAMES,
    { en: 'the borrower, as the ledger names it; needed where the ledger has ids', zh: '客户编号，与台账一致；台账有编号时必填' },
    'C000117',
  ),
  textColumn(
    'borrowerName',
    ['borrower_name', '客户名称', '借款人名称', '户名'],
    { en: 'its name; needed where the ledger has no ids', zh: '客户名称；台账无编号时必填' },
    '白榆泰隆纺织有限公司',
  ),
  keyColumn(
    'loan',
    LOAN_NAMES,
    {
      en: 'blank; of a borrower whose loans were written off before the ledgers given, one of them',
      zh: '一般留空；所给台账之前已全部核销的客户，填其一笔借据号',
    },
    '',
  ),
  choiceColumn(
    choiceOf(
      PLAN_TIERS.map((tier) => TIER_WORDS[tier]),
      'E_CHOICE',
    ),
    'tier',
    ['tier', '期限', '期限类别', '处置期限'],
    { en: 'short, medium or long', zh: '短期、中期、长期' },
    '短期',
    needed({ en: 'says how long it takes', zh: '说明处置期限' }),
  ),
  choiceColumn(
    choiceOf(
      PLAN_MEASURES.map((measure) => MEASURE_WORDS[measure]),
      'E_CHOICE',
    ),
    'measure',
    ['measure', '措施', '处置措施', '处置方式'],
    {
      en: 'what it mainly rests on: cash, litigation, restructuring, write-off, transfer, foreclosure, other',
      zh: '主要措施：现金清收、诉讼、重组、核销、转让、抵债、其他',
    },
    '诉讼',
    needed({ en: 'says what is done', zh: '说明处置措施' }),
  ),
  textColumn(
    'note',
    ['note', '措施说明', '方案说明', '备注'],
    { en: 'more of it, in words; needed for other', zh: '措施说明；“其他”必填' },
    '评估拍卖抵押厂房',
  ),
  textColumn(
    'responsible',
    ['responsible', '责任人', '清收责任人'],
    { en: 'who answers for it', zh: '清收责任人' },
    '林晓燕',
    needed({ en: 'says who answers for it', zh: '说明责任人' }),
  ),
  textColumn('leader', ['leader', '包案领导', '包案人'], { en: 'who leads the case', zh: '包案领导' }, '贺绍文'),
  textColumn('team', ['team', '专班', '清收专班'], { en: 'the team set up for it', zh: '清收专班' }, '制造业专班'),
  dateColumn(
    'targetDate',
    ['target_date', '目标日期', '完成时限', '计划完成日期'],
    { en: 'by when; one row a target', zh: '目标日期；每个目标一行' },
    '2019-12-31',
    needed({ en: 'says by when', zh: '说明完成时限' }),
  ),
  amountColumn(
    'targetAmount',
    ['target_amount', '目标金额', '计划清收金额', '目标'],
    { en: 'principal to be collected by then, beside what earlier targets ask for', zh: '届时应收回的本金（不含此前各目标）' },
    '500000.00',
    needed({ en: 'says how much', zh: '说明目标金额' }),
  ),
  choiceColumn(
    FLAG_CHOICE,
    'done',
    ['done', '完成', '是否完成'],
    { en: 'yes where it is closed, however', zh: '是否已完成（不论以何方式）' },
    '否',
  ),
  dateColumn('doneOn', ['done_on', '完成日期', '实际完成日期'], { en: 'when it was closed', zh: '实际完成日期' }, ''),
];

export const PLANS_SCHEMA: Schema = { id: 'plans', key: 'targetDate', fields: FIELDS };

/** Targets in file order. Errors: those of the table; E_PLAN for what a row's values say together. */
export function readPlans(source: Source): Register<PlanTarget> {
  return readRegister<PlanTarget>(source, PLANS_SCHEMA, (row) => {
    const refused = refusedTarget(row);
    if (refused !== undefined) return refused;
    const doneOn = row.number('doneOn');
    return {
      ...placeOf(row),
      ...stated({ borrowerId: row.key('borrowerId'), borrowerName: row.key('borrowerName'), loan: row.key('loan'), doneOn }),
      tier: PLAN_TIERS[row.number('tier') as number] as PlanTier,
      measure: PLAN_MEASURES[row.number('measure') as number] as PlanMeasure,
      responsible: row.text('responsible') as string,
      ...textsOf(row, 'note', 'leader', 'team'),
      targetDate: row.number('targetDate') as number,
      targetAmount: row.cents('targetAmount'),
      isDone: row.number('done') === 1 || doneOn !== undefined,
    };
  });
}

const OTHER = PLAN_MEASURES.indexOf('other');

function refusedTarget(row: RegisterRow): RowProblem | undefined {
  const refuse = (en: string, zh: string): RowProblem => ({ code: 'E_PLAN', params: { reason: { en, zh } } });
  if (row.text('borrowerId') === undefined && row.text('borrowerName') === undefined) return refuse('it names no borrower', '未填客户');
  if (row.cents('targetAmount') === 0n) return refuse('a target of 0 is no target', '目标金额为 0');
  if (row.number('measure') === OTHER && row.text('note') === undefined)
    return refuse('the measure "other" is not said in words', '措施为“其他”时须填写措施说明');
  if (row.number('done') === 0 && row.number('doneOn') !== undefined)
    return refuse('it is not done, and has the day it was done', '标为未完成，却填了完成日期');
  return undefined;
}

export const PLANS: RegisterKind<PlanTarget> = {
  id: 'plans',
  option: 'plans',
  title: { en: 'one household, one plan', zh: '一户一策登记簿' },
  says: 'state',
  fields: FIELDS,
  read: readPlans,
};
