import { UserError } from '../diagnostics/diagnostic.js';
import { placeBeside } from '../model/register-rows.js';
import { TARGET_MEASURES, type Target, type TargetMeasure, UNIT_KINDS, type UnitKind } from '../model/tasks.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import { amountColumn, choiceColumn, choiceOf, needed, type RegisterField, textColumn } from './fields.js';
import { placeOf, type Register, readRegister } from './read-register.js';
import type { RegisterKind } from './register-kind.js';
import { parseTargetPeriod } from './target-period.js';

const UNIT_WORDS: Readonly<Record<UnitKind, readonly string[]>> = {
  branch: ['支行', '机构', '网点', 'branch'],
  officer: ['客户经理', '人员', '个人', '清收人', 'officer'],
};
const UNIT = choiceOf(
  UNIT_KINDS.map((kind) => UNIT_WORDS[kind]),
  'E_CHOICE',
  UNIT_KINDS.map((kind) => `${UNIT_WORDS[kind][0]}/${kind}`),
);

const MEASURE_WORDS: Readonly<Record<TargetMeasure, readonly string[]>> = {
  'cash-principal': ['清收本金', '现金清收', 'cash-principal', 'cash principal'],
  'cash-interest': ['清收利息', '收回利息', 'cash-interest', 'cash interest'],
  'written-off': ['已核销收回', '账销案存清收', 'written-off', 'written-off collections'],
  disposal: ['处置合计', '清收处置', 'disposal'],
  reduction: ['压降', '不良压降', 'reduction'],
  'npl-ceiling': ['不良余额控制', '余额控制', 'npl-ceiling', 'npl ceiling'],
};
const MEASURE = choiceOf(
  TARGET_MEASURES.map((measure) => MEASURE_WORDS[measure]),
  'E_CHOICE',
  TARGET_MEASURES.map((measure) => `${MEASURE_WORDS[measure][0]}/${measure}`),
);

const FIELDS: readonly RegisterField[] = [
  choiceColumn(
    UNIT,
    'unitKind',
    ['unit_kind', '任务主体类型', '主体类型', '层级'],
    { en: 'branch or officer', zh: '支行 或 客户经理' },
    '支行',
    needed({ en: 'says whether a branch or an officer has the target', zh: '说明任务主体是支行还是人员' }),
  ),
  textColumn(
    'unit',
    ['unit', '任务主体', '主体', '名称'],
    { en: 'the branch as the ledger names it, or the officer', zh: '支行名称（与台账一致）或人员姓名' },
    '相山支行',
    needed({ en: 'names who has the target', zh: '任务主体名称' }),
  ),
  textColumn(
    'period',
    ['period', '期间', '任务期间', '考核期间'],
    { en: 'a year (2019), a quarter (2019-Q2) or a month (2019-06)', zh: '年（2019）、季（2019年2季度 或 2019-Q2）、月（2019-06）' },
    '2019',
    needed({ en: 'says when the target is to be met', zh: '任务期间' }),
  ),
  choiceColumn(
    MEASURE,
    'measure',
    ['measure', '任务指标', '指标'],
    {
      en: 'cash-principal, cash-interest, written-off (collected after write-off), disposal, reduction (fall of the NPL balance), npl-ceiling',
      zh: '清收本金、清收利息、已核销收回、处置合计、压降（不良余额下降额）、不良余额控制（上限）',
    },
    '清收本金',
    needed({ en: 'says what is counted', zh: '任务指标' }),
  ),
  amountColumn(
    'amount',
    ['amount', '任务数', '目标金额', '金额'],
    { en: 'how much; of a ceiling the NPL balance that is not to be passed', zh: '任务金额；不良余额控制则为余额上限' },
    '1500000.00',
    { ...needed({ en: 'is the target', zh: '任务金额' }) },
  ),
];

export const TARGETS_SCHEMA: Schema = { id: 'targets', key: 'unit', fields: FIELDS };

/** Targets in file order. Errors: those of the table; E_TARGET for what is no period, or a target that stands twice. */
export function readTargets(source: Source): Register<Target> {
  const register = readRegister<Target>(source, TARGETS_SCHEMA, (row) => {
    const stated = row.text('period') as string;
    const period = parseTargetPeriod(stated);
    if (period === undefined) {
      const reason = {
        en: `"${stated}" is no period: write a year (2019), a quarter (2019-Q2) or a month (2019-06)`,
        zh: `“${stated}”不是任务期间：请写年（2019）、季（2019-Q2）或月（2019-06）`,
      };
      return { code: 'E_TARGET', params: { reason } };
    }
    return {
      ...placeOf(row),
      unitKind: UNIT_KINDS[row.number('unitKind') as number] as UnitKind,
      unit: row.text('unit') as string,
      period,
      measure: TARGET_MEASURES[row.number('measure') as number] as TargetMeasure,
      amount: row.cents('amount'),
    };
  });
  refuseTwiceSet(register.entries);
  return register;
}

/** Refuses a second target of one unit, period and measure, in one file or two: which one holds cannot be known. Errors: E_TARGET. */
export function refuseTwiceSet(targets: readonly Target[]): void {
  const first = new Map<string, Target>();
  for (const target of targets) {
    const print = [target.unitKind, target.unit, target.period.name, target.measure].join('\u001f');
    const earlier = first.get(print);
    if (earlier !== undefined) {
      const { file, line, unit: value } = target;
      const place = placeBeside(earlier, target);
      const reason = {
        en: `the same unit, period and measure have a target on line ${place}: which one holds cannot be known`,
        zh: `第 ${place} 行已有同一主体、期间与指标的任务：无法判断以哪一个为准`,
      };
      throw new UserError({ code: 'E_TARGET', file, line, value, params: { reason } });
    }
    first.set(print, target);
  }
}

export const TARGETS: RegisterKind<Target> = {
  id: 'targets',
  option: 'targets',
  title: { en: 'targets of branches and officers', zh: '任务指标登记簿' },
  says: 'state',
  fields: FIELDS,
  read: readTargets,
};
