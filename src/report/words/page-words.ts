import type { ReductionVerdict } from '../../measure/reduction.js';
import type { Cell } from '../typed-cell.js';

/** A value and the date or state it is of, inside a sentence. */
export interface Dated {
  readonly at: string;
  readonly value: Cell;
}

/** Words of pages and workbooks, and of the charts on them. */
export interface PageWords {
  readonly contents: string;
  /** Of a link, for keyboards: past the contents. */
  readonly skip: string;
  readonly keyFigures: string;
  readonly warning: string;
  /** Name of the first sheet of a workbook. */
  readonly summary: string;
  /** Said in a workbook where an amount has more digits than a spreadsheet keeps. */
  readonly keptAsText: string;
  readonly institution: string;
  readonly period: string;
  readonly doubleReduction: string;
  /** Yes or no, and which of the two fell. */
  readonly reduced: Readonly<Record<ReductionVerdict, string>>;
  readonly against: (date: string) => string;
  /** NPL at a coming month-end if nobody pays. */
  readonly atMostAt: (date: string) => string;
  readonly chart: {
    readonly trend: string;
    readonly classes: string;
    readonly movement: string;
    readonly migration: string;
    readonly potential: string;
    readonly by: (dimensions: string) => string;
    /** Of a chart that leaves bars out: the smaller ones, or those further down the table. */
    readonly some: Readonly<Record<'largest' | 'table', (shown: number, of: number) => string>>;
    /** Of months before the lock, in a chart of old and new. */
    readonly notSplit: string;
    readonly mayBecomeNpl: string;
    readonly between: (name: string, first: Dated, last: Dated, highest: Dated) => readonly (string | Cell)[];
    /** Before the shares that did not move. */
    readonly stayed: string;
  };
}

export const enPageWords: PageWords = {
  contents: 'Contents',
  skip: 'Skip the contents',
  keyFigures: 'Key figures',
  warning: 'Warning:',
  summary: 'Summary',
  keptAsText: 'Amounts of more than 15 digits are text: a spreadsheet would round them.',
  institution: 'institution',
  period: 'period',
  doubleReduction: 'double reduction',
  reduced: {
    double: 'yes: balance and ratio both fell',
    'balance-only': 'no: the balance fell, the ratio did not',
    'ratio-only': 'no: the ratio fell, the balance did not',
    none: 'no: neither balance nor ratio fell',
  },
  against: (date) => `since ${date}`,
  atMostAt: (date) => `NPL at most at ${date}`,
  chart: {
    trend: 'NPL balance and ratio',
    classes: 'Loans below normal, by class: balance and share of all loans',
    movement: 'How the NPL balance moved',
    migration: 'From opening class (rows) to closing class (columns): share of the row',
    potential: 'NPL if nothing is paid',
    by: (dimensions) => `NPL by ${dimensions}: balance and ratio`,
    some: {
      largest: (shown, of) => ` (the ${shown} largest of ${of})`,
      table: (shown, of) => ` (${shown} of ${of})`,
    },
    notSplit: 'not split',
    mayBecomeNpl: 'may become NPL',
    between: (name, first, last, highest) => [
      ...[`${name}: `, first.value, ` at ${first.at}, `, last.value, ` at ${last.at}; `],
      ...['highest ', highest.value, ` at ${highest.at}`],
    ],
    stayed: 'stayed where they were: ',
  },
};

export const zhPageWords: PageWords = {
  contents: '目录',
  skip: '跳过目录',
  keyFigures: '主要指标',
  warning: '注意：',
  summary: '摘要',
  keptAsText: '超过 15 位数字的金额以文本列示：电子表格会将其四舍五入。',
  institution: '机构',
  period: '期间',
  doubleReduction: '双降',
  reduced: {
    double: '是：余额与不良率均下降',
    'balance-only': '否：余额下降，不良率未降',
    'ratio-only': '否：不良率下降，余额未降',
    none: '否：余额与不良率均未下降',
  },
  against: (date) => `较 ${date}`,
  atMostAt: (date) => `${date} 不良上限`,
  chart: {
    trend: '不良余额与不良率',
    classes: '正常类以外的贷款：余额及占全部贷款比重',
    movement: '不良余额变动',
    migration: '由期初类别（行）至期末类别（列）：占该行的比重',
    potential: '若不还款的不良余额',
    by: (dimensions) => `按${dimensions}的不良余额与不良率`,
    some: {
      largest: (shown, of) => `（${of} 项中最大的 ${shown} 项）`,
      table: (shown, of) => `（${of} 项中的 ${shown} 项）`,
    },
    notSplit: '未划分',
    mayBecomeNpl: '可能下迁',
    between: (name, first, last, highest) => [
      ...[`${name}：${first.at} 为 `, first.value, `，${last.at} 为 `, last.value],
      ...['；最高为 ', highest.value, `（${highest.at}）`],
    ],
    stayed: '未迁徙的比重：',
  },
};
