import type { LoanField } from '../model/loan-fields.js';
import type { Field, FieldKind, Schema } from '../table/schema.js';
import { BORROWER_TYPE_CHOICE, CLASS_CHOICE, FLAG_CHOICE, GUARANTEE_CHOICE, STATUS_CHOICE } from './words.js';

const TEXT: FieldKind = { type: 'text' };
/** Ids that are compared: with other ledgers, registers, and other rows. */
const KEY: FieldKind = { type: 'key' };
const DATE: FieldKind = { type: 'date' };
const DAYS: FieldKind = { type: 'days' };
const AMOUNT: FieldKind = { type: 'amount', negative: 'E_NEGATIVE_AMOUNT' };

/** `lesserNames` hold nearly the same: taken, best first, where no column of `names` stands beside them. */
function field(name: LoanField, kind: FieldKind, names: string, lesserNames = '', more: Partial<Field> = {}): Field {
  return { name, kind, names: names.split(' '), ...(lesserNames === '' ? {} : { lesserNames: lesserNames.split(' ') }), ...more };
}

/**
 * A loan ledger: one row a loan. To add a column, add its field here and its name in src/model/loan-fields.ts.
 * Names are those of core-banking exports and of the 1104 returns; names with blanks match without them.
 *
 * Left out because their meaning is in doubt, so that a --map file has to say it: 逾期期数 (periods, not days), 延期付息天数
 * (a deferral), 展期日期 (day of the extension, or new due date?), 逾期金额 (with or without interest?), 合同五级分类 月初五级分类
 * 年初五级分类 存量五级分类 测算五级分类 (not the class declared at the data date), 借据名称, 贷款账号(正常形态) 贷款账号(当前形态),
 * 借据号码(总部发的合同号), 核销年月 (a month), 进不良年月 出不良日期 (of the class, not of the arrears), 表内欠息余额 表外欠息余额 (parts),
 * 集团客户 (a flag or a name), 他行逾期 他行逾期金额 (of any length; the rule asks for more than 90 days), 清收类型, 包收责任人 (collects, did not lend), 日期, 本金.
 */
