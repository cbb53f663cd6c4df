import { FLAG_CHOICE } from '../ledger/words.js';
import { STAGES, type Stage } from '../model/limitation.js';
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

/** The words of each stage; the first Chinese one is what reports print. */
const STAGE_WORDS: Readonly<Record<Stage, readonly string[]>> = {
  'not-sued': ['未诉', '未起诉', 'not-sued', 'not sued'],
  filed: ['已诉', '已起诉', '已立案', '立案', 'filed', 'sued'],
  'first-instance': ['一审', '一审审理中', 'first-instance', 'first instance'],
  'second-instance': ['二审', '二审审理中', 'second-instance', 'second instance', 'appeal'],
  'judgment-effective': ['判决生效', '已判决', '已判决生效', '调解书生效', 'judgment-effective', 'judgment effective'],
  enforcement: ['申请执行', '执行中', '执行', 'enforcement'],
  'enforcement-suspended': ['终本', '终结本次执行', 'enforcement-suspended', 'enforcement suspended'],
  'enforcement-ended': ['终结', '终结执行', '执行终结', '执行完毕', 'enforcement-ended', 'enforcement ended'],
  settled: ['和解', '执行和解', '诉讼和解', 'settled', 'settlement'],
  withdrawn: ['撤诉', 'withdrawn'],
  bankruptcy: ['破产', '申报债权', '破产申报', 'bankruptcy'],
};
const STAGE = choiceOf(
  STAGES.map((stage) => STAGE_WORDS[stage]),
  'E_CHOICE',
  STAGES.map((stage) => `${STAGE_WORDS[stage][0]}/${stage}`),
);

export const LITIGATION_FIELDS: readonly RegisterField[] = [
  INSTITUTION_FIELD,
  LOAN_FIELD,
  choiceColumn(
    STAGE,
    'stage',
    ['stage', '诉讼阶段', '阶段', '案件状态'],
    {
      en: `where the case stands: ${STAGES.join(', ')}`,
      zh: `诉讼阶段：${STAGES.map((stage) => STAGE_WORDS[stage][0]).join('、')}`,
    },
    '判决生效',
    needed({ en: 'says where the case stands', zh: '说明诉讼阶段' }),
  ),
  dateColumn('filed', ['filed_on', '起诉日期', '立案日期'], { en: 'when it was sued on', zh: '起诉（立案）日期' }, '2018-09-03'),
  dateColumn('judged', ['judged_on', '判决日期', '裁判日期'], { en: 'when the judgment came', zh: '判决（裁判）日期' }, '2019-01-15'),
  dateColumn(
    'performanceDue',
    ['performance_due_on', '履行期届满日', '判决履行期限'],
    {
      en: 'last day to pay by the judgment or settlement; enforcement runs from it, else from the judgment',
      zh: '裁判或和解确定的履行期最后一日；执行时效自此起算，未填则自判决日',
    },
    '2019-02-15',
  ),
  textColumn('court', ['court', '法院', '受理法院', '管辖法院'], { en: 'the court', zh: '受理法院' }, '相山区人民法院'),
  textColumn('caseNumber', ['case_number', '案号'], { en: 'its case number', zh: '案号' }, '（2018）皖0603民初2211号'),
  amountColumn(
    'claimed',
    ['amount_claimed', '诉讼标的额', '诉请金额', '标的额'],
    { en: 'amount claimed on this loan', zh: '本笔借据的诉请金额' },
    '2280000.00',
  ),
  dateColumn(
    'dueDate',
    ['due_on', '债务到期日', '宣布到期日'],
    {
      en: 'when the debt fell due, where not on the day that the ledger states (called in early)',
      zh: '债务到期日；与台账到期日不同（如宣布提前到期）时填写',
    },
    '2017-04-20',
  ),
  dateColumn(
    'lastDemand',
    ['last_demand_on', '最近催收签收日', '催收签收日期', '最近一次签收催收日'],
    { en: 'last demand that the debtor signed', zh: '借款人最近一次签收催收通知的日期' },
    '2018-05-20',
  ),
  dateColumn(
    'action',
    ['action_until', '诉讼时效届满日', '诉讼时效到期日'],
    { en: 'last day of the limitation of action, where known', zh: '诉讼时效届满日（如已核定）' },
    '2021-05-20',
  ),
  dateColumn(
    'enforcement',
    ['enforcement_until', '申请执行时效届满日', '执行时效届满日', '执行时效到期日'],
    { en: 'last day to apply for enforcement, where known', zh: '申请执行时效届满日（如已核定）' },
    '2021-02-15',
  ),
  dateColumn(
    'guarantee',
    ['guarantee_until', '保证期间届满日', '保证期间到期日'],
    { en: 'last day of the guarantee period as agreed', zh: '约定的保证期间届满日' },
    '2019-04-20',
  ),
  dateColumn(
    'guarantorClaimed',
    ['guarantor_claimed_on', '向保证人主张日', '保证人主张日期'],
    { en: 'when the guarantor was sued or claimed on', zh: '向保证人起诉或主张权利的日期' },
    '2018-09-03',
  ),
  dateColumn(
    'depositFrozen',
    ['deposit_frozen_on', '存款冻结日', '存款冻结日期'],
    { en: 'when deposits were frozen; of several the earliest that stands', zh: '存款冻结日；多笔时填仍有效的最早一笔' },
    '2019-03-04',
  ),
  dateColumn(
    'deposit',
    ['deposit_until', '存款冻结到期日', '存款冻结届满日'],
    { en: 'last day of the freeze by the notice', zh: '通知书载明的冻结到期日' },
    '2020-03-03',
  ),
  dateColumn(
    'movablesSeized',
    ['movables_seized_on', '动产查封日', '动产查封日期'],
    { en: 'when movables were seized', zh: '动产查封（扣押）日' },
    '2019-03-04',
  ),
  dateColumn(
    'movables',
    ['movables_until', '动产查封到期日', '动产查封届满日'],
    { en: 'last day of that seizure', zh: '动产查封到期日' },
    '2021-03-03',
  ),
  dateColumn(
    'propertySeized',
    ['property_seized_on', '不动产查封日', '不动产查封日期'],
    { en: 'when immovable property or other rights were seized', zh: '不动产查封、其他财产权冻结日' },
    '2018-09-20',
  ),
  dateColumn(
    'property',
    ['property_until', '不动产查封到期日', '不动产查封届满日'],
    { en: 'last day of that seizure', zh: '不动产查封到期日' },
    '2021-09-19',
  ),
  choiceColumn(
    FLAG_CHOICE,
    'ableToPay',
    ['able_to_pay', '有偿还能力', '是否有偿还能力', '偿还能力'],
    { en: 'whether the debtor could pay: yes or no', zh: '是否有偿还能力：是 或 否' },
    '是',
  ),
];