export const LEDGER_SCHEMA: Schema = {
  id: 'ledger',
  key: 'loanId',
  fields: [
    field(
      'asOf',
      { type: 'date-or-month' },
      'as_of data_date report_date 数据日期 统计日期 报表日期 会计日期',
      '业务日期 数据时间 统计时间 会计时间 数据月份 统计月份 报表月份',
      { required: true },
    ),
    field('institution', TEXT, 'institution legal_entity 法人机构 法人名称 法人代码 法人标识 行社名称 农商银行', '', { required: true }),
    field(
      'loanId',
      KEY,
      'loan_id 借据号 贷款账号 借据编号 借据号码 贷款借据号 信贷借据号 贷款帐号 放款账号 loan_no loan_number account_no 贷款账号(17位) 贷款账号(16位) 借据号/汇票号 贷款帐号/汇票号 信贷拮据号',
      '',
      { neededFor: { en: 'names each loan', zh: '标识借据' }, required: true },
    ),
    field('contractId', TEXT, 'contract_id contract_no 合同号 合同编号 贷款合同号', '贷款合同号码', { isId: true }),
    field('borrowerId', KEY, 'borrower_id customer_id client_id 客户编号 客户号 客户ID 借款人编号'),
    field(
      'borrowerName',
      TEXT,
      'borrower_name customer_name 客户名称 借款人名称 借款人姓名',
      'borrower customer name 客户姓名 借款人 贷款户名 户名 企业名称 姓名 借款主体',
    ),
    field('borrowerType', BORROWER_TYPE_CHOICE, 'borrower_type customer_type 客户类型 借款人类型 客户类别'),
    field('household', TEXT, 'household household_id 户号 家庭编号 集团名称', '户主', { isId: true }),
    field(
      'branch',
      TEXT,
      'branch branch_name 支行 支行名称 所属支行 网点(支行)',
      '机构名称 所属机构 经办机构 网点 网点名称 所属网点 branch_id 机构编号 机构代码 机构号 机构码',
    ),
    field('officer', TEXT, 'officer account_officer 客户经理 管户经理 管户客户经理', '主客户经理 管理责任人'),
    field('firstResponsible', TEXT, 'first_responsible 第一责任人', '第一责任人姓名 主要责任人'),
    field('product', TEXT, 'product product_name 产品 产品名称', '贷款品种 业务品种 贷款种类 信贷贷款品种'),
    field('industry', TEXT, 'industry 行业 行业分类 所属行业', '所属行业类型 客户所属行业类型 行业投向 贷款投向'),
    field('debtorIdentity', TEXT, 'debtor_identity 债务人身份 借款人身份'),
    field('guarantee', GUARANTEE_CHOICE, 'guarantee guarantee_type 担保方式 担保类型 主担保方式'),
    field('currency', { type: 'currency' }, 'currency 币种 贷款币种', '', { required: true }),
    field('status', STATUS_CHOICE, 'status loan_status 贷款状态 账户状态 借据状态'),
    field(
      'originalAmount',
      AMOUNT,
      'original_amount loan_amount 贷款金额 借据金额',
      '贷款发放金额 放款金额 发放金额 借款金额 principal 合同金额',
    ),
    field(
      'balance',
      { type: 'amount', negative: 'E_NEGATIVE_BALANCE' },
      'balance 贷款余额 余额 当前余额 当前贷款余额 本金余额 剩余本金 借据余额 账面余额 当前的本金金额 outstanding loan_balance',
      '',
      { neededFor: { en: 'every figure sums', zh: '各项合计' }, required: true },
    ),
    field('principalArrears', AMOUNT, 'principal_arrears overdue_principal 逾期本金 拖欠本金 欠本金额'),
    field('interestArrears', AMOUNT, 'interest_arrears overdue_interest 欠息金额 拖欠利息 逾期利息 表内外欠息和', '当前欠息 欠息'),
    field('allowance', AMOUNT, 'allowance ecl provision 贷款减值准备 减值准备 拨备 准备余额 预期信用损失'),
    field('otherBanksDebt', AMOUNT, 'other_banks_debt 他行负债 他行贷款余额 他行债务'),
    field('otherBanksOverdue', AMOUNT, 'other_banks_overdue 他行逾期90天以上'),
    field('issueDate', DATE, 'issue_date issued_on 发放日期 贷款发放日期 放款日期', '借款日期 贷款日期 起息日 起息日期 首次发放日'),
    field('dueDate', DATE, 'due_date maturity maturity_date 到期日期 到期日 贷款到期日 贷款到期日期', '合同到期日期 合同到期日 约定到期日'),
    field('extendedDueDate', DATE, 'extended_due_date 展期到期日 展期到期日期 展期后到期日'),
    field(
      'principalOverdueSince',
      DATE,
      'principal_overdue_since overdue_since 逾期起始日 逾期起始日期 本金逾期日 本金逾期日期 欠本日期',
      '逾期日期',
    ),
    field('interestOverdueSince', DATE, 'interest_overdue_since 欠息起始日 最早欠息日期 最小欠息日 利息逾期日 利息逾期日期', '欠息日期'),
    field('daysPastDue', DAYS, 'days_past_due dpd overdue_days 逾期天数'),
    field('principalDaysPastDue', DAYS, 'principal_days_past_due principal_overdue_days 欠本天数 本金逾期天数'),
    field('interestDaysPastDue', DAYS, 'interest_days_past_due interest_overdue_days 欠息天数 利息逾期天数'),
    field(
      'declaredClass',
      CLASS_CHOICE,
      'class declared_class loan_class 五级分类 五级形态 五级分类结果 五级分类状态 贷款五级分类 信贷五级分类 贷款五级分类(1正常2关注3次级4可疑5损失)',
      '风险分类 贷款形态 当前形态',
    ),
    field('restructured', FLAG_CHOICE, 'restructured restructured_flag 重组标志 是否重组 重组贷款'),
    field('restructuredOn', DATE, 'restructured_on restructured_date 重组日期'),
    field('restructuredAgain', FLAG_CHOICE, 'restructured_again 再次重组 是否再次重组'),
    field('creditImpaired', FLAG_CHOICE, 'credit_impaired impaired 已减值 是否减值 已发生信用减值 减值标志'),
    field('repaidByNewLoan', FLAG_CHOICE, 'repaid_by_new_loan refinanced 借新还旧 是否借新还旧 还旧借新 无还本续贷'),
    field('renewalQualified', FLAG_CHOICE, 'renewal_qualified 续贷合格 合格续贷 小微续贷'),
    field('fundsMisused', FLAG_CHOICE, 'funds_misused 挪用 资金挪用 改变用途'),
    field('evasion', FLAG_CHOICE, 'evasion 逃废债'),
    field('bankruptcy', FLAG_CHOICE, 'bankruptcy 破产 破产清算'),
    field('ratingCut', FLAG_CHOICE, 'rating_cut 外部评级下调 评级下调'),
    field('enhanced', FLAG_CHOICE, 'enhanced credit_enhanced 信用增级 合格增信 有效增信'),
    field('replaces', KEY, 'replaces replaced_loan 原借据号 原贷款账号 被替换借据号'),
    // A rating, months overdue: which column holds it is said with --states.
    field('migrationState', TEXT, 'migration_state 迁徙状态'),
    field('writeOffDate', DATE, 'write_off_date writeoff_date 核销日期'),
  ],
};

/** Every field a --map file can speak of. */
export const LEDGER_FIELD_NAMES: readonly string[] = LEDGER_SCHEMA.fields.map(({ name }) => name);
